//! Measures: a share with its parts, by body, against the standard's target.

use super::bodies::BodyIndex;
use super::book::{Book, Obligation, Page};
use super::facts::Facts;
use super::outcome::{Counts, Kind, MeasureCount, Share, Verdict, shown_percent};
use super::rules::BELOW_TARGET;
use crate::finding::{Finding, Label, Place, Subject};
use crate::model::docs::MeasureKind;
use crate::model::resolve::{DutyId, Measure, StepId};
use crate::text::{Words, say};

/// The code of a measure in JSON.
fn code(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::OnTime => "on-time",
        MeasureKind::Done => "done",
        MeasureKind::Covered => "covered",
    }
}

fn share(kind: MeasureKind, counts: Counts) -> Share {
    let numerator = match kind {
        MeasureKind::OnTime | MeasureKind::Covered => counts.of(Verdict::Met),
        MeasureKind::Done => counts.of(Verdict::Met) + counts.of(Verdict::Late),
    };
    Share { numerator, denominator: counts.judged(), cannot_tell: counts.of(Verdict::CannotTell) }
}

/// The obligations that a measure counts.
fn obligations(duty: DutyId, measure: &Measure, facts: &Facts<'_>) -> Vec<Obligation> {
    let done = |step: StepId| Obligation { duty, step: Some(step), kind: Kind::Done };
    match (measure.kind, measure.of) {
        (MeasureKind::Covered, _) => {
            let frequencies = (0u8..).zip(&facts.model.duty(duty).expected);
            let frequency = |at| Obligation { duty, step: None, kind: Kind::Frequency(at) };
            frequencies.map(|(at, _)| frequency(at)).collect()
        }
        (_, Some(step)) => vec![done(step)],
        (_, None) => facts.model.steps_of(duty).map(done).collect(),
    }
}

fn merged(pages: &[&Page], body: usize) -> Counts {
    let mut counts = Counts::default();
    for own in pages.iter().filter_map(|page| page.by_body.get(body)) {
        counts.merge(*own);
    }
    counts
}

/// Computes every measure and reports those below their target.
pub(super) fn all(
    facts: &Facts<'_>,
    book: &mut Book<'_>,
    period: Option<&str>,
) -> Vec<MeasureCount> {
    let mut found = Vec::new();
    for (duty, listed) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        for measure in &listed.measures {
            let obligations = obligations(duty, measure, facts);
            let mut total = Counts::default();
            for obligation in &obligations {
                total.merge(book.counts(*obligation));
            }
            let pages: Vec<&Page> = obligations.iter().filter_map(|o| book.page(*o)).collect();
            let by_body = (0..facts.bodies.len())
                .map(|body| (body, share(measure.kind, merged(&pages, body))))
                .filter(|(_, share)| share.denominator + share.cannot_tell > 0)
                .collect();
            let all = share(measure.kind, total);
            below(duty, measure, all, facts, book, period);
            found.push(MeasureCount {
                duty,
                step: measure.of,
                title: measure.title.clone(),
                kind: code(measure.kind),
                target: measure.target,
                all,
                by_body,
            });
        }
    }
    found
}

fn below(
    duty: DutyId,
    measure: &Measure,
    all: Share,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
    period: Option<&str>,
) {
    let (Some(target), Some(reached)) = (measure.target, all.percent()) else {
        return;
    };
    if reached >= target {
        return;
    }
    let reached = shown_percent(reached, Some(target));
    let listed = facts.model.duty(duty);
    // A duty that one body holds is that body's; else the measure is over all of them.
    let nobody: BodyIndex = facts.bodies.nobody();
    let body = facts.bodies.holder_near(nobody, listed).unwrap_or(nobody);
    let subject = Subject {
        duty: Some(listed.id.clone()),
        step: measure.of.map(|step| facts.model.step(step).id.clone()),
        window: period.map(str::to_owned),
        detail: Some(code(measure.kind).to_owned()),
        ..Subject::default()
    };
    book.report(&BELOW_TARGET, subject, (Some(duty), body), None, || {
        let Share { numerator, denominator, cannot_tell } = all;
        let (id, title) = (&listed.id, &measure.title);
        let what = measure.of.map_or_else(|| Words::same(id.as_str()), |step| facts.named(step));
        let message = say!(
            "{what}, {title}: {numerator} of {denominator} ({reached:.1}%), target {target}%",
            "{what}{title}：{numerator}/{denominator}（{reached:.1}%），目标{target}%",
            what: what, title: title
        );
        let label = Label {
            place: Place::Span(measure.span),
            words: Words::fixed("the target is set here", "目标在此规定"),
        };
        let mut finding = Finding::new(&BELOW_TARGET, message, label);
        if cannot_tell > 0 {
            finding = finding.why(say!(
                "{cannot_tell} more can't be judged and are not counted",
                "另有{cannot_tell}项无法判定，未计入"
            ));
        }
        finding.help(Words::fixed(
            "the findings of this duty show where it was missed",
            "该事项的各条发现列明了未达标之处",
        ))
    });
}
