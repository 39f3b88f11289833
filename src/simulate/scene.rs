//! One case as it is made up: its rows, and what holds in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::condition::{Condition, Test};
use crate::model::deadline::{self, Changes, Reckoning, Terms};
use crate::model::resolve::{
    BodyId, Clock, Deadline, DutyId, FieldId, Group, Members, Resolved, StepId,
};
use crate::model::{Limit, Model, Moment};

/// One row of the log.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) duty: Option<DutyId>,
    pub(super) step: Option<StepId>,
    /// What stands in the column of the step, if it is no step of the standard.
    pub(super) step_name: Option<String>,
    pub(super) at: i64,
    pub(super) body: Option<BodyId>,
    pub(super) persons: Vec<String>,
    /// The kind of person, where the roster has none to name.
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) area: String,
    pub(super) text: String,
    pub(super) fields: BTreeMap<FieldId, String>,
    /// Which window of a repeated step it is done in, and when that window ends.
    pub(super) window: Option<(u32, i64)>,
}

/// A case that is being made up.
#[derive(Clone, Debug)]
pub(super) struct Scene<'m> {
    pub(super) model: &'m Model,
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    /// What is so in this case from its beginning to its end.
    pub(super) values: BTreeMap<FieldId, String>,
    pub(super) target: String,
    /// Persons who acted for a body, so that they do so again.
    pub(super) crews: BTreeMap<BodyId, Vec<String>>,
    /// Duties that were played already.
    pub(super) played: BTreeSet<DutyId>,
    /// Whether a frequency counts on it: then nothing is broken in it.
    pub(super) needed: bool,
}

impl<'m> Scene<'m> {
    pub(super) fn new(model: &'m Model, name: String, target: String, needed: bool) -> Self {
        Self {
            model,
            name,
            rows: Vec::new(),
            values: BTreeMap::new(),
            target,
            crews: BTreeMap::new(),
            played: BTreeSet::new(),
            needed,
        }
    }

    /// Rows of a step, in the order in which they were made.
    pub(super) fn all(&self, step: StepId) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.step == Some(step))
    }

    pub(super) fn first(&self, step: StepId) -> Option<i64> {
        self.all(step).map(|row| row.at).min()
    }

    pub(super) fn count(&self, step: StepId) -> usize {
        self.all(step).count()
    }

    /// The position of the only row of a step.
    pub(super) fn only(&self, step: StepId) -> Option<usize> {
        let mut found = (0..).zip(&self.rows).filter(|(_, row)| row.step == Some(step));
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    }

    /// The first row of a duty.
    pub(super) fn begin(&self, duty: DutyId) -> Option<i64> {
        self.of(duty).map(|row| row.at).min()
    }

    /// The rows of a duty.
    pub(super) fn of(&self, duty: DutyId) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.duty == Some(duty))
    }

    /// Whether a condition holds at an instant; nothing if that isn't known.
    pub(super) fn holds(&self, when: Option<&Resolved>, at: i64) -> Option<bool> {
        when.map_or(Some(true), |when| self.truth(when, at))
    }

    fn truth(&self, when: &Resolved, now: i64) -> Option<bool> {
        match when {
            Condition::All(parts) => parts.iter().try_fold(true, |all, part| {
                // One that fails decides, even beside one that is unknown.
                match (all, self.truth(part, now)) {
                    (_, Some(false)) | (false, _) => Some(false),
                    (true, other) => other,
                }
            }),
            Condition::Any(parts) => {
                let all: Vec<Option<bool>> =
                    parts.iter().map(|part| self.truth(part, now)).collect();
                if all.contains(&Some(true)) {
                    Some(true)
                } else if all.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Condition::Not(part) => self.truth(part, now).map(|truth| !truth),
            Condition::Done(steps) => {
                Some(steps.iter().any(|step| self.first(*step).is_some_and(|at| at <= now)))
            }
            Condition::Field { field, test, at } => {
                let known = at.is_none_or(|step| self.first(step).is_some_and(|at| at <= now));
                let value = self.values.get(field).filter(|_| known);
                fits(test, value.map(String::as_str))
            }
        }
    }

    /// When a clock of a duty started.
    pub(super) fn start(&self, clock: Clock, duty: DutyId) -> Option<i64> {
        match clock {
            Clock::Step(step) => self.first(step),
            Clock::Group(number) => {
                let group = self.model.duty(duty).groups.get(usize::from(number))?;
                let firsts = group.members.iter().filter_map(|step| self.first(*step));
                match group.of {
                    Members::One | Members::Any => firsts.min(),
                    Members::All => firsts.max(),
                }
            }
            Clock::Start => self.cause(duty).or_else(|| self.begin(duty)),
        }
    }

    /// When a step of another duty made a duty due.
    pub(super) fn cause(&self, duty: DutyId) -> Option<i64> {
        let triggers = self.model.duty(duty).triggers.iter();
        let causes = triggers.filter_map(|trigger| {
            let at = self.first(trigger.step)?;
            (self.holds(trigger.when.as_ref(), at) == Some(true)).then_some(at)
        });
        causes.min()
    }

    /// The last instant in time of a deadline; nothing if its clock doesn't run.
    pub(super) fn due(&self, deadline: &Deadline, duty: DutyId) -> Option<i64> {
        let start = self.start(deadline.of, duty)?;
        self.due_from(deadline, start)
    }

    /// The same, counted from an instant.
    pub(super) fn due_from(&self, deadline: &Deadline, start: i64) -> Option<i64> {
        let day = self.model.zone.day(start);
        let form = deadline.forms.iter().find(|form| {
            form.from.is_none_or(|from| from <= day)
                && form.until.is_none_or(|until| day <= until)
                && self.holds(form.when.as_ref(), start) == Some(true)
        })?;
        let terms = Terms { limit: form.limit, roll: form.roll, custody: form.custody };
        self.reckon(start, terms)
    }

    /// What a limit comes to that nothing changes.
    pub(super) fn reckon(&self, start: i64, terms: Terms) -> Option<i64> {
        let place =
            deadline::Place { zone: &self.model.zone, calendar: self.model.calendar.as_ref() };
        match deadline::reckon(Moment::instant(start), terms, Changes::default(), place) {
            Reckoning::Due(due) => Some(due.latest),
            Reckoning::Unjudged | Reckoning::Unknown(_) => None,
        }
    }

    /// The soonest of some deadlines.
    pub(super) fn soonest(&self, deadlines: &[Deadline], duty: DutyId) -> Option<i64> {
        deadlines.iter().filter_map(|deadline| self.due(deadline, duty)).min()
    }

    /// The first instant that is not too early for a step.
    pub(super) fn not_before(&self, step: StepId) -> Option<i64> {
        let own = self.model.step(step);
        let zone = &self.model.zone;
        let soonest = own.not_before.iter().filter_map(|deadline| {
            let start = self.start(deadline.of, own.duty)?;
            let limit = deadline.forms.first()?.limit;
            let day = zone.day(start);
            Some(match limit {
                Limit::Minutes(n) => start + i64::from(n) * 60_000,
                Limit::Days(n) => zone.start(day.plus(i32::try_from(n).ok()?)),
                Limit::Months(n) => zone.start(day.plus_months(i32::try_from(n).ok()?)),
                Limit::WorkingDays(_) => zone.start(zone.day(self.due_from(deadline, start)?)),
                Limit::Prompt => start,
            })
        });
        soonest.max()
    }

    /// When a duty ended in this case.
    pub(super) fn ended(&self, duty: DutyId) -> Option<i64> {
        let ends = self.model.steps_of(duty).filter(|step| self.model.step(*step).ends);
        ends.filter_map(|step| self.first(step)).min()
    }

    /// The first row of a step of the duty that fits.
    pub(super) fn first_of(
        &self,
        duty: DutyId,
        fits: impl Fn(&crate::model::resolve::Step) -> bool,
    ) -> Option<i64> {
        let steps = self.model.steps_of(duty).filter(|step| fits(self.model.step(*step)));
        steps.filter_map(|step| self.first(step)).min()
    }

    /// Whether what a group asks for is done.
    pub(super) fn satisfied(&self, group: &Group, chosen: &BTreeSet<StepId>) -> bool {
        let mut own = group.members.iter().filter(|step| chosen.contains(step)).peekable();
        if own.peek().is_none() {
            return true;
        }
        match group.of {
            Members::One | Members::Any => own.any(|step| self.count(*step) > 0),
            Members::All => own.all(|step| self.count(*step) > 0),
        }
    }
}

fn fits(test: &Test, value: Option<&str>) -> Option<bool> {
    match (test, value) {
        (Test::Known(wanted), value) => Some(value.is_some() == *wanted),
        (_, None) => None,
        (Test::OneOf(wanted), Some(value)) => Some(wanted.iter().any(|own| own.value == value)),
        (Test::Number { low, high }, Some(value)) => {
            let number: f64 = value.parse().ok()?;
            let above =
                low.is_none_or(|(bound, within)| number > bound || within && number >= bound);
            let below =
                high.is_none_or(|(bound, within)| number < bound || within && number <= bound);
            Some(above && below)
        }
    }
}
