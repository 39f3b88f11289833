//! Measures: a share with its parts, by body, against the standard's target.
//!
//! `on-time`, `done`, `covered` and `accepted` are shares of verdicts. The others look at events:
//!
//! - `interval`: from the first performance of one step to the first of another that comes after
//!   it, in each case (or occurrence of the duty in it) that has both. Percentiles are by nearest rank: the smallest interval that so
//!   many percent of the cases keep. It belongs to the period in which it ended.
//! - `ratio`: performances of one step ÷ those of another, each in the period.
//! - `repeated`: cases after which another case of the duty with the same key begins within the
//!   limit ÷ cases of which that can be told. It belongs to the period in which the other began, or
//!   the limit ended.

mod interval;
mod repeated;
mod report;

use std::collections::BTreeMap;

use super::bodies::BodyIndex;
use super::book::{Book, Obligation, Page};
use super::case::Case;
use super::facts::Facts;
use super::judge::in_each;
use super::outcome::{Counts, IntervalOf, Kind, MeasureCount, Share, Verdict};
use crate::model::docs::MeasureKind;
use crate::model::resolve::{Clock, DutyId, Measure, Quantity, StepId};

/// The code of a measure in JSON.
fn code(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::OnTime => "on-time",
        MeasureKind::Done => "done",
        MeasureKind::Covered => "covered",
        MeasureKind::Accepted => "accepted",
        MeasureKind::Interval => "interval",
        MeasureKind::Ratio => "ratio",
        MeasureKind::Repeated => "repeated",
    }
}

/// What was gathered for the measures that look at events, while cases went by.
pub(super) struct Tally {
    found: Vec<Gathered>,
}

/// What was gathered for one measure.
enum Gathered {
    Verdicts,
    Interval(interval::Intervals),
    Ratio(Shares),
    Repeated(repeated::Repeats),
}

/// Shares by body.
type Shares = BTreeMap<BodyIndex, Share>;

/// Every measure with its duty, in the order of the lists.
fn every<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (DutyId, &'f Measure)> {
    let duties = (0u16..).map(DutyId).zip(&facts.model.duties);
    duties.flat_map(|(id, duty)| duty.measures.iter().map(move |measure| (id, measure)))
}

impl Tally {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let gathered = |(_, measure): (DutyId, &Measure)| match measure.quantity {
            Quantity::Verdicts => Gathered::Verdicts,
            Quantity::Interval { .. } => Gathered::Interval(interval::Intervals::default()),
            Quantity::Ratio { .. } => Gathered::Ratio(Shares::new()),
            Quantity::Repeated { .. } => Gathered::Repeated(repeated::Repeats::default()),
        };
        Self { found: every(facts).map(gathered).collect() }
    }

    /// Whether no measure looks at events: the verdicts are enough.
    pub(super) fn is_idle(&self) -> bool {
        self.found.iter().all(|found| matches!(found, Gathered::Verdicts))
    }

    /// Takes from a case what the measures look at.
    pub(super) fn see(&mut self, case: &Case<'_>, facts: &Facts<'_>, book: &Book<'_>) {
        for ((duty, measure), found) in every(facts).zip(&mut self.found) {
            match (found, measure.quantity) {
                (Gathered::Interval(found), Quantity::Interval { from, .. }) => {
                    in_each(case, duty, facts, |case| {
                        found.see(duty, measure, from, case, facts, book);
                    });
                }
                (Gathered::Ratio(shares), Quantity::Ratio { per }) => {
                    let mut count = |step: StepId, add: fn(&mut Share)| {
                        for done in case.all(step).filter(|own| book.within(Some(own.at.start))) {
                            add(shares.entry(done.body).or_default());
                        }
                    };
                    if let Some(step) = measure.of {
                        count(step, |share| share.numerator += 1);
                    }
                    count(per, |share| share.denominator += 1);
                }
                (Gathered::Repeated(found), Quantity::Repeated { by, .. }) => {
                    found.see(duty, measure.of, by, case, facts);
                }
                _ => {}
            }
        }
    }
}

fn share(kind: MeasureKind, counts: Counts) -> Share {
    let numerator = match kind {
        MeasureKind::Done | MeasureKind::Accepted => {
            counts.of(Verdict::Met) + counts.of(Verdict::Late)
        }
        _ => counts.of(Verdict::Met),
    };
    let cannot_tell = counts.of(Verdict::CannotTell);
    Share { numerator, denominator: counts.judged(), cannot_tell, value: None }
}

/// The obligations that a measure counts.
fn obligations(duty: DutyId, measure: &Measure, facts: &Facts<'_>) -> Vec<Obligation> {
    let kind = match measure.kind {
        MeasureKind::Accepted => Kind::Acceptance,
        _ => Kind::Done,
    };
    let done = |step: StepId| Obligation { duty, step: Some(step), kind };
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

/// The shares of a measure of verdicts: all bodies together, and each.
fn of_verdicts(
    duty: DutyId,
    measure: &Measure,
    facts: &Facts<'_>,
    book: &Book<'_>,
) -> (Share, Shares) {
    let obligations = obligations(duty, measure, facts);
    let mut total = Counts::default();
    for obligation in &obligations {
        total.merge(book.counts(*obligation));
    }
    let pages: Vec<&Page> = obligations.iter().filter_map(|o| book.page(*o)).collect();
    let bodies = (0..facts.bodies.len()).map(|at| {
        let body = BodyIndex(u32::try_from(at).unwrap_or(u32::MAX));
        (body, share(measure.kind, merged(&pages, at)))
    });
    (share(measure.kind, total), bodies.collect())
}

/// Adds up shares of bodies.
fn sum(shares: &Shares) -> Share {
    let mut all = Share::default();
    for own in shares.values() {
        all.numerator += own.numerator;
        all.denominator += own.denominator;
        all.cannot_tell += own.cannot_tell;
    }
    all
}

/// Computes every measure and reports those that miss their target.
pub(super) fn all(
    tally: Tally,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
    period: Option<&str>,
) -> Vec<MeasureCount> {
    let mut found = Vec::new();
    for ((duty, measure), gathered) in every(facts).zip(tally.found) {
        let (all, shares) = match gathered {
            Gathered::Verdicts => of_verdicts(duty, measure, facts, book),
            Gathered::Interval(intervals) => intervals.shares(measure.quantity),
            Gathered::Ratio(shares) => (sum(&shares), shares),
            Gathered::Repeated(repeats) => {
                let shares = repeats.shares(measure.quantity, facts, book);
                (sum(&shares), shares)
            }
        };
        if measure.prompt && all.denominator == 0 {
            continue;
        }
        let by_body = shares
            .into_iter()
            .filter(|(_, share)| share.numerator + share.denominator + share.cannot_tell > 0)
            .map(|(body, share)| (body.0 as usize, share));
        let count = MeasureCount {
            duty,
            step: measure.of,
            title: measure.title.clone(),
            kind: code(measure.kind),
            target: measure.target,
            at_most: measure.at_most,
            least: measure.least,
            interval: interval_of(duty, measure, facts),
            per: match measure.quantity {
                Quantity::Ratio { per } => Some(per),
                _ => None,
            },
            all,
            by_body: by_body.collect(),
        };
        if count.reached(all) == Some(false) {
            report::below(measure, &count, facts, book, period);
        }
        found.push(count);
    }
    found
}

fn interval_of(duty: DutyId, measure: &Measure, facts: &Facts<'_>) -> Option<IntervalOf> {
    let Quantity::Interval { from, percentile, target } = measure.quantity else {
        return None;
    };
    let from = match from {
        Clock::Start => facts.model.duty(duty).id.clone(),
        Clock::Group(number) => {
            let duty = facts.model.duty(duty);
            let group = duty.groups.get(usize::from(number)).map_or("", |group| group.id.as_str());
            format!("{}.{group}", duty.id)
        }
        Clock::Step(step) => {
            let step = facts.model.step(step);
            format!("{}.{}", facts.model.duty(step.duty).id, step.id)
        }
    };
    Some(IntervalOf { from, percentile, target })
}
