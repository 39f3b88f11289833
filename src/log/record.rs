//! A record of a format that has no text with separators, on its way to a row.
//!
//! Its cells are put by column or by key, in any order, and written down as a row of separated
//! values would be: so every rule about rows is the same for all formats, and the row's text is
//! the same whichever way it came.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::split::Cells;
use super::text::key as comparable;
use crate::text::Words;

/// What stands between the items of a list in one cell. No text holds it.
pub(super) const BETWEEN_ITEMS: char = '\u{1e}';

/// Columns that a log may have; further keys are kept with the record and mean nothing.
const MOST_COLUMNS: usize = 4096;

/// Keys that are no columns and remembered as such.
const MOST_KNOWN: usize = 1 << 14;

/// What a record holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// The number of its row or line, from one.
    row: u32,
    /// All values, one after the other.
    text: Vec<u8>,
    /// Where the value of each column stands in `text`.
    cells: Vec<(u32, u32)>,
    /// Keys that are no columns, with their values.
    more: Vec<Vec<u8>>,
    /// Columns that have two different values.
    twice: Vec<usize>,
    /// Why it is no record, and `text` what stands there instead.
    fault: Option<Words>,
}

impl Content {
    /// Its cells as texts, for finding a header.
    pub(super) fn texts(&self) -> Vec<String> {
        let cells = (0..self.cells.len()).map(|at| self.value(at));
        cells.map(|value| String::from_utf8_lossy(value).into_owned()).collect()
    }

    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// Bytes of its values.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Why it is no record, and what stands there.
    pub(super) fn fault(&self) -> Option<(&Words, &[u8])> {
        self.fault.as_ref().map(|fault| (fault, self.text.as_slice()))
    }

    fn value(&self, at: usize) -> &[u8] {
        let (start, end) = self.cells.get(at).copied().unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// One record after the other, in room that is used again.
#[derive(Default)]
pub(super) struct Record {
    content: Content,
    keys: Keys,
    raw: Vec<u8>,
    ends: Vec<u32>,
    quoted: bool,
}

/// The columns of records that name them.
#[derive(Default)]
struct Keys {
    names: Vec<String>,
    /// Whether a record of the log has the key.
    seen: Vec<bool>,
    /// Columns by key as it stands; nothing for keys that are no columns.
    known: HashMap<Box<str>, Option<usize>, FixedState>,
    /// The columns are fixed: what comes now is no new one.
    fixed: bool,
    /// Columns that no record had before they were fixed, as they are compared.
    late: Vec<(String, usize)>,
    /// The column that most likely comes next.
    next: usize,
}

impl Record {
    /// Begins a record anew. `row` is the number by which people find it.
    pub(super) fn begin(&mut self, row: u32) {
        let content = &mut self.content;
        content.row = row;
        content.text.clear();
        content.cells.clear();
        content.more.clear();
        content.twice.clear();
        content.fault = None;
        self.keys.next = 0;
    }

    /// Sets the cell of a column.
    pub(super) fn put(&mut self, column: usize, value: &str) {
        if column >= MOST_COLUMNS {
            return;
        }
        let content = &mut self.content;
        if content.cells.len() <= column {
            content.cells.resize(column + 1, (0, 0));
        }
        let start = short(content.text.len());
        content.text.extend_from_slice(value.as_bytes());
        let end = short(content.text.len());
        if let Some(cell) = content.cells.get_mut(column) {
            *cell = (start, end);
        }
    }

    /// Sets the cell of a key. A second value that differs from the first is a contradiction, which
    /// rejects the record if the column is needed.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        let Some(column) = self.keys.column(key) else {
            let said = [key.as_bytes(), b"=", value.as_bytes()].concat();
            self.content.more.push(said);
            return;
        };
        let before = self.content.value(column);
        if !before.is_empty() && before != value.as_bytes() {
            self.content.twice.push(column);
        }
        self.put(column, value);
    }

    /// Adds an item to the list in the cell of a key.
    pub(super) fn add(&mut self, key: &str, item: &str) {
        let column = self.keys.column(key);
        let before = column.map(|at| self.content.value(at)).unwrap_or_default();
        match column {
            Some(column) if before.is_empty() => self.put(column, item),
            Some(column) => {
                let before = String::from_utf8_lossy(before).into_owned();
                self.put(column, &format!("{before}{BETWEEN_ITEMS}{item}"));
            }
            None => self.set(key, item),
        }
    }

    /// Says that this is no record, and what stands there instead.
    pub(super) fn broken(&mut self, why: Words, instead: &[u8]) {
        self.content.text.clear();
        self.content.cells.clear();
        self.content.text.extend_from_slice(instead);
        self.content.fault = Some(why);
    }

    /// The keys met so far, in the order in which they came.
    pub(super) fn keys(&self) -> &[String] {
        &self.keys.names
    }

    /// Ends the search for columns: these and no others are columns.
    pub(super) fn fix(&mut self, columns: &[String]) {
        self.keys.fixed = true;
        let late = columns.iter().enumerate().skip(self.keys.names.len());
        self.keys.late = late.map(|(at, name)| (comparable(name), at)).collect();
        columns.clone_into(&mut self.keys.names);
        self.keys.seen.resize(columns.len(), false);
    }

    /// Whether any record so far has the key of a column.
    pub(super) fn has_seen(&self, column: usize) -> bool {
        self.keys.seen.get(column).copied().unwrap_or_default()
    }

    /// A needed column that has two different values.
    pub(super) fn contradicts(&self, needed: &[usize]) -> Option<usize> {
        self.content.twice.iter().copied().find(|column| needed.contains(column))
    }

    /// What it holds now.
    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    /// Holds what another one held, and gives what it held itself.
    pub(super) fn exchange(&mut self, content: &mut Content) {
        std::mem::swap(&mut self.content, content);
    }

    /// The record as a row, with as many cells as the header has. What it holds beyond them is part
    /// of the row's text and no cell: it stands under no header, and nothing can be shifted by it.
    pub(super) fn cells(&mut self, width: usize) -> Cells<'_> {
        self.raw.clear();
        self.ends.clear();
        self.quoted = false;
        for at in 0..width {
            if at > 0 {
                self.raw.push(b',');
            }
            let value = self.content.value(at);
            self.quoted |= write_cell(&mut self.raw, value);
            self.ends.push(short(self.raw.len()));
        }
        self.content.more.sort_unstable();
        let beyond = (width..self.content.cells.len()).map(|at| self.content.value(at));
        let more = self.content.more.iter().map(Vec::as_slice);
        for said in beyond.chain(more).filter(|said| !said.is_empty()) {
            self.raw.push(b',');
            write_cell(&mut self.raw, said);
            self.quoted = false;
        }
        Cells::of_record(&self.raw, &self.ends, self.content.row, self.quoted)
    }
}

impl Keys {
    fn column(&mut self, key: &str) -> Option<usize> {
        // Records mostly have the same keys in the same order.
        let found = if self.names.get(self.next).is_some_and(|name| name == key) {
            Some(self.next)
        } else if let Some(known) = self.known.get(key) {
            *known
        } else {
            self.meet(key)
        };
        if let Some(at) = found {
            self.next = at + 1;
            if let Some(seen) = self.seen.get_mut(at) {
                *seen = true;
            }
        }
        found
    }

    fn meet(&mut self, key: &str) -> Option<usize> {
        let found = if self.fixed {
            // A column that the first records lack stands here as the mapping writes it.
            let wanted = if self.late.is_empty() { String::new() } else { comparable(key) };
            self.late.iter().find(|(name, _)| *name == wanted).map(|(_, at)| *at)
        } else if self.names.len() < MOST_COLUMNS {
            self.names.push(key.to_owned());
            self.seen.push(false);
            Some(self.names.len() - 1)
        } else {
            None
        };
        if self.known.len() < MOST_KNOWN {
            self.known.insert(key.into(), found);
        }
        found
    }
}

/// Writes a value as a cell of separated values. Returns whether it needed quotation marks.
fn write_cell(raw: &mut Vec<u8>, value: &[u8]) -> bool {
    if !value.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        raw.extend_from_slice(value);
        return false;
    }
    raw.push(b'"');
    for &byte in value {
        if byte == b'"' {
            raw.push(b'"');
        }
        raw.push(byte);
    }
    raw.push(b'"');
    true
}

/// An offset within a record, which is never longer than the memory of its format allows.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Record;

    fn said(record: &mut Record, width: usize) -> (String, Vec<String>) {
        let cells = record.cells(width);
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(&cell).into_owned());
        (String::from_utf8_lossy(cells.raw).into_owned(), texts.collect())
    }

    #[test]
    fn a_record_becomes_the_row_that_a_table_would_have() {
        let mut record = Record::default();
        record.begin(7);
        record.put(2, "say \"no\"");
        record.put(0, "a,b");
        let (raw, texts) = said(&mut record, 4);
        assert_eq!(raw, "\"a,b\",,\"say \"\"no\"\"\",");
        assert_eq!(texts, ["a,b", "", "say \"no\"", ""]);
        assert_eq!(record.cells(4).row, 7);
        record.begin(8);
        assert_eq!(said(&mut record, 2).0, ",");
        record.put(3, "no header");
        assert_eq!(said(&mut record, 2), (",,no header".to_owned(), vec![String::new(); 2]));
    }

    #[test]
    fn keys_become_columns_until_they_are_fixed() {
        let mut record = Record::default();
        record.begin(1);
        record.set("case", "1");
        record.set("at", "x");
        record.begin(2);
        record.set("at", "y");
        record.set("case", "2");
        record.set("who", "z");
        assert_eq!(said(&mut record, 3).1, ["2", "y", "z"]);
        assert_eq!(record.keys(), ["case", "at", "who"]);
        let columns = ["case", "at", "who", "late one", "never"].map(str::to_owned);
        record.fix(&columns);
        record.begin(3);
        record.set("z", "unknown");
        record.set("Late One", "here");
        record.set("b", "1,2");
        let (raw, texts) = said(&mut record, 5);
        assert_eq!(texts, ["", "", "", "here", ""]);
        assert_eq!(raw, ",,,here,,\"b=1,2\",z=unknown");
        let seen: Vec<_> = (0..5).map(|at| record.has_seen(at)).collect();
        assert_eq!(seen, [true, true, true, true, false]);
    }

    #[test]
    fn a_key_with_two_values_contradicts_itself() {
        let mut record = Record::default();
        record.begin(1);
        record.set("a", "1");
        record.set("a", "1");
        assert_eq!(record.contradicts(&[0]), None);
        record.set("a", "2");
        assert_eq!(record.contradicts(&[0]), Some(0));
        assert_eq!(record.contradicts(&[1]), None);
    }
}
