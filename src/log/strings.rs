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
    table: HashTable<(u32, u32)>,
    /// Texts that were met last, by some bits of their digests: what a log says is mostly what it
    /// said a little earlier, and this is near where all of the texts are not.
    recent: Vec<(u32, u32)>,
    hasher: foldhash::fast::FixedState,
}

/// Places for texts that were met last.
const RECENT: usize = 1 << 15;

/// So many texts are near enough without.
const FEW: usize = 1 << 12;

/// Part of a digest, as it is kept with a text's number.
fn part(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// The digest by which the table finds a text, made of the part that is kept: so no text need be
/// looked at when the table grows.
fn again(part: u32) -> u64 {
    u64::from(part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Default for Strings {
    fn default() -> Self {
        let mut strings = Self {
            bytes: String::new(),
            ends: Vec::new(),
            table: HashTable::new(),
            recent: Vec::new(),
            hasher: foldhash::fast::FixedState::default(),
        };
        strings.intern("");
        strings
    }
}

impl Strings {
    /// The symbol of a text, which is kept if it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let part = self.part(text);
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        let same = |own: &(u32, u32)| own.0 == part && slice(bytes, ends, own.1) == text.as_bytes();
        let mut recent = self.recent.get_mut(part as usize % RECENT);
        if let Some(own) = recent.as_deref().filter(|own| own.1 != u32::MAX && same(own)) {
            return Symbol(own.1);
        }
        if let Some(own) = self.table.find(again(part), same) {
            if let Some(recent) = &mut recent {
                **recent = *own;
            }
            return Symbol(own.1);
        }
        let at = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        if let Some(recent) = recent {
            *recent = (part, at);
        }
        if self.ends.len() == FEW {
            self.recent.resize(RECENT, (0, u32::MAX));
        }
        self.table.insert_unique(again(part), (part, at), |own| again(own.0));
        Symbol(at)
    }

    fn part(&self, text: &str) -> u32 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text.as_bytes());
        part(hasher.finish())
    }

    /// The symbol of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        let part = self.part(text);
        let same = |own: &(u32, u32)| own.0 == part && slice(bytes, ends, own.1) == text.as_bytes();
        self.table.find(again(part), same).map(|own| Symbol(own.1))
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
