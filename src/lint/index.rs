//! What rules look up in a draft, put together once.

use std::cell::Cell;
use std::ops::Deref;

use foldhash::fast::FixedState;

use super::order::Order;
use super::walk::{self, At, Owner, Use};
use crate::doc::Spanned;
use crate::finding::Finding;
use crate::model::condition::{self, Written};
use crate::model::docs::{BodyDoc, FieldDoc, FieldType, GroupDoc, RoleDoc, StandardDoc, StepDoc};
use crate::model::draft::{Doc, DutyRef};
use crate::model::within::{self, Timing};
use crate::model::{Draft, Title};
use crate::text::{Lang, Span, nearest};
use crate::threads;

/// A step with where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'d> {
    pub(super) set: usize,
    /// Id of the duty that its standard names; empty if it names none.
    pub(super) duty: &'d str,
    pub(super) id: &'d Spanned<String>,
    pub(super) doc: &'d StepDoc,
    /// Index of its standard in [`Draft::standards`].
    pub(super) standard: usize,
}

impl<'d> Step<'d> {
    pub(super) fn at(&self) -> At<'d> {
        let owner = Owner::Step(self.duty, self.id.as_str());
        At { set: self.set, owner, place: self.id.span }
    }
}

/// A condition, as it was read.
#[derive(Clone, Debug)]
pub(super) struct Clause<'d> {
    pub(super) at: At<'d>,
    pub(super) condition: Written,
}

/// A deadline, as it was read.
#[derive(Clone, Debug)]
pub(super) struct Timed<'d> {
    pub(super) at: At<'d>,
    pub(super) used: Use,
    /// The value in which it stands, alone or with others.
    pub(super) value: Span,
    pub(super) timing: Timing,
}

/// How often a rule may compare two words in search of a suggestion. Each comparison takes about a
/// microsecond; past this many faults nobody reads suggestions.
const COMPARISONS: usize = 500_000;

/// What one rule looks things up in.
pub(super) struct Index<'d> {
    facts: &'d Facts<'d>,
    comparisons: Cell<usize>,
}

impl<'d> Deref for Index<'d> {
    type Target = Facts<'d>;

    fn deref(&self) -> &Self::Target {
        self.facts
    }
}

impl<'d> Index<'d> {
    pub(super) fn new(facts: &'d Facts<'d>) -> Self {
        Self { facts, comparisons: Cell::new(COMPARISONS) }
    }

    /// The candidate most like a word that is none of them.
    pub(super) fn nearest<'x>(
        &self,
        word: &str,
        candidates: impl IntoIterator<Item = &'x str>,
    ) -> Option<&'x str> {
        let counted = candidates.into_iter().take_while(|_| {
            let left = self.comparisons.get();
            self.comparisons.set(left.saturating_sub(1));
            left > 0
        });
        nearest(word, counted)
    }
}

/// Names come by the ten thousand, and nobody can choose them so that they meet in a table whose order
/// is never looked at.
type HashMap<K, V> = std::collections::HashMap<K, V, FixedState>;

/// A draft, and its parts by name: the same for all rules.
pub(super) struct Facts<'d> {
    pub(super) draft: &'d Draft,
    /// Whether a set document was written at all: an example or an open editor may have none.
    pub(super) has_set: bool,
    /// Whether there is a roster by which names of roles and bodies can be checked.
    pub(super) has_roster: bool,
    pub(super) duties: Vec<DutyRef<'d>>,
    pub(super) steps: Vec<Step<'d>>,
    pub(super) clauses: Vec<Clause<'d>>,
    pub(super) timings: Vec<Timed<'d>>,
    /// What is wrong with the form of conditions and deadlines.
    pub(super) faults: Vec<Finding>,
    pub(super) order: Order,
    pub(super) fields: Vec<(&'d Spanned<String>, &'d FieldDoc)>,
    pub(super) roles: Vec<(&'d Spanned<String>, &'d RoleDoc)>,
    pub(super) bodies: Vec<(&'d Spanned<String>, &'d BodyDoc)>,
    duty_by_id: HashMap<&'d str, usize>,
    numbers: Numbers<'d>,
    standards: HashMap<&'d str, Vec<&'d Doc<StandardDoc>>>,
    field_by_name: HashMap<&'d str, usize>,
    role_by_id: HashMap<&'d str, usize>,
    body_by_id: HashMap<&'d str, usize>,
    bodies_by_party: HashMap<&'d str, Vec<usize>>,
}

/// Numbers of steps by duty and name.
#[derive(Default)]
pub(super) struct Numbers<'d>(HashMap<(&'d str, &'d str), usize>);

impl Numbers<'_> {
    /// Number of the step that `step` or `DUTY.step` names, seen from within a duty.
    pub(super) fn of(&self, name: &str, within: &str) -> Option<usize> {
        self.0.get(&(within, name)).or_else(|| self.0.get(&name.rsplit_once('.')?)).copied()
    }
}

/// Steps that take no longer than beginning another thread.
const MANY: usize = 1000;

/// Conditions and deadlines, as they were read.
struct Read<'d> {
    clauses: Vec<Clause<'d>>,
    timings: Vec<Timed<'d>>,
    faults: Vec<Finding>,
}

impl<'d> Read<'d> {
    /// Reads all of them; there are so many steps.
    fn all(draft: &'d Draft, steps: usize) -> Self {
        let (mut clauses, mut faults) = (Vec::new(), Vec::new());
        // Most steps have a deadline.
        let mut timings = Vec::with_capacity(steps);
        walk::conditions(draft, |at, value| {
            clauses.push(Clause { at, condition: condition::read(value, &mut faults) });
        });
        walk::deadlines(draft, |at, used, value| {
            for timing in within::read(value, &mut faults) {
                if let Some(when) = &timing.when {
                    clauses.push(Clause { at, condition: when.clone() });
                }
                timings.push(Timed { at, used, value: value.span, timing });
            }
        });
        // What an overlay could not do is in no standard; its form is looked at all the same.
        walk::overlay_values(draft, |value, timed| {
            if timed {
                within::read(value, &mut faults);
            } else {
                condition::read(value, &mut faults);
            }
        });
        Self { clauses, timings, faults }
    }
}

/// First come, first served: of two things of one name the first counts.
fn by_name<'d>(names: impl Iterator<Item = &'d str>) -> HashMap<&'d str, usize> {
    let mut map = HashMap::default();
    for (at, name) in names.enumerate() {
        map.entry(name).or_insert(at);
    }
    map
}

impl<'d> Facts<'d> {
    pub(super) fn new(draft: &'d Draft) -> Self {
        let duties: Vec<_> = draft.duties().collect();
        let mut steps = Vec::new();
        let mut numbers = Numbers::default();
        let mut standards: HashMap<&str, Vec<_>> = HashMap::default();
        for (standard, doc) in draft.standards.iter().enumerate() {
            let duty = doc.value.duty.as_ref().map_or("", |duty| duty.as_str());
            standards.entry(duty).or_default().push(doc);
            for (id, step) in doc.value.steps.iter() {
                numbers.0.entry((duty, id.as_str())).or_insert(steps.len());
                steps.push(Step { set: doc.set, duty, id, doc: step, standard });
            }
        }
        // Each takes a while in a large set, and neither needs the other.
        let order = || Order::new(&steps, &numbers);
        let read = || Read::all(draft, steps.len());
        let (order, read) = threads::both(steps.len() > MANY, order, read);
        let Read { clauses, timings, faults } = read;
        let fields: Vec<_> = draft.fields().collect();
        let roles: Vec<_> = draft.roles().collect();
        let bodies: Vec<_> = draft.bodies().collect();
        let mut bodies_by_party: HashMap<&str, Vec<usize>> =
            roles.iter().map(|(id, _)| (id.as_str(), Vec::new())).collect();
        for (at, (id, body)) in bodies.iter().enumerate() {
            for role in body.roles.iter() {
                if let Some(having) = bodies_by_party.get_mut(role.as_str()) {
                    having.push(at);
                }
            }
            // A role of the same name comes first, as it does when the set is resolved.
            bodies_by_party.entry(id.as_str()).or_insert_with(|| vec![at]);
        }
        Self {
            draft,
            has_set: draft.set().kind.is_some(),
            has_roster: draft.rosters_in_use().next().is_some(),
            duty_by_id: by_name(duties.iter().map(|duty| duty.id.as_str())),
            field_by_name: by_name(fields.iter().map(|(id, _)| id.as_str())),
            role_by_id: by_name(roles.iter().map(|(id, _)| id.as_str())),
            body_by_id: by_name(bodies.iter().map(|(id, _)| id.as_str())),
            duties,
            steps,
            clauses,
            timings,
            faults,
            order,
            fields,
            roles,
            bodies,
            numbers,
            standards,
            bodies_by_party,
        }
    }

    /// The duty of an id; the first, if several lists have it.
    pub(super) fn duty(&self, id: &str) -> Option<DutyRef<'d>> {
        self.duty_by_id.get(id).and_then(|at| self.duties.get(*at)).copied()
    }

    /// What people call a duty.
    pub(super) fn title(&self, duty: &str) -> Option<&'d Title> {
        self.duty(duty)?.doc.title.as_ref()
    }

    /// Every standard of a duty; with an empty id those that name none.
    pub(super) fn standards(&self, duty: &str) -> &[&'d Doc<StandardDoc>] {
        self.standards.get(duty).map(Vec::as_slice).unwrap_or_default()
    }

    /// Number of the step that `step` or `DUTY.step` names, seen from within a duty.
    pub(super) fn step(&self, name: &str, within: &str) -> Option<usize> {
        self.numbers.of(name, within)
    }

    /// The steps of a duty.
    pub(super) fn steps_of(&self, duty: &str) -> impl Iterator<Item = &'d Spanned<String>> {
        let standards = self.standards(duty).iter();
        standards.flat_map(|doc| doc.value.steps.iter().map(|(id, _)| id))
    }

    /// The group of a duty's standard.
    pub(super) fn group(&self, name: &str, duty: &str) -> Option<&'d GroupDoc> {
        self.standards(duty).iter().find_map(|doc| doc.value.groups.lookup(name))
    }

    /// The declaration of a field.
    pub(super) fn field(&self, name: &str) -> Option<(&'d Spanned<String>, &'d FieldDoc)> {
        self.field_by_name.get(name).and_then(|at| self.fields.get(*at)).copied()
    }

    /// The values that a field may have; nothing if any text will do.
    pub(super) fn values(&self, name: &str) -> Option<Vec<&'d str>> {
        let (_, field) = self.field(name)?;
        match field.kind {
            Some(FieldType::Boolean) => Some(vec!["true", "false"]),
            _ if field.values.is_empty() => None,
            _ => Some(field.values.iter().map(Spanned::as_str).collect()),
        }
    }

    /// The place of a role.
    pub(super) fn role(&self, id: &str) -> Option<Span> {
        self.role_by_id.get(id).and_then(|at| self.roles.get(*at)).map(|(id, _)| id.span)
    }

    /// A body.
    pub(super) fn body(&self, id: &str) -> Option<(&'d Spanned<String>, &'d BodyDoc)> {
        self.body_by_id.get(id).and_then(|at| self.bodies.get(*at)).copied()
    }

    /// Numbers of the bodies that a role or body stands for.
    pub(super) fn bodies_of(&self, party: &str) -> &[usize] {
        self.bodies_by_party.get(party).map(Vec::as_slice).unwrap_or_default()
    }

    /// The languages in which titles of a set must be given: its own, else those of the set that
    /// was asked for.
    pub(super) fn languages(&self, set: usize) -> Vec<Lang> {
        let named = |set: usize| {
            let root = self.draft.sets.get(set);
            let tags = root.map(|root| root.value.languages.0.as_slice()).unwrap_or_default();
            tags.iter().filter_map(|tag| Lang::from_tag(&tag.value)).collect::<Vec<_>>()
        };
        let own = named(set);
        if own.is_empty() { named(0) } else { own }
    }

    /// The part of a place where a text stands; the whole place if it doesn't.
    pub(super) fn part(&self, place: Span, text: &str) -> Span {
        let slice = self.draft.sources.slice(place);
        let Some(at) = slice.find(text).and_then(|at| u32::try_from(at).ok()) else {
            return place;
        };
        let length = u32::try_from(text.len()).unwrap_or(0);
        let start = place.start + at;
        Span { start, end: start + length, ..place }
    }

    /// Whether logs may give a field several values at once.
    pub(super) fn may_have_several(&self, field: &str) -> bool {
        let splits = |column: &crate::model::docs::ColumnDoc| column.split.is_some();
        self.draft.mappings.iter().any(|doc| {
            let columns = doc.value.columns.fields.lookup(field);
            let steps = doc.value.steps.iter();
            columns.is_some_and(splits)
                || steps.filter_map(|(_, step)| step.fields.lookup(field)).any(splits)
        })
    }
}
