use std::collections::HashMap;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, standards};
use crate::model::docs::GroupDoc;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A group of steps does not say what it asks for.
    ///
    /// It names its steps under exactly one of `one_of` (one and no other), `any_of` (at least one)
    /// and `all_of` (every one), and at least two of them: a group of one step is that step. A step
    /// belongs to one group only, and can't be forbidden in it.
    ///
    /// ## 中文
    ///
    /// 环节组没有写明要求。
    ///
    /// 组内环节写在`one_of`（只能做一项）、`any_of`（至少一项）、`all_of`（全部）三者之一，且至少两项：只有一项
    /// 的组就是该环节本身。一个环节只属于一个组，也不能在组内被禁止。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-07
    /// steps:
    ///   message: { title: 短信 }
    ///   phone: { title: 电话 }
    ///   visit: { title: 走访 }
    /// groups:
    ///   contact: { title: 联系, any_of: [message, phone], all_of: [visit] }
    /// # ^^^^^^^
    ///   alone: { title: 单项, one_of: visit }
    /// # ^^^^^
    ///   written: { title: 书面, one_of: [message, visit] }
    /// #                                         -----
    ///   spoken: { title: 口头, any_of: [phone, visit] }
    /// #                                      ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-07
    /// steps:
    ///   message: { title: 短信 }
    ///   phone: { title: 电话 }
    /// groups:
    ///   contact: { title: 联系, any_of: [message, phone] }
    /// ```
    pub(super) static RULE = "list/incomplete-group", Error,
        "a group that does not say what it asks for", "环节组没有写明要求";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (id, group) in standard.groups.iter() {
            let here = At { place: id.span, ..at };
            let name = &id.value;
            let kinds = [&group.one_of, &group.any_of, &group.all_of];
            let given = kinds.iter().filter(|steps| !steps.is_empty()).count();
            let what = match (given, members(group).count()) {
                (0, _) => Some(say!("group `{name}` names no step", "环节组`{name}`没有写明环节")),
                (2.., _) => Some(say!(
                    "group `{name}` says more than one of `one_of`, `any_of` and `all_of`",
                    "环节组`{name}`同时写了`one_of`、`any_of`、`all_of`中的几项"
                )),
                (_, 1) => {
                    Some(say!("group `{name}` has one step alone", "环节组`{name}`只有一个环节"))
                }
                _ => None,
            };
            if let Some(message) = what {
                say_so(here, id.span, message, name, None, sink);
                continue;
            }
            for step in members(group) {
                let own = standard.steps.lookup(&step.value);
                let text = &step.value;
                if own.is_some_and(|own| own.forbidden && own.when.is_none()) {
                    let message = say!(
                        "`{text}` is forbidden and can't be a choice of group `{name}`",
                        "`{text}`是禁止环节，不能作为环节组`{name}`的一项"
                    );
                    say_so(here, step.span, message, text, None, sink);
                }
                if let Some(first) = seen.insert(text, step.span) {
                    let message = say!("`{text}` belongs to two groups", "`{text}`属于两个环节组");
                    say_so(here, step.span, message, text, Some(first), sink);
                }
            }
        }
    }
}

fn members(group: &GroupDoc) -> impl Iterator<Item = &crate::doc::Spanned<String>> {
    group.one_of.iter().chain(group.any_of.iter()).chain(group.all_of.iter())
}

fn say_so(
    at: At<'_>,
    place: Span,
    message: Words,
    detail: &str,
    other: Option<Span>,
    sink: &mut Sink,
) {
    let label = Words::fixed("this can't be judged", "无法判定");
    let help = Words::fixed(
        "write `one_of: [a, b]`, `any_of: [a, b]` or `all_of: [a, b]`, each step in one group",
        "请写`one_of: [甲, 乙]`、`any_of: [甲, 乙]`或`all_of: [甲, 乙]`，每个环节只属于一个组",
    );
    let mut finding =
        Finding::at(&RULE, place, message, label).help(help).about(at.subject(detail));
    if let Some(other) = other {
        finding = finding.also_at(other, Words::fixed("here too", "此处亦有"));
    }
    sink.push(finding);
}
