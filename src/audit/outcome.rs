//! What an audit comes to. Reports are made from this and from nothing else.

use crate::finding::{Finding, Fingerprint, Rule};
use crate::log::Input;
use crate::model::Day;
use crate::model::resolve::{DutyId, StepId};
use crate::model::waiver::Waiver;
use crate::text::Words;

/// What an obligation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Done, in time.
    Met,
    /// Done, and too late.
    Late,
    /// What was owed is absent and was due: the step, its evidence, its second person, its order
    /// or its restraint.
    Missing,
    /// Still open, and not due yet.
    NotDue,
    /// The log can't tell.
    CannotTell,
    /// Accepted as an exception.
    Waived,
    /// Not owed in this case.
    NotApplicable,
    /// A relation that nothing in this case calls for. It says nothing about the work.
    Vacuous,
}

impl Verdict {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Late,
        Self::Missing,
        Self::NotDue,
        Self::CannotTell,
        Self::Waived,
        Self::NotApplicable,
        Self::Vacuous,
    ];

    /// The code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::NotDue => "not-due",
            Self::CannotTell => "cannot-tell",
            Self::Waived => "waived",
            Self::NotApplicable => "not-applicable",
            Self::Vacuous => "vacuous",
        }
    }

    /// The word that people read.
    pub const fn words(self) -> Words {
        match self {
            Self::Met => Words::fixed("met", "已履行"),
            Self::Late => Words::fixed("late", "超期"),
            Self::Missing => Words::fixed("missing", "缺失"),
            Self::NotDue => Words::fixed("not due", "未到期"),
            Self::CannotTell => Words::fixed("cannot tell", "无法判定"),
            Self::Waived => Words::fixed("waived", "已豁免"),
            Self::NotApplicable => Words::fixed("not applicable", "不适用"),
            Self::Vacuous => Words::fixed("vacuous", "未触发"),
        }
    }
}

/// How many obligations got which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub [u64; 8]);

impl Counts {
    /// Counts one.
    pub fn add(&mut self, verdict: Verdict) {
        self.0[verdict as usize] += 1;
    }

    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }

    /// How many got a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.0[verdict as usize]
    }

    /// Met, late and missing: what could be judged and was due.
    pub fn judged(&self) -> u64 {
        self.of(Verdict::Met) + self.of(Verdict::Late) + self.of(Verdict::Missing)
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// What kind of obligation was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A step is done, in time if it has a deadline.
    Done,
    /// A step comes after those it must follow.
    Order,
    /// A step is not done too early.
    NotBefore,
    /// A step is not done too often.
    AtMost,
    /// A step follows another with nothing between them.
    Immediately,
    /// Of several steps one, some or all are done: a group, by number.
    Group(u8),
    /// A forbidden step is not done.
    Restraint,
    /// Who does a step, and with what: one demand of it, by number.
    Demand(u8),
    /// A hand-over is accepted.
    Acceptance,
    /// A relation between steps, by number.
    Relation(u16),
    /// A trigger is followed by the duty, by number.
    Trigger(u8),
    /// A frequency is reached, by number.
    Frequency(u8),
    /// A duty that outside events make due has any record at all.
    Record,
}

/// One obligation and what it came to over all cases.
#[derive(Clone, Debug)]
pub struct ObligationCount {
    /// Stable name: `PP-03.register`, `PP-03.register/order`, `RTF-02/sent-within-90-days`.
    pub name: String,
    /// The duty.
    pub duty: DutyId,
    /// The step, if it concerns one.
    pub step: Option<StepId>,
    /// What kind.
    pub kind: Kind,
    /// What it asks, in words.
    pub title: Words,
    /// Only counted: never a finding, and no part of the totals.
    pub counted: bool,
    /// What it came to.
    pub counts: Counts,
    /// Why the log could not tell, and how often.
    pub reasons: Vec<(Words, u64)>,
}

/// A body, in the roster or only in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyCount {
    /// Its id in the roster, or what the log calls it. Empty: the log names none.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// Whether the roster has it.
    pub listed: bool,
    /// What its obligations came to, by duty (index into [`Audit::duties`]).
    pub by_duty: Vec<Cell>,
    /// Findings that concern no duty, such as work outside the list: errors, warnings, notes.
    pub other: [u64; 3],
}

/// One body and one duty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether the log has an event of them, or an obligation was judged.
    pub present: bool,
    /// Whether the body holds or supports the duty.
    pub concerned: bool,
    /// What the obligations came to.
    pub counts: Counts,
    /// Findings by severity: errors, warnings, notes.
    pub findings: [u64; 3],
}

/// A duty as the report shows it.
#[derive(Clone, Debug)]
pub struct DutyCount {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// What its obligations came to.
    pub counts: Counts,
    /// Findings by severity: errors, warnings, notes.
    pub findings: [u64; 3],
    /// Cases with an event of it.
    pub cases: u64,
}

/// rows read = judged + out of list + ignored + rejected
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows of data in all logs.
    pub read: u64,
    /// Rows of which something was judged under a duty.
    pub judged: u64,
    /// Rows that no duty covers.
    pub out_of_list: u64,
    /// Rows left out by a rule, a period, or because they record no step.
    pub ignored: u64,
    /// Rows that can't be read.
    pub rejected: u64,
    /// Why rows were left out, and how many for each reason; adds up to `ignored`.
    pub ignored_by: Vec<(Words, u64)>,
    /// Why rows can't be read.
    pub rejected_by: Vec<(Words, u64)>,
}

impl Ledger {
    /// Whether the identity holds.
    pub fn adds_up(&self) -> bool {
        self.read == self.judged + self.out_of_list + self.ignored + self.rejected
            && self.ignored == self.ignored_by.iter().map(|(_, rows)| rows).sum::<u64>()
    }
}

/// A span of time with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As it was asked for, such as `2026-W07`.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// A measure and what it came to.
#[derive(Clone, Debug)]
pub struct MeasureCount {
    /// The duty.
    pub duty: DutyId,
    /// The step, if it is one alone.
    pub step: Option<StepId>,
    /// What people call it.
    pub title: Words,
    /// `on-time`, `done`, `covered`, `accepted`, `interval`, `ratio` or `repeated`.
    pub kind: &'static str,
    /// The share to be reached, in percent.
    pub target: Option<f64>,
    /// Whether the target must not be exceeded.
    pub at_most: bool,
    /// With a smaller denominator it is shown and never a finding.
    pub least: u64,
    /// Of an interval: from where it runs, and what the percentile must not exceed.
    pub interval: Option<IntervalOf>,
    /// Of a ratio: the step below the line.
    pub per: Option<StepId>,
    /// Over all bodies.
    pub all: Share,
    /// By body: index into [`Audit::bodies`].
    pub by_body: Vec<(usize, Share)>,
}

/// What an interval is measured from, and its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntervalOf {
    /// `DUTY.step` from which the time runs, or the duty from whose start it does.
    pub from: String,
    /// The percentile.
    pub percentile: u32,
    /// What it must not exceed, in milliseconds.
    pub target: Option<i64>,
}

impl MeasureCount {
    /// Whether a share of this measure reaches its target; nothing without one, or where there is
    /// too little to tell.
    pub fn reached(&self, share: Share) -> Option<bool> {
        if share.denominator < self.least {
            return None;
        }
        if let Some(interval) = &self.interval {
            return share.value.zip(interval.target).map(|(value, target)| value <= target);
        }
        let reached = |(percent, target): (f64, f64)| {
            if self.at_most { percent <= target } else { percent >= target }
        };
        share.percent().zip(self.target).map(reached)
    }
}

/// A share, never without its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Counted.
    pub numerator: u64,
    /// Out of so many.
    pub denominator: u64,
    /// Beside them: those of which the log can't tell.
    pub cannot_tell: u64,
    /// Of intervals: the percentile, in milliseconds. The parts are then the intervals that keep the
    /// target, all without one, out of all.
    pub value: Option<i64>,
}

impl Share {
    /// In percent; nothing without a denominator.
    #[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
    pub fn percent(self) -> Option<f64> {
        (self.denominator > 0).then(|| self.numerator as f64 * 100.0 / self.denominator as f64)
    }
}

/// A share in percent as people see it, to one decimal. One that misses its target is never rounded
/// to it: 94.96 is not 95, and 10.04 is not 10.
pub fn shown_percent(percent: f64, target: Option<f64>, at_most: bool) -> f64 {
    let rounded = (percent * 10.0).round() / 10.0;
    match target {
        Some(target) if !at_most && percent < target && rounded >= target => {
            (percent * 10.0).floor() / 10.0
        }
        Some(target) if at_most && percent > target && rounded <= target => {
            (percent * 10.0).ceil() / 10.0
        }
        _ => rounded,
    }
}

/// An open obligation and when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueItem {
    /// When, in milliseconds since 1970-01-01T00:00Z.
    pub due: i64,
    /// The duty's id.
    pub duty: String,
    /// The step's id.
    pub step: String,
    /// The case.
    pub case: String,
    /// The body's id.
    pub body: String,
}

/// Findings beyond those kept in full.
#[derive(Clone, Debug)]
pub struct More {
    /// The rule.
    pub rule: &'static Rule,
    /// The duty's id; empty if it concerns none.
    pub duty: String,
    /// How many are not shown in full.
    pub count: u64,
    /// Their identities, sorted.
    pub fingerprints: Vec<Fingerprint>,
}

/// What a waiver covers.
#[derive(Clone, Debug, Default)]
pub struct Covered {
    /// How many findings.
    pub count: u64,
    /// Those that are not kept in full, sorted.
    pub beyond: Vec<Fingerprint>,
}

/// A waiver and what became of it.
#[derive(Clone, Debug)]
pub struct WaiverUse {
    /// The waiver.
    pub waiver: Waiver,
    /// Whether it has ended, holds, or has not begun.
    pub state: Term,
    /// Days that are left of it, the day of as-of not counted; nothing unless it holds.
    pub left: Option<u64>,
    /// What it covers.
    pub covered: Covered,
}

/// Where the day of as-of lies to the term of a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Before its first day.
    Before,
    /// Within.
    Holds,
    /// After its last day.
    Ended,
}

/// What an audit comes to.
#[derive(Debug)]
pub struct Audit {
    /// The period that was asked for.
    pub period: Option<Period>,
    /// The instant as of which verdicts hold; nothing if none was named and no event has a time.
    pub as_of: Option<i64>,
    /// The oldest instant of the log; nothing if the log has no event.
    pub begins: Option<i64>,
    /// Cases with an event.
    pub cases: u64,
    /// Events, wide rows unfolded.
    pub events: u64,
    /// The files.
    pub inputs: Vec<Input>,
    /// The ledger.
    pub ledger: Ledger,
    /// Verdicts over all obligations but those that are only counted.
    pub verdicts: Counts,
    /// Every obligation, in the order of the lists.
    pub obligations: Vec<ObligationCount>,
    /// Every duty, in the order of the lists.
    pub duties: Vec<DutyCount>,
    /// Bodies: those of the roster in its order, then others by name.
    pub bodies: Vec<BodyCount>,
    /// Measures, in the order of the lists.
    pub measures: Vec<MeasureCount>,
    /// Findings kept in full, by severity, rule, body, case.
    pub findings: Vec<Finding>,
    /// Findings beyond those.
    pub more: Vec<More>,
    /// The set's waivers, in the order of the documents.
    pub waivers: Vec<WaiverUse>,
    /// How many findings each rule has, those beyond included and those waived not; sorted by rule.
    pub by_rule: Vec<(&'static Rule, crate::finding::Severity, u64)>,
    /// What falls due within seven days of as-of, soonest first; at most 500.
    pub due: Vec<DueItem>,
    /// How many fall due within seven days.
    pub due_count: u64,
    /// Days ahead of as-of within which they fall.
    pub due_days: u32,
    /// What a reader must know: no roster, no calendar, rows after the period.
    pub notes: Vec<Words>,
}

impl Audit {
    /// Findings by severity: errors, warnings, notes.
    pub fn severities(&self) -> [u64; 3] {
        let mut counts = [0; 3];
        for (_, severity, count) in &self.by_rule {
            counts[*severity as usize] += count;
        }
        counts
    }
}
