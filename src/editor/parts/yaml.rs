//! YAML in parts: documents, keys at the top of a document, and below a key that has nothing beside
//! it the keys of its mapping.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::{Before, Part, taken_over, up_to_next};
use crate::doc::{Kind, Node};
use crate::editor::yaml::{idle, indent, key};
use crate::text::Span;

/// What a document consists of.
enum Block {
    /// A key with its value, or a document that has no keys of its own.
    Whole(Range<usize>),
    /// A key whose value is a mapping: the key, and where each of the mapping's keys begins.
    Split(Range<usize>, Vec<Range<usize>>),
}

/// The documents of a text.
pub(super) fn documents(
    text: &str,
    before: Option<Before>,
    read: &dyn Fn(&str) -> Vec<Rc<Node>>,
) -> (Vec<Rc<Node>>, Vec<Part>) {
    let own: Vec<Vec<Block>> = match split(text) {
        Some(ranges) => ranges.into_iter().map(|range| blocks(text, range)).collect(),
        None => vec![vec![Block::Whole(0..text.len())]],
    };
    let ranges = own.iter().flatten().flat_map(|block| match block {
        Block::Whole(range) => std::slice::from_ref(range).iter().chain(&[]),
        Block::Split(head, inner) => std::slice::from_ref(head).iter().chain(inner),
    });
    let read = |own: &str| (read(own), Vec::new());
    let parts = taken_over(text, ranges.cloned().collect(), before, read);
    let mut next = parts.iter().map(|part| part.trees.as_slice());
    let mut roots = Vec::new();
    for blocks in own {
        if let [Block::Whole(_)] = blocks.as_slice() {
            roots.extend(next.next().unwrap_or_default().iter().cloned());
            continue;
        }
        let mut pairs = Vec::new();
        for block in blocks {
            let head = next.next().unwrap_or_default().iter().flat_map(|tree| tree.pairs());
            let Block::Split(_, inner) = block else {
                pairs.extend(head.cloned());
                continue;
            };
            let inner = next.by_ref().take(inner.len()).flatten();
            let inner: Vec<_> = inner.flat_map(|tree| tree.pairs()).cloned().collect();
            let value = mapping(inner);
            pairs.extend(head.map(|(name, _)| (Rc::clone(name), Rc::clone(&value))).take(1));
        }
        roots.push(mapping(pairs));
    }
    (roots, parts)
}

/// A mapping of pairs. Of a key that is given twice the first counts, as where a text is read as a
/// whole.
fn mapping(mut pairs: Vec<(Rc<Node>, Rc<Node>)>) -> Rc<Node> {
    let again: Vec<bool> = {
        let mut seen = HashSet::new();
        pairs.iter().map(|(name, _)| name.text().is_some_and(|name| !seen.insert(name))).collect()
    };
    let mut again = again.into_iter();
    pairs.retain(|_| !again.next().unwrap_or_default());
    let source = pairs.first().map(|(name, _)| name.span.source).unwrap_or_default();
    let start = pairs.first().map_or(0, |(name, _)| name.span.start);
    let end = pairs.last().map_or(0, |(_, value)| value.span.end);
    Rc::new(Node::new(Span { source, start, end }, Kind::Map(pairs)))
}

/// Where the documents of a text stand. Nothing where no part can be read without the others.
fn split(text: &str) -> Option<Vec<Range<usize>>> {
    let mut documents = Vec::new();
    let mut start = 0;
    for (at, line) in lines(text, 0..text.len()) {
        // What is named in one part and repeated in another can't be read apart; nor can a text
        // that says how it is to be read.
        if line.starts_with('%') || line.starts_with("...") || repeats(line) {
            return None;
        }
        if line == "---" || line.starts_with("--- ") {
            documents.push(start..at);
            start = at;
        }
    }
    documents.push(start..text.len());
    documents.retain(|range| !text.get(range.clone()).unwrap_or_default().trim().is_empty());
    Some(documents)
}

/// Whether something in a line may be an anchor or an alias.
fn repeats(line: &str) -> bool {
    let mut before = b':';
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let goes_on = bytes.peek().is_some_and(|next| !next.is_ascii_whitespace());
        let begins = matches!(before, b':' | b'-' | b'?' | b'[' | b'{' | b',');
        if matches!(byte, b'&' | b'*') && goes_on && begins {
            return true;
        }
        if byte != b' ' {
            before = byte;
        }
    }
    false
}

/// Lines that say something, without their ends, and where they begin.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = range.start;
    let all = text.get(range).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end())
    });
    all.filter(|(_, line)| !idle(line))
}

/// What stands behind the key of a mapping that stands at a column of a line, if one does.
fn key_at(line: &str, column: usize) -> Option<&str> {
    let own = line.get(column..).filter(|_| indent(line) == column)?;
    if own.starts_with("- ") || own.starts_with("? ") {
        return None;
    }
    let (_, length) = key(own)?;
    own.get(length..)
}

/// Where the keys of a column begin, each up to the next one.
fn keys(text: &str, range: &Range<usize>, column: usize) -> Vec<Range<usize>> {
    // At the top a word alone is a key that is being written.
    let word = |line: &str| column == 0 && line.starts_with(char::is_alphanumeric);
    let begins = lines(text, range.clone());
    let begins = begins.filter(|(_, line)| key_at(line, column).is_some() || word(line));
    up_to_next(begins.map(|(at, _)| at).collect(), range)
}

/// The parts of a document.
fn blocks(text: &str, document: Range<usize>) -> Vec<Block> {
    let tops = keys(text, &document, 0);
    if tops.is_empty() {
        return vec![Block::Whole(document)];
    }
    tops.into_iter().map(|top| block(text, top)).collect()
}

fn block(text: &str, top: Range<usize>) -> Block {
    let mut said = lines(text, top.clone()).skip_while(|(_, line)| key_at(line, 0).is_none());
    let alone = said.next().and_then(|(_, line)| key_at(line, 0));
    let alone = alone.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('#')
    });
    let Some((first, line)) = said.next().filter(|_| alone) else { return Block::Whole(top) };
    let column = indent(line);
    let regular = column > 0
        && key_at(line, column).is_some()
        && said.all(|(_, line)| indent(line) >= column);
    if !regular {
        return Block::Whole(top);
    }
    Block::Split(top.start..first, keys(text, &(first..top.end), column))
}
