//! Windows of the civil calendar: days, ISO weeks, months, quarters, half-years, years.

use crate::model::Day;
use crate::model::docs::Window;
use crate::text::{Words, say};

/// First and last day of the window in which a day lies.
pub fn window_of(day: Day, window: Window) -> (Day, Day) {
    let date = day.date();
    let (year, month) = (date.year(), date.month());
    let months = |first: i8, count: i32| {
        let start = Day::new(year, first, 1).unwrap_or(day);
        (start, start.plus_months(count).plus(-1))
    };
    match window {
        Window::Day => (day, day),
        Window::Week => {
            let monday = day.plus(-i32::from(day.weekday().to_monday_zero_offset()));
            (monday, monday.plus(6))
        }
        Window::Month => months(month, 1),
        Window::Quarter => months((month - 1) / 3 * 3 + 1, 3),
        Window::HalfYear => months((month - 1) / 6 * 6 + 1, 6),
        Window::Year => months(1, 12),
    }
}

/// The windows that have a day between two days, in order.
pub fn windows(from: Day, until: Day, window: Window) -> impl Iterator<Item = (Day, Day)> {
    let mut next = from;
    std::iter::from_fn(move || {
        if next > until {
            return None;
        }
        let found = window_of(next, window);
        next = found.1.plus(1);
        Some(found)
    })
}

/// A window's stable name: `2026-02-17`, `2026-W07`, `2026-02`, `2026-Q1`, `2026-H1`, `2026`.
pub fn name(start: Day, window: Window) -> String {
    let date = start.date();
    let (year, month) = (date.year(), date.month());
    match window {
        Window::Day => date.to_string(),
        Window::Week => {
            let iso = date.iso_week_date();
            format!("{:04}-W{:02}", iso.year(), iso.week())
        }
        Window::Month => format!("{year:04}-{month:02}"),
        Window::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Window::HalfYear => format!("{year:04}-H{}", (month - 1) / 6 + 1),
        Window::Year => format!("{year:04}"),
    }
}

/// What people call the length of a window.
pub fn words(window: Window) -> Words {
    match window {
        Window::Day => Words::fixed("day", "日"),
        Window::Week => Words::fixed("week", "周"),
        Window::Month => Words::fixed("month", "月"),
        Window::Quarter => Words::fixed("quarter", "季度"),
        Window::HalfYear => Words::fixed("half-year", "半年"),
        Window::Year => Words::fixed("year", "年"),
    }
}

/// `3 times each month`.
pub fn frequency(at_least: u32, window: Window) -> Words {
    let each = words(window);
    match at_least {
        1 => say!("once each {each}", "每{each}1次", each: each),
        n => say!("{n} times each {each}", "每{each}{n}次", each: each),
    }
}

#[cfg(test)]
mod tests {
    use super::{name, window_of, windows};
    use crate::model::Day;
    use crate::model::docs::Window;

    #[test]
    fn every_day_lies_in_the_window_that_has_its_name() {
        let day = Day::parse("2026-02-17").unwrap();
        for (window, first, last, wanted) in [
            (Window::Day, "2026-02-17", "2026-02-17", "2026-02-17"),
            (Window::Week, "2026-02-16", "2026-02-22", "2026-W08"),
            (Window::Month, "2026-02-01", "2026-02-28", "2026-02"),
            (Window::Quarter, "2026-01-01", "2026-03-31", "2026-Q1"),
            (Window::HalfYear, "2026-01-01", "2026-06-30", "2026-H1"),
            (Window::Year, "2026-01-01", "2026-12-31", "2026"),
        ] {
            let (from, until) = window_of(day, window);
            assert_eq!((from.to_string().as_str(), until.to_string().as_str()), (first, last));
            assert_eq!(name(from, window), wanted);
        }
        let new_year = Day::parse("2027-01-01").unwrap();
        assert_eq!(name(window_of(new_year, Window::Week).0, Window::Week), "2026-W53");
    }

    #[test]
    fn windows_follow_each_other_without_gap() {
        let (from, until) = (Day::parse("2026-01-15").unwrap(), Day::parse("2026-12-31").unwrap());
        let all: Vec<_> = windows(from, until, Window::Month).collect();
        assert_eq!(all.len(), 12);
        assert!(all.windows(2).all(|pair| pair[0].1.plus(1) == pair[1].0));
    }
}
