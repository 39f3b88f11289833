//! A report for one body: its own findings, and those of the bodies under it.

use std::collections::HashSet;

use super::terminal::NoMatch;
use super::wire::{
    AnswerCounts, Body, ByClass, BySeverity, Cell, Change, Duty, Finding, Pairs, Past, PastPart,
    Prints, Report, RuleInfo, State, Verdicts,
};
use crate::finding::Class;
use crate::text::{Words, did_you_mean, nearest, say};

/// What of a report concerns a body, named by its id or what people call it, and the bodies under it.
///
/// Counts are those of these bodies alone. Cases, rows and files stay those of the whole log, and the
/// report says so. What only counts over all bodies together is left out.
///
/// # Errors
///
/// The report has no such body.
pub fn of_body(report: &Report, name: &str) -> Result<Report, NoMatch> {
    let called = |body: &&Body| body.id == name || body.title.en == name || body.title.zh == name;
    let body = report.bodies.iter().find(called).ok_or_else(|| none(report, name))?;
    let own = below(report, &body.id);
    let has = |id: Option<&str>| id.is_some_and(|id| own.contains(id));
    let mine = |finding: &&Finding| has(finding.body.as_deref());
    let findings: Vec<Finding> = report.findings.iter().filter(mine).cloned().collect();
    let mut narrow = report.clone();
    narrow.options.audience = Some("body".to_owned());
    narrow.options.unit = Some(body.id.clone());
    narrow.bodies.retain(|body| own.contains(body.id.as_str()));
    narrow.resolved.retain(|finding| mine(&finding));
    narrow.remaining.retain(|finding| mine(&finding));
    narrow.due.retain(|item| own.contains(item.body.as_str()));
    narrow.due_count = narrow.due.len() as u64;
    narrow.measures.retain(|measure| has(measure.body.as_deref()));
    narrow.obligations.clear();
    let counts = &mut narrow.counts;
    counts.table.retain(|cell| own.contains(cell.body.as_str()));
    counts.by_body.0.retain(|(body, _)| own.contains(body.as_str()));
    let of = |duty: &Duty| -> Vec<&Cell> {
        let cells = report.counts.table.iter();
        cells.filter(|cell| cell.duty == duty.id && own.contains(cell.body.as_str())).collect()
    };
    let duties =
        || report.duties.iter().map(|duty| (duty, of(duty))).filter(|(_, own)| !own.is_empty());
    counts.by_duty = duties()
        .map(|(duty, own)| (duty.id.clone(), own.iter().map(|cell| cell.findings.total()).sum()))
        .collect();
    narrow.duties = duties()
        .map(|(duty, own)| Duty {
            verdicts: sum(own.iter().map(|cell| cell.verdicts)),
            ..duty.clone()
        })
        .collect();
    narrow.verdicts = sum(narrow.duties.iter().map(|duty| duty.verdicts));
    counts.by_rule = by_rule(&findings);
    counts.by_severity = BySeverity::default();
    counts.by_class = ByClass::default();
    for finding in findings.iter().filter(|own| !own.waived) {
        counts.by_severity.add(finding.severity);
        *match finding.class {
            Class::Fault => &mut counts.by_class.fault,
            Class::Clue => &mut counts.by_class.clue,
            Class::Signal => &mut counts.by_class.signal,
        } += 1;
    }
    let found = |rule: &RuleInfo| findings.iter().any(|own| own.rule == rule.id);
    narrow.rules.retain(found);
    narrow.history = report.history.iter().map(|past| of_past(past, &own)).collect();
    narrow.change = report.change.as_ref().map(|change| of_change(change, &findings, &narrow));
    narrow.answers = report.answers.as_ref().map(|_| of_answers(&findings));
    if let Some(baseline) = &mut narrow.baseline {
        baseline.known = BySeverity::default();
        findings.iter().filter(|own| own.known).for_each(|own| baseline.known.add(own.severity));
    }
    for own in &mut narrow.waivers {
        let covers = |finding: &&Finding| {
            finding.waiver.as_ref().is_some_and(|waiver| waiver.id == own.waiver.id)
        };
        own.findings = findings.iter().filter(covers).count() as u64;
        own.beyond = Prints::default();
    }
    narrow.waivers.retain(|own| own.findings > 0);
    narrow.findings = findings;
    narrow.more.clear();
    let (en, zh) = (&body.title.en, &body.title.zh);
    narrow.notes = vec![say!(
        "this report is about {en} alone; cases, rows and logs are those of the whole audit",
        "本报告仅涉及{zh}；案件数、行数与日志为全部审计范围"
    )];
    let beyond: u64 = report.more.iter().map(|more| more.count).sum();
    if beyond > 0 {
        narrow.notes.push(say!(
            "{beyond} findings of the whole audit are only counted, and some may be of this body: repeat the audit with a larger `--keep`",
            "全部审计中有{beyond}项问题只计数未列出，其中可能涉及本单位：请以更大的`--keep`重新审计"
        ));
    }
    // A report always has JSON that digests can be taken of.
    drop(narrow.seal());
    Ok(narrow)
}

fn none(report: &Report, name: &str) -> NoMatch {
    let ids = report.bodies.iter().map(|body| body.id.as_str()).filter(|id| !id.is_empty());
    let hint = did_you_mean(
        nearest(name, ids),
        Words::fixed("name a body by its id or title in the roster", "请用名册中的单位编号或名称"),
    );
    NoMatch {
        words: say!("the report has no body `{name}`", "报告中没有单位`{name}`"), hint
    }
}

/// A body and all under it.
fn below<'r>(report: &'r Report, id: &'r str) -> HashSet<&'r str> {
    let mut own = HashSet::from([id]);
    loop {
        let before = own.len();
        for body in &report.bodies {
            if body.parent.as_deref().is_some_and(|parent| own.contains(parent)) {
                own.insert(&body.id);
            }
        }
        if own.len() == before {
            return own;
        }
    }
}

fn sum(all: impl Iterator<Item = Verdicts>) -> Verdicts {
    all.fold(Verdicts::default(), |mut sum, own| {
        sum.merge(own);
        sum
    })
}

fn by_rule(findings: &[Finding]) -> Pairs<u64> {
    let counted = findings.iter().filter(|finding| !finding.waived);
    let mut rules: Vec<&str> = counted.map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    let groups = rules.chunk_by(|a, b| a == b);
    groups.filter_map(|own| Some(((*own.first()?).to_owned(), own.len() as u64))).collect()
}

fn of_past(past: &Past, own: &HashSet<&str>) -> Past {
    let bodies: Vec<PastPart> =
        past.bodies.iter().filter(|part| own.contains(part.id.as_str())).cloned().collect();
    Past {
        period: past.period.clone(),
        as_of: past.as_of.clone(),
        faults: bodies.iter().map(|part| part.faults).sum(),
        verdicts: sum(bodies.iter().map(|part| part.verdicts)),
        duties: Vec::new(),
        bodies,
    }
}

/// Answers to the body's own findings; whose the others are nobody can tell.
fn of_answers(findings: &[Finding]) -> AnswerCounts {
    let mut counts = AnswerCounts::default();
    for answer in findings.iter().filter_map(|own| own.answer.as_ref()) {
        *match answer.state {
            State::Rectified => &mut counts.rectified,
            State::Disputed => &mut counts.disputed,
            State::Open => &mut counts.open,
        } += 1;
        if answer.state == State::Rectified {
            *counts.of(answer.holds) += 1;
        }
    }
    counts
}

fn of_change(change: &Change, findings: &[Finding], narrow: &Report) -> Change {
    let with = |status: &str| {
        findings.iter().filter(|own| own.status.as_deref() == Some(status)).count() as u64
    };
    Change {
        new: with("new"),
        persisting: with("persisting") + narrow.remaining.len() as u64,
        returned: with("returned"),
        resolved: narrow.resolved.len() as u64,
        cannot_tell: 0,
        ..change.clone()
    }
}
