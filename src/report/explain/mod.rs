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
pub use standard::step;

use crate::model::Draft;
use crate::model::docs::BasisDoc;
use crate::text::Lang;

/// A legal basis in one sentence.
pub fn basis(doc: &BasisDoc, lang: Lang) -> String {
    telling::Telling { draft: &Draft::default(), duty: "", lang }.basis(doc)
}
