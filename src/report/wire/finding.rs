//! A finding as reports have it, and its places.

use serde::{Deserialize, Serialize};

use super::{Answer, Prints, Waiver};
use crate::finding::{Class, Severity};
use crate::text::Words;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its fingerprint: the same from one audit to the next.
    pub id: String,
    /// The rule.
    pub rule: String,
    /// What it is: a fault, a clue or a signal.
    #[serde(default)]
    pub class: Class,
    /// How much it matters in this set.
    pub severity: Severity,
    /// `new`, `persisting` or `returned` against an earlier audit; nothing without one. In
    /// [`super::Report::resolved`] it is `resolved`, or `done-late` when what was missing is done and late.
    pub status: Option<String>,
    /// The fact, in one line.
    pub message: Words,
    /// Why it is one.
    pub why: Option<Words>,
    /// How a deadline in it was reckoned, step by step: start, days that are not counted and why,
    /// pauses, extensions, end.
    #[serde(default)]
    pub reckoning: Vec<Words>,
    /// What to do about it.
    pub help: Option<Words>,
    /// The duty's id.
    pub duty: Option<String>,
    /// The step.
    pub step: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// All the cases that it is about, when they are several.
    #[serde(default)]
    pub cases: Vec<String>,
    /// The model or signal of the set that found it.
    #[serde(default)]
    pub source: Option<String>,
    /// The body that answers.
    pub body: Option<String>,
    /// The token of a person.
    pub person: Option<String>,
    /// The target that was to be covered.
    pub target: Option<String>,
    /// The window of a frequency.
    pub window: Option<String>,
    /// When it came true.
    pub came_true: Option<String>,
    /// When the thing was due.
    pub due: Option<String>,
    /// Which place is to be looked at first: `clause`, `row` or `file`.
    pub first: First,
    /// The place in the documents.
    pub clause: Option<Clause>,
    /// The rows of the logs.
    pub rows: Vec<Row>,
    /// Other places in the documents.
    pub related: Vec<Clause>,
    /// Whether it is an accepted exception.
    pub waived: bool,
    /// Who granted the exception, why, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
    /// Whether the baseline has it: it was known before and makes nothing fail.
    #[serde(default, skip_serializing_if = "is_not")]
    pub known: bool,
    /// What was answered to it on a sheet that went round.
    #[serde(default)]
    pub answer: Option<Answer>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer hands out references")]
const fn is_not(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer hands out references")]
const fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// Which place of a finding is to be looked at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum First {
    /// The clause.
    Clause,
    /// The first row.
    Row,
    /// A file as a whole.
    File,
}

/// A place in a document. Lines and columns begin at one; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The path as the user knows it.
    pub path: String,
    /// First line; nothing for the file as a whole.
    pub line: Option<u32>,
    /// First column.
    pub column: Option<u32>,
    /// Last line.
    pub end_line: Option<u32>,
    /// The column after the last.
    pub end_column: Option<u32>,
    /// What to say about it.
    pub words: Words,
}

/// A row of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Index into [`super::Report::inputs`].
    pub input: u32,
    /// The row as a spreadsheet counts it, from one.
    pub row: u64,
    /// What it is called where it has no number of its own, such as an event of a trace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Words>,
    /// What it says.
    pub excerpt: Words,
    /// What to say about it.
    pub words: Words,
}

/// Findings beyond those kept in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct More {
    /// The rule.
    pub rule: String,
    /// The duty's id; nothing if it concerns none.
    pub duty: Option<String>,
    /// How many.
    pub count: u64,
    /// How many of them the baseline has.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub known: u64,
    /// Their identities, sorted.
    pub fingerprints: Prints,
}
