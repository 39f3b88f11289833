//! Indexes into a model.

use crate::model::condition::Condition;

/// Index into [`Model::duties`](super::Model::duties).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DutyId(pub u16);

/// Index into [`Model::steps`](super::Model::steps).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u16);

/// Index into [`Model::fields`](super::Model::fields).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u16);

/// Index into [`Model::bodies`](super::Model::bodies).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(pub u16);

/// Index into [`Model::roles`](super::Model::roles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(pub u16);

/// A condition over ids.
pub type Resolved = Condition<FieldId, StepId>;
