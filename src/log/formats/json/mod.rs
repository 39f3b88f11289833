//! JSON: an object on each line, an array of objects, or an object with such arrays in it.
//!
//! Where a record begins and ends is found first, and only then is it read: so a record that is
//! broken costs itself alone, and what was read before the end of a cut file is kept.

mod document;
mod flat;

use super::super::bytes::{CUT, Peeked};
use super::super::record::Record;
use super::super::rows::ends_early;
use super::super::table::{About, Records, Stop, Tables, Take};
use super::Format;
use super::window::{LONGEST, TOO_LONG, Window};
use crate::text::Words;
pub(super) use document::{Document, document};
use document::{array_in, length};

/// A text without its mark and white space in front.
fn bare(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start()
}

/// Whether a file begins like JSON with records in it.
pub(super) fn begins(start: &[u8]) -> bool {
    let Some((first, rest)) = bare(start).split_first() else { return false };
    let next = rest.trim_ascii_start().first();
    match first {
        b'{' => matches!(next, Some(b'"' | b'}')),
        b'[' => matches!(next, Some(b'{' | b']')),
        _ => false,
    }
}

/// Whether a file that [`begins`] like JSON is one document or has a record on each line.
pub(super) fn format(start: &[u8]) -> Format {
    let start = bare(start);
    if start.first() == Some(&b'[') {
        return Format::Json;
    }
    let Some(length) = length(start) else {
        // The first object does not end so soon: a document has lines, or an array of records.
        let lines = memchr::memchr(b'\n', start.trim_ascii_end()).is_some();
        return if lines || array_in(start) { Format::Json } else { Format::Jsonl };
    };
    let (object, rest) = start.split_at_checked(length).unwrap_or_default();
    if rest.trim_ascii().is_empty() && array_in(object) { Format::Json } else { Format::Jsonl }
}

/// Records by line.
struct Lines {
    window: Window,
    line: u32,
    reader: flat::Reader,
}

pub(super) fn lines(text: Peeked) -> Box<dyn Tables> {
    Box::new(Lines { window: Window::new(text), line: 0, reader: flat::Reader::default() })
}

impl Tables for Lines {
    fn each(mut self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        take(About { name: None, keyed: true, encoding: "utf-8".to_owned() }, &mut *self)
    }
}

impl Lines {
    /// The length of the next line, and whether a line feed ends it. Nothing at the end.
    fn line(&mut self) -> Result<Option<(usize, bool)>, Words> {
        let mut from = 0;
        loop {
            let seen = self.window.seen();
            let found = seen.get(from..).and_then(|rest| memchr::memchr(b'\n', rest));
            if let Some(at) = found {
                return Ok(Some((from + at, true)));
            }
            from = seen.len();
            if from > LONGEST {
                return Err(TOO_LONG);
            }
            if !self.window.more() {
                return Ok((from > 0).then_some((from, false)));
            }
        }
    }
}

impl Records for Lines {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        loop {
            let Some((length, ended)) = self.line()? else {
                return self.window.failure().map_or(Ok(false), |why| Err(why.clone()));
            };
            self.line = self.line.saturating_add(1);
            let line = self.window.seen().get(..length).unwrap_or_default();
            let text = line.trim_ascii();
            if text.is_empty() {
                self.window.step(length + 1);
                continue;
            }
            record.begin(self.line);
            if let Err(fault) = self.reader.read(text, record) {
                let why = match (ended, self.window.failure()) {
                    (false, Some(why)) => ends_early(why),
                    (false, None) if fault.cut => ends_early(&CUT),
                    _ => fault.words,
                };
                record.broken(why, text);
            }
            self.window.step(length + 1);
            return Ok(true);
        }
    }

    fn encoding(&self) -> Option<String> {
        self.reader.encoding()
    }
}
