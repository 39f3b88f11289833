//! A value whose form is decided by what it says, such as a condition or a deadline.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Spanned, Table};
use crate::doc::error::both;
use crate::text::{Span, Words};

/// A scalar, list or mapping with the place of every part.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

/// The form of a [`Value`].
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Vec<(Spanned<String>, Value)>),
}

impl Value {
    /// The text of any scalar, as it would be compared with a cell of a log.
    pub fn scalar(&self) -> Option<String> {
        match &self.shape {
            Shape::Bool(truth) => Some(truth.to_string()),
            Shape::Int(number) => Some(number.to_string()),
            Shape::Float(number) => Some(number.to_string()),
            Shape::Text(text) => Some(text.clone()),
            Shape::Null | Shape::List(_) | Shape::Map(_) => None,
        }
    }

    /// The pairs of a mapping; nothing for anything else.
    pub fn pairs(&self) -> &[(Spanned<String>, Self)] {
        match &self.shape {
            Shape::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The elements of a list, or the value itself as the only one.
    pub fn items(&self) -> &[Self] {
        match &self.shape {
            Shape::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().find(|(k, _)| k.value == key).map(|(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<Shape>::deserialize(de)?;
        Ok(Self { span, shape: value })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Shape;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&both(&Words::fixed("a value", "值")))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Shape, E> {
                Ok(Shape::Null)
            }
            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Shape, E> {
                Ok(Shape::Bool(truth))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Shape, E> {
                Ok(Shape::Int(number))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Shape, E> {
                Ok(Shape::Float(number))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Shape, E> {
                Ok(Shape::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Shape::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Shape::Map(pairs))
            }
        }
        de.deserialize_any(Any)
    }
}

impl From<Table<Value>> for Value {
    fn from(table: Table<Value>) -> Self {
        let first = table.0.first().map(|(key, _)| key.span).unwrap_or_default();
        let last = table.0.last().map_or(first, |(_, value)| value.span);
        Self { span: first.to(last), shape: Shape::Map(table.0) }
    }
}
