use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner, Use};
use crate::model::Limit;
use crate::model::docs::{BasisDoc, Status};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// In a strict set, a deadline's number is only a placeholder.
    ///
    /// `strict: true` says that people may be judged by this set. A number that nobody has confirmed
    /// must not be held against them. It is one if the deadline says `basis: placeholder`, or says
    /// nothing and its step (or else its duty) has no basis but placeholders. Confirm the number and
    /// name its basis, or write `prompt`, which is reported and never judged.
    ///
    /// ## 中文
    ///
    /// 严格的清单集中，时限的数字只是占位值。
    ///
    /// `strict: true`（严格）表示可以据此追究，未经确认的数字不能用来追究任何人。时限写明`basis: placeholder`，
    /// 或未写明而所在环节（或责任事项）的依据全是占位时，即为占位值。请确认数字并写明依据，或写`prompt`（及时），
    /// 只报告、不判定。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: proactive-policing
    /// strict: true
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-04:
    ///     title: { zh: 重大隐患处置, en: Major hidden dangers }
    ///     basis: [{ law: 待确认, status: placeholder }]
    ///     trigger: { event: 发现隐患, within: { limit: 2h, basis: placeholder } }
    /// #                                            ^^
    /// ---
    /// kind: standard
    /// duty: PP-04
    /// steps:
    ///   verify: { title: 核查, within: 24h }
    /// #                              ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: proactive-policing
    /// strict: true
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-04:
    ///     title: { zh: 重大隐患处置, en: Major hidden dangers }
    ///     basis: [{ law: 待确认, status: placeholder }]
    /// ---
    /// kind: standard
    /// duty: PP-04
    /// steps:
    ///   report: { title: 上报, within: prompt }
    ///   verify: { title: 核查, within: { limit: 24h, basis: local } }
    ///   rectify: { title: 整改, within: 3d, basis: { law: 条例, article: "5", status: local } }
    /// rules:
    ///   soon: { template: response, activation: report, target: verify, within: 1d, counted: true }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: PP-04
    /// steps:
    ///   verify: { title: 核查, within: { limit: 24h, basis: placeholder } }
    /// ```
    pub(super) static RULE = "list/placeholder-deadline", Error,
        "unconfirmed deadline in a strict set", "严格清单中的占位时限";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let strict = |set: usize| index.draft.sets.get(set).is_some_and(|set| set.value.strict);
    for timed in index.timings.iter().filter(|timed| strict(0) || strict(timed.at.set)) {
        let limit = timed.timing.limit.value;
        let basis = timed.timing.basis.as_ref().map(|basis| basis.value);
        let judged = limit != Limit::Prompt && timed.used != Use::Counted;
        if !judged || !is_open(index, timed.at, basis) {
            continue;
        }
        let (owner, shown) = (timed.at.words(), limit.words());
        let message = say!(
            "{owner} would be judged by {shown}, which is only a placeholder",
            "{owner}将按{shown}判定，而这只是占位值",
            owner: owner, shown: shown
        );
        let label = Words::fixed("not confirmed", "未经确认");
        let help = Words::fixed(
            "confirm the number and name its `basis`, or write `prompt`",
            "请确认数字并写明`basis`，或写`prompt`",
        );
        let subject = timed.at.subject(&limit.to_string());
        let place = timed.timing.limit.span;
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    }
}

/// Whether a number rests on placeholders: by its own word, else by all bases of its step, else by
/// all of its duty.
fn is_open(index: &Index<'_>, at: At<'_>, own: Option<Status>) -> bool {
    if let Some(own) = own {
        return own == Status::Placeholder;
    }
    let step = match at.owner {
        Owner::Step(duty, step) => {
            index.step(step, duty).and_then(|number| index.steps.get(number))
        }
        _ => None,
    };
    let of_step = step.map(|step| &*step.doc.basis).filter(|bases| !bases.is_empty());
    let of_duty = || index.duty(at.duty_id()).map(|duty| &*duty.doc.basis);
    let status = |basis: &BasisDoc| basis.status.as_ref().map(|status| status.value);
    let bases = of_step.or_else(of_duty).unwrap_or_default();
    !bases.is_empty() && bases.iter().all(|basis| status(basis) == Some(Status::Placeholder))
}
