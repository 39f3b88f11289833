//! Where findings on documents are collected.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::{Finding, Place};

/// Collects findings. The same rule at the same place with the same words is kept once, because a
/// document may be read in several attempts.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Finding>,
    /// Findings at places in documents: their digest and their number.
    seen: HashTable<(u64, usize)>,
}

impl Sink {
    /// Adds a finding unless it is there already.
    pub fn push(&mut self, finding: Finding) {
        if let Place::Span(span) = finding.primary.place {
            let same = |own: &Finding| {
                own.primary.place == finding.primary.place
                    && own.rule.id == finding.rule.id
                    && own.message.en == finding.message.en
            };
            let digest =
                FixedState::default().hash_one((finding.rule.id, span, &finding.message.en));
            let found = &self.found;
            let is_same = |(_, at): &(u64, usize)| found.get(*at).is_some_and(same);
            if self.seen.find(digest, is_same).is_some() {
                return;
            }
            self.seen.insert_unique(digest, (digest, found.len()), |(digest, _)| *digest);
        }
        self.found.push(finding);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All findings in the order in which they were found.
    pub fn findings(&self) -> &[Finding] {
        &self.found
    }

    /// Gives the findings up.
    pub fn into_findings(self) -> Vec<Finding> {
        self.found
    }
}
