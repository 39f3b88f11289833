//! Rows that repeat another row in every cell.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::event::RowId;
use super::runs::Runs;
use super::split::Cells;
use crate::threads;

/// Bits of the table in which digests leave their marks, for each of them: one digest in about a
/// hundred and fifty meets marks that are not its own.
const BITS: usize = 16;

/// Bits of the table of those that met marks, for each digest. They are few.
const BITS_MET: usize = 2;

/// What rows said, as digests of 64 bits: in twenty million rows the chance that any two of them
/// are taken for one another is one in a hundred thousand.
///
/// They are compared at the end. Each leaves its marks in a table of bits; only the few that meet
/// marks, and those that left them, are sorted. That is many times as fast as sorting all of them,
/// and takes less room than a table of digests.
#[derive(Default)]
pub(super) struct Repeats {
    said: Vec<u64>,
    rows: Runs,
}

/// What a row says, as a digest. Rows of logs with other headers have another `seed` and never
/// repeat each other.
pub(super) fn digest(cells: &Cells<'_>, seed: u64, scratch: &mut Vec<u8>) -> u64 {
    FixedState::with_seed(seed).hash_one(cells.canonical(scratch))
}

impl Repeats {
    /// Notes what a row says, by its digest.
    pub(super) fn note(&mut self, digest: u64, id: RowId) {
        self.rows.push(self.said.len(), id);
        self.said.push(digest);
    }

    /// Every row that repeats an earlier one, and the earliest that it repeats, in the order of rows.
    pub(super) fn pairs(&mut self) -> Vec<(RowId, RowId)> {
        let (said, rows) = (std::mem::take(&mut self.said), std::mem::take(&mut self.rows));
        let row = |at: u32| rows.get(at as usize).unwrap_or_default();
        repeated(&said).into_iter().map(|(other, first)| (row(other), row(first))).collect()
    }
}

/// Every digest that is there before, with the first of its kind, in order. Two threads look through
/// a half each.
fn repeated(said: &[u64]) -> Vec<(u32, u32)> {
    let few = threads::few(said.len());
    let (one, other) = said.split_at(said.len() / 2);
    let halves = threads::each(&[one, other], few, |_, half| Half::of(half));
    let suspects = threads::each(&[0, 1], few, |_, at| {
        let others = halves.get(1 - at).map(|half| &half.marks);
        let own = halves.get(*at).into_iter().flat_map(|half| {
            half.said.iter().copied().zip(0u32..).filter(|(digest, _)| {
                half.met.has(*digest) | others.is_some_and(|marks| marks.has(*digest))
            })
        });
        own.collect::<Vec<_>>()
    });
    let first = u32::try_from(one.len()).unwrap_or(u32::MAX);
    let numbered = suspects
        .into_iter()
        .zip([0, first])
        .flat_map(|(own, first)| own.into_iter().map(move |(digest, at)| (digest, first + at)));
    let mut suspects: Vec<(u64, u32)> = numbered.collect();
    suspects.sort_unstable();
    let mut pairs = Vec::new();
    for group in suspects.chunk_by(|a, b| a.0 == b.0) {
        if let Some(((_, first), others)) = group.split_first() {
            pairs.extend(others.iter().map(|(_, other)| (*other, *first)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Half of the digests.
struct Half<'s> {
    said: &'s [u64],
    marks: Marks,
    /// Marks of those that met marks.
    met: Marks,
}

impl<'s> Half<'s> {
    fn of(said: &'s [u64]) -> Self {
        let mut marks = Marks::of(said.len(), BITS);
        let mut met = Marks::of(said.len(), BITS_MET);
        for digest in said {
            if marks.set(*digest) {
                met.set(*digest);
            }
        }
        Self { said, marks, met }
    }
}

/// A table of bits. A digest has three of them, in one word.
struct Marks {
    words: Vec<u64>,
    /// How far a digest is shifted to become a place.
    shift: u32,
}

impl Marks {
    fn of(digests: usize, bits: usize) -> Self {
        let words = (digests.max(64) * bits / 64).next_power_of_two();
        Self { words: vec![0; words], shift: u64::BITS - words.trailing_zeros() }
    }

    /// The word of a digest, and its bits there.
    fn place(&self, digest: u64) -> (usize, u64) {
        let word = digest.checked_shr(self.shift).unwrap_or(0);
        let bit = |from: u32| 1 << (digest >> from & 63);
        (usize::try_from(word).unwrap_or(usize::MAX), bit(0) | bit(6) | bit(12))
    }

    /// Leaves the marks of a digest. Returns whether all of them were there.
    fn set(&mut self, digest: u64) -> bool {
        let (word, bits) = self.place(digest);
        let Some(word) = self.words.get_mut(word) else { return false };
        let before = *word & bits == bits;
        *word |= bits;
        before
    }

    fn has(&self, digest: u64) -> bool {
        let (word, bits) = self.place(digest);
        self.words.get(word).is_some_and(|word| word & bits == bits)
    }
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn a_digest_that_is_there_before_is_found_and_no_other() {
        // Every seventh repeats the one a hundred before it, which is no repetition itself.
        let mut said: Vec<u64> = Vec::new();
        let mut wanted = Vec::new();
        for at in 0u32..200_000 {
            if at % 7 == 0 && at >= 700 {
                said.push(said[at as usize - 100]);
                wanted.push((at, at - 100));
            } else {
                said.push(u64::from(at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            }
        }
        assert_eq!(repeated(&said), wanted);
        assert_eq!(repeated(&[5, 5, 7, 5, 7]), [(1, 0), (3, 0), (4, 2)]);
        assert_eq!(repeated(&[]), []);
    }
}
