use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A set has more duties, steps, fields, roles or bodies than can be told apart.
    ///
    /// Each of them is known by a number of 16 bits while logs are audited, so that there may be
    /// 65,535 of each kind in one set with everything that it imports. Beyond that two of them
    /// would be mistaken for each other. Split the set, for instance by region.
    ///
    /// ## 中文
    ///
    /// 清单集中的责任事项、环节、字段、角色或单位过多，无法区分。
    ///
    /// 核查日志时，每一项都以 16 位编号识别，因此一个清单集连同其引用，每类最多 65,535 项；超出后会互相
    /// 混淆。请拆分清单集，例如按地区拆分。
    ///
    /// ```text fail-described
    /// a roster of 70,000 bodies
    /// ```
    ///
    /// ```text pass-described
    /// five sets of 14,000 bodies, one for each region
    /// ```
    pub(super) static RULE = fatal "list/set-too-large", Error,
        "more than can be told apart", "数量超出可区分的范围";
}

/// How many things of one kind can be told apart.
const MOST: usize = u16::MAX as usize;

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (count, en, zh) in [
        (index.duties.len(), "duties", "责任事项"),
        (index.steps.len(), "steps", "环节"),
        (index.fields.len(), "fields", "字段"),
        (index.roles.len(), "roles", "角色"),
        (index.bodies.len(), "bodies", "单位"),
    ] {
        if count <= MOST {
            continue;
        }
        let kind = Words::fixed(en, zh);
        let message = say!(
            "the set has {count} {kind}; {MOST} can be told apart",
            "清单集有{count}个{kind}，最多可区分{MOST}个",
            kind: kind
        );
        let label = Words::fixed("this set, with what it imports", "此清单集，连同其引用");
        let help =
            Words::fixed("split the set, for instance by region", "请拆分清单集，例如按地区");
        let subject = Subject { detail: Some(en.to_owned()), ..Subject::default() };
        let found = Finding::at(&RULE, index.draft.set_place(), message, label);
        sink.push(found.help(help).about(subject));
    }
}
