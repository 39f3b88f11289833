//! Powers that a lower level may take only if the upper one gave them.

use super::limits::{clock, compare_timings, pieces};
use super::step::compare_allowed;
use super::{Hand, Kind, Part, Strictness};
use crate::doc::Spanned;
use crate::model::Limit;
use crate::model::docs::{ActorDoc, DataDoc, Power, SafeguardDoc, StepDoc};
use crate::text::Span;

/// A power that is taken: where, and where the upper level limits it.
struct Taken {
    power: Power,
    key: &'static str,
    place: Option<Span>,
    other: Option<Span>,
}

/// The first place among names.
fn at(names: &[Spanned<String>]) -> Option<Span> {
    names.first().map(|name| name.span)
}

/// What a whole step that takes the place of another allows beyond it.
fn of_step(old: &StepDoc, new: &StepDoc, duty: &str) -> Vec<Taken> {
    // Every key is named, so that one that comes to them can't be forgotten here. What changes how
    // the work is done, and not what may be done to whom by whom, is for the lower level to say.
    let StepDoc {
        title: _,
        aliases: _,
        after: _,
        after_any: _,
        immediately_after: _,
        within,
        not_before,
        when: _,
        optional: _,
        forbidden,
        at_least: _,
        at_most: _,
        repeat: _,
        by,
        evidence: _,
        needs: _,
        starts: _,
        ends: _,
        to: _,
        accepted: _,
        disclose,
        basis: _,
        note: _,
    } = old;
    let mut taken = Vec::new();
    let mut take = |power, key, place, other| taken.push(Taken { power, key, place, other });
    if *forbidden && !new.forbidden {
        take(Power::Steps, "forbidden", None, None);
    }
    if compare_allowed(disclose, &new.disclose) == Strictness::Looser {
        take(Power::Disclosure, "disclose", at(&new.disclose), at(disclose));
    }
    for (key, was, is) in
        [("within", within, &new.within), ("not_before", not_before, &new.not_before)]
    {
        let was = was.as_ref().map(pieces).unwrap_or_default();
        let is = is.as_ref().map(pieces).unwrap_or_default();
        for old in was.iter().filter(|own| own.timing.custody) {
            let same: Vec<_> = is
                .iter()
                .filter(|own| clock(&own.timing, duty) == clock(&old.timing, duty))
                .collect();
            let kept = |own: &&super::limits::Piece| {
                let change = compare_timings(&old.timing, &own.timing);
                matches!(change, Strictness::Same | Strictness::Stricter)
            };
            if same.is_empty() || !same.iter().all(kept) {
                let place = same.iter().find(|own| !kept(own)).map(|own| own.timing.limit.span);
                take(Power::Deadlines, key, place, Some(old.timing.limit.span));
            }
        }
    }
    if let Some(by) = by {
        let none = ActorDoc::default();
        let new = new.by.as_ref().unwrap_or(&none);
        let ActorDoc { role, kind, persons, not_same_as, same_as, level, above } = by;
        for (key, was, is) in [("by.role", role, &new.role), ("by.kind", kind, &new.kind)] {
            if compare_allowed(was, is) == Strictness::Looser {
                take(Power::Persons, key, at(is), at(was));
            }
        }
        let level_is = new.level.as_ref().map(|own| own.value.as_str());
        if level.as_ref().is_some_and(|own| Some(own.value.as_str()) != level_is) {
            let place = new.level.as_ref().map(|own| own.span);
            take(Power::Persons, "by.level", place, level.as_ref().map(|own| own.span));
        }
        let is_above = |own: &Option<Spanned<bool>>| own.as_ref().is_some_and(|own| own.value);
        if is_above(above) && !is_above(&new.above) {
            let place = new.above.as_ref().map(|own| own.span);
            take(Power::Persons, "by.above", place, above.as_ref().map(|own| own.span));
        }
        let count = |own: &Option<Spanned<u32>>| own.as_ref().map_or(1, |n| n.value);
        if count(&new.persons) < count(persons) {
            let place = new.persons.as_ref().map(|own| own.span);
            let other = persons.as_ref().map(|own| own.span);
            take(Power::Safeguards, "by.persons", place, other);
        }
        let dropped =
            |own: &&Spanned<String>| !new.not_same_as.iter().any(|other| other.value == own.value);
        if let Some(own) = not_same_as.iter().find(dropped) {
            take(Power::Safeguards, "by.not_same_as", at(&new.not_same_as), Some(own.span));
        }
        if let Some(own) = same_as
            && new.same_as.as_ref().is_none_or(|other| other.value != own.value)
        {
            let place = new.same_as.as_ref().map(|own| own.span);
            take(Power::Safeguards, "by.same_as", place, Some(own.span));
        }
    }
    taken
}

impl Hand<'_> {
    /// Whether a step may take the place of another.
    pub(super) fn may_replace(
        &mut self,
        id: &Spanned<String>,
        upper: Span,
        old: &StepDoc,
        new: &StepDoc,
    ) -> bool {
        let mut may = true;
        for Taken { power, key, place, other } in of_step(old, new, &self.duty) {
            let part = Part::within(Kind::Step, id.as_str(), key);
            may &= self.may(power, &part, place.unwrap_or(id.span), other.or(Some(upper)));
        }
        may
    }

    /// Whether safeguards may take the place of others: each of those must be left, or be stricter.
    pub(super) fn may_replace_safeguards(
        &mut self,
        old: &[SafeguardDoc],
        new: &[Spanned<SafeguardDoc>],
        place: Span,
    ) -> bool {
        let mut may = true;
        for own in old {
            let same = |other: &&Spanned<SafeguardDoc>| {
                super::rates::same_safeguard(own, &other.value, &self.duty)
            };
            let now = new.iter().find(same);
            let kept = now.is_some_and(|now| {
                let change = super::rates::compare_safeguards(own, &now.value);
                matches!(change, Strictness::Same | Strictness::Stricter)
            });
            if !kept {
                let here = now.map_or(place, |now| now.span);
                let other = own.require.as_ref().map(|kind| kind.span);
                may &= self.may(Power::Safeguards, &Part::key("safeguards"), here, other);
            }
        }
        may
    }

    /// Whether a permission to record may take the place of another.
    pub(super) fn may_record(
        &mut self,
        field: &Spanned<String>,
        upper: Option<(Span, &DataDoc)>,
        new: &DataDoc,
    ) -> bool {
        let part = Part::named("data", field.as_str());
        let Some((other, old)) = upper else {
            return self.may(Power::Data, &part, field.span, None);
        };
        let DataDoc { purpose: _, retention, sensitive } = old;
        let limit =
            |own: &Option<Spanned<String>>| own.as_ref().and_then(|text| Limit::parse(&text.value));
        let length = |limit| super::limits::Length { limit, roll: false, custody: false };
        let longer = match (limit(retention), limit(&new.retention)) {
            (Some(was), Some(is)) => !matches!(
                super::limits::compare(length(was), length(is)),
                Strictness::Same | Strictness::Stricter
            ),
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !longer && (!sensitive || new.sensitive) {
            return true;
        }
        let place = new.retention.as_ref().map_or(field.span, |kept| kept.span);
        let other = retention.as_ref().map_or(other, |kept| kept.span);
        self.may(Power::Data, &part, place, Some(other))
    }
}
