//! A place for each obligation, found by arithmetic: verdicts come by the million.

use super::bodies::BodyIndex;
use super::book::{Obligation, Page};
use super::outcome::{Kind, Verdict};
use crate::model::Model;
use crate::model::resolve::DutyId;

/// Obligations that any step may have, before its demands.
const OF_STEP: usize = 7;

/// What the obligations came to so far.
pub(super) struct Pages {
    places: Places,
    written: Vec<Page>,
    /// Occurrences of each duty, by the body that answers for them.
    occurrences: Vec<Vec<u64>>,
}

/// Where the obligations of each step and duty begin.
#[derive(Clone)]
struct Places {
    steps: Vec<usize>,
    duties: Vec<OfDuty>,
    end: usize,
}

#[derive(Clone, Copy)]
struct OfDuty {
    groups: usize,
    relations: usize,
    triggers: usize,
    frequencies: usize,
    record: usize,
}

impl Pages {
    pub(super) fn new(model: &Model) -> Self {
        let mut end = 0;
        let mut take = |count: usize| {
            let begin = end;
            end += count;
            begin
        };
        let steps = model.steps.iter().map(|step| take(OF_STEP + step.demands.len())).collect();
        let duties = model.duties.iter().map(|duty| OfDuty {
            groups: take(duty.groups.len()),
            relations: take(duty.relations.len()),
            triggers: take(duty.triggers.len()),
            frequencies: take(duty.expected.len()),
            record: take(1),
        });
        let duties = duties.collect();
        Self::empty(Places { steps, duties, end })
    }

    fn empty(places: Places) -> Self {
        let mut written = Vec::new();
        written.resize_with(places.end, Page::default);
        let occurrences = vec![Vec::new(); places.duties.len()];
        Self { places, written, occurrences }
    }

    /// The same places with nothing written down.
    pub(super) fn blank(&self) -> Self {
        Self::empty(self.places.clone())
    }

    pub(super) fn get(&self, obligation: Obligation) -> Option<&Page> {
        self.written.get(self.places.of(obligation)?)
    }

    pub(super) fn get_mut(&mut self, obligation: Obligation) -> Option<&mut Page> {
        self.written.get_mut(self.places.of(obligation)?)
    }

    /// Adds what was written down elsewhere, in the same places.
    pub(super) fn merge(&mut self, other: Self) {
        for (own, more) in self.written.iter_mut().zip(other.written) {
            own.merge(more);
        }
        for (own, more) in self.occurrences.iter_mut().zip(other.occurrences) {
            if own.len() < more.len() {
                own.resize(more.len(), 0);
            }
            for (own, more) in own.iter_mut().zip(more) {
                *own += more;
            }
        }
    }

    /// Counts an occurrence of a duty for which a body answers.
    pub(super) fn begin(&mut self, duty: DutyId, body: BodyIndex) {
        let Some(own) = self.occurrences.get_mut(usize::from(duty.0)) else { return };
        let at = body.0 as usize;
        if own.len() <= at {
            own.resize(at + 1, 0);
        }
        if let Some(count) = own.get_mut(at) {
            *count += 1;
        }
    }

    /// Each idle step has one verdict for each occurrence of its duty; those that were not written
    /// down one by one are that it was not owed.
    pub(super) fn settle(&mut self, model: &Model) {
        let occurrences = std::mem::take(&mut self.occurrences);
        for (duty, counts) in (0u16..).map(DutyId).zip(&occurrences) {
            let idle = model.steps_of(duty).filter(|step| model.step(*step).is_idle());
            for step in idle {
                let obligation = Obligation { duty, step: Some(step), kind: Kind::Done };
                let Some(page) = self.get_mut(obligation) else { continue };
                for (body, count) in (0u32..).map(BodyIndex).zip(counts).filter(|own| *own.1 > 0) {
                    if let Some(own) = page.of_body(body) {
                        let rest = count.saturating_sub(own.total());
                        own.0[Verdict::NotApplicable as usize] += rest;
                    }
                }
            }
        }
    }
}

impl Places {
    fn of(&self, obligation: Obligation) -> Option<usize> {
        let duty = || self.duties.get(usize::from(obligation.duty.0));
        let step = |offset: usize| {
            let begin = self.steps.get(usize::from(obligation.step?.0))?;
            Some(begin + offset)
        };
        match obligation.kind {
            Kind::Done => step(0),
            Kind::Order => step(1),
            Kind::NotBefore => step(2),
            Kind::AtMost => step(3),
            Kind::Immediately => step(4),
            Kind::Restraint => step(5),
            Kind::Acceptance => step(6),
            Kind::Demand(at) => step(OF_STEP + usize::from(at)),
            Kind::Group(at) => Some(duty()?.groups + usize::from(at)),
            Kind::Relation(at) => Some(duty()?.relations + usize::from(at)),
            Kind::Trigger(at) => Some(duty()?.triggers + usize::from(at)),
            Kind::Frequency(at) => Some(duty()?.frequencies + usize::from(at)),
            Kind::Record => Some(duty()?.record),
        }
    }
}
