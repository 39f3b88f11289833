//! Relations between steps.

use super::{Deadline, FieldId, Resolved, StepId};
use crate::model::docs::Template;
use crate::text::{Span, Words};

/// A relation between steps.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Which relation.
    pub template: Template,
    /// The steps that make it count.
    pub activation: Vec<StepId>,
    /// The steps of which one must go with it.
    pub target: Vec<StepId>,
    /// How often, where it counts.
    pub count: u32,
    /// How soon.
    pub deadline: Option<Deadline>,
    /// Only when this holds at the activation.
    pub when: Option<Resolved>,
    /// What must be the same at both.
    pub same: Vec<Link>,
    /// What must differ.
    pub different: Vec<Link>,
    /// Only counted.
    pub counted: bool,
    /// Where it stands.
    pub span: Span,
}

/// What two events may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A field.
    Field(FieldId),
    /// The body that acted.
    Body,
    /// A person.
    Person,
    /// The target.
    Target,
    /// The area.
    Area,
}

impl Link {
    /// What every event may have without a field; these names come before those of fields.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("body", Self::Body),
        ("person", Self::Person),
        ("target", Self::Target),
        ("area", Self::Area),
    ];

    /// The link of a name that is no field's.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(own, _)| *own == name).map(|(_, link)| *link)
    }
}
