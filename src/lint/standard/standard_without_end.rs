use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::lint::wording::named;
use crate::model::docs::{GroupDoc, StandardDoc};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard has neither a step that ends the duty nor a time after which it is closed.
    ///
    /// A required step without a deadline of its own falls due when the duty ends. Where nothing ends it,
    /// such a step is never missing: it stays open for ever. Mark the last step with `ends: true`, or
    /// write `closes_after`.
    ///
    /// ## 中文
    ///
    /// 工作标准既没有终结环节，也没有自动终结的期限。
    ///
    /// 没有自身时限的必经环节，在责任终结时到期。若没有终点，这样的环节永远不算缺失，会一直悬着。请给最后的环节
    /// 写上`ends: true`（终结），或写明`closes_after`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: draft }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: draft, ends: true }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// closes_after: 30d
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: draft, within: 3d }
    /// ```
    pub(super) static RULE = "list/standard-without-end", Warning,
        "standard that never ends", "工作标准没有终点";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        if ends(standard) {
            continue;
        }
        let what = named(at.duty_id(), index.title(at.duty_id()));
        let message = say!("nothing ends {what}: it stays open for ever", "{what}没有终点，会一直处于未结状态", what: what);
        let label = Words::fixed("never ends", "没有终点");
        let help = Words::fixed(
            "mark the last step with `ends: true`, or add `closes_after`",
            "请给最后的环节写上`ends: true`，或补上`closes_after`",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}

/// Whether every required step comes to its end some day: by the end of the duty, or by its own
/// deadline. A step that opens the duty has been done when there is a duty at all.
fn ends(standard: &StandardDoc) -> bool {
    let open = |step: &crate::model::docs::StepDoc| {
        let first = step.after.is_empty() && step.after_any.is_empty();
        !step.optional
            && !step.forbidden
            && !first
            && step.within.is_none()
            && step.repeat.is_none()
            && step.immediately_after.is_none()
    };
    let open_group = |group: &GroupDoc| !group.optional && group.within.is_none();
    standard.closes_after.is_some()
        || standard.steps.iter().any(|(_, step)| step.ends)
        || !standard.steps.iter().any(|(_, step)| open(step))
            && !standard.groups.iter().any(|(_, group)| open_group(group))
}
