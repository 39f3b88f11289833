//! How many findings there are.

use serde::{Deserialize, Serialize};

use super::{Pairs, Verdicts};
use crate::finding::Severity;

/// How many findings there are, those beyond included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// By rule, sorted by name.
    pub by_rule: Pairs<u64>,
    /// By severity.
    pub by_severity: BySeverity,
    /// By what they are.
    #[serde(default)]
    pub by_class: ByClass,
    /// Faults by duty, in the order of the lists. A finding may concern no duty.
    pub by_duty: Pairs<u64>,
    /// Faults by body, in the order of [`super::Report::bodies`]. A finding may concern no body.
    pub by_body: Pairs<u64>,
    /// Faults by body and duty, where they have to do with each other or there are any. With
    /// [`super::Body::outside`] they add up to all faults.
    pub table: Vec<Cell>,
}

/// How many of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByClass {
    /// Something is not as it should be.
    pub fault: u64,
    /// Cases that belong together.
    pub clue: u64,
    /// Something unusual, for a human to look at.
    pub signal: u64,
}

/// How many of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BySeverity {
    /// Errors.
    pub error: u64,
    /// Warnings.
    pub warning: u64,
    /// Notes.
    pub note: u64,
}

impl BySeverity {
    /// How many of one severity.
    pub fn of(self, severity: Severity) -> u64 {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }

    /// All of them.
    pub fn total(self) -> u64 {
        self.error + self.warning + self.note
    }

    /// Counts one.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Note => self.note += 1,
        }
    }

    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
    }
}

impl From<[u64; 3]> for BySeverity {
    fn from([error, warning, note]: [u64; 3]) -> Self {
        Self { error, warning, note }
    }
}

/// One body and one duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The body's id.
    pub body: String,
    /// The duty's id.
    pub duty: String,
    /// Whether the body holds or supports the duty.
    pub concerned: bool,
    /// Whether the log has an event of them, or an obligation was judged.
    pub present: bool,
    /// Findings.
    pub findings: BySeverity,
    /// What the obligations came to.
    pub verdicts: Verdicts,
}
