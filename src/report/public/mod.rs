//! What the public gets: counts, and nobody's data.
//!
//! No case, person, target, row or instant of an event is in it. Of faults there is one table, by duty
//! and body, of which small cells are withheld, and others with them, so that no subtraction brings
//! them back ([`suppress`]); the sum and the counts by rule are published only where they can't be used
//! for it either. Shares are lower bounds in steps of five points, out of numbers rounded down to tens.

mod html;
pub mod suppress;
mod text;

use serde::{Deserialize, Serialize};

pub use html::html;
pub use suppress::LEAST;
pub use text::{csv, markdown, terminal};

use super::wire::{Maker, Report, SetInfo, Verdicts};
use crate::finding::Class;
use crate::text::Words;

/// A count as the public may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// So many.
    Exact(u64),
    /// Not told.
    Withheld(Why),
}

/// Why a count is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It is below [`LEAST`].
    #[serde(rename = "<5")]
    Small,
    /// With it a small one could be worked out.
    #[serde(rename = "withheld")]
    Others,
}

/// An audit for the public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicReport {
    /// What made it.
    pub remit: Maker,
    /// Always `public`.
    pub audience: String,
    /// The set.
    pub set: SetInfo,
    /// The period that was asked for.
    pub period: Option<String>,
    /// The instant as of which it holds.
    pub as_of: String,
    /// Counts below this are withheld.
    pub least: u64,
    /// All faults.
    pub faults: Count,
    /// Faults by duty and body, in the order of the lists and the roster.
    pub table: Vec<Cell>,
    /// Faults by rule, those that can be told.
    pub by_rule: Vec<OfRule>,
    /// Shares of obligations that were kept.
    pub kept: Vec<Kept>,
}

/// Faults of one duty and one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The duty; nothing for what is outside the list.
    pub duty: Option<Named>,
    /// The body; nothing where no body is named.
    pub body: Option<Named>,
    /// How many.
    pub faults: Count,
}

/// Faults of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfRule {
    /// The rule.
    pub rule: Named,
    /// How many.
    pub faults: Count,
}

/// What has a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
}

/// How much of a duty was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The duty; nothing for all together.
    pub duty: Option<Named>,
    /// About how many obligations were due and could be judged: rounded down to tens.
    pub about: u64,
    /// At least so many percent of them were kept, in time.
    pub at_least: u64,
}

/// Obligations below this say nothing of a share.
const ENOUGH: u64 = 20;

impl PublicReport {
    /// What the public may know of an audit.
    pub fn of(report: &Report) -> Self {
        let cells = cells(report);
        let counts: Vec<u64> = cells.iter().map(|(_, _, count)| *count).collect();
        let (hidden, summed) = suppress::withheld(&counts);
        let rules: Vec<_> = report.rules.iter().filter(|rule| rule.class == Class::Fault).collect();
        let of_rule = |id: &str| report.counts.by_rule.lookup(id).copied().unwrap_or_default();
        let by_rule: Vec<u64> = rules.iter().map(|rule| of_rule(&rule.id)).collect();
        let (hidden_rules, rules_summed) = suppress::withheld(&by_rule);
        let total: u64 = counts.iter().sum();
        let sum_is_told = summed && total >= LEAST;
        let table = cells.into_iter().zip(&hidden).map(|((duty, body, count), hidden)| Cell {
            duty,
            body,
            faults: told(count, *hidden),
        });
        let rules = rules.iter().zip(&by_rule).zip(&hidden_rules);
        let rules = rules.map(|((rule, count), hidden)| OfRule {
            rule: Named { id: rule.id.clone(), title: rule.title.clone() },
            faults: told(*count, *hidden),
        });
        Self {
            remit: Maker::default(),
            audience: "public".to_owned(),
            set: report.set.clone(),
            period: report.period.clone(),
            as_of: report.as_of.clone(),
            least: LEAST,
            faults: told(total, !sum_is_told),
            table: table.collect(),
            // That a rule has few findings is not told either.
            by_rule: if sum_is_told && rules_summed {
                rules.filter(|own| matches!(own.faults, Count::Exact(_))).collect()
            } else {
                Vec::new()
            },
            kept: kept(report),
        }
    }

    /// The day of an instant of the report.
    fn day(instant: &str) -> String {
        instant.chars().take(10).collect()
    }

    /// How many cells of the table are not told.
    pub fn withheld(&self) -> usize {
        self.table.iter().filter(|cell| matches!(cell.faults, Count::Withheld(_))).count()
    }
}

fn told(count: u64, hidden: bool) -> Count {
    match (count < LEAST, hidden) {
        (true, _) => Count::Withheld(Why::Small),
        (false, true) => Count::Withheld(Why::Others),
        (false, false) => Count::Exact(count),
    }
}

/// Every fault in one cell: by duty and body, those of no duty by body, and all others in one, which is
/// there in any case.
///
/// Whether there is a cell depends on the list and on the work, never on whether there are faults: else
/// a small one would be known not to be nothing.
fn cells(report: &Report) -> Vec<(Option<Named>, Option<Named>, u64)> {
    let mut cells = Vec::new();
    let bodies = || report.bodies.iter().filter(|body| body.listed);
    let named = |id: &str, title: &Words| Named { id: id.to_owned(), title: title.clone() };
    let mut left = report.counts.by_class.fault;
    for duty in &report.duties {
        for body in bodies() {
            let mut own = report.counts.table.iter();
            let own = own.find(|cell| cell.duty == duty.id && cell.body == body.id);
            let Some(own) = own.filter(|own| own.concerned || own.present) else { continue };
            let count = own.findings.total();
            left = left.saturating_sub(count);
            let (duty, body) = (named(&duty.id, &duty.title), named(&body.id, &body.title));
            cells.push((Some(duty), Some(body), count));
        }
    }
    for body in bodies() {
        let count = body.outside.total();
        left = left.saturating_sub(count);
        cells.push((None, Some(named(&body.id, &body.title)), count));
    }
    // Names that only the log has may be those of persons: they are not told.
    cells.push((None, None, left));
    cells
}

fn kept(report: &Report) -> Vec<Kept> {
    let share = |duty: Option<Named>, verdicts: Verdicts| {
        let judged = verdicts.judged();
        (judged >= ENOUGH).then(|| {
            // Nobody shall learn from a share that fewer than five were missed.
            let kept = verdicts.met.min(judged - (LEAST - 1));
            Kept { duty, about: judged / 10 * 10, at_least: kept * 20 / judged * 5 }
        })
    };
    let duties = report.duties.iter().filter_map(|duty| {
        let named = Named { id: duty.id.clone(), title: duty.title.clone() };
        share(Some(named), duty.verdicts)
    });
    share(None, report.verdicts).into_iter().chain(duties).collect()
}
