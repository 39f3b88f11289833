//! Every case is judged, by two threads or more, and looked at by what counts across cases.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::book::Book;
use super::case::Case;
use super::facts::Facts;
use super::frequency::Frequencies;
use super::judge::Judge;
use super::measures::Tally;
use super::outside;
use super::patterns::Patterns;
use super::signals::Signals;
use super::sorted::{Portion, Sorted};
use crate::model::resolve::DutyId;

/// Cases that a thread takes at a time.
const PORTION: usize = 1024;

/// What was seen while cases went by, beside what is written in the book.
pub(super) struct Sights<'f> {
    pub(super) frequencies: Frequencies,
    pub(super) patterns: Patterns,
    pub(super) tally: Tally,
    pub(super) signals: Signals<'f>,
    /// Cases with an event of each duty.
    pub(super) duty_cases: HashMap<DutyId, u64>,
}

/// Judges every case and looks at it.
///
/// Cases are judged by several threads, each with a book of its own; which thread judged which case
/// makes no difference to what the books come to together. What counts across cases is seen by one
/// thread alone, in the order of the cases.
pub(super) fn sights<'f>(sorted: &Sorted, facts: &Facts<'f>, book: &mut Book<'_>) -> Sights<'f> {
    let next = AtomicUsize::new(0);
    let portions = sorted.cases.len().div_ceil(PORTION);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, 8);
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(portions))
            .map(|_| {
                let (mut own, next) = (book.fork(), &next);
                scope.spawn(move || {
                    let counts = portions_of(next, sorted, facts, &mut own);
                    (own, counts)
                })
            })
            .collect();
        let mut sights = across(sorted, facts, book);
        let mut counts = portions_of(&next, sorted, facts, book);
        for other in others {
            match other.join() {
                Ok((own, more)) => {
                    book.merge(own);
                    for (all, more) in counts.iter_mut().zip(more) {
                        *all += more;
                    }
                }
                Err(fault) => std::panic::resume_unwind(fault),
            }
        }
        let counted = (0u16..).map(DutyId).zip(counts).filter(|(_, count)| *count > 0);
        sights.duty_cases = counted.collect();
        sights
    })
}

/// Judges portions of cases until there is none left; returns the cases of each duty.
fn portions_of(
    next: &AtomicUsize,
    sorted: &Sorted,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) -> Vec<u64> {
    let mut counts = vec![0; facts.model.duties.len()];
    let mut portion = Portion::default();
    let mut buffer = Vec::new();
    let mut duties: Vec<DutyId> = Vec::new();
    let mut judge = Judge::default();
    loop {
        let begin = next.fetch_add(1, Ordering::Relaxed) * PORTION;
        if begin >= sorted.cases.len() {
            judge.close(book);
            return counts;
        }
        sorted.portion(begin..(begin + PORTION).min(sorted.cases.len()), facts, &mut portion);
        portion.each(facts, |name, events| {
            let rejected = facts.rejected.contains(&name);
            let room = std::mem::take(&mut buffer);
            let case = Case::new(name, events, facts.lenient, rejected, room);
            judge.case(&case, facts, book);
            for done in case.events {
                outside::boundaries(done, facts, book);
            }
            duties.clear();
            duties.extend(case.events.iter().map(|done| done.duty));
            duties.sort_unstable();
            duties.dedup();
            for &duty in &duties {
                if let Some(seen) = facts.seen {
                    let steps = facts.model.steps_of(duty);
                    steps.for_each(|step| seen.saw_step(step, case.count(step) > 0));
                }
                if let Some(count) = counts.get_mut(usize::from(duty.0)) {
                    *count += 1;
                }
            }
            buffer = case.into_buffer();
        });
    }
}

/// Looks at every case for what counts across cases, if the model asks for any of it.
fn across<'f>(sorted: &Sorted, facts: &Facts<'f>, book: &Book<'_>) -> Sights<'f> {
    let mut sights = Sights {
        frequencies: Frequencies::new(facts),
        patterns: Patterns::new(facts),
        tally: Tally::new(facts),
        signals: Signals::new(facts),
        duty_cases: HashMap::new(),
    };
    let idle = sights.frequencies.is_idle()
        && sights.tally.is_idle()
        && facts.model.patterns.is_empty()
        && facts.model.signals.is_empty();
    if idle {
        return sights;
    }
    let mut portion = Portion::default();
    let mut buffer = Vec::new();
    for begin in (0..sorted.cases.len()).step_by(PORTION) {
        sorted.portion(begin..(begin + PORTION).min(sorted.cases.len()), facts, &mut portion);
        portion.each(facts, |name, events| {
            let rejected = facts.rejected.contains(&name);
            let room = std::mem::take(&mut buffer);
            let case = Case::new(name, events, facts.lenient, rejected, room);
            sights.frequencies.see(&case, facts);
            sights.patterns.see(&case, facts);
            sights.tally.see(&case, facts, book);
            sights.signals.see(&case, facts);
            buffer = case.into_buffer();
        });
    }
    sights
}
