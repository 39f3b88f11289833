//! What can be wrong with the severities that a set chooses. One file per rule.

#[cfg(test)]
mod examples;
mod scenario_unknown_rule;
mod unknown_rule;
mod unknown_severity;

pub use scenario_unknown_rule::SCENARIO_UNKNOWN_RULE;
pub use unknown_rule::UNKNOWN_RULE;
pub use unknown_severity::UNKNOWN_SEVERITY;

use crate::finding::Rule;

/// Every rule of this group.
pub static RULES: &[&Rule] = &[&SCENARIO_UNKNOWN_RULE, &UNKNOWN_RULE, &UNKNOWN_SEVERITY];
