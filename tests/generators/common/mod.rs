//! What the generators of logs share: random numbers, the calendar reckoned a second time, tables.
//!
//! None of it is taken from `remit`, so that a log and its audit check each other.

pub(crate) mod clock;
pub(crate) mod rng;
pub(crate) mod table;
