//! Rows that follow each other, noted once.

use super::event::RowId;

/// Which row each of many things stands in. A run of things in row after row takes one entry.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(u32, RowId)>);

impl Runs {
    /// Says in which row the next thing stands; `at` is its number.
    pub(super) fn push(&mut self, at: usize, row: RowId) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let follows = self.0.last().is_some_and(|(first, begin)| {
            begin.input == row.input && begin.row.saturating_add(at - first) == row.row
        });
        if !follows {
            debug_assert!(
                self.0.last().is_none_or(|(_, begin)| *begin <= row),
                "rows are in order"
            );
            self.0.push((at, row));
        }
    }

    /// The row of a thing.
    pub(super) fn get(&self, at: usize) -> Option<RowId> {
        let run = self.0.partition_point(|(first, _)| *first as usize <= at).checked_sub(1)?;
        self.0.get(run).map(|(first, begin)| within(*first, *begin, at))
    }

    /// The first thing that stands in a row. Rows must have come in their order; there are `count`
    /// things.
    pub(super) fn find(&self, row: RowId, count: usize) -> Option<usize> {
        let runs = &self.0;
        let place = |run: usize| {
            let (first, begin) = *runs.get(run)?;
            let next = runs.get(run + 1).map_or(count, |(next, _)| *next as usize);
            let at = first as usize + row.row.checked_sub(begin.row)? as usize;
            (begin.input == row.input && at < next).then_some(at)
        };
        let mut run = runs.partition_point(|(_, begin)| *begin <= row).checked_sub(1)?;
        let mut found = place(run)?;
        // Several things of a row are runs of their own.
        while let Some(earlier) = run.checked_sub(1).and_then(place) {
            found = earlier;
            run -= 1;
        }
        Some(found)
    }

    /// How many rows things stand in; there are `count` things.
    pub(super) fn rows(&self, count: usize) -> usize {
        // A thing in the row of the one before it begins a run.
        let last =
            |(first, begin): (u32, RowId), next: u32| within(first, begin, next as usize - 1);
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        count - pairs.filter(|(own, next)| last(**own, next.0) == next.1).count()
    }

    /// Forgets all things from a number on.
    pub(super) fn truncate(&mut self, length: usize) {
        while self.0.pop_if(|(first, _)| *first as usize >= length).is_some() {}
    }

    /// Finds rows of things that are asked for one after the other.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { runs: self, run: 0 }
    }
}

fn within(first: u32, begin: RowId, at: usize) -> RowId {
    let further = u32::try_from(at).unwrap_or(u32::MAX).saturating_sub(first);
    RowId { row: begin.row.saturating_add(further), ..begin }
}

/// Remembers where it found the last one.
pub(super) struct Finder<'r> {
    runs: &'r Runs,
    run: usize,
}

impl Finder<'_> {
    /// The row of a thing; that of none is the first.
    pub(super) fn get(&mut self, at: usize) -> RowId {
        let runs = &self.runs.0;
        let begins = |run: usize| runs.get(run).is_none_or(|(first, _)| *first as usize > at);
        if begins(self.run) || !begins(self.run + 1) {
            if !begins(self.run + 1) && begins(self.run + 2) {
                self.run += 1;
            } else {
                let run = runs.partition_point(|(first, _)| *first as usize <= at);
                self.run = run.saturating_sub(1);
            }
        }
        runs.get(self.run).map(|(first, begin)| within(*first, *begin, at)).unwrap_or_default()
    }
}
