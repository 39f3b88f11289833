//! Lists proved by scenarios: each is a small log with all that an audit must find in it.
//!
//! ```text
//! Draft ─► prepare ─► run ─► compare ─► Trial ─► report
//!          rows as    audit  expected
//!          a log             against found
//! ```
//!
//! A scenario is judged by the one engine there is, with the whole set that it belongs to. What is
//! not expected is a failure.

mod compare;
mod counted;
mod coverage;
mod expand;
mod mutants;
mod prepare;
mod run;
mod share;

pub use compare::{Failure, Fault};
pub use coverage::{Coverage, Never, Part, Tally, coverage};
pub use mutants::{Mutation, Unnoticed, mutate};
pub use prepare::{Prepared, Variant, prepare};
pub use run::{Options, Trial, run};
