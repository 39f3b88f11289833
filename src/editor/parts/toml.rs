//! TOML in parts: what stands before the first header, and each header with what stands below it.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Before, Part, taken_over, up_to_next};
use crate::doc::{Kind, Node};
use crate::editor::toml::scan;
use crate::text::Span;

/// The document of a text.
pub(super) fn documents(
    text: &str,
    before: Option<Before>,
    read: &dyn Fn(&str) -> Vec<Rc<Node>>,
) -> (Vec<Rc<Node>>, Vec<Part>) {
    let read = |own: &str| (read(own), scan(own, own.len()).parts);
    let parts = taken_over(text, split(text), before, read);
    let mut whole = Tree::Map { span: Span::default(), pairs: Vec::new(), places: HashMap::new() };
    parts.iter().flat_map(|part| &part.trees).for_each(|tree| whole.add(tree));
    (vec![whole.close()], parts)
}

/// Where each part stands.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut begins = vec![0];
    let mut at = 0;
    // What closes a text of several lines that is open.
    let mut open: Option<&str> = None;
    // Whether the line before goes on in this one.
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let own = line.trim();
        if open.is_none() && (own.is_empty() || own.starts_with('#')) {
            continue;
        }
        if open.is_none() && !goes_on && line.starts_with('[') && start > 0 {
            begins.push(start);
        }
        open = left_open(line, open);
        goes_on = own.ends_with(['[', ',', '{']);
    }
    up_to_next(begins, &(0..text.len()))
}

/// What closes the text of several lines that is open at the end of a line.
fn left_open<'q>(line: &str, mut open: Option<&'q str>) -> Option<&'q str> {
    let mut rest = line;
    loop {
        let length;
        (open, length) = match open {
            Some(quotes) => match rest.find(quotes) {
                Some(at) => (None, at + quotes.len()),
                None => return open,
            },
            None => {
                let found = [r#"""""#, "'''"].map(|quotes| (rest.find(quotes), quotes));
                let first = found.into_iter().filter_map(|(at, quotes)| Some((at?, quotes))).min();
                let (at, quotes) = first?;
                // Quotes may stand in a comment.
                let before = rest.get(..at).unwrap_or_default();
                if before.split_once('#').is_some_and(|own| own.0.matches('"').count() % 2 == 0) {
                    return None;
                }
                (Some(quotes), at + quotes.len())
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// A tree to which parts are added.
enum Tree {
    /// As it was read.
    Read(Rc<Node>),
    /// A table, with the place of each key among its pairs.
    Map { span: Span, pairs: Vec<(Rc<Node>, Tree)>, places: HashMap<String, usize> },
    /// A list of tables.
    List { span: Span, items: Vec<Tree> },
}

impl Tree {
    /// Makes room for more, if anything can be added.
    fn open(&mut self) {
        let Self::Read(node) = self else { return };
        let span = node.span;
        match &node.kind {
            Kind::Map(own) => {
                let read = |(name, value): &(Rc<Node>, Rc<Node>)| {
                    (Rc::clone(name), Self::Read(Rc::clone(value)))
                };
                let pairs: Vec<_> = own.iter().map(read).collect();
                let names = own.iter().map(|(name, _)| name.text().unwrap_or_default().to_owned());
                let places = names.zip(0..).collect();
                *self = Self::Map { span, pairs, places };
            }
            Kind::Seq(own) => {
                let items = own.iter().map(|item| Self::Read(Rc::clone(item))).collect();
                *self = Self::List { span, items };
            }
            _ => {}
        }
    }

    /// Adds what a later part says. What is said already stays.
    fn add(&mut self, other: &Rc<Node>) {
        self.open();
        match (self, &other.kind) {
            (Self::Map { pairs, places, .. }, Kind::Map(more)) => {
                for (name, value) in more {
                    let key = name.text().unwrap_or_default();
                    if let Some((_, own)) = places.get(key).and_then(|at| pairs.get_mut(*at)) {
                        own.add(value);
                    } else {
                        places.insert(key.to_owned(), pairs.len());
                        pairs.push((Rc::clone(name), Self::Read(Rc::clone(value))));
                    }
                }
            }
            (Self::List { items, .. }, Kind::Seq(more)) => {
                items.extend(more.iter().map(|item| Self::Read(Rc::clone(item))));
            }
            // A table below the last one of a list.
            (Self::List { items, .. }, Kind::Map(_)) => {
                if let Some(last) = items.last_mut() {
                    last.add(other);
                }
            }
            _ => {}
        }
    }

    fn close(self) -> Rc<Node> {
        match self {
            Self::Read(node) => node,
            Self::Map { span, mut pairs, .. } => {
                pairs.sort_by_key(|(name, _)| name.span.start);
                let pairs = pairs.into_iter().map(|(name, value)| (name, value.close()));
                Rc::new(Node::new(span, Kind::Map(pairs.collect())))
            }
            Self::List { span, items } => {
                let items = items.into_iter().map(Self::close).collect();
                Rc::new(Node::new(span, Kind::Seq(items)))
            }
        }
    }
}
