//! A step with who must do it, with what, and how it is handed over.

use std::collections::HashSet;

use super::{
    Clock, Demand, DutyId, FieldId, Handover, Resolver, Step, StepId, What, alternatives, names,
    texts,
};
use crate::doc::Spanned;
use crate::model::Title;
use crate::model::docs::{SafeguardKind, StandardDoc, StepDoc};

impl Resolver<'_> {
    pub(super) fn steps_of(
        &self,
        id: &str,
        duty: DutyId,
        standard: &StandardDoc,
        steps: &mut Vec<Step>,
    ) {
        let mut seen: Vec<&str> = Vec::new();
        let named_start = standard.steps.iter().any(|(_, step)| step.starts);
        for (name, doc) in standard.steps.iter() {
            if seen.contains(&name.as_str()) {
                continue;
            }
            seen.push(name.as_str());
            let own = self.steps.get(&(id, name.as_str())).copied();
            let group = own.and_then(|own| self.group_of(own, id, standard));
            let inherited = group.into_iter().flat_map(|(_, doc)| doc.after.iter().cloned());
            let mut befores = doc.after.0.clone();
            befores.extend(inherited);
            let immediately = doc.immediately_after.as_ref();
            befores.extend(immediately.cloned());
            let mut after = self.all_steps(&befores, id);
            let mut seen_before = HashSet::new();
            after.retain(|step| seen_before.insert(*step));
            let mut after_groups: Vec<u8> =
                befores.iter().filter_map(|name| self.group(name, id)).collect();
            after_groups.dedup();
            let after_any = self.all_steps(&doc.after_any, id);
            let first = after.is_empty() && after_any.is_empty() && after_groups.is_empty();
            let mut distinct = befores.clone();
            distinct.dedup_by(|a, b| a.value == b.value);
            let clock = self.default_clock(&distinct, id);
            steps.push(Step {
                id: name.value.clone(),
                duty,
                title: Title::or(doc.title.as_ref(), name.as_str()),
                names: names(name.as_str(), doc.title.as_ref(), &doc.aliases),
                span: name.span,
                deadlines: self.deadlines(doc.within.as_ref(), id, clock),
                not_before: self.deadlines(doc.not_before.as_ref(), id, clock),
                when: self.when(doc.when.as_ref(), id),
                optional: doc.optional,
                forbidden: doc.forbidden,
                at_least: doc.at_least.as_ref().map_or(1, |n| n.value),
                at_most: doc.at_most.as_ref().map(|n| n.value),
                demands: self.demands(id, name, doc, standard),
                starts: doc.starts || !named_start && first,
                ends: doc.ends,
                handover: own.and_then(|own| self.handover(id, own, doc)),
                repeat: doc.repeat.as_ref().and_then(|own| self.repeat(own, id, clock)),
                group: group.map(|(at, _)| at),
                immediately_after: immediately.and_then(|step| self.step(step, id)),
                after,
                after_any,
                after_groups,
            });
        }
    }

    fn handover(&self, duty: &str, own: StepId, doc: &StepDoc) -> Option<Handover> {
        let to = doc.to.as_ref()?;
        let accepted = doc.accepted.as_ref();
        let within = accepted.and_then(|a| a.within.as_ref());
        Some(Handover {
            to: self.party(to),
            accept: accepted.and_then(|a| a.step.as_ref()).and_then(|step| self.step(step, duty)),
            returned: accepted.and_then(|a| a.returned.as_ref()).and_then(|s| self.step(s, duty)),
            deadline: self.deadlines(within, duty, Clock::Step(own)).into_iter().next(),
            span: to.span,
        })
    }

    /// Of the data that the duty may record, what a hand-over may not disclose: all but its
    /// whitelist and what the step itself must show.
    fn withheld(&self, duty: &str, doc: &StepDoc) -> Vec<FieldId> {
        let Some(listed) = self.draft.duty(duty) else { return Vec::new() };
        let asked = doc.evidence.iter().chain(doc.needs.iter()).flat_map(alternatives);
        let mut open: HashSet<String> = asked.map(|name| name.value).collect();
        open.extend(doc.disclose.iter().map(|name| name.value.clone()));
        let fields = listed.doc.data.iter().filter(|(name, _)| !open.contains(&name.value));
        fields.filter_map(|(name, _)| self.field(name)).collect()
    }

    fn demands(
        &self,
        duty: &str,
        name: &Spanned<String>,
        doc: &StepDoc,
        standard: &StandardDoc,
    ) -> Vec<Demand> {
        let mut demands = Vec::new();
        let plain = |what, span| Demand { what, when: None, safeguard: false, span };
        if let Some(by) = &doc.by {
            if let Some(first) = by.role.first() {
                demands.push(plain(What::Role(self.parties(&by.role)), first.span));
            }
            if let Some(first) = by.kind.first() {
                demands.push(plain(What::Kind(texts(&by.kind)), first.span));
            }
            if let Some(persons) = &by.persons {
                demands.push(plain(What::Persons(persons.value), persons.span));
            }
            if let Some(first) = by.not_same_as.first() {
                let steps = self.all_steps(&by.not_same_as, duty);
                demands.push(plain(What::NotSameAs(steps), first.span));
            }
            if let Some((step, span)) =
                by.same_as.as_ref().and_then(|s| Some((self.step(s, duty)?, s.span)))
            {
                demands.push(plain(What::SameAs(step), span));
            }
            if let Some(level) = &by.level
                && let Some(at) = self.levels.iter().position(|l| *l == level.value)
            {
                demands.push(plain(What::Level(at), level.span));
            }
            if let Some(above) = by.above.as_ref().filter(|above| above.value) {
                demands.push(plain(What::Above, above.span));
            }
        }
        for item in doc.evidence.iter().chain(doc.needs.iter()) {
            let fields: Vec<_> = alternatives(item).filter_map(|f| self.field(&f)).collect();
            if !fields.is_empty() {
                demands.push(plain(What::Evidence(fields), item.span));
            }
        }
        if let Some(first) = doc.disclose.first().filter(|_| doc.to.is_some()) {
            let withheld = self.withheld(duty, doc);
            if !withheld.is_empty() {
                demands.push(Demand {
                    safeguard: true,
                    ..plain(What::Withheld(withheld), first.span)
                });
            }
        }
        for safeguard in standard.safeguards.iter() {
            let concerned = safeguard.of.iter().any(|step| step.value == name.value);
            let Some(require) = safeguard.require.as_ref().filter(|_| concerned) else {
                continue;
            };
            let what = match require.value {
                SafeguardKind::TwoPersons => {
                    Some(What::Persons(safeguard.persons.as_ref().map_or(2, |n| n.value)))
                }
                SafeguardKind::DifferentPersons => {
                    Some(What::NotSameAs(self.all_steps(&safeguard.from, duty)))
                }
                SafeguardKind::Recorded => {
                    safeguard.field.as_ref().and_then(|f| self.field(f)).map(What::Recorded)
                }
                SafeguardKind::RecordedWhenAlone => {
                    let persons = safeguard.persons.as_ref().map_or(2, |n| n.value);
                    let field = safeguard.field.as_ref().and_then(|f| self.field(f));
                    field.map(|field| What::RecordedWhenAlone(persons, field))
                }
                SafeguardKind::Words => None,
            };
            if let Some(what) = what {
                let when = self.when(safeguard.when.as_ref(), duty);
                demands.push(Demand { what, when, safeguard: true, span: require.span });
            }
        }
        demands
    }
}
