//! What can be wrong with rules that documents name. One file per rule.

mod allow_incomplete;
mod allow_unknown_rule;
mod allow_unused;
#[cfg(test)]
mod examples;
mod scenario_unknown_rule;
mod unknown_rule;
mod unknown_severity;
mod waiver_unknown_rule;

pub use allow_incomplete::ALLOW_INCOMPLETE;
pub use allow_unknown_rule::ALLOW_UNKNOWN_RULE;
pub use allow_unused::ALLOW_UNUSED;
pub use scenario_unknown_rule::SCENARIO_UNKNOWN_RULE;
pub use unknown_rule::UNKNOWN_RULE;
pub use unknown_severity::UNKNOWN_SEVERITY;
pub use waiver_unknown_rule::WAIVER_UNKNOWN_RULE;

use crate::finding::Rule;

/// Every rule of this group.
pub static RULES: &[&Rule] = &[
    &ALLOW_INCOMPLETE,
    &ALLOW_UNKNOWN_RULE,
    &ALLOW_UNUSED,
    &SCENARIO_UNKNOWN_RULE,
    &UNKNOWN_RULE,
    &UNKNOWN_SEVERITY,
    &WAIVER_UNKNOWN_RULE,
];
