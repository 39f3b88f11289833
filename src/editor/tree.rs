//! The part of a tree that a byte lies in.

use std::rc::Rc;

use super::sheet::{Root, Sheet};
use super::walk::Place;
use crate::doc::{Kind, Node};

/// A step down a tree.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Below a key of a mapping.
    Key(Rc<Node>, String),
    /// Below an item of a list.
    Item,
}

/// The part of a document that a byte lies in.
#[derive(Debug)]
pub(super) struct Hit<'s> {
    /// The document.
    pub root: &'s Root,
    /// The mapping or list around it.
    pub parent: Option<Rc<Node>>,
    /// The key or value.
    pub node: Rc<Node>,
    /// Whether it is a key.
    pub is_key: bool,
    /// The place of a key's mapping, or that of the value.
    pub place: Place,
}

/// The key or scalar that a byte lies in or right behind.
pub(super) fn hit(sheet: &Sheet, byte: usize) -> Option<Hit<'_>> {
    for root in &sheet.roots {
        let mut path = Vec::new();
        let Some((node, is_key)) = find(&root.node, byte, &mut path) else { continue };
        path.reverse();
        let mut place = root.place.clone();
        let mut parent = None;
        let last = path.len().saturating_sub(usize::from(is_key));
        for (at, step) in path.iter().enumerate() {
            match step {
                Step::Key(map, name) => {
                    parent = Some(Rc::clone(map));
                    place.enter(&|key| {
                        let own = crate::doc::keys::names(key);
                        own.into_iter().find_map(|key| super::names::scalar(map.get(key)?))
                    });
                    if at < last {
                        place = place.key(name);
                    }
                }
                Step::Item => place = place.item(),
            }
        }
        return Some(Hit { root, parent, node, is_key, place });
    }
    None
}

/// The key or scalar, and the steps that lead to it, the last one first.
fn find(node: &Rc<Node>, byte: usize, path: &mut Vec<Step>) -> Option<(Rc<Node>, bool)> {
    let within = |own: &Node| own.span.start as usize <= byte && byte <= own.span.end as usize;
    match &node.kind {
        Kind::Map(pairs) => pairs.iter().find_map(|(key, value)| {
            let found =
                if within(key) { Some((Rc::clone(key), true)) } else { find(value, byte, path) }?;
            path.push(Step::Key(Rc::clone(node), key.text().unwrap_or_default().to_owned()));
            Some(found)
        }),
        Kind::Seq(items) => {
            let found = items.iter().find_map(|item| find(item, byte, path))?;
            path.push(Step::Item);
            Some(found)
        }
        _ => within(node).then(|| (Rc::clone(node), false)),
    }
}
