//! What an earlier audit has already: it is known, stays in the report, and makes nothing fail.

use std::collections::HashMap;

use super::{Known, subject};
use crate::finding::Severity;
use crate::report::wire::{Baseline, BySeverity, Report};

/// Marks what a baseline knows. What is waived is not looked for: it makes nothing fail anyway.
///
/// # Errors
///
/// None in practice, see [`crate::report::wire::to_json`].
pub fn mark(report: &mut Report, baseline: &Report) -> Result<(), serde_json::Error> {
    let before = Known::of(std::slice::from_ref(baseline));
    let mut known = BySeverity::default();
    let subjects: Vec<_> = report.findings.iter().map(|own| subject(own, report)).collect();
    for (finding, subject) in report.findings.iter_mut().zip(&subjects) {
        finding.known = !finding.waived && before.has(&finding.id, subject.as_ref());
        if finding.known {
            known.add(finding.severity);
        }
    }
    let severities: HashMap<&str, Severity> =
        report.rules.iter().map(|rule| (rule.id.as_str(), rule.severity)).collect();
    for more in &mut report.more {
        let own = more.fingerprints.iter().filter(|id| before.has(id, None));
        more.known = own.count() as u64;
        if let Some(severity) = severities.get(more.rule.as_str()) {
            (0..more.known).for_each(|_| known.add(*severity));
        }
    }
    report.baseline = Some(Baseline {
        period: baseline.period.clone(),
        as_of: baseline.as_of.clone(),
        result: baseline.digests.result.clone(),
        known,
    });
    report.seal()
}

impl Report {
    /// What makes a run fail: everything that is neither waived nor known from a baseline.
    pub fn failing(&self) -> BySeverity {
        let (all, known) = (self.counts.by_severity, self.baseline.as_ref().map(|own| own.known));
        let known = known.unwrap_or_default();
        BySeverity {
            error: all.error.saturating_sub(known.error),
            warning: all.warning.saturating_sub(known.warning),
            note: all.note.saturating_sub(known.note),
        }
    }
}
