//! Periods as people name them.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::misread::Misread;
use super::outcome::Period;
use super::windows::{name, window_of};
use crate::model::Day;
use crate::model::docs::Window;
use crate::text::{Words, say};

/// Reads `2026-W07`, `2026-02`, `2026-Q1`, `2026-H1`, `2026`, `2026-02-03` or
/// `2026-02-01..2026-02-28`.
///
/// # Errors
///
/// It is none of these, or there is no such day or week, or it ends before it begins.
pub fn parse(text: &str) -> Result<Period, Misread> {
    let text = text.trim();
    let found = match text.split_once("..") {
        Some((from, until)) => range(from.trim(), until.trim())?,
        None => one(text),
    };
    found.ok_or_else(|| {
        Misread::new(
            say!("`{text}` is not a period", "`{text}`不是时段"),
            Words::fixed(
                "write a week `2026-W07`, a month `2026-02`, a quarter `2026-Q1`, a half-year `2026-H1`, a year `2026`, a day `2026-02-03`, or days from and until `2026-02-01..2026-02-28`",
                "请写：周`2026-W07`、月`2026-02`、季度`2026-Q1`、半年`2026-H1`、年`2026`、日`2026-02-03`，或起止日期`2026-02-01..2026-02-28`",
            ),
        )
    })
}

fn range(from: &str, until: &str) -> Result<Option<Period>, Misread> {
    let (Some(first), Some(last)) = (one(from), one(until)) else {
        return Ok(None);
    };
    let (from, until) = (first.from, last.until);
    if until < from {
        return Err(Misread::new(
            say!(
                "the period ends on {until}, before it begins on {from}",
                "时段的结束日期{until}早于开始日期{from}"
            ),
            say!("write `{until}..{from}`?", "是否应为`{until}..{from}`？"),
        ));
    }
    Ok(Some(Period { name: format!("{from}..{until}"), from, until }))
}

fn one(text: &str) -> Option<Period> {
    if let Some(day) = Day::parse(text) {
        return Some(whole(day, Window::Day));
    }
    let (year, rest) = match text.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (text, None),
    };
    let year: i16 = (year.len() == 4).then(|| year.parse().ok())??;
    let part = |rest: &str, letters: &[char]| -> Option<i8> {
        let digits = rest.trim_start_matches(letters);
        let one_letter = rest.len() == digits.len() + usize::from(!letters.is_empty());
        let digits = Some(digits).filter(|own| own.bytes().all(|b| b.is_ascii_digit()))?;
        one_letter.then(|| digits.parse().ok())?
    };
    let of_month = |month: i8, window: Window| Some(whole(Day::new(year, month, 1)?, window));
    match rest {
        None => of_month(1, Window::Year),
        Some(rest) => match rest.chars().next()? {
            'W' | 'w' => {
                let week =
                    ISOWeekDate::new(year, part(rest, &['W', 'w'])?, Weekday::Monday).ok()?;
                Some(whole(Day::from_date(Date::from(week)), Window::Week))
            }
            'Q' | 'q' => match part(rest, &['Q', 'q'])? {
                quarter @ 1..=4 => of_month(quarter * 3 - 2, Window::Quarter),
                _ => None,
            },
            'H' | 'h' => match part(rest, &['H', 'h'])? {
                half @ 1..=2 => of_month(half * 6 - 5, Window::HalfYear),
                _ => None,
            },
            _ => of_month(part(rest, &[])?, Window::Month),
        },
    }
}

fn whole(day: Day, window: Window) -> Period {
    let (from, until) = window_of(day, window);
    Period { name: name(from, window), from, until }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_way_to_name_a_period_is_read() {
        for (text, name, from, until) in [
            ("2026-W07", "2026-W07", "2026-02-09", "2026-02-15"),
            ("2026-w1", "2026-W01", "2025-12-29", "2026-01-04"),
            ("2020-W53", "2020-W53", "2020-12-28", "2021-01-03"),
            ("2026-02", "2026-02", "2026-02-01", "2026-02-28"),
            ("2024-2", "2024-02", "2024-02-01", "2024-02-29"),
            ("2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-q4", "2026-Q4", "2026-10-01", "2026-12-31"),
            ("2026-H2", "2026-H2", "2026-07-01", "2026-12-31"),
            ("2026", "2026", "2026-01-01", "2026-12-31"),
            ("2026-02-03", "2026-02-03", "2026-02-03", "2026-02-03"),
            ("2026/2/3", "2026-02-03", "2026-02-03", "2026-02-03"),
            ("2026-02-01..2026-02-28", "2026-02-01..2026-02-28", "2026-02-01", "2026-02-28"),
            (" 2026-W07 .. 2026-W08 ", "2026-02-09..2026-02-22", "2026-02-09", "2026-02-22"),
            ("2026-02..2026-Q2", "2026-02-01..2026-06-30", "2026-02-01", "2026-06-30"),
        ] {
            let period = parse(text).unwrap();
            let found = (period.name.as_str(), period.from.to_string(), period.until.to_string());
            assert_eq!(found, (name, from.to_owned(), until.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_said_with_the_ways_to_write_one() {
        for text in [
            "",
            "2026-W54",
            "2021-W53",
            "2026-W",
            "2026-13",
            "2026-00",
            "2026-Q5",
            "2026-Q",
            "2026-H3",
            "26-02",
            "2026-02-30",
            "2026-WW07",
            "2026-2x",
            "last week",
            "2026-02-01..",
            "..",
            "2026-+2",
            "20266",
            "2026-02-01..2026-02-28..2026-03-01",
        ] {
            let fault = parse(text).unwrap_err();
            assert!(fault.words.en.contains("not a period"), "{text}: {fault:?}");
            assert!(fault.hint.en.contains("2026-W07"));
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_turned_round() {
        let fault = parse("2026-02-28..2026-02-01").unwrap_err();
        assert_eq!(fault.hint.en, "write `2026-02-01..2026-02-28`?");
    }
}
