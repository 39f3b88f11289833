//! The identity of a finding from one audit to the next.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};

use super::{About, Subject};

/// The first eight bytes of a SHA-256 over rule, set and subject.
///
/// Line and row numbers and file names are no part of it, so it survives reordering of a log and
/// edits above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The fingerprint of a rule's finding about a subject.
    pub fn of(rule: &str, set: &str, subject: &Subject) -> Self {
        Self::about(rule, set, subject.about())
    }

    /// The fingerprint of a rule's finding about a subject that is lent.
    pub fn about(rule: &str, set: &str, about: About<'_>) -> Self {
        let About { duty, step, case, body, target, person, window, detail } = about;
        let mut all = Pieces::default();
        all.put(rule.as_bytes());
        all.put(&[0]);
        all.put(set.as_bytes());
        for part in [duty, step, case, body, target, person, window, detail] {
            // The length before each part keeps neighbours apart, and its absence from emptiness.
            let length = part.map_or(u64::MAX, |text| text.len() as u64);
            all.put_number(length);
            all.put(part.unwrap_or_default().as_bytes());
        }
        Self(all.first())
    }
}

/// Bytes of a finding's subject that are digested at once; few subjects have more.
const ROOM: usize = 256;

/// Bytes that SHA-256 takes at a time.
const BLOCK: usize = 64;

/// What SHA-256 begins with.
const BEGIN: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// Small pieces to be digested. Findings come by the hundred thousand, and putting pieces together is
/// quicker than digesting each by itself.
struct Pieces {
    /// Those that came, and zeros behind them as long as nothing was digested.
    waiting: [u8; ROOM],
    filled: usize,
    /// What was digested already, because there was no room.
    digest: Option<Sha256>,
}

impl Default for Pieces {
    fn default() -> Self {
        Self { waiting: [0; ROOM], filled: 0, digest: None }
    }
}

impl Pieces {
    fn put_number(&mut self, number: u64) {
        self.put(&number.to_le_bytes());
    }

    #[inline]
    fn put(&mut self, piece: &[u8]) {
        let end = self.filled + piece.len();
        match self.waiting.get_mut(self.filled..end) {
            Some(free) => {
                free.copy_from_slice(piece);
                self.filled = end;
            }
            None => self.put_at_once(piece),
        }
    }

    /// Digests what is waiting, and a piece for which there is no room.
    #[cold]
    fn put_at_once(&mut self, piece: &[u8]) {
        let digest = self.digest.get_or_insert_default();
        digest.update(self.waiting.get(..self.filled).unwrap_or_default());
        digest.update(piece);
        self.filled = 0;
    }

    /// The first eight bytes of the digest, as a number.
    fn first(mut self) -> u64 {
        // A mark and the length in bits come behind what is digested.
        let blocks = (self.filled + 1 + size_of::<u64>()).div_ceil(BLOCK);
        if self.digest.is_none()
            && let Some(room) = self.waiting.get_mut(..blocks * BLOCK)
            && let Some(mark) = room.get_mut(self.filled)
        {
            *mark = 0x80;
            if let Some(length) = room.last_chunk_mut() {
                *length = (self.filled as u64 * 8).to_be_bytes();
            }
            let mut state = BEGIN;
            compress256(&mut state, room.as_chunks().0);
            let [one, two, ..] = state;
            return u64::from(one) << 32 | u64::from(two);
        }
        self.put_at_once(&[]);
        let bytes = self.digest.unwrap_or_default().finalize();
        bytes.iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Digits::from(*self))
    }
}

/// A fingerprint as it is written: sixteen hexadecimal digits. Reports have them by the million, so
/// each takes no more room than its digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digits([u8; 16]);

impl From<Fingerprint> for Digits {
    fn from(fingerprint: Fingerprint) -> Self {
        let digit = |at: usize| {
            let nibble = (fingerprint.0 >> (60 - 4 * at)) & 15;
            b"0123456789abcdef".get(usize::try_from(nibble).unwrap_or(0)).copied()
        };
        Self(std::array::from_fn(|at| digit(at).unwrap_or(b'0')))
    }
}

impl std::ops::Deref for Digits {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl FromStr for Digits {
    type Err = NoDigits;

    fn from_str(text: &str) -> Result<Self, NoDigits> {
        let digits = text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        match text.as_bytes().try_into() {
            Ok(own) if digits => Ok(Self(own)),
            _ => Err(NoDigits(text.to_owned())),
        }
    }
}

/// A text that is no fingerprint.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no fingerprint: sixteen digits 0-9 and a-f are one")]
pub struct NoDigits(String);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::{Digits, Fingerprint};
    use crate::finding::Subject;

    #[test]
    fn a_fingerprint_is_a_digest_of_all_parts_however_long_they_are() {
        for length in (0..=300).chain([1000]) {
            let long = |c: char| Some(c.to_string().repeat(length));
            let subject = Subject { duty: long('d'), case: long('c'), ..Subject::default() };
            let mut all = b"rule\0set".to_vec();
            let none = u64::MAX.to_le_bytes();
            for part in [long('d'), None, long('c'), None, None, None, None, None] {
                let length = part.as_ref().map_or(none, |text| (text.len() as u64).to_le_bytes());
                all.extend(length);
                all.extend(part.unwrap_or_default().bytes());
            }
            let digest = Sha256::digest(&all);
            let first = u64::from_be_bytes(digest[..8].try_into().unwrap());
            assert_eq!(Fingerprint::of("rule", "set", &subject), Fingerprint(first));
        }
    }

    #[test]
    fn digits_are_what_is_written_and_nothing_else_is_read() {
        for (number, text) in [
            (0, "0000000000000000"),
            (0x0123_4567_89ab_cdef, "0123456789abcdef"),
            (u64::MAX, "ffffffffffffffff"),
        ] {
            assert_eq!(Fingerprint(number).to_string(), text);
            assert_eq!(text.parse::<Digits>().unwrap(), Digits::from(Fingerprint(number)));
        }
        for text in ["", "0123456789abcde", "0123456789abcdeF", "0123456789abcdefa", "中文中文中0"]
        {
            assert!(text.parse::<Digits>().is_err(), "{text}");
        }
    }
}
