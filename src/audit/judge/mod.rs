//! One case, judged: every obligation of every duty in it gets a verdict.

mod demands;
mod done;
mod groups;
mod occurrences;
mod order;
mod relations;
mod repeat;
mod triggers;
mod variants;

pub(super) use demands::person_kinds;
pub(super) use order::acceptance_of;

use super::bodies::BodyIndex;
use super::book::{Book, Obligation, Reason, Ruling};
use super::case::{Case, Done};
use super::clocks::{Running, Timed};
use super::facts::Facts;
use super::outcome::{Kind, Verdict};
use super::truth::Truth;
use crate::finding::{About, Finding, Rule};
use crate::model::Moment;
use crate::model::deadline::{Due, Reckoning};
use crate::model::resolve::{Deadline, DutyId, Step, StepId, Trigger};

/// What a duty in a case comes to as a whole.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) duty: DutyId,
    /// The body that answers for it.
    pub(super) body: BodyIndex,
    /// When it ended: its `ends` step was done, or `closes_after` has passed.
    pub(super) ended: Option<i64>,
    /// Whether it may have begun before the log did.
    pub(super) before_log: bool,
}

/// A duty in a case.
pub(super) struct Instance<'c, 'e> {
    pub(super) case: &'c Case<'e>,
    pub(super) head: Head,
}

impl std::ops::Deref for Instance<'_, '_> {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

/// Judges cases, one after the other.
#[derive(Default)]
pub(super) struct Judge {
    duties: Vec<DutyId>,
    heads: Vec<Head>,
    variants: variants::Variants,
}

impl Judge {
    /// Judges everything in a case.
    pub(super) fn case(&mut self, case: &Case<'_>, facts: &Facts<'_>, book: &mut Book<'_>) {
        let Self { duties, heads, variants } = self;
        duties.clear();
        heads.clear();
        duties.extend(case.events.iter().map(|done| done.duty));
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
        heads.extend(duties.iter().map(|duty| Head::of(case, *duty, facts)));
        let related = facts.model.duties.iter().any(|duty| !duty.relations.is_empty());
        let mut variant = if related { variants.of(case, heads, facts, book) } else { None };
        match variant.as_mut().and_then(|own| own.plan(case, heads, facts, book)) {
            Some((plan, came)) => {
                if !plan.steps {
                    steps(case, heads, facts, book);
                }
                relations::judge_some(case, heads, &plan.relations, came, facts, book);
            }
            None => {
                steps(case, heads, facts, book);
                if related {
                    let came = variant.map(|own| own.came.as_mut_slice());
                    relations::judge(case, heads, came, facts, book);
                }
            }
        }
        triggers::judge(case, facts, book);
    }

    /// Writes down what was only counted, once all cases are judged.
    pub(super) fn close(self, book: &mut Book<'_>) {
        self.variants.write(book);
    }
}

/// Judges the steps and groups of every duty in a case.
fn steps(case: &Case<'_>, heads: &[Head], facts: &Facts<'_>, book: &mut Book<'_>) {
    for head in heads {
        if facts.model.duty(head.duty).occurrences.is_none() {
            one(&Instance { case, head: *head }, facts, book);
        } else {
            in_each(case, head.duty, facts, |own| {
                one(&Instance { case: own, head: Head::of(own, head.duty, facts) }, facts, book);
            });
        }
    }
}

/// Calls `see` with each occurrence of a duty in a case.
pub(super) fn in_each(
    case: &Case<'_>,
    duty: DutyId,
    facts: &Facts<'_>,
    mut see: impl FnMut(&Case<'_>),
) {
    match facts.model.duty(duty).occurrences {
        None => see(case),
        Some(by) => occurrences::each(case, duty, by, facts, see),
    }
}

/// Judges the steps and groups of one occurrence of a duty.
fn one(instance: &Instance<'_, '_>, facts: &Facts<'_>, book: &mut Book<'_>) {
    let (case, duty) = (instance.case, instance.duty);
    let bulk = facts.seen.is_none() && book.begin(duty, instance.body);
    let met = Ruling { verdict: Verdict::Met, at: None, reason: None };
    for step in facts.model.steps_of(duty) {
        let done = case.count(step) > 0;
        let asked = facts.asked.get(usize::from(step.0)).copied().unwrap_or_default();
        if bulk && !done && asked.idle {
            continue;
        }
        if bulk && done && asked.plain {
            book.rule(instance.obligation(step, Kind::Done), instance.body, &met);
            continue;
        }
        done::judge(instance, step, facts, book);
        if done {
            order::judge(instance, step, facts, book);
            demands::judge(instance, step, facts, book);
        }
    }
    for (number, group) in (0u8..).zip(&facts.model.duty(duty).groups) {
        groups::judge(instance, number, group, facts, book);
    }
}

impl Head {
    fn of(case: &Case<'_>, duty: DutyId, facts: &Facts<'_>) -> Self {
        let model = facts.model;
        let own = || case.events.iter().filter(|done| done.duty == duty);
        let closed =
            model.duty(duty).closes_after.zip(case.first_of(duty)).and_then(|(limit, first)| {
                match facts.plain(first.at, limit, false) {
                    Reckoning::Due(due) => Some(due.latest),
                    _ => None,
                }
            });
        let ended =
            end(case, duty, facts).into_iter().chain(closed).min().filter(|at| *at <= facts.as_of);
        let started = own().any(|done| done.step.is_some_and(|step| model.step(step).starts));
        Self {
            duty,
            body: facts.responsible(case, duty),
            ended,
            before_log: !started && own().next().is_some() && facts.begins_with_log(case),
        }
    }
}

/// When a step ended a duty in a case. A hand-over ends nothing before it is accepted.
fn end(case: &Case<'_>, duty: DutyId, facts: &Facts<'_>) -> Option<i64> {
    let end = |done: &Done| {
        let step = facts.model.step(done.step?);
        match step.handover.as_ref().filter(|handover| handover.accept.is_some()) {
            _ if !step.ends => None,
            Some(handover) => acceptance_of(case, done, handover, facts).map(|own| own.at),
            None => Some(done.at),
        }
    };
    let own = case.events.iter().filter(|done| done.duty == duty);
    own.filter_map(end).map(|at| at.start).min()
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

/// What happened to the deadlines of a step or group.
struct Clocks {
    running: Vec<Timed>,
    unknown: Option<Reason>,
}

impl Clocks {
    /// The clocks of some deadlines; what they are about was done at an instant, or not yet.
    fn of(
        deadlines: &[Deadline],
        instance: &Instance<'_, '_>,
        done: Option<i64>,
        facts: &Facts<'_>,
    ) -> Self {
        let mut clocks = Self { running: Vec::new(), unknown: None };
        for deadline in deadlines {
            match facts.running(deadline, instance.duty, instance.case, done) {
                Running::No => {}
                Running::Yes(timed) => clocks.running.push(timed),
                Running::Unknown(reason) => clocks.unknown = Some(reason),
            }
        }
        clocks
    }

    /// The clock that ends first.
    fn soonest(&self) -> Option<&Timed> {
        self.running.iter().min_by_key(|timed| timed.due.latest)
    }

    /// Notes that what was due at an instant was not done.
    fn missed(&self, due: i64, facts: &Facts<'_>) {
        for timed in self.running.iter().filter(|timed| timed.due.latest == due) {
            facts.saw(timed, Verdict::Missing);
        }
    }

    /// The clock by which what was done was latest, and the event that counts for it.
    fn worst<'t, 'e>(
        &'t self,
        facts: &Facts<'_>,
        counted: impl Fn(&Timed) -> Option<&'e Done>,
    ) -> (Verdict, Option<(&'t Timed, &'e Done)>) {
        let mut worst = (Verdict::Met, None);
        for timed in &self.running {
            let Some(counted) = counted(timed) else { continue };
            let verdict = compare(counted.at, timed.due);
            facts.saw(timed, verdict);
            let rank = |verdict: Verdict| match verdict {
                Verdict::Late => 2,
                Verdict::CannotTell => 1,
                _ => 0,
            };
            if rank(verdict) > rank(worst.0) {
                worst = (verdict, Some((timed, counted)));
            }
        }
        worst
    }
}

/// The first performance of a step of the duty that fits.
fn first_after<'e>(
    instance: &Instance<'_, 'e>,
    facts: &Facts<'_>,
    fits: impl Fn(&Step) -> bool,
) -> Option<&'e Done> {
    let followers = facts.model.steps_of(instance.duty);
    let followers = followers.filter(|step| fits(facts.model.step(*step)));
    followers.filter_map(|step| instance.case.first(step)).min_by_key(|done| (done.at, done.step))
}

/// Whether a step comes after another by the standard, directly or through others.
fn descends(step: StepId, from: StepId, facts: &Facts<'_>, depth: u8) -> bool {
    let own = facts.model.step(step);
    let groups = own
        .after_groups
        .iter()
        .filter_map(|number| facts.model.duty(own.duty).groups.get(usize::from(*number)));
    let mut after = own.after.iter().chain(groups.flat_map(|group| &group.members));
    depth < 64 && after.any(|own| *own == from || descends(*own, from, facts, depth + 1))
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

    /// Writes it down with its finding. Where a waiver covers that, the obligation is waived.
    pub(super) fn report(
        mut self,
        rule: &'static Rule,
        about: About<'_>,
        book: &mut Book<'_>,
        build: impl FnOnce() -> Finding,
    ) {
        let at = self.ruling.at;
        if book.report(rule, about, (Some(self.obligation.duty), self.body), at, build) {
            self.ruling.verdict = Verdict::Waived;
        }
        self.write(book);
    }
}

/// The first event of a duty in a case, which a finding without a row of its own points to.
pub(super) fn opening<'e>(instance: &Instance<'_, 'e>) -> Option<&'e Done> {
    instance.case.first_of(instance.duty).or(instance.case.events.first())
}
