//! YAML as people write it in lists, read in one pass. Whatever is unusual or wrong is declined and
//! left to the whole parser.
//!
//! What is read here must come out byte for byte as the whole parser says it, odd places included.

mod scalar;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use scalar::{Around, Scalar};

/// A part of the tree that begins, ends or is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event<'t> {
    /// A text; whether it is plain, that is without quotes and not a block of lines.
    Scalar(Cow<'t, str>, bool),
    SeqStart,
    MapStart,
    End,
}

/// An event and the bytes it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) event: Event<'t>,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Mappings and lists in each other; more of them are left to the whole parser.
const DEPTH: usize = 32;

/// Bytes of a key with its `:`. The whole parser takes 1024 characters.
const KEY: usize = 1024;

/// Comments at one place. The whole parser refuses 97 of them before a value.
const COMMENTS: usize = 64;

/// Every event of the text, or nothing where anything in it is unusual.
pub(super) fn events(text: &str) -> Option<Vec<Piece<'_>>> {
    let bytes = text.as_bytes();
    if !scalar::is_ordinary(bytes) {
        return None;
    }
    let pieces = Vec::with_capacity(text.len() / 6);
    let next = Next::Root;
    let mut reader = Reader { text, bytes, at: 0, line: 0, pieces, open: Vec::new(), next };
    reader.lines()?;
    Some(reader.pieces)
}

/// A mapping or list of lines.
struct Block {
    list: bool,
    /// Where its lines begin. The items of a list may stand right below the key of the list.
    column: usize,
    /// Whether it is a list as far left as its key.
    flush: bool,
}

/// What may come next.
#[derive(Clone, Copy)]
enum Next {
    /// A first document, if any.
    Root,
    /// A value, which the whole parser places here if it is empty.
    Value(usize),
    /// Another item of what is open.
    Item,
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Where the line of the next token begins.
    line: usize,
    pieces: Vec<Piece<'t>>,
    open: Vec<Block>,
    next: Next,
}

impl<'t> Reader<'t> {
    fn lines(&mut self) -> Option<()> {
        while self.next_token()? {
            let column = self.at - self.line;
            if column == 0 && self.has_mark(b"...") {
                return None;
            }
            if column == 0 && self.has_mark(b"---") {
                self.finish(self.at)?;
                self.at += 3;
                self.next = Next::Value(self.at);
                self.at = scalar::line_end(self.bytes, self.at)?;
                continue;
            }
            let inside = self.leave(column)?;
            self.node(column, inside)?;
        }
        self.finish(self.bytes.len())
    }

    fn byte(&self, at: usize) -> u8 {
        scalar::byte(self.bytes, at)
    }

    fn push(&mut self, event: Event<'t>, start: usize, end: usize) -> Option<()> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        self.pieces.push(Piece { event, start, end });
        Some(())
    }

    fn push_empty(&mut self, at: usize) -> Option<()> {
        self.push(Event::Scalar(Cow::Borrowed("~"), true), at, at)
    }

    fn push_scalar(&mut self, start: usize, scalar: Scalar<'t>) -> Option<()> {
        self.push(Event::Scalar(scalar.text, scalar.plain), start, scalar.end)
    }

    /// Goes to the next token of a block; returns whether there is one.
    fn next_token(&mut self) -> Option<bool> {
        let mut comments = 0;
        loop {
            self.at = scalar::past_spaces(self.bytes, self.at);
            match self.bytes.get(self.at) {
                None => return Some(false),
                Some(b'\r') => self.at += 1,
                Some(b'\n') => {
                    self.at += 1;
                    self.line = self.at;
                }
                Some(b'#') => {
                    comments += 1;
                    if comments > COMMENTS {
                        return None;
                    }
                    self.at = scalar::line_end(self.bytes, self.at)?;
                }
                Some(_) => return Some(true),
            }
        }
    }

    fn has_mark(&self, mark: &[u8]) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.starts_with(mark) && scalar::is_blank(self.byte(self.at + mark.len()))
    }

    fn is_dash(&self) -> bool {
        self.byte(self.at) == b'-' && scalar::is_blank(self.byte(self.at + 1))
    }

    /// Ends the document, for which the whole parser says that it ends here.
    fn finish(&mut self, here: usize) -> Option<()> {
        if let Next::Value(place) = self.next {
            self.push_empty(place)?;
        }
        while self.open.pop().is_some() {
            self.push(Event::End, here, here)?;
        }
        self.next = Next::Item;
        Some(())
    }

    /// Ends what a line at this column does not belong to. Returns whether the line is inside of
    /// the last that is open, as the value that it waits for; else it is the next item.
    fn leave(&mut self, column: usize) -> Option<bool> {
        let dash = self.is_dash();
        match (self.next, self.open.last()) {
            (Next::Root | Next::Value(_), None) => return Some(true),
            (Next::Value(place), Some(last)) => {
                if column > last.column || (column == last.column && dash && !last.list) {
                    return Some(true);
                }
                self.push_empty(place)?;
            }
            _ => {}
        }
        loop {
            let last = self.open.last()?;
            if column > last.column {
                return None;
            }
            if column == last.column && (dash || !last.flush) {
                return (dash == last.list).then_some(false);
            }
            self.open.pop();
            self.push(Event::End, self.at, self.at)?;
        }
    }

    fn open(&mut self, block: Block, place: usize) -> Option<()> {
        let event = if block.list { Event::SeqStart } else { Event::MapStart };
        self.open.push(block);
        if self.open.len() > DEPTH {
            return None;
        }
        self.push(event, place, place)
    }

    /// Reads what begins at this column: the items and keys up to the end of the line, and their
    /// value with all its lines if it begins in this line.
    fn node(&mut self, mut column: usize, mut inside: bool) -> Option<()> {
        while self.is_dash() {
            let dash = self.at;
            self.at = scalar::past_spaces(self.bytes, dash + 1);
            let ended = scalar::line_end(self.bytes, self.at);
            // The whole parser looks past a comment before it places the item.
            let place = ended.unwrap_or(self.at);
            if inside {
                let flush = self.open.last().is_some_and(|last| last.column == column);
                let place = if flush { place } else { dash };
                self.open(Block { list: true, column, flush }, place)?;
            }
            self.next = Next::Value(place);
            self.at = place;
            if ended.is_some() {
                return Some(());
            }
            column = place - self.line;
            inside = true;
        }
        let start = self.at;
        let scalar = match self.byte(start) {
            b'"' | b'\'' => scalar::quoted(self.text, start)?,
            b'{' | b'[' | b'|' | b'>' if inside => return self.value(),
            // It is taken for a value; what turns out to be a key must not have other lines.
            _ => match self.open.last() {
                Some(last) if inside => {
                    scalar::plain(self.text, start, &Around::Block { column: last.column })?
                }
                _ => scalar::plain(self.text, start, &Around::Key)?,
            },
        };
        let colon = scalar::past_spaces(self.bytes, scalar.end);
        if self.byte(colon) == b':' && scalar::is_blank(self.byte(colon + 1)) {
            if scalar.folded || colon - start > KEY {
                return None;
            }
            if inside {
                self.open(Block { list: false, column, flush: false }, start)?;
            }
            self.push_scalar(start, scalar)?;
            self.next = Next::Value(colon);
            self.at = scalar::past_spaces(self.bytes, colon + 1);
            return match scalar::line_end(self.bytes, self.at) {
                Some(end) => {
                    self.at = end;
                    Some(())
                }
                None => self.value(),
            };
        }
        if !inside || self.open.is_empty() {
            return None;
        }
        self.scalar_value(start, scalar)
    }

    fn scalar_value(&mut self, start: usize, scalar: Scalar<'t>) -> Option<()> {
        self.at = scalar::line_end(self.bytes, scalar.end)?;
        self.next = Next::Item;
        self.push_scalar(start, scalar)
    }

    /// Reads a value in a block that can't be a mapping or list of lines.
    fn value(&mut self) -> Option<()> {
        let start = self.at;
        match (self.byte(start), self.open.last()) {
            (b'{' | b'[', _) => {
                self.flow(self.open.len())?;
                self.at = scalar::line_end(self.bytes, self.at)?;
                self.next = Next::Item;
                Some(())
            }
            (b'|' | b'>', Some(last)) => {
                let lines = scalar::block(self.text, start, last.column)?;
                self.at = lines.next;
                self.line = lines.next;
                self.next = Next::Item;
                self.push(Event::Scalar(lines.text.into(), false), lines.start, lines.end)
            }
            (b'"' | b'\'', _) => self.scalar_value(start, scalar::quoted(self.text, start)?),
            (_, Some(last)) => {
                let around = Around::Block { column: last.column };
                self.scalar_value(start, scalar::plain(self.text, start, &around)?)
            }
            (_, None) => None,
        }
    }

    /// Goes to the next token between brackets.
    fn next_flow_token(&mut self) -> Option<u8> {
        let mut comments = 0;
        loop {
            match self.bytes.get(self.at)? {
                b' ' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    // It may be the mark of a document.
                    if matches!(self.byte(self.at), b'-' | b'.' | b'%') {
                        return None;
                    }
                }
                b'#' => {
                    comments += 1;
                    if comments > COMMENTS {
                        return None;
                    }
                    self.at = scalar::line_end(self.bytes, self.at)?;
                }
                &byte => return Some(byte),
            }
        }
    }

    /// Reads a mapping or list between brackets.
    fn flow(&mut self, depth: usize) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        let list = self.byte(self.at) == b'[';
        let close = if list { b']' } else { b'}' };
        let event = if list { Event::SeqStart } else { Event::MapStart };
        self.push(event, self.at, self.at + 1)?;
        self.at += 1;
        loop {
            match self.next_flow_token()? {
                byte if byte == close => break,
                b'{' | b'[' if list => self.flow(depth + 1)?,
                b'{' | b'[' => return None,
                byte => self.flow_item(byte, list, depth)?,
            }
            match self.next_flow_token()? {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
        }
        self.at += 1;
        self.push(Event::End, self.at - 1, self.at)
    }

    /// Reads an item between brackets: a scalar, or a key with its value.
    fn flow_item(&mut self, first: u8, list: bool, depth: usize) -> Option<()> {
        let start = self.at;
        let key = self.flow_scalar(first)?;
        let colon = scalar::past_spaces(self.bytes, key.end);
        let next = self.byte(colon + 1);
        let after_plain = scalar::is_blank(next) || matches!(next, b',' | b'}' | b']');
        if self.byte(colon) == b':' && (!key.plain || after_plain) {
            if key.folded || colon - start > KEY {
                return None;
            }
            if list {
                self.push(Event::MapStart, start, start)?;
            }
            self.push_scalar(start, key)?;
            self.at = colon + 1;
            match self.next_flow_token()? {
                b',' | b'}' | b']' => self.push_empty(colon)?,
                // In a list, the pair is a mapping of its own.
                b'{' | b'[' => self.flow(depth + 1 + usize::from(list))?,
                byte => {
                    let start = self.at;
                    let scalar = self.flow_scalar(byte)?;
                    self.at = scalar.end;
                    self.push_scalar(start, scalar)?;
                }
            }
            if list {
                self.next_flow_token()?;
                self.push(Event::End, self.at, self.at)?;
            }
        } else {
            self.at = key.end;
            self.push_scalar(start, key)?;
            if !list {
                self.next_flow_token()?;
                self.push_empty(self.at)?;
            }
        }
        Some(())
    }

    fn flow_scalar(&self, first: u8) -> Option<Scalar<'t>> {
        match first {
            b'"' | b'\'' => scalar::quoted(self.text, self.at),
            _ => scalar::plain(self.text, self.at, &Around::Flow),
        }
    }
}
