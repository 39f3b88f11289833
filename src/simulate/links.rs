//! What hangs on each step: what can't be taken away without more going wrong than one thing.

use crate::model::condition::Condition;
use crate::model::resolve::{Clock, Deadline, Resolved, StepId, What, Windows};
use crate::model::{Limit, Model};

/// What hangs on one step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Link {
    /// A clock runs from it.
    pub(super) clock: bool,
    /// It makes another duty due.
    pub(super) trigger: bool,
    /// A condition asks for it.
    pub(super) condition: bool,
    /// Another step comes after it.
    pub(super) before: bool,
    /// Another step comes after it or others.
    pub(super) before_any: bool,
    /// Another step comes after a group that has it.
    pub(super) in_group: bool,
    /// Another step must follow it right away.
    pub(super) precedes_right_away: bool,
    /// A hand-over is accepted by it.
    pub(super) accepts: bool,
    /// A hand-over is given back by it.
    pub(super) returns: bool,
    /// A deadline is extended by it.
    pub(super) extends: bool,
    /// A deadline stands still with it, or runs on.
    pub(super) pauses: bool,
    /// A deadline starts anew with it.
    pub(super) restarts: bool,
    /// Its persons must be those of another step, or not.
    pub(super) persons: bool,
    /// A rule between steps names it.
    pub(super) related: bool,
    /// A frequency counts it.
    pub(super) counted: bool,
    /// It puts an end to a repetition with windows of this length, in milliseconds.
    pub(super) stops: Option<i64>,
}

impl Link {
    /// Whether nothing else goes wrong if it is not done.
    pub(super) const fn is_free(self) -> bool {
        !(self.clock
            || self.trigger
            || self.condition
            || self.before_any
            || self.precedes_right_away
            || self.accepts
            || self.returns
            || self.changes()
            || self.related
            || self.stops.is_some())
    }

    /// Whether it changes a deadline.
    pub(super) const fn changes(self) -> bool {
        self.extends || self.pauses || self.restarts
    }
}

/// What hangs on every step of a model.
pub(super) struct Links(Vec<Link>);

impl Links {
    pub(super) fn of(&self, step: StepId) -> Link {
        self.0.get(usize::from(step.0)).copied().unwrap_or_default()
    }

    fn mark(&mut self, step: StepId, mark: impl FnOnce(&mut Link)) {
        if let Some(link) = self.0.get_mut(usize::from(step.0)) {
            mark(link);
        }
    }

    pub(super) fn new(model: &Model) -> Self {
        let mut links = Self(vec![Link::default(); model.steps.len()]);
        for step in &model.steps {
            let deadlines = step.deadlines.iter().chain(&step.not_before);
            let accepted = step.handover.iter().filter_map(|own| own.deadline.as_ref());
            deadlines.chain(accepted).for_each(|own| links.deadline(own, step.duty, model));
            links.condition(step.when.as_ref());
            step.after.iter().for_each(|other| links.mark(*other, |link| link.before = true));
            for other in &step.after_any {
                links.mark(*other, |link| link.before_any = true);
            }
            for number in &step.after_groups {
                let group = model.duty(step.duty).groups.get(usize::from(*number));
                for member in group.into_iter().flat_map(|group| &group.members) {
                    links.mark(*member, |link| link.in_group = true);
                }
            }
            if let Some(other) = step.immediately_after {
                links.mark(other, |link| link.precedes_right_away = true);
            }
            if let Some(handover) = &step.handover {
                let answers = [(handover.accept, true), (handover.returned, false)];
                for (answer, accepts) in answers {
                    if let Some(answer) = answer {
                        links.mark(answer, |link| {
                            link.accepts |= accepts;
                            link.returns |= !accepts;
                        });
                    }
                }
            }
            for demand in &step.demands {
                links.condition(demand.when.as_ref());
                match &demand.what {
                    What::NotSameAs(steps) => {
                        for own in steps {
                            links.mark(*own, |link| link.persons = true);
                        }
                    }
                    What::SameAs(own) => links.mark(*own, |link| link.persons = true),
                    _ => {}
                }
            }
            if let Some(repeat) = &step.repeat {
                links.condition(repeat.when.as_ref());
                links.clock(repeat.of, step.duty, model);
                if let Windows::Every { length, until: Some(until), .. } = &repeat.windows {
                    let length = rough(*length);
                    links.mark(*until, |link| link.stops = Some(length));
                }
            }
        }
        for (at, duty) in (0u16..).zip(&model.duties) {
            let id = crate::model::resolve::DutyId(at);
            for trigger in &duty.triggers {
                links.mark(trigger.step, |link| link.trigger = true);
                links.condition(trigger.when.as_ref());
                trigger.deadline.iter().for_each(|own| links.deadline(own, id, model));
            }
            for group in &duty.groups {
                links.condition(group.when.as_ref());
                group.deadlines.iter().for_each(|own| links.deadline(own, id, model));
            }
            for relation in duty.relations.iter().filter(|own| !own.counted) {
                for step in relation.activation.iter().chain(&relation.target) {
                    links.mark(*step, |link| link.related = true);
                }
                links.condition(relation.when.as_ref());
            }
            for expected in &duty.expected {
                match expected.step {
                    Some(step) => links.mark(step, |link| link.counted = true),
                    None => {
                        for step in model.steps_of(id) {
                            links.mark(step, |link| link.counted = true);
                        }
                    }
                }
            }
        }
        links
    }

    fn clock(&mut self, clock: Clock, duty: crate::model::resolve::DutyId, model: &Model) {
        match clock {
            Clock::Step(step) => self.mark(step, |link| link.clock = true),
            Clock::Group(number) => {
                let group = model.duty(duty).groups.get(usize::from(number));
                for member in group.into_iter().flat_map(|group| &group.members) {
                    self.mark(*member, |link| link.clock = true);
                }
            }
            Clock::Start => {
                for step in model.steps_of(duty).filter(|step| model.step(*step).starts) {
                    self.mark(step, |link| link.clock = true);
                }
            }
        }
    }

    fn deadline(
        &mut self,
        deadline: &Deadline,
        duty: crate::model::resolve::DutyId,
        model: &Model,
    ) {
        self.clock(deadline.of, duty, model);
        for form in &deadline.forms {
            self.condition(form.when.as_ref());
            if let Some((step, ..)) = form.extend {
                self.mark(step, |link| link.extends = true);
            }
            if let Some(step) = form.restart {
                self.mark(step, |link| link.restarts = true);
            }
            for (from, until) in &form.pauses {
                self.mark(*from, |link| link.pauses = true);
                self.mark(*until, |link| link.pauses = true);
            }
        }
    }

    fn condition(&mut self, when: Option<&Resolved>) {
        let Some(when) = when else { return };
        let mut steps: Vec<StepId> = Vec::new();
        when.leaves(&mut |leaf| match leaf {
            Condition::Done(own) => steps.extend(own),
            Condition::Field { at: Some(step), .. } => steps.push(*step),
            _ => {}
        });
        for step in steps {
            self.mark(step, |link| link.condition = true);
        }
    }
}

/// About how many milliseconds a limit is.
#[expect(clippy::cast_possible_truncation, reason = "days of a list, far below 2^53 milliseconds")]
fn rough(limit: Limit) -> i64 {
    limit.rough_days().map_or(0, |days| (days * 86_400_000.0) as i64)
}
