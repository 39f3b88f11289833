//! Events, each in sixteen bytes: what many of them have in common is kept once.

use std::hash::{BuildHasher as _, Hash, Hasher as _};
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::event::{Event, RowId, Symbol};
use super::runs::Runs;
use crate::model::Moment;

/// The events of a reading, in the order of inputs and rows.
///
/// Case and instant differ from event to event. The rest of what an event says, its profile, is
/// said by many others too, so that only its number stands beside them; and rows follow each other,
/// so that only where they don't is noted.
#[derive(Debug, Default)]
pub struct Events {
    slots: Vec<Slot>,
    rows: Runs,
    profiles: Vec<Profile>,
    table: HashTable<u32>,
    /// Profiles that were met last, by a digest of a few bits: most rows say what one of the last
    /// rows said.
    recent: Recent,
    /// Some event may have no case.
    nameless: bool,
}

/// Numbers of profiles.
#[derive(Debug)]
struct Recent([u32; 256]);

impl Default for Recent {
    fn default() -> Self {
        Self([u32::MAX; 256])
    }
}

impl Recent {
    /// The place of a profile.
    fn of(&mut self, profile: &Profile) -> &mut u32 {
        let said = profile.said.iter().fold(profile.seconds, |all, own| all.rotate_left(3) ^ own.0);
        let [place, ..] = said.wrapping_mul(0x9e37_79b1).to_be_bytes();
        &mut self.0[usize::from(place)]
    }
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    at: i64,
    case: Symbol,
    profile: u32,
}

/// What an event says beside its case and its instant.
#[derive(Clone, Copy, Debug)]
struct Profile {
    /// Duty, step, text, code, body, target, area, kind of the person.
    said: [Symbol; 8],
    /// Seconds of the day, if no more is known than the day.
    seconds: u32,
    input: u32,
    persons: (u32, u16),
    values: (u32, u16),
}

/// Persons and values of a reading, to which events refer.
#[derive(Clone, Copy)]
pub(super) struct Lists<'r> {
    pub(super) persons: &'r [Symbol],
    pub(super) values: &'r [(u16, Symbol)],
}

impl<'r> Lists<'r> {
    fn of(self, profile: &Profile) -> (&'r [Symbol], &'r [(u16, Symbol)]) {
        let range =
            |(start, count): (u32, u16)| start as usize..start as usize + usize::from(count);
        (
            self.persons.get(range(profile.persons)).unwrap_or_default(),
            self.values.get(range(profile.values)).unwrap_or_default(),
        )
    }

    fn hash(self, profile: &Profile) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        for pair in profile.said.chunks(2) {
            let both = pair.iter().fold(0, |all, symbol| all << 32 | u64::from(symbol.0));
            hasher.write_u64(both);
        }
        hasher.write_u64(u64::from(profile.seconds) << 32 | u64::from(profile.input));
        let (persons, values) = self.of(profile);
        if !persons.is_empty() || !values.is_empty() {
            persons.hash(&mut hasher);
            values.hash(&mut hasher);
        }
        hasher.finish()
    }

    fn same(self, one: &Profile, other: &Profile) -> bool {
        (one.said, one.seconds, one.input) == (other.said, other.seconds, other.input)
            && self.of(one) == self.of(other)
    }
}

impl Events {
    /// Adds an event that differs from an earlier one in nothing but case, instant and row.
    pub(super) fn push_alike(&mut self, profile: u32, case: Symbol, at: i64, row: RowId) {
        self.add(row, Slot { at, case, profile });
    }

    fn add(&mut self, row: RowId, slot: Slot) {
        self.nameless |= slot.case == Symbol(0);
        self.rows.push(self.slots.len(), row);
        self.slots.push(slot);
    }

    /// The profile of the last event.
    pub(super) fn last_profile(&self) -> Option<u32> {
        self.slots.last().map(|slot| slot.profile)
    }

    /// Adds an event. `lists` are what it refers to.
    pub(super) fn push(&mut self, event: &Event, lists: Lists<'_>) {
        let Event { duty, step, text, code, body, target, area, person_kind, .. } = *event;
        let profile = Profile {
            said: [duty, step, text, code, body, target, area, person_kind],
            seconds: event.at.seconds,
            input: event.row.input,
            persons: event.persons,
            values: event.values,
        };
        let profiles = &self.profiles;
        let same =
            |at: &u32| profiles.get(*at as usize).is_some_and(|known| lists.same(known, &profile));
        let recent = self.recent.of(&profile);
        if !same(recent) {
            let hash = lists.hash(&profile);
            *recent = match self.table.find(hash, same) {
                Some(known) => *known,
                None => {
                    let number = u32::try_from(self.profiles.len()).unwrap_or(u32::MAX);
                    self.profiles.push(profile);
                    let profiles = &self.profiles;
                    let again =
                        |at: &u32| profiles.get(*at as usize).map_or(0, |own| lists.hash(own));
                    self.table.insert_unique(hash, number, again);
                    number
                }
            };
        }
        let profile = *recent;
        self.add(event.row, Slot { at: event.at.start, case: event.case, profile });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// An event by its place.
    pub fn get(&self, at: usize) -> Option<Event> {
        self.whole(at, self.rows.get(at)?)
    }

    /// The first event of a row.
    pub fn of_row(&self, row: RowId) -> Option<Event> {
        self.whole(self.rows.find(row, self.len())?, row)
    }

    /// The first event.
    pub fn first(&self) -> Option<Event> {
        self.get(0)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator {
        let mut rows = self.rows.finder();
        (0..self.len()).map(move |at| {
            self.whole(at, rows.get(at)).unwrap_or_else(|| unreachable!("it lies within"))
        })
    }

    /// When each event began and its profile, in order.
    pub fn outlines(&self) -> impl Iterator<Item = (i64, usize)> {
        self.slots.iter().map(|slot| (slot.at, slot.profile as usize))
    }

    /// The cases of some events, in order.
    pub fn cases(&self, events: Range<usize>) -> impl Iterator<Item = Symbol> {
        self.slots.get(events).unwrap_or_default().iter().map(|slot| slot.case)
    }

    /// Whether an event may have no case. If not, all of them have one.
    pub(super) fn may_be_nameless(&self) -> bool {
        self.nameless
    }

    /// The first event of each profile; nothing where none is left.
    pub fn firsts(&self) -> Vec<Option<usize>> {
        let mut firsts = vec![None; self.profiles.len()];
        let mut left = firsts.len();
        for (at, slot) in self.slots.iter().enumerate() {
            if left == 0 {
                break;
            }
            if let Some(first @ None) = firsts.get_mut(slot.profile as usize) {
                *first = Some(at);
                left -= 1;
            }
        }
        firsts
    }

    /// How many rows tell of an event.
    pub fn rows(&self) -> usize {
        self.rows.rows(self.len())
    }

    /// How many events a row tells of.
    pub fn count_in(&self, row: RowId) -> usize {
        let first = self.rows.find(row, self.len()).unwrap_or(self.len());
        (first..self.len()).take_while(|at| self.rows.get(*at) == Some(row)).count()
    }

    /// The case of an event.
    pub fn case(&self, at: usize) -> Symbol {
        self.slots.get(at).map(|slot| slot.case).unwrap_or_default()
    }

    /// When an event happened.
    pub fn moment(&self, at: usize) -> Moment {
        let slot = self.slots.get(at);
        let seconds = slot.and_then(|slot| self.profiles.get(slot.profile as usize));
        Moment {
            start: slot.map_or(0, |slot| slot.at),
            seconds: seconds.map_or(0, |profile| profile.seconds),
        }
    }

    /// A number that events share which differ in nothing but case, instant and row.
    pub fn profile(&self, at: usize) -> usize {
        self.slots.get(at).map_or(0, |slot| slot.profile as usize)
    }

    /// The numbers of profiles lie below this.
    pub fn profiles(&self) -> usize {
        self.profiles.len()
    }

    /// The earliest and the latest beginning of an event.
    pub fn span(&self) -> Option<(i64, i64)> {
        let mut times = self.slots.iter().map(|slot| slot.at);
        let first = times.next()?;
        Some(times.fold((first, first), |(least, most), at| (least.min(at), most.max(at))))
    }

    /// The row of an event.
    pub(super) fn row(&self, at: usize) -> Option<RowId> {
        if at < self.len() { self.rows.get(at) } else { None }
    }

    /// Says of which case an event is.
    pub(super) fn set_case(&mut self, at: usize, case: Symbol) {
        if let Some(slot) = self.slots.get_mut(at) {
            slot.case = case;
        }
    }

    /// Drops all events from a place on.
    pub(super) fn truncate(&mut self, length: usize) {
        self.slots.truncate(length);
        self.rows.truncate(length);
    }

    /// Keeps the events of some rows.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(RowId) -> bool) {
        let (mut slots, mut rows) = (Vec::with_capacity(self.slots.len()), Runs::default());
        let mut finder = self.rows.finder();
        for (at, slot) in self.slots.iter().enumerate() {
            let row = finder.get(at);
            if keep(row) {
                rows.push(slots.len(), row);
                slots.push(*slot);
            }
        }
        (self.slots, self.rows) = (slots, rows);
    }

    fn whole(&self, at: usize, row: RowId) -> Option<Event> {
        let slot = self.slots.get(at)?;
        let profile = self.profiles.get(slot.profile as usize)?;
        let [duty, step, text, code, body, target, area, person_kind] = profile.said;
        Some(Event {
            case: slot.case,
            duty,
            step,
            text,
            code,
            at: Moment { start: slot.at, seconds: profile.seconds },
            body,
            target,
            area,
            person_kind,
            persons: profile.persons,
            values: profile.values,
            row,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Events, Lists};
    use crate::log::{Event, RowId, Symbol};
    use crate::model::Moment;

    fn event(case: u32, step: u32, row: u32, values: (u32, u16)) -> Event {
        let none = Symbol(0);
        Event {
            case: Symbol(case),
            duty: none,
            step: Symbol(step),
            text: none,
            code: none,
            at: Moment::instant(i64::from(row) * 1000),
            body: none,
            target: none,
            area: none,
            person_kind: none,
            persons: (0, 0),
            values,
            row: RowId { input: 0, row },
        }
    }

    #[test]
    fn an_event_comes_back_as_it_was_put_in() {
        let values = [(0, Symbol(7)), (0, Symbol(8)), (0, Symbol(7))];
        let lists = Lists { persons: &[], values: &values };
        let mut events = Events::default();
        // Two events of row 3 and a gap before row 9.
        let all = [
            event(1, 5, 2, (0, 1)),
            event(1, 6, 3, (1, 1)),
            event(2, 5, 3, (2, 1)),
            event(2, 5, 9, (0, 2)),
        ];
        for own in &all {
            events.push(own, lists);
        }
        let said = |event: &Event| (event.case, event.step, event.at, event.row);
        for (at, own) in all.iter().enumerate() {
            assert_eq!(said(&events.get(at).unwrap()), said(own));
        }
        assert!(events.iter().map(|e| said(&e)).eq(all.iter().map(said)));
        assert!(events.iter().rev().map(|e| said(&e)).eq(all.iter().rev().map(said)));
        // The first and the third say the same, in another place of the values.
        assert_eq!(events.profile(0), events.profile(2));
        assert_eq!(events.profiles(), 3);
        assert_eq!(events.span(), Some((2000, 9000)));
        let of_row = |row| events.of_row(RowId { input: 0, row }).map(|own| said(&own));
        for own in [&all[0], &all[1], &all[3]] {
            assert_eq!(of_row(own.row.row), Some(said(own)));
        }
        assert_eq!([1, 4, 8, 10].map(of_row), [None; 4]);
        assert_eq!(events.rows(), 3);
        let count_in = |row| events.count_in(RowId { input: 0, row });
        assert_eq!([2, 3, 4, 9].map(count_in), [1, 2, 0, 1]);
        assert_eq!(events.firsts(), [Some(0), Some(1), Some(3)]);
        assert!(events.cases(1..3).eq([Symbol(1), Symbol(2)]));
        assert!(events.of_row(RowId { input: 1, row: 3 }).is_none());

        events.retain(|row| row.row != 2);
        assert!(events.iter().map(|e| said(&e)).eq(all.iter().skip(1).map(said)));
        // Nothing is left of the first one's profile but what the third one said.
        assert_eq!((events.firsts(), events.rows()), (vec![Some(1), Some(0), Some(2)], 2));
        events.truncate(1);
        assert_eq!((events.len(), events.row(0), events.row(1)), (1, Some(all[1].row), None));
    }
}
