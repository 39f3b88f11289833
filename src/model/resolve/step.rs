//! A step with who must do it, with what, and how it is handed over.

use super::{
    Clock, Demand, DutyId, Handover, Resolver, Step, StepId, What, alternatives, names, texts,
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
            let after = self.all_steps(&doc.after, id);
            let after_any = self.all_steps(&doc.after_any, id);
            let first = after.is_empty() && after_any.is_empty();
            let clock = after.first().filter(|_| after.len() == 1);
            let clock = clock.map_or(Clock::Start, |step| Clock::Step(*step));
            let own = self.steps.get(&(id, name.as_str())).copied();
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
                after,
                after_any,
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
            deadline: self.deadlines(within, duty, Clock::Step(own)).into_iter().next(),
            span: to.span,
        })
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
        }
        for item in doc.evidence.iter().chain(doc.needs.iter()) {
            let fields: Vec<_> = alternatives(item).filter_map(|f| self.field(&f)).collect();
            if !fields.is_empty() {
                demands.push(plain(What::Evidence(fields), item.span));
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
