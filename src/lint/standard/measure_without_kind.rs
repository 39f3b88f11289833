use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An evaluation doesn't say what is measured.
    ///
    /// Without `measure` it is left out of every report. Write `on-time` (met out of what was due),
    /// `done` (done at all, late or not), `covered` (windows of a frequency),
    /// `accepted` (hand-overs), `interval` (time between two steps), `ratio` (one count by another) or
    /// `repeated` (the same again).
    ///
    /// ## 中文
    ///
    /// 评价没有写明衡量什么。
    ///
    /// 没有`measure`，任何报告都不会列出它。请写`on-time`（按时率）、`done`（完成率，不论早晚）、`covered`
    /// （频次覆盖率）、`accepted`（移送接收率）、`interval`（环节间用时）、`ratio`（两数之比）或`repeated`（重复率）。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: 送达 }
    /// evaluation: [{ of: deliver, target: 95% }]
    /// #                  ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: 送达 }
    /// evaluation: [{ measure: on-time, of: deliver, target: 95% }]
    /// ```
    pub(super) static RULE = "list/measure-without-kind", Error,
        "evaluation without a measure", "评价缺少指标";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for (number, doc) in standard.evaluation.iter().enumerate() {
            if doc.measure.is_some() {
                continue;
            }
            let of = doc.of.as_ref().map(|of| of.span);
            let target = doc.target.as_ref().map(|target| target.span);
            let title = doc.title.as_ref().map(|title| title.span);
            let place = of.or(target).or(title).unwrap_or(at.place);
            let owner = at.words();
            let message = say!(
                "an evaluation of {owner} doesn't say what is measured",
                "{owner}的评价没有写明衡量什么",
                owner: owner
            );
            let label = Words::fixed("without `measure`", "没有`measure`");
            let help = Words::fixed(
                "add `measure`: `on-time`, `done`, `covered`, `accepted`, `interval`, `ratio` or `repeated`",
                "请补上`measure`：`on-time`、`done`、`covered`、`accepted`、`interval`、`ratio`或`repeated`",
            );
            let subject = at.subject(&number.to_string());
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
