//! The identity of a finding from one audit to the next.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::Subject;

/// The first eight bytes of a SHA-256 over rule, set and subject.
///
/// Line and row numbers and file names are no part of it, so it survives reordering of a log and
/// edits above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The fingerprint of a rule's finding about a subject.
    pub fn of(rule: &str, set: &str, subject: &Subject) -> Self {
        let Subject { duty, step, case, body, target, person, window, detail } = subject;
        // One piece is digested several times as fast as twenty small ones.
        let mut all = Vec::with_capacity(256);
        all.extend_from_slice(rule.as_bytes());
        all.push(0);
        all.extend_from_slice(set.as_bytes());
        for part in [duty, step, case, body, target, person, window, detail] {
            // The length before each part keeps neighbours apart, and its absence from emptiness.
            let length = part.as_ref().map_or(u64::MAX, |text| text.len() as u64);
            all.extend_from_slice(&length.to_le_bytes());
            all.extend_from_slice(part.as_deref().unwrap_or_default().as_bytes());
        }
        let bytes = Sha256::digest(&all);
        Self(bytes.iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte)))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
