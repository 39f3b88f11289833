use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::sense;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A condition can never be true.
    ///
    /// It wants two things of one field that can't both hold: two different values, a number below
    /// 5 and above 9, a value and not that value. What hangs on it never applies, and nobody is ever
    /// asked to do it. Mostly `any` was meant where `all` is written, or nothing at all.
    ///
    /// ## 中文
    ///
    /// 条件永远不会成立。
    ///
    /// 它对同一字段提出了不能同时成立的要求：两个不同的取值，既低于 5 又高于 9，既是某值又不是某值。依赖它的内容
    /// 永远不适用，也永远没有人被要求去做。多半是把`any`（任一）写成了`all`（全部），或者没有写明。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-08
    /// steps:
    ///   visit: { title: 走访, when: { all: [{ grade: [red, orange] }, { grade: blue }] } }
    /// #                                             -----------              ^^^^
    ///   inform: { title: 告知, when: { age: { above: 14, below: 14 } } }
    /// #                              ^^^
    ///   record: { title: 记录, when: { grade: red, not: { grade: red } } }
    /// #                                     ---                ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-08
    /// steps:
    ///   visit: { title: 走访, when: { any: [{ grade: red }, { grade: blue }] } }
    ///   inform: { title: 告知, when: { age: { at_least: 14, at_most: 14 } } }
    ///   record: { title: 记录, when: { grade: [red, blue], not: { grade: red } } }
    ///   raise: { title: 升级, when: { all: [{ grade: blue, at: visit }, { grade: red, at: record }] } }
    /// ```
    pub(super) static RULE = "list/contradictory-condition", Error,
        "condition that can never be true", "条件永远不成立";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for clause in &index.clauses {
        let Some(clash) = sense::clash([&clause.condition], index) else {
            continue;
        };
        let owner = clause.at.words();
        let (name, one, two) = (&clash.of, &clash.first.1, &clash.second.1);
        let message = say!(
            "a condition of {owner} can never be true: `{name}` would have to be {one} and {two}",
            "{owner}的条件永远不成立：`{name}`须同时为{one}和{two}",
            owner: owner, one: one, two: two
        );
        let help = Words::fixed(
            "write `any` if one of them is enough, or take one of them out",
            "若满足其一即可，请写`any`；否则请去掉其中之一",
        );
        let label = Words::fixed("and this", "又要求此项");
        let mut finding = Finding::at(&RULE, clash.second.0, message, label).help(help);
        if clash.first.0 != clash.second.0 {
            finding = finding.also_at(clash.first.0, Words::fixed("wants this", "要求此项"));
        }
        sink.push(finding.about(clause.at.subject(name)));
    }
}
