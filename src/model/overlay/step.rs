//! A step that becomes stricter, key by key.

use super::limits::{
    self, Piece, Strictness, clock, compare_timings, is_general, own_name, pieces, same_case,
};
use super::{Hand, Kind, Part, Told};
use crate::doc::{Many, Spanned, Value};
use crate::model::docs::{AcceptedDoc, ActorDoc, RepeatDoc, StepDoc};
use crate::model::resolve::alternatives;
use crate::text::Span;
use Strictness::{Looser, Same, Stricter, Unknown};

type Names = Many<Spanned<String>>;

/// The place of a list of names: the first of them.
pub(super) fn place_of(names: &[Spanned<String>]) -> Option<Span> {
    names.first().map(|name| name.span)
}

/// What it means that only these are allowed, where an empty list allows all.
pub(in crate::model) fn compare_allowed(
    from: &[Spanned<String>],
    to: &[Spanned<String>],
) -> Strictness {
    let within = |a: &[Spanned<String>], b: &[Spanned<String>]| {
        a.iter().all(|own| b.iter().any(|other| other.value == own.value))
    };
    match (from.is_empty(), to.is_empty()) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, true) => Looser,
        _ if within(from, to) && within(to, from) => Same,
        _ if within(to, from) => Stricter,
        _ => Looser,
    }
}

/// What it means that these must be filled: an item with fewer alternatives asks for more.
pub(in crate::model) fn compare_required(
    from: &[Spanned<String>],
    to: &[Spanned<String>],
) -> Strictness {
    let covers = |own: &Spanned<String>, other: &Spanned<String>| {
        let mut names = alternatives(own);
        names.all(|name| alternatives(other).any(|a| a.value == name.value))
    };
    let all = |a: &[Spanned<String>], b: &[Spanned<String>]| {
        b.iter().all(|item| a.iter().any(|own| covers(own, item)))
    };
    match (all(to, from), all(from, to)) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, _) => Looser,
    }
}

/// What it means that a step is repeated otherwise: more windows of the same kind ask for more.
pub(in crate::model) fn compare_repeats(
    from: &RepeatDoc,
    to: &RepeatDoc,
    duty: &str,
) -> Strictness {
    let RepeatDoc { at, every, times, until, of, when, roll, basis: _, note: _ } = from;
    let limits = |own: &RepeatDoc| own.at.iter().map(|end| end.value).collect::<Vec<_>>();
    let (was, is) = (limits(from), limits(to));
    let ends = match () {
        () if was == is => Same,
        () if at.is_empty() || is.is_empty() => Unknown,
        () if was.iter().all(|end| is.contains(end)) => Stricter,
        () if is.iter().all(|end| was.contains(end)) => Looser,
        () => Unknown,
    };
    let length = |own: &Option<Spanned<crate::model::Limit>>| own.as_ref().map(|own| own.value);
    let every = if length(every) == length(&to.every) { Same } else { Unknown };
    // Without a number it goes on to the end.
    let count = |own: &Option<Spanned<u32>>| own.as_ref().map_or(u32::MAX, |own| own.value);
    let times = Strictness::of_more(count(times), count(&to.times));
    let name =
        |own: &Option<Spanned<String>>| own.as_ref().map(|own| own_name(own, duty).to_owned());
    let until = match (until, &to.until) {
        (None, Some(_)) => Looser,
        (Some(_), None) => Stricter,
        (a, b) if name(a) == name(b) => Same,
        _ => Unknown,
    };
    let start = if name(of) == name(&to.of) { Same } else { Unknown };
    let when = match (when, &to.when) {
        (None, None) => Same,
        (Some(_), None) => Stricter,
        (None, Some(_)) => Looser,
        _ => Unknown,
    };
    let roll = match (roll.unwrap_or(true), to.roll.unwrap_or(true)) {
        (true, false) => Stricter,
        (false, true) => Looser,
        _ => Same,
    };
    ends.and(every).and(times).and(until).and(start).and(when).and(roll)
}

impl Hand<'_> {
    /// Makes a step stricter.
    pub(super) fn tighten_step(&mut self, id: &Spanned<String>, old: &mut StepDoc, new: &StepDoc) {
        // Every key is named, so that one that comes to them can't be forgotten here.
        let StepDoc {
            title,
            aliases,
            after,
            after_any,
            immediately_after,
            within,
            not_before,
            when,
            optional,
            forbidden,
            at_least,
            at_most,
            repeat,
            by,
            evidence,
            needs,
            starts,
            ends,
            to,
            accepted,
            disclose,
            basis,
            note,
        } = new;
        let here = id.span;
        let part = |key| Part::within(Kind::Step, id.as_str(), key);
        // What a step is called doesn't make it stricter or looser.
        for (key, from, to) in [("title", &mut old.title, title), ("note", &mut old.note, note)] {
            if let Some(title) = to
                && self.claim(&part(key), title.span)
            {
                let from = from.replace(title.clone()).map(Told::Title);
                self.record(part(key), from, Some(Told::Title(title.clone())), title.span);
            }
        }
        old.aliases.0.extend(aliases.0.iter().cloned());
        old.basis.0.extend(basis.0.iter().cloned());
        self.more_names(&part("after"), &mut old.after, after, Told::Steps);
        let more = compare_allowed(&old.after_any, after_any);
        self.narrower(&part("after_any"), more, &mut old.after_any, after_any, Told::Steps);
        self.name(
            &part("immediately_after"),
            &mut old.immediately_after,
            immediately_after.as_ref(),
            Told::Steps,
        );
        self.deadlines(&part("within"), &mut old.within, within.as_ref(), false);
        self.deadlines(&part("not_before"), &mut old.not_before, not_before.as_ref(), true);
        if let Some(value) = when
            && self.stricter(Unknown, &part("when"), value.span, old.when.as_ref().map(|w| w.span))
        {
            let from = old.when.replace(value.clone()).map(Told::Condition);
            self.record(part("when"), from, Some(Told::Condition(value.clone())), value.span);
        }
        self.duty_of(&part("optional"), here, old, *optional, *forbidden);
        self.count(&part("at_least"), &mut old.at_least, at_least.as_ref(), 1, Same);
        // A step that may be left undone is due once a number is asked for.
        if at_least.as_ref().is_some_and(|least| least.value > 0) && old.optional {
            old.optional = false;
        }
        self.count(&part("at_most"), &mut old.at_most, at_most.as_ref(), u32::MAX, Looser);
        if let Some(repeat) = repeat {
            self.repetition(&part("repeat"), here, &mut old.repeat, repeat);
        }
        if let Some(by) = by {
            self.actor(id, old.by.get_or_insert_default(), by);
        }
        for (key, from, to) in
            [("evidence", &mut old.evidence, evidence), ("needs", &mut old.needs, needs)]
        {
            self.narrower(&part(key), compare_required(from, to), from, to, Told::Fields);
        }
        for (key, from, to) in
            [("starts", &mut old.starts, *starts), ("ends", &mut old.ends, *ends)]
        {
            if to && !*from && self.stricter(Unknown, &part(key), here, None) {
                *from = true;
                self.record(part(key), None, None, here);
            }
        }
        self.name(&part("to"), &mut old.to, to.as_ref(), Told::Parties);
        if let Some(accepted) = accepted {
            self.acceptance(&part("accepted"), old.accepted.get_or_insert_default(), accepted);
        }
        let fewer = compare_allowed(&old.disclose, disclose);
        self.narrower(&part("disclose"), fewer, &mut old.disclose, disclose, Told::Fields);
    }

    /// Names that take the place of others, if any are written.
    fn narrower(
        &mut self,
        part: &Part,
        change: Strictness,
        old: &mut Names,
        new: &Names,
        told: fn(Vec<Spanned<String>>) -> Told,
    ) {
        let Some(place) = place_of(new) else { return };
        if self.stricter(change, part, place, place_of(old)) {
            let from = (!old.is_empty()).then(|| told(old.0.clone()));
            old.clone_from(new);
            self.record(part.clone(), from, Some(told(new.0.clone())), place);
        }
    }

    /// Names that come to others.
    fn more_names(
        &mut self,
        part: &Part,
        old: &mut Names,
        new: &Names,
        told: fn(Vec<Spanned<String>>) -> Told,
    ) {
        let mut all = old.clone();
        let known = |name: &&Spanned<String>| !old.iter().any(|own| own.value == name.value);
        all.0.extend(new.iter().filter(known).cloned());
        if all.len() > old.len() {
            let place = place_of(new).unwrap_or_default();
            if self.claim(part, place) {
                let from = (!old.is_empty()).then(|| told(old.0.clone()));
                self.record(part.clone(), from, Some(told(all.0.clone())), place);
                *old = all;
            }
        }
    }

    /// Whether the step is owed at all.
    fn duty_of(
        &mut self,
        part: &Part,
        here: Span,
        old: &mut StepDoc,
        optional: bool,
        forbid: bool,
    ) {
        if optional && !old.optional && !old.forbidden {
            self.stricter(Looser, part, here, None);
        }
        if forbid && !old.forbidden {
            // What was owed is not owed any more; what was only allowed is not.
            let change = if old.optional { Stricter } else { Looser };
            if self.stricter(change, part, here, None) {
                (old.forbidden, old.optional) = (true, false);
                self.record(Part { key: "forbidden", ..part.clone() }, None, None, here);
            }
        }
    }

    /// A number; `fewer` says whether less of it asks for less.
    fn count(
        &mut self,
        part: &Part,
        old: &mut Option<Spanned<u32>>,
        new: Option<&Spanned<u32>>,
        default: u32,
        direction: Strictness,
    ) {
        let Some(new) = new else { return };
        let from = old.as_ref().map_or(default, |own| own.value);
        let change = Strictness::of_more(from, new.value);
        let change = if direction == Looser { change.reversed() } else { change };
        let other = old.as_ref().map(|own| own.span);
        if self.stricter(change, part, new.span, other) {
            let from = old.replace(new.clone()).map(|own| Told::Number(own.value));
            self.record(part.clone(), from, Some(Told::Number(new.value)), new.span);
        }
    }

    fn actor(&mut self, id: &Spanned<String>, old: &mut ActorDoc, new: &ActorDoc) {
        let ActorDoc { role, kind, persons, not_same_as, same_as, level, above } = new;
        let part = |key| Part::within(Kind::Step, id.as_str(), key);
        let roles = compare_allowed(&old.role, role);
        self.narrower(&part("by.role"), roles, &mut old.role, role, Told::Parties);
        let kinds = compare_allowed(&old.kind, kind);
        self.narrower(&part("by.kind"), kinds, &mut old.kind, kind, Told::Names);
        self.count(&part("by.persons"), &mut old.persons, persons.as_ref(), 1, Same);
        self.more_names(&part("by.not_same_as"), &mut old.not_same_as, not_same_as, Told::Steps);
        self.name(&part("by.same_as"), &mut old.same_as, same_as.as_ref(), Told::Steps);
        self.name(&part("by.level"), &mut old.level, level.as_ref(), Told::Names);
        if let Some(new) = above {
            let was = old.above.as_ref().is_some_and(|own| own.value);
            let other = old.above.as_ref().map(|own| own.span);
            if self.stricter(
                Strictness::of_more(was, new.value),
                &part("by.above"),
                new.span,
                other,
            ) {
                old.above = Some(new.clone());
                self.record(part("by.above"), None, None, new.span);
            }
        }
    }

    /// A name where there was none; one in the place of another can't be compared.
    fn name(
        &mut self,
        part: &Part,
        old: &mut Option<Spanned<String>>,
        new: Option<&Spanned<String>>,
        told: fn(Vec<Spanned<String>>) -> Told,
    ) {
        let Some(new) = new else { return };
        let change = match old {
            None => Stricter,
            Some(own) if own_name(own, &self.duty) == own_name(new, &self.duty) => Same,
            Some(_) => Unknown,
        };
        let other = old.as_ref().map(|own| own.span);
        if self.stricter(change, part, new.span, other) {
            let from = old.replace(new.clone()).map(|own| told(vec![own]));
            self.record(part.clone(), from, Some(told(vec![new.clone()])), new.span);
        }
    }

    /// A repetition where there was none, or with more windows.
    fn repetition(
        &mut self,
        part: &Part,
        here: Span,
        old: &mut Option<RepeatDoc>,
        new: &RepeatDoc,
    ) {
        let change = old.as_ref().map_or(Stricter, |own| compare_repeats(own, new, &self.duty));
        let place = |own: &RepeatDoc| {
            own.at.first().map(|end| end.span).or(own.every.as_ref().map(|every| every.span))
        };
        let other = old.as_ref().and_then(place);
        let place = place(new).unwrap_or(here);
        if self.stricter(change, part, place, other) {
            let told = |own: RepeatDoc| Told::Repeat(Box::new(own));
            let from = old.replace(new.clone()).map(told);
            self.record(part.clone(), from, Some(told(new.clone())), place);
        }
    }

    fn acceptance(&mut self, part: &Part, old: &mut AcceptedDoc, new: &AcceptedDoc) {
        let AcceptedDoc { step, within, returned } = new;
        self.name(part, &mut old.step, step.as_ref(), Told::Steps);
        let returns = Part { key: "accepted.returned", ..part.clone() };
        self.name(&returns, &mut old.returned, returned.as_ref(), Told::Steps);
        let part = Part { key: "accepted.within", ..part.clone() };
        self.deadlines(&part, &mut old.within, within.as_ref(), false);
    }

    /// Deadlines: each that is written takes the place of those of the same clock under the same
    /// circumstances; if it is for all circumstances, of all of that clock. Others stay.
    pub(super) fn deadlines(
        &mut self,
        part: &Part,
        old: &mut Option<Value>,
        new: Option<&Value>,
        early: bool,
    ) {
        let Some(new) = new else { return };
        let before = old.clone();
        let mut kept = old.as_ref().map(pieces).unwrap_or_default();
        let mut came: Vec<Piece> = Vec::new();
        for piece in pieces(new) {
            let duty = self.duty.clone();
            let same_clock =
                |own: &&Piece| clock(&own.timing, &duty) == clock(&piece.timing, &duty);
            let same = |own: &&Piece| same_clock(own) && same_case(&own.timing, &piece.timing);
            let exact = kept.iter().any(|own| same(&own));
            let rivals: Vec<&Piece> =
                kept.iter().filter(|own| if exact { same(own) } else { same_clock(own) }).collect();
            let change = rivals
                .iter()
                .map(|own| compare_timings(&own.timing, &piece.timing))
                .map(|change| if early { change.reversed() } else { change })
                .reduce(worst)
                .unwrap_or(Stricter);
            let other = rivals.first().map(|own| own.timing.limit.span);
            let name = clock(&piece.timing, &duty).unwrap_or_default().to_owned();
            if self.stricter(change, &Part { name, ..part.clone() }, piece.timing.limit.span, other)
            {
                if exact || is_general(&piece.timing) {
                    kept.retain(|own| if exact { !same(&own) } else { !same_clock(&own) });
                }
                came.push(piece);
            }
        }
        if came.is_empty() {
            return;
        }
        // Of several with one clock the first that applies counts, so what is for special
        // circumstances comes before what was there.
        came.extend(kept);
        *old = limits::together(came);
        self.record(
            part.clone(),
            before.map(Told::Deadlines),
            old.clone().map(Told::Deadlines),
            new.span,
        );
    }
}

/// Of a deadline that takes the place of several: what it means for all of them.
fn worst(a: Strictness, b: Strictness) -> Strictness {
    match (a, b) {
        (Looser, _) | (_, Looser) => Looser,
        (Unknown, _) | (_, Unknown) => Unknown,
        (Stricter, _) | (_, Stricter) => Stricter,
        _ => Same,
    }
}
