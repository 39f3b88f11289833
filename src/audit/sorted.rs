//! Events that belong to a duty, grouped by case; and where each row went.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::bodies::BodyIndex;
use super::book::{Book, Reason};
use super::case::Done;
use super::facts::Facts;
use super::matching::{Match, Matcher};
use super::outcome::Ledger;
use super::outside;
use crate::log::{Event, Events, Reading, RowId, Symbol};
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
    /// Some of them are judged.
    judged: bool,
}

/// What is known of each profile.
struct Profiles<'m> {
    matcher: Matcher<'m>,
    known: Vec<Option<Known>>,
    /// Its events belong to a duty whatever their day and case are.
    always: Vec<bool>,
}

impl<'m> Profiles<'m> {
    fn new(firsts: &[Option<usize>], facts: &mut Facts<'m>) -> Self {
        let mut own = Self {
            matcher: Matcher::new(facts.model),
            known: Vec::new(),
            always: vec![false; firsts.len()],
        };
        own.known.resize_with(firsts.len(), || None);
        // No row matters that comes after the instant of the audit.
        let first = |at: &Option<usize>| facts.reading.events.get((*at)?);
        let firsts: Vec<_> = firsts.iter().map(first).collect();
        for (profile, event) in firsts.iter().enumerate() {
            let Some(event) = event.as_ref().filter(|own| own.at.start <= facts.as_of) else {
                continue;
            };
            let known = own.known(profile, event, facts);
            let always = matches!(&known.found, Match::Duty(duty, _)
                if facts.prohibited.is_empty() && facts.is_always_in_force(*duty));
            known.judged = always;
            if let Some(own) = own.always.get_mut(profile) {
                *own = always;
            }
        }
        own
    }

    /// What is known of the profile of an event.
    fn known(&mut self, profile: usize, event: &Event, facts: &mut Facts<'m>) -> &mut Known {
        let Self { matcher, known, .. } = self;
        if known.len() <= profile {
            known.resize_with(profile + 1, || None);
        }
        known[profile].get_or_insert_with(|| Known {
            found: matcher.find(event, facts.reading),
            body: facts.bodies.find(event.body, &facts.reading.strings),
            judged: false,
        })
    }

    /// Where an event goes; reports it if it belongs to no duty.
    fn fate(
        &mut self,
        profile: usize,
        event: &Event,
        facts: &mut Facts<'m>,
        book: &mut Book<'_>,
    ) -> Fate {
        let known = self.known(profile, event, facts);
        let body = known.body;
        outside::prohibited(event, body, facts, book);
        match &known.found {
            Match::Duty(duty, _) if outside::in_force(event, body, *duty, facts, book) => {
                known.judged = true;
                return Fate::Judged;
            }
            Match::Duty(duty, step) => {
                facts.unclear.note(event.case, *duty, step.iter().copied(), &Reason::NotInForce);
                return Fate::Outside;
            }
            _ => {}
        }
        let Self { matcher, known, .. } = self;
        if let Some(Some(Known { found, .. })) = known.get(profile) {
            if let Match::Ambiguous(duties) = found {
                for duty in duties {
                    let steps = matcher.steps_named(event, facts.reading, *duty);
                    facts.unclear.note(event.case, *duty, steps, &Reason::Ambiguous);
                }
            }
            outside::unmatched(event, body, found, matcher, facts, book);
        }
        Fate::Outside
    }

    /// Duty, step and body of the events that are judged, by their profile.
    fn done(&self) -> Vec<Option<(DutyId, Option<StepId>, BodyIndex)>> {
        let done = |known: &Option<Known>| match known {
            Some(Known { found: Match::Duty(duty, step), body, judged: true }) => {
                Some((*duty, *step, *body))
            }
            _ => None,
        };
        self.known.iter().map(done).collect()
    }
}

impl Sorted {
    /// Matches every event, reports what belongs to no duty, and groups the rest. `firsts` are the
    /// first events of each profile, `newest` is when the last of all began.
    pub(super) fn new(
        firsts: &[Option<usize>],
        newest: Option<i64>,
        facts: &mut Facts<'_>,
        book: &mut Book<'_>,
    ) -> Self {
        let reading = facts.reading;
        let mut profiles = Profiles::new(firsts, facts);
        let mut fates = Fates::of(reading);
        let mut left_out: Vec<u32> = Vec::new();
        let in_time = newest.is_none_or(|newest| newest <= facts.as_of);
        if !in_time || !profiles.always.iter().all(|always| *always) {
            for (at, (start, profile)) in (0u32..).zip(reading.events.outlines()) {
                let in_time = start <= facts.as_of;
                if in_time && profiles.always.get(profile).copied().unwrap_or_default() {
                    continue;
                }
                let Some(event) = reading.events.get(at as usize) else { continue };
                let fate =
                    if in_time { profiles.fate(profile, &event, facts, book) } else { Fate::After };
                if fate != Fate::Judged {
                    left_out.push(at);
                }
                fates.note(event.row, fate);
            }
        }
        let (rows_judged, outside, after) = fates.close();
        let done = profiles.done();
        let present = done.iter().flatten().map(|(duty, _, body)| (*duty, *body)).collect();
        let (order, cases) = group(&left_out, reading);
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

/// Counts rows by their fate. What is not noted of is judged.
struct Fates<'r> {
    events: &'r Events,
    /// The row that was noted last, how many of its events, and the fate that applies first.
    row: Option<(RowId, usize, Fate)>,
    outside: u64,
    after: u64,
}

impl<'r> Fates<'r> {
    fn of(reading: &'r Reading) -> Self {
        Self { events: &reading.events, row: None, outside: 0, after: 0 }
    }

    fn note(&mut self, id: RowId, fate: Fate) {
        match &mut self.row {
            Some((own, noted, best)) if *own == id => {
                *noted += 1;
                *best = fate.max(*best);
            }
            _ => {
                self.end_row();
                self.row = Some((id, 1, fate));
            }
        }
    }

    fn end_row(&mut self) {
        let Some((row, noted, fate)) = self.row.take() else { return };
        if fate == Fate::Judged || noted < self.events.count_in(row) {
            return;
        }
        *(if fate == Fate::After { &mut self.after } else { &mut self.outside }) += 1;
    }

    /// The rows that are judged, outside of the list, and too late.
    fn close(mut self) -> (u64, u64, u64) {
        self.end_row();
        let (outside, after) = (self.outside, self.after);
        (self.events.rows() as u64 - outside - after, outside, after)
    }
}

/// Groups events by case in the order of first appearance; each group stays in the order of the file.
fn group(left_out: &[u32], reading: &Reading) -> (Vec<u32>, Vec<(Symbol, u32)>) {
    let all = u32::try_from(reading.events.len()).unwrap_or(u32::MAX);
    let begins = std::iter::once(0).chain(left_out.iter().map(|at| at + 1));
    let ends = left_out.iter().copied().chain([all]);
    let kept = || begins.clone().zip(ends.clone()).map(|(begin, end)| begin..end);
    let cases_of = |kept: &Range<u32>| reading.events.cases(kept.start as usize..kept.end as usize);
    // How many events each case has, and then where the next of them goes.
    let mut next = vec![0u32; reading.strings.len()];
    let mut cases: Vec<(Symbol, u32)> = Vec::new();
    let (mut ordered, mut last) = (true, Symbol::default());
    for case in kept().flat_map(|kept| cases_of(&kept)) {
        let Some(size) = next.get_mut(case.0 as usize) else { continue };
        if *size == 0 {
            cases.push((case, 0));
        } else {
            ordered &= case == last;
        }
        *size += 1;
        last = case;
    }
    let mut end = 0;
    for (case, own) in &mut cases {
        let Some(size) = next.get_mut(case.0 as usize) else { continue };
        let begin = end;
        end += std::mem::replace(size, begin);
        *own = end;
    }
    if ordered {
        return (kept().flatten().collect(), cases);
    }
    let mut order = vec![0; end as usize];
    for kept in kept() {
        for (event, case) in kept.clone().zip(cases_of(&kept)) {
            let Some(next) = next.get_mut(case.0 as usize) else { continue };
            if let Some(place) = order.get_mut(*next as usize) {
                *place = event;
            }
            *next += 1;
        }
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
