//! A rule with its examples; a duty in plain words.

mod duty;
mod local;
mod model;
mod relation;
mod rules;
mod standard;
mod telling;
mod together;

pub use duty::duty;
pub use model::model;
pub use rules::{all_rules, rule};
