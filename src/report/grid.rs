//! Body × duty as any table shows it: what is added up where there is no room for all.

use super::style::number;
use super::units::{Sum, Units};
use super::view::View;
use crate::text::Lang;

/// What a row or a column stands for.
#[derive(Clone, Debug)]
pub(super) enum Axis<'r> {
    /// A duty.
    Duty(&'r str),
    /// A body, or one that others stand under.
    Body(&'r str),
    /// Several of them, added up.
    Rest(Vec<Axis<'r>>),
    /// Findings that concern no duty.
    NoDuty,
}

/// Duties as rows or columns.
pub(super) fn each<'r>(duties: &[&'r str]) -> Vec<Axis<'r>> {
    duties.iter().map(|id| Axis::Duty(id)).collect()
}

/// Units as rows or columns.
pub(super) fn bodies<'r>(units: &Units<'r>) -> Vec<Axis<'r>> {
    units.ids.iter().map(|id| Axis::Body(id)).collect()
}

/// The duties that any body has to do with.
pub(super) fn duties<'r>(view: &View<'r>) -> Vec<&'r str> {
    let table = &view.report.counts.table;
    let ids = view.report.duties.iter().map(|duty| duty.id.as_str());
    ids.filter(|id| table.iter().any(|cell| cell.duty == *id)).collect()
}

/// A report's numbers by unit and duty.
#[derive(Clone, Copy)]
pub(super) struct Sums<'v, 'r> {
    pub(super) view: &'v View<'r>,
    pub(super) units: &'v Units<'r>,
}

impl<'r> Sums<'_, 'r> {
    /// Whether anything stands against a unit under no duty.
    pub(super) fn any_outside(&self) -> bool {
        self.units.ids.iter().any(|id| self.units.outside(id).total() > 0)
    }

    /// The worst of an axis that fit, in their order, and the others added up.
    pub(super) fn most(&self, axis: Vec<Axis<'r>>, room: usize) -> Vec<Axis<'r>> {
        if axis.len() <= room {
            return axis;
        }
        let weight = |own: &Axis<'r>| {
            let findings = match own {
                Axis::Body(id) => self.units.findings(id),
                _ => self.whole(own).findings,
            };
            (findings.error, findings.warning, findings.note)
        };
        let mut order: Vec<usize> = (0..axis.len()).collect();
        order.sort_by_key(|at| (axis.get(*at).map(|own| std::cmp::Reverse(weight(own))), *at));
        order.truncate(room.saturating_sub(1));
        let mut shown = Vec::new();
        let mut rest = Vec::new();
        for (at, own) in axis.into_iter().enumerate() {
            if order.contains(&at) { shown.push(own) } else { rest.push(own) }
        }
        shown.push(Axis::Rest(rest));
        shown
    }

    /// What a row and a column have in common.
    pub(super) fn sum(&self, one: &Axis<'r>, other: &Axis<'r>) -> Sum {
        let outside = |body: &str| {
            let findings = self.units.outside(body);
            Sum { findings, ..Sum::default() }
        };
        match (one, other) {
            (Axis::Duty(duty), Axis::Body(body)) | (Axis::Body(body), Axis::Duty(duty)) => {
                self.units.cell(body, duty)
            }
            (Axis::NoDuty, Axis::Body(body)) | (Axis::Body(body), Axis::NoDuty) => outside(body),
            (Axis::Rest(parts), own) | (own, Axis::Rest(parts)) => {
                let mut all = Sum::default();
                for part in parts {
                    all.merge(self.sum(part, own));
                }
                all
            }
            _ => Sum::default(),
        }
    }

    /// A row over all columns, those that are not shown included.
    pub(super) fn whole(&self, row: &Axis<'r>) -> Sum {
        let mut all = Sum::default();
        match row {
            Axis::Duty(_) | Axis::NoDuty => {
                for id in &self.units.ids {
                    all.merge(self.sum(row, &Axis::Body(id)));
                }
            }
            Axis::Body(body) => {
                for duty in &self.view.report.duties {
                    all.merge(self.units.cell(body, &duty.id));
                }
                all.merge(self.sum(row, &Axis::NoDuty));
            }
            Axis::Rest(parts) => parts.iter().for_each(|part| all.merge(self.whole(part))),
        }
        all
    }

    /// What stands at the beginning of a row.
    pub(super) fn title(&self, axis: &Axis<'r>) -> String {
        match axis {
            Axis::Duty(id) => self.view.duty(id),
            Axis::Body(id) => self.view.body(id),
            Axis::NoDuty => self.view.style.pick("under no duty", "不属于任何责任事项").to_owned(),
            Axis::Rest(parts) => {
                let count = number(parts.len() as u64);
                match self.view.style.lang {
                    Lang::En => format!("{count} more"),
                    Lang::Zh => format!("其余{count}项"),
                }
            }
        }
    }
}
