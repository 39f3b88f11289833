use super::{problems, subject};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::did_you_mean;
use crate::model::scenario::{Sheet, Trouble};
use crate::rule;
use crate::text::Words;

rule! {
    /// A variant changes or drops a row that the scenario's log does not have.
    ///
    /// Rows are named by the column `row`, else by their step; with several cases by `CASE/step`. A
    /// row that was dropped before can't be changed, and the rows of a log in a file can't be
    /// changed at all.
    ///
    /// ## 中文
    ///
    /// 变体要改动或删去日志中没有的行。
    ///
    /// 行以`row`（行）列的名称指定，没有时以环节指定；有多个案件时写成`案件/环节`。已经删去的行不能再改；
    /// 文件中的日志不能改行。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at
    ///   deliver,2026-03-02 09:00
    /// expect: []
    /// variants:
    ///   late:
    ///     set: { deliverd: { at: 2026-03-09 10:00 } }
    /// #          ^^^^^^^^
    ///     expect: []
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   row,step,at
    ///   second,deliver,2026-03-02 09:00
    /// expect: []
    /// variants:
    ///   late: { set: { second: { at: 2026-03-09 10:00 } }, expect: [] }
    ///   never: { drop: deliver, expect: [] }
    /// ```
    pub(super) static RULE = "list/scenario-unknown-row", Error,
        "variant of a row that is not there", "变体所改的行不存在";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    problems(index, Trouble::Row, |doc, problem| {
        let sheet = doc.log.as_ref().map(|log| Sheet::parse(log.as_str()).0).unwrap_or_default();
        let near = index.nearest(&problem.name, sheet.names());
        let otherwise = Words::fixed(
            "name a row by its `row`, by its step, or as `CASE/step`",
            "请以`row`列的名称、环节或`案件/环节`指定行",
        );
        let label = Words::fixed("no such row", "没有此行");
        let found = Finding::at(&RULE, problem.span, problem.words.clone(), label);
        sink.push(found.help(did_you_mean(near, otherwise)).about(subject(doc, &problem.name)));
    });
}
