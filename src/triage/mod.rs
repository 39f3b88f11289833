//! The catalogue of rules, and how much each of them matters to a set.

pub mod allows;
pub mod catalogue;
pub mod checked;
pub mod rules;
pub mod scenarios;
pub mod severities;
pub mod waivers;

pub use catalogue::{catalogue, find, nearest};
pub use severities::Severities;
