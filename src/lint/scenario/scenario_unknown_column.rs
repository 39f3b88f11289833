use super::{problems, subject};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::{did_you_mean, listed};
use crate::model::scenario::{COLUMNS, Trouble};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A scenario has a column that means nothing.
    ///
    /// Columns of scenarios are `case`, `duty`, `step`, `at`, `body`, `person`, `person_kind`,
    /// `target`, `area`, `text`, `code`, the handle `row`, and the fields that the set declares.
    /// Anything else would be left out in silence, so the scenario is not run.
    ///
    /// ## 中文
    ///
    /// 情景中有无法识别的列。
    ///
    /// 可用的列是`case`（案件）、`duty`（责任事项）、`step`（环节）、`at`（时间）、`body`（单位）、
    /// `person`（人员）、`person_kind`（人员类别）、`target`（对象）、`area`（区域）、`text`（内容）、
    /// `code`（代码）、行名`row`（行），以及清单集声明的字段。其他列会被悄悄忽略，因此情景不会运行。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// log: "step,at,bodi\ndraft,2026-03-02 09:00,north"
    /// #             ^^^^
    /// expect: []
    /// variants:
    ///   later:
    ///     set: { draft: { recieved: x } }
    /// #                   ^^^^^^^^
    ///     expect: []
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: example
    /// fields: { received: { title: { zh: 回执, en: receipt } } }
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   环节,at,body,received
    ///   draft,2026-03-02 09:00,north,
    /// expect: []
    /// variants:
    ///   received: { set: { draft: { received: x } }, expect: [] }
    /// ```
    pub(super) static RULE = "list/scenario-unknown-column", Error,
        "unknown column in a scenario", "情景中有未知的列";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    problems(index, Trouble::Column, |doc, problem| {
        let fields = index.fields.iter().map(|(id, _)| id.as_str());
        let known = || COLUMNS.iter().map(|(en, _)| *en);
        let near = index.nearest(&problem.name, known().chain(fields));
        let list = listed(known());
        let otherwise = say!(
            "declare the field in the set, or use one of {list}",
            "请在清单集中声明该字段，或使用：{list}",
            list: list
        );
        let label = Words::fixed("means nothing here", "此列没有所指");
        let found = Finding::at(&RULE, problem.span, problem.words.clone(), label);
        sink.push(found.help(did_you_mean(near, otherwise)).about(subject(doc, &problem.name)));
    });
}
