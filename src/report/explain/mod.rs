//! A rule with its examples; a duty in plain words; how a finding came about.

mod duty;
mod finding;
mod local;
mod model;
mod relation;
pub(in crate::report) mod rules;
mod standard;
mod telling;
mod together;

pub use duty::duty;
pub use finding::{Again, finding};
pub use model::model;
pub use rules::{all_rules, rule};
