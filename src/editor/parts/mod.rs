//! A text in parts that can be read each by itself: what is being typed in one of them hides nothing
//! of the others, and of a long list only the part that changed is read anew.
//!
//! Where parts begin is told from the text alone, so that a text has the same parts whatever was
//! read before.

mod toml;
mod yaml;

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::toml::Key;
use crate::doc::{Format, Kind, Node};

/// A part that was read, and what it came to. Places are those of the whole text.
#[derive(Clone, Debug)]
pub(super) struct Part {
    range: Range<usize>,
    trees: Vec<Rc<Node>>,
    /// Where keys of TOML stand, each with all that are above it.
    keys: Vec<Key>,
}

/// A text that was read before, and its parts.
pub(super) type Before = (Arc<str>, Vec<Part>);

/// Reads the documents of a text. Of a text that was read before those parts are taken over that are
/// the same; `read` reads the others, as texts of their own.
pub(super) fn documents(
    text: &str,
    format: Format,
    before: Option<Before>,
    read: &dyn Fn(&str) -> Vec<Rc<Node>>,
) -> (Vec<Rc<Node>>, Vec<Part>) {
    match format {
        Format::Yaml => yaml::documents(text, before, read),
        Format::Toml => toml::documents(text, before, read),
    }
}

/// Where keys of TOML stand.
pub(super) fn keys(parts: &[Part]) -> impl Iterator<Item = &Key> {
    parts.iter().flat_map(|part| &part.keys)
}

/// Reads the parts of a text. Those that are the same at the beginning and at the end of the text
/// that was read before need not be read.
fn taken_over(
    text: &str,
    ranges: Vec<Range<usize>>,
    before: Option<Before>,
    read: impl Fn(&str) -> (Vec<Rc<Node>>, Vec<Key>),
) -> Vec<Part> {
    let (old, mut known) = before.unwrap_or_else(|| (Arc::from(""), Vec::new()));
    let same = |(own, part): &(&Range<usize>, &Part)| {
        own.len() == part.range.len() && text.get((*own).clone()) == old.get(part.range.clone())
    };
    let first = ranges.iter().zip(&known).take_while(|pair| pair.0.start == pair.1.range.start);
    let first = first.take_while(same).count();
    let rest = known.len().min(ranges.len()) - first;
    let last = ranges.iter().rev().zip(known.iter().rev()).take(rest).take_while(same).count();
    let mut behind = known.split_off(known.len() - last).into_iter();
    known.truncate(first);
    let count = ranges.len();
    for (at, range) in ranges.into_iter().enumerate().skip(first) {
        let same = if at >= count - last { behind.next() } else { None };
        let mut part = same.unwrap_or_else(|| {
            let own = text.get(range.clone()).unwrap_or_default();
            let (trees, keys) = read(own);
            Part { range: 0..own.len(), trees, keys }
        });
        part.move_to(range.start);
        known.push(part);
    }
    known
}

impl Part {
    fn move_to(&mut self, start: usize) {
        let from = self.range.start;
        if from == start {
            return;
        }
        let moved = |range: &Range<usize>| range.start + start - from..range.end + start - from;
        self.range = moved(&self.range);
        self.trees.iter_mut().for_each(|tree| move_tree(tree, from, start));
        self.keys.iter_mut().for_each(|(_, range)| *range = moved(range));
    }
}

/// Says of a tree that its text stands elsewhere now. Where nobody else holds it, nothing is copied.
fn move_tree(tree: &mut Rc<Node>, from: usize, to: usize) {
    let place = |at: u32| u32::try_from(at as usize + to - from).unwrap_or(u32::MAX);
    let node = Rc::make_mut(tree);
    (node.span.start, node.span.end) = (place(node.span.start), place(node.span.end));
    match &mut node.kind {
        Kind::Seq(items) => items.iter_mut().for_each(|item| move_tree(item, from, to)),
        Kind::Map(pairs) => pairs.iter_mut().for_each(|(name, value)| {
            move_tree(name, from, to);
            move_tree(value, from, to);
        }),
        _ => {}
    }
}

/// Each of some places up to the next one, the last one up to the end; what stands before the first
/// one belongs to it.
fn up_to_next(mut begins: Vec<usize>, range: &Range<usize>) -> Vec<Range<usize>> {
    if let Some(first) = begins.first_mut() {
        *first = range.start;
    }
    let ends = begins.iter().skip(1).copied().chain([range.end]);
    begins.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

#[cfg(test)]
mod tests;
