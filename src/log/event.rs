//! What a log comes to: events, and rows that gave none, each accounted for.

use super::events::Lists;
use crate::model::Moment;
use crate::text::Words;

/// A text of a log, kept once. Zero is the empty text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId {
    /// Index into [`Reading::inputs`].
    pub input: u32,
    /// The row as a spreadsheet counts it, from one.
    pub row: u32,
}

/// One thing done, as the log says it. Nothing is matched to duties yet.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The case.
    pub case: Symbol,
    /// What the log says of the duty, after the mapping's `duty_values`.
    pub duty: Symbol,
    /// What the log says of the step, after the mapping's `step_values`.
    pub step: Symbol,
    /// A text from which the duty may be recognised.
    pub text: Symbol,
    /// A code from which the duty may be recognised.
    pub code: Symbol,
    /// When.
    pub at: Moment,
    /// The body that acted.
    pub body: Symbol,
    /// The target.
    pub target: Symbol,
    /// The area.
    pub area: Symbol,
    /// The kind of the person, when a column says it.
    pub person_kind: Symbol,
    /// Tokens of the persons: a range of [`Reading::persons`].
    pub persons: (u32, u16),
    /// Fields with a value: a range of [`Reading::values`].
    pub values: (u32, u16),
    /// The row.
    pub row: RowId,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path as the user knows it, with forward slashes; `-` for standard input.
    pub path: String,
    /// SHA-256 of its bytes as they are stored, in hex.
    pub sha256: String,
    /// Rows of data, without title rows, header, totals and blank rows.
    pub rows: u64,
    /// What kind of file it is.
    pub format: super::Format,
    /// The sheet or table of the file, where it may have several. Each is an input of its own.
    pub table: Option<String>,
    /// The encoding that was found, such as `utf-8` or `gb18030`.
    pub encoding: String,
    /// The separator that was found; a comma where cells are not separated by any.
    pub delimiter: char,
    /// Row of the header, from one; zero where records name their own columns.
    pub header_row: u64,
    /// The mapping's id; nothing when the columns were recognised by their names.
    pub mapping: Option<String>,
    /// How it was read: the mapping, as the set has it or as it was recognised.
    pub taken: crate::model::docs::MappingDoc,
    /// Every header, in order.
    pub headers: Vec<String>,
    /// What was recognised: header, then what it was taken for.
    pub columns: Vec<(String, String)>,
    /// Rows before the header and totals after the data, which are no data.
    pub furniture: u64,
    /// What its rows are called.
    pub places: super::Places,
    /// What else a reader should know of it, such as sheets that were left aside.
    pub notes: Vec<Words>,
}

/// A row that can't be read. It is counted, kept and shown.
#[derive(Clone, Debug)]
pub struct Reject {
    /// Where it stands.
    pub row: RowId,
    /// Its case, if that much could be read.
    pub case: Symbol,
    /// The header of the cell that can't be read; empty when it is the row as a whole.
    pub column: String,
    /// Why.
    pub reason: Words,
    /// The row as it stands in the file, for `--rejects`. Never shown in a report.
    pub raw: Vec<u8>,
}

/// Rows left out by a rule of the mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Why.
    pub reason: Words,
    /// How many.
    pub rows: u64,
}

/// Everything that the logs of one audit came to.
#[derive(Debug, Default)]
pub struct Reading {
    /// Every text, by symbol. Persons are tokens here, never names.
    pub strings: super::strings::Strings,
    /// The files.
    pub inputs: Vec<Input>,
    /// The events, in the order of inputs and rows.
    pub events: super::events::Events,
    /// Tokens of persons, which events refer to.
    pub persons: Vec<Symbol>,
    /// Field (index into the model's fields) and value, which events refer to.
    pub values: Vec<(u16, Symbol)>,
    /// Rows that can't be read.
    pub rejects: Vec<Reject>,
    /// Rows left out by the mapping.
    pub ignored: Vec<Ignored>,
    /// Rows that repeat an earlier row in every cell, with that row. They are events all the same,
    /// unless the set says otherwise; then they are counted under [`Reading::ignored`].
    pub duplicates: Vec<(RowId, RowId)>,
    /// Rows of data in all inputs.
    pub rows: u64,
    /// Rows that gave at least one event.
    pub rows_with_events: u64,
    /// Wide rows in which no step was done: read, and nothing to judge.
    pub rows_without_events: u64,
    /// Whether every case of the log is finished.
    pub complete: bool,
    /// How equal instants are ordered.
    pub ties: crate::model::docs::Ties,
    /// First day that the log covers, if the mapping says so.
    pub covers_from: Option<crate::model::Day>,
}

impl Reading {
    /// Adds an event. Its persons and values are ranges of the reading's own.
    pub(super) fn push(&mut self, event: &Event) {
        let lists = Lists { persons: &self.persons, values: &self.values };
        self.events.push(event, lists);
    }

    /// Rows left out by rules of mappings.
    pub fn rows_ignored(&self) -> u64 {
        self.ignored.iter().map(|ignored| ignored.rows).sum()
    }

    /// Whether every row is accounted for exactly once.
    pub fn adds_up(&self) -> bool {
        let rejected = u64::try_from(self.rejects.len()).unwrap_or(u64::MAX);
        let accounted = self.rows_with_events + self.rows_without_events + self.rows_ignored();
        self.rows == accounted + rejected
            && self.rows == self.inputs.iter().map(|input| input.rows).sum::<u64>()
    }
}
