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

/// Every text read in this run, or some of them that follow each other.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The id of the first.
    first: u32,
    all: Vec<Source>,
}

impl Sources {
    /// A table whose texts come after those of another one, to be joined with it.
    pub const fn following(next: SourceId) -> Self {
        Self { first: next.0, all: Vec::new() }
    }

    /// The id that the next text will have.
    pub fn next(&self) -> SourceId {
        let count = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        SourceId(self.first.saturating_add(count))
    }

    /// Adds a text. A byte order mark at its beginning is dropped.
    pub fn add(&mut self, path: impl Into<String>, text: &str) -> SourceId {
        let id = self.next();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.all.push(Source::new(path.into().replace('\\', "/"), text));
        id
    }

    /// Adds the texts of a table that [follows](Self::following) this one. Returns whether it does:
    /// if not, their ids are not theirs here, and nothing is added.
    pub fn join(&mut self, others: Self) -> bool {
        let follows = others.all.is_empty() || others.first == self.next().0;
        if follows {
            self.all.extend(others.all);
        }
        follows
    }

    /// The text of an id that this table gave out.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[(id.0 - self.first) as usize]
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
        (self.first..).map(SourceId).zip(&self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, SourceId, Sources};

    #[test]
    fn texts_read_apart_keep_their_ids_or_are_not_taken() {
        let mut all = Sources::default();
        all.add("a.yaml", "a");
        let (mut second, mut third) =
            (Sources::following(SourceId(1)), Sources::following(SourceId(2)));
        let (two, three) = (second.add("b.yaml", "b"), third.add("c.yaml", "c"));
        assert_eq!(third.get(three).path, "c.yaml");
        assert!(!all.clone().join(third.clone()), "the second is not there yet");
        assert!(all.join(Sources::following(SourceId(7))), "nothing follows anything");
        assert!(all.join(second) && all.join(third));
        let paths: Vec<_> = all.iter().map(|(id, own)| (id, own.path.as_str())).collect();
        assert_eq!(paths, [(SourceId(0), "a.yaml"), (two, "b.yaml"), (three, "c.yaml")]);
        assert_eq!(all.get(three).path, "c.yaml");
    }

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
