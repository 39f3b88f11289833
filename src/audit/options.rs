//! What an audit is asked for.

use super::outcome::Period;

/// What an audit is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Only findings that came true in this period, and verdicts as of its end.
    pub period: Option<Period>,
    /// The instant as of which verdicts hold, instead of the period's end or the newest event.
    pub as_of: Option<i64>,
    /// Findings kept in full for each rule and duty; the rest is counted.
    pub keep: usize,
    /// The key of person tokens; the same that the log was read with.
    pub token_key: Vec<u8>,
    /// Days ahead of as-of within which what falls due is counted.
    pub due_days: u32,
    /// How much of it is listed one by one, soonest first.
    pub due_listed: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            period: None,
            as_of: None,
            keep: 200,
            token_key: Vec::new(),
            due_days: 7,
            due_listed: 500,
        }
    }
}
