//! The weeks of this log: its days, its holiday, limits that only its standards have.

use crate::common::clock::end_of;
use crate::common::clock::on;
pub(crate) use crate::common::clock::{
    DAY, Minute, compact, date, day_of, days, hours, iso, office, weekday, works,
};
use crate::common::rng::Rng;

/// The newest event of the log.
pub(crate) const END: Minute = at(3, 1, 23, 40);

/// The number of a day of 2026.
pub(crate) const fn day(month: usize, day: i64) -> i64 {
    on(2026, month, day)
}

/// An instant of 2026.
pub(crate) const fn at(month: usize, d: i64, hour: i64, minute: i64) -> Minute {
    day(month, d) * DAY + hour * 60 + minute
}

/// Whether it lies in the Spring Festival.
pub(crate) const fn is_festival(d: i64) -> bool {
    day(2, 15) <= d && d <= day(2, 23)
}

/// The end of the nth day after the start, whatever day that is.
pub(crate) fn days_unrolled(start: Minute, n: i64) -> Minute {
    end_of(day_of(start) + n)
}

/// The end of the nth working day after the start.
pub(crate) fn working_days(start: Minute, n: i64) -> Minute {
    let mut last = day_of(start);
    let mut left = n;
    while left > 0 {
        last += 1;
        left -= i64::from(works(last));
    }
    end_of(last)
}

/// Any minute after one instant and up to another, rather early than late.
pub(crate) fn shift(rng: &mut Rng, after: Minute, until: Minute) -> Minute {
    let first = (after + 1).min(until);
    rng.range(first, until).min(rng.range(first, until))
}

/// `2026/2/3 8:05`, as spreadsheets write it.
pub(crate) fn spreadsheet(at: Minute) -> String {
    let minute = at.rem_euclid(DAY);
    let date = date(day_of(at)).replace("-0", "/").replace('-', "/");
    format!("{date} {}:{:02}", minute / 60, minute % 60)
}

/// The ISO week of a day of February 2026, as `2026-W06`.
pub(crate) fn week(d: i64) -> String {
    format!("2026-W{:02}", (d - day(2, 2)).div_euclid(7) + 6)
}
