//! Rows on their way from the thread that splits them to the one that reads them.

use super::column::Row;
use super::encoding::{Coding, Script};
use super::split::Cells;
use crate::model::Moment;
use crate::text::Words;

/// So many bytes of rows go at a time.
const FULL: usize = 1 << 18;

/// Rows with their bytes, and how those become text.
#[derive(Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    rows: Vec<Kept>,
    /// The same for all of the rows.
    coding: Option<Coding>,
    /// A row at which the file broke off; it stands behind all others.
    pub(super) cut: Option<Cut>,
}

/// A row in a batch.
struct Kept {
    /// Where its bytes and its cells end in the batch.
    bytes: usize,
    ends: usize,
    row: u32,
    digest: Option<u64>,
    at: Option<Moment>,
    script: Script,
    unclosed: bool,
    quoted: bool,
    broken_off: bool,
}

/// A row at which the file broke off.
pub(super) struct Cut {
    pub(super) row: u32,
    pub(super) why: Words,
    pub(super) raw: Vec<u8>,
}

impl Batch {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.rows.clear();
        (self.coding, self.cut) = (None, None);
    }

    /// Whether nothing more should be added.
    pub(super) fn is_full(&self) -> bool {
        self.bytes.len() >= FULL || self.cut.is_some()
    }

    /// Whether a row that is read like this can be added: all rows of a batch are read alike.
    pub(super) fn takes(&self, coding: &Coding) -> bool {
        self.coding.is_none_or(|own| own == *coding)
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &Row<'_>) {
        let Row { cells, script, coding, digest, at, .. } = *row;
        self.coding = Some(*coding);
        self.bytes.extend_from_slice(cells.raw);
        self.ends.extend_from_slice(cells.ends);
        self.rows.push(Kept {
            bytes: self.bytes.len(),
            ends: self.ends.len(),
            row: cells.row,
            digest,
            at,
            script,
            unclosed: cells.unclosed,
            quoted: cells.quoted,
            broken_off: cells.broken_off,
        });
    }

    /// The rows, in order. All of them have their ends.
    pub(super) fn rows(&self, delimiter: u8) -> impl Iterator<Item = Row<'_>> {
        let (mut bytes, mut ends) = (0, 0);
        let coding = self.coding.as_ref();
        coding.into_iter().flat_map(|coding| self.rows.iter().zip(std::iter::repeat(coding))).map(
            move |(kept, coding)| {
                let cells = Cells {
                    raw: self.bytes.get(bytes..kept.bytes).unwrap_or_default(),
                    ends: self.ends.get(ends..kept.ends).unwrap_or_default(),
                    delimiter,
                    row: kept.row,
                    unclosed: kept.unclosed,
                    quoted: kept.quoted,
                    terminated: true,
                    broken_off: kept.broken_off,
                };
                (bytes, ends) = (kept.bytes, kept.ends);
                let Kept { script, digest, at, .. } = *kept;
                Row { cells, script, coding, digest, at, case: None }
            },
        )
    }
}
