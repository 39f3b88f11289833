//! The audit from beginning to end: match, group into cases, judge, count, add up.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::bodies::{Bodies, BodyIndex};
use super::book::{Book, Reason};
use super::case::{Case, Done};
use super::facts::{Facts, Unclear};
use super::frequency::{self, Frequencies};
use super::keep::Keeper;
use super::matching::{Match, Matcher, fold};
use super::measures::Tally;
use super::options::Options;
use super::outcome::{Audit, Ledger};
use super::patterns::Patterns;
use super::persons::Persons;
use super::seen::Seen;
use super::signals::{self, Signals};
use super::{judge, measures, outside, quality, summary};
use crate::finding::{Rule, Severity};
use crate::log::{Reading, Symbol};
use crate::model::Model;
use crate::model::deadline::end_of;
use crate::model::docs::Ties;
use crate::model::resolve::{DutyId, Prohibited, StepId};
use crate::text::{Words, say};

/// Judges what was read against a model.
///
/// `severity` gives each rule the severity that the set has chosen, or nothing if it is off.
pub fn run(
    model: &Model,
    reading: Reading,
    options: &Options,
    severity: &dyn Fn(&'static Rule) -> Option<Severity>,
) -> Audit {
    let audit = examine(model, &reading, options, severity);
    Audit { inputs: reading.inputs, ..audit }
}

/// Judges what was read and leaves it for the next time; the audit doesn't name its files.
pub fn examine(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &dyn Fn(&'static Rule) -> Option<Severity>,
) -> Audit {
    judge_all(model, reading, options, severity, None)
}

/// The same, and writes down what was seen of the model's rules.
pub fn observe(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &dyn Fn(&'static Rule) -> Option<Severity>,
    seen: &Seen,
) -> Audit {
    judge_all(model, reading, options, severity, Some(seen))
}

fn judge_all(
    model: &Model,
    reading: &Reading,
    options: &Options,
    severity: &dyn Fn(&'static Rule) -> Option<Severity>,
    seen: Option<&Seen>,
) -> Audit {
    let begins = reading.events.iter().map(|event| event.at.start).min();
    let newest = reading.events.iter().map(|event| event.at.start).max();
    let zone = &model.zone;
    let range = options.period.as_ref().map(|p| (zone.start(p.from), end_of(p.until, zone)));
    let as_of = options.as_of.or(range.map(|(_, until)| until)).or(newest).unwrap_or(0);
    let first_day = begins.map(|ms| zone.day(ms));
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
        filled: filled(reading),
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
    let keeper = Keeper::new(&model.id, options.keep, &chosen);
    let mut book = Book::new(keeper, range, as_of, options);

    let sorted = sort(&mut facts, &mut book);
    let mut frequencies = Frequencies::new(&facts);
    let mut patterns = Patterns::new(&facts);
    let mut tally = Tally::new(&facts);
    let mut signals = Signals::new(&facts);
    let mut cases = 0;
    let mut duty_cases: HashMap<DutyId, u64> = HashMap::new();
    let mut buffer: Vec<(StepId, u32)> = Vec::new();
    for group in sorted.done.chunk_by(|a, b| a.0 == b.0) {
        // The chunk is stored beside its case's name; what is judged are the events alone.
        let events: Vec<Done> = group.iter().map(|(_, done)| *done).collect();
        let Some((name, _)) = group.first() else {
            continue;
        };
        let rejected = facts.rejected.contains(name);
        let case = Case::new(*name, &events, facts.lenient, rejected, buffer);
        judge::case(&case, &facts, &mut book);
        frequencies.see(&case, &facts);
        patterns.see(&case, &facts);
        tally.see(&case, &facts, &book);
        signals.see(&case, &facts);
        for done in case.events {
            outside::boundaries(done, &facts, &mut book);
        }
        let mut duties: Vec<DutyId> = case.events.iter().map(|done| done.duty).collect();
        duties.sort_unstable();
        duties.dedup();
        for duty in duties {
            if let Some(seen) = seen {
                model.steps_of(duty).for_each(|step| seen.saw_step(step, case.count(step) > 0));
            }
            *duty_cases.entry(duty).or_default() += 1;
        }
        cases += 1;
        buffer = case.into_buffer();
    }
    let period = options.period.as_ref().map(|period| period.name.as_str());
    frequencies.judge(&facts, &mut book);
    let seen: HashSet<DutyId> = duty_cases.keys().copied().collect();
    frequency::silent(&seen, period, &facts, &mut book);
    quality::all(&facts, &mut book, period);
    signals.judge(&facts, &mut book, period);
    let mut measures = measures::all(tally, &facts, &mut book, period);

    let mut notes = notes(&facts, sorted.after);
    notes.extend(patterns.judge(&facts, &mut book));
    let present: HashSet<(DutyId, BodyIndex)> =
        sorted.done.iter().map(|(_, done)| (done.duty, done.body)).collect();
    let events = sorted.done.len() as u64;
    let counted = summary::Counted { cases: duty_cases, present };
    let tables = summary::tables(&facts, &book, &counted);
    summary::place(&mut measures, &tables.bodies, &facts);
    let (kept, due, due_count) = book.close();
    Audit {
        period: options.period.clone(),
        as_of,
        begins,
        cases,
        events,
        ledger: sorted.ledger,
        verdicts: tables.verdicts,
        obligations: tables.obligations,
        duties: tables.duties,
        bodies: tables.bodies,
        measures,
        findings: kept.findings,
        more: kept.more,
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

/// Fields that have a value anywhere in an input.
fn filled(reading: &Reading) -> HashSet<(u32, u16)> {
    let mut filled = HashSet::new();
    for event in &reading.events {
        let values = super::matching::values_of(event, reading);
        filled.extend(values.iter().map(|(field, _)| (event.row.input, *field)));
    }
    filled
}

/// Events that belong to a duty, grouped by case and in order within it; and where each row went.
struct Sorted {
    done: Vec<(Symbol, Done)>,
    ledger: Ledger,
    /// Rows after as-of.
    after: u64,
}

/// Where a row went; the first that applies to one of its events counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    After,
    Outside,
    Judged,
}

fn sort(facts: &mut Facts<'_>, book: &mut Book<'_>) -> Sorted {
    let reading = facts.reading;
    let mut matcher = Matcher::new(facts.model);
    let mut done: Vec<(Symbol, Done)> = Vec::with_capacity(reading.events.len());
    let mut fates = [0u64; 3];
    let mut row = None;
    for (at, event) in (0u32..).zip(&reading.events) {
        let fate = if event.at.start > facts.as_of {
            Fate::After
        } else {
            let body = facts.bodies.find(event.body, &reading.strings);
            outside::prohibited(event, body, facts, book);
            match matcher.find(event, reading) {
                Match::Duty(duty, step) if outside::in_force(event, body, duty, facts, book) => {
                    done.push((event.case, Done { duty, step, at: event.at, body, event: at }));
                    Fate::Judged
                }
                Match::Duty(duty, step) => {
                    let step = step.into_iter();
                    facts.unclear.note(event.case, duty, step, &Reason::NotInForce);
                    Fate::Outside
                }
                found => {
                    if let Match::Ambiguous(duties) = &found {
                        for duty in duties {
                            let steps = matcher.steps_named(event, reading, *duty);
                            facts.unclear.note(event.case, *duty, steps, &Reason::Ambiguous);
                        }
                    }
                    outside::unmatched(event, body, &found, &matcher, facts, book);
                    Fate::Outside
                }
            }
        };
        row = match row {
            Some((id, best)) if id == event.row => Some((id, fate.max(best))),
            before => {
                close_row(before, &mut fates);
                Some((event.row, fate))
            }
        };
    }
    close_row(row, &mut fates);
    let [after, outside, judged] = fates;
    let ledger = ledger(reading, judged, outside, after);
    let mut done = group(done, reading);
    if !facts.lenient {
        return Sorted { done, ledger, after };
    }
    // Equal instants prove no order; the step's place in the standard decides how they are shown,
    // so that the order of the file makes no difference.
    let key = |(_, own): &(Symbol, Done)| (own.at, own.duty, own.step, own.body);
    for case in done.chunk_by_mut(|a, b| a.0 == b.0) {
        case.sort_by(|a, b| {
            key(a).cmp(&key(b)).then_with(|| content(a, facts).cmp(&content(b, facts)))
        });
    }
    Sorted { done, ledger, after }
}

/// What an event says beyond when, what and by whom: the last resort for an order.
fn content<'r>((_, done): &(Symbol, Done), facts: &Facts<'r>) -> Vec<&'r str> {
    let event = facts.event(done);
    let mut all: Vec<&str> = facts.persons(done).iter().map(|p| facts.text(*p)).collect();
    all.extend([event.target, event.area, event.text].map(|symbol| facts.text(symbol)));
    let values = super::matching::values_of(event, facts.reading);
    all.extend(values.iter().map(|(_, value)| facts.text(*value)));
    all
}

fn close_row(row: Option<(crate::log::RowId, Fate)>, fates: &mut [u64; 3]) {
    if let Some((_, fate)) = row
        && let Some(count) = fates.get_mut(fate as usize)
    {
        *count += 1;
    }
}

/// Groups events by case in the order of first appearance and orders them by instant and file.
fn group(done: Vec<(Symbol, Done)>, reading: &Reading) -> Vec<(Symbol, Done)> {
    const NEW: u32 = u32::MAX;
    let mut number = vec![NEW; reading.strings.len()];
    let mut sizes: Vec<u32> = Vec::new();
    for (case, _) in &done {
        let Some(own) = number.get_mut(case.0 as usize) else {
            continue;
        };
        if *own == NEW {
            *own = u32::try_from(sizes.len()).unwrap_or(NEW);
            sizes.push(0);
        }
        if let Some(size) = sizes.get_mut(*own as usize) {
            *size += 1;
        }
    }
    let mut done = done;
    let of = |case: Symbol| number.get(case.0 as usize).copied().unwrap_or(NEW);
    let ordered = |a: &(Symbol, Done), b: &(Symbol, Done)| {
        (of(a.0), a.1.at.start, a.1.event) <= (of(b.0), b.1.at.start, b.1.event)
    };
    if !done.is_sorted_by(ordered) {
        done.sort_by_key(|(case, own)| (of(*case), own.at.start, own.event));
    }
    done
}

fn ledger(reading: &Reading, judged: u64, out_of_list: u64, after: u64) -> Ledger {
    let mut reasons: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut add = |reason: &Words, rows: u64| {
        if rows > 0 {
            *reasons.entry((reason.en.to_string(), reason.zh.to_string())).or_default() += rows;
        }
    };
    for ignored in &reading.ignored {
        add(&ignored.reason, ignored.rows);
    }
    let empty = Words::fixed("no step is recorded in the row", "该行未记录任何环节");
    add(&empty, reading.rows_without_events);
    let later = Words::fixed("after the instant of the audit", "晚于审计时点");
    add(&later, after);
    let ignored_by: Vec<(Words, u64)> =
        reasons.into_iter().map(|((en, zh), rows)| (Words::made(en, zh), rows)).collect();
    let ledger = Ledger {
        read: reading.rows,
        judged,
        out_of_list,
        ignored: ignored_by.iter().map(|(_, rows)| rows).sum(),
        rejected: reading.rejects.len() as u64,
        ignored_by,
        rejected_by: rejected_by(reading),
    };
    debug_assert!(ledger.adds_up(), "{ledger:?}");
    ledger
}

/// Why rows can't be read, by column.
fn rejected_by(reading: &Reading) -> Vec<(Words, u64)> {
    let mut reasons: BTreeMap<Words, u64> = BTreeMap::new();
    for reject in &reading.rejects {
        let (column, reason) = (&reject.column, &reject.reason);
        let words = if column.is_empty() {
            reason.clone()
        } else {
            say!("column `{column}`: {reason}", "列`{column}`：{reason}", reason: reason)
        };
        *reasons.entry(words).or_default() += 1;
    }
    reasons.into_iter().collect()
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
        notes.push(say!(
            "{after} row(s) are later than {at} and were left out",
            "有{after}行晚于{at}，未计入"
        ));
    }
    if facts.reading.events.is_empty() {
        notes.push(Words::fixed("the log has no event", "日志中没有任何记录"));
    }
    notes
}
