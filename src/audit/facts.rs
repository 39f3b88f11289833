//! What judging looks at: the model, the log, and from where it looks.

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyIndex};
use super::book::Reason;
use super::case::{Case, Done};
use super::clocks::Timed;
use super::matching::persons_of;
use super::outcome::{DueItem, Verdict};
use super::persons::Persons;
use super::seen::Seen;
use super::truth::{Truth, truth, truth_at};
use crate::finding::{About, Label, Place, RowRef, Subject};
use crate::log::{Event, Reading, Symbol};
use crate::model::deadline;
use crate::model::resolve::{DutyId, FieldId, Resolved, StepId, Trigger};
use crate::model::{Day, Model, Moment};
use crate::text::{Words, say};

/// What judging looks at. Nothing here changes while cases are judged.
pub(super) struct Facts<'a> {
    pub(super) model: &'a Model,
    pub(super) reading: &'a Reading,
    pub(super) bodies: Bodies<'a>,
    /// The instant as of which verdicts hold.
    pub(super) as_of: i64,
    /// First day of the log.
    pub(super) first_day: Option<Day>,
    /// Whether equal instants satisfy either order.
    pub(super) lenient: bool,
    /// Persons of the roster.
    pub(super) persons: Persons<'a>,
    /// Cases of which a row can't be read.
    pub(super) rejected: HashSet<Symbol>,
    /// What rows that are judged under no duty may have been, by case.
    pub(super) unclear: Unclear,
    /// Fields that have a value anywhere in an input.
    pub(super) filled: HashSet<(u32, u16)>,
    /// For each step those of its duty that come right after it.
    pub(super) followers: Vec<Vec<StepId>>,
    /// For each step how little is asked of it.
    pub(super) asked: Vec<Asked>,
    /// Where it is written down what was seen of the rules, if that is asked for.
    pub(super) seen: Option<&'a Seen>,
    /// Words and codes of the negative list, folded once.
    pub(super) prohibited: Vec<(Vec<String>, Vec<String>)>,
}

/// How little is asked of a step.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    /// Nothing where it is not done.
    pub(super) idle: bool,
    /// Nothing but that it is done.
    pub(super) plain: bool,
}

impl Asked {
    pub(super) fn all(model: &Model) -> Vec<Self> {
        let steps = model.steps.iter();
        steps.map(|step| Self { idle: step.is_idle(), plain: step.is_plain() }).collect()
    }
}

/// For each step those of its duty that say they come after it.
pub(super) fn followers(model: &Model) -> Vec<Vec<StepId>> {
    let mut followers = vec![Vec::new(); model.steps.len()];
    for (id, step) in (0u16..).map(StepId).zip(&model.steps) {
        for before in step.after.iter().filter(|before| model.step(**before).duty == step.duty) {
            if let Some(own) = followers.get_mut(usize::from(before.0)) {
                own.push(id);
            }
        }
    }
    followers
}

/// What rows that are judged under no duty may have been: what such a row may show is not missing
/// for certain.
#[derive(Default)]
pub(super) struct Unclear {
    steps: HashMap<(Symbol, StepId), Reason>,
    duties: HashMap<(Symbol, DutyId), Reason>,
    cases: HashSet<Symbol>,
}

impl Unclear {
    /// Notes that a row of a case may be of a duty, and may be some of its steps. Of two reasons
    /// the same one stays in whatever order the rows come.
    pub(super) fn note(
        &mut self,
        case: Symbol,
        duty: DutyId,
        steps: impl Iterator<Item = StepId>,
        reason: &Reason,
    ) {
        let keep = |own: &mut Reason| *own = own.clone().min(reason.clone());
        self.cases.insert(case);
        self.duties.entry((case, duty)).and_modify(keep).or_insert_with(|| reason.clone());
        for step in steps {
            self.steps.entry((case, step)).and_modify(keep).or_insert_with(|| reason.clone());
        }
    }

    /// Whether there is such a row of a case.
    pub(super) fn touches(&self, case: &Case<'_>) -> bool {
        self.cases.contains(&case.name)
    }

    /// Why it is not known whether a case has a step, if it isn't.
    pub(super) fn step(&self, case: &Case<'_>, step: StepId) -> Option<Reason> {
        let rejected = case.rejected.then_some(Reason::Rejected);
        rejected.or_else(|| self.steps.get(&(case.name, step)).cloned())
    }

    /// Why it is not known whether a case has a duty, if it isn't.
    pub(super) fn duty(&self, case: &Case<'_>, duty: DutyId) -> Option<Reason> {
        let rejected = case.rejected.then_some(Reason::Rejected);
        rejected.or_else(|| self.duties.get(&(case.name, duty)).cloned())
    }
}

impl<'a> Facts<'a> {
    pub(super) fn event(&self, done: &Done) -> Event {
        let event = self.reading.events.get(done.event as usize);
        event.unwrap_or_else(|| unreachable!("what was done is an event of the reading"))
    }

    pub(super) fn text(&self, symbol: Symbol) -> &'a str {
        self.reading.strings.get(symbol)
    }

    /// The tokens of the persons of an event.
    pub(super) fn persons(&self, done: &Done) -> &'a [Symbol] {
        persons_of(&self.event(done), self.reading)
    }

    /// Whether the input of an event has a column for a field of its step, filled or not.
    pub(super) fn has_column(&self, field: FieldId, done: &Done) -> bool {
        let input = self.event(done).row.input;
        if self.filled.contains(&(input, field.0)) {
            return true;
        }
        let Some(name) = self.model.fields.get(usize::from(field.0)).map(|field| &field.id) else {
            return false;
        };
        // In the wide form a column may belong to one step alone.
        let step = done.step.map(|step| self.model.step(step).id.as_str());
        let of_step = |owner: &str| {
            let owner = owner.strip_prefix("steps.").map(|o| o.rsplit('.').next().unwrap_or(o));
            owner.is_some() && owner == step
        };
        let of_field = |role: &str| {
            let owner = role.strip_suffix(name.as_str()).and_then(|r| r.strip_suffix("fields."));
            owner.is_some_and(|o| o.is_empty() || o.strip_suffix('.').is_some_and(of_step))
        };
        let input = self.reading.inputs.get(input as usize);
        input.is_some_and(|input| input.columns.iter().any(|(_, role)| of_field(role)))
    }

    /// Whether a condition holds by what is known up to an instant.
    pub(super) fn holds(&self, when: Option<&Resolved>, case: &Case<'_>, until: i64) -> Truth {
        let Some(when) = when else {
            return Truth::True;
        };
        self.saw_condition(when, truth(when, case, until, self.reading))
    }

    /// Notes how a condition went.
    fn saw_condition(&self, when: &Resolved, truth: Truth) -> Truth {
        if let Some(seen) = self.seen
            && truth != Truth::Unknown
        {
            seen.saw_condition(when, truth == Truth::True);
        }
        truth
    }

    /// Notes how a deadline went.
    pub(super) fn saw(&self, timed: &Timed, verdict: Verdict) {
        if let Some(seen) = self.seen {
            seen.saw_deadline(timed.form, verdict);
        }
    }

    /// Whether a condition holds at an event, its own row first.
    pub(super) fn holds_at(&self, when: &Resolved, case: &Case<'_>, done: &Done) -> Truth {
        self.saw_condition(when, truth_at(when, case, done, self.reading))
    }

    /// Whether a duty is in force on the day of an instant.
    pub(super) fn in_force(&self, duty: DutyId, ms: i64) -> bool {
        if self.is_always_in_force(duty) {
            return true;
        }
        let duty = self.model.duty(duty);
        let day = self.model.zone.day(ms);
        duty.from.is_none_or(|from| from <= day) && duty.until.is_none_or(|until| day <= until)
    }

    /// Whether a duty has no first and no last day.
    pub(super) fn is_always_in_force(&self, duty: DutyId) -> bool {
        let duty = self.model.duty(duty);
        duty.from.is_none() && duty.until.is_none()
    }

    /// The event by which a trigger made its duty due, and whether it did for certain: the first
    /// of which that is known, else the first of which it may be.
    pub(super) fn triggered<'e>(
        &self,
        trigger: &Trigger,
        duty: DutyId,
        case: &Case<'e>,
    ) -> Option<(&'e Done, Truth)> {
        let mut perhaps = None;
        for done in case.all(trigger.step) {
            if !self.in_force(duty, done.at.start) {
                continue;
            }
            match self.holds(trigger.when.as_ref(), case, done.at.start) {
                Truth::True => return Some((done, Truth::True)),
                Truth::Unknown if perhaps.is_none() => perhaps = Some((done, Truth::Unknown)),
                _ => {}
            }
        }
        perhaps
    }

    /// The row of an event, with what it says.
    pub(super) fn row(&self, done: &Done) -> Place {
        let event = self.event(done);
        let step = match done.step {
            Some(step) => self.model.step(step).title.clone(),
            None => Words::same(self.text(event.step)),
        };
        Place::Row(RowRef {
            input: event.row.input,
            row: u64::from(event.row.row),
            excerpt: self.excerpt(&event, &step),
        })
    }

    /// A row of the log that belongs to no duty.
    pub(super) fn foreign_row(&self, event: &Event) -> Place {
        let said = [event.text, event.step, event.duty].map(|symbol| self.text(symbol));
        let said = said.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let said: String = said.chars().take(40).collect();
        Place::Row(RowRef {
            input: event.row.input,
            row: u64::from(event.row.row),
            excerpt: self.excerpt(event, &Words::same(said)),
        })
    }

    /// What a row says, from its mapped columns alone: no name can be in it.
    fn excerpt(&self, event: &Event, step: &Words) -> Words {
        let case = self.text(event.case);
        let when = self.model.zone.show_moment(event.at);
        let body = self.text(event.body);
        let who: Vec<&str> =
            persons_of(event, self.reading).iter().map(|p| self.text(*p)).collect();
        let who = who.join(" ");
        let tail = [body, who.as_str()].into_iter().filter(|t| !t.is_empty()).fold(
            String::new(),
            |mut all, part| {
                all.push_str(" · ");
                all.push_str(part);
                all
            },
        );
        say!("{case} · {step} · {when}{tail}", "{case} · {step} · {when}{tail}", step: step)
    }

    /// A label on the row of an event.
    pub(super) fn at_row(&self, done: &Done, words: Words) -> Label {
        Label { place: self.row(done), words }
    }

    /// The subject of a finding about a step in a case.
    pub(super) fn subject(
        &self,
        duty: DutyId,
        step: Option<StepId>,
        case: &Case<'_>,
        body: BodyIndex,
    ) -> Subject {
        Subject {
            duty: Some(self.model.duty(duty).id.clone()),
            step: step.map(|step| self.model.step(step).id.clone()),
            case: Some(self.text(case.name).to_owned()),
            body: Some(self.bodies.id(body).to_owned()),
            window: case.occurrence.clone(),
            ..Subject::default()
        }
    }

    /// What a finding about a duty in a case is about, with nothing copied.
    pub(super) fn about<'s>(
        &'s self,
        duty: DutyId,
        case: &'s Case<'_>,
        body: BodyIndex,
    ) -> About<'s> {
        About {
            duty: Some(&self.model.duty(duty).id),
            case: Some(self.text(case.name)),
            body: Some(self.bodies.id(body)),
            window: case.occurrence.as_deref(),
            ..About::default()
        }
    }

    /// What falls due: a step of a case, and the body that owes it.
    pub(super) fn due_item(
        &self,
        due: i64,
        step: Option<StepId>,
        case: &Case<'_>,
        body: BodyIndex,
    ) -> DueItem {
        let step = step.map(|step| self.model.step(step));
        DueItem {
            due,
            duty: step.map_or(String::new(), |step| self.model.duty(step.duty).id.clone()),
            step: step.map_or(String::new(), |step| step.id.clone()),
            case: self.text(case.name).to_owned(),
            body: self.bodies.id(body).to_owned(),
        }
    }

    /// `PP-03 Disputes: Register`, for messages.
    pub(super) fn named(&self, step: StepId) -> Words {
        let step = self.model.step(step);
        let duty = self.model.duty(step.duty);
        let (id, title) = (&duty.id, &step.title);
        say!("{id} “{title}”", "{id}“{title}”", title: title)
    }

    /// An instant as people write it.
    pub(super) fn when(&self, ms: i64) -> String {
        self.model.zone.show_short(ms)
    }

    /// A moment as people write it.
    pub(super) fn moment(&self, moment: Moment) -> String {
        self.model.zone.show_moment(moment)
    }

    /// A deadline as people write it: a day that ends then is named without its last minute.
    pub(super) fn deadline(&self, due: i64) -> Words {
        let zone = &self.model.zone;
        let day = zone.day(due);
        if due == deadline::end_of(day, zone) {
            say!("the end of {day}", "{day}终了")
        } else {
            Words::same(zone.show_short(due))
        }
    }

    /// The level of the body that acted: index into the roster's levels.
    pub(super) fn level(&self, done: &Done) -> Option<usize> {
        self.bodies.listed(done.body).and_then(|body| self.model.body(body).level)
    }

    /// Whether the body that acted stands above another; nothing if the roster lacks one of them.
    pub(super) fn above(&self, done: &Done, other: BodyIndex) -> Option<bool> {
        let (own, other) = (self.bodies.listed(done.body)?, self.bodies.listed(other)?);
        let mut next = self.model.body(other).parent;
        // A circle of parents is a fault of the roster and ends here.
        for _ in 0..self.model.bodies.len() {
            match next {
                Some(parent) if parent == own => return Some(true),
                Some(parent) => next = self.model.body(parent).parent,
                None => break,
            }
        }
        Some(false)
    }

    /// The body that answers for a duty in a case: the first holder that acted, else the holder
    /// nearest to the first body that did, else that body.
    pub(super) fn responsible(&self, case: &Case<'_>, duty: DutyId) -> BodyIndex {
        let own = || case.events.iter().filter(|done| done.duty == duty);
        let listed = self.model.duty(duty);
        let holder = own().find(|done| self.bodies.holds(done.body, listed) == Some(true));
        if let Some(done) = holder {
            return done.body;
        }
        let first =
            own().next().or(case.events.first()).map_or(self.bodies.nobody(), |done| done.body);
        self.bodies.holder_near(first, listed).unwrap_or(first)
    }

    /// Whether a case began before the log: its first event is as old as the log.
    pub(super) fn begins_with_log(&self, case: &Case<'_>) -> bool {
        let first = case.events.first().map(|done| self.model.zone.day(done.at.start));
        first.is_some() && first <= self.first_day
    }
}
