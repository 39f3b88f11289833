//! The report of `remit log`: what files are taken for.

use serde::{Deserialize, Serialize};

use super::{Input, Maker, audit};
use crate::log::sample::{Sample, sample};
use crate::log::{LogError, Reading};
use crate::model::Zone;
use crate::text::Words;

/// Rejected rows that are shown of an input; all are counted.
const REJECTS: usize = 5;

/// Rows that are shown of an input.
const ROWS: usize = 3;

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogReport {
    /// What made it.
    pub remit: Maker,
    /// The files, in order.
    pub files: Vec<LogFile>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFile {
    /// The path as the user knows it.
    pub path: String,
    /// Why it can't be read.
    pub error: Option<LogFault>,
    /// What was read of it: one, or one for each sheet or table.
    pub tables: Vec<LogTable>,
}

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFault {
    /// What is wrong.
    pub message: Words,
    /// What to do about it.
    pub help: Option<Words>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogTable {
    /// What it is taken for.
    #[serde(flatten)]
    pub input: Input,
    /// Headers of columns that are not used.
    pub unused: Vec<String>,
    /// Events that the rows give.
    pub events: u64,
    /// Cases that these belong to.
    pub cases: u64,
    /// The first instant.
    pub first: Option<String>,
    /// The last instant.
    pub last: Option<String>,
    /// Rows that can't be read.
    pub rejected: u64,
    /// The first of these.
    pub rejects: Vec<LogReject>,
    /// The first rows that give events, as they are understood.
    pub sample: Vec<LogRow>,
}

/// A row that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogReject {
    /// Its number.
    pub row: u64,
    /// What it is called, where its number does not suffice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Words>,
    /// The header of the cell at fault; empty if it is the row as a whole.
    pub column: String,
    /// Why.
    pub reason: Words,
}

/// A row as it is understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// Its number.
    pub row: u64,
    /// What it is called, where its number does not suffice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Words>,
    /// When.
    pub at: String,
    /// What it says of each role. Persons are tokens; what may be a name is not shown.
    pub said: Vec<(String, String)>,
}

impl LogReport {
    /// The report of these files.
    pub fn new(files: Vec<LogFile>) -> Self {
        Self { remit: Maker::default(), files }
    }
}

impl LogFile {
    /// A file that was read, with nothing else in the reading.
    pub fn read(path: &str, reading: &Reading, fields: &[String], zone: &Zone) -> Self {
        let tables = (0..).zip(&reading.inputs).map(|(at, _)| table(reading, at, fields, zone));
        Self { path: path.to_owned(), error: None, tables: tables.flatten().collect() }
    }

    /// A file that can't be read.
    pub fn unreadable(path: &str, error: &LogError) -> Self {
        let fault = LogFault { message: error.words(), help: error.hint() };
        Self { path: path.to_owned(), error: Some(fault), tables: Vec::new() }
    }
}

fn table(reading: &Reading, at: u32, fields: &[String], zone: &Zone) -> Option<LogTable> {
    let input = reading.inputs.get(at as usize)?;
    let Sample { cases, events, span, rows } = sample(reading, at, fields, ROWS);
    let rejects = || reading.rejects.iter().filter(|reject| reject.row.input == at);
    let used = |header: &&String| input.columns.iter().any(|(column, _)| column == header.trim());
    let unused = input.headers.iter().filter(|own| !own.trim().is_empty() && !used(own));
    let reject = |own: &crate::log::Reject| LogReject {
        row: u64::from(own.row.row),
        place: input.places.name(u64::from(own.row.row)),
        column: own.column.clone(),
        reason: own.reason.clone(),
    };
    let row = |own: crate::log::sample::SampleRow| LogRow {
        row: u64::from(own.row),
        place: input.places.name(u64::from(own.row)),
        at: zone.show_moment(own.at),
        said: own.said,
    };
    Some(LogTable {
        input: audit::input(input),
        unused: unused.map(|header| header.trim().replace(['\r', '\n'], " ")).collect(),
        events,
        cases,
        first: span.map(|(first, _)| zone.show(first)),
        last: span.map(|(_, last)| zone.show(last)),
        rejected: rejects().count() as u64,
        rejects: rejects().take(REJECTS).map(reject).collect(),
        sample: rows.into_iter().map(row).collect(),
    })
}
