//! One serde deserializer over the tree of both formats.
//!
//! A failure becomes a finding at its node and poisons it; the reading type is then read again
//! without the poisoned part. [`super::lenient`] keeps such attempts within one list item, so the
//! work stays linear in the number of items.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use serde::de::{self, DeserializeSeed, IntoDeserializer as _, Unexpected, Visitor};

use super::error::{Error, Why};
use super::rules::{AMBIGUOUS_TEXT, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};
use super::{Kind, Node, keys};
use crate::finding::{Finding, Fix, Sink};
use crate::text::{Words, did_you_mean, meant, nearest, say};

/// Names of newtypes that [`super::lenient`] and this deserializer agree upon.
pub(super) mod magic {
    pub(in crate::doc) const SPANNED: &str = "\0remit::Spanned";
    pub(in crate::doc) const ATTEMPTS: &str = "\0remit::Attempts";
    pub(in crate::doc) const MANY: &str = "\0remit::Many";
    pub(in crate::doc) const ENTRIES: &str = "\0remit::Entries";
}

/// How often one item is read again before it is given up. Each attempt finds at least one fault.
const ATTEMPTS: usize = 100;

/// Reads typed values from trees and collects every fault on the way.
pub struct Reader<'s> {
    sink: &'s mut Sink,
    faults: Faults,
}

/// What was found so far, and which nodes are left out from now on.
#[derive(Default)]
struct Faults {
    found: RefCell<Vec<Finding>>,
    poisoned: RefCell<HashSet<*const Node>>,
}

impl<'s> Reader<'s> {
    /// A reader that reports into a sink.
    pub fn new(sink: &'s mut Sink) -> Self {
        Self { sink, faults: Faults::default() }
    }

    /// Reads a value. Returns nothing if what is left after leaving out faulty parts isn't enough.
    pub fn read<T: de::DeserializeOwned>(&mut self, node: &Node) -> Option<T> {
        let mut value = None;
        for _ in 0..ATTEMPTS {
            match T::deserialize(De { node, reader: &self.faults }) {
                Ok(read) => {
                    value = Some(read);
                    break;
                }
                Err(_) if self.faults.is_poisoned(node) => break,
                Err(_) => {}
            }
        }
        for finding in self.faults.found.take() {
            self.sink.push(finding);
        }
        value
    }
}

impl Faults {
    fn is_poisoned(&self, node: &Node) -> bool {
        self.poisoned.borrow().contains(&std::ptr::from_ref(node))
    }

    fn poison(&self, node: &Node) {
        self.poisoned.borrow_mut().insert(node);
    }

    fn report(&self, finding: Finding) {
        self.found.borrow_mut().push(finding);
    }
}

#[derive(Clone, Copy)]
struct De<'a> {
    node: &'a Node,
    reader: &'a Faults,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Bool,
    Int,
    Float,
    Text,
    Any,
}

impl<'a> De<'a> {
    fn with(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    /// Turns a failure into a finding here, unless it was told further down.
    fn tell<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| {
            if error.told {
                return error;
            }
            self.reader.poison(self.node);
            let message = error.message.clone();
            let here = self.node.span;
            match &error.why {
                Why::Missing(field) if self.was_misspelt(field) => {}
                Why::Missing(field) => self.reader.report(
                    Finding::at(
                        &MISSING_KEY,
                        // The whole mapping would underline a page; its first key is enough.
                        self.node.pairs().first().map_or(here, |(k, _)| k.span),
                        message,
                        say!("lacks `{field}`", "缺少`{field}`"),
                    )
                    .help(say!("add the key `{field}`", "请补上键`{field}`")),
                ),
                Why::Variant(allowed) => {
                    let text = self.node.text().unwrap_or_default();
                    let near = nearest(text, allowed.iter().copied());
                    let finding = Finding::at(
                        &UNKNOWN_VALUE,
                        here,
                        message,
                        Words::fixed("not one of the known names", "不是已知名称"),
                    );
                    self.reader.report(match near {
                        Some(near) => finding.help(meant(near)),
                        None => finding,
                    });
                }
                Why::Type => self.reader.report(Finding::at(
                    &WRONG_TYPE,
                    here,
                    message,
                    Words::fixed("can't be read as that", "无法按此读取"),
                )),
            }
            Error { told: true, ..error }
        })
    }

    /// Whether a key that is missing stands there misspelt, or its value could not be read.
    fn was_misspelt(self, field: &str) -> bool {
        self.node.pairs().iter().any(|(key, value)| {
            let bad = self.reader.is_poisoned(key) || self.reader.is_poisoned(value);
            bad && key.text().is_some_and(|text| {
                let meant = keys::english(text).unwrap_or(text);
                meant == field || nearest(text, keys::names(field)).is_some()
            })
        })
    }

    fn scalar<'de, V: Visitor<'de>>(self, visitor: V, want: Want) -> Result<V::Value, Error> {
        let result = match &self.node.kind {
            Kind::Plain(text) => match want {
                Want::Bool | Want::Any if text == "true" => visitor.visit_bool(true),
                Want::Bool | Want::Any if text == "false" => visitor.visit_bool(false),
                Want::Int => match text.parse() {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => visitor.visit_str(text),
                },
                Want::Float => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() => visitor.visit_f64(number),
                    _ => visitor.visit_str(text),
                },
                Want::Text => {
                    self.warn_if_ambiguous(text);
                    visitor.visit_str(text)
                }
                Want::Any | Want::Bool => visitor.visit_str(text),
            },
            Kind::Text(text) => visitor.visit_str(text),
            Kind::Int(number) if want == Want::Text => visitor.visit_str(&number.to_string()),
            Kind::Float(number) if want == Want::Text => visitor.visit_str(&number.to_string()),
            #[expect(clippy::cast_precision_loss, reason = "a target or threshold, far below 2^52")]
            Kind::Int(number) if want == Want::Float => visitor.visit_f64(*number as f64),
            Kind::Int(number) => visitor.visit_i64(*number),
            Kind::Float(number) => visitor.visit_f64(*number),
            Kind::Bool(truth) => visitor.visit_bool(*truth),
            Kind::Null => visitor.visit_unit(),
            Kind::Seq(_) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            Kind::Map(_) => Err(de::Error::invalid_type(Unexpected::Map, &visitor)),
        };
        self.tell(result)
    }

    /// Warns of a bare scalar that other YAML readers take for something else than a text.
    fn warn_if_ambiguous(self, text: &str) {
        let lower = text.to_ascii_lowercase();
        let word = ["y", "n", "yes", "no", "on", "off", "true", "false"].contains(&lower.as_str());
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let number = text.len() > 1 && text.starts_with('0') && digits(text)
            || text.contains('_') && digits(&text.replace('_', ""))
            || text.split(':').count() > 1 && text.split(':').all(digits);
        if word || number {
            self.reader.report(
                Finding::at(
                    &AMBIGUOUS_TEXT,
                    self.node.span,
                    say!(
                        "`{text}` is a text here, but other programs read it as something else",
                        "`{text}`在此是文本，但其他程序会另作解释"
                    ),
                    Words::fixed("without quotes", "没有引号"),
                )
                .help(say!("write it in quotes: \"{text}\"", "请加引号：\"{text}\""))
                .fix(Fix::Write(self.node.span, format!("\"{text}\""))),
            );
        }
    }
}

/// The elements of a list; those found faulty before are left out.
struct Items<'a>(De<'a>, std::slice::Iter<'a, Rc<Node>>);

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let de = self.0;
        let next = self.1.by_ref().find(|node| !de.reader.is_poisoned(node));
        next.map(|node| de.with(node).tell(seed.deserialize(de.with(node)))).transpose()
    }
}

/// The same node as often as it is asked for: each element is one attempt.
struct Attempts<'a>(De<'a>, usize);

impl<'de> de::SeqAccess<'de> for Attempts<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if self.1 == 0 || self.0.reader.is_poisoned(self.0.node) {
            return Ok(None);
        }
        self.1 -= 1;
        // A type that reads a value and then refuses it does so here.
        self.0.tell(seed.deserialize(self.0)).map(Some)
    }
}

/// First the place of a node as three numbers, then the node itself.
struct Placed<'a>(De<'a>, u8);

impl<'de> de::SeqAccess<'de> for Placed<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let span = self.0.node.span;
        self.1 += 1;
        match self.1 {
            1 => seed.deserialize(span.source.0.into_deserializer()).map(Some),
            2 => seed.deserialize(span.start.into_deserializer()).map(Some),
            3 => seed.deserialize(span.end.into_deserializer()).map(Some),
            4 => seed.deserialize(self.0).map(Some),
            _ => Ok(None),
        }
    }
}

/// Keys and values of a mapping in turn, as elements of one list.
struct Entries<'a>(De<'a>, std::slice::Iter<'a, (Rc<Node>, Rc<Node>)>, Option<&'a Node>);

impl<'de> de::SeqAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if let Some(value) = self.2.take() {
            return self.0.with(value).tell(seed.deserialize(self.0.with(value))).map(Some);
        }
        let Some((key, value)) = self.1.next() else {
            return Ok(None);
        };
        self.2 = Some(value);
        seed.deserialize(self.0.with(key)).map(Some)
    }
}

struct Fields<'a> {
    de: De<'a>,
    pairs: std::slice::Iter<'a, (Rc<Node>, Rc<Node>)>,
    known: Option<&'static [&'static str]>,
    value: Option<&'a Node>,
}

impl Fields<'_> {
    fn report_unknown(&self, key: &Node, name: &str, known: &'static [&'static str]) {
        self.de.reader.poison(key);
        let near = nearest(name, known.iter().flat_map(|field| keys::names(field)));
        let list = known.join(", ");
        self.de.reader.report(
            Finding::at(
                &UNKNOWN_KEY,
                key.span,
                say!("unknown key `{name}`", "未知的键`{name}`"),
                Words::fixed("not known here", "此处没有这个键"),
            )
            .help(did_you_mean(near, say!("known keys: {list}", "可用的键：{list}"))),
        );
    }
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        while let Some((key, value)) = self.pairs.next() {
            let reader = self.de.reader;
            if reader.is_poisoned(key) || reader.is_poisoned(value) {
                continue;
            }
            self.value = Some(value);
            if let (Some(known), Some(name)) = (self.known, key.text()) {
                if known.contains(&name) {
                    return seed.deserialize(self.de.with(key)).map(Some);
                }
                if let Some(english) = keys::english(name)
                    && known.contains(&english)
                {
                    return seed.deserialize(english.into_deserializer()).map(Some);
                }
                // Keys that begin with `x-` are the drafter's own, for anchors to be merged.
                if !name.starts_with("x-") {
                    self.report_unknown(key, name, known);
                }
                continue;
            }
            return seed.deserialize(self.de.with(key)).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        match self.value.take() {
            // A type that reads a value and then refuses it does so here, at the value.
            Some(node) => self.de.with(node).tell(seed.deserialize(self.de.with(node))),
            None => Err(de::Error::custom("value asked for before its key")),
        }
    }
}

macro_rules! scalars {
    ($($method:ident $want:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.scalar(visitor, Want::$want)
        })*
    };
}

impl<'de> de::Deserializer<'de> for De<'_> {
    type Error = Error;

    scalars! {
        deserialize_bool Bool, deserialize_i8 Int, deserialize_i16 Int, deserialize_i32 Int,
        deserialize_i64 Int, deserialize_u8 Int, deserialize_u16 Int, deserialize_u32 Int,
        deserialize_u64 Int, deserialize_f32 Float, deserialize_f64 Float, deserialize_str Text,
        deserialize_string Text, deserialize_char Text, deserialize_bytes Text,
        deserialize_byte_buf Text, deserialize_unit Any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Seq(_) => self.deserialize_seq(visitor),
            Kind::Map(_) => self.deserialize_map(visitor),
            Kind::Plain(text)
                if text.parse::<i64>().is_ok() && !text.starts_with('0')
                    || matches!(&self.node.kind, Kind::Plain(t) if t == "0") =>
            {
                self.scalar(visitor, Want::Int)
            }
            _ => self.scalar(visitor, Want::Any),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.scalar(visitor, Want::Any)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self.node.kind, Kind::Null) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Seq(items) => self.tell(visitor.visit_seq(Items(self, items.iter()))),
            _ => self.scalar(visitor, Want::Any),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Map(pairs) => {
                let pairs = pairs.iter();
                self.tell(visitor.visit_map(Fields { de: self, pairs, known: None, value: None }))
            }
            _ => self.scalar(visitor, Want::Any),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Map(pairs) => {
                let fields =
                    Fields { de: self, pairs: pairs.iter(), known: Some(known), value: None };
                self.tell(visitor.visit_map(fields))
            }
            _ => self.scalar(visitor, Want::Any),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match (name, &self.node.kind) {
            (magic::SPANNED, _) => visitor.visit_seq(Placed(self, 0)),
            (magic::ATTEMPTS, _) => visitor.visit_seq(Attempts(self, ATTEMPTS)),
            (magic::MANY, Kind::Seq(items)) => {
                self.tell(visitor.visit_seq(Items(self, items.iter())))
            }
            (magic::MANY, Kind::Null) => visitor.visit_unit(),
            (magic::MANY, _) => visitor.visit_seq(Attempts(self, 1)),
            (magic::ENTRIES, Kind::Map(pairs)) => {
                self.tell(visitor.visit_seq(Entries(self, pairs.iter(), None)))
            }
            (magic::ENTRIES, _) => self.scalar(visitor, Want::Any),
            _ => self.tell(visitor.visit_newtype_struct(self)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        allowed: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.node.text() {
            Some(text) => {
                let text = if allowed.contains(&text) {
                    text
                } else {
                    keys::english(text).unwrap_or(text)
                };
                self.tell(visitor.visit_enum(text.into_deserializer()))
            }
            None => self.scalar(visitor, Want::Any),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 unit_struct tuple tuple_struct }
}
