use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::{Day, Title};

/// `kind = "roster"`: bodies, persons as tokens, and targets to be covered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RosterDoc {
    /// Always `roster`.
    pub kind: Option<String>,
    /// Its name, when a set has several.
    pub id: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// Levels from the lowest to the highest, such as `[station, county, city]`.
    pub levels: Many<Spanned<String>>,
    /// The roles that holders and supporting bodies are named by.
    pub roles: Table<RoleDoc>,
    /// The bodies.
    pub bodies: Table<BodyDoc>,
    /// The persons by the number or token that logs use; never names.
    pub persons: Table<PersonDoc>,
    /// Targets to be covered: kind, then id.
    pub targets: Table<Table<TargetDoc>>,
}

/// A role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoleDoc {
    /// What people call it.
    pub title: Option<Title>,
}

/// A body.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BodyDoc {
    /// What people call it; logs may use it in any language.
    pub title: Option<Title>,
    /// Other names and codes that logs use.
    pub aliases: Many<Spanned<String>>,
    /// The roles it has.
    pub roles: Many<Spanned<String>>,
    /// Its level.
    pub level: Option<Spanned<String>>,
    /// The body above it.
    pub parent: Option<Spanned<String>>,
    /// The areas it answers for. Without any, areas are not checked for it.
    pub areas: Many<Spanned<String>>,
    /// First day of its existence.
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    pub until: Option<Spanned<Day>>,
}

/// A person, known by a token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonDoc {
    /// `officer`, `auxiliary`, `agency-staff`, `citizen` or another kind of the drafter's.
    pub kind: Option<Spanned<String>>,
    /// The body.
    pub unit: Option<Spanned<String>>,
    /// Days on which nothing is expected of this person.
    pub absent: Many<AbsenceDoc>,
}

/// A time of absence, both days included.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AbsenceDoc {
    /// First day.
    pub from: Option<Spanned<Day>>,
    /// Last day.
    pub until: Option<Spanned<Day>>,
}

/// A target.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TargetDoc {
    /// The body that answers for it.
    pub body: Option<Spanned<String>>,
    /// Its area.
    pub area: Option<Spanned<String>>,
    /// First day on which it is to be covered.
    pub from: Option<Spanned<Day>>,
    /// Last day.
    pub until: Option<Spanned<Day>>,
    /// Attributes that frequencies may ask for, such as `grade: red`.
    pub attributes: Table<Value>,
}
