//! Where findings on documents are collected.

use std::collections::HashSet;

use super::{Finding, Place};
use crate::text::Span;

/// Collects findings. The same rule at the same place with the same words is kept once, because a
/// document may be read in several attempts.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Finding>,
    seen: HashSet<(&'static str, Span, String)>,
}

impl Sink {
    /// Adds a finding unless it is there already.
    pub fn push(&mut self, finding: Finding) {
        if let Place::Span(span) = finding.primary.place {
            let key = (finding.rule.id, span, finding.message.en.to_string());
            if !self.seen.insert(key) {
                return;
            }
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
