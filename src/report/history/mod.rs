//! A report beside the audits before it: what is new, what stayed, what came back, what is gone, and
//! how the numbers went.
//!
//! A finding belongs to the period in which it came true, so the reports of two weeks share none.
//! What became of last week's findings is therefore asked of the whole log as of now, and where
//! that log does not reach back to them the answer is that it can't tell.

mod baseline;
mod earlier;

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

pub use baseline::mark;
pub use earlier::{Earlier, Unfit, read};

use super::wire::{Change, Finding, Past, PastPart, Report};
use crate::log::Reading;
use crate::text::lang::s;
use crate::text::say;

/// What the log says of the time before the period.
pub struct Whole<'r> {
    /// Identities of all that an audit of the whole log as of now finds.
    standing: HashSet<String>,
    /// Duty, step and case of what was done too late.
    late: HashSet<[String; 3]>,
    /// What is found of the log as a whole.
    overall: HashSet<Subject>,
    reading: &'r Reading,
}

impl<'r> Whole<'r> {
    /// From the report of an audit without a period, as of the same instant.
    pub fn of(report: &Report, reading: &'r Reading) -> Self {
        Self {
            standing: identities(report).map(str::to_owned).collect(),
            late: report.findings.iter().filter(|own| own.rule == LATE).map(step).collect(),
            overall: report.findings.iter().filter_map(|own| subject(own, report)).collect(),
            reading,
        }
    }
}

/// The rule by which what was missing and is done after all is too late.
const LATE: &str = crate::audit::rules::STEP_LATE.id;

/// The step of a case that a finding is about.
fn step(finding: &Finding) -> [String; 3] {
    [&finding.duty, &finding.step, &finding.case].map(|own| own.clone().unwrap_or_default())
}

/// What became of an earlier finding that this report does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is as it was.
    Stands,
    /// It is gone.
    Gone,
    /// Its case is gone from a log that covers its time.
    Vanished,
    /// The log has nothing to say of it.
    Unknown,
}

/// Says in a report what became of earlier findings, and gives it its history.
///
/// The newest earlier audit is what it is compared with. Without any the report stays as it is.
///
/// # Errors
///
/// None in practice, see [`super::wire::to_json`].
pub fn compare(
    report: &mut Report,
    earlier: &Earlier,
    whole: &Whole<'_>,
) -> Result<(), serde_json::Error> {
    let Some((newest, older)) = earlier.reports.split_last() else {
        return Ok(());
    };
    let known = Known::of(std::slice::from_ref(newest));
    let before = Known::of(older);
    let now: HashSet<String> = identities(report).map(str::to_owned).collect();
    let overall: HashSet<Subject> =
        report.findings.iter().filter_map(|own| subject(own, report)).collect();
    let mut change = Change {
        period: newest.period.clone(),
        as_of: newest.as_of.clone(),
        result: newest.digests.result.clone(),
        ..Change::default()
    };
    let mut count = |id: &str, subject: Option<&Subject>| {
        let (status, counted) = if known.has(id, subject) {
            ("persisting", &mut change.persisting)
        } else if before.has(id, subject) {
            ("returned", &mut change.returned)
        } else {
            ("new", &mut change.new)
        };
        *counted += 1;
        status.to_owned()
    };
    let subjects: Vec<_> = report.findings.iter().map(|own| subject(own, report)).collect();
    for (finding, subject) in report.findings.iter_mut().zip(&subjects) {
        finding.status = Some(count(&finding.id, subject.as_ref()));
    }
    for id in report.more.iter().flat_map(|more| &more.fingerprints) {
        count(id, None);
    }
    let view = Sight::new(newest, report, whole);
    let mut vanished = 0;
    for finding in newest.findings.iter().chain(&newest.remaining) {
        let own = subject(finding, newest);
        if now.contains(&finding.id) || own.as_ref().is_some_and(|own| overall.contains(own)) {
            continue;
        }
        let fate = match &own {
            // A fault of the log stays in it; a measure or a gap of a period is that period's.
            Some(own) if finding.rule.starts_with("log/") && whole.overall.contains(own) => {
                Fate::Stands
            }
            Some(_) => Fate::Gone,
            None => view.fate(Some(finding), &finding.id),
        };
        match fate {
            Fate::Stands => {
                change.persisting += 1;
                let status = Some("persisting".to_owned());
                report.remaining.push(Finding { status, rows: Vec::new(), ..finding.clone() });
            }
            Fate::Gone => {
                change.resolved += 1;
                let late = whole.late.contains(&step(finding));
                let status = Some(if late { "done-late" } else { "resolved" }.to_owned());
                report.resolved.push(Finding { status, rows: Vec::new(), ..finding.clone() });
            }
            Fate::Vanished => {
                vanished += 1;
                change.cannot_tell += 1;
            }
            Fate::Unknown => change.cannot_tell += 1,
        }
    }
    for id in newest.more.iter().flat_map(|more| &more.fingerprints) {
        if now.contains(&**id) {
            continue;
        }
        match view.fate(None, id) {
            Fate::Stands => change.persisting += 1,
            Fate::Gone => change.resolved += 1,
            Fate::Vanished | Fate::Unknown => change.cannot_tell += 1,
        }
    }
    if vanished > 0 {
        let s = s(vanished);
        report.notes.push(say!(
            "the case of {vanished} earlier finding{s} is no longer in the log, though the log covers its time: ask why its rows are gone",
            "有{vanished}项此前问题所涉案件已不在日志中，而日志涵盖当时：请查明这些行为何不见"
        ));
    }
    report.history = history(earlier, report);
    report.change = Some(change);
    report.seal()
}

/// What a finding about a period as a whole is about: the same from one period to the next.
type Subject = [String; 8];

/// The subject of a finding that says something of the report's period, or of all that it judges,
/// rather than of a case or a window within.
fn subject(finding: &Finding, report: &Report) -> Option<Subject> {
    let whole = finding.case.is_none() && finding.window == report.period;
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    whole.then(|| {
        [
            finding.rule.clone(),
            text(&finding.duty),
            text(&finding.step),
            text(&finding.body),
            text(&finding.person),
            text(&finding.target),
            text(&finding.source),
            finding.cases.join("\n"),
        ]
    })
}

/// What stood when reports were made.
struct Known<'r> {
    identities: HashSet<&'r str>,
    subjects: HashSet<Subject>,
}

impl<'r> Known<'r> {
    fn of(reports: &'r [Report]) -> Self {
        let remaining = |report: &'r Report| report.remaining.iter().map(|own| own.id.as_str());
        let all = reports.iter().flat_map(|report| identities(report).chain(remaining(report)));
        let subjects =
            |report: &'r Report| report.findings.iter().filter_map(move |own| subject(own, report));
        Self { identities: all.collect(), subjects: reports.iter().flat_map(subjects).collect() }
    }

    fn has(&self, id: &str, subject: Option<&Subject>) -> bool {
        self.identities.contains(id) || subject.is_some_and(|own| self.subjects.contains(own))
    }
}

/// Identities of all findings of a report's own period.
fn identities(report: &Report) -> impl Iterator<Item = &str> {
    let kept = report.findings.iter().map(|finding| finding.id.as_str());
    let more = report.more.iter().flat_map(|more| &more.fingerprints);
    let waived = report.waivers.iter().flat_map(|own| &own.beyond);
    kept.chain(more.chain(waived).map(|own| &**own))
}

/// How far the log of this report reaches.
struct Sight<'a> {
    whole: &'a Whole<'a>,
    /// The log reaches back as far as that of the earlier audit.
    covers: bool,
    /// Where it begins, in milliseconds.
    begins: i64,
    /// The first event of each case.
    cases: HashMap<&'a str, i64>,
}

impl<'a> Sight<'a> {
    fn new(newest: &Report, report: &Report, whole: &'a Whole<'a>) -> Self {
        let begins = |report: &Report| report.log.begins.as_deref().and_then(moment);
        let (then, now) = (begins(newest), begins(report));
        let mut cases = HashMap::new();
        for event in whole.reading.events.iter() {
            let name = whole.reading.strings.get(event.case);
            let first = cases.entry(name).or_insert(event.at.start);
            *first = event.at.start.min(*first);
        }
        let covers = now.is_some() && now <= then;
        Self { whole, covers, begins: now.unwrap_or(i64::MAX), cases }
    }

    fn fate(&self, finding: Option<&Finding>, id: &str) -> Fate {
        if self.whole.standing.contains(id) {
            return Fate::Stands;
        }
        let case = finding.and_then(|finding| finding.case.as_deref());
        match case.map(|case| self.cases.get(case)) {
            // A case that begins after the log does is there as a whole.
            Some(Some(first)) if self.covers || *first > self.begins => Fate::Gone,
            Some(None) if self.covers => Fate::Vanished,
            None if self.covers => Fate::Gone,
            _ => Fate::Unknown,
        }
    }
}

/// Milliseconds since 1970 of an instant of a report.
fn moment(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

/// All audits in the order of time, this one as the last; of several for one period the last.
fn history(earlier: &Earlier, report: &Report) -> Vec<Past> {
    let mut periods = BTreeSet::new();
    let mut all: Vec<Past> = Vec::new();
    for own in std::iter::once(report).chain(earlier.reports.iter().rev()) {
        let name = own.period.clone().unwrap_or_else(|| own.as_of.clone());
        if periods.insert(name) {
            all.push(past(own));
        }
    }
    all.reverse();
    all
}

fn past(report: &Report) -> Past {
    let by_duty = |id: &str| report.counts.by_duty.lookup(id).copied().unwrap_or_default();
    let by_body = |id: &str| report.counts.by_body.lookup(id).copied().unwrap_or_default();
    let duties = report.duties.iter().map(|duty| PastPart {
        id: duty.id.clone(),
        faults: by_duty(&duty.id),
        verdicts: duty.verdicts,
    });
    let bodies = report.bodies.iter().map(|body| {
        let mut part =
            PastPart { id: body.id.clone(), faults: by_body(&body.id), ..PastPart::default() };
        for cell in report.counts.table.iter().filter(|cell| cell.body == body.id) {
            part.verdicts.merge(cell.verdicts);
        }
        part
    });
    Past {
        period: report.period.clone(),
        as_of: report.as_of.clone(),
        faults: report.counts.by_class.fault,
        verdicts: report.verdicts,
        duties: duties.collect(),
        bodies: bodies.filter(|part| part.faults > 0 || part.verdicts.judged() > 0).collect(),
    }
}
