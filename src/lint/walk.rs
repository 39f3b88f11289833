//! Everything of one kind in a draft, walked in one place: conditions, deadlines, legal bases,
//! periods.

use crate::doc::{Spanned, Value};
use crate::finding::Subject;
use crate::model::docs::{
    BasisDoc, CountedDoc, MappingDoc, OverlayDoc, PatternDoc, SafeguardDoc, SignalDoc, StandardDoc,
};
use crate::model::draft::{Doc, DutyRef};
use crate::model::{Day, Draft};
use crate::text::{Span, Words, say};

/// What a part of a document belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner<'d> {
    /// The set itself.
    Set,
    /// A duty.
    Duty(&'d str),
    /// A step of a duty.
    Step(&'d str, &'d str),
    /// A body.
    Body(&'d str),
    /// A person.
    Person(&'d str),
    /// A target of a kind.
    Target(&'d str),
    /// A mapping, by its id or by nothing.
    Mapping(&'d str),
    /// A supervision model, by its id or by nothing.
    Pattern(&'d str),
    /// A waiver, by its name.
    Waiver(&'d str),
}

/// Where a part of a document stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'d> {
    /// Index of its set.
    pub(super) set: usize,
    /// What it belongs to.
    pub(super) owner: Owner<'d>,
    /// The place of the owner's name.
    pub(super) place: Span,
}

impl<'d> At<'d> {
    /// At a duty.
    pub(super) fn duty(duty: DutyRef<'d>) -> Self {
        Self { set: duty.set, owner: Owner::Duty(duty.id.as_str()), place: duty.id.span }
    }

    /// At a mapping: at its id, or at its kind if it has none.
    pub(super) fn mapping(doc: &'d Doc<MappingDoc>) -> Self {
        let id = doc.value.id.as_ref();
        let owner = Owner::Mapping(id.map_or("", |id| id.as_str()));
        Self { set: doc.set, owner, place: id.map_or(doc.place, |id| id.span) }
    }

    /// At a supervision model: at its id, or at its kind if it has none.
    pub(super) fn pattern(doc: &'d Doc<PatternDoc>) -> Self {
        let id = doc.value.id.as_ref();
        let owner = Owner::Pattern(id.map_or("", |id| id.as_str()));
        Self { set: doc.set, owner, place: id.map_or(doc.place, |id| id.span) }
    }

    /// The duty's id; empty outside of duties.
    pub(super) fn duty_id(&self) -> &'d str {
        match self.owner {
            Owner::Duty(duty) | Owner::Step(duty, _) => duty,
            _ => "",
        }
    }

    /// What a finding here is about. `detail` tells it apart from others at the same owner.
    pub(super) fn subject(&self, detail: &str) -> Subject {
        let some = |text: &str| Some(text.to_owned());
        let detail = (!detail.is_empty()).then(|| detail.to_owned());
        let subject = Subject { detail, ..Subject::default() };
        match self.owner {
            Owner::Set => subject,
            Owner::Duty(duty) => Subject { duty: some(duty), ..subject },
            Owner::Step(duty, step) => Subject { duty: some(duty), step: some(step), ..subject },
            Owner::Body(body) => Subject { body: some(body), ..subject },
            Owner::Person(person) => Subject { person: some(person), ..subject },
            Owner::Target(target) => Subject { target: some(target), ..subject },
            Owner::Mapping(id) | Owner::Pattern(id) | Owner::Waiver(id) => Subject {
                detail: Some([id, subject.detail.as_deref().unwrap_or("")].join("/")),
                ..subject
            },
        }
    }

    /// The owner, as people say it.
    pub(super) fn words(&self) -> Words {
        match self.owner {
            Owner::Set => Words::fixed("the set", "清单集"),
            Owner::Duty("") => Words::fixed("the standard", "该标准"),
            Owner::Duty(duty) => say!("duty `{duty}`", "责任事项`{duty}`"),
            Owner::Step("", step) => say!("step `{step}`", "环节`{step}`"),
            Owner::Step(duty, step) => say!("step `{step}` of `{duty}`", "`{duty}`的环节`{step}`"),
            Owner::Body(body) => say!("body `{body}`", "单位`{body}`"),
            Owner::Person(person) => say!("person `{person}`", "人员`{person}`"),
            Owner::Target(target) => say!("target `{target}`", "对象`{target}`"),
            Owner::Mapping("") => Words::fixed("the mapping", "该映射"),
            Owner::Mapping(id) => say!("mapping `{id}`", "映射`{id}`"),
            Owner::Pattern("") => Words::fixed("the model", "该模型"),
            Owner::Pattern(id) => say!("model `{id}`", "模型`{id}`"),
            Owner::Waiver(id) => say!("waiver `{id}`", "豁免`{id}`"),
        }
    }
}

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// By when a step is done.
    Within,
    /// When a step may be done at the earliest.
    NotBefore,
    /// By when a hand-over is accepted.
    Accepted,
    /// By when a triggered duty is begun.
    Trigger,
    /// By when a relation is fulfilled.
    Relation,
    /// The same, for a relation that is only counted and never judged.
    Counted,
}

/// Every standard with the place of the duty that it names.
pub(super) fn standards(draft: &Draft) -> impl Iterator<Item = (At<'_>, &StandardDoc)> {
    draft.standards.iter().map(|doc| {
        let duty = doc.value.duty.as_ref();
        let (id, place) = duty.map_or(("", doc.place), |duty| (duty.as_str(), duty.span));
        (At { set: doc.set, owner: Owner::Duty(id), place }, &doc.value)
    })
}

/// Every signal, with its name.
pub(super) fn signals(
    draft: &Draft,
) -> impl Iterator<Item = (At<'_>, &Spanned<String>, &SignalDoc)> {
    draft.sets.iter().enumerate().flat_map(|(set, root)| {
        let signals = root.value.signals.iter();
        signals.map(move |(id, doc)| (At { set, owner: Owner::Set, place: id.span }, id, doc))
    })
}

/// What a supervision model counts, with what it does with it.
pub(super) fn counted(doc: &PatternDoc) -> impl Iterator<Item = &CountedDoc> {
    doc.of.iter().chain(doc.with.iter()).chain(doc.without.iter())
}

/// The place of a safeguard: whatever of it is written first in this order.
pub(super) fn place_of_safeguard(doc: &SafeguardDoc, otherwise: Span) -> Span {
    let require = doc.require.as_ref().map(|kind| kind.span);
    let of = || doc.of.first().map(|step| step.span);
    let from = || doc.from.first().map(|step| step.span);
    let rest = || doc.field.as_ref().map(|field| field.span).or(doc.title.as_ref().map(|t| t.span));
    require.or_else(of).or_else(from).or_else(rest).unwrap_or(otherwise)
}

/// Every condition except those of deadlines.
pub(super) fn conditions<'d>(draft: &'d Draft, mut see: impl FnMut(At<'d>, &'d Value)) {
    for duty in draft.duties() {
        for when in duty.doc.trigger.iter().filter_map(|trigger| trigger.when.as_ref()) {
            see(At::duty(duty), when);
        }
    }
    for (at, standard) in standards(draft) {
        for (id, step) in standard.steps.iter() {
            if let Some(when) = &step.when {
                let owner = Owner::Step(at.duty_id(), id.as_str());
                see(At { owner, place: id.span, ..at }, when);
            }
        }
        for (id, step) in standard.steps.iter() {
            if let Some(when) = step.repeat.as_ref().and_then(|repeat| repeat.when.as_ref()) {
                let owner = Owner::Step(at.duty_id(), id.as_str());
                see(At { owner, place: id.span, ..at }, when);
            }
        }
        for (id, group) in standard.groups.iter() {
            if let Some(when) = &group.when {
                see(At { place: id.span, ..at }, when);
            }
        }
        for (id, rule) in standard.rules.iter() {
            if let Some(when) = &rule.when {
                see(At { place: id.span, ..at }, when);
            }
        }
        for safeguard in standard.safeguards.iter() {
            if let Some(when) = &safeguard.when {
                see(At { place: place_of_safeguard(safeguard, at.place), ..at }, when);
            }
        }
    }
    for doc in &draft.models {
        for when in counted(&doc.value).filter_map(|counted| counted.when.as_ref()) {
            see(At::pattern(doc), when);
        }
    }
}

/// Every deadline, as the value in which one or several are written.
pub(super) fn deadlines<'d>(draft: &'d Draft, mut see: impl FnMut(At<'d>, Use, &'d Value)) {
    for duty in draft.duties() {
        for within in duty.doc.trigger.iter().filter_map(|trigger| trigger.within.as_ref()) {
            see(At::duty(duty), Use::Trigger, within);
        }
    }
    for (at, standard) in standards(draft) {
        for (id, step) in standard.steps.iter() {
            let here = At { owner: Owner::Step(at.duty_id(), id.as_str()), place: id.span, ..at };
            let accepted = step.accepted.as_ref().and_then(|accepted| accepted.within.as_ref());
            for (used, value) in [
                (Use::Within, step.within.as_ref()),
                (Use::NotBefore, step.not_before.as_ref()),
                (Use::Accepted, accepted),
            ] {
                if let Some(value) = value {
                    see(here, used, value);
                }
            }
        }
        for (id, group) in standard.groups.iter() {
            if let Some(within) = &group.within {
                see(At { place: id.span, ..at }, Use::Within, within);
            }
        }
        for (id, rule) in standard.rules.iter() {
            if let Some(within) = &rule.within {
                let used = if rule.counted { Use::Counted } else { Use::Relation };
                see(At { place: id.span, ..at }, used, within);
            }
        }
    }
}

/// Every deadline and condition of the steps and relations of overlays; whether it is a deadline.
pub(super) fn overlay_values<'d>(draft: &'d Draft, mut see: impl FnMut(&'d Value, bool)) {
    for overlay in &draft.overlays {
        let OverlayDoc { add, tighten, replace, .. } = &overlay.value;
        let steps = add.steps.iter().chain(tighten.steps.iter()).chain(replace.steps.iter());
        for (_, step) in steps {
            let accepted = step.accepted.as_ref().and_then(|accepted| accepted.within.as_ref());
            let timed = [step.within.as_ref(), step.not_before.as_ref(), accepted];
            timed.into_iter().flatten().for_each(|value| see(value, true));
            step.when.iter().for_each(|value| see(value, false));
            let repeat = step.repeat.as_ref().and_then(|repeat| repeat.when.as_ref());
            if let Some(value) = repeat {
                see(value, false);
            }
        }
        for (_, group) in add.groups.iter().chain(replace.groups.iter()) {
            group.within.iter().for_each(|value| see(value, true));
            group.when.iter().for_each(|value| see(value, false));
        }
        for (_, rule) in add.rules.iter().chain(replace.rules.iter()) {
            rule.within.iter().for_each(|value| see(value, true));
            rule.when.iter().for_each(|value| see(value, false));
        }
    }
}

/// Every legal basis with a place that stands for it.
pub(super) fn bases<'d>(draft: &'d Draft, mut see: impl FnMut(At<'d>, &'d BasisDoc, Span)) {
    let mut each = |at: At<'d>, bases: &'d [BasisDoc]| {
        for basis in bases {
            see(at, basis, place_of_basis(basis, at.place));
        }
    };
    for (set, root) in draft.sets.iter().enumerate() {
        for act in root.value.prohibited.iter() {
            let place = act.title.as_ref().map_or(root.place, |title| title.span);
            each(At { set, owner: Owner::Set, place }, &act.basis);
        }
    }
    for duty in draft.duties() {
        each(At::duty(duty), &duty.doc.basis);
    }
    for overlay in &draft.overlays {
        each(At::overlay(overlay), &overlay.value.basis);
    }
    for (at, standard) in standards(draft) {
        for (id, step) in standard.steps.iter() {
            let owner = Owner::Step(at.duty_id(), id.as_str());
            each(At { owner, place: id.span, ..at }, &step.basis);
        }
        for (id, group) in standard.groups.iter() {
            each(At { place: id.span, ..at }, &group.basis);
        }
        for safeguard in standard.safeguards.iter() {
            let place = place_of_safeguard(safeguard, at.place);
            each(At { place, ..at }, &safeguard.basis);
        }
    }
    for doc in &draft.models {
        each(At::pattern(doc), &doc.value.basis);
    }
}

/// The place of a basis: whatever of it is written, the law first.
pub(super) fn place_of_basis(basis: &BasisDoc, otherwise: Span) -> Span {
    let texts = [&basis.law, &basis.article, &basis.source];
    let text = texts.into_iter().flatten().map(|text| text.span).next();
    let status = || basis.status.as_ref().map(|status| status.span);
    let day = || basis.from.as_ref().or(basis.until.as_ref()).map(|day| day.span);
    text.or_else(status).or_else(day).unwrap_or(otherwise)
}

/// A period of which both ends are given: what it is the period of, and the days at their places.
pub(super) struct Period<'d> {
    pub(super) at: At<'d>,
    pub(super) what: Words,
    pub(super) from: &'d Spanned<Day>,
    pub(super) until: &'d Spanned<Day>,
}

/// Every period that has both ends, except those of deadlines.
pub(super) fn periods<'d>(draft: &'d Draft, mut see: impl FnMut(Period<'d>)) {
    type End<'d> = &'d Option<Spanned<Day>>;
    let mut both = |at: At<'d>, what: &dyn Fn() -> Words, from: End<'d>, until: End<'d>| {
        if let (Some(from), Some(until)) = (from, until) {
            see(Period { at, what: what(), from, until });
        }
    };
    for (set, root) in draft.sets.iter().enumerate() {
        let at = At { set, owner: Owner::Set, place: root.place };
        both(at, &|| at.words(), &root.value.from, &root.value.until);
    }
    for duty in draft.duties() {
        let at = At::duty(duty);
        both(at, &|| at.words(), &duty.doc.from, &duty.doc.until);
    }
    bases(draft, |at, basis, _| {
        both(at, &|| Words::fixed("the legal basis", "该法律依据"), &basis.from, &basis.until);
    });
    for (id, waiver) in draft.waivers.iter().flat_map(|doc| doc.value.waivers.iter()) {
        let at = At { set: 0, owner: Owner::Waiver(id.as_str()), place: id.span };
        both(at, &|| at.words(), &waiver.from, &waiver.until);
    }
    for roster in draft.rosters_in_use() {
        let at = |owner, place| At { set: roster.set, owner, place };
        for (id, body) in roster.value.bodies.iter() {
            let at = at(Owner::Body(id.as_str()), id.span);
            both(at, &|| at.words(), &body.from, &body.until);
        }
        for (id, person) in roster.value.persons.iter() {
            let at = at(Owner::Person(id.as_str()), id.span);
            for absence in person.absent.iter() {
                both(at, &|| Words::fixed("the absence", "该缺勤"), &absence.from, &absence.until);
            }
        }
        for (id, target) in roster.value.targets.iter().flat_map(|(_, targets)| targets.iter()) {
            let at = at(Owner::Target(id.as_str()), id.span);
            both(at, &|| at.words(), &target.from, &target.until);
        }
    }
}
