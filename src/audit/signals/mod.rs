//! Signals: something unusual that asks a human to look. A signal is no fault, and of nobody.
//!
//! A test looks at every case and notes hits; what it takes, and the question, stand in the set or
//! are those of the test. There is one finding for each signal and body, with the number of hits, the
//! threshold and a few rows. In an audit of a period only hits of the period count. The signal came
//! true with the hit that reached the threshold, and a share with the event from which on it stayed
//! above. Persons stand in it as tokens in the rows alone.

mod back_filled;
mod bounced;
mod copied_text;
mod filed_under_near_duty;
mod impossible_duration;
mod impossible_order;
mod lowered_after_close;
mod never_accepted;
mod one_instant;
mod one_sided;
mod report;
mod round_times;
mod self_approval;
mod silent_supporter;
mod too_short;

pub use back_filled::BACK_FILLED;
pub use bounced::BOUNCED;
pub use copied_text::COPIED_TEXT;
pub use filed_under_near_duty::FILED_UNDER_NEAR_DUTY;
pub use impossible_duration::IMPOSSIBLE_DURATION;
pub use impossible_order::IMPOSSIBLE_ORDER;
pub use lowered_after_close::LOWERED_AFTER_CLOSE;
pub use never_accepted::NEVER_ACCEPTED;
pub use one_instant::ONE_INSTANT;
pub use one_sided::ONE_SIDED;
pub use round_times::ROUND_TIMES;
pub use self_approval::SELF_APPROVAL;
pub use silent_supporter::SILENT_SUPPORTER;
pub use too_short::TOO_SHORT;

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::BodyIndex;
use super::book::Book;
use super::case::{Case, Done};
use super::facts::Facts;
use super::matching::Matcher;
use crate::finding::{Rule, Severity};
use crate::log::Symbol;
use crate::model::docs::SignalTest;
use crate::model::resolve::{DutyId, Signal, StepId};
use crate::text::Words;

/// A test, with the words in which its findings speak.
struct Test {
    rule: &'static Rule,
    /// What one hit is: `3 {hits} of 2 or more`.
    hits: Words,
    /// What a human is asked.
    question: Words,
    /// How hits become a finding.
    threshold: Threshold,
    /// Notes the hits of a case.
    see: fn(&Look<'_, '_>, &Case<'_>, &mut Found),
    /// What is left to do when all cases were seen.
    after: fn(&Look<'_, '_>, &mut Found),
}

/// How hits become a finding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Threshold {
    /// So many of a body.
    Count,
    /// One is enough: `at_least` is counted within it.
    Within,
    /// A share of what was looked at.
    Share,
}

/// A signal and what it looks at.
struct Look<'l, 'f> {
    signal: &'l Signal,
    facts: &'l Facts<'f>,
    matcher: &'l Matcher<'f>,
}

/// Something that a test noted.
#[derive(Clone, Copy)]
struct Hit {
    at: i64,
    body: BodyIndex,
    case: Symbol,
    /// The event that shows it.
    done: Done,
    /// What tells it from other hits: a text, a number.
    key: u32,
}

/// What a test noted.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    /// Everything that was looked at, for a share: body, instant, whether it was a hit.
    looked: Vec<(BodyIndex, i64, bool)>,
    /// What was seen to be as it should.
    cleared: BTreeSet<u32>,
}

impl Look<'_, '_> {
    /// Whether events of a duty are looked at.
    fn concerns(&self, duty: DutyId) -> bool {
        self.signal.duties.is_empty() || self.signal.duties.contains(&duty)
    }

    /// The events of a case that are looked at.
    fn events<'e>(&self, case: &'e Case<'_>) -> impl Iterator<Item = &'e Done> {
        case.events.iter().filter(|done| self.concerns(done.duty))
    }

    /// The value of the signal's field in an event.
    fn value(&self, done: &Done) -> Option<Symbol> {
        let field = self.signal.field?;
        let values = super::matching::values_of(&self.facts.event(done), self.facts.reading);
        let own = values.iter().find(|(own, _)| *own == field.0).map(|(_, value)| *value);
        own.filter(|value| !self.facts.text(*value).is_empty())
    }

    /// Least and most time, in milliseconds, from a step to the first performance of another that
    /// comes after it, and that performance. A day leaves both ends open.
    fn between<'e>(&self, case: &Case<'e>) -> Option<(i64, i64, &'e Done)> {
        let (from, to): (StepId, StepId) = (self.signal.first?, self.signal.second?);
        let start = case.first(from)?;
        let after = |done: &&Done| done.event != start.event && case.may_precede(start, done);
        let end = case.all(to).find(after)?;
        let least = (end.at.start - start.at.end()).max(0);
        Some((least, end.at.end() - start.at.start, end))
    }
}

impl Found {
    /// Notes a hit.
    fn hit(&mut self, case: &Case<'_>, done: &Done) {
        self.hit_of(case, done, done.at.start, 0);
    }

    fn hit_of(&mut self, case: &Case<'_>, done: &Done, at: i64, key: u32) {
        self.hits.push(Hit { at, body: done.body, case: case.name, done: *done, key });
    }
}

/// Nothing is left to do.
fn nothing(_: &Look<'_, '_>, _: &mut Found) {}

fn test(test: SignalTest) -> &'static Test {
    match test {
        SignalTest::BackFilled => &back_filled::TEST,
        SignalTest::CopiedText => &copied_text::TEST,
        SignalTest::ImpossibleOrder => &impossible_order::TEST,
        SignalTest::ImpossibleDuration => &impossible_duration::TEST,
        SignalTest::OneInstant => &one_instant::TEST,
        SignalTest::SelfApproval => &self_approval::TEST,
        SignalTest::TooShort => &too_short::TEST,
        SignalTest::LoweredAfterClose => &lowered_after_close::TEST,
        SignalTest::RoundTimes => &round_times::TEST,
        SignalTest::OneSided => &one_sided::TEST,
        SignalTest::NeverAccepted => &never_accepted::TEST,
        SignalTest::Bounced => &bounced::TEST,
        SignalTest::SilentSupporter => &silent_supporter::TEST,
        SignalTest::FiledUnderNearDuty => &filed_under_near_duty::TEST,
    }
}

/// The severity that a set's signals give to a rule: the most severe of those that say one.
pub(super) fn severity(rule: &Rule, signals: &[Signal]) -> Option<Severity> {
    let own = signals.iter().filter(|signal| test(signal.test).rule.id == rule.id);
    own.filter_map(|signal| signal.severity).min()
}

/// The signals of a set, while cases go by.
pub(super) struct Signals<'f> {
    matcher: Option<Matcher<'f>>,
    found: Vec<Found>,
}

impl<'f> Signals<'f> {
    pub(super) fn new(facts: &Facts<'f>) -> Self {
        let signals = &facts.model.signals;
        let matcher = (!signals.is_empty()).then(|| Matcher::new(facts.model));
        Self { matcher, found: signals.iter().map(|_| Found::default()).collect() }
    }

    /// Looks at a case.
    pub(super) fn see(&mut self, case: &Case<'_>, facts: &Facts<'f>) {
        let Some(matcher) = &self.matcher else { return };
        for (signal, found) in facts.model.signals.iter().zip(&mut self.found) {
            (test(signal.test).see)(&Look { signal, facts, matcher }, case, found);
        }
    }

    /// Reports what was found.
    pub(super) fn judge(self, facts: &Facts<'f>, book: &mut Book<'_>, period: Option<&str>) {
        let Some(matcher) = &self.matcher else { return };
        for (signal, mut found) in facts.model.signals.iter().zip(self.found) {
            let (look, test) = (Look { signal, facts, matcher }, test(signal.test));
            (test.after)(&look, &mut found);
            found.hits.retain(|hit| book.within(Some(hit.at)));
            found.hits.sort_by_cached_key(|hit| {
                (hit.at, facts.text(hit.case).to_owned(), hit.done.at, hit.done.duty, hit.done.step)
            });
            let shares = shares(&found, signal, book);
            let mut by_body: BTreeMap<BodyIndex, Vec<&Hit>> = BTreeMap::new();
            for hit in &found.hits {
                by_body.entry(hit.body).or_default().push(hit);
            }
            for (body, hits) in by_body {
                let crossed = match test.threshold {
                    Threshold::Within => hits.first().map(|hit| (hit.at, hits.len())),
                    Threshold::Count => {
                        hits.get(signal.at_least as usize - 1).map(|hit| (hit.at, hits.len()))
                    }
                    Threshold::Share => shares.get(&body).copied(),
                };
                if let Some((at, out_of)) = crossed {
                    let crossing = report::Crossing { body, hits: &hits, out_of, at };
                    report::signal(&look, test, &crossing, period, book);
                }
            }
        }
    }
}

/// For each body whose share is unusual, from when on it was, and out of how many.
fn shares(found: &Found, signal: &Signal, book: &Book<'_>) -> BTreeMap<BodyIndex, (i64, usize)> {
    let mut by_body: BTreeMap<BodyIndex, Vec<(i64, bool)>> = BTreeMap::new();
    for (body, at, hit) in found.looked.iter().filter(|(_, at, _)| book.within(Some(*at))) {
        by_body.entry(*body).or_default().push((*at, *hit));
    }
    let mut crossed = BTreeMap::new();
    for (body, mut looked) in by_body {
        // What happened at one instant is one step: its parts have no order.
        looked.sort_unstable();
        let (mut hits, mut since) = (0usize, None);
        for (seen, (at, hit)) in (1usize..).zip(&looked) {
            hits += usize::from(*hit);
            if looked.get(seen).is_some_and(|(next, _)| next == at) {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
            let share = hits as f64 * 100.0 / seen as f64;
            if seen < signal.at_least as usize || share < signal.share {
                since = None;
            } else if since.is_none() {
                since = Some(*at);
            }
        }
        crossed.extend(since.map(|at| (body, (at, looked.len()))));
    }
    crossed
}
