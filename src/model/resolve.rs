//! From names to ids: what an audit works with. What doesn't resolve is left out here; the rules of
//! [`crate::lint`] report it, and an audit refuses to run on it.

use std::collections::HashMap;

use super::calendar::Calendar;
use super::condition::{self, Written};
use super::docs::{
    DutyDoc, ExpectedDoc, FieldType, ForEach, MappingDoc, MeasureKind, SafeguardKind, StandardDoc,
    Status, StepDoc, Template, Ties, Window, Work,
};
use super::draft::Draft;
use super::load::text_of;
use super::within::{self, Timing};
use super::{Day, Limit, Title, Zone};
use crate::doc::{Spanned, Value};
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
pub type Resolved = condition::Condition<FieldId, StepId>;

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

/// From when a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// From a step.
    Step(StepId),
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
    /// This field shows a recording.
    Recorded(FieldId),
}

/// A hand-over.
#[derive(Clone, Debug)]
pub struct Handover {
    /// To whom.
    pub to: Option<Party>,
    /// The step by which the receiver accepts.
    pub accept: Option<StepId>,
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
    /// The step that makes it count.
    pub activation: StepId,
    /// The step that must go with it.
    pub target: StepId,
    /// How soon.
    pub deadline: Option<Deadline>,
    /// Only when this holds at the activation.
    pub when: Option<Resolved>,
    /// Only counted.
    pub counted: bool,
    /// Where it stands.
    pub span: Span,
}

/// A measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What people call it.
    pub title: Words,
    /// What is measured.
    pub kind: MeasureKind,
    /// The step, if it is one alone.
    pub of: Option<StepId>,
    /// The share to be reached, in percent.
    pub target: Option<f64>,
    /// Where it stands.
    pub span: Span,
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

impl Model {
    /// Resolves a draft.
    pub fn resolve(draft: &Draft) -> Self {
        Resolver::new(draft).model()
    }

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

    /// The ids of a duty's steps.
    pub fn steps_of(&self, duty: DutyId) -> impl Iterator<Item = StepId> + use<> {
        self.duty(duty).steps.clone().map(StepId)
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

struct Resolver<'d> {
    draft: &'d Draft,
    fields: HashMap<&'d str, FieldId>,
    roles: HashMap<&'d str, RoleId>,
    bodies: HashMap<&'d str, BodyId>,
    duties: HashMap<&'d str, DutyId>,
    steps: HashMap<(&'d str, &'d str), StepId>,
    levels: Vec<String>,
}

fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// First come, first served: of two things of one name the first counts.
fn ids<'d, T>(names: impl Iterator<Item = &'d str>, id: impl Fn(u16) -> T) -> HashMap<&'d str, T> {
    let mut map = HashMap::new();
    for name in names {
        let next = index(map.len());
        map.entry(name).or_insert_with(|| id(next));
    }
    map
}

fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|v| v.value.clone()).collect()
}

/// Names in both languages and aliases, without doubles.
fn names(id: &str, title: Option<&Title>, aliases: &[Spanned<String>]) -> Vec<String> {
    let mut names = vec![id.to_owned()];
    let titles = title
        .into_iter()
        .flat_map(|t| [t.en.clone(), t.zh.clone()])
        .flatten();
    for name in titles.chain(texts(aliases)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl<'d> Resolver<'d> {
    fn new(draft: &'d Draft) -> Self {
        let fields = ids(draft.fields().map(|(id, _)| id.as_str()), FieldId);
        let roles = ids(draft.roles().map(|(id, _)| id.as_str()), RoleId);
        let bodies = ids(draft.bodies().map(|(id, _)| id.as_str()), BodyId);
        let duties = ids(draft.duties().map(|duty| duty.id.as_str()), DutyId);
        let mut steps = HashMap::new();
        for duty in unique_duties(draft) {
            if let Some(standard) = draft.standard_of(duty) {
                for (id, _) in standard.value.steps.iter() {
                    let next = StepId(index(steps.len()));
                    steps.entry((duty, id.as_str())).or_insert(next);
                }
            }
        }
        let mut levels = Vec::new();
        for roster in draft.rosters_in_use() {
            levels.extend(texts(&roster.value.levels));
        }
        Self {
            draft,
            fields,
            roles,
            bodies,
            duties,
            steps,
            levels,
        }
    }

    fn model(self) -> Model {
        let set = self.draft.set();
        let zone = text_of(set.timezone.as_ref()).and_then(Zone::named);
        let calendar = self.draft.calendar().map(|doc| {
            Calendar::new(
                text_of(doc.value.id.as_ref()).unwrap_or_default(),
                &doc.value,
            )
        });
        let id = text_of(set.id.as_ref()).unwrap_or("set").to_owned();
        let mut model = Model {
            title: Title::or(set.title.as_ref(), &id),
            id,
            version: text_of(set.version.as_ref()).unwrap_or("0").to_owned(),
            closed: set.closed.unwrap_or(true),
            ties: set.ties,
            ignore_duplicate_rows: set.ignore_duplicate_rows,
            zone: zone.unwrap_or_else(Zone::utc),
            calendar,
            duties: Vec::new(),
            steps: Vec::new(),
            fields: self.all_fields(),
            roles: self.all_roles(),
            bodies: self.all_bodies(),
            persons: self.all_persons(),
            targets: self.all_targets(),
            prohibited: self.all_prohibited(),
            mappings: self
                .draft
                .mappings
                .iter()
                .map(|doc| doc.value.clone())
                .collect(),
            mapping: text_of(set.mapping.as_ref()).map(str::to_owned),
            logs: texts(&set.logs),
            levels: self.levels.clone(),
            severity: set.severity.0.clone(),
            span: self.draft.set_place(),
        };
        for id in unique_duties(self.draft) {
            if let Some(duty) = self.draft.duty(id) {
                let duty = self.duty(id, duty.doc, duty.id.span, &mut model.steps);
                model.duties.push(duty);
            }
        }
        model
    }

    fn field(&self, name: &Spanned<String>) -> Option<FieldId> {
        self.fields.get(name.as_str()).copied()
    }

    fn party(&self, name: &Spanned<String>) -> Option<Party> {
        let role = self.roles.get(name.as_str()).map(|id| Party::Role(*id));
        role.or_else(|| self.bodies.get(name.as_str()).map(|id| Party::Body(*id)))
    }

    fn parties(&self, names: &[Spanned<String>]) -> Vec<Party> {
        names.iter().filter_map(|name| self.party(name)).collect()
    }

    fn step(&self, name: &Spanned<String>, duty: &str) -> Option<StepId> {
        let name = name.as_str();
        let own = self.steps.get(&(duty, name));
        own.or_else(|| name.rsplit_once('.').and_then(|pair| self.steps.get(&pair)))
            .copied()
    }

    fn all_steps(&self, names: &[Spanned<String>], duty: &str) -> Vec<StepId> {
        names
            .iter()
            .filter_map(|name| self.step(name, duty))
            .collect()
    }

    fn condition(&self, written: &Written, duty: &str) -> Option<Resolved> {
        written.resolve(&mut |field| self.field(field), &mut |step| {
            self.step(step, duty)
        })
    }

    fn when(&self, value: Option<&Value>, duty: &str) -> Option<Resolved> {
        self.condition(&condition::read(value?, &mut Vec::new()), duty)
    }

    /// Groups what is written by the clock it runs from.
    fn deadlines(&self, value: Option<&Value>, duty: &str, default: Clock) -> Vec<Deadline> {
        let mut deadlines: Vec<Deadline> = Vec::new();
        let timings = value
            .map(|value| within::read(value, &mut Vec::new()))
            .unwrap_or_default();
        for timing in &timings {
            let of = match &timing.of {
                Some(name) => match self.step(name, duty) {
                    Some(step) => Clock::Step(step),
                    None => continue,
                },
                None => default,
            };
            let form = self.form(timing, duty);
            match deadlines.iter_mut().find(|deadline| deadline.of == of) {
                Some(deadline) => deadline.forms.push(form),
                None => deadlines.push(Deadline {
                    of,
                    forms: vec![form],
                }),
            }
        }
        deadlines
    }

    fn form(&self, timing: &Timing, duty: &str) -> Form {
        let extend = timing
            .extend
            .as_ref()
            .and_then(|extend| Some((self.step(&extend.step, duty)?, extend.by, extend.at_most)));
        Form {
            limit: timing.limit.value,
            from: timing.from,
            until: timing.until,
            roll: timing.roll,
            custody: timing.custody,
            extend,
            when: timing
                .when
                .as_ref()
                .and_then(|when| self.condition(when, duty)),
            basis: timing.basis.as_ref().map(|basis| basis.value),
            span: timing.span,
        }
    }

    fn duty(&self, id: &str, doc: &'d DutyDoc, span: Span, steps: &mut Vec<Step>) -> Duty {
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
            expected: doc
                .expected
                .iter()
                .filter_map(|e| self.expected(e, id, span))
                .collect(),
            codes: matches.map(|m| texts(&m.codes)).unwrap_or_default(),
            values: matches
                .map(|m| {
                    let values = m.values.iter();
                    values
                        .filter_map(|(f, v)| Some((self.field(f)?, texts(v))))
                        .collect()
                })
                .unwrap_or_default(),
            keywords: matches.map(|m| texts(&m.keywords)).unwrap_or_default(),
            areas: doc
                .boundary
                .as_ref()
                .map(|b| texts(&b.areas))
                .unwrap_or_default(),
            permitted: self.permitted(doc, standard),
            reserved_to: texts(&doc.reserved_to),
            steps: first..index(steps.len()),
            relations: standard.map(|s| self.relations(id, s)).unwrap_or_default(),
            closes_after: standard
                .and_then(|s| s.closes_after.as_ref())
                .map(|limit| limit.value),
            measures: standard.map(|s| self.measures(id, s)).unwrap_or_default(),
            basis: doc
                .basis
                .iter()
                .filter_map(|basis| {
                    let law = text_of(basis.law.as_ref())?;
                    let article = text_of(basis.article.as_ref()).unwrap_or_default();
                    let text = format!("{law} {article}").trim().to_owned();
                    Some(Basis {
                        text,
                        status: basis.status.as_ref().map(|s| s.value),
                    })
                })
                .collect(),
        }
    }

    /// What the list permits, and what the standard itself asks for.
    fn permitted(&self, doc: &DutyDoc, standard: Option<&StandardDoc>) -> Option<Vec<FieldId>> {
        if doc.data.is_empty() {
            return None;
        }
        let mut fields: Vec<FieldId> = doc
            .data
            .iter()
            .filter_map(|(name, _)| self.field(name))
            .collect();
        let mut add = |id: Option<FieldId>| fields.extend(id);
        let mut conditions: Vec<&Value> =
            doc.trigger.iter().filter_map(|t| t.when.as_ref()).collect();
        if let Some(standard) = standard {
            for (_, step) in standard.steps.iter() {
                let listed = step.evidence.iter().chain(step.needs.iter());
                listed
                    .flat_map(alternatives)
                    .for_each(|name| add(self.field(&name)));
                step.disclose.iter().for_each(|name| add(self.field(name)));
                conditions.extend(&step.when);
            }
            for safeguard in standard.safeguards.iter() {
                add(safeguard.field.as_ref().and_then(|name| self.field(name)));
                conditions.extend(&safeguard.when);
            }
        }
        for value in conditions {
            condition::read(value, &mut Vec::new()).leaves(&mut |leaf| {
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
            filter: doc
                .filter
                .iter()
                .map(|(k, v)| (k.value.clone(), texts(v)))
                .collect(),
            step: doc.step.as_ref().and_then(|step| self.step(step, duty)),
            span: if every.span == Span::default() {
                span
            } else {
                every.span
            },
        })
    }

    fn steps_of(&self, id: &str, duty: DutyId, standard: &StandardDoc, steps: &mut Vec<Step>) {
        let mut seen: Vec<&str> = Vec::new();
        let named_start = standard.steps.iter().any(|(_, step)| step.starts);
        for (name, doc) in standard.steps.iter() {
            if seen.contains(&name.as_str()) {
                continue;
            }
            seen.push(name.as_str());
            let after = self.all_steps(&doc.after, id);
            let after_any = self.all_steps(&doc.after_any, id);
            let first = after.is_empty() && after_any.is_empty();
            let clock = after.first().filter(|_| after.len() == 1);
            let clock = clock.map_or(Clock::Start, |step| Clock::Step(*step));
            let own = self.steps.get(&(id, name.as_str())).copied();
            steps.push(Step {
                id: name.value.clone(),
                duty,
                title: Title::or(doc.title.as_ref(), name.as_str()),
                names: names(name.as_str(), doc.title.as_ref(), &doc.aliases),
                span: name.span,
                deadlines: self.deadlines(doc.within.as_ref(), id, clock),
                not_before: self.deadlines(doc.not_before.as_ref(), id, clock),
                when: self.when(doc.when.as_ref(), id),
                optional: doc.optional,
                forbidden: doc.forbidden,
                at_least: doc.at_least.as_ref().map_or(1, |n| n.value),
                at_most: doc.at_most.as_ref().map(|n| n.value),
                demands: self.demands(id, name, doc, standard),
                starts: doc.starts || !named_start && first,
                ends: doc.ends,
                handover: own.and_then(|own| self.handover(id, own, doc)),
                after,
                after_any,
            });
        }
    }

    fn handover(&self, duty: &str, own: StepId, doc: &StepDoc) -> Option<Handover> {
        let to = doc.to.as_ref()?;
        let accepted = doc.accepted.as_ref();
        let within = accepted.and_then(|a| a.within.as_ref());
        Some(Handover {
            to: self.party(to),
            accept: accepted
                .and_then(|a| a.step.as_ref())
                .and_then(|step| self.step(step, duty)),
            deadline: self
                .deadlines(within, duty, Clock::Step(own))
                .into_iter()
                .next(),
            span: to.span,
        })
    }

    fn demands(
        &self,
        duty: &str,
        name: &Spanned<String>,
        doc: &StepDoc,
        standard: &StandardDoc,
    ) -> Vec<Demand> {
        let mut demands = Vec::new();
        let plain = |what, span| Demand {
            what,
            when: None,
            safeguard: false,
            span,
        };
        if let Some(by) = &doc.by {
            if let Some(first) = by.role.first() {
                demands.push(plain(What::Role(self.parties(&by.role)), first.span));
            }
            if let Some(first) = by.kind.first() {
                demands.push(plain(What::Kind(texts(&by.kind)), first.span));
            }
            if let Some(persons) = &by.persons {
                demands.push(plain(What::Persons(persons.value), persons.span));
            }
            if let Some(first) = by.not_same_as.first() {
                let steps = self.all_steps(&by.not_same_as, duty);
                demands.push(plain(What::NotSameAs(steps), first.span));
            }
            if let Some((step, span)) = by
                .same_as
                .as_ref()
                .and_then(|s| Some((self.step(s, duty)?, s.span)))
            {
                demands.push(plain(What::SameAs(step), span));
            }
            if let Some(level) = &by.level
                && let Some(at) = self.levels.iter().position(|l| *l == level.value)
            {
                demands.push(plain(What::Level(at), level.span));
            }
        }
        for item in doc.evidence.iter().chain(doc.needs.iter()) {
            let fields: Vec<_> = alternatives(item).filter_map(|f| self.field(&f)).collect();
            if !fields.is_empty() {
                demands.push(plain(What::Evidence(fields), item.span));
            }
        }
        for safeguard in standard.safeguards.iter() {
            let concerned = safeguard.of.iter().any(|step| step.value == name.value);
            let Some(require) = safeguard.require.as_ref().filter(|_| concerned) else {
                continue;
            };
            let what = match require.value {
                SafeguardKind::TwoPersons => Some(What::Persons(
                    safeguard.persons.as_ref().map_or(2, |n| n.value),
                )),
                SafeguardKind::DifferentPersons => {
                    Some(What::NotSameAs(self.all_steps(&safeguard.from, duty)))
                }
                SafeguardKind::Recorded => safeguard
                    .field
                    .as_ref()
                    .and_then(|f| self.field(f))
                    .map(What::Recorded),
                SafeguardKind::Words => None,
            };
            if let Some(what) = what {
                let when = self.when(safeguard.when.as_ref(), duty);
                demands.push(Demand {
                    what,
                    when,
                    safeguard: true,
                    span: require.span,
                });
            }
        }
        demands
    }

    fn relations(&self, duty: &str, standard: &StandardDoc) -> Vec<Relation> {
        let relation = |(id, doc): &(Spanned<String>, super::docs::RuleDoc)| {
            let activation = self.step(doc.activation.as_ref()?, duty)?;
            Some(Relation {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                template: doc.template.as_ref()?.value,
                activation,
                target: self.step(doc.target.as_ref()?, duty)?,
                deadline: self
                    .deadlines(doc.within.as_ref(), duty, Clock::Step(activation))
                    .into_iter()
                    .next(),
                when: self.when(doc.when.as_ref(), duty),
                counted: doc.counted,
                span: id.span,
            })
        };
        standard.rules.iter().filter_map(relation).collect()
    }

    fn measures(&self, duty: &str, standard: &StandardDoc) -> Vec<Measure> {
        let measure = |doc: &super::docs::MeasureDoc| {
            let kind = doc.measure.as_ref()?;
            let of = doc.of.as_ref().and_then(|step| self.step(step, duty));
            let title = match kind.value {
                MeasureKind::OnTime => Words::fixed("on time", "按时率"),
                MeasureKind::Done => Words::fixed("done", "完成率"),
                MeasureKind::Covered => Words::fixed("covered", "覆盖率"),
            };
            Some(Measure {
                title: doc.title.as_ref().map_or(title, Title::words),
                kind: kind.value,
                of,
                target: text_of(doc.target.as_ref()).and_then(percent),
                span: kind.span,
            })
        };
        standard.evaluation.iter().filter_map(measure).collect()
    }

    fn all_fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (id, doc) in self.draft.fields() {
            if fields.iter().any(|field| field.id == id.value) {
                continue;
            }
            fields.push(Field {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                kind: doc.kind.unwrap_or(FieldType::Text),
                values: texts(&doc.values),
            });
        }
        fields
    }

    fn all_roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::new();
        for (id, doc) in self.draft.roles() {
            if roles.iter().all(|role| role.id != id.value) {
                let title = Title::or(doc.title.as_ref(), id.as_str());
                roles.push(Role {
                    id: id.value.clone(),
                    title,
                });
            }
        }
        roles
    }

    fn all_bodies(&self) -> Vec<Body> {
        let mut bodies: Vec<Body> = Vec::new();
        for (id, doc) in self.draft.bodies() {
            if bodies.iter().any(|body| body.id == id.value) {
                continue;
            }
            bodies.push(Body {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                names: names(id.as_str(), doc.title.as_ref(), &doc.aliases),
                roles: doc
                    .roles
                    .iter()
                    .filter_map(|r| self.roles.get(r.as_str()).copied())
                    .collect(),
                level: text_of(doc.level.as_ref())
                    .and_then(|level| self.levels.iter().position(|l| l == level)),
                parent: doc
                    .parent
                    .as_ref()
                    .and_then(|p| self.bodies.get(p.as_str()).copied()),
                areas: texts(&doc.areas),
                from: doc.from.as_ref().map(|day| day.value),
                until: doc.until.as_ref().map(|day| day.value),
                span: id.span,
            });
        }
        bodies
    }

    fn all_persons(&self) -> HashMap<String, Person> {
        let persons = self
            .draft
            .rosters_in_use()
            .flat_map(|doc| doc.value.persons.iter());
        persons
            .map(|(id, doc)| {
                let absent = doc.absent.iter().filter_map(|a| {
                    let from = a.from.as_ref()?.value;
                    Some((
                        from,
                        a.until.as_ref().map_or(Day(i32::MAX), |until| until.value),
                    ))
                });
                let unit = doc
                    .unit
                    .as_ref()
                    .and_then(|u| self.bodies.get(u.as_str()).copied());
                let kind = text_of(doc.kind.as_ref()).map(str::to_owned);
                (
                    id.value.clone(),
                    Person {
                        kind,
                        unit,
                        absent: absent.collect(),
                    },
                )
            })
            .collect()
    }

    fn all_targets(&self) -> Vec<Target> {
        let kinds = self
            .draft
            .rosters_in_use()
            .flat_map(|doc| doc.value.targets.iter());
        kinds
            .flat_map(|(kind, targets)| targets.iter().map(move |(id, doc)| (kind, id, doc)))
            .map(|(kind, id, doc)| Target {
                kind: kind.value.clone(),
                id: id.value.clone(),
                body: doc
                    .body
                    .as_ref()
                    .and_then(|b| self.bodies.get(b.as_str()).copied()),
                from: doc.from.as_ref().map(|day| day.value),
                until: doc.until.as_ref().map(|day| day.value),
                attributes: doc
                    .attributes
                    .iter()
                    .filter_map(|(key, value)| Some((key.value.clone(), value.scalar()?)))
                    .collect(),
                span: id.span,
            })
            .collect()
    }

    fn all_prohibited(&self) -> Vec<Prohibited> {
        let acts = self
            .draft
            .sets
            .iter()
            .flat_map(|set| set.value.prohibited.iter());
        acts.map(|act| Prohibited {
            title: Title::or(act.title.as_ref(), "prohibited"),
            keywords: texts(&act.keywords),
            codes: texts(&act.codes),
            span: act
                .title
                .as_ref()
                .map_or_else(|| self.draft.set_place(), |title| title.span),
        })
        .collect()
    }
}

/// Ids of all duties, each once, in the order of the lists.
fn unique_duties(draft: &Draft) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    draft
        .duties()
        .map(|duty| duty.id.as_str())
        .filter(|id| seen.insert(*id))
        .collect()
}

/// The fields of `a | b`, each at the place of the whole.
pub fn alternatives(item: &Spanned<String>) -> impl Iterator<Item = Spanned<String>> {
    let span = item.span;
    item.value.split('|').map(move |name| Spanned {
        value: name.trim().to_owned(),
        span,
    })
}

/// Reads `95%`, `95` or `0.95` as percent.
pub fn percent(text: &str) -> Option<f64> {
    let text = text.trim();
    let number: f64 = text.trim_end_matches(['%', '％']).trim().parse().ok()?;
    let percent = if text.ends_with(['%', '％']) || number > 1.0 {
        number
    } else {
        number * 100.0
    };
    (0.0..=100.0).contains(&percent).then_some(percent)
}
