use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::Words;

rule! {
    /// A set has no `id`.
    ///
    /// The short name is part of the identity of every finding: without it an audit of this week
    /// can't be compared with that of last week, and two sets in one report can't be told apart.
    /// Write a short name such as `dv-linkage` that will not change.
    ///
    /// ## 中文
    ///
    /// 清单集没有`id`（编号）。
    ///
    /// 短名称是每条结果标识的一部分：没有它，本周的核查无法与上周比较，一份报告里的两个清单集也分不清。
    /// 请写一个不再变动的短名称，例如`dv-linkage`。
    ///
    /// ```yaml fail
    /// kind: set
    /// #     ^^^
    /// title: { zh: 家庭暴力联动, en: Linkage against domestic violence }
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// title: { zh: 家庭暴力联动, en: Linkage against domestic violence }
    /// ```
    pub(super) static RULE = "list/set-without-id", Error,
        "set without an id", "清单集缺少编号";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for set in index.draft.sets.iter().filter(|set| set.value.kind.is_some()) {
        if set.value.id.as_ref().is_some_and(|id| !id.value.trim().is_empty()) {
            continue;
        }
        let place = set.value.id.as_ref().map_or(set.place, |id| id.span);
        let message = Words::fixed("the set has no `id`", "清单集没有`id`");
        let label = Words::fixed("this set", "此清单集");
        let help = Words::fixed(
            "add a short name that will not change, such as `id = \"dv-linkage\"`",
            "请添加一个不再变动的短名称，例如`id = \"dv-linkage\"`",
        );
        let detail = Some(set.name.clone());
        let subject = Subject { detail, ..Subject::default() };
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    }
}
