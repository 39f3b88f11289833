//! How long it takes from one step to another.

use std::collections::BTreeMap;

use super::Shares;
use crate::audit::bodies::BodyIndex;
use crate::audit::book::Book;
use crate::audit::case::{Case, Done};
use crate::audit::clocks::Start;
use crate::audit::facts::Facts;
use crate::audit::outcome::Share;
use crate::model::resolve::{Clock, DutyId, Measure, Quantity};

/// Intervals in milliseconds, by the body that answers for the duty in the case.
#[derive(Default)]
pub(super) struct Intervals {
    known: BTreeMap<BodyIndex, Vec<i64>>,
    /// Cases of which the log doesn't say enough.
    unknown: BTreeMap<BodyIndex, u64>,
}

impl Intervals {
    /// Takes the interval of a case. Where one end is an instant and the other a day, nobody can
    /// say how long it took; between two days it is whole days.
    pub(super) fn see(
        &mut self,
        duty: DutyId,
        measure: &Measure,
        from: Clock,
        case: &Case<'_>,
        facts: &Facts<'_>,
        book: &Book<'_>,
    ) {
        let Some(to) = measure.of else { return };
        let start = match facts.start(from, duty, case) {
            Start::At(done) => Some(done),
            Start::No | Start::Unknown(_) => None,
        };
        let end = match start {
            Some(start) => {
                let after = |done: &&Done| done.event != start.event;
                case.all(to).filter(after).find(|done| case.may_precede(start, done))
            }
            None => case.first(to),
        };
        let Some(end) = end.filter(|end| book.within(Some(end.at.start))) else { return };
        let body = facts.responsible(case, duty);
        match start.filter(|start| start.at.is_day() == end.at.is_day()) {
            Some(start) => {
                self.known.entry(body).or_default().push((end.at.start - start.at.start).max(0));
            }
            None => *self.unknown.entry(body).or_default() += 1,
        }
    }

    /// What they come to, over all bodies and for each.
    pub(super) fn shares(self, quantity: Quantity) -> (Share, Shares) {
        let Quantity::Interval { percentile, target, .. } = quantity else {
            return (Share::default(), Shares::new());
        };
        let share = |mut known: Vec<i64>, cannot_tell: u64| {
            known.sort_unstable();
            let kept = target.map_or(known.len(), |target| known.partition_point(|v| *v <= target));
            Share {
                numerator: kept as u64,
                denominator: known.len() as u64,
                cannot_tell,
                value: nearest_rank(&known, percentile),
            }
        };
        let all = share(
            self.known.values().flatten().copied().collect(),
            self.unknown.values().sum::<u64>(),
        );
        let mut unknown = self.unknown;
        let mut shares: Shares = self
            .known
            .into_iter()
            .map(|(body, known)| (body, share(known, unknown.remove(&body).unwrap_or(0))))
            .collect();
        for (body, cannot_tell) in unknown {
            shares.insert(body, Share { cannot_tell, ..Share::default() });
        }
        (all, shares)
    }
}

/// The smallest of sorted values that so many percent of them don't exceed.
fn nearest_rank(sorted: &[i64], percentile: u32) -> Option<i64> {
    let rank = (sorted.len() * percentile as usize).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::nearest_rank;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hours = [1, 2, 3, 4];
        assert_eq!(
            [1, 25, 26, 50, 51, 75, 90, 100].map(|p| nearest_rank(&hours, p).unwrap()),
            [1, 1, 2, 2, 3, 3, 4, 4]
        );
        assert_eq!(nearest_rank(&[7], 50), Some(7));
        assert_eq!(nearest_rank(&[], 50), None);
    }
}
