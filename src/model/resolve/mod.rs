//! From names to ids: what an audit works with. What doesn't resolve is left out here; the rules of
//! [`crate::lint`] report it, and an audit refuses to run on it.

mod duty;
mod measure;
mod pattern;
mod relation;
mod roster;
mod signal;
mod step;
mod together;
mod types;
mod waiver;

use std::collections::HashMap;

pub use measure::{Measure, Quantity, length, ratio};
pub use pattern::{Counted, Events, Key, Pattern};
pub use signal::Signal;
pub use types::{
    Basis, Body, BodyId, Clock, Deadline, Demand, Duty, DutyId, Expected, Field, FieldId, Form,
    Group, Handover, Link, Members, Model, Occurrences, Party, Person, Prohibited, Relation,
    Repeat, Resolved, Role, RoleId, Step, StepId, Target, Trigger, What, Windows,
};

use super::calendar::Calendar;
use super::condition::{self, Written};
use super::draft::Draft;
use super::load::text_of;
use super::within::{self, Timing};
use super::{Title, Zone};
use crate::doc::{Spanned, Value};

impl Model {
    /// Resolves a draft.
    pub fn resolve(draft: &Draft) -> Self {
        Resolver::new(draft).model()
    }

    /// One duty resolved anew, from a draft that differs in it alone and has as many steps; nothing
    /// if it hasn't.
    pub fn anew(&self, draft: &Draft, id: DutyId) -> Option<Part> {
        let before = self.duty(id);
        let doc = draft.duty(&before.id)?;
        let mut steps = Vec::new();
        let duty = Resolver::new(draft).duty(&before.id, doc.doc, doc.id.span, &mut steps);
        let same = steps.len() == before.steps.len();
        same.then(|| Part { duty: Duty { steps: before.steps.clone(), ..duty }, steps })
    }

    /// Puts a duty into the place of what it was before, and gives that back.
    pub fn put(&mut self, id: DutyId, part: Part) -> Part {
        let Part { duty, steps } = part;
        let range = usize::from(duty.steps.start)..usize::from(duty.steps.end);
        let before = match self.duties.get_mut(usize::from(id.0)) {
            Some(own) => std::mem::replace(own, duty),
            None => duty,
        };
        let mut old = Vec::with_capacity(steps.len());
        for (own, new) in self.steps.iter_mut().skip(range.start).zip(steps) {
            old.push(std::mem::replace(own, new));
        }
        Part { duty: before, steps: old }
    }
}

/// A duty and its steps.
#[derive(Clone, Debug)]
pub struct Part {
    duty: Duty,
    steps: Vec<Step>,
}

struct Resolver<'d> {
    draft: &'d Draft,
    fields: HashMap<&'d str, FieldId>,
    roles: HashMap<&'d str, RoleId>,
    bodies: HashMap<&'d str, BodyId>,
    duties: HashMap<&'d str, DutyId>,
    steps: HashMap<(&'d str, &'d str), StepId>,
    levels: Vec<String>,
}

fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// First come, first served: of two things of one name the first counts.
fn ids<'d, T>(names: impl Iterator<Item = &'d str>, id: impl Fn(u16) -> T) -> HashMap<&'d str, T> {
    let mut map = HashMap::new();
    for name in names {
        let next = index(map.len());
        map.entry(name).or_insert_with(|| id(next));
    }
    map
}

fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|v| v.value.clone()).collect()
}

/// Names in both languages and aliases, without doubles.
fn names(id: &str, title: Option<&Title>, aliases: &[Spanned<String>]) -> Vec<String> {
    let mut names = vec![id.to_owned()];
    let titles = title.into_iter().flat_map(|t| [t.en.clone(), t.zh.clone()]).flatten();
    for name in titles.chain(texts(aliases)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl<'d> Resolver<'d> {
    fn new(draft: &'d Draft) -> Self {
        let fields = ids(draft.fields().map(|(id, _)| id.as_str()), FieldId);
        let roles = ids(draft.roles().map(|(id, _)| id.as_str()), RoleId);
        let bodies = ids(draft.bodies().map(|(id, _)| id.as_str()), BodyId);
        let duties = ids(draft.duties().map(|duty| duty.id.as_str()), DutyId);
        let mut steps = HashMap::new();
        for duty in unique_duties(draft) {
            if let Some(standard) = draft.standard_of(duty) {
                for (id, _) in standard.value.steps.iter() {
                    let next = StepId(index(steps.len()));
                    steps.entry((duty, id.as_str())).or_insert(next);
                }
            }
        }
        let mut levels = Vec::new();
        for roster in draft.rosters_in_use() {
            levels.extend(texts(&roster.value.levels));
        }
        Self { draft, fields, roles, bodies, duties, steps, levels }
    }

    fn model(self) -> Model {
        let set = self.draft.set();
        let zone = text_of(set.timezone.as_ref()).and_then(Zone::named);
        let calendar = self.draft.calendar().map(|doc| {
            Calendar::new(text_of(doc.value.id.as_ref()).unwrap_or_default(), &doc.value)
        });
        let id = text_of(set.id.as_ref()).unwrap_or("set").to_owned();
        let mut model = Model {
            title: Title::or(set.title.as_ref(), &id),
            id,
            version: text_of(set.version.as_ref()).unwrap_or("0").to_owned(),
            closed: set.closed.unwrap_or(true),
            ties: set.ties,
            ignore_duplicate_rows: set.ignore_duplicate_rows,
            zone: zone.unwrap_or_else(Zone::utc),
            calendar,
            duties: Vec::new(),
            steps: Vec::new(),
            fields: self.all_fields(),
            roles: self.all_roles(),
            bodies: self.all_bodies(),
            persons: self.all_persons(),
            targets: self.all_targets(),
            prohibited: self.all_prohibited(),
            mappings: self.draft.mappings.iter().map(|doc| doc.value.clone()).collect(),
            mapping: text_of(set.mapping.as_ref()).map(str::to_owned),
            logs: texts(&set.logs),
            levels: self.levels.clone(),
            severity: set.severity.0.clone(),
            patterns: self.patterns(),
            signals: self.signals(),
            waivers: self.waivers(),
            span: self.draft.set_place(),
        };
        for id in unique_duties(self.draft) {
            if let Some(duty) = self.draft.duty(id) {
                let duty = self.duty(id, duty.doc, duty.id.span, &mut model.steps);
                model.duties.push(duty);
            }
        }
        model
    }

    fn field(&self, name: &Spanned<String>) -> Option<FieldId> {
        self.fields.get(name.as_str()).copied()
    }

    fn party(&self, name: &Spanned<String>) -> Option<Party> {
        let role = self.roles.get(name.as_str()).map(|id| Party::Role(*id));
        role.or_else(|| self.bodies.get(name.as_str()).map(|id| Party::Body(*id)))
    }

    fn parties(&self, names: &[Spanned<String>]) -> Vec<Party> {
        names.iter().filter_map(|name| self.party(name)).collect()
    }

    fn step(&self, name: &Spanned<String>, duty: &str) -> Option<StepId> {
        let name = name.as_str();
        let own = self.steps.get(&(duty, name));
        own.or_else(|| name.rsplit_once('.').and_then(|pair| self.steps.get(&pair))).copied()
    }

    fn all_steps(&self, names: &[Spanned<String>], duty: &str) -> Vec<StepId> {
        names.iter().filter_map(|name| self.step(name, duty)).collect()
    }

    fn condition(&self, written: &Written, duty: &str) -> Option<Resolved> {
        written.resolve(&mut |field| self.field(field), &mut |step| self.step(step, duty))
    }

    fn when(&self, value: Option<&Value>, duty: &str) -> Option<Resolved> {
        self.condition(&condition::read(value?, &mut Vec::new()), duty)
    }

    /// Groups what is written by the clock it runs from.
    fn deadlines(&self, value: Option<&Value>, duty: &str, default: Clock) -> Vec<Deadline> {
        let mut deadlines: Vec<Deadline> = Vec::new();
        let timings = value.map(|value| within::read(value, &mut Vec::new())).unwrap_or_default();
        for timing in &timings {
            let of = match &timing.of {
                Some(name) => match self.clock(name, duty) {
                    Some(clock) => clock,
                    None => continue,
                },
                None => default,
            };
            let form = self.form(timing, duty);
            match deadlines.iter_mut().find(|deadline| deadline.of == of) {
                Some(deadline) => deadline.forms.push(form),
                None => deadlines.push(Deadline { of, forms: vec![form] }),
            }
        }
        deadlines
    }

    fn form(&self, timing: &Timing, duty: &str) -> Form {
        let extend = timing
            .extend
            .as_ref()
            .and_then(|extend| Some((self.step(&extend.step, duty)?, extend.by, extend.at_most)));
        Form {
            limit: timing.limit.value,
            from: timing.from,
            until: timing.until,
            roll: timing.roll,
            custody: timing.custody,
            extend,
            pauses: timing
                .pause
                .iter()
                .filter_map(|(from, until)| Some((self.step(from, duty)?, self.step(until, duty)?)))
                .collect(),
            restart: timing.restart_on.as_ref().and_then(|step| self.step(step, duty)),
            when: timing.when.as_ref().and_then(|when| self.condition(when, duty)),
            basis: timing.basis.as_ref().map(|basis| basis.value),
            span: timing.span,
        }
    }
}

/// Ids of all duties, each once, in the order of the lists.
fn unique_duties(draft: &Draft) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    draft.duties().map(|duty| duty.id.as_str()).filter(|id| seen.insert(*id)).collect()
}

/// The fields of `a | b`, each at the place of the whole.
pub fn alternatives(item: &Spanned<String>) -> impl Iterator<Item = Spanned<String>> {
    let span = item.span;
    item.value.split('|').map(move |name| Spanned { value: name.trim().to_owned(), span })
}

/// Reads `95%`, `95` or `0.95` as percent.
pub fn percent(text: &str) -> Option<f64> {
    let text = text.trim();
    let number: f64 = text.trim_end_matches(['%', '％']).trim().parse().ok()?;
    let percent =
        if text.ends_with(['%', '％']) || number > 1.0 { number } else { number * 100.0 };
    (0.0..=100.0).contains(&percent).then_some(percent)
}
