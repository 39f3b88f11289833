//! A duty with its triggers, frequencies, permitted data, relations and measures.

use super::{
    Basis, Clock, Duty, DutyId, Expected, FieldId, Link, Resolver, Step, Trigger, alternatives,
    index, texts,
};
use crate::doc::Value;
use crate::model::condition::Written;
use crate::model::docs::{DutyDoc, ExpectedDoc, OccurrencesDoc, StandardDoc};
use crate::model::load::text_of;
use crate::model::{Title, condition, within};
use crate::text::Span;

impl<'d> Resolver<'d> {
    pub(super) fn duty(
        &self,
        id: &str,
        doc: &'d DutyDoc,
        span: Span,
        steps: &mut Vec<Step>,
    ) -> Duty {
        let own = self.duties.get(id).copied().unwrap_or(DutyId(0));
        let standard = self.draft.standard_of(id).map(|doc| &doc.value);
        let first = index(steps.len());
        if let Some(standard) = standard {
            self.steps_of(id, own, standard, steps);
        }
        let triggers = doc.trigger.iter().filter_map(|trigger| {
            let place = trigger.step.as_ref()?;
            let step = self.step(place, id)?;
            let deadlines = self.deadlines(trigger.within.as_ref(), id, Clock::Step(step));
            Some(Trigger {
                step,
                when: self.when(trigger.when.as_ref(), id),
                deadline: deadlines.into_iter().next(),
                span: place.span,
            })
        });
        let matches = doc.matches.as_ref();
        let own_steps = steps.get(usize::from(first)..).unwrap_or_default();
        Duty {
            id: id.to_owned(),
            title: Title::or(doc.title.as_ref(), id),
            span,
            holder: doc.holder.first().and_then(|holder| self.party(holder)),
            holder_span: doc.holder.first().map_or(span, |holder| holder.span),
            supporting: self.parties(&doc.supporting),
            work: doc.work.as_ref().map(|work| work.value),
            from: doc.from.as_ref().map(|day| day.value),
            until: doc.until.as_ref().map(|day| day.value),
            triggers: triggers.collect(),
            external: doc.trigger.iter().any(|trigger| trigger.event.is_some()),
            expected: doc.expected.iter().filter_map(|e| self.expected(e, id, span)).collect(),
            codes: matches.map(|m| texts(&m.codes)).unwrap_or_default(),
            values: matches
                .map(|m| {
                    let values = m.values.iter();
                    values.filter_map(|(f, v)| Some((self.field(f)?, texts(v)))).collect()
                })
                .unwrap_or_default(),
            keywords: matches.map(|m| texts(&m.keywords)).unwrap_or_default(),
            areas: doc.boundary.as_ref().map(|b| texts(&b.areas)).unwrap_or_default(),
            permitted: self.permitted(doc, standard),
            reserved_to: texts(&doc.reserved_to),
            steps: first..index(steps.len()),
            groups: standard.map(|s| self.groups(id, s)).unwrap_or_default(),
            occurrences: standard.and_then(|s| self.occurrences(s)),
            relations: standard.map(|s| self.relations(id, s)).unwrap_or_default(),
            closes_after: standard.and_then(|s| s.closes_after.as_ref()).map(|limit| limit.value),
            measures: standard.map(|s| self.measures(id, s, own_steps)).unwrap_or_default(),
            basis: doc
                .basis
                .iter()
                .filter_map(|basis| {
                    let law = text_of(basis.law.as_ref())?;
                    let article = text_of(basis.article.as_ref()).unwrap_or_default();
                    let text = format!("{law} {article}").trim().to_owned();
                    Some(Basis { text, status: basis.status.as_ref().map(|s| s.value) })
                })
                .collect(),
        }
    }

    /// What the list permits, and what the standard itself asks for.
    fn permitted(&self, doc: &DutyDoc, standard: Option<&StandardDoc>) -> Option<Vec<FieldId>> {
        if doc.data.is_empty() {
            return None;
        }
        let mut fields: Vec<FieldId> =
            doc.data.iter().filter_map(|(name, _)| self.field(name)).collect();
        let mut add = |id: Option<FieldId>| fields.extend(id);
        let mut conditions: Vec<&Value> =
            doc.trigger.iter().filter_map(|t| t.when.as_ref()).collect();
        let mut timings: Vec<Option<&Value>> =
            doc.trigger.iter().map(|trigger| trigger.within.as_ref()).collect();
        if let Some(standard) = standard {
            for (_, step) in standard.steps.iter() {
                let listed = step.evidence.iter().chain(step.needs.iter());
                listed.flat_map(alternatives).for_each(|name| add(self.field(&name)));
                step.disclose.iter().for_each(|name| add(self.field(name)));
                conditions.extend(&step.when);
                conditions.extend(step.repeat.iter().filter_map(|own| own.when.as_ref()));
                let accepted = step.accepted.as_ref().and_then(|own| own.within.as_ref());
                timings.extend([step.within.as_ref(), step.not_before.as_ref(), accepted]);
            }
            for (_, group) in standard.groups.iter() {
                conditions.extend(&group.when);
                timings.push(group.within.as_ref());
            }
            for (_, rule) in standard.rules.iter() {
                conditions.extend(&rule.when);
                timings.push(rule.within.as_ref());
            }
            if let Some(OccurrencesDoc::Field(name)) =
                standard.occurrences.as_ref().map(|own| &own.value)
            {
                add(self.field(name));
            }
            for (_, rule) in standard.rules.iter() {
                let linked = rule.same.iter().chain(rule.different.iter());
                let fields = linked.filter(|name| Link::named(name.as_str()).is_none());
                fields.for_each(|name| add(self.field(name)));
                conditions.extend(&rule.when);
            }
            for safeguard in standard.safeguards.iter() {
                add(safeguard.field.as_ref().and_then(|name| self.field(name)));
                conditions.extend(&safeguard.when);
            }
        }
        let mut written: Vec<Written> =
            conditions.into_iter().map(|value| condition::read(value, &mut Vec::new())).collect();
        for value in timings.into_iter().flatten() {
            let forms = within::read(value, &mut Vec::new());
            written.extend(forms.into_iter().filter_map(|timing| timing.when));
        }
        for own in written {
            own.leaves(&mut |leaf| {
                if let condition::Condition::Field { field, .. } = leaf {
                    add(self.field(field));
                }
            });
        }
        fields.sort_unstable();
        fields.dedup();
        Some(fields)
    }

    fn expected(&self, doc: &ExpectedDoc, duty: &str, span: Span) -> Option<Expected> {
        let every = doc.every.as_ref()?;
        Some(Expected {
            at_least: doc.at_least.as_ref().map_or(1, |n| n.value),
            every: every.value,
            for_each: doc.for_each,
            of: text_of(doc.of.as_ref()).map(str::to_owned),
            filter: doc.filter.iter().map(|(k, v)| (k.value.clone(), texts(v))).collect(),
            step: doc.step.as_ref().and_then(|step| self.step(step, duty)),
            span: if every.span == Span::default() { span } else { every.span },
        })
    }
}
