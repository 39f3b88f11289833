//! Texts kept once each.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;

use super::event::Symbol;

/// A table of texts. A text's symbol is its number in the order of first appearance, so symbols
/// must never decide an order that a person sees.
#[derive(Debug)]
pub struct Strings {
    bytes: String,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: foldhash::fast::FixedState,
}

impl Default for Strings {
    fn default() -> Self {
        let mut strings = Self {
            bytes: String::new(),
            ends: Vec::new(),
            table: HashTable::new(),
            hasher: foldhash::fast::FixedState::default(),
        };
        strings.intern("");
        strings
    }
}

impl Strings {
    /// The symbol of a text, which is kept if it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = self.hasher.hash_one(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&at) = self.table.find(hash, |&at| slice(bytes, ends, at) == text) {
            return Symbol(at);
        }
        let at = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.table.insert_unique(hash, at, |&at| hasher.hash_one(slice(bytes, ends, at)));
        Symbol(at)
    }

    /// The symbol of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let hash = self.hasher.hash_one(text);
        let found = self.table.find(hash, |&at| slice(&self.bytes, &self.ends, at) == text);
        found.map(|&at| Symbol(at))
    }

    /// The text of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        slice(&self.bytes, &self.ends, symbol.0)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never: the empty text is always there.
    pub fn is_empty(&self) -> bool {
        false
    }
}

fn slice<'b>(bytes: &'b str, ends: &[usize], at: u32) -> &'b str {
    let at = at as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(at).copied().unwrap_or(0);
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Strings, Symbol};

    #[test]
    fn a_text_has_one_symbol_and_a_symbol_one_text() {
        let mut strings = Strings::default();
        let (a, b) = (strings.intern("NA"), strings.intern("007"));
        assert_ne!(a, b);
        assert_eq!(strings.intern("NA"), a);
        assert_eq!((strings.get(a), strings.get(b)), ("NA", "007"));
        assert_eq!(strings.intern(""), Symbol(0));
        assert_eq!(strings.find("missing"), None);
    }
}
