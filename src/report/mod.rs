//! What people and machines read: the wire format, and everything that is rendered from it.

pub mod diagnostics;
pub mod explain;
pub mod html;
mod measured;
#[cfg(test)]
mod sample;
pub mod style;
pub mod terminal;
pub mod trial;
mod units;
mod view;
pub mod whose;
pub mod wire;

pub use style::Style;
