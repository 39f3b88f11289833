//! Identities of findings by the hundred thousand.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::finding::Digits;

/// Identities of findings, sorted.
///
/// They are most of a large report, and a report is written several times: for its two digests and for
/// whoever reads it. So their JSON is made once.
#[derive(Clone, Debug, Default)]
pub struct Prints {
    all: Vec<Digits>,
    json: OnceLock<Box<RawValue>>,
}

impl Prints {
    /// Makes their JSON, if that was not done yet.
    fn json(&self) -> Result<&RawValue, serde_json::Error> {
        if let Some(json) = self.json.get() {
            return Ok(json);
        }
        let json = to_raw_value(&self.all)?;
        Ok(self.json.get_or_init(|| json))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Makes their JSON beforehand.
    pub(super) fn prepare(&self) {
        // What goes wrong is said by whoever writes it.
        drop(self.json());
    }
}

impl FromIterator<Digits> for Prints {
    fn from_iter<I: IntoIterator<Item = Digits>>(all: I) -> Self {
        Self { all: all.into_iter().collect(), json: OnceLock::new() }
    }
}

impl Deref for Prints {
    type Target = [Digits];

    fn deref(&self) -> &[Digits] {
        &self.all
    }
}

impl<'p> IntoIterator for &'p Prints {
    type Item = &'p Digits;
    type IntoIter = std::slice::Iter<'p, Digits>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl PartialEq for Prints {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl Eq for Prints {}

impl Serialize for Prints {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.json().map_err(serde::ser::Error::custom)?.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Prints {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::Prints;
    use crate::finding::{Digits, Fingerprint};

    #[test]
    fn they_are_written_as_a_list_of_texts_and_read_as_one() {
        let all = [0, 0x0123_4567_89ab_cdef, u64::MAX].map(|own| Digits::from(Fingerprint(own)));
        let prints: Prints = all.into_iter().collect();
        let written = serde_json::to_string(&prints).unwrap();
        assert_eq!(written, serde_json::to_string(&all).unwrap());
        assert_eq!(serde_json::to_value(&prints).unwrap(), serde_json::to_value(all).unwrap());
        assert_eq!(serde_json::from_str::<Prints>(&written).unwrap(), prints);
        let value = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::from_value::<Prints>(value).unwrap(), prints);
        assert_eq!(serde_json::to_string(&Prints::default()).unwrap(), "[]");
    }
}
