//! A step: its order, who may do it and with what, and groups of steps.

use super::{Deadline, DutyId, FieldId, Party, Repeat, Resolved, StepId};
use crate::text::{Span, Words};

/// A step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// The duty.
    pub duty: DutyId,
    /// What people call it.
    pub title: Words,
    /// Everything that logs may call it.
    pub names: Vec<String>,
    /// Where it stands.
    pub span: Span,
    /// All of these before.
    pub after: Vec<StepId>,
    /// One of these before.
    pub after_any: Vec<StepId>,
    /// These groups of the duty before, by number.
    pub after_groups: Vec<u8>,
    /// This one right before.
    pub immediately_after: Option<StepId>,
    /// It is done again and again.
    pub repeat: Option<Repeat>,
    /// The group of the duty that it is a member of, by number.
    pub group: Option<u8>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// Not before.
    pub not_before: Vec<Deadline>,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// Need not be done.
    pub optional: bool,
    /// Must not be done.
    pub forbidden: bool,
    /// How many times at least.
    pub at_least: u32,
    /// How many times at most.
    pub at_most: Option<u32>,
    /// Who and with what.
    pub demands: Vec<Demand>,
    /// The duty begins with it.
    pub starts: bool,
    /// The duty ends with it.
    pub ends: bool,
    /// It hands the matter over.
    pub handover: Option<Handover>,
}

impl Step {
    /// Whether nothing is owed in a case in which it is not done, whatever else holds there.
    pub fn is_idle(&self) -> bool {
        let spared = self.optional || self.group.is_some() || self.at_least == 0;
        spared && !self.forbidden && self.repeat.is_none()
    }

    /// Whether it is enough that it was done once, whenever and by whomever.
    pub fn is_plain(&self) -> bool {
        let once = self.at_least <= 1 && self.at_most.is_none() && self.repeat.is_none();
        let timeless = self.deadlines.is_empty() && self.not_before.is_empty();
        let unordered = !self.is_ordered() && self.immediately_after.is_none();
        let free = self.when.is_none() && self.demands.is_empty() && self.handover.is_none();
        once && timeless && unordered && free && !self.forbidden
    }

    /// Whether anything must come before it.
    pub fn is_ordered(&self) -> bool {
        !self.after.is_empty() || !self.after_any.is_empty() || !self.after_groups.is_empty()
    }
}

/// Steps of which one, some or all are done.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// How many of its members.
    pub of: Members,
    /// Its members.
    pub members: Vec<StepId>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// Need not be done; with all: all together or none.
    pub optional: bool,
    /// Where it stands.
    pub span: Span,
}

/// How many members of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// Exactly one.
    One,
    /// At least one.
    Any,
    /// Every one.
    All,
}

/// What is asked of each performance of a step.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What.
    pub what: What,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// Whether a safeguard asks for it.
    pub safeguard: bool,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The body has one of these roles.
    Role(Vec<Party>),
    /// The persons are of these kinds.
    Kind(Vec<String>),
    /// At least so many different persons.
    Persons(u32),
    /// Nobody who also did one of these steps.
    NotSameAs(Vec<StepId>),
    /// The same person as in this step.
    SameAs(StepId),
    /// A body of at least this level (index into [`Model::levels`](super::Model::levels)).
    Level(usize),
    /// One of these fields is filled.
    Evidence(Vec<FieldId>),
    /// A body above the one that answers for the case.
    Above,
    /// This field shows a recording.
    Recorded(FieldId),
    /// At least so many different persons, or this field shows a recording.
    RecordedWhenAlone(u32, FieldId),
    /// None of these fields is filled: the hand-over may not disclose them.
    Withheld(Vec<FieldId>),
}

/// A hand-over.
#[derive(Clone, Debug)]
pub struct Handover {
    /// To whom.
    pub to: Option<Party>,
    /// The step by which the receiver accepts.
    pub accept: Option<StepId>,
    /// The step by which the receiver gives it back.
    pub returned: Option<StepId>,
    /// How soon.
    pub deadline: Option<Deadline>,
    /// Where it stands.
    pub span: Span,
}
