//! Rows that repeat another row in every cell.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::event::RowId;
use super::runs::Runs;
use super::split::Cells;
use crate::threads;

/// Bits of the table in which digests leave their marks, for each of them: one digest in so many
/// meets a mark that is not its own.
const BITS: usize = 16;

/// Bits of the table of those that met a mark, for each digest. They are few.
const BITS_MET: usize = 2;

/// Fewer rows are looked through before another thread has begun.
const FEW: usize = 1 << 14;

/// What rows said, as digests of 64 bits: in twenty million rows the chance that any two of them
/// are taken for one another is one in a hundred thousand.
///
/// They are compared at the end. Each leaves a mark in a table of bits; only the few that meet a
/// mark, and those that left it, are sorted. That is many times as fast as sorting all of them,
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
/// those of each half.
fn repeated(said: &[u64]) -> Vec<(u32, u32)> {
    let few = if said.len() < FEW { usize::MAX } else { 2 };
    let halves = threads::each(&[0, 1], few, |_, bit| repeated_of(said, *bit));
    let mut pairs = halves.concat();
    pairs.sort_unstable();
    pairs
}

/// The same for digests of which the last bit is this.
fn repeated_of(said: &[u64], bit: u64) -> Vec<(u32, u32)> {
    let own = || said.iter().copied().zip(0u32..).filter(|(digest, _)| digest & 1 == bit);
    let mut marks = Marks::of(said.len() / 2, BITS);
    let mut met = Marks::of(said.len() / 2, BITS_MET);
    for (digest, _) in own() {
        if marks.set(digest) {
            met.set(digest);
        }
    }
    let mut suspects: Vec<(u64, u32)> = own().filter(|(digest, _)| met.has(*digest)).collect();
    suspects.sort_unstable();
    let mut pairs = Vec::new();
    for group in suspects.chunk_by(|a, b| a.0 == b.0) {
        if let Some(((_, first), others)) = group.split_first() {
            pairs.extend(others.iter().map(|(_, other)| (*other, *first)));
        }
    }
    pairs
}

/// A table of bits.
struct Marks {
    words: Vec<u64>,
    /// How far a digest is shifted to become a place.
    shift: u32,
}

impl Marks {
    fn of(digests: usize, bits: usize) -> Self {
        let bits = (digests.max(64) * bits).next_power_of_two();
        Self { words: vec![0; bits / 64], shift: u64::BITS - bits.trailing_zeros() }
    }

    fn place(&self, digest: u64) -> (usize, u64) {
        let bit = digest >> self.shift;
        (usize::try_from(bit / 64).unwrap_or(usize::MAX), 1 << (bit % 64))
    }

    /// Leaves a mark. Returns whether there was one.
    fn set(&mut self, digest: u64) -> bool {
        let (word, bit) = self.place(digest);
        let Some(word) = self.words.get_mut(word) else { return false };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    fn has(&self, digest: u64) -> bool {
        let (word, bit) = self.place(digest);
        self.words.get(word).is_some_and(|word| word & bit != 0)
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
