//! A duty that occurs several times in one case: each occurrence is judged by itself.
//!
//! An occurrence sees its own events of the duty and every event of other duties, except the events
//! that triggered another occurrence: the second letter's clock doesn't run from the first decision.

use crate::audit::case::{Case, Done};
use crate::audit::facts::Facts;
use crate::audit::matching::values_of;
use crate::log::Symbol;
use crate::model::resolve::{DutyId, FieldId, Occurrences};

/// One occurrence: what tells it from others, and its own events.
struct Part<'e> {
    name: String,
    own: Vec<&'e Done>,
}

/// Calls `judge` with each occurrence of a duty as a case of its own.
pub(super) fn each(
    case: &Case<'_>,
    duty: DutyId,
    by: Occurrences,
    facts: &Facts<'_>,
    mut judge: impl FnMut(&Case<'_>),
) {
    let parts = match by {
        Occurrences::EachStart => by_start(case, duty, facts),
        Occurrences::Field(field) => by_field(case, duty, field, facts),
    };
    let [_, _, ..] = parts.as_slice() else {
        judge(case);
        return;
    };
    let owners = owners(case, duty, &parts, facts);
    for (at, part) in parts.iter().enumerate() {
        let mine = |done: &&Done| {
            if done.duty == duty {
                return part.own.iter().any(|own| own.event == done.event);
            }
            let owner = owners.iter().find(|(event, _)| *event == done.event);
            owner.is_none_or(|(_, owner)| *owner == at)
        };
        let events: Vec<Done> = case.events.iter().filter(mine).copied().collect();
        let mut own = case.part(&events);
        own.occurrence = Some(part.name.clone());
        judge(&own);
    }
}

/// Each performance of a starting step begins an occurrence; what comes before the first belongs
/// to it.
fn by_start<'e>(case: &Case<'e>, duty: DutyId, facts: &Facts<'_>) -> Vec<Part<'e>> {
    let mut parts: Vec<Part<'e>> = Vec::new();
    let mut begun = false;
    for done in case.events.iter().filter(|done| done.duty == duty) {
        let starts = done.step.is_some_and(|step| facts.model.step(step).starts);
        match parts.last_mut() {
            Some(part) if !starts || !begun => part.own.push(done),
            _ => parts.push(Part { name: facts.moment(done.at), own: vec![done] }),
        }
        begun |= starts;
    }
    parts
}

/// Events with one value belong together; one without a value belongs to the last of which it can
/// be said.
fn by_field<'e>(case: &Case<'e>, duty: DutyId, field: FieldId, facts: &Facts<'_>) -> Vec<Part<'e>> {
    let mut values: Vec<Symbol> = Vec::new();
    let mut parts: Vec<Part<'e>> = Vec::new();
    let mut last = 0;
    for done in case.events.iter().filter(|done| done.duty == duty) {
        let row = values_of(&facts.event(done), facts.reading);
        let value = row.iter().find(|(own, _)| *own == field.0).map(|(_, value)| *value);
        if let Some(value) = value.filter(|value| !facts.text(*value).is_empty()) {
            last = values.iter().position(|own| *own == value).unwrap_or_else(|| {
                // Events before the first value wait in a part without a name.
                if parts.len() == values.len() {
                    parts.push(Part { name: String::new(), own: Vec::new() });
                }
                values.push(value);
                values.len() - 1
            });
            if let Some(part) = parts.get_mut(last) {
                facts.text(value).clone_into(&mut part.name);
            }
        } else if parts.is_empty() {
            parts.push(Part { name: String::new(), own: Vec::new() });
        }
        if let Some(part) = parts.get_mut(last) {
            part.own.push(done);
        }
    }
    parts
}

/// Events of other duties that trigger this one, each with the occurrence that followed it: in
/// order, each to the first occurrence that is free and did not begin before.
fn owners(
    case: &Case<'_>,
    duty: DutyId,
    parts: &[Part<'_>],
    facts: &Facts<'_>,
) -> Vec<(u32, usize)> {
    let triggers = &facts.model.duty(duty).triggers;
    let mut causes: Vec<&Done> =
        triggers.iter().flat_map(|trigger| case.all(trigger.step)).collect();
    causes.sort_by_key(|done| (done.at, done.event));
    causes.dedup_by_key(|done| done.event);
    let mut free: Vec<usize> = (0..parts.len()).collect();
    let mut owners = Vec::new();
    for cause in causes {
        let begins = |at: &usize| {
            let first = parts.get(*at).and_then(|part| part.own.first());
            first.is_some_and(|first| case.may_precede(cause, first))
        };
        if let Some(found) = free.iter().position(begins) {
            owners.push((cause.event, free.remove(found)));
        }
    }
    owners
}

/// The triggering event and the first event of the occurrence that answered it, for each that was
/// answered.
pub(super) fn answered<'e>(
    case: &Case<'e>,
    duty: DutyId,
    by: Occurrences,
    facts: &Facts<'_>,
) -> Vec<(u32, &'e Done)> {
    let parts = match by {
        Occurrences::EachStart => by_start(case, duty, facts),
        Occurrences::Field(field) => by_field(case, duty, field, facts),
    };
    let owners = owners(case, duty, &parts, facts);
    let first = |at: usize| parts.get(at).and_then(|part| part.own.first()).copied();
    owners.into_iter().filter_map(|(event, at)| Some((event, first(at)?))).collect()
}
