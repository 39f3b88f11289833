//! Every place where a document names something that stands elsewhere: steps, fields, parties.

use std::borrow::Cow;

use super::Index;
use super::walk::{At, Owner, counted, standards};
use super::wording::{did_you_mean, listed};
use crate::doc::Spanned;
use crate::finding::{Finding, Rule, Sink};
use crate::model::condition::Condition;
use crate::model::docs::OccurrencesDoc;
use crate::model::resolve::{Link, alternatives};
use crate::text::{Span, Words, say};

/// Whether a step may be one of another duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A step of the same standard, by its id alone.
    Own,
    /// Also `DUTY.step`.
    All,
    /// Also `DUTY.step`, or a group of the same standard.
    OrGroup,
}

/// Every place where a list or standard names a step.
pub(super) fn steps(index: &Index<'_>, mut see: impl FnMut(At<'_>, &Spanned<String>, Reach)) {
    let mut each = |at: At<'_>, names: &[&[Spanned<String>]], reach: Reach| {
        names.iter().copied().flatten().for_each(|name| see(at, name, reach));
    };
    for duty in &index.duties {
        let at = At::duty(*duty);
        for trigger in duty.doc.trigger.iter() {
            each(at, &[trigger.step.as_slice()], Reach::All);
        }
        for expected in duty.doc.expected.iter() {
            each(at, &[expected.step.as_slice()], Reach::All);
        }
    }
    for step in &index.steps {
        let doc = step.doc;
        each(step.at(), &[&doc.after], Reach::OrGroup);
        each(step.at(), &[&doc.after_any, doc.immediately_after.as_slice()], Reach::All);
        if let Some(repeat) = &doc.repeat {
            each(step.at(), &[repeat.of.as_slice()], Reach::OrGroup);
            each(step.at(), &[repeat.until.as_slice()], Reach::All);
        }
        if let Some(by) = &doc.by {
            each(step.at(), &[&by.not_same_as, by.same_as.as_slice()], Reach::All);
        }
        if let Some(accepted) = &doc.accepted {
            let names = [accepted.step.as_slice(), accepted.returned.as_slice()];
            each(step.at(), &names, Reach::All);
        }
    }
    for (at, standard) in standards(index.draft) {
        for (id, rule) in standard.rules.iter() {
            let at = At { place: id.span, ..at };
            each(at, &[&rule.activation, &rule.target], Reach::All);
        }
        for (id, group) in standard.groups.iter() {
            let at = At { place: id.span, ..at };
            each(at, &[&group.one_of, &group.any_of, &group.all_of], Reach::Own);
            each(at, &[&group.after], Reach::OrGroup);
        }
        for safeguard in standard.safeguards.iter() {
            each(at, &[&safeguard.of], Reach::Own);
            each(at, &[&safeguard.from], Reach::All);
        }
        for measure in standard.evaluation.iter() {
            let steps = [&measure.of, &measure.from, &measure.count, &measure.per];
            each(at, &steps.map(Option::as_slice), Reach::All);
        }
    }
    for doc in &index.draft.models {
        for counted in counted(&doc.value) {
            each(At::pattern(doc), &[counted.step.as_slice()], Reach::All);
        }
    }
    for clause in &index.clauses {
        clause.condition.leaves(&mut |leaf| match leaf {
            Condition::Field { at: pinned, .. } => {
                each(clause.at, &[pinned.as_slice()], Reach::All);
            }
            Condition::Done(steps) => each(clause.at, &[steps], Reach::All),
            _ => {}
        });
    }
    for timed in &index.timings {
        let timing = &timed.timing;
        each(timed.at, &[timing.of.as_slice()], Reach::OrGroup);
        let extend = timing.extend.as_ref().map(|extend| &extend.step);
        let pauses = timing.pause.iter().flat_map(|(from, until)| [from, until]);
        for name in extend.into_iter().chain(&timing.restart_on).chain(pauses) {
            each(timed.at, &[std::slice::from_ref(name)], Reach::All);
        }
    }
}

/// Every place where a document names a field of the set.
pub(super) fn fields(index: &Index<'_>, mut see: impl FnMut(At<'_>, &str, Span)) {
    for clause in &index.clauses {
        clause.condition.leaves(&mut |leaf| {
            if let Condition::Field { field, .. } = leaf {
                see(clause.at, field.as_str(), field.span);
            }
        });
    }
    for duty in &index.duties {
        let at = At::duty(*duty);
        for (field, _) in duty.doc.data.iter() {
            see(at, field.as_str(), field.span);
        }
        for (field, _) in duty.doc.matches.iter().flat_map(|matches| matches.values.iter()) {
            see(at, field.as_str(), field.span);
        }
    }
    for step in &index.steps {
        for item in step.doc.evidence.iter().chain(step.doc.needs.iter()) {
            for name in alternatives(item) {
                see(step.at(), name.as_str(), index.part(item.span, name.as_str()));
            }
        }
        for field in step.doc.disclose.iter() {
            see(step.at(), field.as_str(), field.span);
        }
    }
    for (at, standard) in standards(index.draft) {
        for field in standard.safeguards.iter().filter_map(|safeguard| safeguard.field.as_ref()) {
            see(at, field.as_str(), field.span);
        }
        let occurrences = standard.occurrences.as_ref().map(|own| &own.value);
        if let Some(OccurrencesDoc::Field(field)) = occurrences {
            see(at, field.as_str(), field.span);
        }
        for (id, rule) in standard.rules.iter() {
            let linked = rule.same.iter().chain(rule.different.iter());
            for field in linked.filter(|name| Link::named(name.as_str()).is_none()) {
                see(At { place: id.span, ..at }, field.as_str(), field.span);
            }
        }
    }
    for mapping in &index.draft.mappings {
        let id = mapping.value.id.as_ref().map_or("", |id| id.as_str());
        let at = At { set: mapping.set, owner: Owner::Mapping(id), place: mapping.place };
        let steps = mapping.value.steps.iter().flat_map(|(_, step)| step.fields.iter());
        for (field, _) in mapping.value.columns.fields.iter().chain(steps) {
            see(at, field.as_str(), field.span);
        }
    }
}

/// What a party may be where it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The holder of a duty: a role or body.
    Holder,
    /// A role or body.
    Party,
    /// A role, a body or a duty.
    PartyOrDuty,
    /// A role.
    Role,
    /// A body.
    Body,
}

/// Every place where a document names a role or body.
pub(super) fn parties(index: &Index<'_>, mut see: impl FnMut(At<'_>, &Spanned<String>, Slot)) {
    let mut each = |at: At<'_>, names: &[Spanned<String>], slot: Slot| {
        for name in names {
            see(at, name, slot);
        }
    };
    for duty in &index.duties {
        let at = At::duty(*duty);
        each(at, &duty.doc.holder, Slot::Holder);
        each(at, &duty.doc.supporting, Slot::Party);
        for excluded in duty.doc.boundary.iter().flat_map(|boundary| boundary.excludes.iter()) {
            each(at, excluded.to.as_slice(), Slot::PartyOrDuty);
        }
    }
    for step in &index.steps {
        if let Some(by) = &step.doc.by {
            each(step.at(), &by.role, Slot::Party);
        }
        each(step.at(), step.doc.to.as_slice(), Slot::Party);
    }
    for roster in index.draft.rosters_in_use() {
        let at = |owner, place| At { set: roster.set, owner, place };
        for (id, body) in roster.value.bodies.iter() {
            let at = at(Owner::Body(id.as_str()), id.span);
            each(at, &body.roles, Slot::Role);
            each(at, body.parent.as_slice(), Slot::Body);
        }
        for (id, person) in roster.value.persons.iter() {
            each(at(Owner::Person(id.as_str()), id.span), person.unit.as_slice(), Slot::Body);
        }
        for (id, target) in roster.value.targets.iter().flat_map(|(_, targets)| targets.iter()) {
            each(at(Owner::Target(id.as_str()), id.span), target.body.as_slice(), Slot::Body);
        }
    }
}

/// A name that a step could have been written as, seen from within a duty.
pub(super) fn nearest_step<'i>(
    index: &'i Index<'_>,
    name: &str,
    duty: &str,
) -> Option<Cow<'i, str>> {
    if let Some((other, step)) = name.rsplit_once('.')
        && other != duty
    {
        if index.duty(other).is_some() {
            let near = index.nearest(step, index.steps_of(other).map(Spanned::as_str))?;
            return Some(Cow::Owned(format!("{other}.{near}")));
        }
        let near = index.nearest(other, index.duties.iter().map(|duty| duty.id.as_str()))?;
        return index.step(step, near).map(|_| Cow::Owned(format!("{near}.{step}")));
    }
    let name = name.rsplit_once('.').map_or(name, |(_, step)| step);
    index.nearest(name, index.steps_of(duty).map(Spanned::as_str)).map(Cow::Borrowed)
}

/// Reports a name in a set's root document that no document of a kind has.
pub(super) fn unknown_document<'x>(
    index: &Index<'_>,
    rule: &'static Rule,
    name: &Spanned<String>,
    kind: &Words,
    ids: &(impl Iterator<Item = &'x Spanned<String>> + Clone),
    sink: &mut Sink,
) {
    if ids.clone().any(|id| id.value == name.value) {
        return;
    }
    let text = &name.value;
    let message = say!("there is no {kind} `{text}`", "没有名为`{text}`的{kind}", kind: kind);
    let near = index.nearest(text, ids.clone().map(Spanned::as_str));
    let known = listed(ids.clone().map(Spanned::as_str));
    let otherwise = if ids.clone().next().is_none() {
        say!(
            "add a {kind} with this `id` to the set, or import a set that has one",
            "请在清单集中添加以此为`id`的{kind}，或引用含有它的清单集",
            kind: kind
        )
    } else {
        say!("there is {known}", "现有：{known}", known: known)
    };
    let label = Words::fixed("names nothing", "没有所指");
    let subject = At { set: 0, owner: Owner::Set, place: name.span }.subject(text);
    let mut finding = Finding::at(rule, name.span, message, label)
        .help(did_you_mean(near, otherwise))
        .about(subject);
    if let Some(id) = near.and_then(|near| ids.clone().find(|id| id.value == near)) {
        finding = finding.also_at(id.span, Words::fixed("the nearest name", "最接近的名称"));
    }
    sink.push(finding);
}
