//! The audit from beginning to end: match, group into cases, judge, count, add up.

use std::collections::HashSet;

use super::bodies::Bodies;
use super::book::Book;
use super::facts::{Asked, Facts, Unclear, followers};
use super::frequency;
use super::keep::Keeper;
use super::matching::fold;
use super::options::Options;
use super::outcome::Audit;
use super::persons::Persons;
use super::seen::Seen;
use super::sights::{Sights, sights};
use super::sorted::Sorted;
use super::{measures, quality, signals, summary, waivers};
use crate::finding::{About, Rule, Severity};
use crate::log::Reading;
use crate::model::Model;
use crate::model::deadline::end_of;
use crate::model::docs::Ties;
use crate::model::resolve::{DutyId, Prohibited};
use crate::text::lang::{number, s};
use crate::text::{Words, say};

/// Judges what was read against a model.
///
/// `severity` gives each rule the severity that the set has chosen, or nothing if it is off.
pub fn run(
    model: &Model,
    reading: Reading,
    options: &Options,
    severity: &(dyn Fn(&'static Rule) -> Option<Severity> + Sync),
) -> Audit {
    let audit = examine(model, &reading, options, severity);
    Audit { inputs: reading.inputs, ..audit }
}

/// Judges what was read and leaves it for the next time; the audit doesn't name its files.
pub fn examine(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &(dyn Fn(&'static Rule) -> Option<Severity> + Sync),
) -> Audit {
    judge_all(model, reading, options, severity, None)
}

/// The same, and writes down what was seen of the model's rules.
pub fn observe(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &(dyn Fn(&'static Rule) -> Option<Severity> + Sync),
    seen: &Seen,
) -> Audit {
    judge_all(model, reading, options, severity, Some(seen))
}

fn judge_all(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &(dyn Fn(&'static Rule) -> Option<Severity> + Sync),
    seen: Option<&Seen>,
) -> Audit {
    let (begins, newest) = reading.events.span().unzip();
    let zone = &model.zone;
    let range = options.period.as_ref().map(|p| (zone.start(p.from), end_of(p.until, zone)));
    let named = options.as_of.or(range.map(|(_, until)| until)).or(newest);
    // Where no event has a time, there is nothing that an instant could change.
    let as_of = named.unwrap_or(0);
    let first_day = begins.map(|ms| zone.day(ms));
    let firsts = reading.events.firsts();
    let mut facts = Facts {
        model,
        bodies: Bodies::new(model),
        as_of,
        first_day: match (reading.covers_from, first_day) {
            (Some(covers), Some(first)) => Some(covers.min(first)),
            (covers, first) => covers.or(first),
        },
        lenient: reading.ties == Ties::Lenient,
        persons: Persons::new(model, reading, &options.token_key),
        rejected: reading.rejects.iter().map(|reject| reject.case).filter(|c| c.0 > 0).collect(),
        unclear: Unclear::default(),
        filled: filled(reading, &firsts),
        followers: followers(model),
        asked: Asked::all(model),
        seen,
        prohibited: model.prohibited.iter().map(folded).collect(),
        reading,
    };
    // An open list leaves room for other work: what it doesn't list is only worth knowing.
    let chosen = |rule: &'static Rule| {
        let severity = severity(rule)?;
        let severity = signals::severity(rule, &model.signals).unwrap_or(severity);
        let open = !model.closed && rule.id == super::rules::NOT_LISTED.id;
        Some(if open { Severity::Note } else { severity })
    };
    let today = zone.day(as_of);
    let waive = |rule: &'static Rule, about: About<'_>, print| {
        let mut own = model.waivers.iter();
        own.position(|own| own.holds(today) && own.covers(rule.id, about, print))
    };
    let keeper = Keeper::new(&model.id, options.keep, &chosen, &waive);
    let mut book = Book::new(model, keeper, range, as_of, options);

    let sorted = Sorted::new(&firsts, newest, &mut facts, &mut book);
    let Sights { frequencies, patterns, tally, signals, duty_cases } =
        sights(&sorted, &facts, &mut book);
    book.settle(model);
    let period = options.period.as_ref().map(|period| period.name.as_str());
    frequencies.judge(&facts, &mut book);
    let seen: HashSet<DutyId> = duty_cases.keys().copied().collect();
    frequency::silent(&seen, period, &facts, &mut book);
    quality::all(&facts, &mut book, period);
    signals.judge(&facts, &mut book, period);
    let mut measures = measures::all(tally, &facts, &mut book, period);
    waivers::judge(&facts, &mut book, period.is_none());

    let mut notes = notes(&facts, sorted.after);
    notes.extend(patterns.judge(&facts, &mut book));
    notes.extend(waivers::ending(&facts, &book));
    let counted = summary::Counted { cases: duty_cases, present: sorted.present };
    let tables = summary::tables(&facts, &book, &counted);
    summary::place(&mut measures, &tables.bodies, &facts);
    let (mut kept, due, due_count) = book.close();
    Audit {
        period: options.period.clone(),
        as_of: named,
        begins,
        cases: sorted.cases.len() as u64,
        events: sorted.order.len() as u64,
        ledger: sorted.ledger,
        verdicts: tables.verdicts,
        obligations: tables.obligations,
        duties: tables.duties,
        bodies: tables.bodies,
        measures,
        findings: kept.findings,
        more: kept.more,
        waivers: waivers::used(&facts, &mut kept.waived),
        by_rule: kept.by_rule,
        due,
        due_count,
        due_days: options.due_days,
        notes,
        inputs: Vec::new(),
    }
}

/// What shows a prohibited act, as texts of the log are compared.
fn folded(act: &Prohibited) -> (Vec<String>, Vec<String>) {
    let all =
        |texts: &[String]| texts.iter().map(|text| fold(text)).filter(|t| !t.is_empty()).collect();
    (all(&act.keywords), all(&act.codes))
}

/// Fields that have a value anywhere in an input, by the first event of each profile.
fn filled(reading: &Reading, firsts: &[Option<usize>]) -> HashSet<(u32, u16)> {
    let mut filled = HashSet::new();
    for event in firsts.iter().flatten().filter_map(|first| reading.events.get(*first)) {
        let values = super::matching::values_of(&event, reading);
        filled.extend(values.iter().map(|(field, _)| (event.row.input, *field)));
    }
    filled
}

fn notes(facts: &Facts<'_>, after: u64) -> Vec<Words> {
    let mut notes = Vec::new();
    if facts.model.bodies.is_empty() {
        notes.push(Words::fixed(
            "there is no roster: bodies that the log does not mention can't be seen",
            "没有名册：日志中未出现的单位无从发现",
        ));
    }
    if after > 0 {
        let at = facts.when(facts.as_of);
        let (rows, s) = (number(after), s(after));
        notes.push(say!("left out {rows} row{s} later than {at}", "有{rows}行晚于{at}，未计入"));
    }
    if facts.reading.events.is_empty() {
        notes.push(Words::fixed("the log has no event", "日志中没有任何记录"));
    }
    notes
}
