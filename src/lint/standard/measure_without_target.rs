use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::MeasureKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A measure has no target.
    ///
    /// The share is reported, and nobody can say whether it is good. Add the share that has to be
    /// reached as `target`. An `interval` may go without: often no number exists.
    ///
    /// ## 中文
    ///
    /// 指标没有目标。
    ///
    /// 报告里会有比率，却没有人能说它好不好。请在`target`（目标）中写明应达到的比率。
    /// `interval`（用时）可以不写，因为往往没有规定的数字。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time }]
    /// #                       ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time, target: 95% }]
    /// ```
    pub(super) static RULE = "list/measure-without-target", Warning,
        "measure without a target", "指标没有目标";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for doc in standard.evaluation.iter().filter(|doc| doc.target.is_none()) {
            let kind = doc.measure.as_ref();
            let Some(measure) = kind.filter(|kind| kind.value != MeasureKind::Interval) else {
                continue;
            };
            let owner = at.words();
            let message = say!(
                "a measure of {owner} has no target",
                "{owner}的指标没有目标",
                owner: owner
            );
            let label = Words::fixed("without `target`", "没有`target`");
            let help = Words::fixed(
                "add the share to be reached, such as `target: 95%`",
                "请补上应达到的比率，例如`target: 95%`",
            );
            let of = doc.of.as_ref().map_or("", |of| of.as_str());
            let subject = at.subject(&format!("{:?} {of}", measure.value));
            sink.push(Finding::at(&RULE, measure.span, message, label).help(help).about(subject));
        }
    }
}
