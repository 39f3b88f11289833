//! What people and machines read: the wire format, and everything that is rendered from it.

pub mod answers;
pub mod audience;
mod columns;
mod course;
pub mod csv;
pub mod diagnostics;
pub mod due;
mod exceptions;
pub mod explain;
mod grid;
pub mod history;
pub mod html;
pub mod log;
pub mod markdown;
mod measure;
pub mod pipeline;
pub mod public;
pub mod reference;
pub mod revision;
#[cfg(test)]
mod sample;
pub mod style;
pub mod terminal;
pub mod trend;
pub mod trial;
mod units;
pub mod verify;
mod view;
pub mod whose;
pub mod wire;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use style::Style;
