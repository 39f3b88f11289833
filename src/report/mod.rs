//! What people and machines read: the wire format, and everything that is rendered from it.

pub mod answers;
mod columns;
pub mod csv;
pub mod diagnostics;
pub mod due;
pub mod explain;
mod grid;
pub mod markdown;
mod measure;
#[cfg(test)]
mod sample;
pub mod style;
pub mod terminal;
pub mod trial;
mod units;
mod view;
pub mod whose;
pub mod wire;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use style::Style;
