//! Where a cursor stands in a text that somebody is typing, which most of the time can't be read.

use std::ops::Range;

use super::toml::{self, Frame, Next};
use super::walk::Place;
use super::yaml;
use crate::doc::{Format, keys};

/// A step down a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seg {
    /// Below a key.
    Key(String),
    /// In a list.
    Item,
}

/// What may be written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A key.
    Key,
    /// A value.
    Value,
    /// A key of a mapping, or a value: nothing tells yet.
    Either,
}

/// Where a cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The way from the top of the document.
    pub path: Vec<Seg>,
    /// What may be written.
    pub wanted: Wanted,
    /// What is being written, up to the cursor and behind it.
    pub word: Range<usize>,
    /// The quote that it stands in.
    pub quote: Option<char>,
    /// Keys of the same mapping, with their texts.
    pub present: Vec<(String, String)>,
    /// A header of TOML is being written.
    pub header: bool,
    /// Keys at the top of the document, with their texts.
    pub top: Vec<(String, String)>,
}

/// Where a byte of a text stands. Nothing within a comment.
pub fn context(text: &str, format: Format, at: usize) -> Option<Context> {
    match format {
        Format::Yaml => yaml::context(text, at),
        Format::Toml => in_toml(text, at),
    }
}

/// The value of one of several keys, in either language.
pub fn among(pairs: &[(String, String)], key: &str) -> Option<String> {
    let found = keys::names(key)
        .find_map(|own| pairs.iter().find(|(name, _)| name == own))
        .map(|(_, text)| text.clone());
    found.filter(|text| !text.is_empty())
}

impl Context {
    /// The place in the document; nothing if its kind is not said.
    pub fn place(&self) -> Option<Place> {
        let kind = among(&self.top, "kind")?;
        let (_, shape) = super::shape::shapes().kind(&kind)?;
        let mut place = Place::root(shape, &|key| among(&self.top, key));
        // The keys beside it belong to the mapping in which the last key stands.
        let last = self.path.iter().rposition(|seg| matches!(seg, Seg::Key(_)));
        let of_key = last.filter(|_| self.wanted == Wanted::Value);
        for (at, seg) in self.path.iter().enumerate() {
            if Some(at) == of_key {
                place.enter(&|key| among(&self.present, key));
            }
            place = match seg {
                Seg::Key(name) => place.key(name),
                Seg::Item => place.item(),
            };
        }
        if of_key.is_none() {
            place.enter(&|key| among(&self.present, key));
        }
        Some(place)
    }
}

/// The word around a place: names, numbers, and whatever else stands between blanks and brackets.
pub fn word(text: &str, at: usize, ends: &[char]) -> Range<usize> {
    let end = |c: char| c.is_whitespace() || ends.contains(&c);
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind(end).map_or(0, |place| {
        place + before.get(place..).and_then(|own| own.chars().next()).map_or(1, char::len_utf8)
    });
    let after = text.get(at..).unwrap_or_default();
    start..at + after.find(end).unwrap_or(after.len())
}

fn in_toml(text: &str, at: usize) -> Option<Context> {
    let scan = toml::scan(text, at);
    if scan.comment {
        return None;
    }
    let whole = |pairs: &[(Vec<String>, String)]| -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| (key.join("."), value.clone())).collect()
    };
    let top = toml_top(text);
    let keys = |names: &[String]| names.iter().cloned().map(Seg::Key).collect::<Vec<_>>();
    let ends = ['[', ']', '{', '}', ',', '=', '"', '\'', '.'];
    if let Some(parts) = &scan.in_header {
        let word = word(text, at, &ends);
        let before = text.get(..word.start).unwrap_or_default();
        return Some(Context {
            path: keys(parts),
            wanted: Wanted::Key,
            quote: before.chars().next_back().filter(|c| "\"'".contains(*c)),
            word,
            present: Vec::new(),
            header: true,
            top,
        });
    }
    let mut path = keys(&scan.header);
    if scan.listed {
        path.push(Seg::Item);
    }
    let mut present = whole(&scan.present);
    for (key, frame) in &scan.frames {
        path.extend(keys(key));
        match frame {
            Frame::List => path.push(Seg::Item),
            Frame::Table(own) => present = whole(own),
        }
    }
    path.extend(keys(&scan.key));
    let quote = scan.quote.and_then(|own| own.chars().next());
    let wanted = match scan.next {
        Next::Key => Wanted::Key,
        Next::Value => Wanted::Value,
        // Right behind the end of a value nothing is wanted.
        Next::End => return None,
    };
    let ends: &[char] = match (wanted, quote) {
        (Wanted::Value, Some(_)) => &['"', '\''],
        (Wanted::Value, None) => &['[', ']', '{', '}', ',', '=', '"', '\'', '#'],
        _ => &ends,
    };
    let mut word = word(text, at, ends);
    if let Some(quote) = quote {
        // A quoted text may have blanks, which end no word of it.
        let before = text.get(..at).unwrap_or_default();
        let start = before.rfind(quote).map_or(word.start, |place| place + 1);
        let after = text.get(at..).unwrap_or_default();
        let line = after.find(['\n', '\r']).unwrap_or(after.len());
        let end = after.find(quote).filter(|own| *own <= line).unwrap_or(0);
        word = start..at + end;
    }
    Some(Context { path, wanted, word, quote, present, header: false, top })
}

/// Keys at the top of a text in TOML, with their texts.
fn toml_top(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().take_while(|line| !line.starts_with('['));
    let pairs = lines.filter_map(|line| line.split_once('='));
    let plain = |own: &str| own.trim().trim_matches(['"', '\'']).to_owned();
    pairs
        .map(|(key, value)| {
            let value = value.trim();
            let quoted = value.strip_prefix(['"', '\'']);
            let own = match quoted {
                Some(own) => own.split(['"', '\'']).next().unwrap_or_default(),
                None => value.split('#').next().unwrap_or_default(),
            };
            (plain(key), own.trim().to_owned())
        })
        .collect()
}
