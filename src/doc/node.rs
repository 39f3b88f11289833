//! The tree that both formats are read into.

use std::rc::Rc;

use crate::text::Span;

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing: `~`, `null` or an empty place in YAML.
    Null,
    /// A boolean of TOML.
    Bool(bool),
    /// An integer of TOML.
    Int(i64),
    /// A fraction of TOML.
    Float(f64),
    /// A quoted text, or a date of TOML.
    Text(String),
    /// An unquoted scalar of YAML. What it means is decided by what is wanted, so that the country
    /// code `NO` stays a text and `017` keeps its zero.
    Plain(String),
    /// A list.
    Seq(Vec<Rc<Node>>),
    /// A mapping, in the order of the document.
    Map(Vec<(Rc<Node>, Rc<Node>)>),
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub kind: Kind,
    /// How many nodes it consists of once aliases are written out, itself included.
    pub size: u64,
}

impl Node {
    /// A node whose size is counted from its parts.
    pub fn new(span: Span, kind: Kind) -> Self {
        let size = 1 + match &kind {
            Kind::Seq(items) => items.iter().map(|n| n.size).fold(0, u64::saturating_add),
            Kind::Map(pairs) => pairs
                .iter()
                .map(|(k, v)| k.size.saturating_add(v.size))
                .fold(0, u64::saturating_add),
            _ => 0,
        };
        Self { span, kind, size }
    }

    /// The text of a scalar that is one, quoted or not.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Plain(text) => Some(text),
            _ => None,
        }
    }

    /// The pairs of a mapping; nothing for anything else.
    pub fn pairs(&self) -> &[(Rc<Self>, Rc<Self>)] {
        match &self.kind {
            Kind::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Rc<Self>> {
        self.pairs().iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v)
    }
}
