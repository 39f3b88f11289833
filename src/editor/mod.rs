//! What an editor asks of texts that are being written: findings, what a name is and where it stands,
//! what could stand at a place. It knows nothing of the protocol by which editors ask.
//!
//! A [`Desk`] holds the open texts and reads the files around them. Names are found by one table of
//! what each key names ([`roles`]), in trees that are read as far as they can be ([`sheet`]); where
//! somebody is typing, the place is told from the text alone ([`context`]). Findings are those of
//! `remit check` ([`check`]).

pub mod actions;
pub mod check;
pub mod complete;
pub mod context;
pub mod desk;
pub mod go;
pub mod hover;
mod mini;
pub mod names;
mod parts;
pub mod position;
pub mod roles;
pub mod shape;
pub mod sheet;
pub mod symbols;
#[cfg(test)]
mod tests;
mod toml;
mod tree;
mod walk;
mod yaml;

pub use check::{Checker, Note, Notes, Snapshot};
pub use desk::{Change, Desk};
pub use position::{Encoding, Spot};
