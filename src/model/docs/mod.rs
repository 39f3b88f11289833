//! The kinds of documents as they are written, with the place of everything that a check may
//! want to point at. Nothing is required here: what is missing is for the rules to say.

mod calendar;
mod import;
mod list;
mod mapping;
mod overlay;
mod pattern;
mod relation;
mod roster;
mod scenario;
mod set;
mod signal;
mod standard;
mod together;
mod waiver;

pub use calendar::{CalendarDoc, YearDoc};
pub use import::ImportDoc;
pub use list::{
    BasisDoc, BoundaryDoc, DataDoc, DutyDoc, ExcludeDoc, ExpectedDoc, ForEach, ListDoc, MatchesDoc,
    Status, TriggerDoc, Window, Work,
};
pub use mapping::{
    ColumnDoc, ColumnsDoc, Form, IgnoreDoc, MappingDoc, TestDoc, TimeMeaning, WideStepDoc,
};
pub use overlay::{AddDoc, OverlayDoc, Power, ReplaceDoc, TightenDoc};
pub use pattern::{CountedDoc, PatternDoc};
pub use relation::{Ask, Between, Look, RuleDoc, Template};
pub use roster::{AbsenceDoc, BodyDoc, PersonDoc, RoleDoc, RosterDoc, TargetDoc};
pub use scenario::{ExpectDoc, ScenarioDoc, VariantDoc};
pub use set::{FieldDoc, FieldType, ProhibitedDoc, SetDoc, Ties};
pub use signal::{SignalDoc, SignalTest};
pub use standard::{
    AcceptedDoc, ActorDoc, MeasureDoc, MeasureKind, SafeguardDoc, SafeguardKind, StandardDoc,
    StepDoc,
};
pub use together::{GroupDoc, OccurrencesDoc, RepeatDoc};
pub use waiver::{WaiverDoc, WaiversDoc};
