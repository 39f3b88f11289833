//! Findings, bounded: of each rule and duty the first few are kept in full, the rest is counted
//! exactly and its identities are kept.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use foldhash::fast::FixedState;

use super::outcome::{Covered, More};
use crate::finding::{About, Class, Finding, Fingerprint, Rule, Severity, Subject};
use crate::threads;

/// What a finding is about, ordered by body and case first: so are the findings of one rule and duty.
#[derive(Clone, PartialEq, Eq)]
struct Key(Subject);

/// Body and case, then everything.
fn order(about: About<'_>) -> (Option<&str>, Option<&str>, About<'_>) {
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
struct Ready(u64);

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

type Identities = HashSet<Fingerprint, BuildHasherDefault<Ready>>;

#[derive(Default)]
struct Shelf {
    kept: BTreeMap<Key, Finding>,
    identities: Identities,
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
    fn is_beyond(&self, about: About<'_>, limit: usize) -> bool {
        limit == 0 || self.bound.as_ref().is_some_and(|bound| bound.is_before(about))
    }

    /// Keeps a finding, and no more than there is room for.
    fn keep(&mut self, key: Key, finding: Finding, limit: usize) {
        self.kept.insert(key, finding);
        if self.kept.len() > limit {
            self.kept.pop_last();
        }
        if self.kept.len() == limit {
            let last = self.kept.last_key_value();
            self.bound = last
                .map(|(last, _)| Bound { head: head(last.0.case.as_deref()), last: last.clone() });
        }
    }

    /// The identities of the findings that are not kept in full, sorted.
    fn beyond(&self, set: &str) -> Vec<Fingerprint> {
        let full: Identities = self.kept.values().map(|finding| finding.fingerprint(set)).collect();
        let mut beyond: Vec<_> =
            self.identities.iter().copied().filter(|own| !full.contains(own)).collect();
        beyond.sort_unstable();
        beyond
    }

    /// Adds findings of other cases; returns how many of them are known already.
    fn merge(&mut self, mut other: Self, limit: usize) -> u64 {
        if self.identities.len() < other.identities.len() {
            std::mem::swap(&mut self.identities, &mut other.identities);
        }
        let both = self.identities.len() + other.identities.len();
        // A table that is filled in the order of another one must have its room beforehand.
        self.identities.reserve(other.identities.len());
        self.identities.extend(other.identities);
        for (key, finding) in other.kept {
            self.kept.entry(key).or_insert(finding);
        }
        while self.kept.len() > limit {
            self.kept.pop_last();
        }
        (both - self.identities.len()) as u64
    }
}

/// The findings of one rule.
struct OfRule {
    rule: &'static Rule,
    class: Class,
    /// Nothing if the rule is off.
    severity: Option<Severity>,
    count: u64,
    /// By duty, and sorted in the end.
    shelves: Vec<(String, Shelf)>,
    /// Where the shelf of each duty is.
    places: HashMap<String, usize, FixedState>,
    /// Where the last finding was put.
    last: usize,
    /// What is waived, by waiver and duty. It is in no count.
    waived: BTreeMap<(usize, String), Shelf>,
}

impl OfRule {
    /// The shelf of a duty.
    fn shelf(&mut self, duty: &str) -> &mut Shelf {
        if self.shelves.get(self.last).is_none_or(|own| own.0 != duty) {
            self.last = self.places.get(duty).copied().unwrap_or_else(|| {
                self.places.insert(duty.to_owned(), self.shelves.len());
                self.shelves.push((duty.to_owned(), Shelf::default()));
                self.shelves.len() - 1
            });
        }
        &mut self.shelves[self.last].1
    }
}

/// Which waiver covers a finding, if one does.
pub(super) type Waive<'a> =
    &'a (dyn Fn(&'static Rule, About<'_>, Fingerprint) -> Option<usize> + Sync);

/// What became of a finding that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    /// It is a new one, of this severity and class.
    Counted(Severity, Class),
    /// A waiver covers it.
    Waived,
    /// The rule is off, or the finding is known already.
    Nothing,
}

/// Collects the findings of an audit.
pub(super) struct Keeper<'a> {
    set: &'a str,
    limit: usize,
    severity: &'a (dyn Fn(&'static Rule) -> Option<Severity> + Sync),
    waive: Waive<'a>,
    /// Those that were offered something; few enough to look through.
    rules: Vec<OfRule>,
}

impl<'a> Keeper<'a> {
    pub(super) fn new(
        set: &'a str,
        limit: usize,
        severity: &'a (dyn Fn(&'static Rule) -> Option<Severity> + Sync),
        waive: Waive<'a>,
    ) -> Self {
        Self { set, limit, severity, waive, rules: Vec::new() }
    }

    /// Collects findings of other cases, to be merged into this one.
    pub(super) fn fork(&self) -> Self {
        Self::new(self.set, self.limit, self.severity, self.waive)
    }

    /// Adds what was collected of other cases.
    pub(super) fn merge(&mut self, other: Self) {
        let limit = self.limit;
        for more in other.rules {
            let at = self.place(more.rule);
            let Some(own) = self.rules.get_mut(at) else { continue };
            own.count += more.count;
            for (duty, shelf) in more.shelves {
                let known = own.shelf(&duty).merge(shelf, limit);
                own.count -= known;
            }
            for (whose, shelf) in more.waived {
                own.waived.entry(whose).or_default().merge(shelf, limit);
            }
        }
    }

    fn place(&mut self, rule: &'static Rule) -> usize {
        let known = self.rules.iter().position(|own| std::ptr::eq(own.rule, rule));
        known.unwrap_or_else(|| {
            let severity = (self.severity)(rule);
            self.rules.push(OfRule {
                rule,
                class: rule.class(),
                severity,
                count: 0,
                shelves: Vec::new(),
                places: HashMap::default(),
                last: 0,
                waived: BTreeMap::new(),
            });
            self.rules.len() - 1
        })
    }

    /// Counts a finding and, if it is among the first of its rule and duty, keeps it.
    pub(super) fn offer(
        &mut self,
        rule: &'static Rule,
        about: About<'_>,
        build: impl FnOnce() -> Finding,
    ) -> Offered {
        let (limit, set, waive) = (self.limit, self.set, self.waive);
        let at = self.place(rule);
        let Some(own) = self.rules.get_mut(at) else { return Offered::Nothing };
        let Some(severity) = own.severity else { return Offered::Nothing };
        let class = own.class;
        let duty = about.duty.unwrap_or_default();
        let print = Fingerprint::about(rule.id, set, about);
        let waiver = waive(rule, about, print);
        let (shelf, offered) = if let Some(waiver) = waiver {
            (own.waived.entry((waiver, duty.to_owned())).or_default(), Offered::Waived)
        } else {
            (own.shelf(duty), Offered::Counted(severity, class))
        };
        if !shelf.identities.insert(print) {
            return if waiver.is_some() { offered } else { Offered::Nothing };
        }
        if !shelf.is_beyond(about, limit) {
            let subject = about.kept();
            let mut finding = build().about(subject.clone());
            finding.severity = severity;
            finding.waiver = waiver;
            shelf.keep(Key(subject), finding, limit);
        }
        own.count += u64::from(waiver.is_none());
        offered
    }

    /// How many findings a waiver covers.
    pub(super) fn covered(&self, waiver: usize) -> u64 {
        let shelves = self.rules.iter().flat_map(|own| &own.waived);
        let own = shelves.filter(|((at, _), _)| *at == waiver);
        own.map(|(_, shelf)| shelf.identities.len() as u64).sum()
    }

    /// Gives up everything: findings in order, what is beyond them, and the counts by rule.
    pub(super) fn close(mut self) -> Kept {
        let set = self.set;
        self.rules.retain(|own| own.count > 0 || !own.waived.is_empty());
        self.rules.sort_by_key(|own| own.rule.id);
        for own in &mut self.rules {
            own.shelves.sort_by(|a, b| a.0.cmp(&b.0));
        }
        let shelves: Vec<&Shelf> =
            self.rules.iter().flat_map(|own| own.shelves.iter().map(|(_, shelf)| shelf)).collect();
        let all: usize = shelves.iter().map(|shelf| shelf.identities.len()).sum();
        let beyond = threads::each(&shelves, threads::few(all), |_, shelf| shelf.beyond(set));
        let mut beyond = beyond.into_iter();
        let mut kept = Kept::default();
        for OfRule { rule, severity, count, shelves, waived, .. } in self.rules {
            kept.by_rule.extend(severity.map(|severity| (rule, severity, count)));
            for ((waiver, _), shelf) in waived {
                let more = kept.waived.entry(waiver).or_default();
                more.count += shelf.identities.len() as u64;
                more.beyond.extend(shelf.beyond(set));
                kept.findings.extend(shelf.kept.into_values());
            }
            for (duty, shelf) in shelves {
                let fingerprints = beyond.next().unwrap_or_default();
                if !fingerprints.is_empty() {
                    let count = fingerprints.len() as u64;
                    kept.more.push(More { rule, duty, count, fingerprints });
                }
                kept.findings.extend(shelf.kept.into_values());
            }
        }
        kept.findings.sort_by(|a, b| {
            let grave = |f: &Finding| (f.severity, f.rule.id);
            let about = || order(a.subject.about()).cmp(&order(b.subject.about()));
            grave(a).cmp(&grave(b)).then_with(about)
        });
        kept
    }
}

/// What was collected.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) findings: Vec<Finding>,
    pub(super) more: Vec<More>,
    pub(super) by_rule: Vec<(&'static Rule, Severity, u64)>,
    /// By waiver.
    pub(super) waived: BTreeMap<usize, Covered>,
}

#[cfg(test)]
mod tests {
    use super::Keeper;
    use crate::audit::rules::STEP_LATE;
    use crate::finding::{Finding, Label, Place, Subject};
    use crate::text::Words;

    #[test]
    fn the_first_are_kept_whatever_the_order_in_which_they_come() {
        let severity = |rule: &'static crate::finding::Rule| Some(rule.severity);
        let run = |order: &mut dyn Iterator<Item = u32>| {
            let mut keeper = Keeper::new("set", 3, &severity, &|_, _, _| None);
            for n in order {
                let case = Some(format!("{n:03}"));
                let subject = Subject { case, ..Subject::default() };
                keeper.offer(&STEP_LATE, subject.about(), || {
                    let place = Place::File(String::new());
                    let words = Words::same("");
                    Finding::new(&STEP_LATE, words.clone(), Label { place, words })
                });
            }
            let kept = keeper.close();
            let cases: Vec<_> =
                kept.findings.iter().filter_map(|f| f.subject.case.clone()).collect();
            (cases, kept.more[0].count, kept.more[0].fingerprints.clone(), kept.by_rule[0].2)
        };
        let up = run(&mut (0..100));
        let down = run(&mut (0..100).rev().chain(0..100));
        assert_eq!(up, down);
        assert_eq!(
            (up.0.as_slice(), up.1, up.3),
            (&["000", "001", "002"].map(String::from)[..], 97, 100)
        );
    }
}
