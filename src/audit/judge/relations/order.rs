//! Which event of a case comes before which, as far as their times can tell.

use crate::audit::case::Done;

/// An instant and a whole day overlap if the day begins less than this before: the longest civil
/// day, in milliseconds.
const LONGEST: i64 = 90_000_000;

/// The events of a case by the ends of their times. In the order of the file each event has a rank
/// of its own; otherwise its first and last instant, so that a tie is in no order.
#[derive(Clone, Copy)]
pub(super) struct Line<'e> {
    pub(super) events: &'e [Done],
    pub(super) lenient: bool,
    /// How long an event may take: nothing, unless one of the case is known by its day alone.
    pub(super) longest: i64,
    /// The instant as of which verdicts hold.
    pub(super) as_of: i64,
}

impl<'e> Line<'e> {
    pub(super) fn new(events: &'e [Done], lenient: bool, as_of: i64) -> Self {
        // Only where a time is a whole day do events overlap without beginning at once.
        let days = events.iter().any(|done| done.at.is_day());
        Self { events, lenient, longest: if days { LONGEST } else { 0 }, as_of }
    }

    /// The first instant at which an event may have happened.
    pub(super) fn low(self, place: u32) -> i64 {
        if self.lenient {
            self.events.get(place as usize).map_or(i64::MAX, |done| done.at.start)
        } else {
            i64::from(place)
        }
    }

    /// The last one.
    pub(super) fn high(self, place: u32) -> i64 {
        if self.lenient {
            self.events.get(place as usize).map_or(i64::MAX, |done| done.at.end())
        } else {
            i64::from(place)
        }
    }

    /// How far an event's first instant may lie before another that it overlaps.
    pub(super) const fn reach(self) -> i64 {
        if self.lenient { self.longest } else { 0 }
    }

    /// Whether the first of two events came before the second for certain.
    pub(super) fn before(self, first: u32, second: u32) -> bool {
        self.high(first) < self.low(second)
    }

    /// Positions from the first event that may come after another on, in order; some of the first
    /// may lie before it for certain.
    pub(super) fn from(self, place: u32) -> std::ops::Range<u32> {
        let bound = self.low(place) - self.reach();
        let first = if self.lenient {
            self.events.partition_point(|done| done.at.start < bound)
        } else {
            place as usize
        };
        u32::try_from(first).unwrap_or(u32::MAX)..self.count()
    }

    /// Positions of all events that begin after another has ended, in order.
    pub(super) fn after(self, place: u32) -> std::ops::Range<u32> {
        self.until(place).end..self.count()
    }

    /// Positions of all events that begin no later than another ends, in order.
    pub(super) fn until(self, place: u32) -> std::ops::Range<u32> {
        let bound = self.high(place);
        let end = if self.lenient {
            self.events.partition_point(|done| done.at.start <= bound)
        } else {
            place as usize + 1
        };
        0..u32::try_from(end).unwrap_or(u32::MAX)
    }

    fn count(self) -> u32 {
        u32::try_from(self.events.len()).unwrap_or(u32::MAX)
    }

    /// The end of the first event, of some given in order, that comes after another for certain:
    /// what begins later is cut off from that other.
    pub(super) fn cut_after(
        self,
        place: u32,
        others: impl Iterator<Item = u32>,
    ) -> Option<(u32, i64)> {
        let mut cut: Option<(u32, i64)> = None;
        for other in others {
            if cut.is_some_and(|(_, end)| self.low(other) > end) {
                break;
            }
            if self.before(place, other) && cut.is_none_or(|(_, end)| self.high(other) < end) {
                cut = Some((other, self.high(other)));
            }
        }
        cut
    }

    /// The beginning of the last event, of some given from the last to the first, that comes before
    /// another for certain: what ends earlier is cut off from that other.
    pub(super) fn cut_before(
        self,
        place: u32,
        mut others: impl Iterator<Item = u32>,
    ) -> Option<i64> {
        others.find(|other| self.before(*other, place)).map(|other| self.low(other))
    }

    /// Whether whatever comes after as-of comes after an event that ends here.
    pub(super) fn is_past(self, end: i64) -> bool {
        !self.lenient || end <= self.as_of
    }
}
