//! A place for each obligation, found by arithmetic: verdicts come by the million.

use super::book::{Obligation, Page};
use super::outcome::Kind;
use crate::model::Model;

/// Obligations that any step may have, before its demands.
const OF_STEP: usize = 7;

/// What the obligations came to so far.
pub(super) struct Pages {
    places: Places,
    pages: Vec<Page>,
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
        let mut pages = Vec::new();
        pages.resize_with(places.end, Page::default);
        Self { places, pages }
    }

    /// The same places with nothing written down.
    pub(super) fn blank(&self) -> Self {
        Self::empty(self.places.clone())
    }

    pub(super) fn get(&self, obligation: Obligation) -> Option<&Page> {
        self.pages.get(self.places.of(obligation)?)
    }

    pub(super) fn get_mut(&mut self, obligation: Obligation) -> Option<&mut Page> {
        self.pages.get_mut(self.places.of(obligation)?)
    }

    /// Adds what was written down elsewhere, in the same places.
    pub(super) fn merge(&mut self, other: Self) {
        for (own, more) in self.pages.iter_mut().zip(other.pages) {
            own.merge(more);
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
