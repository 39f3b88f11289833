//! Where a finding points.

use crate::text::{Span, Words};

/// One row of a log, found again without the log in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRef {
    /// Index into the inputs of the run.
    pub input: u32,
    /// The row as a spreadsheet counts it, from one, title rows and header included.
    pub row: u64,
    /// What the row says, put together from its mapped columns; never a name.
    pub excerpt: Words,
}

/// A place in a document or in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of a document that is held in memory.
    Span(Span),
    /// A row of a log that has been streamed past.
    Row(RowRef),
    /// A file as a whole, by its path: it could not be read.
    File(String),
}

/// A place and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// A few words.
    pub words: Words,
}
