//! Texts kept once each.

use std::hash::{BuildHasher as _, Hasher as _};

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
        let hash = self.hash(text);
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        if let Some(&at) = self.table.find(hash, |&at| slice(bytes, ends, at) == text.as_bytes()) {
            return Symbol(at);
        }
        let at = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        let (bytes, ends, hasher) = (self.bytes.as_bytes(), &self.ends, &self.hasher);
        self.table.insert_unique(hash, at, |&at| of_bytes(hasher, slice(bytes, ends, at)));
        Symbol(at)
    }

    fn hash(&self, text: &str) -> u64 {
        of_bytes(&self.hasher, text.as_bytes())
    }

    /// The symbol of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        let same = |at: &u32| slice(bytes, ends, *at) == text.as_bytes();
        let found = self.table.find(self.hash(text), same);
        found.map(|&at| Symbol(at))
    }

    /// The text of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        self.bytes.get(range(&self.ends, symbol.0)).unwrap_or_default()
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

fn of_bytes(hasher: &foldhash::fast::FixedState, bytes: &[u8]) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

fn slice<'b>(bytes: &'b [u8], ends: &[usize], at: u32) -> &'b [u8] {
    bytes.get(range(ends, at)).unwrap_or_default()
}

/// Where a text lies.
fn range(ends: &[usize], at: u32) -> std::ops::Range<usize> {
    let at = at as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    start..ends.get(at).copied().unwrap_or(0)
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
