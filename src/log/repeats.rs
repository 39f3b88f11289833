//! Rows that repeat another row in every cell.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::event::RowId;
use super::split::Cells;

/// What rows said, as digests.
///
/// They are compared at the end, in one sorting. That is several times as fast as a table, which
/// would outgrow every cache, and takes less room.
#[derive(Default)]
pub(super) struct Repeats {
    /// Two digests of 64 bits each, and where.
    said: Vec<(u64, u64, RowId)>,
    scratch: Vec<u8>,
}

impl Repeats {
    /// Notes what a row says. Rows of logs with other headers have another `seed` and never repeat
    /// each other.
    pub(super) fn note(&mut self, cells: &Cells<'_>, id: RowId, seed: u64) {
        let said = cells.canonical(&mut self.scratch);
        let one = FixedState::with_seed(seed).hash_one(said);
        let two = FixedState::with_seed(!seed).hash_one(said);
        self.said.push((one, two, id));
    }

    /// Every row that repeats an earlier one, and the earliest that it repeats, in the order of rows.
    pub(super) fn pairs(&mut self) -> Vec<(RowId, RowId)> {
        let mut said = std::mem::take(&mut self.said);
        said.sort_unstable();
        let mut pairs = Vec::new();
        for group in said.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            if let Some(((.., first), others)) = group.split_first() {
                pairs.extend(others.iter().map(|(.., other)| (*other, *first)));
            }
        }
        pairs.sort_unstable();
        pairs
    }
}
