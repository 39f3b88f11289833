//! One object into a record: what is nested becomes a key with dots, what is listed one cell.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::super::super::record::Record;
use crate::say;
use crate::text::Words;

/// Reads objects, in room that is used again.
#[derive(Default)]
pub(super) struct Reader {
    path: String,
    scratch: String,
    /// Some text was no UTF-8 and was read as GB18030.
    chinese: bool,
}

/// Why a text is no record.
pub(super) struct Fault {
    /// It ends in its middle.
    pub(super) cut: bool,
    pub(super) words: Words,
}

impl Reader {
    /// Puts an object into a record that was begun.
    pub(super) fn read(&mut self, text: &[u8], record: &mut Record) -> Result<(), Fault> {
        let text = match std::str::from_utf8(text) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => match encoding_rs::GB18030
                .decode_without_bom_handling_and_without_replacement(text)
            {
                Some(decoded) => {
                    self.chinese = true;
                    decoded
                }
                None => String::from_utf8_lossy(text),
            },
        };
        self.path.clear();
        let mut json = serde_json::Deserializer::from_str(&text);
        let state =
            State { record, path: &mut self.path, scratch: &mut self.scratch, listed: false };
        let read = state.object(&mut json).and_then(|()| json.end());
        read.map_err(|error| Fault { cut: error.is_eof(), words: words(&error) })
    }

    /// The encoding, if it is another than JSON has.
    pub(super) fn encoding(&self) -> Option<String> {
        self.chinese.then(|| "gb18030".to_owned())
    }
}

fn words(error: &serde_json::Error) -> Words {
    if error.is_data() {
        return Words::fixed("it is no object with keys and values", "不是由键和值组成的对象");
    }
    let (line, column) = (error.line(), error.column());
    if line > 1 {
        return say!(
            "it is no JSON from its line {line}, column {column} on",
            "自其第{line}行第{column}列起不是有效的 JSON"
        );
    }
    say!("it is no JSON from column {column} on", "自第{column}列起不是有效的 JSON")
}

/// Where in an object the reader is.
struct State<'s> {
    record: &'s mut Record,
    /// The keys on the way here, joined by dots.
    path: &'s mut String,
    scratch: &'s mut String,
    /// Within an array: values are items of a list.
    listed: bool,
}

impl State<'_> {
    fn object<'de, D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(Whole(self))
    }

    fn inner(&mut self, listed: bool) -> State<'_> {
        State {
            record: self.record,
            path: self.path,
            scratch: self.scratch,
            listed: self.listed || listed,
        }
    }

    fn put(&mut self, value: &str) {
        if self.listed {
            self.record.add(self.path, value);
        } else {
            self.record.set(self.path, value);
        }
    }

    fn show(mut self, value: impl Display) {
        let mut scratch = std::mem::take(self.scratch);
        scratch.clear();
        // Writing to a text can't fail.
        let _ = write!(scratch, "{value}");
        self.put(&scratch);
        *self.scratch = scratch;
    }

    fn members<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let length = self.path.len();
        while map.next_key_seed(Key(self.path))?.is_some() {
            map.next_value_seed(self.inner(false))?;
            self.path.truncate(length);
        }
        Ok(())
    }
}

/// An object as a whole; anything else is none.
struct Whole<'s>(State<'s>);

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.members(map)
    }
}

/// Adds a key to the path.
struct Key<'s>(&'s mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(key);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for State<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for State<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_bool<E>(mut self, value: bool) -> Result<(), E> {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.show(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.show(value);
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("a number out of range"));
        }
        self.show(value);
        Ok(())
    }

    fn visit_str<E>(mut self, value: &str) -> Result<(), E> {
        self.put(value);
        Ok(())
    }

    fn visit_unit<E>(mut self) -> Result<(), E> {
        self.put("");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut any = false;
        while items.next_element_seed(self.inner(true))?.is_some() {
            any = true;
        }
        if !any {
            self.put("");
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if self.path.len() > MOST_PATH {
            return Err(A::Error::custom("nested too deeply"));
        }
        self.members(map)
    }
}

/// Keys of keys longer than this are no names of columns.
const MOST_PATH: usize = 4096;
