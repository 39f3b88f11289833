//! The moving window of a model over the events of one key.

use crate::audit::case::Done;
use crate::audit::facts::Facts;
use crate::log::Symbol;
use crate::model::Moment;
use crate::model::deadline::{self, Due, Reckoning};
use crate::model::resolve::Pattern;

/// An event that counts, and the case it is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) done: Done,
    pub(super) case: Symbol,
    /// Its place in the case.
    pub(super) order: u32,
}

/// The events of one key by what they count for: `of`, each `with`, and last all of `without`.
pub(super) struct Roles {
    lists: Vec<Vec<Hit>>,
}

/// A window that is a hit.
pub(super) struct Clue {
    /// When it opens.
    pub(super) opens: Moment,
    /// Its last instant.
    pub(super) ends: i64,
    /// When it came true.
    pub(super) at: i64,
    /// Everything that counts in it, in order, with what it counts for.
    pub(super) hits: Vec<(usize, Hit)>,
}

impl Roles {
    pub(super) fn of(pattern: &Pattern) -> Self {
        Self { lists: vec![Vec::new(); pattern.with.len() + 2] }
    }

    pub(super) fn add(&mut self, role: usize, hit: Hit) {
        if let Some(list) = self.lists.get_mut(role) {
            list.push(hit);
        }
    }

    /// Puts everything in an order that no order of rows or cases changes.
    pub(super) fn sort(&mut self, facts: &Facts<'_>) {
        for list in &mut self.lists {
            list.sort_by_cached_key(|hit| order(hit, facts));
        }
    }

    /// Every hit, from the earliest on; returns how many windows can't be reckoned.
    pub(super) fn hits(
        &self,
        pattern: &Pattern,
        facts: &Facts<'_>,
        see: &mut dyn FnMut(Clue),
    ) -> u64 {
        let Some((without, wanted)) = self.lists.split_last() else { return 0 };
        let mut openings: Vec<Moment> = wanted.iter().flatten().map(|hit| hit.done.at).collect();
        openings.sort_unstable();
        openings.dedup();
        let mut unreckoned = 0;
        let mut next = 0;
        while let Some(opens) = openings.get(next).copied() {
            next += 1;
            let Some(due) = end(opens, pattern, facts) else {
                unreckoned += 1;
                continue;
            };
            let window = Window { opens, due, facts };
            let needs = |role: usize| match role {
                0 => pattern.at_least,
                with => pattern.with.get(with - 1).map_or(1, |counted| counted.at_least),
            } as usize;
            let enough =
                wanted.iter().enumerate().all(|(role, list)| window.count(list) >= needs(role));
            if !enough || window.may_hold(without) {
                continue;
            }
            let completed = wanted.iter().enumerate().filter_map(|(role, list)| {
                window.within(list).nth(needs(role) - 1).map(|hit| hit.done.at.start)
            });
            let at = completed.max().unwrap_or(opens.start);
            let mut hits: Vec<(usize, Hit)> = Vec::new();
            for (role, list) in wanted.iter().enumerate() {
                hits.extend(window.within(list).map(|hit| (role, *hit)));
            }
            hits.sort_by_cached_key(|(role, hit)| (order(hit, facts), *role));
            see(Clue { opens, ends: due.earliest, at, hits });
            let behind = openings.partition_point(|at| at.start <= due.earliest);
            next = next.max(behind);
        }
        unreckoned
    }
}

/// What orders events of one key: when, the case by its name, the place in it.
fn order(hit: &Hit, facts: &Facts<'_>) -> (Moment, String, u32) {
    (hit.done.at, facts.text(hit.case).to_owned(), hit.order)
}

/// Where a window ends that opens at a moment.
fn end(opens: Moment, pattern: &Pattern, facts: &Facts<'_>) -> Option<Due> {
    match facts.plain(opens, pattern.within, false) {
        Reckoning::Due(due) => Some(due),
        Reckoning::Unjudged | Reckoning::Unknown(_) => None,
    }
}

/// One window over sorted events.
struct Window<'w> {
    opens: Moment,
    due: Due,
    facts: &'w Facts<'w>,
}

impl Window<'_> {
    /// Events that begin in the window.
    fn begun<'h>(&self, list: &'h [Hit]) -> &'h [Hit] {
        let from = list.partition_point(|hit| hit.done.at.start < self.opens.start);
        let until = list.partition_point(|hit| hit.done.at.start <= self.due.earliest);
        list.get(from..until).unwrap_or_default()
    }

    /// Events that lie in the window for certain.
    fn within<'h>(&self, list: &'h [Hit]) -> impl Iterator<Item = &'h Hit> {
        let last = self.due.earliest;
        self.begun(list).iter().filter(move |hit| hit.done.at.end() <= last)
    }

    /// How many they are, without looking at each: of those that begin in the window only those of
    /// its last day may end behind it, if no more than the day is known.
    fn count(&self, list: &[Hit]) -> usize {
        let begun = self.begun(list);
        let zone = &self.facts.model.zone;
        let day = zone.day(self.due.earliest);
        if deadline::end_of(day, zone) <= self.due.earliest {
            return begun.len();
        }
        begun.len() - days_of(begun, zone.start(day)).len()
    }

    /// Whether one of some events may lie in the window.
    fn may_hold(&self, list: &[Hit]) -> bool {
        let zone = &self.facts.model.zone;
        let next = list.partition_point(|hit| hit.done.at.start < self.opens.start);
        let begins = list.get(next).is_some_and(|hit| hit.done.at.start <= self.due.latest);
        // Of one on the day of the opening no more may be known than that day.
        begins || !days_of(list, zone.start(zone.day(self.opens.start))).is_empty()
    }
}

/// Events of which no more is known than that they are of the day that begins at an instant.
fn days_of(list: &[Hit], midnight: i64) -> &[Hit] {
    let from =
        list.partition_point(|hit| (hit.done.at.start, hit.done.at.is_day()) < (midnight, true));
    let until = list.partition_point(|hit| hit.done.at.start <= midnight);
    list.get(from..until).unwrap_or_default()
}
