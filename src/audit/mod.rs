//! Judging: events are matched to duties, cases to standards, and every obligation gets a verdict.

mod bodies;
mod book;
mod case;
#[cfg(test)]
mod examples;
mod facts;
mod frequency;
mod judge;
mod keep;
mod matching;
mod measures;
mod options;
pub mod outcome;
mod outside;
mod patterns;
mod persons;
mod quality;
pub mod rules;
mod run;
mod summary;
mod truth;
pub mod windows;

pub use options::Options;
pub use outcome::Audit;
pub use run::run;
