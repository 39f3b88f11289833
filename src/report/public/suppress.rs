//! Which counts are withheld so that no small one can be worked out.
//!
//! Of a table of which every cell and the sum are to be published, cells below [`LEAST`] are withheld.
//! Whoever subtracts what is published from the sum learns what the withheld cells come to together;
//! were that a single cell, or as much as they can be at most, it would be undone. So further cells
//! are withheld, the smallest first, until every small cell may be anything below the limit.

/// Counts below this are not published.
pub const LEAST: u64 = 5;

/// For each count whether it is withheld; nothing if the sum can't be published beside them, because
/// there is not enough to hide behind. Then each small count is withheld, and so must the sum be.
pub fn withheld(counts: &[u64]) -> (Vec<bool>, bool) {
    let mut hidden: Vec<bool> = counts.iter().map(|count| *count < LEAST).collect();
    if hidden.iter().all(|own| !own) {
        return (hidden, true);
    }
    let small = hidden.clone();
    loop {
        if is_safe(counts, &hidden) {
            return (hidden, true);
        }
        let shown = (0..counts.len()).filter(|at| hidden.get(*at) == Some(&false));
        let Some(next) = shown.min_by_key(|at| (counts.get(*at), *at)) else {
            return (small, false);
        };
        if let Some(own) = hidden.get_mut(next) {
            *own = true;
        }
    }
}

/// Whether each small cell may be anything below the limit, to those who know the sum of the withheld
/// ones and that the others of them are not small.
fn is_safe(counts: &[u64], hidden: &[bool]) -> bool {
    let of = |small: bool| {
        let all = counts.iter().zip(hidden);
        all.filter(move |(count, hidden)| **hidden && (**count < LEAST) == small)
            .map(|(count, _)| *count)
    };
    let sum: u64 = of(true).chain(of(false)).sum();
    let large = of(false).count() as u64;
    // It could be the largest small count while all others are as small as can be, and nothing while
    // the others make up for it: for that a large one is needed, which has no bound.
    large > 0 && sum >= LEAST - 1 + LEAST * large
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LEAST, withheld};

    /// The least and the most that a withheld cell can be, by trying: the others lie between their own
    /// bounds and all together make up the sum of what is withheld.
    fn range(counts: &[u64], hidden: &[bool], at: usize) -> (u64, u64) {
        let sum: u64 = counts.iter().zip(hidden).filter(|(_, own)| **own).map(|(own, _)| own).sum();
        let bounds = |other: usize| {
            if counts[other] < LEAST { (0, LEAST - 1) } else { (LEAST, sum.max(LEAST)) }
        };
        let others = (0..counts.len()).filter(|other| hidden[*other] && *other != at);
        let (low, high) = others.map(bounds).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
        let (least, most) = bounds(at);
        let fits = (least..=most).filter(|own| *own + low <= sum && own + high >= sum);
        let all: Vec<u64> = fits.collect();
        (all[0], all[all.len() - 1])
    }

    #[test]
    fn what_could_be_worked_out_is_hidden_too() {
        // 2 would be the difference: the 9 is withheld beside it.
        assert_eq!(withheld(&[30, 2, 9, 20]), (vec![false, true, true, false], true));
        // Two of four each could be nothing else than their largest: 12 hides them.
        assert_eq!(withheld(&[4, 4, 12, 40]), (vec![true, true, true, false], true));
        // A 5 alone can't hide anything: it is known to be at least 5.
        assert_eq!(withheld(&[2, 5, 40]), (vec![true, true, true], true));
        assert_eq!(withheld(&[0, 5]), (vec![true, false], false));
        assert_eq!(withheld(&[1, 3, 4]), (vec![true, true, true], false));
        assert_eq!(withheld(&[5, 6]), (vec![false, false], true));
        assert_eq!(withheld(&[]), (vec![], true));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn no_small_count_can_be_narrowed_down(counts in prop::collection::vec(0u64..30, 0..7)) {
            let (hidden, sum) = withheld(&counts);
            for (at, count) in counts.iter().enumerate() {
                prop_assert!(*count >= LEAST || hidden[at]);
                if sum && *count < LEAST {
                    prop_assert_eq!(range(&counts, &hidden, at), (0, LEAST - 1), "{:?}", counts);
                }
            }
        }
    }
}
