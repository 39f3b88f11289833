//! Minutes since the first instant of 2026, in Shanghai; rest days; deadlines reckoned by hand.

use super::rng::Rng;

/// Minutes since 2026-01-01 00:00 of Shanghai, which has no change of clocks; below zero before.
pub(crate) type Minute = i64;

/// Minutes of a day.
pub(crate) const DAY: Minute = 1440;

/// Days before each month. Neither 2025 nor 2026 has a 29 February.
const MONTHS: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// Holidays of 2025 and 2026, as the yearly notices have them.
const OFF: [(i64, i64); 13] = [
    (on(2025, 1, 1), on(2025, 1, 1)),
    (on(2025, 1, 28), on(2025, 2, 4)),
    (on(2025, 4, 4), on(2025, 4, 6)),
    (on(2025, 5, 1), on(2025, 5, 5)),
    (on(2025, 5, 31), on(2025, 6, 2)),
    (on(2025, 10, 1), on(2025, 10, 8)),
    (on(2026, 1, 1), on(2026, 1, 3)),
    (on(2026, 2, 15), on(2026, 2, 23)),
    (on(2026, 4, 4), on(2026, 4, 6)),
    (on(2026, 5, 1), on(2026, 5, 5)),
    (on(2026, 6, 19), on(2026, 6, 21)),
    (on(2026, 9, 25), on(2026, 9, 27)),
    (on(2026, 10, 1), on(2026, 10, 7)),
];

/// Rest days on which people worked.
const WORKED: [i64; 11] = [
    on(2025, 1, 26),
    on(2025, 2, 8),
    on(2025, 4, 27),
    on(2025, 9, 28),
    on(2025, 10, 11),
    on(2026, 1, 4),
    on(2026, 2, 14),
    on(2026, 2, 28),
    on(2026, 5, 9),
    on(2026, 9, 20),
    on(2026, 10, 10),
];

/// The number of a day of 2025 or 2026, 2026-01-01 being zero.
pub(crate) const fn on(year: i64, month: usize, day: i64) -> i64 {
    (year - 2026) * 365 + MONTHS[month - 1] + day - 1
}

/// The day of an instant.
pub(crate) const fn day_of(at: Minute) -> i64 {
    at.div_euclid(DAY)
}

/// The day of the week, Monday being zero. 2026-01-01 was a Thursday.
pub(crate) const fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Whether people work on a day.
pub(crate) fn works(day: i64) -> bool {
    if WORKED.contains(&day) {
        return true;
    }
    let off = OFF.iter().any(|(first, last)| (*first..=*last).contains(&day));
    !off && weekday(day) < 5
}

/// The last minute of a day.
pub(crate) const fn end_of(day: i64) -> Minute {
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

/// Year, month and day of a day's number.
pub(crate) fn civil(day: i64) -> (i64, usize, i64) {
    let of_year = day.rem_euclid(365);
    let month = MONTHS.iter().rposition(|first| *first <= of_year).unwrap_or(0);
    (2026 + day.div_euclid(365), month + 1, of_year - MONTHS[month] + 1)
}

/// `2026-02-03`.
pub(crate) fn date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year}-{month:02}-{day:02}")
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
