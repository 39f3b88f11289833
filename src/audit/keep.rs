//! Findings, bounded: of each rule and duty the first few are kept in full, the rest is counted
//! exactly and its identities are kept.

use std::collections::{BTreeMap, HashSet};

use super::outcome::More;
use crate::finding::{Finding, Fingerprint, Rule, Severity, Subject};

/// What orders the findings of one rule and duty: body, case, then the rest of the subject.
type Key = (Option<String>, Option<String>, Subject);

#[derive(Default)]
struct Shelf {
    kept: BTreeMap<Key, Finding>,
    identities: HashSet<Fingerprint>,
}

/// Collects the findings of an audit.
pub(super) struct Keeper<'a> {
    set: &'a str,
    limit: usize,
    severity: &'a dyn Fn(&'static Rule) -> Option<Severity>,
    shelves: BTreeMap<(&'static str, String), Shelf>,
    rules: BTreeMap<&'static str, (&'static Rule, Severity, u64)>,
}

impl<'a> Keeper<'a> {
    pub(super) fn new(
        set: &'a str,
        limit: usize,
        severity: &'a dyn Fn(&'static Rule) -> Option<Severity>,
    ) -> Self {
        Self { set, limit, severity, shelves: BTreeMap::new(), rules: BTreeMap::new() }
    }

    /// Counts a finding and, if it is among the first of its rule and duty, keeps it. Returns its
    /// severity if it is a new one; nothing if the rule is off or the finding is known.
    pub(super) fn offer(
        &mut self,
        rule: &'static Rule,
        subject: Subject,
        build: impl FnOnce() -> Finding,
    ) -> Option<Severity> {
        let severity = (self.severity)(rule)?;
        let shelf = (rule.id, subject.duty.clone().unwrap_or_default());
        let shelf = self.shelves.entry(shelf).or_default();
        if !shelf.identities.insert(Fingerprint::of(rule.id, self.set, &subject)) {
            return None;
        }
        self.rules.entry(rule.id).or_insert((rule, severity, 0)).2 += 1;
        let key = (subject.body.clone(), subject.case.clone(), subject);
        let full = shelf.kept.len() >= self.limit;
        if full && shelf.kept.last_key_value().is_none_or(|(last, _)| *last <= key) {
            return Some(severity);
        }
        let mut finding = build().about(key.2.clone());
        finding.severity = severity;
        shelf.kept.insert(key, finding);
        if full {
            shelf.kept.pop_last();
        }
        Some(severity)
    }

    /// Gives up everything: findings in order, what is beyond them, and the counts by rule.
    pub(super) fn close(self) -> Kept {
        let set = self.set;
        let mut findings = Vec::new();
        let mut more = Vec::new();
        for ((id, duty), mut shelf) in self.shelves {
            for finding in shelf.kept.values() {
                shelf.identities.remove(&finding.fingerprint(set));
            }
            if let Some((rule, _, _)) = self.rules.get(id)
                && !shelf.identities.is_empty()
            {
                let mut fingerprints: Vec<_> = shelf.identities.into_iter().collect();
                fingerprints.sort_unstable();
                more.push(More { rule, duty, count: fingerprints.len() as u64, fingerprints });
            }
            findings.extend(shelf.kept.into_values());
        }
        findings.sort_by(|a, b| {
            let order = |f: &'_ Finding| (f.severity, f.rule.id);
            let subject =
                |f: &Finding| (f.subject.body.clone(), f.subject.case.clone(), f.subject.clone());
            order(a).cmp(&order(b)).then_with(|| subject(a).cmp(&subject(b)))
        });
        Kept { findings, more, by_rule: self.rules.into_values().collect() }
    }
}

/// What was collected.
pub(super) struct Kept {
    pub(super) findings: Vec<Finding>,
    pub(super) more: Vec<More>,
    pub(super) by_rule: Vec<(&'static Rule, Severity, u64)>,
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
            let mut keeper = Keeper::new("set", 3, &severity);
            for n in order {
                let case = Some(format!("{n:03}"));
                let subject = Subject { case, ..Subject::default() };
                keeper.offer(&STEP_LATE, subject, || {
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
