//! Deadlines in a case: when their clock started, what stopped, extended or restarted it, and what
//! they come to.

use super::book::Reason;
use super::case::{Case, Done};
use super::facts::Facts;
use super::seen::Address;
use super::truth::Truth;
use crate::model::deadline::{self, Changes, Due, Reckoning, Terms};
use crate::model::resolve::{Clock, Deadline, DutyId, Form, Members, Step, StepId, What};
use crate::model::{Limit, Moment};
use crate::text::{Span, Words, say};

/// A deadline that stands still is due at no time that anybody could name.
const NEVER: i64 = i64::MAX / 4;

/// A deadline once its clock runs.
#[derive(Clone, Debug)]
pub(super) struct Timed {
    /// When the clock started.
    pub(super) start: Moment,
    /// The step from which it runs, if it is one.
    pub(super) of: Option<StepId>,
    /// By which form of the deadline.
    pub(super) form: Address,
    /// How long.
    pub(super) limit: Limit,
    /// Whether its end rolls to a working day.
    pub(super) roll: bool,
    /// Whether it is a custody clock.
    pub(super) custody: bool,
    /// By what it was extended, in order.
    pub(super) extensions: Vec<Limit>,
    /// When it stood still: from, until, in milliseconds.
    pub(super) pauses: Vec<(i64, i64)>,
    /// What it comes to.
    pub(super) due: Due,
    /// Where it is written.
    pub(super) span: Span,
}

impl Timed {
    /// The place that demands a step in time: that of the step, or of its deadline if a local rule
    /// in another file set that.
    pub(super) fn clause(&self, step: &Step) -> Span {
        if self.span.source == step.span.source { step.span } else { self.span }
    }
}

/// What can be said of a deadline in a case.
pub(super) enum Running {
    /// The clock has not started, or no form is in force, or there is no number.
    No,
    /// It runs.
    Yes(Timed),
    /// It can't be said.
    Unknown(Reason),
}

/// When a clock started.
pub(super) enum Start<'e> {
    /// It didn't.
    No,
    /// With this event.
    At(&'e Done),
    /// It can't be said.
    Unknown(Reason),
}

impl Facts<'_> {
    /// The event with which a clock of a duty starts.
    pub(super) fn start<'e>(&self, clock: Clock, duty: DutyId, case: &Case<'e>) -> Start<'e> {
        let found = match clock {
            Clock::Step(step) => case.first(step),
            Clock::Group(number) => {
                self.model.duty(duty).groups.get(usize::from(number)).and_then(|group| {
                    let firsts = group.members.iter().filter_map(|step| case.first(*step));
                    match group.of {
                        Members::One | Members::Any => firsts.min_by_key(|done| done.at),
                        Members::All => {
                            let all = firsts.clone().count() == group.members.len();
                            firsts.max_by_key(|done| done.at).filter(|_| all)
                        }
                    }
                })
            }
            Clock::Start => {
                let triggers = self.model.duty(duty).triggers.iter();
                let found = triggers.filter_map(|trigger| self.triggered(trigger, duty, case));
                match found.min_by_key(|(done, _)| done.at) {
                    Some((_, Truth::Unknown)) => return Start::Unknown(Reason::Condition),
                    Some((done, _)) => Some(done),
                    None => case.first_of(duty),
                }
            }
        };
        found.map_or(Start::No, Start::At)
    }

    /// A deadline in a case. What restarts its clock counts up to `until`: the moment when what it
    /// is about was done.
    pub(super) fn running(
        &self,
        deadline: &Deadline,
        duty: DutyId,
        case: &Case<'_>,
        until: Option<i64>,
    ) -> Running {
        match self.start(deadline.of, duty, case) {
            Start::No => Running::No,
            Start::Unknown(reason) => Running::Unknown(reason),
            Start::At(done) => self.running_until(deadline, done.at, case, until),
        }
    }

    /// A deadline in a case whose clock starts at a given moment.
    pub(super) fn running_from(
        &self,
        deadline: &Deadline,
        start: Moment,
        case: &Case<'_>,
    ) -> Running {
        self.running_until(deadline, start, case, None)
    }

    fn running_until(
        &self,
        deadline: &Deadline,
        start: Moment,
        case: &Case<'_>,
        until: Option<i64>,
    ) -> Running {
        let form = match self.form(deadline, start, case) {
            Ok(Some(form)) => form,
            Ok(None) => return Running::No,
            Err(reason) => return Running::Unknown(reason),
        };
        let of = match deadline.of {
            Clock::Step(step) => Some(step),
            Clock::Start | Clock::Group(_) => None,
        };
        let until = until.unwrap_or(self.as_of);
        let again = form.restart.and_then(|step| {
            let later =
                case.all(step).filter(|done| done.at.start > start.start && done.at.start <= until);
            later.last()
        });
        match again {
            // The clock starts once more, and the law of that day applies.
            Some(done) => match self.form(deadline, done.at, case) {
                Ok(Some(form)) => self.reckon(form, done.step, done.at, case),
                Ok(None) => Running::No,
                Err(reason) => Running::Unknown(reason),
            },
            None => self.reckon(form, of, start, case),
        }
    }

    /// The form of a deadline that is in force on the day of the start and whose condition holds.
    fn form<'d>(
        &self,
        deadline: &'d Deadline,
        start: Moment,
        case: &Case<'_>,
    ) -> Result<Option<&'d Form>, Reason> {
        let day = self.model.zone.day(start.start);
        for candidate in &deadline.forms {
            let in_force = candidate.from.is_none_or(|from| from <= day)
                && candidate.until.is_none_or(|until| day <= until);
            if !in_force {
                continue;
            }
            match self.holds(candidate.when.as_ref(), case, start.end()) {
                Truth::True => return Ok(Some(candidate)),
                Truth::Unknown => return Err(Reason::Condition),
                Truth::False => {}
            }
        }
        Ok(None)
    }

    /// What a limit comes to that is counted from a moment, without anything that changes it.
    pub(super) fn plain(&self, start: Moment, limit: Limit, roll: bool) -> Reckoning {
        let terms = Terms { limit, roll, custody: false };
        deadline::reckon(start, terms, Changes::default(), self.place())
    }

    fn place(&self) -> deadline::Place<'_> {
        deadline::Place { zone: &self.model.zone, calendar: self.model.calendar.as_ref() }
    }

    fn reckon(&self, form: &Form, of: Option<StepId>, start: Moment, case: &Case<'_>) -> Running {
        let terms = Terms { limit: form.limit, roll: form.roll, custody: form.custody };
        let (mut extensions, mut pauses) = (Vec::new(), Vec::new());
        let mut due = match deadline::reckon(start, terms, Changes::default(), self.place()) {
            Reckoning::Due(due) => due,
            other => return not_due(other),
        };
        // In the order in which they happened: each counts only if it came before the deadline as
        // it stood by then.
        for change in self.changes(form, start, case) {
            if change.at() > due.latest {
                break;
            }
            match change {
                Change::Extended(_) => match form.extend {
                    Some((_, by, at_most)) if extensions.len() < at_most as usize => {
                        extensions.push(by);
                    }
                    _ => continue,
                },
                Change::Paused(_, None) => {
                    due = Due { earliest: NEVER, latest: NEVER };
                    break;
                }
                Change::Paused(from, Some(until)) => pauses.push((from, until)),
            }
            let changes = Changes { extensions: &extensions, pauses: &pauses };
            due = match deadline::reckon(start, terms, changes, self.place()) {
                Reckoning::Due(due) => due,
                other => return not_due(other),
            };
        }
        Running::Yes(Timed {
            start,
            of,
            form: Address::of(form),
            limit: form.limit,
            roll: form.roll,
            custody: form.custody,
            extensions,
            pauses,
            due,
            span: form.span,
        })
    }

    /// What changes a deadline whose clock runs, in order.
    fn changes(&self, form: &Form, start: Moment, case: &Case<'_>) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        if let Some((step, ..)) = form.extend {
            let granted = case.all(step).filter(|done| self.granted(step, done, case));
            changes.extend(granted.map(|done| Change::Extended(done.at.start)));
        }
        for (from, until) in &form.pauses {
            for begun in case.all(*from).filter(|begun| begun.at.start >= start.start) {
                let over = case.all(*until).find(|over| case.may_precede(begun, over));
                changes.push(Change::Paused(begun.at.start, over.map(|over| over.at.start)));
            }
        }
        changes.sort_by_key(Change::at);
        apart(changes)
    }

    /// Whether an extension was granted by a body that may: of the level and above the body, as the
    /// extending step demands. Where that can't be said, it counts.
    fn granted(&self, step: StepId, done: &Done, case: &Case<'_>) -> bool {
        let duty = self.model.step(step).duty;
        self.model.step(step).demands.iter().all(|demand| match demand.what {
            What::Level(level) => self.level(done).is_none_or(|own| own >= level),
            What::Above => self.above(done, self.responsible(case, duty)) != Some(false),
            _ => true,
        })
    }

    /// How a deadline was reckoned.
    pub(super) fn reckoning(&self, timed: &Timed) -> Words {
        let limit = timed.limit.words();
        let start = self.moment(timed.start);
        let due = self.deadline(timed.due.latest);
        let from = match timed.of {
            Some(step) => self.named(step),
            None => Words::fixed("the start", "起始"),
        };
        let mut words = say!(
            "{limit} from {from} ({start}) ended with {due}",
            "自{from}（{start}）起{limit}，至{due}止",
            limit: limit, from: from, due: due
        );
        if !timed.extensions.is_empty() {
            let n = timed.extensions.len();
            let times = times(n);
            words = say!("{words}, extended {times}", "{words}，延长{n}次", words: words);
        }
        if !timed.pauses.is_empty() {
            let n = timed.pauses.len();
            let times = times(n);
            words = say!("{words}, paused {times}", "{words}，中止{n}次", words: words);
        }
        words
    }
}

/// How often, in English.
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

fn not_due(reckoning: Reckoning) -> Running {
    match reckoning {
        Reckoning::Unknown(why) => {
            let why = Box::new((why.en.into_owned(), why.zh.into_owned()));
            Running::Unknown(Reason::Reckoning(why))
        }
        _ => Running::No,
    }
}

/// Something that changes a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// It was extended.
    Extended(i64),
    /// It stood still from an instant until another, or still does.
    Paused(i64, Option<i64>),
}

impl Change {
    const fn at(&self) -> i64 {
        match self {
            Self::Extended(at) | Self::Paused(at, _) => *at,
        }
    }
}

/// Pauses that overlap count once.
fn apart(changes: Vec<Change>) -> Vec<Change> {
    let mut kept = Vec::with_capacity(changes.len());
    let mut stood: i64 = i64::MIN;
    for change in changes {
        match change {
            Change::Paused(_, Some(until)) if until <= stood => {}
            Change::Paused(from, until) => {
                kept.push(Change::Paused(from.max(stood), until));
                stood = until.unwrap_or(i64::MAX);
            }
            Change::Extended(_) => kept.push(change),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Change, apart};

    #[test]
    fn pauses_that_overlap_count_once() {
        let paused = |from, until| Change::Paused(from, Some(until));
        let all = vec![paused(1, 5), paused(2, 3), Change::Extended(4), paused(4, 9)];
        assert_eq!(apart(all), [paused(1, 5), Change::Extended(4), paused(5, 9)]);
        let open = vec![Change::Paused(1, None), paused(2, 3)];
        assert_eq!(apart(open), [Change::Paused(1, None)]);
    }
}
