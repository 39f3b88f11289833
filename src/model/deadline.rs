//! What a limit comes to: from the moment a clock starts to the last instant in time.
//!
//! The algebra is that of Art. 35 of the procedure rules for administrative cases of public
//! security organs and Art. 143 of the law of 2025: the day of the start is not counted, a period
//! in days ends with its last day, and if that is a rest day with the next working day; custody
//! clocks run exactly and never roll.

use super::{Calendar, Day, Limit, Moment, Zone};
use crate::text::{Words, say};

/// The last instant at which a thing is in time. It is a range when only the day of the start is
/// known and the limit is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// In time for certain up to and including this millisecond.
    pub earliest: i64,
    /// Late for certain after this one.
    pub latest: i64,
}

/// What can be said of a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reckoning {
    /// It is known.
    Due(Due),
    /// `prompt`: there is no number to judge by.
    Unjudged,
    /// It can't be reckoned, and why.
    Unknown(Words),
}

/// How a limit is counted.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The length.
    pub limit: Limit,
    /// Whether it rolls to a working day.
    pub roll: bool,
    /// Whether it is a custody clock.
    pub custody: bool,
}

/// Where deadlines are counted.
#[derive(Clone, Copy, Debug)]
pub struct Place<'m> {
    /// The zone in which days begin and end.
    pub zone: &'m Zone,
    /// The calendar of rest days. Without one nothing rolls and working days are unknown.
    pub calendar: Option<&'m Calendar>,
}

/// What changes a deadline that runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changes<'c> {
    /// Limits by which it was extended.
    pub extensions: &'c [Limit],
    /// Times in which it stood still, in order and apart from each other: from, until, both in
    /// milliseconds. Civil days that began in between are not counted; exact limits leave out the
    /// very time.
    pub pauses: &'c [(i64, i64)],
}

/// The deadline of a limit that starts to run at a moment, with what changed it.
pub fn reckon(start: Moment, terms: Terms, changes: Changes<'_>, place: Place<'_>) -> Reckoning {
    if terms.custody {
        let minutes = match terms.limit {
            Limit::Minutes(n) => Some(i64::from(n)),
            Limit::Days(n) => Some(i64::from(n) * 1440),
            Limit::WorkingDays(_) | Limit::Months(_) | Limit::Prompt => None,
        };
        return match minutes {
            Some(minutes) => Reckoning::Due(exact(start, minutes)),
            None => Reckoning::Unjudged,
        };
    }
    let limits = std::iter::once(terms.limit).chain(changes.extensions.iter().copied());
    let mut minutes = 0;
    let mut day = place.zone.day(start.start);
    let mut rolls = terms.roll;
    let mut whole_days = false;
    // Whether the pauses are counted already: working days count working days of them.
    let mut stood = false;
    for limit in limits {
        match limit {
            Limit::Prompt => return Reckoning::Unjudged,
            Limit::Minutes(n) => minutes += i64::from(n),
            Limit::Days(n) => {
                whole_days = true;
                day = day.plus(i32::try_from(n).unwrap_or(i32::MAX));
            }
            Limit::Months(n) => {
                whole_days = true;
                day = day.plus_months(i32::try_from(n).unwrap_or(i32::MAX));
            }
            Limit::WorkingDays(n) => {
                let Some(calendar) = place.calendar else {
                    return no_calendar();
                };
                let pauses = if stood { &[] } else { changes.pauses };
                let paused = match paused_working_days(pauses, calendar, place.zone) {
                    Ok(paused) => paused,
                    Err(year) => return no_year(calendar, year),
                };
                stood = true;
                match calendar.working_days_after(day, n.saturating_add(paused)) {
                    Ok(end) => day = end,
                    Err(year) => return no_year(calendar, year),
                }
                whole_days = true;
                rolls = false;
            }
        }
    }
    if !whole_days {
        let stood: i64 = changes.pauses.iter().map(|(from, until)| until - from).sum();
        let due = exact(start, minutes);
        return Reckoning::Due(Due { earliest: due.earliest + stood, latest: due.latest + stood });
    }
    if !stood {
        let zone = place.zone;
        let days = |(from, until): &(i64, i64)| zone.day(*from).days_until(zone.day(*until));
        day = day.plus(changes.pauses.iter().map(days).sum());
    }
    if let (true, Some(calendar)) = (rolls, place.calendar) {
        match calendar.working_day_from(day) {
            Ok(end) => day = end,
            Err(year) => return no_year(calendar, year),
        }
    }
    let end = end_of(day, place.zone) + minutes * 60_000;
    Reckoning::Due(Due { earliest: end, latest: end })
}

/// Working days that began within pauses.
fn paused_working_days(
    pauses: &[(i64, i64)],
    calendar: &Calendar,
    zone: &Zone,
) -> Result<u32, i16> {
    let mut count = 0;
    for (from, until) in pauses {
        let (mut day, last) = (zone.day(*from), zone.day(*until));
        while day < last {
            day = day.plus(1);
            count += u32::from(calendar.works(day).ok_or(day.year())?);
        }
    }
    Ok(count)
}

fn exact(start: Moment, minutes: i64) -> Due {
    Due { earliest: start.start + minutes * 60_000, latest: start.end() + minutes * 60_000 }
}

/// The last millisecond of a civil day.
pub fn end_of(day: Day, zone: &Zone) -> i64 {
    zone.start(day.plus(1)) - 1
}

fn no_calendar() -> Reckoning {
    Reckoning::Unknown(Words::fixed(
        "working days need a calendar and the set names none",
        "计算工作日需要日历，而清单集未指定日历",
    ))
}

fn no_year(calendar: &Calendar, year: i16) -> Reckoning {
    let id = &calendar.id;
    Reckoning::Unknown(say!(
        "the deadline reaches into {year}, which the calendar `{id}` does not have",
        "时限延至{year}年，而日历`{id}`没有该年"
    ))
}

#[cfg(test)]
mod tests {
    use super::{Changes, Due, Place, Reckoning, Terms, reckon};
    use crate::doc::{Format, Reader, read_text};
    use crate::finding::Sink;
    use crate::model::docs::CalendarDoc;
    use crate::model::{Calendar, Day, Limit, Moment, Zone};
    use crate::text::Sources;

    /// The calendar that ships with the project: the vectors hold for what users really load.
    fn china() -> Calendar {
        let text = include_str!("../../lists/calendars/cn.yaml");
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let documents = read_text("cn.yaml", text, Format::Yaml, &mut sources, &mut sink);
        let doc: CalendarDoc = Reader::new(&mut sink).read(&documents[0].root).unwrap();
        assert!(sink.is_empty());
        Calendar::new("cn", &doc)
    }

    fn last_day(start: &str, limit: &str, extensions: &[&str]) -> String {
        last_day_paused(start, limit, extensions, &[])
    }

    fn last_day_paused(
        start: &str,
        limit: &str,
        extensions: &[&str],
        pauses: &[(&str, &str)],
    ) -> String {
        let (zone, calendar) = (Zone::named("Asia/Shanghai").unwrap(), china());
        let place = Place { zone: &zone, calendar: Some(&calendar) };
        // Filed in the afternoon: the time of day makes no difference to a limit in days.
        let start = zone.start(Day::parse(start).unwrap()) + 15 * 3_600_000;
        let terms = Terms { limit: Limit::parse(limit).unwrap(), roll: true, custody: false };
        let extensions: Vec<_> = extensions.iter().map(|l| Limit::parse(l).unwrap()).collect();
        // Paused at noon, resumed in the evening: the days count, not the hours.
        let at = |day: &str, hour: i64| zone.start(Day::parse(day).unwrap()) + hour * 3_600_000;
        let pauses: Vec<_> = pauses.iter().map(|(a, b)| (at(a, 12), at(b, 20))).collect();
        let changes = Changes { extensions: &extensions, pauses: &pauses };
        match reckon(Moment::instant(start), terms, changes, place) {
            Reckoning::Due(Due { earliest, latest }) => {
                assert_eq!(earliest, latest);
                assert_ne!(zone.day(latest), zone.day(latest + 1), "not the end of a day");
                zone.day(latest).to_string()
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_vectors_of_the_official_calendar_hold() {
        assert_eq!(last_day("2026-02-13", "7wd", &[]), "2026-03-02");
        assert_eq!(last_day("2025-09-26", "7wd", &[]), "2025-10-13");
        assert_eq!(last_day("2026-01-20", "30d", &[]), "2026-02-24");
        assert_eq!(last_day("2025-09-03", "30d", &[]), "2025-10-09");
        assert_eq!(last_day("2026-04-30", "2d", &[]), "2026-05-06");
    }

    #[test]
    fn both_years_have_the_working_days_that_the_notices_give() {
        let calendar = china();
        for year in [2025, 2026] {
            let first = Day::new(year, 1, 1).unwrap();
            let days = (0..365).filter(|n| calendar.works(first.plus(*n)) == Some(true)).count();
            assert_eq!(days, 248, "{year}");
        }
    }

    #[test]
    fn extensions_are_added_before_the_end_is_rolled() {
        assert_eq!(last_day("2025-12-30", "30d", &["30d"]), "2026-02-28");
        // The ninetieth day is Sunday of a holiday that lasts until 6 April.
        assert_eq!(last_day("2026-01-05", "30d", &["30d", "30d"]), "2026-04-07");
    }

    #[test]
    fn what_is_paused_is_not_counted() {
        // Thirty days from 3 March end on 2 April; ten days of expert opinion make it 12 April, a
        // Sunday.
        assert_eq!(last_day("2026-03-03", "30d", &[]), "2026-04-02");
        let expert = ("2026-03-10", "2026-03-20");
        assert_eq!(last_day_paused("2026-03-03", "30d", &[], &[expert]), "2026-04-13");
        // A second one of two days: 14 April.
        let hearing = ("2026-03-24", "2026-03-26");
        assert_eq!(last_day_paused("2026-03-03", "30d", &[], &[expert, hearing]), "2026-04-14");
        // Seven working days from Monday 9 March end on Wednesday 18; from Tuesday to Friday three
        // working days stand still.
        assert_eq!(last_day("2026-03-09", "7wd", &[]), "2026-03-18");
        let paused = ("2026-03-10", "2026-03-13");
        assert_eq!(last_day_paused("2026-03-09", "7wd", &[], &[paused]), "2026-03-23");
        // Begun and ended on one day: no day is lost.
        let same = ("2026-03-10", "2026-03-10");
        assert_eq!(last_day_paused("2026-03-03", "30d", &[], &[same]), "2026-04-02");
        assert_eq!(last_day_paused("2026-03-03", "1month", &[], &[expert]), "2026-04-13");
    }

    #[test]
    fn a_deadline_beyond_the_last_year_names_that_year() {
        assert!(last_day("2026-12-28", "7wd", &[]).contains("2027"));
        assert!(last_day("2026-12-20", "30d", &[]).contains("2027"));
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        assert_eq!(last_day("2026-01-31", "1month", &[]), "2026-02-28");
        assert_eq!(last_day("2026-03-10", "2months", &[]), "2026-05-11");
    }

    #[test]
    fn exact_limits_and_custody_run_to_the_instant() {
        let zone = Zone::named("Asia/Shanghai").unwrap();
        let calendar = china();
        let place = Place { zone: &zone, calendar: Some(&calendar) };
        let start = zone.start(Day::parse("2026-02-14").unwrap());
        let at = |limit, custody| {
            let terms = Terms { limit, roll: true, custody };
            reckon(Moment::instant(start), terms, Changes::default(), place)
        };
        let hours = |h: i64| {
            let end = start + h * 3_600_000;
            Reckoning::Due(Due { earliest: end, latest: end })
        };
        assert_eq!(at(Limit::Minutes(1440), false), hours(24));
        assert_eq!(at(Limit::Days(1), true), hours(24));
        assert_eq!(at(Limit::Prompt, false), Reckoning::Unjudged);
        let day = zone.whole(zone.day(start));
        let terms = Terms { limit: Limit::Minutes(60), roll: true, custody: false };
        let due = reckon(day, terms, Changes::default(), place);
        let (earliest, latest) = (start + 3_600_000, start + 25 * 3_600_000 - 1);
        assert_eq!(due, Reckoning::Due(Due { earliest, latest }));
    }
}
