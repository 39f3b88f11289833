//! What imported documents say of duties that were left out.
//!
//! What hangs on something that can't be seen here is not asked for: a trigger becomes an event
//! outside of the set, a step under such a condition may be done and need not be, a deadline whose
//! clock would start with such a step is none. A part of a condition that doesn't hang on it
//! stays, as far as it is enough by itself.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{reached, wanted};
use crate::doc::value::{Shape, Value};
use crate::doc::{Many, Spanned};
use crate::model::Title;
use crate::model::docs::{
    AcceptedDoc, ActorDoc, AddDoc, CountedDoc, DutyDoc, ExpectedDoc, GroupDoc, MeasureDoc,
    OverlayDoc, PatternDoc, RepeatDoc, ReplaceDoc, RuleDoc, SafeguardDoc, SignalDoc, StandardDoc,
    StepDoc, TightenDoc, TriggerDoc,
};
use crate::model::draft::{Draft, LeftOut};

/// For each imported set, the duties that it knows by itself and that were left out here.
pub(super) struct Dangling {
    gone: BTreeMap<usize, Gone>,
}

/// Duties that were left out, with what people call them and their steps.
#[derive(Default)]
struct Gone {
    duties: HashSet<String>,
    titles: BTreeMap<String, Title>,
}

impl Dangling {
    /// Looks before anything is left out.
    pub(super) fn new(draft: &Draft, left_out: &[LeftOut]) -> Self {
        let mut gone = BTreeMap::new();
        for set in reached(draft, 0).into_iter().filter(|set| *set != 0) {
            let own = wanted(draft, set);
            let known: BTreeSet<&str> = draft
                .duties()
                .filter(|duty| own.get(duty.set).is_some_and(|w| w.has(duty.id.as_str())))
                .map(|duty| duty.id.as_str())
                .collect();
            let mut here = Gone::default();
            for out in left_out.iter().filter(|out| known.contains(out.id.as_str())) {
                here.duties.insert(out.id.clone());
                for step in draft.steps().filter(|step| step.duty == out.id) {
                    if let Some(title) = &step.doc.title {
                        let name = format!("{}.{}", out.id, step.id.value);
                        here.titles.insert(name, title.clone());
                    }
                }
                if let Some(title) = &out.title {
                    here.titles.insert(out.id.clone(), title.clone());
                }
            }
            if !here.duties.is_empty() {
                gone.insert(set, here);
            }
        }
        Self { gone }
    }

    /// Takes what dangles out of the documents that are left.
    pub(super) fn take_out(&self, draft: &mut Draft) {
        for list in &mut draft.lists {
            if let Some(gone) = self.gone.get(&list.set) {
                list.value.duties.0.iter_mut().for_each(|(_, duty)| gone.duty(duty));
            }
        }
        for standard in &mut draft.standards {
            if let Some(gone) = self.gone.get(&standard.set) {
                gone.standard(&mut standard.value);
            }
        }
        for overlay in &mut draft.overlays {
            if let Some(gone) = self.gone.get(&overlay.set) {
                gone.overlay(&mut overlay.value);
            }
        }
        draft.models.retain_mut(|model| {
            self.gone.get(&model.set).is_none_or(|gone| gone.model(&mut model.value))
        });
        for (set, root) in draft.sets.iter_mut().enumerate() {
            if let Some(gone) = self.gone.get(&set) {
                root.value.signals.0.retain_mut(|(_, signal)| gone.signal(signal));
            }
        }
    }
}

impl Gone {
    fn has(&self, step: &Spanned<String>) -> bool {
        self.is_step(&step.value)
    }

    fn is_step(&self, name: &str) -> bool {
        name.rsplit_once('.').is_some_and(|(duty, _)| self.duties.contains(duty))
    }

    fn duty(&self, doc: &mut DutyDoc) {
        for trigger in &mut doc.trigger.0 {
            self.trigger(trigger);
        }
        let gone = |doc: &ExpectedDoc| doc.step.as_ref().is_some_and(|step| self.has(step));
        doc.expected.0.retain(|expected| !gone(expected));
    }

    /// A trigger that can't be seen is one outside of the log.
    fn trigger(&self, doc: &mut TriggerDoc) {
        let step = doc.step.as_ref().filter(|step| self.has(step)).cloned();
        let unseen = doc.when.as_mut().is_some_and(|when| !self.condition(when, true));
        let Some(step) = step.or_else(|| doc.step.clone().filter(|_| unseen)) else {
            self.optional_deadlines(&mut doc.within);
            return;
        };
        let duty = step.value.rsplit_once('.').map_or("", |(duty, _)| duty);
        let called = |name: &str| Title::or(self.titles.get(name), name);
        let (step_name, duty_name) = (called(&step.value), called(duty));
        let event = Title {
            span: step.span,
            en: Some(format!("“{}” of {duty} “{}”", step_name.en, duty_name.en)),
            zh: Some(format!("{duty}“{}”的“{}”", duty_name.zh, step_name.zh)),
        };
        *doc =
            TriggerDoc { event: Some(doc.event.take().unwrap_or(event)), ..TriggerDoc::default() };
    }

    fn overlay(&self, doc: &mut OverlayDoc) {
        let OverlayDoc { add, tighten, replace, .. } = doc;
        let AddDoc {
            steps,
            rules,
            groups,
            safeguards,
            evaluation,
            supporting: _,
            expected,
            basis: _,
            data: _,
            trigger,
        } = add;
        let seen = |own: &Spanned<ExpectedDoc>| !own.value.step.iter().any(|step| self.has(step));
        steps.0.iter_mut().for_each(|(_, step)| self.step(step));
        groups.0.iter_mut().for_each(|(_, group)| self.group(group));
        rules.0.retain_mut(|(_, rule)| self.rule(rule));
        safeguards.0.retain_mut(|own| self.safeguard(&mut own.value));
        evaluation.0.retain(|own| self.measure(&own.value));
        expected.0.retain(seen);
        trigger.0.iter_mut().for_each(|own| self.trigger(&mut own.value));
        let TightenDoc { steps, safeguards, expected, evaluation, closes_after: _, reserved_to: _ } =
            tighten;
        // A condition that can't be seen makes nothing stricter.
        steps.0.retain_mut(|(_, step)| {
            let unseen = step.when.as_mut().is_some_and(|when| !self.condition(when, true));
            self.step(step);
            !unseen
        });
        safeguards.0.retain_mut(|own| self.safeguard(&mut own.value));
        evaluation.0.retain(|own| self.measure(&own.value));
        expected.0.retain(seen);
        let ReplaceDoc { steps, rules, groups, expected, trigger, safeguards, evaluation, .. } =
            replace;
        steps.0.iter_mut().for_each(|(_, step)| self.step(step));
        groups.0.iter_mut().for_each(|(_, group)| self.group(group));
        rules.0.retain_mut(|(_, rule)| self.rule(rule));
        if let Some(expected) = expected {
            expected.0.retain(seen);
        }
        for own in trigger.iter_mut().flat_map(|own| &mut own.0) {
            self.trigger(&mut own.value);
        }
        for own in safeguards.iter_mut() {
            own.0.retain_mut(|own| self.safeguard(&mut own.value));
        }
        for own in evaluation.iter_mut() {
            own.0.retain(|own| self.measure(&own.value));
        }
    }

    fn standard(&self, doc: &mut StandardDoc) {
        // Every key is named, so that one that comes to them can't be forgotten here.
        let StandardDoc {
            kind: _,
            duty: _,
            note: _,
            closes_after: _,
            occurrences: _,
            steps,
            groups,
            rules,
            safeguards,
            evaluation,
        } = doc;
        steps.0.iter_mut().for_each(|(_, step)| self.step(step));
        groups.0.iter_mut().for_each(|(_, group)| self.group(group));
        rules.0.retain_mut(|(_, rule)| self.rule(rule));
        safeguards.0.retain_mut(|safeguard| self.safeguard(safeguard));
        evaluation.0.retain(|measure| self.measure(measure));
    }

    fn step(&self, doc: &mut StepDoc) {
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
            at_least: _,
            at_most: _,
            repeat,
            by,
            evidence: _,
            needs: _,
            starts: _,
            ends: _,
            to: _,
            accepted,
            disclose: _,
            basis: _,
            note: _,
        } = doc;
        self.names(after);
        immediately_after.take_if(|step| self.has(step));
        if repeat.as_mut().is_some_and(|repeat| !self.repeat(repeat)) {
            *repeat = None;
            *optional = true;
        }
        // One of several ways to come here can't be seen: whether any was taken can't be said.
        if after_any.iter().any(|step| self.has(step)) {
            after_any.0.clear();
        }
        self.optional_deadlines(within);
        self.optional_deadlines(not_before);
        if when.as_mut().is_some_and(|when| !self.condition(when, true)) {
            *when = None;
            *optional = true;
            *forbidden = false;
        }
        if let Some(ActorDoc {
            role: _,
            kind: _,
            persons: _,
            not_same_as,
            same_as,
            level: _,
            above: _,
        }) = by
        {
            self.names(not_same_as);
            same_as.take_if(|step| self.has(step));
        }
        if let Some(AcceptedDoc { step, within, returned }) = accepted {
            self.optional_deadlines(within);
            returned.take_if(|step| self.has(step));
            if step.as_ref().is_some_and(|step| self.has(step)) {
                *accepted = None;
            }
        }
    }

    fn group(&self, doc: &mut GroupDoc) {
        // Members are steps of the same standard.
        let GroupDoc {
            title: _,
            one_of: _,
            any_of: _,
            all_of: _,
            after,
            within,
            when,
            optional,
            basis: _,
            note: _,
        } = doc;
        self.names(after);
        self.optional_deadlines(within);
        if when.as_mut().is_some_and(|when| !self.condition(when, true)) {
            *when = None;
            *optional = true;
        }
    }

    /// Whether it can still be said when a repetition is due.
    fn repeat(&self, doc: &mut RepeatDoc) -> bool {
        let RepeatDoc { at: _, every: _, times: _, until, of, when, roll: _, basis: _, note: _ } =
            doc;
        let gone = until.iter().chain(of.iter()).any(|step| self.has(step));
        !gone && when.as_mut().is_none_or(|when| self.condition(when, true))
    }

    fn rule(&self, doc: &mut RuleDoc) -> bool {
        let RuleDoc {
            title: _,
            template: _,
            activation,
            target,
            count: _,
            within,
            when,
            same: _,
            different: _,
            counted: _,
            note: _,
        } = doc;
        let gone = activation.iter().chain(target.iter()).any(|step| self.has(step));
        let unseen = when.as_mut().is_some_and(|when| !self.condition(when, true));
        let untimed = within.is_some() && {
            self.optional_deadlines(within);
            within.is_none()
        };
        !gone && !unseen && !untimed
    }

    fn safeguard(&self, doc: &mut SafeguardDoc) -> bool {
        let SafeguardDoc { require: _, of, persons: _, from, field: _, when, title: _, basis: _ } =
            doc;
        let unseen = when.as_mut().is_some_and(|when| !self.condition(when, true));
        !unseen && self.still_names(of) && self.still_names(from)
    }

    fn measure(&self, doc: &MeasureDoc) -> bool {
        let MeasureDoc { of, from, count, per, .. } = doc;
        !of.iter().chain(from).chain(count).chain(per).any(|step| self.has(step))
    }

    /// A model is left out with what it counts: it can't be seen whether there is none of it.
    fn model(&self, doc: &mut PatternDoc) -> bool {
        let PatternDoc { of, with, without, .. } = doc;
        let before = of.len();
        of.0.retain_mut(|counted| self.counted(counted));
        let mut rest = with.0.iter_mut().chain(&mut without.0);
        (before == 0 || !of.is_empty()) && rest.all(|counted| self.counted(counted))
    }

    /// Whether a signal still has what it looks at.
    fn signal(&self, doc: &mut SignalDoc) -> bool {
        let before = doc.duties.len();
        doc.duties.0.retain(|duty| !self.duties.contains(&duty.value));
        let some_left = before == 0 || !doc.duties.is_empty();
        let lists = self.still_names(&mut doc.of) && self.still_names(&mut doc.same_as);
        some_left && lists && !doc.steps().any(|step| self.has(step))
    }

    fn counted(&self, doc: &mut CountedDoc) -> bool {
        let CountedDoc { step, duty, at_least: _, when } = doc;
        let gone = step.as_ref().is_some_and(|step| self.has(step))
            || duty.as_ref().is_some_and(|duty| self.duties.contains(&duty.value));
        !gone && when.as_mut().is_none_or(|when| self.condition(when, true))
    }

    fn names(&self, steps: &mut Many<Spanned<String>>) {
        steps.0.retain(|step| !self.has(step));
    }

    /// Takes names out; returns whether any is left, if there were any.
    fn still_names(&self, steps: &mut Many<Spanned<String>>) -> bool {
        let before = steps.len();
        self.names(steps);
        before == 0 || !steps.is_empty()
    }

    fn optional_deadlines(&self, value: &mut Option<Value>) {
        if value.as_mut().is_some_and(|value| !self.deadlines(value)) {
            *value = None;
        }
    }

    /// Takes out deadlines that run from a step that can't be seen; returns whether any is left.
    fn deadlines(&self, value: &mut Value) -> bool {
        match &mut value.shape {
            Shape::List(items) => {
                let before = items.len();
                items.retain_mut(|item| self.deadlines(item));
                before == 0 || !items.is_empty()
            }
            Shape::Map(pairs) => self.deadline(pairs),
            _ => true,
        }
    }

    /// One deadline: its options are those of [`crate::model::within`]; every other key is a limit
    /// with the step from which it runs.
    fn deadline(&self, pairs: &mut Vec<(Spanned<String>, Value)>) -> bool {
        let is_gone = |value: &Value| value.scalar().is_some_and(|name| self.is_step(&name));
        let mut unseen = false;
        let before = pairs.len();
        pairs.retain_mut(|(key, value)| match key.as_str() {
            "of" => {
                unseen |= is_gone(value);
                true
            }
            "when" => {
                unseen |= !self.condition(value, true);
                true
            }
            // An extension, a pause or a restart that can't be seen: it may have moved the deadline.
            "extend" | "pause" | "restart_on" => {
                let parts = value.items().iter();
                unseen |= parts.clone().any(is_gone);
                unseen |= parts
                    .flat_map(Value::pairs)
                    .any(|(key, value)| key.as_str() != "by" && is_gone(value));
                true
            }
            _ => !is_gone(value),
        });
        let limits_left = pairs.iter().any(|(key, _)| !crate::model::within::is_option(&key.value));
        !unseen && (pairs.len() == before || limits_left)
    }

    /// Takes out of a condition what can't be seen. `needed` says whether the condition is one that
    /// must hold; within `not` it is one that must not. Returns whether what is left is enough: if it
    /// isn't, it can't be told whether the condition holds.
    fn condition(&self, value: &mut Value, needed: bool) -> bool {
        let Shape::Map(pairs) = &mut value.shape else { return true };
        let pinned = pairs.iter().find(|(key, _)| key.as_str() == "at");
        let at_gone =
            pinned.and_then(|(_, step)| step.scalar()).is_some_and(|name| self.is_step(&name));
        let before = pairs.len();
        pairs.retain_mut(|(key, item)| match key.as_str() {
            "all" => self.parts(item, needed, true),
            "any" => self.parts(item, needed, false),
            "not" => self.condition(item, !needed),
            "done" => self.done(item, needed),
            _ => !at_gone,
        });
        // The keys of a mapping must all hold, like the parts of `all`.
        if needed {
            pairs.len() == before
        } else {
            pairs.iter().any(|(key, _)| key.as_str() != "at")
        }
    }

    fn parts(&self, value: &mut Value, needed: bool, all: bool) -> bool {
        let Shape::List(items) = &mut value.shape else {
            return self.condition(value, needed);
        };
        let before = items.len();
        items.retain_mut(|item| self.condition(item, needed));
        // Of alternatives those that are seen are enough; what must hold together is not.
        if all == needed { items.len() == before } else { before == 0 || !items.is_empty() }
    }

    fn done(&self, value: &mut Value, needed: bool) -> bool {
        let is_gone = |value: &Value| value.scalar().is_some_and(|name| self.is_step(&name));
        match &mut value.shape {
            Shape::List(items) => {
                let before = items.len();
                items.retain(|item| !is_gone(item));
                if needed { before == 0 || !items.is_empty() } else { items.len() == before }
            }
            _ => !is_gone(value),
        }
    }
}
