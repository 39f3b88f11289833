//! The events of one case, in order, found by step.

use super::bodies::BodyIndex;
use crate::log::Symbol;
use crate::model::Moment;
use crate::model::resolve::{DutyId, StepId};

/// An event that belongs to a duty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    /// The duty.
    pub(super) duty: DutyId,
    /// The step, if the log names one.
    pub(super) step: Option<StepId>,
    /// When.
    pub(super) at: Moment,
    /// By which body.
    pub(super) body: BodyIndex,
    /// Index into the events of the reading; ascending in file order.
    pub(super) event: u32,
}

/// One case: its events ordered by instant, then by file order.
pub(super) struct Case<'c> {
    /// Its name.
    pub(super) name: Symbol,
    /// Its events.
    pub(super) events: &'c [Done],
    /// (step, position in `events`), sorted.
    steps: Vec<(StepId, u32)>,
    /// Whether equal instants satisfy either order.
    pub(super) lenient: bool,
    /// Whether a row of this case can't be read.
    pub(super) rejected: bool,
    /// Which occurrence of a duty this is, if the duty has several in a case.
    pub(super) occurrence: Option<String>,
}

impl<'c> Case<'c> {
    /// A case over events that are already in order.
    pub(super) fn new(
        name: Symbol,
        events: &'c [Done],
        lenient: bool,
        rejected: bool,
        mut buffer: Vec<(StepId, u32)>,
    ) -> Self {
        buffer.clear();
        buffer.extend((0u32..).zip(events).filter_map(|(at, done)| Some((done.step?, at))));
        buffer.sort_unstable();
        Self { name, events, steps: buffer, lenient, rejected, occurrence: None }
    }

    /// A part of this case, over some of its events, in order.
    pub(super) fn part<'p>(&self, events: &'p [Done]) -> Case<'p> {
        Case::new(self.name, events, self.lenient, self.rejected, Vec::new())
    }

    /// Gives the buffer back for the next case.
    pub(super) fn into_buffer(self) -> Vec<(StepId, u32)> {
        self.steps
    }

    /// Every performance of a step, in order.
    pub(super) fn all(&self, step: StepId) -> impl Iterator<Item = &'c Done> + '_ {
        let events = self.events;
        self.places(step).iter().filter_map(move |(_, at)| events.get(*at as usize))
    }

    /// How often a step was done.
    pub(super) fn count(&self, step: StepId) -> usize {
        self.places(step).len()
    }

    /// Where a step was done: each with its position in [`Case::events`], in order.
    pub(super) fn places(&self, step: StepId) -> &[(StepId, u32)] {
        let start = self.steps.partition_point(|(own, _)| *own < step);
        let end = self.steps.partition_point(|(own, _)| *own <= step);
        self.steps.get(start..end).unwrap_or_default()
    }

    /// The first performance of a step.
    pub(super) fn first(&self, step: StepId) -> Option<&'c Done> {
        let start = self.steps.partition_point(|(own, _)| *own < step);
        let (own, at) = self.steps.get(start)?;
        if *own == step { self.events.get(*at as usize) } else { None }
    }

    /// The first event of a duty.
    pub(super) fn first_of(&self, duty: DutyId) -> Option<&'c Done> {
        self.events.iter().find(|done| done.duty == duty)
    }

    /// Whether the first of two events came before the second for certain.
    pub(super) fn must_precede(&self, first: &Done, second: &Done) -> bool {
        if self.lenient {
            first.at.end() < second.at.start
        } else {
            (first.at.start, first.event) < (second.at.start, second.event)
        }
    }

    /// Whether the first of two events can have come before the second. A tie satisfies either
    /// order, unless the order of the file decides.
    pub(super) fn may_precede(&self, first: &Done, second: &Done) -> bool {
        if self.lenient {
            first.at.start <= second.at.end()
        } else {
            (first.at.start, first.event) < (second.at.start, second.event)
        }
    }
}
