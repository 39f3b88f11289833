//! What overlays do to steps, relations, safeguards and measures.

use super::limits::{Length, compare};
use super::rates::{compare_measures, compare_safeguards, same_measure, same_safeguard};
use super::{FaultKind, Hand, Kind, Part, Told};
use crate::doc::{Many, Spanned, Table};
use crate::model::Limit;
use crate::model::docs::{MeasureDoc, SafeguardDoc, StandardDoc, StepDoc};
use crate::text::Span;

/// The place of an item of a list: where it begins to say something.
fn short(place: Span, first: Option<Span>) -> Span {
    first.unwrap_or(place)
}

fn place_of_safeguard(own: &Spanned<SafeguardDoc>) -> Span {
    short(own.span, own.value.require.as_ref().map(|kind| kind.span))
}

fn place_of_measure(own: &Spanned<MeasureDoc>) -> Span {
    short(own.span, own.value.measure.as_ref().map(|kind| kind.span))
}

impl Hand<'_> {
    pub(super) fn add_items(
        &mut self,
        safeguards: &[Spanned<SafeguardDoc>],
        evaluation: &[Spanned<MeasureDoc>],
        standard: &mut StandardDoc,
    ) {
        for own in safeguards {
            standard.safeguards.0.push(own.value.clone());
            let told = Told::Safeguard(Box::new(own.value.clone()));
            self.record(Part::key("safeguards"), None, Some(told), place_of_safeguard(own));
        }
        for own in evaluation {
            standard.evaluation.0.push(own.value.clone());
            let told = Told::Measure(Box::new(own.value.clone()));
            self.record(Part::key("evaluation"), None, Some(told), place_of_measure(own));
        }
    }

    pub(super) fn add_named<T: Clone>(&mut self, kind: Kind, old: &mut Table<T>, new: &Table<T>) {
        for (id, doc) in new.iter() {
            let part = Part::whole(kind, id.as_str());
            let there = old.iter().find(|(own, _)| own.value == id.value).map(|(own, _)| own.span);
            // Of two overlays of one level that add the same, that they do so is the fault.
            let claimed = self.claim(&part, id.span);
            match there {
                Some(_) if !claimed => {}
                Some(first) => self.fault(FaultKind::Exists, &part, id.span, Some(first)),
                None => {
                    old.0.push((id.clone(), doc.clone()));
                    self.record(part, None, None, id.span);
                }
            }
        }
    }

    pub(super) fn replace_steps(&mut self, old: &mut Table<StepDoc>, new: &Table<StepDoc>) {
        for (id, doc) in new.iter() {
            let part = Part::whole(Kind::Step, id.as_str());
            let Some((own, step)) = old.0.iter_mut().find(|(own, _)| own.value == id.value) else {
                self.fault(FaultKind::UnknownPart, &part, id.span, None);
                continue;
            };
            if self.may_replace(id, own.span, step, doc) && self.claim(&part, id.span) {
                (own.span, *step) = (id.span, doc.clone());
                self.record(part, None, None, id.span);
            }
        }
    }

    /// Puts whole relations or groups in the place of others.
    pub(super) fn replace_named<T: Clone>(
        &mut self,
        kind: Kind,
        old: &mut Table<T>,
        new: &Table<T>,
    ) {
        for (id, doc) in new.iter() {
            let part = Part::whole(kind, id.as_str());
            let Some((own, there)) = old.0.iter_mut().find(|(own, _)| own.value == id.value) else {
                self.fault(FaultKind::UnknownPart, &part, id.span, None);
                continue;
            };
            if self.claim(&part, id.span) {
                (own.span, *there) = (id.span, doc.clone());
                self.record(part, None, None, id.span);
            }
        }
    }

    pub(super) fn tighten_steps(&mut self, old: &mut Table<StepDoc>, new: &Table<StepDoc>) {
        for (id, doc) in new.iter() {
            match old.0.iter_mut().find(|(own, _)| own.value == id.value) {
                Some((_, step)) => self.tighten_step(id, step, doc),
                None => {
                    let part = Part::whole(Kind::Step, id.as_str());
                    self.fault(FaultKind::UnknownPart, &part, id.span, None);
                }
            }
        }
    }

    pub(super) fn replace_safeguards(
        &mut self,
        old: &mut Many<SafeguardDoc>,
        new: &[Spanned<SafeguardDoc>],
        place: Span,
    ) {
        let part = Part::key("safeguards");
        if self.may_replace_safeguards(old, new, place) && self.claim(&part, place) {
            old.0 = new.iter().map(|own| own.value.clone()).collect();
            for own in new {
                let told = Told::Safeguard(Box::new(own.value.clone()));
                self.record(part.clone(), None, Some(told), place_of_safeguard(own));
            }
        }
    }

    pub(super) fn replace_measures(
        &mut self,
        old: &mut Many<MeasureDoc>,
        new: &[Spanned<MeasureDoc>],
        place: Span,
    ) {
        let part = Part::key("evaluation");
        if self.claim(&part, place) {
            old.0 = new.iter().map(|own| own.value.clone()).collect();
            for own in new {
                let told = Told::Measure(Box::new(own.value.clone()));
                self.record(part.clone(), None, Some(told), place_of_measure(own));
            }
        }
    }

    pub(super) fn tighten_safeguards(
        &mut self,
        old: &mut Many<SafeguardDoc>,
        new: &[Spanned<SafeguardDoc>],
    ) {
        for own in new {
            let place = place_of_safeguard(own);
            let name = own.value.of.first().map(|step| step.value.clone()).unwrap_or_default();
            let part = Part::named("safeguards", &name);
            let duty = self.duty.clone();
            let found = old.0.iter_mut().find(|other| same_safeguard(other, &own.value, &duty));
            let Some(found) = found else {
                self.fault(FaultKind::UnknownPart, &part, place, None);
                continue;
            };
            // What is not written stays as it is.
            let mut next = own.value.clone();
            next.title = next.title.or_else(|| found.title.clone());
            next.persons = next.persons.or_else(|| found.persons.clone());
            next.field = next.field.or_else(|| found.field.clone());
            if next.from.is_empty() {
                next.from.clone_from(&found.from);
            }
            for step in found.of.iter() {
                if !next.of.iter().any(|other| other.value == step.value) {
                    next.of.0.push(step.clone());
                }
            }
            next.basis.0.extend(found.basis.0.iter().cloned());
            let change = compare_safeguards(found, &next);
            let other = found.require.as_ref().map(|kind| kind.span);
            if self.stricter(change, &part, place, other) {
                let told = |doc: &SafeguardDoc| Told::Safeguard(Box::new(doc.clone()));
                self.record(part, Some(told(found)), Some(told(&next)), place);
                *found = next;
            }
        }
    }

    pub(super) fn tighten_measures(
        &mut self,
        old: &mut Many<MeasureDoc>,
        new: &[Spanned<MeasureDoc>],
    ) {
        for own in new {
            let place = place_of_measure(own);
            let name = own.value.of.as_ref().map(|step| step.value.clone()).unwrap_or_default();
            let part = Part::named("evaluation", &name);
            let duty = self.duty.clone();
            let found = old.0.iter_mut().find(|other| same_measure(other, &own.value, &duty));
            let Some(found) = found else {
                self.fault(FaultKind::UnknownPart, &part, place, None);
                continue;
            };
            let mut next = own.value.clone();
            next.title = next.title.or_else(|| found.title.clone());
            next.least = next.least.or_else(|| found.least.clone());
            next.at_most |= found.at_most;
            let change = compare_measures(found, &next);
            let place = next.target.as_ref().map_or(place, |target| target.span);
            let other = found.target.as_ref().map(|target| target.span);
            if self.stricter(change, &part, place, other) {
                let told = |doc: &MeasureDoc| Told::Measure(Box::new(doc.clone()));
                self.record(part, Some(told(found)), Some(told(&next)), place);
                *found = next;
            }
        }
    }

    pub(super) fn closing(
        &mut self,
        old: &mut Option<Spanned<Limit>>,
        new: Option<&Spanned<Limit>>,
        tighten: bool,
    ) {
        let Some(new) = new else { return };
        let part = Part::key("closes_after");
        let length = |limit| Length { limit, roll: false, custody: false };
        let may = if tighten {
            let change = old.as_ref().map_or(super::Strictness::Stricter, |own| {
                compare(length(own.value), length(new.value))
            });
            let other = old.as_ref().map(|own| own.span);
            self.stricter(change, &part, new.span, other)
        } else {
            self.claim(&part, new.span)
        };
        if may {
            let from = old.replace(new.clone()).map(|own| Told::Limit(own.value));
            self.record(part, from, Some(Told::Limit(new.value)), new.span);
        }
    }
}
