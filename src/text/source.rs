//! Texts held in memory, and places in them.

use std::sync::Arc;

/// Index into the table of texts read in this run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A range of bytes of one source; `end` is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The smallest span that covers both; both must lie in one source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A place as people and editors count it. All numbers begin at one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column in Unicode characters.
    pub column: u32,
    /// The column in UTF-16 code units.
    pub column_utf16: u32,
}

/// One text and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user knows it, with forward slashes.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    lines: Vec<u32>,
}

impl Source {
    fn new(path: String, text: &str) -> Self {
        let mut lines = vec![0];
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        lines.extend(breaks.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { path, text: Arc::from(text), lines }
    }

    /// The place of a byte; one past the end of the text is the place after its last character.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.lines.partition_point(|&start| start <= byte).max(1) - 1;
        let start = self.lines.get(line).copied().unwrap_or(0) as usize;
        let before = self.text.as_bytes().get(start..byte as usize).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        Position {
            line: count(line),
            column: count(before.chars().count()),
            column_utf16: count(before.encode_utf16().count()),
        }
    }

    /// The text of a line (counted from one) without its line break.
    pub fn line(&self, line: u32) -> &str {
        let at = |n: u32| self.lines.get(n as usize).map(|&b| b as usize);
        let start = at(line.saturating_sub(1)).unwrap_or(self.text.len());
        let end = at(line).unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

/// Every text read in this run.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text. A byte order mark at its beginning is dropped.
    pub fn add(&mut self, path: impl Into<String>, text: &str) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.0.push(Source::new(path.into().replace('\\', "/"), text));
        id
    }

    /// The text of an id that this table gave out.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// Path, first and last place of a span.
    pub fn locate(&self, span: Span) -> (&str, Position, Position) {
        let source = self.get(span.source);
        (&source.path, source.position(span.start), source.position(span.end))
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        let range = span.start as usize..span.end as usize;
        self.get(span.source).text.get(range).unwrap_or_default()
    }

    /// Every text with its id, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Sources};

    #[test]
    fn columns_count_characters_and_utf16_units_across_crlf() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "\u{feff}首行\r\n甲𠮷b: 1\r\n");
        let source = sources.get(id);
        let byte = u32::try_from(source.text.find('b').unwrap()).unwrap();
        assert_eq!(source.position(byte), Position { line: 2, column: 3, column_utf16: 4 });
        assert_eq!(source.line(2), "甲𠮷b: 1");
        assert_eq!(source.line(9), "");
    }
}
