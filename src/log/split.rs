//! Bytes into rows and cells.
//!
//! This is our own code and not `simd-csv` or `csv`, because an auditor needs three things that
//! neither gives: row numbers as a spreadsheet counts them, blank rows included; a quotation mark
//! inside a cell (`5" pipe`) that is just a character; and a quotation mark that is opened and
//! never closed costing its own row instead of every row behind it. The search for bytes is
//! `memchr`'s. On well-formed text the cells are those of the `csv` crate, which a test asserts.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

/// The buffer at first; it grows when a row or a look ahead needs more.
const BUFFER: usize = 1 << 18;

/// A quoted cell longer than this is taken for a quotation mark that was never closed.
const LONGEST_QUOTED: usize = 8 << 20;

/// Reads rows of separated values.
///
/// A row ends at a line feed, a carriage return, or both, outside of quotation marks. All of these
/// and the separators are bytes that no character of UTF-8 or GB18030 contains (save `|`, which
/// the caller sees to).
pub(super) struct Splitter {
    source: Box<dyn Read>,
    delimiter: u8,
    buffer: Vec<u8>,
    /// How much of the buffer holds bytes.
    filled: usize,
    /// Where the current row begins and ends in the buffer, and where the next one begins.
    start: usize,
    end: usize,
    next: usize,
    /// Where each cell ends, counted from the row's beginning.
    ends: Vec<u32>,
    row: u32,
    unclosed: bool,
    quoted: bool,
    terminated: bool,
    broken_off: bool,
    exhausted: bool,
    failed: Option<io::Error>,
}

/// The current row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'s> {
    /// Its bytes, without the line's end.
    pub(super) raw: &'s [u8],
    pub(super) ends: &'s [u32],
    pub(super) delimiter: u8,
    /// The row as a spreadsheet counts it, from one.
    pub(super) row: u32,
    /// A quotation mark was opened and never closed; the row is the line in which that happened.
    pub(super) unclosed: bool,
    /// Some cell begins with a quotation mark.
    pub(super) quoted: bool,
    /// The row ends as rows do, and not where the bytes ran out.
    pub(super) terminated: bool,
    /// No line's end stands behind it: the file may end in its middle.
    pub(super) broken_off: bool,
}

impl Splitter {
    pub(super) fn new(source: Box<dyn Read>, delimiter: u8) -> Self {
        Self {
            source,
            delimiter,
            buffer: Vec::new(),
            filled: 0,
            start: 0,
            end: 0,
            next: 0,
            ends: Vec::new(),
            row: 0,
            unclosed: false,
            quoted: false,
            terminated: true,
            broken_off: false,
            exhausted: false,
            failed: None,
        }
    }

    /// Goes to the next row. Returns whether there is one.
    pub(super) fn advance(&mut self) -> bool {
        self.start = self.next;
        self.ends.clear();
        (self.unclosed, self.quoted) = (false, false);
        let (mut from, mut cell) = (0, 0);
        loop {
            let bytes = self.buffer.get(self.start + from..self.filled).unwrap_or_default();
            match scan(bytes, from, self.delimiter, &mut self.ends, &mut cell) {
                Some(Mark::LineEnd(at)) => {
                    self.row = self.row.saturating_add(1);
                    self.ends.push(short(at));
                    self.close(at);
                    return true;
                }
                Some(Mark::Quote) => {
                    self.row = self.row.saturating_add(1);
                    self.quoted = true;
                    self.split_quoted(cell);
                    return true;
                }
                None => {}
            }
            from = self.filled - self.start;
            if !self.fill() {
                break;
            }
        }
        if from == 0 {
            return false;
        }
        self.row = self.row.saturating_add(1);
        self.ends.push(short(from));
        self.close(from);
        true
    }

    /// The row that [`Splitter::advance`] went to.
    pub(super) fn cells(&self) -> Cells<'_> {
        Cells {
            raw: self.buffer.get(self.start..self.end).unwrap_or_default(),
            ends: &self.ends,
            delimiter: self.delimiter,
            row: self.row,
            unclosed: self.unclosed,
            quoted: self.quoted,
            terminated: self.terminated,
            broken_off: self.broken_off,
        }
    }

    /// The bytes from the current row on, at least `wanted` of them if there are so many.
    pub(super) fn window(&mut self, wanted: usize) -> &[u8] {
        while self.filled - self.start < wanted && self.fill() {}
        self.buffer.get(self.start..self.filled).unwrap_or_default()
    }

    /// Whether the bytes that [`Splitter::window`] shows are the last ones.
    pub(super) fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// Why the bytes ended early, if they did.
    pub(super) fn failure(&mut self) -> Option<io::Error> {
        self.failed.take()
    }

    /// Lets the next [`Splitter::advance`] go to the current row once more.
    pub(super) fn again(&mut self) {
        self.next = self.start;
        self.row = self.row.saturating_sub(1);
    }

    /// The row's number.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// Drops this many bytes, such as a byte order mark. Only before the first row.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.next = (self.next + bytes).min(self.filled);
        self.start = self.next;
    }

    /// Sends what is not yet read, the current row included, through `change`. The current row is
    /// then read anew by the next [`Splitter::advance`].
    pub(super) fn replace(&mut self, change: impl FnOnce(Box<dyn Read>) -> Box<dyn Read>) {
        let unread = self.buffer.get(self.start..self.filled).unwrap_or_default().to_vec();
        let rest = std::mem::replace(&mut self.source, Box::new(io::empty()));
        let failed = self.failed.take().map(|error| Failing(Some(error)));
        let rest: Box<dyn Read> = match failed {
            Some(failing) => Box::new(failing),
            None => rest,
        };
        self.source = change(Box::new(io::Cursor::new(unread).chain(rest)));
        (self.start, self.end, self.next, self.filled) = (0, 0, 0, 0);
        self.exhausted = false;
        self.row = self.row.saturating_sub(u32::from(!self.ends.is_empty()));
        self.ends.clear();
    }

    /// Chooses the separator. Only before the first row.
    pub(super) fn separate_by(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Splits a row from the quoted cell at `cell` on.
    fn split_quoted(&mut self, mut cell: usize) {
        loop {
            let mut at = cell;
            if self.byte(cell) == Some(b'"') {
                match self.closing(cell) {
                    Some(after) => at = after,
                    None => return self.give_up(),
                }
            }
            let delimiter = self.delimiter;
            let end = self.find(at, |bytes| memchr3(delimiter, b'\n', b'\r', bytes));
            let Some(end) = end else {
                let end = self.filled - self.start;
                self.ends.push(short(end));
                return self.close(end);
            };
            self.ends.push(short(end));
            if self.byte(end) != Some(delimiter) {
                return self.close(end);
            }
            cell = end + 1;
        }
    }

    /// Where a quoted cell's text ends: after its closing mark. Nothing if it is never closed.
    fn closing(&mut self, open: usize) -> Option<usize> {
        let mut from = open + 1;
        loop {
            let limit = open.saturating_add(LONGEST_QUOTED);
            let quote = self.find_until(from, limit, |bytes| memchr(b'"', bytes))?;
            let after = quote + 1;
            match self.byte(after) {
                Some(b'"') => from = after + 1,
                None | Some(b'\n' | b'\r') => return Some(after),
                Some(byte) if byte == self.delimiter => return Some(after),
                // Text behind a closing mark is sloppy but clear within a line. Beyond the line it
                // was rather the opening mark of another row's cell.
                Some(_) => {
                    let inside = self.buffer.get(self.start + open..self.start + quote);
                    let one_line = memchr2(b'\n', b'\r', inside.unwrap_or_default()).is_none();
                    return one_line.then_some(after);
                }
            }
        }
    }

    /// Takes the first line for the row, since its quotation mark is never closed.
    fn give_up(&mut self) {
        let line = self.find(0, |bytes| memchr2(b'\n', b'\r', bytes));
        let line = line.unwrap_or(self.filled - self.start);
        let bytes = self.buffer.get(self.start..self.start + line).unwrap_or_default();
        self.ends.clear();
        self.ends.extend(memchr::memchr_iter(self.delimiter, bytes).map(short));
        self.ends.push(short(line));
        self.unclosed = true;
        self.close(line);
    }

    /// Ends the row after this many bytes, and steps over the line's end.
    fn close(&mut self, end: usize) {
        let ending = match self.byte(end) {
            Some(b'\r') if self.byte(end + 1) == Some(b'\n') => 2,
            Some(b'\r' | b'\n') => 1,
            _ => 0,
        };
        self.end = self.start + end;
        self.next = self.end + ending;
        self.broken_off = ending == 0;
        self.terminated = ending > 0 || self.failed.is_none();
    }

    /// A byte of the row, read from the source if need be.
    fn byte(&mut self, at: usize) -> Option<u8> {
        while self.start + at >= self.filled {
            if !self.fill() {
                return None;
            }
        }
        self.buffer.get(self.start + at).copied()
    }

    fn find(&mut self, from: usize, needle: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
        self.find_until(from, usize::MAX, needle)
    }

    /// The first hit from a byte of the row on, reading as far as `limit` for it.
    fn find_until(
        &mut self,
        mut from: usize,
        limit: usize,
        needle: impl Fn(&[u8]) -> Option<usize>,
    ) -> Option<usize> {
        loop {
            let bytes = self.buffer.get(self.start + from..self.filled).unwrap_or_default();
            if let Some(at) = needle(bytes) {
                return Some(from + at);
            }
            from = (self.filled - self.start).max(from);
            if from > limit || !self.fill() {
                return None;
            }
        }
    }

    /// Reads more bytes. Returns whether there were any.
    fn fill(&mut self) -> bool {
        if self.exhausted {
            return false;
        }
        if self.start > 0 && self.buffer.len() - self.filled < BUFFER / 2 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.end = self.end.saturating_sub(self.start);
            self.next = self.next.saturating_sub(self.start);
            self.start = 0;
        }
        if self.buffer.len() - self.filled < BUFFER / 2 {
            self.buffer.resize((self.buffer.len() * 2).max(BUFFER), 0);
        }
        let free = self.buffer.get_mut(self.filled..).unwrap_or_default();
        match self.source.read(free) {
            Ok(0) => self.exhausted = true,
            Ok(count) => self.filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return self.fill(),
            Err(error) => {
                self.failed = Some(error);
                self.exhausted = true;
            }
        }
        !self.exhausted
    }
}

/// Where a scan stops.
enum Mark {
    /// At the end of the line.
    LineEnd(usize),
    /// At the quotation mark with which a cell begins.
    Quote,
}

/// Finds where cells end, up to the end of the line, eight bytes at a time: cells are too short for
/// a search that is set up anew for each of them. `from` is where the bytes begin in the row, and
/// `cell` where the current cell does.
fn scan(
    bytes: &[u8],
    from: usize,
    delimiter: u8,
    ends: &mut Vec<u32>,
    cell: &mut usize,
) -> Option<Mark> {
    let mut look = |byte: u8, at: usize, ends: &mut Vec<u32>| match byte {
        b'\n' | b'\r' => Some(Mark::LineEnd(at)),
        b'"' if at == *cell => Some(Mark::Quote),
        byte if byte == delimiter => {
            ends.push(short(at));
            *cell = at + 1;
            None
        }
        _ => None,
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = from;
    for word in words {
        let packed = u64::from_le_bytes(*word);
        let rare = equal(packed, b'\n') | equal(packed, b'\r') | equal(packed, b'"');
        let mut marks = equal(packed, delimiter);
        if rare == 0 {
            // Nearly all words hold nothing but separators and what they separate.
            while marks != 0 {
                let within = (marks.trailing_zeros() / 8) as usize;
                marks &= marks - 1;
                look(delimiter, at + within, ends);
            }
            at += 8;
            continue;
        }
        marks |= rare;
        while marks != 0 {
            let within = (marks.trailing_zeros() / 8) as usize;
            marks &= marks - 1;
            let found = word.get(within).and_then(|byte| look(*byte, at + within, ends));
            if found.is_some() {
                return found;
            }
        }
        at += 8;
    }
    rest.iter().zip(at..).find_map(|(byte, at)| look(*byte, at, ends))
}

/// Marks the highest bit of every byte that equals another one.
fn equal(packed: u64, byte: u8) -> u64 {
    let other = packed ^ (EVERY * u64::from(byte));
    !(((other & LOW) + LOW) | other | LOW)
}

/// The lowest bit of every byte.
const EVERY: u64 = 0x0101_0101_0101_0101;

/// All bits of every byte but the highest.
const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// A reader that fails where another one did.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// An offset within a row. Rows of 4 GB do not occur: the memory would end first.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<'s> Cells<'s> {
    /// A row that was put together from a record. `quoted` says whether some cell begins with a
    /// quotation mark.
    pub(super) fn of_record(raw: &'s [u8], ends: &'s [u32], row: u32, quoted: bool) -> Self {
        Self {
            raw,
            ends,
            delimiter: b',',
            row,
            unclosed: false,
            quoted,
            terminated: true,
            broken_off: false,
        }
    }

    /// How many cells there are; a blank row has one, which is empty.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, at: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        Some(start.map_or(0, |&before| before as usize + 1)..end)
    }

    /// A cell as it stands, quotation marks included. Nothing if the row has not so many.
    pub(super) fn raw_cell(&self, at: usize) -> Option<&'s [u8]> {
        self.raw.get(self.range(at)?)
    }

    /// What a cell says. Nothing if the row has not so many.
    pub(super) fn cell(&self, at: usize) -> Option<Cow<'s, [u8]>> {
        self.raw_cell(at).map(unquote)
    }

    /// What every cell says.
    pub(super) fn iter(self) -> impl Iterator<Item = Cow<'s, [u8]>> {
        (0..self.len()).filter_map(move |at| self.cell(at))
    }

    /// Whether no cell from the given one on says anything.
    pub(super) fn blank_from(&self, first: usize) -> bool {
        let start = self.range(first).map_or(self.raw.len(), |range| range.start);
        let rest = self.raw.get(start..).unwrap_or_default();
        rest.iter().all(|&b| b == self.delimiter || b == b'"' || b == 0 || b.is_ascii_whitespace())
    }

    /// The cells in a form that does not depend on quotation marks that need not be there.
    pub(super) fn canonical<'b>(&self, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        's: 'b,
    {
        if self.delimiter == b',' && !self.quoted {
            return self.raw;
        }
        scratch.clear();
        // A comma joins if none is in a cell, so that rows without quotation marks need no copy.
        let commas = self.iter().any(|cell| memchr(b',', &cell).is_some());
        let between = if commas { 0x1f } else { b',' };
        if commas {
            scratch.push(between);
        }
        for (at, cell) in self.iter().enumerate() {
            if at > 0 {
                scratch.push(between);
            }
            scratch.extend_from_slice(&cell);
        }
        scratch
    }
}

/// What a cell says: a quoted one without its marks, doubled marks as one.
fn unquote(raw: &[u8]) -> Cow<'_, [u8]> {
    let Some(inner) = raw.strip_prefix(b"\"") else {
        return Cow::Borrowed(raw);
    };
    match memchr(b'"', inner) {
        None => return Cow::Borrowed(inner),
        Some(at) if at + 1 == inner.len() => {
            return Cow::Borrowed(inner.get(..at).unwrap_or_default());
        }
        Some(_) => {}
    }
    let mut said = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr(b'"', rest) {
        said.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some(more) = rest.strip_prefix(b"\"") else {
            break;
        };
        said.push(b'"');
        rest = more;
    }
    said.extend_from_slice(rest);
    Cow::Owned(said)
}

#[cfg(test)]
mod tests;
