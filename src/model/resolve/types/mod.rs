//! What a set comes to once names are ids.

mod clock;
mod duty;
mod ids;
mod relation;
mod roster;
mod step;

use std::collections::HashMap;

pub use clock::{Clock, Deadline, Form, Repeat, Windows};
pub use duty::{Basis, Duty, Expected, Occurrences, Trigger};
pub use ids::{BodyId, DutyId, FieldId, Resolved, RoleId, StepId};
pub use relation::{Link, Relation};
pub use roster::{Body, Field, Party, Person, Prohibited, Role, Target};
pub use step::{Demand, Group, Handover, Members, Step, What};

use crate::doc::Spanned;
use crate::model::docs::{MappingDoc, Ties};
use crate::model::resolve::{Pattern, Signal};
use crate::model::waiver::Waiver;
use crate::model::{Calendar, Zone};
use crate::text::{Span, Words};

/// A set, resolved.
#[derive(Clone, Debug)]
pub struct Model {
    /// Short name of the set.
    pub id: String,
    /// Version of the set.
    pub version: String,
    /// What people call it.
    pub title: Words,
    /// No responsibility outside the list.
    pub closed: bool,
    /// How equal instants are ordered.
    pub ties: Ties,
    /// Whether rows that repeat another are ignored.
    pub ignore_duplicate_rows: bool,
    /// Where days begin and end.
    pub zone: Zone,
    /// Rest days.
    pub calendar: Option<Calendar>,
    /// The duties, in the order of the lists.
    pub duties: Vec<Duty>,
    /// The steps of all duties; those of one duty are neighbours.
    pub steps: Vec<Step>,
    /// Fields by name.
    pub fields: Vec<Field>,
    /// Roles of the roster.
    pub roles: Vec<Role>,
    /// Bodies of the roster.
    pub bodies: Vec<Body>,
    /// Persons of the roster, by the number or token that logs use.
    pub persons: HashMap<String, Person>,
    /// Targets of the roster, in its order.
    pub targets: Vec<Target>,
    /// Acts that nobody may do.
    pub prohibited: Vec<Prohibited>,
    /// Mappings, as they are written.
    pub mappings: Vec<MappingDoc>,
    /// The mapping that the set chose.
    pub mapping: Option<String>,
    /// Logs of the set, relative to its folder.
    pub logs: Vec<String>,
    /// Levels of bodies from the lowest to the highest.
    pub levels: Vec<String>,
    /// Signals.
    pub signals: Vec<Signal>,
    /// Supervision models.
    pub patterns: Vec<Pattern>,
    /// Waivers that can be relied upon.
    pub waivers: Vec<Waiver>,
    /// Severity by rule, as written.
    pub severity: Vec<(Spanned<String>, Spanned<String>)>,
    /// Where the set's id stands.
    pub span: Span,
}

impl Model {
    /// The duty of an id of this model.
    pub fn duty(&self, id: DutyId) -> &Duty {
        &self.duties[usize::from(id.0)]
    }

    /// The step of an id of this model.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[usize::from(id.0)]
    }

    /// The body of an id of this model.
    pub fn body(&self, id: BodyId) -> &Body {
        &self.bodies[usize::from(id.0)]
    }

    /// The role of an id of this model.
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[usize::from(id.0)]
    }

    /// The ids of a duty's steps.
    pub fn steps_of(&self, duty: DutyId) -> impl Iterator<Item = StepId> + use<> {
        self.duty(duty).steps.clone().map(StepId)
    }

    /// Whether it is a deadline of the duty's first steps, and not one of the trigger's own, that
    /// says by when a triggered duty must be begun.
    pub fn begins_by_step(&self, duty: DutyId, trigger: &Trigger) -> bool {
        let timed = |step: &Step| step.starts && !step.deadlines.is_empty();
        trigger.deadline.is_none() && self.steps_of(duty).any(|step| timed(self.step(step)))
    }

    /// Whether a body is meant by a party.
    pub fn is(&self, body: BodyId, party: Party) -> bool {
        match party {
            Party::Body(id) => id == body,
            Party::Role(role) => self.body(body).roles.contains(&role),
        }
    }

    /// The bodies meant by a party.
    pub fn bodies_of(&self, party: Party) -> impl Iterator<Item = BodyId> {
        let ids = (0..self.bodies.len()).map(|at| BodyId(u16::try_from(at).unwrap_or(u16::MAX)));
        ids.filter(move |body| self.is(*body, party))
    }

    /// What people call a party.
    pub fn party_title(&self, party: Party) -> &Words {
        match party {
            Party::Body(id) => &self.body(id).title,
            Party::Role(id) => &self.roles[usize::from(id.0)].title,
        }
    }
}
