//! The JSON report. Its shape has a version of its own, and every other rendering of an audit is
//! made from it and from nothing else.
//!
//! Keys have a fixed order and nothing has a hash's order, so the same inputs give the same bytes.

mod answers;
mod audit;
mod check;
mod counts;
mod digest;
pub mod due;
mod finding;
pub mod log;
mod pairs;
mod place;
mod prints;
mod trial;
mod waiver;
pub mod whose;

pub use answers::{
    Answer, AnswerCounts, AnswerPlace, AnswerSheet, FaultyAnswer, OtherAnswer, State,
};
pub use check::{CheckCounts, CheckReport, CheckedSet};
pub use counts::{ByClass, BySeverity, Cell, Counts};
#[cfg(feature = "xlsx")]
pub(crate) use digest::sha256;
pub use finding::{Clause, Finding, First, More, Row};
pub use pairs::Pairs;
pub use prints::Prints;
pub use trial::{
    Coverage, Failure, Fault, Mutation, Never, Tally, TestCounts, TestReport, TestedSet, Unnoticed,
};
pub use waiver::{Waiver, WaiverUse};

use serde::{Deserialize, Serialize};

use crate::finding::{Class, Severity};
use crate::text::Words;

/// The version of the shape of reports.
pub const VERSION: u32 = 1;

/// What made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// Version of the program.
    pub version: String,
    /// Version of the shape, [`VERSION`].
    pub report: u32,
}

impl Default for Maker {
    fn default() -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), report: VERSION }
    }
}

/// Everything that an audit comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What made it.
    pub remit: Maker,
    /// The set.
    pub set: SetInfo,
    /// What was asked for.
    pub options: Options,
    /// The period that was asked for, such as `2026-W07`.
    pub period: Option<String>,
    /// The instant as of which verdicts hold, with the offset of the set's zone; empty if none was
    /// named and no event of the log has a time.
    pub as_of: String,
    /// What the log covers.
    pub log: Log,
    /// The files.
    pub inputs: Vec<Input>,
    /// The ledger.
    pub ledger: Ledger,
    /// Verdicts over all obligations but those that are only counted.
    pub verdicts: Verdicts,
    /// The duties, in the order of the lists.
    pub duties: Vec<Duty>,
    /// The bodies: those of the roster in its order, then others by name.
    pub bodies: Vec<Body>,
    /// The rules that found something, sorted by name.
    pub rules: Vec<RuleInfo>,
    /// Every obligation, in the order of the lists.
    pub obligations: Vec<Obligation>,
    /// How many findings.
    pub counts: Counts,
    /// Measures, in the order of the lists.
    pub measures: Vec<Measure>,
    /// Findings kept in full, by severity, rule, body, case.
    pub findings: Vec<Finding>,
    /// Findings beyond those.
    pub more: Vec<More>,
    /// Findings of the newest earlier audit that are gone.
    pub resolved: Vec<Finding>,
    /// Findings of earlier audits that belong to an earlier period and are still as they were. They
    /// are in no count of this report.
    #[serde(default)]
    pub remaining: Vec<Finding>,
    /// What became of the findings since the newest earlier audit; nothing without one.
    #[serde(default)]
    pub change: Option<Change>,
    /// Earlier audits of the set, oldest first, and this one as the last; empty without any.
    #[serde(default)]
    pub history: Vec<Past>,
    /// The set's waivers, in the order of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<WaiverUse>,
    /// The earlier audit whose findings are known and make nothing fail; nothing without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// What was answered to findings on sheets that went round; nothing without a sheet.
    #[serde(default)]
    pub answers: Option<AnswerCounts>,
    /// What falls due within [`Report::due_days`] of as-of, soonest first; an audit lists at most 500.
    pub due: Vec<DueItem>,
    /// How many fall due within these days.
    pub due_count: u64,
    /// Days ahead of as-of.
    #[serde(default = "week")]
    pub due_days: u32,
    /// What a reader must know.
    pub notes: Vec<Words>,
    /// Digests of the report itself.
    pub digests: Digests,
}

/// What reports without the key looked ahead.
const fn week() -> u32 {
    7
}

/// What became of findings since an earlier audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its period.
    pub period: Option<String>,
    /// The instant as of which it held.
    pub as_of: String,
    /// Digest of its result.
    pub result: String,
    /// Findings of this report that no earlier audit has.
    pub new: u64,
    /// Findings that the newest earlier audit has too, whether they belong to this period or are only
    /// [`Report::remaining`].
    pub persisting: u64,
    /// Findings that an older audit has and the newest earlier one has not.
    pub returned: u64,
    /// Findings of the newest earlier audit that are gone.
    pub resolved: u64,
    /// Findings of the newest earlier audit of which this log can't tell: it has nothing of their case,
    /// or begins after them.
    pub cannot_tell: u64,
}

/// An earlier audit whose findings make nothing fail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// Its period.
    pub period: Option<String>,
    /// The instant as of which it held.
    pub as_of: String,
    /// Digest of its result.
    pub result: String,
    /// Findings of this report that it has, by severity.
    pub known: BySeverity,
}

/// An audit among others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Its period.
    pub period: Option<String>,
    /// The instant as of which it held.
    pub as_of: String,
    /// Faults; clues and signals are none.
    pub faults: u64,
    /// Verdicts over all obligations.
    pub verdicts: Verdicts,
    /// By duty.
    pub duties: Vec<PastPart>,
    /// By body.
    pub bodies: Vec<PastPart>,
}

/// One duty or body of an audit among others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPart {
    /// Its id.
    pub id: String,
    /// Faults.
    pub faults: u64,
    /// Verdicts of its obligations.
    pub verdicts: Verdicts,
}

/// A set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetInfo {
    /// Its short name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What people call it.
    pub title: Words,
}

/// What was asked for: enough to do it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The folder of the set, as the user named it.
    pub set: String,
    /// The logs, as the user or the set named them.
    pub logs: Vec<String>,
    /// The mapping that was asked for.
    pub mapping: Option<String>,
    /// The period that was asked for.
    pub period: Option<String>,
    /// The instant that was asked for.
    pub as_of: Option<String>,
    /// Findings kept in full for each rule and duty.
    pub keep: u64,
    /// The format of the logs that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    /// For whom the report is, if not for a supervisor: `body`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The body for which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What the log covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The oldest instant.
    pub begins: Option<String>,
    /// First day of the period that was asked for.
    pub from: Option<String>,
    /// Last day of it.
    pub until: Option<String>,
    /// Cases with an event.
    pub cases: u64,
    /// Events, wide rows unfolded.
    pub events: u64,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The path as the user knows it.
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Rows of data.
    pub rows: u64,
    /// The encoding that was found.
    pub encoding: String,
    /// What kind of file it is, such as `csv` or `xlsx`.
    pub format: String,
    /// The sheet or table, where a file may have several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The separator that was found; a comma where the format has none.
    pub delimiter: char,
    /// Row of the header, from one; zero where records name their own columns.
    pub header_row: u64,
    /// Rows before the header and totals after the data.
    pub furniture: u64,
    /// The mapping; nothing when the columns were recognised by their names.
    pub mapping: Option<String>,
    /// What each column was taken for.
    pub columns: Vec<Column>,
    /// What else is to be said of it, such as sheets that were left aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Words>,
}

/// A column of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it was taken for.
    pub means: String,
}

/// rows read = judged + out of list + ignored + rejected
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Rows of data in all logs.
    pub read: u64,
    /// Rows of which something was judged under a duty.
    pub judged: u64,
    /// Rows that no duty covers.
    pub out_of_list: u64,
    /// Rows left out.
    pub ignored: u64,
    /// Rows that can't be read.
    pub rejected: u64,
    /// Why rows were left out.
    pub ignored_by: Vec<Reason>,
    /// Why rows can't be read.
    #[serde(default)]
    pub rejected_by: Vec<Reason>,
}

/// A reason and how often it applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Why.
    pub reason: Words,
    /// How often.
    pub count: u64,
}

/// How many obligations got which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdicts {
    /// Done, in time.
    pub met: u64,
    /// Done, and too late.
    pub late: u64,
    /// What was owed is absent and was due.
    pub missing: u64,
    /// Still open, and not due yet.
    pub not_due: u64,
    /// The log can't tell.
    pub cannot_tell: u64,
    /// Accepted as an exception.
    pub waived: u64,
    /// Not owed in this case.
    pub not_applicable: u64,
    /// Relations that nothing in the case calls for.
    pub vacuous: u64,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Cases with an event of it.
    pub cases: u64,
    /// What its obligations came to.
    pub verdicts: Verdicts,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its id in the roster, or what the log calls it. Empty: the log names none.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Whether the roster has it.
    pub listed: bool,
    /// The body above it.
    pub parent: Option<String>,
    /// Findings that concern it and no duty, such as work outside the list.
    pub outside: BySeverity,
}

/// A rule that found something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleInfo {
    /// Its name.
    pub id: String,
    /// What its findings are.
    #[serde(default)]
    pub class: Class,
    /// What people call it.
    pub title: Words,
    /// Its severity in this set.
    pub severity: Severity,
    /// Its severity when a set says nothing.
    pub default_severity: Severity,
}

/// One obligation over all cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its stable name.
    pub name: String,
    /// The duty's id.
    pub duty: String,
    /// The step's id.
    pub step: Option<String>,
    /// What kind: `done`, `order`, `not-before`, `at-most`, `restraint`, `demand`, `acceptance`,
    /// `relation`, `trigger`, `frequency` or `record`.
    pub kind: String,
    /// What it asks.
    pub title: Words,
    /// Only counted: never a finding, and no part of the totals.
    pub counted: bool,
    /// What it came to.
    pub verdicts: Verdicts,
    /// Why the log could not tell.
    pub reasons: Vec<Reason>,
}

/// A measure and what it came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The duty's id.
    pub duty: String,
    /// The step's id, if it is one alone.
    pub step: Option<String>,
    /// `on-time`, `done`, `covered`, `accepted`, `interval`, `ratio` or `repeated`.
    pub kind: String,
    /// What people call it.
    pub title: Words,
    /// The body's id; nothing for all bodies together.
    pub body: Option<String>,
    /// Counted.
    pub numerator: u64,
    /// Out of so many.
    pub denominator: u64,
    /// Beside them: those of which the log can't tell.
    pub cannot_tell: u64,
    /// The share to be reached, in percent.
    pub target: Option<f64>,
    /// Whether the target must not be exceeded.
    #[serde(default)]
    pub at_most: bool,
    /// Whether it was reached; nothing without a target, or with a denominator that is too small.
    pub reached: Option<bool>,
    /// The smallest denominator with which it is judged.
    #[serde(default)]
    pub least: u64,
    /// Of an interval: how long. The parts are the cases that keep the target, out of all.
    #[serde(default)]
    pub interval: Option<Interval>,
    /// Of a ratio: `DUTY.step` below the line.
    #[serde(default)]
    pub per: Option<String>,
}

/// How long it takes from one step to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// `DUTY.step` from which the time runs, or the duty from whose beginning it does.
    pub from: String,
    /// The percentile.
    pub percentile: u32,
    /// What it comes to, in seconds; nothing without a case.
    pub seconds: Option<i64>,
    /// What it must not exceed, in seconds.
    pub target: Option<i64>,
}

/// An open obligation and when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueItem {
    /// When.
    pub due: String,
    /// The duty's id.
    pub duty: String,
    /// The step's id.
    pub step: String,
    /// What people call the step.
    pub title: Words,
    /// The case.
    pub case: String,
    /// The body's id.
    pub body: String,
}

/// Digests of a report, in hex.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// SHA-256 of what was found, however the log was cut into files or its rows were ordered.
    pub result: String,
    /// SHA-256 of the whole report, both digests left empty.
    pub report: String,
}

/// A report as JSON with two spaces of indentation and a line break at its end.
///
/// # Errors
///
/// None in practice: a report has no map with keys that JSON can't have.
pub fn to_json<T: Serialize>(report: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}
