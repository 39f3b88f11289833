//! The rules of a standard. Each key is named here: a new one does not compile without a decision.

use super::change::{Change, Changes, What};
use crate::doc::Spanned;
use crate::model::docs::{
    AcceptedDoc, ActorDoc, GroupDoc, MeasureDoc, OccurrencesDoc, RepeatDoc, RuleDoc, SafeguardDoc,
    SafeguardKind, StandardDoc, StepDoc,
};
use crate::text::Span;

/// A standard without one of its rules, for each of them, and the owner of that rule.
///
/// `triggered` says whether another duty's step can make this one due in a case without any event of
/// its own.
pub(super) fn changes(doc: &StandardDoc, triggered: bool) -> Vec<(String, Change<StandardDoc>)> {
    let StandardDoc {
        kind: _,
        duty,
        note: _,
        closes_after,
        steps,
        groups,
        occurrences,
        rules,
        safeguards,
        evaluation,
    } = doc;
    let duty = duty.as_ref().map_or("", Spanned::as_str);
    let alone = steps.len() == 1 && !triggered;
    let mut all = Vec::new();
    let mut owned = |owner: String, changes: Changes<'_, StandardDoc>| {
        all.extend(changes.found.into_iter().map(|change| (owner.clone(), change)));
    };
    let mut own = Changes::of(doc);
    own.option("closes_after", closes_after.as_ref(), |doc| &mut doc.closes_after);
    if let Some(occurrences) = occurrences {
        let text = match &occurrences.value {
            OccurrencesDoc::EachStart => "occurrences: each-start".to_owned(),
            OccurrencesDoc::Field(field) => format!("occurrences: {}", field.value),
        };
        own.take(occurrences.span, What::Key(text), |doc| doc.occurrences = None);
    }
    owned(duty.to_owned(), own);
    for (at, (id, step)) in steps.iter().enumerate() {
        let member = groups.iter().any(|(_, group)| members(group).any(|own| own == id.as_str()));
        let free = member || alone;
        let mut own = Changes::of(doc);
        own.inside(step_changes(step, id.span, free), |doc, step| {
            if let Some((_, own)) = doc.steps.0.get_mut(at) {
                *own = step;
            }
        });
        owned(format!("{duty}.{}", id.value), own);
    }
    for (at, (id, group)) in groups.iter().enumerate() {
        let mut own = Changes::of(doc);
        own.take(id.span, What::Key("groups".to_owned()), |doc| {
            doc.groups.0.remove(at);
            release(doc, &members(group).map(str::to_owned).collect::<Vec<_>>());
        });
        for change in group_changes(group, id.span) {
            own.take(change.span, change.what.clone(), |doc| {
                let kept: Vec<&str> = members(&change.doc).collect();
                let gone = members(group).filter(|name| !kept.contains(name));
                release(doc, &gone.map(str::to_owned).collect::<Vec<_>>());
                if let Some((_, own)) = doc.groups.0.get_mut(at) {
                    *own = change.doc.clone();
                }
            });
        }
        owned(format!("{duty}/{}", id.value), own);
    }
    for (at, (id, rule)) in rules.iter().enumerate() {
        let mut own = Changes::of(doc);
        own.take(id.span, What::Key("rules".to_owned()), |doc| drop(doc.rules.0.remove(at)));
        own.inside(rule_changes(rule, id.span), |doc, rule| {
            if let Some((_, own)) = doc.rules.0.get_mut(at) {
                *own = rule;
            }
        });
        owned(format!("{duty}/{}", id.value), own);
    }
    for (at, safeguard) in safeguards.iter().enumerate() {
        let mut own = Changes::of(doc);
        let Some(require) = &safeguard.require else { continue };
        // What is only in words can't be seen in a log.
        if require.value == SafeguardKind::Words {
            continue;
        }
        own.take(require.span, What::Key("safeguards".to_owned()), |doc| {
            doc.safeguards.0.remove(at);
        });
        own.inside(safeguard_changes(safeguard), |doc, safeguard| {
            if let Some(own) = doc.safeguards.0.get_mut(at) {
                *own = safeguard;
            }
        });
        owned(duty.to_owned(), own);
    }
    for (at, measure) in evaluation.iter().enumerate() {
        let mut own = Changes::of(doc);
        own.inside(measure_changes(measure), |doc, measure| {
            if let Some(own) = doc.evaluation.0.get_mut(at) {
                *own = measure;
            }
        });
        owned(duty.to_owned(), own);
    }
    all
}

fn members(group: &GroupDoc) -> impl Iterator<Item = &str> {
    let names = group.one_of.iter().chain(group.any_of.iter()).chain(group.all_of.iter());
    names.map(Spanned::as_str)
}

/// Steps that leave a group need not be done, as they needn't in it.
fn release(doc: &mut StandardDoc, names: &[String]) {
    for (id, step) in &mut doc.steps.0 {
        if names.contains(&id.value) {
            step.optional = true;
        }
    }
}

/// `free` says that whether the step is required makes no difference: it is one of a group, or all
/// there is to the duty, which is then in no case without it.
fn step_changes(doc: &StepDoc, place: Span, free: bool) -> Vec<Change<StepDoc>> {
    let StepDoc {
        title: _,
        aliases: _,
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
        // Where a duty begins is said so that the rest can be judged.
        starts: _,
        ends,
        to,
        accepted,
        disclose,
        basis: _,
        note: _,
    } = doc;
    let mut own = Changes::of(doc);
    if !*optional && !*forbidden && !free {
        own.take(place, What::Required, |doc| doc.optional = true);
    }
    own.each("after", after, |doc| &mut doc.after);
    own.each("after_any", after_any, |doc| &mut doc.after_any);
    own.option("immediately_after", immediately_after.as_ref(), |doc| &mut doc.immediately_after);
    own.timing("within", within.as_ref(), |doc| &mut doc.within);
    own.timing("not_before", not_before.as_ref(), |doc| &mut doc.not_before);
    own.when("when", when.as_ref(), |doc| &mut doc.when);
    own.flag("optional", *optional && !free, place, |doc| &mut doc.optional);
    if *forbidden {
        // Without its prohibition it is a step like any other that may be done.
        own.take(place, What::Key("forbidden: true".to_owned()), |doc| {
            doc.forbidden = false;
            doc.optional = true;
        });
    }
    own.option("at_least", at_least.as_ref(), |doc| &mut doc.at_least);
    own.option("at_most", at_most.as_ref(), |doc| &mut doc.at_most);
    if let Some(repeat) = repeat {
        let span = repeat.every.as_ref().or(repeat.at.first()).map_or(place, |own| own.span);
        own.take(span, What::Key("repeat".to_owned()), |doc| doc.repeat = None);
        own.inside(repeat_changes(repeat), |doc, repeat| doc.repeat = Some(repeat));
    }
    if let Some(by) = by {
        own.inside(actor_changes(by), |doc, by| doc.by = Some(by));
    }
    own.each("evidence", evidence, |doc| &mut doc.evidence);
    own.each("needs", needs, |doc| &mut doc.needs);
    own.flag("ends", *ends, place, |doc| &mut doc.ends);
    if let Some(to) = to {
        own.take(to.span, What::Key(format!("to: {}", to.value)), |doc| {
            doc.to = None;
            doc.accepted = None;
        });
    }
    if let Some(accepted) = accepted {
        own.inside(accepted_changes(accepted, place), |doc, accepted| {
            doc.accepted = Some(accepted);
        });
    }
    own.whitelist("disclose", disclose, |doc| &mut doc.disclose);
    own.found
}

fn accepted_changes(doc: &AcceptedDoc, place: Span) -> Vec<Change<AcceptedDoc>> {
    let AcceptedDoc { step, within, returned } = doc;
    let mut own = Changes::of(doc);
    if let Some(step) = step {
        let span = if step.span == Span::default() { place } else { step.span };
        let what = What::Key(format!("accepted: {}", step.value));
        own.take(span, what, |doc| *doc = AcceptedDoc::default());
    }
    own.timing("accepted.within", within.as_ref(), |doc| &mut doc.within);
    own.option("accepted.returned", returned.as_ref(), |doc| &mut doc.returned);
    own.found
}

fn actor_changes(doc: &ActorDoc) -> Vec<Change<ActorDoc>> {
    let ActorDoc { role, kind, persons, not_same_as, same_as, level, above } = doc;
    let mut own = Changes::of(doc);
    own.whitelist("by.role", role, |doc| &mut doc.role);
    own.whitelist("by.kind", kind, |doc| &mut doc.kind);
    own.option("by.persons", persons.as_ref(), |doc| &mut doc.persons);
    own.each("by.not_same_as", not_same_as, |doc| &mut doc.not_same_as);
    own.option("by.same_as", same_as.as_ref(), |doc| &mut doc.same_as);
    own.option("by.level", level.as_ref(), |doc| &mut doc.level);
    own.option("by.above", above.as_ref(), |doc| &mut doc.above);
    own.found
}

fn repeat_changes(doc: &RepeatDoc) -> Vec<Change<RepeatDoc>> {
    let RepeatDoc { at, every: _, times, until, of: _, when, roll: _, basis: _, note: _ } = doc;
    let mut own = Changes::of(doc);
    if at.len() > 1 {
        for (number, limit) in at.iter().enumerate() {
            let what = What::Key(format!("repeat.at: {}", limit.value));
            own.take(limit.span, what, |doc| {
                doc.at.0.remove(number);
            });
        }
    }
    own.option("repeat.times", times.as_ref(), |doc| &mut doc.times);
    own.option("repeat.until", until.as_ref(), |doc| &mut doc.until);
    own.when("repeat.when", when.as_ref(), |doc| &mut doc.when);
    own.found
}

fn group_changes(doc: &GroupDoc, place: Span) -> Vec<Change<GroupDoc>> {
    let GroupDoc {
        title: _,
        one_of,
        any_of,
        all_of,
        after,
        within,
        when,
        optional,
        basis: _,
        note: _,
    } = doc;
    let mut own = Changes::of(doc);
    own.each("one_of", one_of, |doc| &mut doc.one_of);
    own.each("any_of", any_of, |doc| &mut doc.any_of);
    own.each("all_of", all_of, |doc| &mut doc.all_of);
    own.each("after", after, |doc| &mut doc.after);
    own.timing("within", within.as_ref(), |doc| &mut doc.within);
    own.when("when", when.as_ref(), |doc| &mut doc.when);
    own.flag("optional", *optional, place, |doc| &mut doc.optional);
    own.found
}

fn rule_changes(doc: &RuleDoc, place: Span) -> Vec<Change<RuleDoc>> {
    let RuleDoc {
        title: _,
        template: _,
        activation,
        target,
        count: _,
        within,
        when,
        same,
        different,
        counted,
        note: _,
    } = doc;
    let mut own = Changes::of(doc);
    // Without its only step it would be gone as a whole, which is a change of its own.
    if activation.len() > 1 {
        own.each("rules.activation", activation, |doc| &mut doc.activation);
    }
    if target.len() > 1 {
        own.each("rules.target", target, |doc| &mut doc.target);
    }
    own.timing("within", within.as_ref(), |doc| &mut doc.within);
    own.when("when", when.as_ref(), |doc| &mut doc.when);
    own.each("rules.same", same, |doc| &mut doc.same);
    own.each("rules.different", different, |doc| &mut doc.different);
    own.flag("counted", *counted, place, |doc| &mut doc.counted);
    own.found
}

fn safeguard_changes(doc: &SafeguardDoc) -> Vec<Change<SafeguardDoc>> {
    let SafeguardDoc { require: _, of, persons: _, from, field: _, when, title: _, basis: _ } = doc;
    let mut own = Changes::of(doc);
    // Without its only step it would be gone as a whole, which is a change of its own.
    if of.len() > 1 {
        own.each("safeguards.of", of, |doc| &mut doc.of);
    }
    if from.len() > 1 {
        own.each("safeguards.from", from, |doc| &mut doc.from);
    }
    own.when("safeguards.when", when.as_ref(), |doc| &mut doc.when);
    own.found
}

fn measure_changes(doc: &MeasureDoc) -> Vec<Change<MeasureDoc>> {
    // What is measured is said by the rest; the target makes it a rule.
    let MeasureDoc {
        title: _,
        measure: _,
        of: _,
        target,
        at_most: _,
        least: _,
        from: _,
        percentile: _,
        count: _,
        per: _,
        by: _,
        within: _,
    } = doc;
    let mut own = Changes::of(doc);
    own.option("evaluation.target", target.as_ref(), |doc| &mut doc.target);
    own.found
}
