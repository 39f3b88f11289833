//! Judging: events are matched to duties, cases to standards, and every obligation gets a verdict.

mod bodies;
mod book;
mod case;
mod clocks;
#[cfg(test)]
mod examples;
mod facts;
mod frequency;
pub mod instant;
mod judge;
mod keep;
mod keys;
mod matching;
mod measures;
mod misread;
mod options;
pub mod outcome;
mod outside;
mod pages;
mod patterns;
pub mod period;
mod persons;
mod quality;
mod reasoning;
pub mod rules;
mod run;
pub mod seen;
mod sights;
mod signals;
mod sorted;
mod summary;
mod truth;
mod waivers;
pub mod whose;
pub mod windows;

pub use misread::Misread;
pub use options::Options;
pub use outcome::Audit;
pub use run::{examine, observe, run};
