//! Findings, bounded: of each rule and duty the first few are kept in full, the rest is counted
//! exactly and its identities are kept.

mod shelf;

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::outcome::{Covered, More};
use crate::finding::{About, Class, Finding, Fingerprint, Rule, Severity};
use crate::threads;
use shelf::{Shelf, order, sorted, united};

/// The findings of one rule.
struct OfRule {
    rule: &'static Rule,
    class: Class,
    /// Nothing if the rule is off.
    severity: Option<Severity>,
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
            for (duty, shelf) in more.shelves {
                own.shelf(&duty).merge(shelf, limit);
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
        if !shelf.note(print) {
            return if waiver.is_some() { offered } else { Offered::Nothing };
        }
        if !shelf.is_beyond(about, limit) {
            let mut finding = build().about(about.kept());
            finding.severity = severity;
            finding.waiver = waiver;
            shelf.keep(finding, limit);
        }
        offered
    }

    /// The identities on each shelf, sorted, each once.
    fn identities(&self) -> Vec<Vec<Fingerprint>> {
        let shelves: Vec<&Shelf> = self.rules.iter().flat_map(OfRule::every).collect();
        let tables = shelves.iter().zip(0usize..);
        let tables = tables.flat_map(|(shelf, at)| shelf.tables().map(move |own| (at, own)));
        let tables: Vec<_> = tables.collect();
        let few = threads::few(tables.iter().map(|(_, table)| table.len()).sum());
        let lists = threads::each(&tables, few, |_, (_, table)| sorted(table));
        let mut all = vec![Vec::new(); shelves.len()];
        for ((at, _), list) in tables.iter().zip(lists) {
            if let Some(own) = all.get_mut(*at) {
                *own = united(std::mem::take(own), list);
            }
        }
        all
    }

    /// How many findings a waiver covers.
    pub(super) fn covered(&self, waiver: usize) -> u64 {
        let shelves = self.rules.iter().flat_map(|own| &own.waived);
        let own = shelves.filter(|((at, _), _)| *at == waiver);
        own.map(|(_, shelf)| shelf.count()).sum()
    }

    /// Gives up everything: findings in order, what is beyond them, and the counts by rule.
    pub(super) fn close(mut self) -> Kept {
        self.rules.retain(|own| !own.shelves.is_empty() || !own.waived.is_empty());
        self.rules.sort_by_key(|own| own.rule.id);
        for own in &mut self.rules {
            own.shelves.sort_by(|a, b| a.0.cmp(&b.0));
        }
        let mut identities = self.identities().into_iter();
        let mut of = |shelf: &Shelf| {
            let all = identities.next().unwrap_or_default();
            (all.len() as u64, shelf.beyond(all, self.set))
        };
        let mut kept = Kept::default();
        for OfRule { rule, severity, shelves, waived, .. } in self.rules {
            for ((waiver, _), shelf) in waived {
                let more = kept.waived.entry(waiver).or_default();
                let (count, beyond) = of(&shelf);
                more.count += count;
                more.beyond.extend(beyond);
                kept.findings.extend(shelf.into_findings());
            }
            let mut all = 0;
            for (duty, shelf) in shelves {
                let (count, fingerprints) = of(&shelf);
                all += count;
                if !fingerprints.is_empty() {
                    let count = fingerprints.len() as u64;
                    kept.more.push(More { rule, duty, count, fingerprints });
                }
                kept.findings.extend(shelf.into_findings());
            }
            kept.by_rule.extend(severity.map(|severity| (rule, severity, all)));
        }
        kept.findings.sort_by(|a, b| {
            let grave = |f: &Finding| (f.severity, f.rule.id);
            let about = || order(a.subject.about()).cmp(&order(b.subject.about()));
            grave(a).cmp(&grave(b)).then_with(about)
        });
        kept
    }
}

impl OfRule {
    /// Every shelf, waived or not.
    fn every(&self) -> impl Iterator<Item = &Shelf> {
        self.waived.values().chain(self.shelves.iter().map(|(_, shelf)| shelf))
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
    use crate::finding::{About, Finding, Fingerprint, Label, Place, Subject};
    use crate::text::Words;

    fn offer(keeper: &mut Keeper<'_>, n: u32) {
        let case = Some(format!("{n:03}"));
        let subject = Subject { case, ..Subject::default() };
        keeper.offer(&STEP_LATE, subject.about(), || {
            let place = Place::File(String::new());
            let words = Words::same("");
            Finding::new(&STEP_LATE, words.clone(), Label { place, words })
        });
    }

    /// The cases that are kept, the identities beyond them, and the count of the rule.
    fn closed(keeper: Keeper<'_>) -> (Vec<String>, Vec<Fingerprint>, u64) {
        let kept = keeper.close();
        let cases = kept.findings.iter().filter_map(|f| f.subject.case.clone()).collect();
        assert_eq!(kept.more[0].count, kept.more[0].fingerprints.len() as u64);
        (cases, kept.more[0].fingerprints.clone(), kept.by_rule[0].2)
    }

    #[test]
    fn the_first_are_kept_whatever_the_order_in_which_they_come() {
        let severity = |rule: &'static crate::finding::Rule| Some(rule.severity);
        let run = |order: &mut dyn Iterator<Item = u32>| {
            let mut keeper = Keeper::new("set", 3, &severity, &|_, _, _| None);
            order.for_each(|n| offer(&mut keeper, n));
            closed(keeper)
        };
        let up = run(&mut (0..100));
        let down = run(&mut (0..100).rev().chain(0..100));
        assert_eq!(up, down);
        assert_eq!(
            (up.0.as_slice(), up.1.len(), up.2),
            (&["000", "001", "002"].map(String::from)[..], 97, 100)
        );
    }

    #[test]
    fn what_several_collected_is_what_one_would_have_and_is_counted_once() {
        let severity = |rule: &'static crate::finding::Rule| Some(rule.severity);
        // A waiver covers every third.
        let waive = |_: &'static crate::finding::Rule, about: About<'_>, _: Fingerprint| {
            let number: u32 = about.case?.parse().ok()?;
            number.is_multiple_of(3).then_some(7)
        };
        let new = || Keeper::new("set", 5, &severity, &waive);
        let mut alone = new();
        (0..200).for_each(|n| offer(&mut alone, n));
        let mut together = new();
        (0..50).for_each(|n| offer(&mut together, n));
        let mut forks: Vec<_> = (0..3).map(|_| together.fork()).collect();
        for (at, fork) in (0u32..).zip(&mut forks) {
            // Some are found by two of them, and some once more in the end.
            (40 * at..40 * at + 90).for_each(|n| offer(fork, n));
        }
        for fork in forks {
            together.merge(fork);
        }
        (150..200).for_each(|n| offer(&mut together, n));
        assert_eq!((together.covered(7), together.covered(0)), (67, 0));
        assert_eq!(together.covered(7), alone.covered(7));
        let (alone, together) = (alone.close(), together.close());
        assert_eq!(together.waived[&7].count, 67);
        assert_eq!(together.waived[&7].beyond, alone.waived[&7].beyond);
        assert_eq!(together.by_rule[0].2, 133);
        assert_eq!(together.more[0].fingerprints, alone.more[0].fingerprints);
        let cases = |kept: &super::Kept| -> Vec<_> {
            kept.findings.iter().map(|own| (own.subject.case.clone(), own.waiver)).collect()
        };
        assert_eq!(cases(&together), cases(&alone));
        assert_eq!(cases(&alone).len(), 10);
    }
}
