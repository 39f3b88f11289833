//! Clocks, deadlines and windows.

use super::{Resolved, StepId};
use crate::model::docs::Status;
use crate::model::{Day, Limit};
use crate::text::Span;

/// From when a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// From a step.
    Step(StepId),
    /// From a group of the duty, by number: the first of one or some, the last of all.
    Group(u8),
    /// From the step that triggered the duty, else from the duty's first event.
    Start,
}

/// A deadline counted from one clock, with the forms it had over time.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// From when the clock runs.
    pub of: Clock,
    /// Its forms; the first that is in force on the day of the start, and whose condition holds.
    pub forms: Vec<Form>,
}

/// One form of a deadline.
#[derive(Clone, Debug)]
pub struct Form {
    /// How long.
    pub limit: Limit,
    /// First day of its period of force.
    pub from: Option<Day>,
    /// Last day of it.
    pub until: Option<Day>,
    /// Whether it rolls.
    pub roll: bool,
    /// Whether it is a custody clock.
    pub custody: bool,
    /// How it is extended: by which step, by how much, how often.
    pub extend: Option<(StepId, Limit, u32)>,
    /// Steps between which it stands still.
    pub pauses: Vec<(StepId, StepId)>,
    /// The step with which it starts anew.
    pub restart: Option<StepId>,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// How well the number is known.
    pub basis: Option<Status>,
    /// Where it stands.
    pub span: Span,
}

/// A step that is done again and again.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// From when its windows are counted.
    pub of: Clock,
    /// Its windows.
    pub windows: Windows,
    /// Whether a window that ends on a rest day ends with the next working day.
    pub roll: bool,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// Where it stands.
    pub span: Span,
}

/// The windows of a step that is done again and again.
#[derive(Clone, Debug)]
pub enum Windows {
    /// They end at these distances from the start.
    At(Vec<Limit>),
    /// They are equally long.
    Every {
        /// How long.
        length: Limit,
        /// How many.
        times: Option<u32>,
        /// The step that puts an end to them.
        until: Option<StepId>,
    },
}
