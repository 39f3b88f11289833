//! Cases that went the same way: what a relation without times came to in one of them it comes to
//! in all of them.
//!
//! A log has many cases and few ways in which they go. A relation that asks for no time, value or
//! likeness hangs on nothing but the order of events, which of them are at one instant, and where
//! among them the duty ended; so that is what a variant is here.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::Head;
use crate::audit::book::Book;
use crate::audit::case::Case;
use crate::audit::facts::Facts;
use crate::audit::outcome::Verdict;
use crate::model::resolve::{DutyId, Relation};

/// So many variants are remembered; a log with more of them is one whose cases differ.
const MOST: usize = 1 << 12;

/// What relations came to in the cases of each variant.
#[derive(Default)]
pub(super) struct Variants {
    known: HashMap<Box<[u32]>, Vec<Option<Came>>, FixedState>,
    key: Vec<u32>,
}

/// What a relation came to, as far as it is the same in every case of a variant.
#[derive(Clone, Copy)]
pub(super) enum Came {
    /// Nothing was asked of the case.
    Beside,
    /// This, and for a fault the activation that shows it.
    To(Verdict, Option<u32>),
}

impl Relation {
    /// Whether it hangs on the order of events alone.
    fn is_timeless(&self) -> bool {
        self.deadline.is_none()
            && self.when.is_none()
            && self.same.is_empty()
            && self.different.is_empty()
    }
}

impl Variants {
    /// What is known of relations in cases that went like this one, by the relation's number over
    /// all duties; nothing if the case can't be compared with others.
    pub(super) fn of(
        &mut self,
        case: &Case<'_>,
        heads: &[Head],
        facts: &Facts<'_>,
        book: &Book<'_>,
    ) -> Option<&mut Vec<Option<Came>>> {
        // In a period it counts when something came true; and a test wants to see all conditions.
        let apart = !book.span().is_all() || facts.seen.is_some();
        if apart
            || case.rejected
            || facts.unclear.touches(case)
            || !self.describe(case, heads, facts)
        {
            return None;
        }
        let room = self.known.len() < MOST;
        let key = self.key.as_slice();
        if !self.known.contains_key(key) {
            if !room {
                return None;
            }
            let relations = facts.model.duties.iter().map(|duty| duty.relations.len()).sum();
            self.known.insert(key.into(), vec![None; relations]);
        }
        self.known.get_mut(key)
    }

    /// Puts into the key how a case went. Returns whether its events are in one order only.
    fn describe(&mut self, case: &Case<'_>, heads: &[Head], facts: &Facts<'_>) -> bool {
        self.key.clear();
        let mut before = None;
        for done in case.events {
            let at = done.at.start;
            let tied = before == Some(at);
            if done.at.is_day() || tied && case.lenient {
                return false;
            }
            let what = match done.step {
                Some(step) => u32::from(step.0),
                None => u32::from(done.duty.0) | 1 << 16,
            };
            self.key.push(what << 1 | u32::from(tied));
            before = Some(at);
        }
        self.key.push(u32::from(before == Some(facts.as_of)));
        for head in heads {
            // Where among the events it ended, and whether with one of them.
            let ended = head.ended.map_or(0, |ended| {
                let until = case.events.partition_point(|done| done.at.start <= ended);
                let last = until.checked_sub(1).and_then(|last| case.events.get(last));
                let with = last.is_some_and(|done| done.at.start == ended);
                u32::try_from(until).unwrap_or(u32::MAX >> 2) << 1 | u32::from(with) | 1 << 31
            });
            self.key.push(u32::from(head.duty.0) << 1 | u32::from(head.before_log));
            self.key.push(ended);
        }
        true
    }
}

/// What a relation came to, if it comes to the same in every case of its variant.
pub(super) fn lasting(relation: &Relation, verdict: Verdict, seen: Option<u32>) -> Option<Came> {
    let tells = verdict != Verdict::CannotTell;
    (relation.is_timeless() && tells).then_some(Came::To(verdict, seen))
}

/// A number for each relation of each duty.
pub(super) fn numbered(facts: &Facts<'_>) -> impl Iterator<Item = (DutyId, usize)> {
    let duties = (0u16..).map(DutyId).zip(&facts.model.duties);
    duties.scan(0, |next, (duty, listed)| {
        let first = *next;
        *next += listed.relations.len();
        Some((duty, first))
    })
}
