use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::MeasureKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard measures coverage of a duty that has no frequency.
    ///
    /// `covered` is the share of expected windows in which the duty was performed. Without
    /// `expected` in the list no window is expected, and the share is nothing of nothing. Add a
    /// frequency to the duty, or measure `done`.
    ///
    /// ## 中文
    ///
    /// 责任事项没有频次，工作标准却衡量覆盖率。
    ///
    /// `covered`（覆盖率）是应履行周期中已履行的比率。清单中没有`expected`（频次），就没有应履行的周期，比率
    /// 成了零除以零。请给责任事项补上频次，或改为衡量`done`（完成率）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    /// # -----
    ///     title: { zh: 重点单位检查, en: Key units }
    /// ---
    /// kind: standard
    /// duty: PP-07
    /// evaluation: [{ measure: covered, target: 100% }]
    /// #                       ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 重点单位检查, en: Key units }
    ///     expected: { every: quarter, for_each: target, of: key-unit }
    /// ---
    /// kind: standard
    /// duty: PP-07
    /// evaluation: [{ measure: covered, target: 100% }]
    /// ```
    pub(super) static RULE = "list/covered-without-frequency", Warning,
        "coverage without a frequency", "衡量覆盖率却没有频次";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        let Some(duty) = index.duty(at.duty_id()).filter(|duty| duty.doc.expected.is_empty())
        else {
            continue;
        };
        for measure in standard.evaluation.iter().filter_map(|doc| doc.measure.as_ref()) {
            if measure.value != MeasureKind::Covered {
                continue;
            }
            let owner = at.words();
            let message = say!(
                "coverage is measured of {owner}, which has no frequency",
                "{owner}没有频次，却衡量覆盖率",
                owner: owner
            );
            let help = Words::fixed(
                "add `expected` to the duty, or measure `done`",
                "请给责任事项补上`expected`，或改为`done`",
            );
            sink.push(
                Finding::at(&RULE, measure.span, message, Words::fixed("of nothing", "无从计算"))
                    .also_at(duty.id.span, Words::fixed("without `expected`", "没有`expected`"))
                    .help(help)
                    .about(at.subject("")),
            );
        }
    }
}
