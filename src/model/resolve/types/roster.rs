//! Who may act, on what, and what nobody may do.

use super::{BodyId, RoleId};
use crate::model::Day;
use crate::model::docs::FieldType;
use crate::text::{Span, Words};

/// A role, or one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Every body that has the role.
    Role(RoleId),
    /// This body.
    Body(BodyId),
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
    /// Index into [`Model::levels`](super::Model::levels).
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
