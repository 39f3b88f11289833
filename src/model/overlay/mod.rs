//! Overlays: what a lower level adds to a duty of an imported set, makes stricter, or replaces.
//!
//! They are applied once, to the documents as they were read, so that everything that comes after
//! (checks, explanations, audits) works with duties and standards as they are in force here; each
//! part keeps the place where it was written. Of several overlays of one duty those of a set come
//! after those of the sets that it imports: the nearest level has the last word.
//!
//! What an overlay may not do it does not do: the duty stays as the upper level wrote it, and the
//! fault is told by the rules of `lint::overlay`.

mod duty;
pub mod limits;
mod powers;
pub(super) mod rates;
mod standard;
pub(super) mod step;

use std::collections::BTreeSet;

use super::docs::{
    BasisDoc, DataDoc, ExpectedDoc, MeasureDoc, OverlayDoc, Power, RepeatDoc, SafeguardDoc,
    StandardDoc, TriggerDoc,
};
use super::draft::{Doc, Draft};
use super::imports::reached;
use super::load::text_of;
use super::{Limit, Title};
use crate::doc::{Spanned, Value};
use crate::text::Span;
use limits::Strictness;

/// What is done to a part of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It comes to it.
    Add,
    /// It becomes stricter.
    Tighten,
    /// It becomes another.
    Replace,
}

/// One change that an overlay made.
#[derive(Clone, Debug)]
pub struct Change {
    /// The duty's id.
    pub duty: String,
    /// Index of the overlay in [`Draft::overlays`].
    pub overlay: usize,
    /// What was done.
    pub act: Act,
    /// What it was done to.
    pub part: Part,
    /// How it was before, if there was anything that can be told by itself.
    pub from: Option<Told>,
    /// How it is now, likewise.
    pub to: Option<Told>,
    /// Where the overlay says so.
    pub place: Span,
}

/// A part of a duty or of its standard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// In which step or relation it is; neither for the duty as a whole.
    pub of: Option<(Kind, String)>,
    /// Its key; empty for a whole step or relation.
    pub key: &'static str,
    /// What tells it from others under that key, such as a field of `data`.
    pub name: String,
}

impl Part {
    fn key(key: &'static str) -> Self {
        Self { of: None, key, name: String::new() }
    }

    fn named(key: &'static str, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::key(key) }
    }

    fn whole(kind: Kind, name: &str) -> Self {
        Self { of: Some((kind, name.to_owned())), ..Self::key("") }
    }

    fn within(kind: Kind, name: &str, key: &'static str) -> Self {
        Self { of: Some((kind, name.to_owned())), ..Self::key(key) }
    }

    /// Whether changing one changes the other.
    fn touches(&self, other: &Self) -> bool {
        let whole = self.key.is_empty() || other.key.is_empty();
        let same = self.key == other.key;
        let one = self.name == other.name || self.name.is_empty() || other.name.is_empty();
        self.of == other.of && (whole || same && one)
    }

    /// As one would write it: `visit.within`.
    pub fn path(&self) -> String {
        let of = self.of.as_ref().map(|(_, name)| name.as_str());
        let parts = [of.unwrap_or_default(), self.key, &self.name];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(".")
    }
}

/// What has names of its own within a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A step.
    Step,
    /// A relation between steps.
    Rule,
    /// A group of steps.
    Group,
}

/// A part before or after a change, to be told in words.
#[derive(Clone, Debug)]
pub enum Told {
    /// Deadlines.
    Deadlines(Value),
    /// A condition.
    Condition(Value),
    /// Steps.
    Steps(Vec<Spanned<String>>),
    /// Items of evidence.
    Fields(Vec<Spanned<String>>),
    /// Roles or bodies.
    Parties(Vec<Spanned<String>>),
    /// Other names.
    Names(Vec<Spanned<String>>),
    /// A number.
    Number(u32),
    /// A length of time.
    Limit(Limit),
    /// A name.
    Title(Title),
    /// A frequency.
    Expected(ExpectedDoc),
    /// A trigger.
    Trigger(Box<TriggerDoc>),
    /// A safeguard.
    Safeguard(Box<SafeguardDoc>),
    /// A measure.
    Measure(Box<MeasureDoc>),
    /// A legal basis.
    Basis(Box<BasisDoc>),
    /// A permission to record.
    Data(DataDoc),
    /// A repetition.
    Repeat(Box<RepeatDoc>),
}

/// Something that an overlay could not do, or that it does without being compared.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Index of the overlay in [`Draft::overlays`].
    pub overlay: usize,
    /// The part that it wanted to change; none for the duty itself.
    pub part: Option<Part>,
    /// Where the overlay says so.
    pub place: Span,
    /// Where the duty says otherwise.
    pub other: Option<Span>,
}

/// What is wrong with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No set that the overlay's own set consists of has the duty.
    UnknownDuty,
    /// The duty has no such part.
    UnknownPart,
    /// What is to come is there already.
    Exists,
    /// What is to become stricter becomes looser.
    Loosens,
    /// Whether it becomes stricter can't be said.
    Incomparable,
    /// It takes a power that the upper level did not give.
    Widens(Power),
    /// Another overlay of the same level changes the same.
    Conflict,
}

/// What overlays came to.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// Changes in the order in which they were made.
    pub changes: Vec<Change>,
    /// What they could not do.
    pub faults: Vec<Fault>,
}

/// Applies every overlay.
pub(super) fn apply(draft: &mut Draft) {
    if draft.overlays.is_empty() {
        return;
    }
    let overlays = std::mem::take(&mut draft.overlays);
    let sets: Vec<BTreeSet<usize>> =
        (0..draft.sets.len().max(1)).map(|set| reached(draft, set)).collect();
    let mut order: Vec<usize> = (0..overlays.len()).collect();
    // A set reaches more sets than any that it imports, so fewer means further from here.
    let reach = |at: &usize| overlays.get(*at).and_then(|own| sets.get(own.set)).map(BTreeSet::len);
    order.sort_by_key(|at| (reach(at), *at));
    let mut applied = Applied::default();
    let mut touched = Vec::new();
    for at in order {
        let Some(overlay) = overlays.get(at) else { continue };
        let own = sets.get(overlay.set).cloned().unwrap_or_default();
        one(draft, at, overlay, &own, &sets, &mut applied, &mut touched);
    }
    draft.overlays = overlays;
    draft.applied = applied;
}

/// A part that an overlay changed.
struct Touched {
    duty: String,
    part: Part,
    set: usize,
    /// Which overlay, and whether it added, tightened or replaced: it may do one of them in parts.
    by: (usize, Act),
    place: Span,
}

fn one(
    draft: &mut Draft,
    at: usize,
    overlay: &Doc<OverlayDoc>,
    own: &BTreeSet<usize>,
    sets: &[BTreeSet<usize>],
    applied: &mut Applied,
    touched: &mut Vec<Touched>,
) {
    let doc = &overlay.value;
    let duty = text_of(doc.duty.as_ref()).unwrap_or_default().to_owned();
    let mut lists = draft.lists.iter_mut().filter(|list| own.contains(&list.set));
    let found = lists.find_map(|list| {
        let duties = list.value.duties.0.iter_mut();
        duties.map(|(id, doc)| (&*id, doc)).find(|(id, _)| id.value == duty)
    });
    let place = doc.duty.as_ref().map_or(overlay.place, |duty| duty.span);
    let Some((id, duty_doc)) = found else {
        let kind = FaultKind::UnknownDuty;
        applied.faults.push(Fault { kind, overlay: at, part: None, place, other: None });
        return;
    };
    let given = duty_doc.delegates.iter().map(|power| power.value).collect();
    let mut hand = Hand {
        act: Act::Add,
        overlay: at,
        set: overlay.set,
        duty,
        here: place,
        upper: id.span,
        given,
        sets,
        applied,
        touched,
    };
    let number = draft
        .standards
        .iter()
        .position(|standard| text_of(standard.value.duty.as_ref()) == Some(hand.duty.as_str()));
    let mut none = StandardDoc::default();
    let standard = match number.and_then(|number| draft.standards.get_mut(number)) {
        Some(standard) => &mut standard.value,
        None => &mut none,
    };
    // What is replaced may be made stricter by another level, and what is added by a third.
    hand.act = Act::Replace;
    hand.replace(&doc.replace, duty_doc, standard);
    hand.act = Act::Add;
    hand.add(&doc.add, duty_doc, standard);
    hand.act = Act::Tighten;
    hand.tighten(&doc.tighten, duty_doc, standard);
    let says_something = !(none.steps.is_empty()
        && none.rules.is_empty()
        && none.groups.is_empty()
        && none.safeguards.is_empty()
        && none.evaluation.is_empty());
    if number.is_none() && says_something {
        none.kind = Some("standard".to_owned());
        none.duty.clone_from(&doc.duty);
        let (source, set) = (overlay.source, overlay.set);
        draft.standards.push(Doc { value: none, source, set, place: overlay.place });
    }
}

/// An overlay at work on its duty.
struct Hand<'w> {
    act: Act,
    overlay: usize,
    /// Index of the overlay's set.
    set: usize,
    duty: String,
    /// Where the overlay names its duty.
    here: Span,
    /// Where the duty stands.
    upper: Span,
    /// What its level lets a lower one change.
    given: BTreeSet<Power>,
    sets: &'w [BTreeSet<usize>],
    applied: &'w mut Applied,
    touched: &'w mut Vec<Touched>,
}

impl Hand<'_> {
    fn fault(&mut self, kind: FaultKind, part: &Part, place: Span, other: Option<Span>) {
        let (part, overlay) = (Some(part.clone()), self.overlay);
        self.applied.faults.push(Fault { kind, overlay, part, place, other });
    }

    /// Whether a part may be changed: not if an overlay of the same level did so already. Of two sets
    /// of which neither imports the other neither is nearer.
    fn claim(&mut self, part: &Part, place: Span) -> bool {
        let reaches =
            |a: usize, b: usize| a != b && self.sets.get(a).is_some_and(|s| s.contains(&b));
        let rival = self.touched.iter().find(|own| {
            let level = !reaches(own.set, self.set) && !reaches(self.set, own.set);
            let other = own.by != (self.overlay, self.act);
            level && other && own.duty == self.duty && own.part.touches(part)
        });
        if let Some(other) = rival.map(|own| own.place) {
            self.fault(FaultKind::Conflict, part, place, Some(other));
            return false;
        }
        let (duty, part, set) = (self.duty.clone(), part.clone(), self.set);
        let by = (self.overlay, self.act);
        self.touched.push(Touched { duty, part, set, by, place });
        true
    }

    fn record(&mut self, part: Part, from: Option<Told>, to: Option<Told>, place: Span) {
        let (duty, overlay, act) = (self.duty.clone(), self.overlay, self.act);
        self.applied.changes.push(Change { duty, overlay, act, part, from, to, place });
    }

    /// Whether the upper level gave a power; a fault if it didn't.
    fn may(&mut self, power: Power, part: &Part, place: Span, other: Option<Span>) -> bool {
        if self.given.contains(&power) {
            return true;
        }
        let other = other.or(Some(self.upper));
        self.fault(FaultKind::Widens(power), part, place, other);
        false
    }

    /// Whether a part that is to become stricter does.
    fn stricter(
        &mut self,
        strictness: Strictness,
        part: &Part,
        place: Span,
        other: Option<Span>,
    ) -> bool {
        match strictness {
            Strictness::Same => false,
            Strictness::Looser => {
                self.fault(FaultKind::Loosens, part, place, other.or(Some(self.upper)));
                false
            }
            Strictness::Stricter => self.claim(part, place),
            Strictness::Unknown => {
                let claimed = self.claim(part, place);
                if claimed {
                    let other = other.or(Some(self.upper));
                    self.fault(FaultKind::Incomparable, part, place, other);
                }
                claimed
            }
        }
    }
}
