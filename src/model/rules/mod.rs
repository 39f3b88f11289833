//! What can be wrong while documents are put together into a set. One file per rule.

mod bad_condition;
mod bad_deadline;
mod import_cycle;
mod import_missing;
mod import_unknown_duty;
mod unknown_kind;

pub use bad_condition::BAD_CONDITION;
pub use bad_deadline::BAD_DEADLINE;
pub use import_cycle::IMPORT_CYCLE;
pub use import_missing::IMPORT_MISSING;
pub use import_unknown_duty::IMPORT_UNKNOWN_DUTY;
pub use unknown_kind::UNKNOWN_KIND;

use crate::finding::Rule;

/// Every rule of this group.
pub static RULES: &[&Rule] = &[
    &BAD_CONDITION,
    &BAD_DEADLINE,
    &IMPORT_CYCLE,
    &IMPORT_MISSING,
    &IMPORT_UNKNOWN_DUTY,
    &UNKNOWN_KIND,
];
