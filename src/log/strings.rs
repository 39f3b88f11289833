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
    /// Short texts that were met last, by some bits of their digests: what a log says is mostly what
    /// it said a little earlier, and this is near where all of the texts are not.
    recent: Vec<(Short, u32)>,
    hasher: foldhash::fast::FixedState,
}

/// Places for texts that were met last.
const RECENT: usize = 1 << 15;

/// So many texts are near enough without.
const FEW: usize = 1 << 12;

/// A text of at most sixteen bytes, whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Short {
    head: u64,
    tail: u64,
    length: u32,
}

impl Short {
    /// No text.
    const NONE: Self = Self { head: 0, tail: 0, length: u32::MAX };

    /// Its first and its last bytes, which overlap. Nothing for a text that is longer.
    fn of(text: &[u8]) -> Option<Self> {
        let long = text.first_chunk().zip(text.last_chunk());
        let long = long.map(|(one, other)| (u64::from_le_bytes(*one), u64::from_le_bytes(*other)));
        let middle = || {
            let (one, other) = text.first_chunk().zip(text.last_chunk())?;
            Some((u32::from_le_bytes(*one).into(), u32::from_le_bytes(*other).into()))
        };
        let few = || (text.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0);
        let (head, tail) = long.or_else(middle).unwrap_or_else(few);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        (length <= 16).then_some(Self { head, tail, length })
    }

    fn is_ascii(self) -> bool {
        (self.head | self.tail) & (u64::MAX / 0xff * 0x80) == 0
    }
}

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
        let part = self.part(text.as_bytes());
        let known = self.recent(part, Short::of(text.as_bytes()));
        known.or_else(|| self.known(part, text.as_bytes())).unwrap_or_else(|| self.add(part, text))
    }

    /// The symbols of many texts, those that are new being kept. Of what is no text, or not one of
    /// ASCII alone, there is none.
    ///
    /// Those that were met lately come first and all others after them: so a processor doesn't wait
    /// for one of these before it looks for the next.
    pub(super) fn intern_all<'t>(
        &mut self,
        texts: impl Iterator<Item = Option<&'t [u8]>>,
        symbols: &mut Vec<Option<Symbol>>,
    ) {
        // Of several that are the same and follow each other, only the first is looked up.
        let (mut others, mut last) = (Vec::new(), None);
        symbols.clear();
        symbols.extend(texts.enumerate().map(|(at, text)| {
            let text = text?;
            let (part, short) = (self.part(text), Short::of(text));
            if !short.map_or_else(|| text.is_ascii(), Short::is_ascii) {
                return None;
            }
            let known = self.recent(part, short);
            if known.is_none() {
                let again = last == Some(text);
                last = Some(text);
                others.push((at, part, last.filter(|_| !again)));
            }
            known
        }));
        let mut last = None;
        for (at, part, text) in others {
            if let Some(text) = text {
                last = self.known(part, text);
                if last.is_none() {
                    last = std::str::from_utf8(text).ok().map(|text| self.add(part, text));
                }
            }
            if let Some(symbol) = symbols.get_mut(at) {
                *symbol = last;
            }
        }
    }

    /// The symbol of a short text that was met lately.
    fn recent(&self, part: u32, short: Option<Short>) -> Option<Symbol> {
        let (own, at) = self.recent.get(part as usize % RECENT)?;
        (*own == short?).then_some(Symbol(*at))
    }

    /// The symbol of a text that was not met lately, if it was ever met.
    fn known(&mut self, part: u32, text: &[u8]) -> Option<Symbol> {
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        let same = |own: &(u32, u32)| own.0 == part && slice(bytes, ends, own.1) == text;
        let at = self.table.find(again(part), same)?.1;
        self.meet(part, text, at);
        Some(Symbol(at))
    }

    /// Keeps a text that is not kept yet.
    fn add(&mut self, part: u32, text: &str) -> Symbol {
        let at = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.meet(part, text.as_bytes(), at);
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        if self.ends.len() == FEW {
            self.recent.resize(RECENT, (Short::NONE, 0));
        }
        self.table.insert_unique(again(part), (part, at), |own| again(own.0));
        Symbol(at)
    }

    /// Remembers that a text was met just now.
    fn meet(&mut self, part: u32, text: &[u8], at: u32) {
        if let Some(recent) = self.recent.get_mut(part as usize % RECENT)
            && let Some(short) = Short::of(text)
        {
            *recent = (short, at);
        }
    }

    fn part(&self, text: &[u8]) -> u32 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        part(hasher.finish())
    }

    /// The symbol of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let (bytes, ends) = (self.bytes.as_bytes(), &self.ends);
        let part = self.part(text.as_bytes());
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

    #[test]
    fn texts_met_last_are_never_taken_for_others() {
        let mut strings = Strings::default();
        // More than there are places for texts that were met last, in another order each time.
        let name = |at: u32| format!("case {}", at.wrapping_mul(0x9e37_79b1));
        let first: Vec<Symbol> = (0..100_000).map(|at| strings.intern(&name(at))).collect();
        assert_eq!(strings.len(), 100_001);
        for at in (0..100_000).rev().chain((0..50_000).flat_map(|at| [at, at + 50_000, at])) {
            let own = first[at as usize];
            assert_eq!((strings.intern(&name(at)), strings.get(own)), (own, name(at).as_str()));
        }
        assert_eq!(strings.len(), 100_001);
    }

    #[test]
    fn many_at_once_have_the_symbols_that_each_of_them_has() {
        let mut strings = Strings::default();
        let long = "0".repeat(40);
        let texts: Vec<String> = (0..20_000)
            .map(|at| match at % 7 {
                0 => format!("{long}{}", at / 70),
                1 => format!("案{at}"),
                2 => String::from_utf8(vec![b'0'; at / 7 % 20]).unwrap(),
                _ => (at / 3).to_string(),
            })
            .collect();
        let mut symbols = Vec::new();
        let mut all = Vec::new();
        for some in texts.chunks(700) {
            let some = some.iter().enumerate().map(|(at, text)| (at % 10 > 0).then_some(text));
            strings.intern_all(some.map(|text| text.map(String::as_bytes)), &mut symbols);
            all.append(&mut symbols);
        }
        assert_eq!(all.len(), texts.len());
        for (at, (text, symbol)) in texts.iter().zip(all).enumerate() {
            match symbol {
                Some(symbol) => {
                    assert_eq!(strings.get(symbol), text);
                    assert_eq!(strings.intern(text), symbol);
                }
                None => assert!(at % 700 % 10 == 0 || !text.is_ascii(), "{text}"),
            }
        }
    }
}
