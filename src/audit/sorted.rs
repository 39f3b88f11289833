//! Events that belong to a duty, grouped by case; and where each row went.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::bodies::BodyIndex;
use super::book::{Book, Reason};
use super::case::Done;
use super::facts::Facts;
use super::matching::{Match, Matcher};
use super::outcome::Ledger;
use super::outside;
use crate::log::{Reading, RowId, Symbol};
use crate::model::resolve::{DutyId, StepId};
use crate::text::{Words, say};

/// Events that belong to a duty, grouped by case in the order of first appearance; and where each
/// row went.
pub(super) struct Sorted {
    /// Places of events, case by case, within a case in the order of the file.
    pub(super) order: Vec<u32>,
    /// Each case and where it ends in `order`.
    pub(super) cases: Vec<(Symbol, u32)>,
    /// Duty, step and body of the events that belong to a duty, by their profile.
    done: Vec<Option<(DutyId, Option<StepId>, BodyIndex)>>,
    /// Duties and the bodies that acted on them.
    pub(super) present: HashSet<(DutyId, BodyIndex)>,
    pub(super) ledger: Ledger,
    /// Rows after as-of.
    pub(super) after: u64,
}

/// Where a row went; the first that applies to one of its events counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    After,
    Outside,
    Judged,
}

/// What is known of the events of one profile: what they match, and by which body they are.
struct Known {
    found: Match,
    body: BodyIndex,
    /// They belong to a duty whatever their day and case are.
    always: bool,
}

impl Sorted {
    /// Matches every event, reports what belongs to no duty, and groups the rest.
    pub(super) fn new(facts: &mut Facts<'_>, book: &mut Book<'_>) -> Self {
        let reading = facts.reading;
        let mut matcher = Matcher::new(facts.model);
        let mut known: Vec<Option<Known>> = Vec::new();
        known.resize_with(reading.events.profiles(), || None);
        let mut judged = vec![false; known.len()];
        let mut kept: Vec<u32> = Vec::with_capacity(reading.events.len());
        let mut fates = Fates::default();
        for (at, (start, profile, row)) in (0u32..).zip(reading.events.outlines()) {
            if start > facts.as_of {
                fates.note(row, Fate::After);
                continue;
            }
            let Some(slot) = known.get_mut(profile) else { continue };
            if slot.as_ref().is_some_and(|own| own.always) {
                kept.push(at);
                fates.note(row, Fate::Judged);
                continue;
            }
            let Some(event) = reading.events.get(at as usize) else { continue };
            let own = slot.get_or_insert_with(|| Known {
                found: matcher.find(&event, reading),
                body: facts.bodies.find(event.body, &reading.strings),
                always: false,
            });
            let body = own.body;
            outside::prohibited(&event, body, facts, book);
            let fate = match &own.found {
                Match::Duty(duty, _) if outside::in_force(&event, body, *duty, facts, book) => {
                    kept.push(at);
                    own.always = facts.prohibited.is_empty() && facts.is_always_in_force(*duty);
                    if let Some(judged) = judged.get_mut(profile) {
                        *judged = true;
                    }
                    Fate::Judged
                }
                Match::Duty(duty, step) => {
                    let step = step.iter().copied();
                    facts.unclear.note(event.case, *duty, step, &Reason::NotInForce);
                    Fate::Outside
                }
                found => {
                    if let Match::Ambiguous(duties) = found {
                        for duty in duties {
                            let steps = matcher.steps_named(&event, reading, *duty);
                            facts.unclear.note(event.case, *duty, steps, &Reason::Ambiguous);
                        }
                    }
                    outside::unmatched(&event, body, found, &matcher, facts, book);
                    Fate::Outside
                }
            };
            fates.note(row, fate);
        }
        fates.close();
        let [after, outside, rows_judged] = fates.counts;
        let done: Vec<_> = known
            .iter()
            .zip(judged)
            .map(|(known, judged)| match known.as_ref().filter(|_| judged) {
                Some(Known { found: Match::Duty(duty, step), body, .. }) => {
                    Some((*duty, *step, *body))
                }
                _ => None,
            })
            .collect();
        let present = done.iter().flatten().map(|(duty, _, body)| (*duty, *body)).collect();
        let (order, cases) = group(kept, reading);
        let ledger = ledger(reading, rows_judged, outside, after);
        Self { order, cases, done, present, ledger, after }
    }

    /// Puts the events of some cases together, case by case. Those of a case lie far apart, and when
    /// they are fetched for many cases at once, a processor waits for several of them at a time.
    pub(super) fn portion(&self, numbers: Range<usize>, facts: &Facts<'_>, into: &mut Portion) {
        let before = |number: usize| number.checked_sub(1).and_then(|last| self.cases.get(last));
        let first = before(numbers.start).map_or(0, |(_, end)| *end);
        let last = before(numbers.end).map_or(0, |(_, end)| *end);
        let own = self.order.get(first as usize..last as usize).unwrap_or_default();
        let events = &facts.reading.events;
        into.events.clear();
        into.events.extend(own.iter().map(|&event| {
            let at = event as usize;
            match self.done.get(events.profile(at)) {
                Some(&Some((duty, step, body))) => {
                    Done { duty, step, at: events.moment(at), body, event }
                }
                _ => unreachable!("what is grouped belongs to a duty"),
            }
        }));
        let cases = self.cases.get(numbers).unwrap_or_default();
        into.cases.clear();
        into.cases.extend(cases.iter().map(|(name, end)| (*name, end - first)));
    }
}

/// The events of some cases.
#[derive(Default)]
pub(super) struct Portion {
    events: Vec<Done>,
    /// Each case and where it ends in `events`.
    cases: Vec<(Symbol, u32)>,
}

impl Portion {
    /// Calls `see` with each case and its events, in order.
    pub(super) fn each(&mut self, facts: &Facts<'_>, mut see: impl FnMut(Symbol, &[Done])) {
        let mut start = 0;
        for (name, end) in &self.cases {
            let own = self.events.get_mut(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            arrange(own, facts);
            see(*name, own);
        }
    }
}

/// Puts the events of a case in order.
fn arrange(events: &mut [Done], facts: &Facts<'_>) {
    if !facts.lenient {
        if !events.is_sorted_by_key(|done| done.at.start) {
            events.sort_by_key(|done| done.at.start);
        }
        return;
    }
    // Equal instants prove no order; the step's place in the standard decides how they are
    // shown, so that the order of the file makes no difference.
    let key = |own: &Done| (own.at, own.duty, own.step, own.body);
    if !events.is_sorted_by(|a, b| key(a) < key(b)) {
        events.sort_by(|a, b| {
            key(a).cmp(&key(b)).then_with(|| content(a, facts).cmp(&content(b, facts)))
        });
    }
}

/// What an event says beyond when, what and by whom: the last resort for an order.
fn content<'r>(done: &Done, facts: &Facts<'r>) -> Vec<&'r str> {
    let event = facts.event(done);
    let mut all: Vec<&str> = facts.persons(done).iter().map(|p| facts.text(*p)).collect();
    all.extend([event.target, event.area, event.text].map(|symbol| facts.text(symbol)));
    let values = super::matching::values_of(&event, facts.reading);
    all.extend(values.iter().map(|(_, value)| facts.text(*value)));
    all
}

/// Counts rows by their fate.
#[derive(Default)]
struct Fates {
    row: Option<(RowId, Fate)>,
    counts: [u64; 3],
}

impl Fates {
    fn note(&mut self, id: RowId, fate: Fate) {
        match &mut self.row {
            Some((own, best)) if *own == id => *best = fate.max(*best),
            _ => {
                self.close();
                self.row = Some((id, fate));
            }
        }
    }

    fn close(&mut self) {
        if let Some((_, fate)) = self.row.take()
            && let Some(count) = self.counts.get_mut(fate as usize)
        {
            *count += 1;
        }
    }
}

/// Groups events by case in the order of first appearance; each group stays in the order of the file.
fn group(kept: Vec<u32>, reading: &Reading) -> (Vec<u32>, Vec<(Symbol, u32)>) {
    const NEW: u32 = u32::MAX;
    let mut number = vec![NEW; reading.strings.len()];
    let mut cases: Vec<(Symbol, u32)> = Vec::new();
    let mut ordered = true;
    let mut last = 0;
    for &event in &kept {
        let case = reading.events.case(event as usize);
        let Some(own) = number.get_mut(case.0 as usize) else { continue };
        if *own == NEW {
            *own = u32::try_from(cases.len()).unwrap_or(NEW);
            cases.push((case, 0));
        }
        ordered &= *own >= last;
        last = *own;
        if let Some((_, size)) = cases.get_mut(*own as usize) {
            *size += 1;
        }
    }
    let mut end = 0;
    for (_, size) in &mut cases {
        end += *size;
        *size = end;
    }
    if ordered {
        return (kept, cases);
    }
    // Where the next event of each case goes.
    let mut next = number;
    let mut begin = 0;
    for (case, end) in &cases {
        if let Some(next) = next.get_mut(case.0 as usize) {
            *next = std::mem::replace(&mut begin, *end);
        }
    }
    let mut order = vec![0; kept.len()];
    for event in kept {
        let case = reading.events.case(event as usize);
        let Some(next) = next.get_mut(case.0 as usize) else { continue };
        if let Some(place) = order.get_mut(*next as usize) {
            *place = event;
        }
        *next += 1;
    }
    (order, cases)
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
