//! Sources, spans, positions and words in two languages. Imports nothing of ours.

pub mod bound;
pub mod diff;
pub mod lang;
pub mod nearest;
pub mod source;
pub mod width;

pub use lang::{Lang, Words, say};
pub use nearest::{did_you_mean, meant, nearest};
pub use source::{Position, Source, SourceId, Sources, Span};
