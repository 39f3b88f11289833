//! The families: where they live, and on which days they called.

use crate::common::clock::on;
use crate::common::rng::Rng;
use crate::county::{AREAS, Area};

/// First day of the log.
pub(crate) const FIRST: i64 = on(2025, 1, 2);
/// Last day on which somebody calls.
pub(crate) const LAST: i64 = on(2026, 6, 28);

/// How many families called so many times: 305 alarms together.
const CALLS: [(usize, usize); 4] = [(178, 1), (33, 2), (11, 3), (7, 4)];

/// A family.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// The token of its address.
    pub(crate) address: String,
    /// Where it lives.
    pub(crate) area: Area,
    /// The days on which it called.
    pub(crate) days: Vec<i64>,
}

/// Makes every family.
pub(crate) fn make(rng: &mut Rng) -> Vec<Family> {
    let mut families = Vec::new();
    for (count, calls) in CALLS {
        for _ in 0..count {
            let number = 1000 + families.len() * 7;
            let area = AREAS[rng.below(AREAS.len())];
            let days = days(rng, calls);
            families.push(Family { address: format!("ZH{number:05}"), area, days });
        }
    }
    families
}

/// The days of a family's calls: most come back within half a year, some later.
fn days(rng: &mut Rng, calls: usize) -> Vec<i64> {
    loop {
        let mut days = vec![rng.range(FIRST, LAST)];
        for _ in 1..calls {
            let last = days[days.len() - 1];
            let gap = if rng.permille(850) { rng.range(6, 150) } else { rng.range(200, 330) };
            days.push(last + gap);
        }
        if days[days.len() - 1] <= LAST {
            return days;
        }
    }
}
