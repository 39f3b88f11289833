//! Bodies as a table can show them: where there are too many, teams stand under the body above
//! them.

use std::collections::{BTreeMap, BTreeSet};

use super::view::View;
use crate::report::wire::{BySeverity, Verdicts};

/// What a unit and a duty come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) concerned: bool,
    pub(super) present: bool,
    pub(super) findings: BySeverity,
    pub(super) verdicts: Verdicts,
}

impl Sum {
    pub(super) fn merge(&mut self, other: Self) {
        self.concerned |= other.concerned;
        self.present |= other.present;
        self.findings.merge(other.findings);
        self.verdicts.merge(other.verdicts);
    }
}

/// Bodies, or the bodies above them, in the order of the report.
pub(super) struct Units<'r> {
    pub(super) ids: Vec<&'r str>,
    /// By unit and duty.
    cells: BTreeMap<(&'r str, &'r str), Sum>,
    /// Findings without a duty, by unit.
    outside: BTreeMap<&'r str, BySeverity>,
    /// Findings, with and without a duty, by unit.
    findings: BTreeMap<&'r str, BySeverity>,
    /// Whether several bodies stand together in some unit.
    pub(super) grouped: bool,
}

impl<'r> Units<'r> {
    /// The units of a report: its bodies if there are at most `room` of them that the log or a
    /// list has anything to do with, else bodies of higher levels.
    pub(super) fn new(view: &View<'r>, room: usize) -> Self {
        let report = view.report;
        let concerned = report.counts.table.iter().map(|cell| cell.body.as_str());
        let found = report.counts.by_body.iter().filter(|(_, count)| *count > 0);
        let matters: BTreeSet<&str> = concerned.chain(found.map(|(id, _)| id.as_str())).collect();
        let mut of: BTreeMap<&str, &str> =
            report.bodies.iter().map(|body| (body.id.as_str(), body.id.as_str())).collect();
        let depths: BTreeMap<&str, usize> =
            report.bodies.iter().map(|body| (body.id.as_str(), depth(view, &body.id))).collect();
        let mut deepest = depths.values().copied().max().unwrap_or(0);
        let shown: Vec<&str> = report
            .bodies
            .iter()
            .map(|body| body.id.as_str())
            .filter(|id| matters.contains(id))
            .collect();
        let count = |of: &BTreeMap<&'r str, &'r str>| {
            let mut units: Vec<_> = shown.iter().filter_map(|id| of.get(id)).collect();
            units.sort_unstable();
            units.dedup();
            units.len()
        };
        // Everything under one roof would say nothing, so the last step needs several roofs.
        let roofs = report.bodies.iter().filter(|body| {
            body.parent.is_none()
                && report.bodies.iter().any(|own| own.parent.as_ref() == Some(&body.id))
        });
        let lowest = usize::from(roofs.count() <= 1);
        while deepest > lowest && count(&of) > room {
            for unit in of.values_mut() {
                if depths.get(unit).copied().unwrap_or(0) == deepest
                    && let Some(parent) =
                        view.known_body(unit).and_then(|body| body.parent.as_deref())
                {
                    *unit = parent;
                }
            }
            deepest -= 1;
        }
        let mut cells: BTreeMap<(&str, &str), Sum> = BTreeMap::new();
        for cell in &report.counts.table {
            let Some(unit) = of.get(cell.body.as_str()) else {
                continue;
            };
            cells.entry((unit, cell.duty.as_str())).or_default().merge(Sum {
                concerned: cell.concerned,
                present: cell.present,
                findings: cell.findings,
                verdicts: cell.verdicts,
            });
        }
        let mut outside: BTreeMap<&str, BySeverity> = BTreeMap::new();
        for body in &report.bodies {
            if let Some(unit) = of.get(body.id.as_str()) {
                outside.entry(unit).or_default().merge(body.outside);
            }
        }
        let mut findings = outside.clone();
        for ((unit, _), sum) in &cells {
            findings.entry(unit).or_default().merge(sum.findings);
        }
        let mut ids: Vec<&str> = Vec::new();
        let mut seen = BTreeSet::new();
        for unit in shown.iter().filter_map(|id| of.get(id)) {
            if seen.insert(*unit) {
                ids.push(unit);
            }
        }
        Self { grouped: ids.len() < shown.len(), ids, cells, outside, findings }
    }

    /// What a unit and a duty come to.
    pub(super) fn cell(&self, unit: &str, duty: &str) -> Sum {
        self.cells.get(&(unit, duty)).copied().unwrap_or_default()
    }

    /// A unit's findings without a duty.
    pub(super) fn outside(&self, unit: &str) -> BySeverity {
        self.outside.get(unit).copied().unwrap_or_default()
    }

    /// A unit's findings, with and without a duty.
    pub(super) fn findings(&self, unit: &str) -> BySeverity {
        self.findings.get(unit).copied().unwrap_or_default()
    }
}

/// How many bodies stand above one; a circle ends somewhere.
fn depth(view: &View<'_>, id: &str) -> usize {
    let mut at = view.known_body(id);
    let mut steps = 0;
    while let Some(parent) = at.and_then(|body| body.parent.as_deref()) {
        at = view.known_body(parent);
        steps += 1;
        if at.is_none() || steps > 32 {
            break;
        }
    }
    steps
}
