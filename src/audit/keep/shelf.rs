//! The findings of one rule and duty: the first of them in full, all by their identities.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::finding::{About, Finding, Fingerprint, Subject};

/// What a finding is about, ordered by body and case first: so are the findings of one rule and duty.
#[derive(Clone, PartialEq, Eq)]
struct Key(Subject);

/// Body and case, then everything.
pub(super) fn order(about: About<'_>) -> (Option<&str>, Option<&str>, About<'_>) {
    (about.body, about.case, about)
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self.0.about()).cmp(&order(other.0.about()))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A fingerprint is a digest already.
#[derive(Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}

pub(super) type Identities = HashSet<Fingerprint, BuildHasherDefault<Ready>>;

#[derive(Default)]
pub(super) struct Shelf {
    kept: BTreeMap<Key, Finding>,
    identities: Identities,
    /// The identities of findings of other cases.
    others: Vec<Identities>,
    /// The last that is kept, once there is room for no more: most findings come after it.
    bound: Option<Bound>,
}

struct Bound {
    last: Key,
    /// How its case begins.
    head: u64,
}

/// The first eight bytes of a text as a number: where those of two texts differ, they are in the same
/// order as the texts.
fn head(text: Option<&str>) -> u64 {
    let bytes = text.unwrap_or_default().as_bytes();
    match bytes.first_chunk() {
        Some(first) => u64::from_be_bytes(*first),
        None => (0..8).fold(0, |all, at| all << 8 | u64::from(bytes.get(at).copied().unwrap_or(0))),
    }
}

/// Whether two texts are the same. That of an empty text need not be compared: some processors take
/// as long for it as for a thousand bytes, since it lies nowhere in their memory.
fn same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.len() == other.len() && (one.is_empty() || one == other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

impl Bound {
    fn is_before(&self, about: About<'_>) -> bool {
        let last = self.last.0.about();
        let own = head(about.case);
        if self.head != own && same(last.body, about.body) {
            return self.head < own;
        }
        order(last) <= order(about)
    }
}

impl Shelf {
    /// Whether a finding is beyond those that are kept.
    pub(super) fn is_beyond(&self, about: About<'_>, limit: usize) -> bool {
        limit == 0 || self.bound.as_ref().is_some_and(|bound| bound.is_before(about))
    }

    /// Keeps a finding, and no more than there is room for.
    pub(super) fn keep(&mut self, finding: Finding, limit: usize) {
        self.kept.insert(Key(finding.subject.clone()), finding);
        if self.kept.len() > limit {
            self.kept.pop_last();
        }
        if self.kept.len() == limit {
            let last = self.kept.last_key_value();
            self.bound = last
                .map(|(last, _)| Bound { head: head(last.0.case.as_deref()), last: last.clone() });
        }
    }

    /// Notes a finding. Returns whether it is a new one.
    pub(super) fn note(&mut self, print: Fingerprint) -> bool {
        !self.others.iter().any(|own| own.contains(&print)) && self.identities.insert(print)
    }

    /// How many identities there are, each once.
    pub(super) fn count(&self) -> u64 {
        let known =
            |at: usize, own: &Fingerprint| self.tables().take(at).any(|table| table.contains(own));
        let new = self.tables().enumerate().map(|(at, table)| match at {
            0 => table.len(),
            _ => table.iter().filter(|own| !known(at, own)).count(),
        });
        new.sum::<usize>() as u64
    }

    /// All identities, in the tables in which they were collected.
    pub(super) fn tables(&self) -> impl Iterator<Item = &Identities> {
        std::iter::once(&self.identities).chain(&self.others)
    }

    /// Those of all its identities whose findings are not kept in full, sorted as they are.
    pub(super) fn beyond(&self, mut all: Vec<Fingerprint>, set: &str) -> Vec<Fingerprint> {
        let mut full: Vec<_> = self.kept.values().map(|own| own.fingerprint(set)).collect();
        full.sort_unstable();
        let mut full = full.into_iter().peekable();
        all.retain(|own| {
            while full.next_if(|full| full < own).is_some() {}
            full.next_if_eq(own).is_none()
        });
        all
    }

    /// The findings that are kept in full.
    pub(super) fn into_findings(self) -> impl Iterator<Item = Finding> {
        self.kept.into_values()
    }

    /// Adds findings of other cases.
    pub(super) fn merge(&mut self, other: Self, limit: usize) {
        self.others.extend(std::iter::once(other.identities).chain(other.others));
        self.others.retain(|own| !own.is_empty());
        for (key, finding) in other.kept {
            self.kept.entry(key).or_insert(finding);
        }
        while self.kept.len() > limit {
            self.kept.pop_last();
        }
    }
}

/// The identities of a table, sorted.
pub(super) fn sorted(table: &Identities) -> Vec<Fingerprint> {
    let mut all: Vec<_> = table.iter().copied().collect();
    all.sort_unstable();
    all
}

/// All of two sorted lists in one, what is in both of them once.
pub(super) fn united(one: Vec<Fingerprint>, other: Vec<Fingerprint>) -> Vec<Fingerprint> {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other } else { one };
    }
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        all.push(*a.min(b));
        let (first, second) = (a <= b, b <= a);
        one.next_if(|_| first);
        other.next_if(|_| second);
    }
    all.extend(one);
    all.extend(other);
    all
}
