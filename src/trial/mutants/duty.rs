//! The rules of a duty in its list. Each key is named here: a new one does not compile without a
//! decision.

use super::change::{Change, Changes, What};
use crate::model::docs::{BoundaryDoc, DataDoc, DutyDoc, ExpectedDoc, TriggerDoc};
use crate::text::Span;

/// A duty without one of its rules, for each of them.
pub(super) fn changes(doc: &DutyDoc, place: Span) -> Vec<Change<DutyDoc>> {
    let DutyDoc {
        title: _,
        holder,
        supporting,
        line: _,
        work: _,
        order: _,
        from,
        until,
        trigger,
        expected,
        boundary,
        basis: _,
        data,
        // How events are recognised is no rule of conduct, as names are none.
        matches: _,
        reserved_to,
        // What lower levels may change is for checking lists, not for logs.
        delegates: _,
        note: _,
    } = doc;
    let mut own = Changes::of(doc);
    if let Some(first) = holder.first() {
        let what = What::Key(format!("holder: {}", first.value));
        own.take(first.span, what, |doc| doc.holder.0.clear());
    }
    own.each("supporting", supporting, |doc| &mut doc.supporting);
    own.option("from", from.as_ref(), |doc| &mut doc.from);
    own.option("until", until.as_ref(), |doc| &mut doc.until);
    for (at, trigger) in trigger.iter().enumerate() {
        let (span, what) = match (&trigger.step, &trigger.event) {
            (Some(step), _) => (step.span, format!("trigger: {}", step.value)),
            (None, Some(event)) => (event.span, "trigger.event".to_owned()),
            (None, None) => (place, "trigger".to_owned()),
        };
        own.take(span, What::Key(what), |doc| drop(doc.trigger.0.remove(at)));
        own.inside(trigger_changes(trigger), |doc, trigger| {
            if let Some(own) = doc.trigger.0.get_mut(at) {
                *own = trigger;
            }
        });
    }
    for (at, expected) in expected.iter().enumerate() {
        let span = expected.every.as_ref().map_or(place, |every| every.span);
        own.take(span, What::Key("expected".to_owned()), |doc| drop(doc.expected.0.remove(at)));
        own.inside(expected_changes(expected), |doc, expected| {
            if let Some(own) = doc.expected.0.get_mut(at) {
                *own = expected;
            }
        });
    }
    if let Some(boundary) = boundary {
        // What is included and excluded is said in words.
        let BoundaryDoc { includes: _, excludes: _, areas: _ } = boundary;
        let mut areas = Changes::of(boundary);
        areas.whitelist("boundary.areas", &boundary.areas, |doc| &mut doc.areas);
        own.inside(areas.found, |doc, boundary| doc.boundary = Some(boundary));
    }
    if let Some((first, _)) = data.first() {
        own.take(first.span, What::Key("data".to_owned()), |doc| doc.data.0.clear());
    }
    if data.len() > 1 {
        for (at, (field, permission)) in data.iter().enumerate() {
            // What data are for and how long they are kept, no log shows.
            let DataDoc { purpose: _, retention: _, sensitive: _ } = permission;
            let what = What::Key(format!("data: {}", field.value));
            own.take(field.span, what, |doc| drop(doc.data.0.remove(at)));
        }
    }
    own.whitelist("reserved_to", reserved_to, |doc| &mut doc.reserved_to);
    own.found
}

fn trigger_changes(doc: &TriggerDoc) -> Vec<Change<TriggerDoc>> {
    let TriggerDoc { step: _, when, within, event: _ } = doc;
    let mut own = Changes::of(doc);
    own.when("trigger.when", when.as_ref(), |doc| &mut doc.when);
    own.timing("trigger.within", within.as_ref(), |doc| &mut doc.within);
    own.found
}

fn expected_changes(doc: &ExpectedDoc) -> Vec<Change<ExpectedDoc>> {
    let ExpectedDoc { at_least, every: _, for_each: _, of: _, filter, step, basis: _ } = doc;
    let mut own = Changes::of(doc);
    own.option("expected.at_least", at_least.as_ref(), |doc| &mut doc.at_least);
    for (at, (key, _)) in filter.iter().enumerate() {
        let what = What::Key(format!("expected.where: {}", key.value));
        own.take(key.span, what, |doc| drop(doc.filter.0.remove(at)));
    }
    own.option("expected.step", step.as_ref(), |doc| &mut doc.step);
    own.found
}
