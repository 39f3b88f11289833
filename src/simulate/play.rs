//! A duty as it should be: its steps one after the other, in order and in time.

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use super::rng::Rng;
use super::scene::{Row, Scene};
use super::values;
use crate::model::Limit;
use crate::model::deadline::Terms;
use crate::model::resolve::{
    BodyId, DutyId, FieldId, Members, Occurrences, Repeat, Step, StepId, What, Windows,
};

const MINUTE: i64 = 60_000;
/// The longest time between two steps that wait for nothing.
const LONGEST: i64 = 6 * 60 * MINUTE;
/// Rounds of one duty; a list that needs more goes in circles.
const ROUNDS: usize = 400;
/// Windows of an endless repetition that are played.
const WINDOWS: u32 = 400;

/// What is to be played.
pub(super) struct Part {
    pub(super) duty: DutyId,
    /// When it begins.
    pub(super) from: i64,
    /// The body that answers for it.
    pub(super) home: Option<BodyId>,
    /// By when a step must be done that a frequency counts; any ending step if it names none.
    pub(super) quota: Option<i64>,
    /// The person who must do it.
    pub(super) lead: Option<String>,
}

struct Play<'p, 's, 'm> {
    world: &'p World<'m>,
    scene: &'s mut Scene<'m>,
    rng: &'p mut Rng,
    part: Part,
    now: i64,
    /// Steps that will be done if their turn comes.
    chosen: BTreeSet<StepId>,
    last: Option<StepId>,
}

/// Plays a duty and what it makes due.
pub(super) fn duty<'m>(world: &World<'m>, scene: &mut Scene<'m>, part: Part, rng: &mut Rng) {
    let duty = part.duty;
    if !scene.played.insert(duty) {
        return;
    }
    values::choose(world, duty, scene, rng);
    let now = part.from;
    let mut play = Play { world, scene, rng, part, now, chosen: BTreeSet::new(), last: None };
    play.choose();
    play.run();
    follow(world, duty, scene, rng);
}

/// Plays the duties that a duty made due.
fn follow<'m>(world: &World<'m>, duty: DutyId, scene: &mut Scene<'m>, rng: &mut Rng) {
    for (next, listed) in (0u16..).map(DutyId).zip(&world.model.duties) {
        for trigger in &listed.triggers {
            if world.model.step(trigger.step).duty != duty || scene.played.contains(&next) {
                continue;
            }
            let cause = scene.all(trigger.step).map(|row| (row.at, row.body)).min();
            let Some((at, body)) = cause.filter(|(at, _)| world.in_force(next, *at)) else {
                continue;
            };
            values::choose(world, next, scene, rng);
            if scene.holds(trigger.when.as_ref(), at) != Some(true) {
                continue;
            }
            let due = trigger.deadline.as_ref().and_then(|own| scene.due_from(own, at));
            let gap = due.map_or(LONGEST, |due| ((due - at) / 3).clamp(MINUTE, LONGEST));
            let from = at + rng.between(1, (gap / MINUTE).max(1)) * MINUTE;
            let home = listed.holder.and_then(|holder| world.cast.near(body, holder));
            let part = Part { duty: next, from, home, quota: None, lead: None };
            self::duty(world, scene, part, rng);
        }
    }
}

impl<'m> Play<'_, '_, 'm> {
    fn step(&self, id: StepId) -> &'m Step {
        self.world.model.step(id)
    }

    fn steps(&self) -> impl Iterator<Item = StepId> + use<> {
        self.world.model.steps_of(self.part.duty)
    }

    /// Decides which optional steps are done and which members of groups.
    fn choose(&mut self) {
        let links = &self.world.links;
        for id in self.steps() {
            let step = self.step(id);
            let link = links.of(id);
            // What changes or answers something is not done for its own sake.
            let alone = !link.extends && !link.returns && !link.restarts && !link.pauses;
            let coin = alone && self.rng.chance(0.6);
            let wanted = !step.optional || link.accepts || coin;
            if !step.forbidden && step.group.is_none() && wanted {
                self.chosen.insert(id);
            }
        }
        for group in &self.world.model.duty(self.part.duty).groups {
            if self.scene.holds(group.when.as_ref(), self.now) != Some(true)
                || group.optional && self.rng.chance(0.5)
            {
                continue;
            }
            let may = |step: &&StepId| {
                let own = self.world.model.step(**step);
                !own.forbidden && self.scene.holds(own.when.as_ref(), self.now) != Some(false)
            };
            let mut able: Vec<StepId> = group.members.iter().filter(may).copied().collect();
            self.rng.shuffle(&mut able);
            let count = match group.of {
                Members::One => 1,
                Members::Any => 1 + self.rng.below(able.len()),
                Members::All => able.len(),
            };
            self.chosen.extend(able.into_iter().take(count));
        }
    }

    fn run(&mut self) {
        for _ in 0..ROUNDS {
            if let Some(id) = self.next() {
                self.perform(id);
            } else if !self.repeat() && !self.unblock() {
                return;
            }
        }
    }

    /// Whether a step will be done in this case, as far as that can be said now.
    fn planned(&self, id: StepId) -> bool {
        let step = self.step(id);
        self.chosen.contains(&id) && self.scene.holds(step.when.as_ref(), self.now) == Some(true)
    }

    fn open(&self, id: StepId) -> bool {
        let needed = self.step(id).at_least.max(1) as usize;
        self.planned(id) && self.scene.count(id) < needed
    }

    /// Whether everything is done that comes before a step.
    fn ready(&self, id: StepId) -> bool {
        let step = self.step(id);
        let own = |other: &StepId| self.step(*other).duty == self.part.duty;
        let done = |other: &StepId| self.scene.count(*other) > 0;
        let begun = self.steps().any(|other| self.step(other).starts && done(&other));
        let groups = &self.world.model.duty(self.part.duty).groups;
        let groups = step.after_groups.iter().filter_map(|n| groups.get(usize::from(*n)));
        (step.starts || begun)
            && step.after.iter().filter(|o| own(o)).all(|o| done(o) || !self.planned(*o))
            && (step.after_any.is_empty() || step.after_any.iter().any(done))
            && groups.into_iter().all(|group| self.scene.satisfied(group, &self.chosen))
    }

    /// The step whose turn it is: one that must follow right away, else the one that is due first;
    /// what ends the duty comes last.
    fn next(&self) -> Option<StepId> {
        let ready = self
            .steps()
            .filter(|id| self.step(*id).repeat.is_none() && self.open(*id) && self.ready(*id));
        let ends_early = self.steps().any(|id| {
            let step = self.step(id);
            step.repeat.is_some()
                && self.planned(id)
                && self.scene.count(id) == 0
                && !step.ends
                && self
                    .scene
                    .start(
                        step.repeat.as_ref().map_or(crate::model::resolve::Clock::Start, |r| r.of),
                        self.part.duty,
                    )
                    .is_some()
        });
        ready.filter(|id| !(self.step(*id).ends && ends_early)).min_by_key(|id| {
            let step = self.step(*id);
            let right_away =
                step.immediately_after.is_some() && step.immediately_after == self.last;
            let waits = self.scene.not_before(*id).is_some_and(|at| at > self.now + LONGEST);
            let due = self.scene.soonest(&step.deadlines, self.part.duty);
            let optional_first = !self.world.links.of(*id).precedes_right_away;
            (!right_away, step.ends, waits, due.unwrap_or(i64::MAX), optional_first, *id)
        })
    }

    /// How long may pass before the next step, so that everything that is still open stays in time.
    fn gap(&mut self, id: StepId) -> i64 {
        let open: Vec<StepId> = self.steps().filter(|other| self.open(*other)).collect();
        let dues = open
            .iter()
            .filter_map(|other| self.scene.soonest(&self.step(*other).deadlines, self.part.duty));
        let groups = self.world.model.duty(self.part.duty).groups.iter();
        let groups =
            groups.filter_map(|group| self.scene.soonest(&group.deadlines, self.part.duty));
        let due = dues.chain(groups).chain(self.part.quota).filter(|due| *due > self.now).min();
        let share = i64::try_from(open.len()).unwrap_or(1) + 1;
        let most = due.map_or(LONGEST, |due| ((due - self.now) / share).clamp(MINUTE, LONGEST));
        let gap = self.rng.between(1, (most / MINUTE).max(1)) * MINUTE;
        // What puts an end to a repetition leaves time for some of it.
        if let Some(length) = self.world.links.of(id).stops {
            return gap + length * self.rng.between(1, 3);
        }
        gap
    }

    fn perform(&mut self, id: StepId) {
        let first = self.scene.of(self.part.duty).next().is_none();
        let mut at = if first { self.now } else { self.now + self.gap(id) };
        if let Some(soonest) = self.scene.not_before(id).filter(|soonest| *soonest > at) {
            at = soonest + self.rng.between(1, 120) * MINUTE;
        }
        self.write(id, at, None);
        self.now = at;
        self.last = Some(id);
    }

    fn write(&mut self, id: StepId, at: i64, window: Option<(u32, i64)>) {
        let body = if self.starts_with(id) { self.part.home } else { None };
        let body = body.or_else(|| self.world.cast.body(id, self.part.home));
        let mut row = self.world.row(id, at, body, self.scene, self.rng);
        if let Some(lead) = &self.part.lead
            && body == self.part.home
            && !row.persons.contains(lead)
            && let Some(first) = row.persons.first_mut()
        {
            first.clone_from(lead);
        }
        row.window = window;
        self.scene.rows.push(row);
    }

    /// Whether the holder itself begins, where nothing asks for another body.
    fn starts_with(&self, id: StepId) -> bool {
        let step = self.step(id);
        let asks = |what: &What| matches!(what, What::Role(_) | What::Level(_) | What::Above);
        !step.demands.iter().any(|demand| asks(&demand.what)) && !self.world.links.of(id).accepts
    }

    /// Plays repetitions whose start is done; returns whether there was one.
    fn repeat(&mut self) -> bool {
        let open = self.steps().filter(|id| self.planned(*id) && self.scene.count(*id) == 0);
        let all: Vec<(StepId, &'m Repeat)> =
            open.filter_map(|id| Some((id, self.step(id).repeat.as_ref()?))).collect();
        let mut any = false;
        for (id, repeat) in all {
            let Some(start) = self.scene.start(repeat.of, self.part.duty) else { continue };
            if self.scene.holds(repeat.when.as_ref(), start) != Some(true) {
                self.chosen.remove(&id);
                any = true;
                continue;
            }
            let before = self.scene.count(id);
            self.windows(id, repeat, start);
            // One that has no window yet is over.
            if self.scene.count(id) == before {
                self.chosen.remove(&id);
            }
            any = true;
        }
        any
    }

    fn windows(&mut self, id: StepId, repeat: &Repeat, start: i64) {
        let stop = match &repeat.windows {
            Windows::Every { until: Some(step), .. } => self.scene.first(*step),
            _ => None,
        };
        let mut after = start;
        for number in 1..=WINDOWS {
            let Some(limit) = limit_of(&repeat.windows, number) else { break };
            let terms = Terms { limit, roll: repeat.roll, custody: false };
            let Some(due) = self.scene.reckon(start, terms) else { break };
            if stop.is_some_and(|stop| stop <= due) || after > self.world.until {
                break;
            }
            let span = (due - after) / MINUTE;
            let at = after + self.rng.between(span / 4, span * 3 / 4).max(1) * MINUTE;
            self.write(id, at, Some((number, due)));
            after = due;
        }
    }

    /// A required step that waits for one of several optional ones: one of these is done after all.
    fn unblock(&mut self) -> bool {
        let waiting = self.steps().find_map(|id| {
            let step = self.step(id);
            let none = !step.after_any.is_empty()
                && !step.after_any.iter().any(|other| self.scene.count(*other) > 0);
            let other = step.after_any.iter().find(|other| {
                let own = self.step(**other);
                own.duty == self.part.duty && !own.forbidden && !self.chosen.contains(other)
            });
            other.copied().filter(|_| none && self.open(id))
        });
        waiting.is_some_and(|step| self.chosen.insert(step))
    }
}

/// The distance from the start at which a window ends.
fn limit_of(windows: &Windows, number: u32) -> Option<Limit> {
    match windows {
        Windows::At(limits) => limits.get(number as usize - 1).copied(),
        Windows::Every { times: Some(times), .. } if number > *times => None,
        Windows::Every { length, .. } => Some(match length {
            Limit::Minutes(n) => Limit::Minutes(n.saturating_mul(number)),
            Limit::Days(n) => Limit::Days(n.saturating_mul(number)),
            Limit::WorkingDays(n) => Limit::WorkingDays(n.saturating_mul(number)),
            Limit::Months(n) => Limit::Months(n.saturating_mul(number)),
            Limit::Prompt => Limit::Prompt,
        }),
    }
}

impl<'m> World<'m> {
    /// The row of a step as it should be: who, with what.
    pub(super) fn row(
        &self,
        id: StepId,
        at: i64,
        body: Option<BodyId>,
        scene: &mut Scene<'m>,
        rng: &mut Rng,
    ) -> Row {
        let step = self.model.step(id);
        let first = scene.of(step.duty).next().is_none();
        let (persons, kind) = self.cast.persons(id, body, scene, rng);
        let mut fields: BTreeMap<FieldId, String> = BTreeMap::new();
        let mut withheld: BTreeSet<FieldId> = BTreeSet::new();
        for demand in &step.demands {
            match &demand.what {
                What::Evidence(any) => {
                    // What is known of the case anyway is written rather than something made up.
                    let known = any.iter().find(|field| scene.values.contains_key(field));
                    if let Some(field) = known.or(any.first()) {
                        let value = values::fill(self, *field, scene, rng);
                        fields.insert(*field, value);
                    }
                }
                What::Recorded(field) | What::RecordedWhenAlone(_, field) => {
                    fields.insert(*field, values::recording(self, *field, rng));
                }
                What::Withheld(own) => withheld.extend(own),
                _ => {}
            }
        }
        let duty = self.model.duty(step.duty);
        if first {
            for field in values::of_duty(self, step.duty) {
                if let Some(value) = scene.values.get(&field) {
                    fields.entry(field).or_insert_with(|| value.clone());
                }
            }
        }
        if let Some(Occurrences::Field(field)) = duty.occurrences {
            fields.insert(field, format!("{}-1", scene.name));
        }
        fields.retain(|field, _| !withheld.contains(field));
        Row {
            duty: Some(step.duty),
            step: Some(id),
            step_name: None,
            at,
            area: self.cast.area(body, step.duty),
            body,
            persons,
            kind,
            target: scene.target.clone(),
            text: String::new(),
            fields,
            window: None,
        }
    }
}
