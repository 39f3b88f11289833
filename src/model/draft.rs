//! Every document of a set and of the sets it imports, as they are written.

use std::path::PathBuf;

use super::Title;
use super::docs::{
    BodyDoc, CalendarDoc, DutyDoc, FieldDoc, ListDoc, MappingDoc, OverlayDoc, PatternDoc, RoleDoc,
    RosterDoc, ScenarioDoc, SetDoc, StandardDoc, StepDoc, WaiversDoc,
};
use super::imports::Import;
use super::overlay::Applied;
use crate::doc::Spanned;
use crate::text::{Lang, SourceId, Sources, Span};

/// A document and where it comes from.
#[derive(Clone, Debug)]
pub struct Doc<T> {
    /// What it says.
    pub value: T,
    /// The file.
    pub source: SourceId,
    /// Index of its set in [`Draft::sets`]; zero is the set that was asked for.
    pub set: usize,
    /// A place that stands for the document as a whole: its `kind`.
    pub place: Span,
}

/// A set's root document.
#[derive(Clone, Debug)]
pub struct SetRoot {
    /// What it says.
    pub value: SetDoc,
    /// The file.
    pub source: SourceId,
    /// The folder.
    pub folder: PathBuf,
    /// The folder as the user knows it.
    pub name: String,
    /// A place that stands for the document as a whole: its `kind`.
    pub place: Span,
}

/// A duty of an imported set that no import asks for.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Option<Title>,
}

/// A set and everything that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Every text that was read.
    pub sources: Sources,
    /// The set itself, then what it imports.
    pub sets: Vec<SetRoot>,
    /// Which set imports which.
    pub imports: Vec<Import>,
    /// Duties of imported sets that did not come, because no import asks for them.
    pub left_out: Vec<LeftOut>,
    /// Responsibility lists.
    pub lists: Vec<Doc<ListDoc>>,
    /// Standards.
    pub standards: Vec<Doc<StandardDoc>>,
    /// Overlays; they are applied by then.
    pub overlays: Vec<Doc<OverlayDoc>>,
    /// What the overlays came to.
    pub applied: Applied,
    /// Rosters.
    pub rosters: Vec<Doc<RosterDoc>>,
    /// Calendars.
    pub calendars: Vec<Doc<CalendarDoc>>,
    /// Mappings.
    pub mappings: Vec<Doc<MappingDoc>>,
    /// Scenarios.
    pub scenarios: Vec<Doc<ScenarioDoc>>,
    /// Supervision models.
    pub models: Vec<Doc<PatternDoc>>,
    /// Waivers of the set that was asked for.
    pub waivers: Vec<Doc<WaiversDoc>>,
}

/// A duty with the list it stands in.
#[derive(Clone, Copy, Debug)]
pub struct DutyRef<'d> {
    /// Its id, at its place.
    pub id: &'d Spanned<String>,
    /// What the list says of it.
    pub doc: &'d DutyDoc,
    /// Index of its set.
    pub set: usize,
}

/// A step with the standard it stands in.
#[derive(Clone, Copy, Debug)]
pub struct StepRef<'d> {
    /// The duty's id.
    pub duty: &'d str,
    /// The step's id, at its place.
    pub id: &'d Spanned<String>,
    /// What the standard says of it.
    pub doc: &'d StepDoc,
}

impl Draft {
    /// The set that was asked for. A draft without one has an empty stand-in.
    pub fn set(&self) -> &SetDoc {
        static NONE: std::sync::OnceLock<SetDoc> = std::sync::OnceLock::new();
        self.sets.first().map_or_else(|| NONE.get_or_init(SetDoc::default), |set| &set.value)
    }

    /// The place of the set's id, or that of its document.
    pub fn set_place(&self) -> Span {
        let place = self.sets.first().map(|set| set.place);
        self.set().id.as_ref().map(|id| id.span).or(place).unwrap_or_default()
    }

    /// The languages in which titles must be given; English when the set names none.
    pub fn languages(&self) -> Vec<Lang> {
        let named = self.set().languages.iter().filter_map(|tag| Lang::from_tag(&tag.value));
        let mut named: Vec<_> = named.collect();
        if named.is_empty() {
            named.push(Lang::En);
        }
        named
    }

    /// Every duty of every list.
    pub fn duties(&self) -> impl Iterator<Item = DutyRef<'_>> {
        self.lists.iter().flat_map(|list| {
            let set = list.set;
            list.value.duties.iter().map(move |(id, doc)| DutyRef { id, doc, set })
        })
    }

    /// The duty of an id; the first, if several lists have it.
    pub fn duty(&self, id: &str) -> Option<DutyRef<'_>> {
        self.duties().find(|duty| duty.id.value == id)
    }

    /// A duty of an imported set that did not come.
    pub fn left_out(&self, id: &str) -> Option<&LeftOut> {
        self.left_out.iter().find(|duty| duty.id == id)
    }

    /// Every standard that names its duty.
    pub fn standards_of(&self, duty: &str) -> impl Iterator<Item = &Doc<StandardDoc>> {
        self.standards
            .iter()
            .filter(move |doc| doc.value.duty.as_ref().is_some_and(|d| d.value == duty))
    }

    /// The standard of a duty; the first, if several are given.
    pub fn standard_of(&self, duty: &str) -> Option<&Doc<StandardDoc>> {
        self.standards_of(duty).next()
    }

    /// Every step of every standard.
    pub fn steps(&self) -> impl Iterator<Item = StepRef<'_>> {
        self.standards.iter().flat_map(|doc| {
            let duty = doc.value.duty.as_ref().map_or("", |d| d.value.as_str());
            doc.value.steps.iter().map(move |(id, doc)| StepRef { duty, id, doc })
        })
    }

    /// The step that `step` or `DUTY.step` names, seen from within a duty.
    pub fn step(&self, name: &str, within: &str) -> Option<StepRef<'_>> {
        let own = |duty: &str, step: &str| {
            let standard = self.standard_of(duty)?;
            let (id, doc) = standard.value.steps.iter().find(|(id, _)| id.value == step)?;
            let duty = standard.value.duty.as_ref().map_or("", |d| d.value.as_str());
            Some(StepRef { duty, id, doc })
        };
        own(within, name).or_else(|| {
            let (duty, step) = name.rsplit_once('.')?;
            own(duty, step)
        })
    }

    /// Every declared field, those of imported sets included.
    pub fn fields(&self) -> impl Iterator<Item = (&Spanned<String>, &FieldDoc)> {
        self.sets.iter().flat_map(|set| set.value.fields.iter().map(|(id, doc)| (id, doc)))
    }

    /// The declaration of a field.
    pub fn field(&self, name: &str) -> Option<&FieldDoc> {
        self.fields().find(|(id, _)| id.value == name).map(|(_, doc)| doc)
    }

    /// The rosters in use: the one that the set names, or all.
    pub fn rosters_in_use(&self) -> impl Iterator<Item = &Doc<RosterDoc>> {
        let named = self.set().roster.as_ref();
        self.rosters.iter().filter(move |doc| match named {
            Some(name) => doc.value.id.as_ref().is_some_and(|id| id.value == name.value),
            None => true,
        })
    }

    /// Every role of the rosters in use.
    pub fn roles(&self) -> impl Iterator<Item = (&Spanned<String>, &RoleDoc)> {
        self.rosters_in_use().flat_map(|doc| doc.value.roles.iter().map(|(id, doc)| (id, doc)))
    }

    /// Every body of the rosters in use.
    pub fn bodies(&self) -> impl Iterator<Item = (&Spanned<String>, &BodyDoc)> {
        self.rosters_in_use().flat_map(|doc| doc.value.bodies.iter().map(|(id, doc)| (id, doc)))
    }

    /// Whether a role or body of that name exists.
    pub fn is_party(&self, name: &str) -> bool {
        self.roles().any(|(id, _)| id.value == name)
            || self.bodies().any(|(id, _)| id.value == name)
    }

    /// The calendar that the set names. Without a name nothing rolls, even if there is one.
    pub fn calendar(&self) -> Option<&Doc<CalendarDoc>> {
        let name = self.set().calendar.as_ref()?;
        self.calendars
            .iter()
            .find(|doc| doc.value.id.as_ref().is_some_and(|id| id.value == name.value))
    }
}
