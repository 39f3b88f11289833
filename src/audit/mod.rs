//! Judging: events are matched to duties, cases to standards, and every obligation gets a verdict.

#[cfg(test)]
mod examples;
pub mod outcome;
pub mod rules;

pub use outcome::Audit;
