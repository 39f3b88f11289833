//! A duty: when it is due, and what means it.

use super::{Deadline, FieldId, Group, Party, Relation, Resolved, StepId};
use crate::model::docs::{ForEach, Status, Window, Work};
use crate::model::resolve::Measure;
use crate::model::{Day, Limit};
use crate::text::{Span, Words};

/// A duty.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Where it stands.
    pub span: Span,
    /// Who answers for it.
    pub holder: Option<Party>,
    /// Where the holder stands.
    pub holder_span: Span,
    /// Who helps.
    pub supporting: Vec<Party>,
    /// Routine or special.
    pub work: Option<Work>,
    /// First day of force.
    pub from: Option<Day>,
    /// Last day of force.
    pub until: Option<Day>,
    /// Steps of other duties that make it due.
    pub triggers: Vec<Trigger>,
    /// Whether something outside the log makes it due.
    pub external: bool,
    /// Frequencies.
    pub expected: Vec<Expected>,
    /// Codes that mean it.
    pub codes: Vec<String>,
    /// Field values that mean it.
    pub values: Vec<(FieldId, Vec<String>)>,
    /// Words that mean it.
    pub keywords: Vec<String>,
    /// Areas to which it is limited; empty for all.
    pub areas: Vec<String>,
    /// Fields that may be recorded; nothing if the list doesn't say.
    pub permitted: Option<Vec<FieldId>>,
    /// Kinds of persons who alone may carry it out; empty for all.
    pub reserved_to: Vec<String>,
    /// Its steps: a range of [`Model::steps`](super::Model::steps).
    pub steps: std::ops::Range<u16>,
    /// Steps of which one, some or all are done.
    pub groups: Vec<Group>,
    /// What begins a further occurrence in one case.
    pub occurrences: Option<Occurrences>,
    /// Relations between steps.
    pub relations: Vec<Relation>,
    /// What is open this long after the first event is missing.
    pub closes_after: Option<Limit>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// The law behind it, for reports.
    pub basis: Vec<Basis>,
}

/// A legal basis as reports show it.
#[derive(Clone, Debug)]
pub struct Basis {
    /// Law and article.
    pub text: String,
    /// How well it is known.
    pub status: Option<Status>,
}

/// What makes a duty due within a case.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The step that does.
    pub step: StepId,
    /// Only when this holds.
    pub when: Option<Resolved>,
    /// How soon.
    pub deadline: Option<Deadline>,
    /// Where it stands.
    pub span: Span,
}

/// A frequency.
#[derive(Clone, Debug)]
pub struct Expected {
    /// How many times in each window.
    pub at_least: u32,
    /// The window.
    pub every: Window,
    /// Counted for each of what.
    pub for_each: ForEach,
    /// The kind of target.
    pub of: Option<String>,
    /// Attributes that targets must have.
    pub filter: Vec<(String, Vec<String>)>,
    /// The step that counts; otherwise any.
    pub step: Option<StepId>,
    /// Where it stands.
    pub span: Span,
}

/// What begins a further occurrence of a duty in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrences {
    /// Each performance of a step with which the duty starts.
    EachStart,
    /// Events with one value of this field belong together.
    Field(FieldId),
}
