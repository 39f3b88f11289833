//! The report of `remit check`: findings on documents alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::{BySeverity, Finding, Maker, Pairs, SetInfo, place};
use crate::finding::{self, Fingerprint, Place, Subject};
use crate::text::{Sources, Words};

/// What checking of sets comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// What made it.
    pub remit: Maker,
    /// The sets, in the order in which they were checked.
    pub sets: Vec<CheckedSet>,
    /// Findings, by file and line.
    pub findings: Vec<Finding>,
    /// How many findings.
    pub counts: CheckCounts,
}

/// A set that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedSet {
    /// The folder as the user knows it.
    pub path: String,
    /// What it is called.
    #[serde(flatten)]
    pub set: SetInfo,
    /// How many files were read, those of imported sets included.
    pub files: u64,
}

/// How many findings there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckCounts {
    /// By rule, sorted by name.
    pub by_rule: Pairs<u64>,
    /// By severity.
    pub by_severity: BySeverity,
    /// Files with a finding.
    pub files: u64,
}

impl CheckReport {
    /// Adds a set and its findings, which must be in their order already.
    pub fn add(&mut self, set: CheckedSet, findings: &[&finding::Finding], sources: &Sources) {
        let mut seen = HashMap::new();
        for own in findings {
            let mut wire = place::finding(own, &set.set.id, sources, &[], &|ms| ms.to_string());
            wire.id = identity(own, &set.set.id, sources, &mut seen).to_string();
            self.findings.push(wire);
        }
        self.sets.push(set);
    }
}

impl CheckCounts {
    /// Counts findings, each given with the texts that it is about.
    pub fn of<'f>(findings: impl Iterator<Item = (&'f finding::Finding, &'f Sources)>) -> Self {
        let mut by_rule: BTreeMap<&str, u64> = BTreeMap::new();
        let mut by_severity = BySeverity::default();
        let mut files: BTreeSet<&str> = BTreeSet::new();
        for (finding, sources) in findings {
            *by_rule.entry(finding.rule.id).or_default() += 1;
            by_severity.add(finding.severity);
            let mut labels = std::iter::once(&finding.primary).chain(&finding.related);
            files.extend(labels.find_map(|label| place::file(label, sources)));
        }
        Self {
            files: files.len() as u64,
            by_rule: by_rule.into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect(),
            by_severity,
        }
    }
}

/// The identity of a finding on a document: its subject, or the file and what it says. Of several
/// that are alike each has its own; line numbers are no part of it.
fn identity(
    own: &finding::Finding,
    set: &str,
    sources: &Sources,
    seen: &mut HashMap<Fingerprint, u64>,
) -> Fingerprint {
    let mut subject = own.subject.clone();
    if subject == Subject::default() {
        let path = match &own.primary.place {
            Place::Span(span) => sources.get(span.source).path.clone(),
            Place::File(path) => path.clone(),
            Place::Row(_) => String::new(),
        };
        let Words { en, .. } = &own.message;
        subject.detail = Some(format!("{path}\n{en}"));
    }
    let first = Fingerprint::of(own.rule.id, set, &subject);
    let count = seen.entry(first).or_insert(0);
    *count += 1;
    if *count == 1 {
        return first;
    }
    let detail = subject.detail.unwrap_or_default();
    subject.detail = Some(format!("{detail}\n{count}"));
    Fingerprint::of(own.rule.id, set, &subject)
}
