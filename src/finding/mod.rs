//! What every check reports, whether it looked at a list or at a log.

pub mod fact;
pub mod fingerprint;
pub mod fix;
pub mod place;
pub mod rule;
pub mod sink;

pub use fact::{About, Finding, Subject};
pub use fingerprint::{Digits, Fingerprint};
pub use fix::Fix;
pub use place::{Label, Place, RowRef};
pub use rule::{Class, Example, Rule, Severity};
pub use sink::Sink;
