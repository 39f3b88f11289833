//! The cells of one column as symbols.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::encoding::{Coding, Script};
use super::event::Symbol;
use super::split::Cells;
use super::strings::Strings;
use super::text::{normal, token};
use crate::model::Moment;
use crate::model::docs::ColumnDoc;
use crate::say;
use crate::text::Words;

/// Why a row can't be read.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The header of the cell at fault; empty if it is the row as a whole.
    pub(super) column: String,
    pub(super) reason: Words,
}

/// A row on its way to events.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) cells: Cells<'r>,
    pub(super) script: Script,
    pub(super) coding: &'r Coding,
    /// What it says, as a digest, if that was made already: rows that repeat each other have the same.
    pub(super) digest: Option<u64>,
    /// Its time, if that was read already.
    pub(super) at: Option<Moment>,
    /// Its case, if that was looked up already.
    pub(super) case: Option<Symbol>,
}

impl<'r> Row<'r> {
    /// What a cell says; a cell that is not there says nothing.
    pub(super) fn text(&self, at: usize) -> Option<Cow<'r, str>> {
        match self.cells.cell(at) {
            Some(cell) => self.coding.text(self.script, cell),
            None => Some(Cow::Borrowed("")),
        }
    }
}

/// Cells longer than this are not remembered.
const LONGEST_KNOWN: usize = 64;

/// A column with more different cells than this is one of ever new ones, such as cases.
const MOST_KNOWN: usize = 1 << 12;

/// How persons are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// As what is written.
    Text,
    /// As tokens, sorted and each once.
    Tokens,
    /// As what is written, sorted and each once: numbers that are tokens already.
    KeptPersons,
}

/// One column of a log, and how its cells are read.
pub(super) struct Column {
    /// Which, from zero.
    pub(super) at: usize,
    /// Its header as it stands in the log.
    pub(super) header: String,
    kind: Kind,
    values: HashMap<String, String, FixedState>,
    split: Vec<char>,
    token_key: Vec<u8>,
    /// Cells met before, as they stand in the file, and their symbols in `pool`.
    known: HashMap<Box<[u8]>, (u32, u32), FixedState>,
    pool: Vec<Symbol>,
    /// There are too many different cells: only the last one is remembered.
    many: bool,
    last: Vec<u8>,
    /// The symbols of the last cell that is not in `known`.
    fresh: Vec<Symbol>,
}

impl Column {
    pub(super) fn new(doc: &ColumnDoc, at: usize, header: &str) -> Self {
        let pairs = doc.values.iter();
        Self {
            at,
            header: header.to_owned(),
            kind: Kind::Text,
            values: pairs
                .map(|(from, to)| (normal(&from.value).into_owned(), to.clone()))
                .collect(),
            split: doc.split.iter().flat_map(|split| split.chars()).collect(),
            token_key: Vec::new(),
            known: HashMap::default(),
            pool: Vec::new(),
            many: false,
            last: Vec::new(),
            fresh: Vec::new(),
        }
    }

    /// The same column as one of persons.
    pub(super) fn of_persons(mut self, doc: &ColumnDoc, token_key: &[u8]) -> Self {
        self.kind = if doc.keep { Kind::KeptPersons } else { Kind::Tokens };
        token_key.clone_into(&mut self.token_key);
        self
    }

    /// The same column in a log whose cells may be lists: their items are values of their own.
    pub(super) fn with_lists(&mut self) {
        if !self.split.contains(&super::record::BETWEEN_ITEMS) {
            self.split.push(super::record::BETWEEN_ITEMS);
        }
    }

    /// The cell as a plain text, after the mapping's `values`.
    pub(super) fn text<'r>(&self, row: &Row<'r>) -> Result<Cow<'r, str>, Fault> {
        let text = match row.text(self.at).ok_or_else(|| self.no_text(row.coding))? {
            Cow::Borrowed(text) => normal(text),
            Cow::Owned(text) => Cow::Owned(normal(&text).into_owned()),
        };
        if self.values.is_empty() {
            return Ok(text);
        }
        match self.values.get(&*text) {
            Some(value) => Ok(Cow::Owned(value.clone())),
            None => Ok(text),
        }
    }

    /// The one value of a cell; the empty symbol if it is empty.
    pub(super) fn one(&mut self, row: &Row<'_>, strings: &mut Strings) -> Result<Symbol, Fault> {
        Ok(self.all(row, strings)?.first().copied().unwrap_or_default())
    }

    /// The values of a cell, none of them empty.
    pub(super) fn all(&mut self, row: &Row<'_>, strings: &mut Strings) -> Result<&[Symbol], Fault> {
        let raw = row.cells.raw_cell(self.at).unwrap_or_default();
        if raw.is_empty() && self.values.is_empty() {
            return Ok(&[]);
        }
        if row.script != row.coding.script() {
            // A row of another script than the rest of the file must not meet its bytes.
            self.last.clear();
            self.read(row, strings)?;
            return Ok(&self.fresh);
        }
        if self.many || raw.len() > LONGEST_KNOWN {
            if raw != self.last || raw.is_empty() {
                self.last.clear();
                self.read(row, strings)?;
                self.last.extend_from_slice(raw);
            }
            return Ok(&self.fresh);
        }
        if let Some(&(start, length)) = self.known.get(raw) {
            let range = start as usize..(start + length) as usize;
            return Ok(self.pool.get(range).unwrap_or_default());
        }
        self.last.clear();
        self.read(row, strings)?;
        let start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        let length = u32::try_from(self.fresh.len()).unwrap_or(u32::MAX);
        self.pool.extend_from_slice(&self.fresh);
        self.known.insert(raw.into(), (start, length));
        self.many = self.known.len() > MOST_KNOWN;
        Ok(&self.fresh)
    }

    fn read(&mut self, row: &Row<'_>, strings: &mut Strings) -> Result<(), Fault> {
        self.fresh.clear();
        if self.split.is_empty() && self.kind == Kind::Text {
            if let Some(text) = self.straight(row) {
                self.fresh.push(strings.intern(text));
                return Ok(());
            }
            let text = self.text(row)?;
            if !text.is_empty() {
                self.fresh.push(strings.intern(&text));
            }
            return Ok(());
        }
        let text = row.text(self.at).ok_or_else(|| self.no_text(row.coding))?;
        let mut values: Vec<Cow<'_, str>> = Vec::new();
        for part in text.split(|c| self.split.contains(&c)) {
            let part = normal(part);
            let value = self.values.get(&*part).map_or(part, |value| Cow::Borrowed(value.as_str()));
            if !value.is_empty() {
                values.push(match self.kind {
                    Kind::Tokens => Cow::Owned(token(&self.token_key, &value)),
                    Kind::Text | Kind::KeptPersons => value,
                });
            }
        }
        if self.kind != Kind::Text {
            values.sort_unstable();
            values.dedup();
        }
        self.fresh.extend(values.iter().map(|value| strings.intern(value)));
        Ok(())
    }

    /// The cell as a text, if nothing has to be done to it in any encoding: so are most cells that
    /// are ever new, such as numbers of cases.
    pub(super) fn straight<'r>(&self, row: &Row<'r>) -> Option<&'r str> {
        let cell = self.bare(row)?;
        if cell.is_ascii() { std::str::from_utf8(cell).ok() } else { None }
    }

    /// The cell as it stands, if it is a text to which nothing has to be done, supposing that it is
    /// ASCII.
    pub(super) fn bare<'r>(&self, row: &Row<'r>) -> Option<&'r [u8]> {
        let cell = self.plain(row)?;
        let [first, .., last] = cell else { return None };
        let plain = first.is_ascii_graphic() && last.is_ascii_graphic();
        (plain && !matches!(first, b'=' | b'"')).then_some(cell)
    }

    /// Whether a cell is one text, as it stands.
    pub(super) fn is_whole(&self) -> bool {
        self.is_plain() && self.split.is_empty() && self.kind == Kind::Text
    }

    /// Whether nothing has to be done to its cells.
    pub(super) fn is_plain(&self) -> bool {
        self.values.is_empty()
    }

    /// The cell as it stands, if nothing has to be done to it.
    pub(super) fn plain<'r>(&self, row: &Row<'r>) -> Option<&'r [u8]> {
        if self.is_plain() { row.cells.raw_cell(self.at) } else { None }
    }

    /// A fault of this column.
    pub(super) fn fault(&self, reason: Words) -> Fault {
        Fault { column: self.header.clone(), reason }
    }

    fn no_text(&self, coding: &Coding) -> Fault {
        let name = coding.name();
        self.fault(say!(
            "its bytes are no text in {name}: it may have been cut within a character",
            "其字节不是有效的 {name} 文本，可能在字符中间被截断"
        ))
    }
}
