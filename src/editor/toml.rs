//! TOML as somebody is typing it: where a place stands in it, and where its keys do, whatever is
//! missing after or before.

use std::ops::Range;

/// A part of a dotted key.
type Part = (String, Range<usize>);

/// Where a key stands, with all keys above it.
pub(super) type Key = (Vec<String>, Range<usize>);

/// A bracket that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// `[`
    List,
    /// `{` with the keys before it and those that it has.
    Table(Vec<(Vec<String>, String)>),
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A key.
    Key,
    /// A value.
    Value,
    /// A comma or the end of the line.
    End,
}

/// How far a text has been gone through.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// The header above, and whether it is one of a list.
    pub header: Vec<String>,
    /// The header is `[[…]]`.
    pub listed: bool,
    /// Open brackets, each after the key that it is the value of.
    pub frames: Vec<(Vec<String>, Frame)>,
    /// The key whose value comes.
    pub key: Vec<String>,
    /// What comes next.
    pub next: Next,
    /// Within a header that is not closed, its parts so far.
    pub in_header: Option<Vec<String>>,
    /// Keys with values under the header, outside of brackets.
    pub present: Vec<(Vec<String>, String)>,
    /// The quote of a text that is not closed.
    pub quote: Option<&'static str>,
    /// Whether the end lies in a comment.
    pub comment: bool,
    /// Parts of headers and of keys outside of brackets, with all keys above them.
    pub parts: Vec<Key>,
}

/// Goes through a text up to a byte.
pub(super) fn scan(text: &str, end: usize) -> Scan {
    let text = text.get(..end).unwrap_or(text);
    let mut scan = Scan {
        header: Vec::new(),
        listed: false,
        frames: Vec::new(),
        key: Vec::new(),
        next: Next::Key,
        in_header: None,
        present: Vec::new(),
        quote: None,
        comment: false,
        parts: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = scan.step(text, at).max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    scan
}

impl Scan {
    /// Takes what begins at a byte; returns where it ends.
    fn step(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let first = rest.chars().next().unwrap_or('\n');
        self.comment = false;
        match first {
            '\n' => {
                // A header or a key at the beginning of a line tells that a bracket was forgotten.
                let next = rest.get(1..).unwrap_or_default().lines().next().unwrap_or_default();
                if self.frames.is_empty() || begins_anew(next) {
                    self.frames.clear();
                    self.next = Next::Key;
                    self.key.clear();
                }
                at + 1
            }
            ' ' | '\t' | '\r' => at + 1,
            '#' => {
                let length = rest.find('\n').unwrap_or(rest.len());
                self.comment = at + length >= text.len();
                at + length
            }
            '[' if self.frames.is_empty() && self.next == Next::Key => self.head(text, at),
            '[' => self.open(Frame::List, at),
            '{' => self.open(Frame::Table(Vec::new()), at),
            ']' | '}' => {
                if let Some((key, _)) = self.frames.pop() {
                    self.key = key;
                }
                self.next = Next::End;
                at + 1
            }
            ',' => {
                self.next = match self.frames.last() {
                    Some((_, Frame::List)) => Next::Value,
                    _ => Next::Key,
                };
                if self.next == Next::Key {
                    self.key.clear();
                }
                at + 1
            }
            '=' => {
                self.next = Next::Value;
                at + 1
            }
            _ if self.next == Next::Key => self.key(text, at),
            _ => self.value(text, at),
        }
    }

    fn open(&mut self, frame: Frame, at: usize) -> usize {
        self.next = if frame == Frame::List { Next::Value } else { Next::Key };
        self.frames.push((std::mem::take(&mut self.key), frame));
        at + 1
    }

    fn head(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let brackets = line.len() - line.trim_start_matches('[').len();
        let (parts, length) = parts(text, at + brackets.min(2));
        let tail = text.get(length..).unwrap_or_default();
        let closed = tail.starts_with(']');
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        if length >= text.len() && !closed {
            let dot = text.get(at..).unwrap_or_default().trim_end().ends_with('.');
            let typed = usize::from(!dot && !names.is_empty());
            self.in_header = Some(names.iter().take(names.len() - typed).cloned().collect());
            return text.len();
        }
        for (count, (_, range)) in parts.iter().enumerate() {
            self.parts.push((names.iter().take(count + 1).cloned().collect(), range.clone()));
        }
        self.header = names;
        self.listed = brackets > 1;
        self.present.clear();
        self.next = Next::End;
        at + line.find(']').map_or(line.len(), |close| close + brackets.min(2))
    }

    fn key(&mut self, text: &str, at: usize) -> usize {
        let (parts, end) = parts(text, at);
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        let typed = end >= text.len();
        if typed {
            // Still being written: what stands before its last part is known.
            let dot = text.get(at..end).unwrap_or_default().trim_end().ends_with('.');
            let known = names.len().saturating_sub(usize::from(!dot));
            self.key = names.into_iter().take(known).collect();
            let open = text.get(at..end).unwrap_or_default();
            let quotes = |quote: char| open.matches(quote).count() % 2 == 1;
            self.quote = if quotes('"') {
                Some("\"")
            } else if quotes('\'') {
                Some("'")
            } else {
                None
            };
            return end;
        }
        if self.frames.is_empty() {
            for (count, (_, range)) in parts.iter().enumerate() {
                let above = self.header.iter().chain(names.iter().take(count + 1));
                self.parts.push((above.cloned().collect(), range.clone()));
            }
        }
        self.key = names;
        self.next = Next::End;
        if end == at { at + 1 } else { end }
    }

    fn value(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|own| rest.starts_with(own));
        let (length, own) = match quote {
            Some(quote) => {
                let inner = rest.get(quote.len()..).unwrap_or_default();
                match closing(inner, quote) {
                    Some(length) => {
                        (quote.len() * 2 + length, inner.get(..length).unwrap_or_default())
                    }
                    None if quote.len() == 1 && inner.contains('\n') => {
                        (quote.len() + inner.find('\n').unwrap_or(0), "")
                    }
                    None => {
                        self.quote = Some(quote);
                        return text.len();
                    }
                }
            }
            None => {
                let end = rest.find([',', ']', '}', '\n', '#', ' ', '\t', '\r', '=']);
                let length = end.unwrap_or(rest.len());
                if length == rest.len() {
                    return text.len();
                }
                (length.max(1), rest.get(..length).unwrap_or_default())
            }
        };
        if self.next == Next::Value && !self.key.is_empty() {
            let pair = (self.key.clone(), own.to_owned());
            match self.frames.last_mut() {
                Some((_, Frame::Table(present))) => present.push(pair),
                Some(_) => {}
                None => self.present.push(pair),
            }
        }
        self.next = Next::End;
        at + length
    }
}

/// Where a text of one line, or of several, is closed.
fn closing(inner: &str, quote: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = inner.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(quote) {
            return Some(at);
        }
        if quote.len() == 1 && rest.starts_with('\n') {
            return None;
        }
        let mut chars = rest.chars();
        let first = chars.next()?;
        at += first.len_utf8();
        if first == '\\' && quote.starts_with('"') {
            at += chars.next().map_or(0, char::len_utf8);
        }
    }
    None
}

/// The parts of a dotted key that begins at a byte, and where it ends.
fn parts(text: &str, start: usize) -> (Vec<Part>, usize) {
    let (mut found, mut at) = (Vec::new(), start);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = text.get(at..).unwrap_or_default();
        let quote = ["\"", "'"].into_iter().find(|own| rest.starts_with(own));
        let (name, length) = match quote {
            Some(quote) => {
                let inner = rest.get(1..).unwrap_or_default();
                let length = closing(inner, quote);
                let line = inner.find('\n').unwrap_or(inner.len());
                let own = inner.get(..length.unwrap_or(line)).unwrap_or_default();
                (own, own.len() + 1 + usize::from(length.is_some()))
            }
            None => {
                let end = rest.find(|c: char| c.is_whitespace() || "[]{}.=,#\"'".contains(c));
                let own = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                (own, own.len())
            }
        };
        if length == 0 {
            return (found, at);
        }
        let shift = usize::from(quote.is_some());
        found.push((name.to_owned(), at + shift..at + shift + name.len()));
        at += length;
        let rest = text.get(at..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if !rest.trim_start_matches([' ', '\t']).starts_with('.') {
            return (found, at);
        }
        at += spaces + 1;
    }
}

/// Whether a line can be nothing but the beginning of a table or of a key at the outermost level.
fn begins_anew(line: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let own = line.trim_end();
    if own.starts_with('[') {
        let name = own.trim_start_matches('[');
        let Some(close) = name.find(']') else { return false };
        let (name, tail) = name.split_at(close);
        let tail = tail.trim_start_matches(']').trim_start();
        return !name.is_empty()
            && name.chars().all(plain)
            && name.chars().any(char::is_alphabetic)
            && (tail.is_empty() || tail.starts_with('#'));
    }
    own.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty() && key.chars().all(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::{Frame, Next, scan};

    #[test]
    fn a_place_is_known_however_little_stands_there() {
        let state = |text: &str| {
            let own = scan(text, text.len());
            (own.header.join("/"), own.key.join("/"), own.frames.len(), own.next)
        };
        for (text, header, key, frames, next) in [
            ("", "", "", 0, Next::Key),
            ("[a.\"b.c\"]\nk = ", "a/b.c", "k", 0, Next::Value),
            ("[a]\nk = [\n  { x = 1 },\n  { y = ", "a", "y", 2, Next::Value),
            ("k = [1, 2\n[b]\n", "b", "", 0, Next::Key),
            ("k = { a = \"甲\nb = ", "", "b", 0, Next::Value),
            ("k = { a = \"甲, # no\", ", "", "", 1, Next::Key),
            ("a.b = 1\nc.", "", "c", 0, Next::Key),
            ("k = [\"x\", ", "", "", 1, Next::Value),
        ] {
            let wanted = (header.to_owned(), key.to_owned(), frames, next);
            assert_eq!(state(text), wanted, "{text:?}");
        }
        assert_eq!(scan("[duties.PP", 10).in_header, Some(vec!["duties".to_owned()]));
        assert_eq!(scan("[duties.", 8).in_header, Some(vec!["duties".to_owned()]));
        assert_eq!(scan("a = \"x", 6).quote, Some("\""));
        assert!(scan("# remit: al", 11).comment);
    }

    #[test]
    fn every_header_and_key_is_found_with_its_keys_above() {
        let text = "a.b = 1\n[duties.PP-01]\nx = { y.z = 1 }\n[duties.'PP-01'.data]\n";
        let parts = scan(text, text.len()).parts;
        let found: Vec<(String, &str)> =
            parts.into_iter().map(|(path, at)| (path.join("/"), text.get(at).unwrap())).collect();
        let wanted = [
            ("a", "a"),
            ("a/b", "b"),
            ("duties", "duties"),
            ("duties/PP-01", "PP-01"),
            ("duties/PP-01/x", "x"),
            ("duties", "duties"),
            ("duties/PP-01", "PP-01"),
            ("duties/PP-01/data", "data"),
        ];
        let wanted: Vec<(String, &str)> =
            wanted.iter().map(|(path, own)| ((*path).to_owned(), *own)).collect();
        assert_eq!(found, wanted);
        let own = scan("[a]\nk = 1\nt = { x = 'y', z", 25);
        assert_eq!(own.present, [(vec!["k".to_owned()], "1".to_owned())]);
        let Some((key, Frame::Table(present))) = own.frames.last() else { panic!("{own:?}") };
        assert_eq!((key.join("."), present.len()), ("t".to_owned(), 1));
    }
}
