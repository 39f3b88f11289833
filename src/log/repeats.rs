//! Rows that repeat another row in every cell.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::event::RowId;
use super::runs::Runs;
use super::split::Cells;

/// Digests are compared in so many parts, so that little more room is needed than they take.
const PARTS: u64 = 16;

/// More rows than this are compared by two threads.
const MANY: usize = 1 << 17;

/// What rows said, as digests of 64 bits: in twenty million rows the chance that any two of them
/// are taken for one another is one in a hundred thousand.
///
/// They are compared at the end, by sorting. That is several times as fast as a table, which
/// would outgrow every cache, and takes less room.
#[derive(Default)]
pub(super) struct Repeats {
    said: Vec<u64>,
    rows: Runs,
    scratch: Vec<u8>,
}

impl Repeats {
    /// Notes what a row says. Rows of logs with other headers have another `seed` and never repeat
    /// each other.
    pub(super) fn note(&mut self, cells: &Cells<'_>, id: RowId, seed: u64) {
        let said = cells.canonical(&mut self.scratch);
        self.rows.push(self.said.len(), id);
        self.said.push(FixedState::with_seed(seed).hash_one(said));
    }

    /// Every row that repeats an earlier one, and the earliest that it repeats, in the order of rows.
    pub(super) fn pairs(&mut self) -> Vec<(RowId, RowId)> {
        let (said, rows) = (std::mem::take(&mut self.said), std::mem::take(&mut self.rows));
        let mut pairs = if said.len() < MANY {
            repeated(&said, 0, PARTS)
        } else {
            std::thread::scope(|scope| {
                let upper = scope.spawn(|| repeated(&said, PARTS / 2, PARTS));
                let mut all = repeated(&said, 0, PARTS / 2);
                match upper.join() {
                    Ok(upper) => all.extend(upper),
                    Err(fault) => std::panic::resume_unwind(fault),
                }
                all
            })
        };
        pairs.sort_unstable();
        let row = |at: u32| rows.get(at as usize).unwrap_or_default();
        pairs.into_iter().map(|(other, first)| (row(other), row(first))).collect()
    }
}

/// The repetitions among the digests of some parts.
fn repeated(said: &[u64], from: u64, until: u64) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut part: Vec<(u64, u32)> = Vec::new();
    // A few rows need not be looked through so often.
    let parts = if said.len() < MANY { 1 } else { PARTS };
    for own in from * parts / PARTS..until * parts / PARTS {
        part.clear();
        let numbered = said.iter().zip(0u32..);
        part.extend(numbered.filter(|(digest, _)| *digest % parts == own).map(|(d, at)| (*d, at)));
        part.sort_unstable();
        for group in part.chunk_by(|a, b| a.0 == b.0) {
            if let Some(((_, first), others)) = group.split_first() {
                pairs.extend(others.iter().map(|(_, other)| (*other, *first)));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{MANY, PARTS, repeated};

    #[test]
    fn many_rows_are_compared_as_few_are() {
        // Every seventh row repeats the one a hundred before it, if that is no repetition itself.
        let mut said: Vec<u64> = Vec::new();
        let mut wanted = Vec::new();
        for at in 0..u32::try_from(MANY).unwrap() + 1000 {
            let fresh = u64::from(at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if at % 7 == 0 && at >= 700 && (at - 100) % 7 != 0 {
                said.push(said[at as usize - 100]);
                wanted.push((at, at - 100));
            } else {
                said.push(fresh);
            }
        }
        let mut halves = repeated(&said, 0, PARTS / 2);
        halves.extend(repeated(&said, PARTS / 2, PARTS));
        halves.sort_unstable();
        assert_eq!(halves, wanted);
        let few = &said[..10_000];
        let mut found = repeated(few, 0, PARTS);
        found.sort_unstable();
        assert!(found.iter().eq(wanted.iter().take_while(|(other, _)| *other < 10_000)));
        assert!(found.len() > 1000);
    }
}
