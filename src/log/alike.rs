//! Rows that say the same as an earlier one beside their case and their time.
//!
//! Nearly all rows of a log do. What became of the first of them is remembered by its cells as they
//! stand in the file, so that the others need not be read cell by cell.

use super::column::Row;
use super::plan::Plan;
use crate::model::Moment;

/// Rows that are remembered; a row may take the place of another one.
const PLACES: usize = 1 << 12;

/// Rows of which these cells are longer are not remembered.
const LONGEST: usize = 256;

/// The rows that were met last.
pub(super) struct Alike {
    /// Which cells tell rows apart, in order.
    cells: Vec<usize>,
    places: Vec<Place>,
}

#[derive(Clone, Default)]
struct Place {
    /// The cells, one behind the other, and where each of them ends.
    said: Vec<u8>,
    ends: Vec<u32>,
    /// Seconds of the day, if no more is known than the day.
    seconds: u32,
    /// What the row's only event says beside its case and its time.
    profile: Option<u32>,
}

impl Alike {
    /// Nothing for a plan by which a row's case or time decides more than when it was and whose.
    pub(super) fn of(plan: &Plan) -> Option<Self> {
        let (case, at) = (plan.case.as_ref()?, plan.at.as_ref()?);
        if !plan.steps.is_empty() || !case.is_whole() || !at.is_plain() {
            return None;
        }
        let single = [
            &plan.duty,
            &plan.step,
            &plan.text,
            &plan.code,
            &plan.body,
            &plan.person,
            &plan.person_kind,
            &plan.target,
            &plan.area,
        ];
        let tests = plan.rules.iter().flat_map(|rule| &rule.tests).map(|(column, _)| column.at);
        let fields = plan.fields.iter().map(|(_, column)| column.at);
        let single = single.into_iter().flatten().map(|column| column.at);
        let mut cells: Vec<usize> = single.chain(fields).chain(tests).collect();
        cells.sort_unstable();
        cells.dedup();
        let apart = !cells.contains(&case.at) && !cells.contains(&at.at);
        apart.then(|| Self { cells, places: vec![Place::default(); PLACES] })
    }

    /// What the event of such a row says beside its case and its time; nothing if no such row was
    /// met.
    pub(super) fn find(&self, row: &Row<'_>, at: Moment) -> Option<u32> {
        let place = self.places.get(self.place(row)?)?;
        (place.seconds == at.seconds && self.same(row, place)).then_some(place.profile)?
    }

    /// Remembers what became of a row.
    pub(super) fn note(&mut self, row: &Row<'_>, at: Moment, profile: u32) {
        let Some(place) = self.place(row).and_then(|place| self.places.get_mut(place)) else {
            return;
        };
        let cells = || self.cells.iter().filter_map(|cell| row.cells.raw_cell(*cell));
        // Room that was taken is never given back, so nothing long may be copied.
        if cells().map(<[u8]>::len).sum::<usize>() > LONGEST {
            return;
        }
        place.said.clear();
        place.ends.clear();
        for cell in cells() {
            place.said.extend_from_slice(cell);
            place.ends.push(u32::try_from(place.said.len()).unwrap_or(u32::MAX));
        }
        (place.seconds, place.profile) = (at.seconds, Some(profile));
    }

    /// Where a row belongs. Nothing for one that is read in another way than the rest of its log, or
    /// has not all of the cells.
    fn place(&self, row: &Row<'_>) -> Option<usize> {
        if row.script != row.coding.script() {
            return None;
        }
        let mut digest: u64 = 0;
        for cell in &self.cells {
            let said = row.cells.raw_cell(*cell)?;
            let (words, rest) = said.as_chunks::<8>();
            for word in words {
                digest = mixed(digest, u64::from_le_bytes(*word));
            }
            let rest = rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
            digest = mixed(digest, rest ^ (said.len() as u64) << 56);
        }
        usize::try_from(digest >> 40).ok().map(|digest| digest % PLACES)
    }

    fn same(&self, row: &Row<'_>, place: &Place) -> bool {
        let mut start = 0;
        place.ends.len() == self.cells.len()
            && self.cells.iter().zip(&place.ends).all(|(cell, end)| {
                let known = place.said.get(start..*end as usize);
                start = *end as usize;
                known == row.cells.raw_cell(*cell)
            })
    }
}

fn mixed(digest: u64, word: u64) -> u64 {
    (digest.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
