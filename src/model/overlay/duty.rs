//! What overlays do to a duty itself.

use super::rates::{compare_expected, same_expected};
use super::step::{compare_allowed, place_of};
use super::{FaultKind, Hand, Kind, Part, Strictness, Told};
use crate::doc::{Many, Spanned};
use crate::model::docs::{
    AddDoc, DutyDoc, ExpectedDoc, MatchesDoc, Power, ReplaceDoc, StandardDoc, TightenDoc,
    TriggerDoc,
};
use crate::text::Span;

fn place_of_expected(own: &Spanned<ExpectedDoc>) -> Span {
    let count = own.value.at_least.as_ref().map(|count| count.span);
    count.or(own.value.every.as_ref().map(|every| every.span)).unwrap_or(own.span)
}

fn place_of_trigger(own: &Spanned<TriggerDoc>) -> Span {
    let step = own.value.step.as_ref().map(|step| step.span);
    step.or(own.value.event.as_ref().map(|event| event.span)).unwrap_or(own.span)
}

/// The first place of what recognises events.
fn place_of_matches(doc: &MatchesDoc) -> Option<Span> {
    let MatchesDoc { codes, values, keywords } = doc;
    place_of(codes)
        .or_else(|| place_of(keywords))
        .or_else(|| values.first().map(|(field, _)| field.span))
}

impl Hand<'_> {
    pub(super) fn add(&mut self, doc: &AddDoc, duty: &mut DutyDoc, standard: &mut StandardDoc) {
        let AddDoc {
            steps,
            rules,
            groups,
            safeguards,
            evaluation,
            supporting,
            expected,
            basis,
            data,
            trigger,
        } = doc;
        self.add_named(Kind::Step, &mut standard.steps, steps);
        self.add_named(Kind::Rule, &mut standard.rules, rules);
        self.add_named(Kind::Group, &mut standard.groups, groups);
        self.add_items(safeguards, evaluation, standard);
        for party in supporting.iter() {
            let part = Part::named("supporting", party.as_str());
            let there = duty.supporting.iter().find(|own| own.value == party.value);
            if let Some(first) = there.map(|own| own.span) {
                self.fault(FaultKind::Exists, &part, party.span, Some(first));
            } else if self.claim(&part, party.span) {
                duty.supporting.0.push(party.clone());
                let told = Told::Parties(vec![party.clone()]);
                self.record(Part::key("supporting"), None, Some(told), party.span);
            }
        }
        for own in expected.iter() {
            let same = duty.expected.iter().any(|old| same_expected(old, &own.value, &self.duty));
            let (part, place) = (Part::key("expected"), place_of_expected(own));
            if same {
                self.fault(FaultKind::Exists, &part, place, Some(self.upper));
                continue;
            }
            duty.expected.0.push(own.value.clone());
            self.record(part, None, Some(Told::Expected(own.value.clone())), place);
        }
        for own in trigger.iter() {
            duty.trigger.0.push(own.value.clone());
            let told = Told::Trigger(Box::new(own.value.clone()));
            self.record(Part::key("trigger"), None, Some(told), place_of_trigger(own));
        }
        for own in basis.iter() {
            duty.basis.0.push(own.value.clone());
            let place = own.value.law.as_ref().map_or(own.span, |law| law.span);
            let told = Told::Basis(Box::new(own.value.clone()));
            self.record(Part::key("basis"), None, Some(told), place);
        }
        // A duty without permissions leaves open what is recorded; the first one closes it.
        let open = duty.data.is_empty();
        for (field, permission) in data.iter() {
            let part = Part::named("data", field.as_str());
            let there = duty.data.iter().find(|(own, _)| own.value == field.value);
            if let Some(first) = there.map(|(own, _)| own.span) {
                self.fault(FaultKind::Exists, &part, field.span, Some(first));
                continue;
            }
            if (open || self.may_record(field, None, permission)) && self.claim(&part, field.span) {
                duty.data.0.push((field.clone(), permission.clone()));
                self.record(part, None, Some(Told::Data(permission.clone())), field.span);
            }
        }
    }

    pub(super) fn tighten(
        &mut self,
        doc: &TightenDoc,
        duty: &mut DutyDoc,
        standard: &mut StandardDoc,
    ) {
        let TightenDoc { steps, safeguards, expected, evaluation, closes_after, reserved_to } = doc;
        self.tighten_steps(&mut standard.steps, steps);
        self.tighten_safeguards(&mut standard.safeguards, safeguards);
        self.tighten_measures(&mut standard.evaluation, evaluation);
        self.closing(&mut standard.closes_after, closes_after.as_ref(), true);
        for own in expected.iter() {
            let place = place_of_expected(own);
            let step = own.value.step.as_ref().map(|step| step.value.clone()).unwrap_or_default();
            let part = Part::named("expected", &step);
            let name = self.duty.clone();
            let found =
                duty.expected.0.iter_mut().find(|old| same_expected(old, &own.value, &name));
            let Some(found) = found else {
                self.fault(FaultKind::UnknownPart, &part, place, None);
                continue;
            };
            let change = compare_expected(found, &own.value);
            let other = found.every.as_ref().map(|every| every.span);
            if self.stricter(change, &part, place, other) {
                let from = std::mem::replace(found, own.value.clone());
                let to = Told::Expected(own.value.clone());
                self.record(part, Some(Told::Expected(from)), Some(to), place);
            }
        }
        if let Some(place) = place_of(reserved_to) {
            let part = Part::key("reserved_to");
            let change = compare_allowed(&duty.reserved_to, reserved_to);
            if self.stricter(change, &part, place, place_of(&duty.reserved_to)) {
                self.names(part, &mut duty.reserved_to, reserved_to, Told::Names, place);
            }
        }
    }

    pub(super) fn replace(
        &mut self,
        doc: &ReplaceDoc,
        duty: &mut DutyDoc,
        standard: &mut StandardDoc,
    ) {
        let ReplaceDoc {
            steps,
            rules,
            groups,
            title,
            holder,
            supporting,
            reserved_to,
            expected,
            trigger,
            matches,
            data,
            safeguards,
            evaluation,
            closes_after,
        } = doc;
        self.replace_steps(&mut standard.steps, steps);
        self.replace_named(Kind::Rule, &mut standard.rules, rules);
        self.replace_named(Kind::Group, &mut standard.groups, groups);
        self.closing(&mut standard.closes_after, closes_after.as_ref(), false);
        // A list that is emptied has no place of its own.
        let here = self.here;
        if let Some(new) = safeguards {
            let place = new.first().map_or(here, |own| own.span);
            self.replace_safeguards(&mut standard.safeguards, new, place);
        }
        if let Some(new) = evaluation {
            let place = new.first().map_or(here, |own| own.span);
            self.replace_measures(&mut standard.evaluation, new, place);
        }
        if let Some(title) = title
            && self.claim(&Part::key("title"), title.span)
        {
            let from = duty.title.replace(title.clone()).map(Told::Title);
            self.record(Part::key("title"), from, Some(Told::Title(title.clone())), title.span);
        }
        if let Some(place) = place_of(holder) {
            let (part, other) = (Part::key("holder"), place_of(&duty.holder));
            let same = compare_allowed(&duty.holder, holder) == Strictness::Same;
            if !same && self.may(Power::Holder, &part, place, other) && self.claim(&part, place) {
                self.names(part, &mut duty.holder, holder, Told::Parties, place);
            }
        }
        if let Some(new) = supporting {
            let (part, place) = (Part::key("supporting"), place_of(new).unwrap_or(here));
            if self.claim(&part, place) {
                self.names(part, &mut duty.supporting, new, Told::Parties, place);
            }
        }
        if let Some(new) = reserved_to {
            let (part, place) = (Part::key("reserved_to"), place_of(new).unwrap_or(here));
            let wider = compare_allowed(&duty.reserved_to, new) == Strictness::Looser;
            let other = place_of(&duty.reserved_to);
            if (!wider || self.may(Power::Persons, &part, place, other)) && self.claim(&part, place)
            {
                self.names(part, &mut duty.reserved_to, new, Told::Names, place);
            }
        }
        if let Some(new) = expected {
            let (part, place) =
                (Part::key("expected"), new.first().map_or(here, place_of_expected));
            if self.claim(&part, place) {
                duty.expected.0 = new.iter().map(|own| own.value.clone()).collect();
                for own in new.iter() {
                    let told = Told::Expected(own.value.clone());
                    self.record(part.clone(), None, Some(told), place_of_expected(own));
                }
            }
        }
        if let Some(new) = trigger {
            let (part, place) = (Part::key("trigger"), new.first().map_or(here, place_of_trigger));
            if self.claim(&part, place) {
                duty.trigger.0 = new.iter().map(|own| own.value.clone()).collect();
                for own in new.iter() {
                    let told = Told::Trigger(Box::new(own.value.clone()));
                    self.record(part.clone(), None, Some(told), place_of_trigger(own));
                }
            }
        }
        if let Some(new) = matches {
            let (part, place) = (Part::key("matches"), place_of_matches(new).unwrap_or(here));
            if self.claim(&part, place) {
                duty.matches = Some(new.clone());
                self.record(part, None, None, place);
            }
        }
        for (field, permission) in data.iter() {
            let part = Part::named("data", field.as_str());
            let Some(at) = duty.data.iter().position(|(own, _)| own.value == field.value) else {
                self.fault(FaultKind::UnknownPart, &part, field.span, None);
                continue;
            };
            let Some((own, old)) = duty.data.0.get_mut(at) else { continue };
            let (upper, before) = (own.span, old.clone());
            if self.may_record(field, Some((upper, &before)), permission)
                && self.claim(&part, field.span)
            {
                (own.span, *old) = (field.span, permission.clone());
                let told = Some(Told::Data(permission.clone()));
                self.record(part, Some(Told::Data(before)), told, field.span);
            }
        }
    }

    /// Puts names in the place of others.
    fn names(
        &mut self,
        part: Part,
        old: &mut Many<Spanned<String>>,
        new: &Many<Spanned<String>>,
        told: fn(Vec<Spanned<String>>) -> Told,
        place: Span,
    ) {
        let from = (!old.is_empty()).then(|| told(old.0.clone()));
        old.clone_from(new);
        self.record(part, from, Some(told(new.0.clone())), place);
    }
}
