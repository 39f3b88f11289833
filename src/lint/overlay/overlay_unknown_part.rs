use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::lint::wording::did_you_mean;
use crate::model::overlay::{FaultKind, Kind};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An overlay tightens or replaces something that the duty doesn't have.
    ///
    /// A step, a relation, a frequency, a safeguard, a measure or a permission can become stricter or
    /// another only if the upper level has it: a safeguard that requires the same of one of the same
    /// steps, a frequency of the same step for each of the same, a measure of the same step. Write the
    /// name as the standard does, or `add` it.
    ///
    /// ## 中文
    ///
    /// 地方细则收紧或替换了该事项没有的内容。
    ///
    /// 环节、规则、频次、保障措施、指标或数据许可，上级有的才能收紧或替换：保障措施以要求相同且涉及同一环节为准，
    /// 频次以对象和环节相同为准，指标以环节相同为准。请按标准书写名称，或用`add`（增加）写入。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门 }
    /// # -----
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     vist: { at_least: 2 }
    /// #   ^^^^
    ///   expected: [{ at_least: 2, every: month }]
    /// #                        ^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访, expected: { every: month } }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     visit: { at_least: 2 }
    ///   expected: [{ at_least: 2, every: month }]
    /// ```
    pub(super) static RULE = fatal "list/overlay-unknown-part", Error,
        "overlay of a part that the duty doesn't have", "地方细则所改的内容不存在";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::UnknownPart) {
        let (part, duty) = (told.part(), told.duty(index));
        let id = told.at.duty_id();
        let step = told.fault.part.as_ref().and_then(|part| part.of.as_ref());
        let step = step.filter(|(kind, _)| *kind == Kind::Step).map(|(_, name)| name.as_str());
        let near = step.and_then(|step| {
            index.nearest(step, index.steps_of(id).map(crate::doc::Spanned::as_str))
        });
        let message = say!(
            "the overlay changes {part}, which duty {duty} doesn't have",
            "地方细则要改的{part}，责任事项{duty}没有",
            part: part, duty: duty
        );
        let label = Words::fixed("nothing like it there", "没有相应内容");
        let otherwise = Words::fixed(
            "write it as the standard does, or put it under `add`",
            "请按标准书写，或写入`add`（增加）",
        );
        let mut finding = told.finding(&RULE, message, label, Words::fixed("the duty", "该事项"));
        finding = finding.help(did_you_mean(near, otherwise));
        let known = near.and_then(|near| index.step(near, id)).and_then(|at| index.steps.get(at));
        if let Some(step) = known {
            let words = Words::fixed("the nearest name", "最接近的名称");
            finding = finding.also_at(step.id.span, words);
        }
        sink.push(finding);
    }
}
