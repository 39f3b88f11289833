//! What a set comes to once names are ids.

use std::collections::HashMap;

use crate::doc::Spanned;
use crate::model::condition::Condition;
use crate::model::docs::{FieldType, ForEach, MappingDoc, Status, Template, Ties, Window, Work};
use crate::model::{Calendar, Day, Limit, Zone};
use crate::text::{Span, Words};

/// Index into [`Model::duties`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DutyId(pub u16);

/// Index into [`Model::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u16);

/// Index into [`Model::fields`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u16);

/// Index into [`Model::bodies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(pub u16);

/// Index into [`Model::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(pub u16);

/// A condition over ids.
pub type Resolved = Condition<FieldId, StepId>;

/// A role, or one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Every body that has the role.
    Role(RoleId),
    /// This body.
    Body(BodyId),
}

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
    pub signals: Vec<super::Signal>,
    /// Supervision models.
    pub patterns: Vec<super::Pattern>,
    /// Severity by rule, as written.
    pub severity: Vec<(Spanned<String>, Spanned<String>)>,
    /// Where the set's id stands.
    pub span: Span,
}

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
    /// Its steps: a range of [`Model::steps`].
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
    pub measures: Vec<super::Measure>,
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

/// What begins a further occurrence of a duty in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrences {
    /// Each performance of a step with which the duty starts.
    EachStart,
    /// Events with one value of this field belong together.
    Field(FieldId),
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
    /// A body of at least this level (index into [`Model::levels`]).
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

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// What it holds.
    pub kind: FieldType,
    /// Its values.
    pub values: Vec<String>,
}

/// A role.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Everything that logs may call it.
    pub names: Vec<String>,
    /// Its roles.
    pub roles: Vec<RoleId>,
    /// Index into [`Model::levels`].
    pub level: Option<usize>,
    /// The body above it.
    pub parent: Option<BodyId>,
    /// Its areas; empty if they are not checked.
    pub areas: Vec<String>,
    /// First day of its existence.
    pub from: Option<Day>,
    /// Last day of it.
    pub until: Option<Day>,
    /// Where it stands.
    pub span: Span,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The kind.
    pub kind: Option<String>,
    /// The body.
    pub unit: Option<BodyId>,
    /// Times of absence, both days included.
    pub absent: Vec<(Day, Day)>,
}

/// A target.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The body that answers for it.
    pub body: Option<BodyId>,
    /// First day on which it is to be covered.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// Attributes.
    pub attributes: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// An act that nobody may do.
#[derive(Clone, Debug)]
pub struct Prohibited {
    /// What people call it.
    pub title: Words,
    /// Words that show it.
    pub keywords: Vec<String>,
    /// Codes that show it.
    pub codes: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

impl Step {
    /// Whether nothing is owed in a case in which it is not done, whatever else holds there.
    pub fn is_idle(&self) -> bool {
        let spared = self.optional || self.group.is_some() || self.at_least == 0;
        spared && !self.forbidden && self.repeat.is_none()
    }

    /// Whether anything must come before it.
    pub fn is_ordered(&self) -> bool {
        !self.after.is_empty() || !self.after_any.is_empty() || !self.after_groups.is_empty()
    }
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
