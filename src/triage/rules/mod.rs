//! What can be wrong with names of rules in documents. One file per rule.

#[cfg(test)]
mod examples;
mod scenario_unknown_rule;
mod unknown_rule;
mod unknown_severity;
mod waiver_unknown_rule;

pub use scenario_unknown_rule::SCENARIO_UNKNOWN_RULE;
pub use unknown_rule::UNKNOWN_RULE;
pub use unknown_severity::UNKNOWN_SEVERITY;
pub use waiver_unknown_rule::WAIVER_UNKNOWN_RULE;

use crate::finding::Rule;

/// Every rule of this group.
pub static RULES: &[&Rule] =
    &[&SCENARIO_UNKNOWN_RULE, &UNKNOWN_RULE, &UNKNOWN_SEVERITY, &WAIVER_UNKNOWN_RULE];
