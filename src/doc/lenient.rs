//! Types that keep what is good of a list or table and leave out what is not.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use super::de::magic;
use super::error::both;
use crate::text::{SourceId, Span, Words};

/// A value and its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl Spanned<String> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct Place<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Place<T> {
            type Value = Spanned<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&both(&Words::fixed("a value", "值")))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spanned<T>, A::Error> {
                let source = SourceId(part(&mut seq)?);
                let (start, end) = (part(&mut seq)?, part(&mut seq)?);
                let value = part(&mut seq)?;
                Ok(Spanned { value, span: Span { source, start, end } })
            }
        }
        de.deserialize_newtype_struct(magic::SPANNED, Place(PhantomData))
    }
}

fn part<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(seq: &mut A) -> Result<T, A::Error> {
    seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &"a value"))
}

/// A value if it can be read; its faults are findings by then, and its surroundings go on.
struct Attempt<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct Again<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Again<T> {
            type Value = Attempt<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&both(&Words::fixed("a value", "值")))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Attempt<T>, A::Error> {
                loop {
                    match seq.next_element() {
                        Ok(Some(value)) => return Ok(Attempt(Some(value))),
                        Ok(None) => return Ok(Attempt(None)),
                        Err(_) => {}
                    }
                }
            }
        }
        de.deserialize_newtype_struct(magic::ATTEMPTS, Again(PhantomData))
    }
}

/// A list of which every readable item is kept. A single item need not be written as a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        Many::deserialize(de).map(|many| Self(many.0))
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// One value or a list of values; a single value need not be written as a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Many<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct OneOrMore<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&both(&Words::fixed("a value or a list of values", "一个值或值的列表")))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Many<T>, E> {
                Ok(Many::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Many<T>, A::Error> {
                let mut items = Vec::new();
                while let Some(Attempt(item)) = seq.next_element()? {
                    items.extend(item);
                }
                Ok(Many(items))
            }
        }
        de.deserialize_newtype_struct(magic::MANY, OneOrMore(PhantomData))
    }
}

/// A mapping from names of the drafter's choice, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Table<T> {
    type Target = [(Spanned<String>, T)];
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> Table<T> {
    /// The value of a name.
    pub fn lookup(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Table<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&both(&Words::fixed("a mapping", "映射")))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Table<T>, E> {
                Ok(Table::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Table<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(Attempt(key)) = seq.next_element()? {
                    let value: Option<Attempt<T>> = seq.next_element()?;
                    if let (Some(key), Some(Attempt(Some(value)))) = (key, value) {
                        pairs.push((key, value));
                    }
                }
                Ok(Table(pairs))
            }
        }
        de.deserialize_newtype_struct(magic::ENTRIES, Pairs(PhantomData))
    }
}
