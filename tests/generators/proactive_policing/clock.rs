//! Minutes since the first instant of 2026, in Shanghai; rest days; deadlines reckoned by hand.

use crate::rng::Rng;

/// Minutes since 2026-01-01 00:00 of Shanghai, which has no change of clocks.
pub(crate) type Minute = i64;

/// Minutes of a day.
pub(crate) const DAY: Minute = 1440;

/// The newest event of the log.
pub(crate) const END: Minute = at(3, 1, 23, 40);

const MONTHS: [i64; 5] = [0, 31, 59, 90, 120];
const OFF: [(i64, i64); 3] = [(0, 2), (day(2, 15), day(2, 23)), (day(4, 4), day(4, 6))];
const WORKED: [i64; 3] = [day(1, 4), day(2, 14), day(2, 28)];

/// The number of a day of January to May, from zero.
pub(crate) const fn day(month: usize, day: i64) -> i64 {
    MONTHS[month - 1] + day - 1
}

/// An instant.
pub(crate) const fn at(month: usize, d: i64, hour: i64, minute: i64) -> Minute {
    day(month, d) * DAY + hour * 60 + minute
}

/// The day of an instant.
pub(crate) const fn day_of(at: Minute) -> i64 {
    at.div_euclid(DAY)
}

/// The day of the week, Monday being zero. 2026-01-01 was a Thursday.
pub(crate) const fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Whether it lies in the Spring Festival.
pub(crate) const fn is_festival(d: i64) -> bool {
    day(2, 15) <= d && d <= day(2, 23)
}

/// Whether people work on a day.
pub(crate) fn works(day: i64) -> bool {
    if WORKED.contains(&day) {
        return true;
    }
    let off = OFF.iter().any(|(first, last)| (*first..=*last).contains(&day));
    !off && weekday(day) < 5
}

fn end_of(day: i64) -> Minute {
    (day + 1) * DAY - 1
}

/// So many hours later, to the minute.
pub(crate) const fn hours(start: Minute, n: i64) -> Minute {
    start + n * 60
}

/// The end of the nth day after the start, or of the next working day if nobody works on it.
pub(crate) fn days(start: Minute, n: i64) -> Minute {
    let mut last = day_of(start) + n;
    while !works(last) {
        last += 1;
    }
    end_of(last)
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

/// An instant in office hours, after one instant and up to another, rather early than late. Where
/// nobody works in between it is a day of the duty shift, and where no day lies in between, any
/// minute.
pub(crate) fn office(rng: &mut Rng, after: Minute, until: Minute) -> Minute {
    let slots = |only_working: bool| -> Vec<(Minute, Minute)> {
        (day_of(after)..=day_of(until))
            .filter(|day| !only_working || works(*day))
            .map(|day| ((day * DAY + 510).max(after + 5), (day * DAY + 1060).min(until)))
            .filter(|(first, last)| last - first >= 5)
            .collect()
    };
    let mut open = slots(true);
    if open.is_empty() {
        open = slots(false);
    }
    if open.is_empty() {
        return rng.range((after + 1).min(until), until);
    }
    let early = rng.below(open.len()).min(rng.below(open.len())).min(rng.below(open.len()));
    let (first, last) = open[early];
    rng.range(first, last)
}

/// Any minute after one instant and up to another, rather early than late.
pub(crate) fn shift(rng: &mut Rng, after: Minute, until: Minute) -> Minute {
    let first = (after + 1).min(until);
    rng.range(first, until).min(rng.range(first, until))
}

/// `2026-02-03`.
pub(crate) fn date(day: i64) -> String {
    let month = MONTHS.iter().rposition(|first| *first <= day).unwrap_or(0);
    format!("2026-{:02}-{:02}", month + 1, day - MONTHS[month] + 1)
}

/// `20260203`.
pub(crate) fn compact(day: i64) -> String {
    date(day).replace('-', "")
}

/// `2026-02-03 08:05`.
pub(crate) fn iso(at: Minute) -> String {
    let minute = at.rem_euclid(DAY);
    format!("{} {:02}:{:02}", date(day_of(at)), minute / 60, minute % 60)
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
