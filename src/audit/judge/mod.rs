//! One case, judged: every obligation of every duty in it gets a verdict.

mod demands;
mod done;
mod order;
mod relations;
mod triggers;

pub(super) use demands::person_kinds;

use super::bodies::BodyIndex;
use super::book::{Book, Obligation, Reason, Ruling};
use super::case::{Case, Done};
use super::facts::Facts;
use super::outcome::{Kind, Verdict};
use super::truth::Truth;
use crate::finding::{Finding, Rule};
use crate::model::Moment;
use crate::model::deadline::Due;
use crate::model::resolve::{DutyId, StepId, Trigger};

/// A duty in a case.
pub(super) struct Instance<'c, 'e> {
    pub(super) case: &'c Case<'e>,
    pub(super) duty: DutyId,
    /// The body that answers for it.
    pub(super) body: BodyIndex,
    /// When it ended: its `ends` step was done, or `closes_after` has passed.
    pub(super) ended: Option<i64>,
    /// Whether it may have begun before the log did.
    pub(super) before_log: bool,
}

/// Judges everything in a case.
pub(super) fn case(case: &Case<'_>, facts: &Facts<'_>, book: &mut Book<'_>) {
    let mut duties: Vec<DutyId> = case.events.iter().map(|done| done.duty).collect();
    // A duty that was triggered and never begun has no event; its first steps are owed all the same.
    for (id, duty) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        let opens = |trigger: &Trigger| {
            facts.model.begins_by_step(id, trigger)
                && matches!(facts.triggered(trigger, id, case), Some((_, Truth::True)))
        };
        if duty.triggers.iter().any(opens) {
            duties.push(id);
        }
    }
    duties.sort_unstable();
    duties.dedup();
    for duty in duties {
        let instance = instance(case, duty, facts);
        for step in facts.model.steps_of(duty) {
            done::judge(&instance, step, facts, book);
            if case.count(step) > 0 {
                order::judge(&instance, step, facts, book);
                demands::judge(&instance, step, facts, book);
            }
        }
    }
    relations::judge(case, facts, book);
    triggers::judge(case, facts, book);
}

fn instance<'c, 'e>(case: &'c Case<'e>, duty: DutyId, facts: &Facts<'_>) -> Instance<'c, 'e> {
    let model = facts.model;
    let own = || case.events.iter().filter(|done| done.duty == duty);
    let closed =
        model.duty(duty).closes_after.zip(case.first_of(duty)).and_then(|(limit, first)| {
            let terms = crate::model::deadline::Terms { limit, roll: false, custody: false };
            let place = crate::model::deadline::Place {
                zone: &model.zone,
                calendar: model.calendar.as_ref(),
            };
            match crate::model::deadline::reckon(first.at, terms, &[], place) {
                crate::model::deadline::Reckoning::Due(due) => Some(due.latest),
                _ => None,
            }
        });
    let ended =
        end(case, duty, facts).into_iter().chain(closed).min().filter(|at| *at <= facts.as_of);
    let started = own().any(|done| done.step.is_some_and(|step| model.step(step).starts));
    Instance {
        case,
        duty,
        body: responsible(case, duty, facts),
        ended,
        before_log: !started && own().next().is_some() && facts.begins_with_log(case),
    }
}

/// When a step ended a duty in a case. A hand-over ends nothing before it is accepted.
fn end(case: &Case<'_>, duty: DutyId, facts: &Facts<'_>) -> Option<i64> {
    let end = |done: &Done| {
        let step = facts.model.step(done.step?);
        match step.handover.as_ref().filter(|handover| handover.accept.is_some()) {
            _ if !step.ends => None,
            Some(handover) => order::acceptance_of(case, done, handover, facts).map(|own| own.at),
            None => Some(done.at),
        }
    };
    let own = case.events.iter().filter(|done| done.duty == duty);
    own.filter_map(end).map(|at| at.start).min()
}

/// The body that answers for a duty in a case: the first holder that acted, else the holder nearest
/// to the first body that did, else that body.
pub(super) fn responsible(case: &Case<'_>, duty: DutyId, facts: &Facts<'_>) -> BodyIndex {
    let own = || case.events.iter().filter(|done| done.duty == duty);
    let listed = facts.model.duty(duty);
    let holder = own().find(|done| facts.bodies.holds(done.body, listed) == Some(true));
    if let Some(done) = holder {
        return done.body;
    }
    let first =
        own().next().or(case.events.first()).map_or(facts.bodies.nobody(), |done| done.body);
    facts.bodies.holder_near(first, listed).unwrap_or(first)
}

impl Instance<'_, '_> {
    fn obligation(&self, step: StepId, kind: Kind) -> Obligation {
        Obligation { duty: self.duty, step: Some(step), kind }
    }

    /// Why the log can't tell of a step that it doesn't have, if it can't.
    fn blind(&self, step: StepId, facts: &Facts<'_>) -> Option<Reason> {
        if let Some(reason) = facts.unclear.step(self.case, step) {
            return Some(reason);
        }
        // What comes after a step that the log has can't lie before the log.
        let follows = || {
            let own = self.case.events.iter().filter_map(|done| done.step);
            own.filter(|present| facts.model.step(*present).duty == self.duty)
                .any(|present| descends(step, present, facts, 0))
        };
        (self.before_log && !follows()).then_some(Reason::BeforeLog)
    }
}

/// Whether a step comes after another by the standard, directly or through others.
fn descends(step: StepId, from: StepId, facts: &Facts<'_>, depth: u8) -> bool {
    let after = &facts.model.step(step).after;
    depth < 64 && after.iter().any(|own| *own == from || descends(*own, from, facts, depth + 1))
}

/// How a moment stands to a deadline: both ends in time, both late, or neither.
pub(super) fn compare(at: Moment, due: Due) -> Verdict {
    if at.end() <= due.earliest {
        Verdict::Met
    } else if at.start > due.latest {
        Verdict::Late
    } else {
        Verdict::CannotTell
    }
}

/// What is written down for an obligation: the verdict, and a finding if there is one.
pub(super) struct Sentence {
    pub(super) obligation: Obligation,
    pub(super) body: BodyIndex,
    pub(super) ruling: Ruling,
}

impl Sentence {
    /// Writes it down.
    pub(super) fn write(&self, book: &mut Book<'_>) {
        book.rule(self.obligation, self.body, &self.ruling);
    }

    /// Writes it down with its finding.
    pub(super) fn report(
        &self,
        rule: &'static Rule,
        subject: crate::finding::Subject,
        book: &mut Book<'_>,
        build: impl FnOnce() -> Finding,
    ) {
        self.write(book);
        let at = self.ruling.at;
        book.report(rule, subject, (Some(self.obligation.duty), self.body), at, build);
    }
}

/// The first event of a duty in a case, which a finding without a row of its own points to.
pub(super) fn opening<'e>(instance: &Instance<'_, 'e>) -> Option<&'e Done> {
    instance.case.first_of(instance.duty).or(instance.case.events.first())
}
