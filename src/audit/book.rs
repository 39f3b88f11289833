//! Where judging writes down what it found: verdicts by obligation and body, findings, due dates.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use foldhash::fast::FixedState;

use super::bodies::BodyIndex;
use super::keep::{Keeper, Offered};
use super::options::Options;
use super::outcome::{Counts, DueItem, Kind, Verdict};
use super::pages::Pages;
use crate::finding::{About, Class, Finding, Rule};
use crate::model::resolve::{DutyId, StepId};
use crate::model::{Model, Moment, Zone};
use crate::text::Words;

/// Why a log can't tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// A condition hangs on a value that the log doesn't have.
    Condition,
    /// The case began before the log did.
    BeforeLog,
    /// A row of the case can't be read.
    Rejected,
    /// A row of the case may belong to several duties.
    Ambiguous,
    /// The case has it on a day when the duty was not in force.
    NotInForce,
    /// Only days are known, and both answers are possible.
    DayOnly,
    /// The deadline can't be reckoned, and why (English, Chinese).
    Reckoning(Box<(String, String)>),
    /// The log has no column for the field.
    NoField,
    /// The log names no person.
    NoPerson,
    /// The log names no body that the roster has.
    NoBody,
    /// The kind of the person isn't known.
    NoKind,
    /// The window began before the log did.
    WindowBeforeLog,
    /// What makes it due happens outside the log.
    Outside,
}

impl Reason {
    /// The reason in words.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Condition => Words::fixed(
                "a condition hangs on a value that the log does not have",
                "条件所依据的字段在日志中没有取值",
            ),
            Self::BeforeLog => {
                Words::fixed("the case began before the log does", "该案件早于日志起点")
            }
            Self::Rejected => {
                Words::fixed("a row of the case can't be read", "该案件有一行无法读取")
            }
            Self::Ambiguous => Words::fixed(
                "a row of the case may belong to several duties",
                "该案件有一行可能属于多个责任事项",
            ),
            Self::NotInForce => Words::fixed(
                "it was done on a day when the duty was not in force",
                "办理当日该事项不在有效期内",
            ),
            Self::DayOnly => Words::fixed(
                "only the day is known, and either answer is possible",
                "只知日期，两种结论都有可能",
            ),
            Self::Reckoning(why) => Words::made(why.0.clone(), why.1.clone()),
            Self::NoField => Words::fixed("the log has no column for it", "日志中没有对应的列"),
            Self::NoPerson => Words::fixed("the log names no person", "日志未注明人员"),
            Self::NoBody => {
                Words::fixed("the log names no body of the roster", "日志未注明名册内的单位")
            }
            Self::NoKind => Words::fixed("the kind of the person is not known", "人员类别不明"),
            Self::WindowBeforeLog => {
                Words::fixed("the period began before the log does", "该周期早于日志起点")
            }
            Self::Outside => {
                Words::fixed("what makes it due happens outside the log", "触发情形发生在日志之外")
            }
        }
    }
}

/// Which obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Obligation {
    pub(super) duty: DutyId,
    pub(super) step: Option<StepId>,
    pub(super) kind: Kind,
}

/// A verdict and when it came true; nothing for what is still open.
#[derive(Clone, Debug)]
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    pub(super) at: Option<i64>,
    pub(super) reason: Option<Reason>,
}

impl Ruling {
    pub(super) fn new(verdict: Verdict, at: i64) -> Self {
        Self { verdict, at: Some(at), reason: None }
    }

    pub(super) fn not_due() -> Self {
        Self { verdict: Verdict::NotDue, at: None, reason: None }
    }

    pub(super) fn cannot_tell(reason: Reason, at: i64) -> Self {
        Self { verdict: Verdict::CannotTell, at: Some(at), reason: Some(reason) }
    }
}

/// What one obligation came to.
#[derive(Default)]
pub(super) struct Page {
    pub(super) by_body: Vec<Counts>,
    pub(super) reasons: BTreeMap<Reason, u64>,
}

impl Page {
    pub(super) fn of_body(&mut self, body: BodyIndex) -> Option<&mut Counts> {
        let at = body.0 as usize;
        if self.by_body.len() <= at {
            self.by_body.resize(at + 1, Counts::default());
        }
        self.by_body.get_mut(at)
    }

    /// Adds what was written down elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        if self.by_body.len() < other.by_body.len() {
            self.by_body.resize(other.by_body.len(), Counts::default());
        }
        for (own, more) in self.by_body.iter_mut().zip(other.by_body) {
            own.merge(more);
        }
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
    }
}

/// The period that a report is of, as its first and last millisecond; nothing if it is all of time.
#[derive(Clone, Copy)]
pub(super) struct Span(Option<(i64, i64)>);

impl Span {
    /// Whether something that came true at an instant belongs to it.
    pub(super) fn has(self, at: Option<i64>) -> bool {
        match (self.0, at) {
            (Some((from, until)), Some(at)) => (from..=until).contains(&at),
            _ => true,
        }
    }

    /// Whether it is all of time.
    pub(super) fn is_all(self) -> bool {
        self.0.is_none()
    }
}

/// The moment that was put into words last: most findings of a case are told of the same one.
#[derive(Default)]
pub(super) struct Told(Option<Moment>, String);

impl Told {
    /// A moment as people write it.
    pub(super) fn of(&mut self, moment: Moment, zone: &Zone) -> &str {
        if self.0 != Some(moment) {
            self.1.clear();
            zone.write_moment(moment, &mut self.1);
            self.0 = Some(moment);
        }
        &self.1
    }
}

/// What was found so far.
pub(super) struct Book<'a> {
    pages: Pages,
    keeper: Keeper<'a>,
    span: Span,
    as_of: i64,
    /// The last millisecond of what falls due, and how much of it is listed.
    due_until: i64,
    due_listed: usize,
    due: BinaryHeap<DueItem>,
    due_count: u64,
    /// A moment in words, kept while somebody is told of it.
    pub(super) told: Told,
    /// Findings by duty and body.
    pub(super) findings: HashMap<(Option<DutyId>, BodyIndex), [u64; 3], FixedState>,
}

impl<'a> Book<'a> {
    pub(super) fn new(
        model: &Model,
        keeper: Keeper<'a>,
        range: Option<(i64, i64)>,
        as_of: i64,
        options: &Options,
    ) -> Self {
        let due_until = as_of.saturating_add(i64::from(options.due_days) * 86_400_000);
        Self::blank(Pages::new(model), keeper, Span(range), as_of, (due_until, options.due_listed))
    }

    fn blank(
        pages: Pages,
        keeper: Keeper<'a>,
        span: Span,
        as_of: i64,
        (due_until, due_listed): (i64, usize),
    ) -> Self {
        Self {
            pages,
            keeper,
            span,
            as_of,
            due_until,
            due_listed,
            due: BinaryHeap::new(),
            due_count: 0,
            told: Told::default(),
            findings: HashMap::default(),
        }
    }

    /// A book for other cases of the same audit, to be merged into this one.
    pub(super) fn fork(&self) -> Self {
        let due = (self.due_until, self.due_listed);
        Self::blank(self.pages.blank(), self.keeper.fork(), self.span, self.as_of, due)
    }

    /// Adds what was written down of other cases. It makes no difference which cases were in which
    /// book: counts are sums, and of findings and due dates the first of all of them are kept.
    pub(super) fn merge(&mut self, other: Self) {
        self.pages.merge(other.pages);
        self.keeper.merge(other.keeper);
        self.due_count += other.due_count;
        self.due.extend(other.due);
        while self.due.len() > self.due_listed {
            self.due.pop();
        }
        #[expect(clippy::iter_over_hash_type, reason = "a sum has no order")]
        for (whose, counts) in other.findings {
            let own = self.findings.entry(whose).or_default();
            for (own, more) in own.iter_mut().zip(counts) {
                *own += more;
            }
        }
    }

    /// Begins with an occurrence of a duty for which a body answers. Returns whether verdicts of
    /// [idle](crate::model::resolve::Step::is_idle) steps that it lacks may be left to
    /// [`Book::settle`]; not so where it counts when they came true.
    pub(super) fn begin(&mut self, duty: DutyId, body: BodyIndex) -> bool {
        if self.span.is_all() {
            self.pages.begin(duty, body);
        }
        self.span.is_all()
    }

    /// Writes down, for every occurrence of a duty, that its idle steps were not owed where nothing
    /// else was said of them.
    pub(super) fn settle(&mut self, model: &Model) {
        self.pages.settle(model);
    }

    /// Whether something that came true at an instant belongs to the period.
    pub(super) fn within(&self, at: Option<i64>) -> bool {
        self.span.has(at)
    }

    /// The period.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Writes a verdict down.
    pub(super) fn rule(&mut self, obligation: Obligation, body: BodyIndex, ruling: &Ruling) {
        if !self.within(ruling.at) {
            return;
        }
        let Some(page) = self.pages.get_mut(obligation) else { return };
        if let Some(counts) = page.of_body(body) {
            counts.add(ruling.verdict);
        }
        if let Some(reason) = &ruling.reason {
            match page.reasons.get_mut(reason) {
                Some(count) => *count += 1,
                None => drop(page.reasons.insert(reason.clone(), 1)),
            }
        }
    }

    /// Writes down a verdict of cases that all went the same way, for the whole of time.
    pub(super) fn rule_often(
        &mut self,
        obligation: Obligation,
        body: BodyIndex,
        verdict: Verdict,
        cases: u64,
    ) {
        let page = self.pages.get_mut(obligation).and_then(|page| page.of_body(body));
        if let Some(counts) = page.filter(|_| cases > 0) {
            counts.0[verdict as usize] += cases;
        }
    }

    /// Reports a finding that came true at an instant; nothing for what concerns the log as a
    /// whole. Returns whether a waiver covers it.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        about: About<'_>,
        (duty, body): (Option<DutyId>, BodyIndex),
        at: Option<i64>,
        build: impl FnOnce() -> Finding,
    ) -> bool {
        if !self.within(at) {
            return false;
        }
        let offered = self.keeper.offer(rule, about, || {
            let mut finding = build();
            finding.came_true = at.or(finding.came_true);
            finding
        });
        // The tables show faults alone: a clue or a signal stands against nobody.
        if let Offered::Counted(severity, Class::Fault) = offered {
            let counts = self.findings.entry((duty, body)).or_default();
            if let Some(count) = counts.get_mut(severity as usize) {
                *count += 1;
            }
        }
        offered == Offered::Waived
    }

    /// How many findings a waiver covers.
    pub(super) fn covered(&self, waiver: usize) -> u64 {
        self.keeper.covered(waiver)
    }

    /// Notes what falls due after as-of.
    pub(super) fn falls_due(&mut self, due: i64, item: impl FnOnce() -> DueItem) {
        if due <= self.as_of || due > self.due_until {
            return;
        }
        self.due_count += 1;
        if self.due.len() < self.due_listed || self.due.peek().is_some_and(|last| due <= last.due) {
            self.due.push(item());
            if self.due.len() > self.due_listed {
                self.due.pop();
            }
        }
    }

    /// What an obligation came to.
    pub(super) fn page(&self, obligation: Obligation) -> Option<&Page> {
        self.pages.get(obligation)
    }

    /// The totals of an obligation.
    pub(super) fn counts(&self, obligation: Obligation) -> Counts {
        let mut counts = Counts::default();
        for own in self.page(obligation).into_iter().flat_map(|page| &page.by_body) {
            counts.merge(*own);
        }
        counts
    }

    /// Gives up the findings and the due dates.
    pub(super) fn close(self) -> (super::keep::Kept, Vec<DueItem>, u64) {
        (self.keeper.close(), self.due.into_sorted_vec(), self.due_count)
    }
}
