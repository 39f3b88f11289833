//! Civil days, instants, and the zone that relates them.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error as _};

/// Milliseconds of a day without a change of clocks.
const DAY_MS: i64 = 86_400_000;

/// A day of the civil calendar, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Day {
    /// The day of a date. Returns nothing if there is no such date.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    /// Reads `2026-01-05`; `2026/1/5` and `2026年1月5日` too.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('日');
        let mut parts = text.split(['-', '/', '.', '年', '月']);
        let year = parts.next()?;
        let year: i16 = (year.len() == 4).then(|| year.parse().ok())??;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        if parts.next().is_some() { None } else { Self::new(year, month, day) }
    }

    /// The date of the day. Days outside of the years −9999 to 9999 do not occur.
    pub fn date(self) -> Date {
        Date::constant(1970, 1, 1).saturating_add(i64::from(self.0).days())
    }

    /// The day of a date.
    pub fn from_date(date: Date) -> Self {
        let days = date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days());
        Self(days)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The day that many days later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days it is until another day.
    #[must_use]
    pub const fn days_until(self, other: Self) -> i32 {
        other.0.saturating_sub(self.0)
    }

    /// The same day of the month that many months later, or that month's last day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self::from_date(self.date().saturating_add(i64::from(months).months()))
    }
}

/// The digits of a number below a hundred.
fn two(number: i64) -> [u8; 2] {
    let number = u8::try_from(number).unwrap_or_default();
    [b'0' + number / 10 % 10, b'0' + number % 10]
}

/// Digits and marks as a text.
fn ascii(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}

impl Day {
    /// Writes it as `2026-01-05`.
    fn write(self, text: &mut String) {
        match self.digits() {
            Some(digits) => text.push_str(ascii(&digits)),
            None => text.push_str(&self.date().to_string()),
        }
    }

    /// The same, for years of four digits.
    fn digits(self) -> Option<[u8; 10]> {
        // Days of the proleptic Gregorian calendar, counted from 0000-03-01 in cycles of 400 years.
        let days = i64::from(self.0) + 719_468;
        let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + cycle * 400 + i64::from(month <= 2);
        if !(0..10_000).contains(&year) {
            return None;
        }
        let ([y1, y2], [y3, y4]) = (two(year / 100), two(year % 100));
        let ([m1, m2], [d1, d2]) = (two(month), two(of_month));
        Some([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2])
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(10);
        self.write(&mut text);
        f.write_str(&text)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = String::deserialize(de)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is not a date; write it like 2026-01-05\u{1f}`{text}`不是日期，请写成 2026-01-05"
            ))
        })
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

/// When something happened: an instant, or a whole civil day when the log says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// The instant, or the first of the day, in milliseconds since 1970-01-01T00:00Z.
    pub start: i64,
    /// Seconds of the day: 82,800 to 90,000; zero for an instant.
    pub seconds: u32,
}

impl Moment {
    /// An instant.
    pub const fn instant(ms: i64) -> Self {
        Self { start: ms, seconds: 0 }
    }

    /// Whether only the day is known.
    pub const fn is_day(self) -> bool {
        self.seconds > 0
    }

    /// The last millisecond at which it may have happened.
    pub const fn end(self) -> i64 {
        if self.seconds == 0 { self.start } else { self.start + self.seconds as i64 * 1000 - 1 }
    }
}

/// A time zone with a table of its changes, so that a lookup costs a few nanoseconds.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    rules: TimeZone,
    /// From which instant (ms) which offset (s) applies; the first entry has no beginning.
    changes: Vec<(i64, i32)>,
}

impl Zone {
    /// The zone of an IANA name, from the tables built into the program, so that every machine
    /// gives the same answer. Returns nothing for unknown names.
    pub fn named(name: &str) -> Option<Self> {
        let zone = jiff::tz::db().get(name).ok()?;
        let from: Timestamp = "1900-01-01T00:00:00Z".parse().ok()?;
        let until: Timestamp = "2150-01-01T00:00:00Z".parse().ok()?;
        let mut changes = vec![(i64::MIN, zone.to_offset(from).seconds())];
        changes.extend(
            zone.following(from)
                .take_while(|change| change.timestamp() < until)
                .map(|change| (change.timestamp().as_millisecond(), change.offset().seconds())),
        );
        Some(Self { name: name.to_owned(), rules: zone, changes })
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC, changes: vec![(i64::MIN, 0)] }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Offset from UTC in milliseconds at an instant.
    fn offset(&self, ms: i64) -> i64 {
        let at = self.changes.partition_point(|(from, _)| *from <= ms).max(1) - 1;
        self.changes.get(at).map_or(0, |(_, seconds)| i64::from(*seconds) * 1000)
    }

    /// The civil day in which an instant lies.
    pub fn day(&self, ms: i64) -> Day {
        let days = (ms + self.offset(ms)).div_euclid(DAY_MS);
        Day(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// The first instant of a civil day. It is not always midnight: clocks may change then.
    pub fn start(&self, day: Day) -> i64 {
        let midnight = i64::from(day.0) * DAY_MS;
        let guess = midnight - self.offset(midnight - self.offset(midnight));
        if self.day(guess) == day && self.day(guess - 1) < day {
            return guess;
        }
        day.date().to_zoned(self.rules.clone()).map_or(guess, |z| z.timestamp().as_millisecond())
    }

    /// The whole civil day as a moment.
    pub fn whole(&self, day: Day) -> Moment {
        let start = self.start(day);
        let length = (self.start(day.plus(1)) - start) / 1000;
        Moment { start, seconds: u32::try_from(length).unwrap_or(86_400) }
    }

    /// The instant of a civil time (milliseconds since 1970-01-01T00:00 on the wall).
    ///
    /// A time that the clocks skip is taken as the instant after the gap; of a time that occurs
    /// twice the first is taken.
    pub fn instant(&self, wall: i64) -> i64 {
        let before = wall - self.offset(wall - self.offset(wall) - DAY_MS / 8);
        if before + self.offset(before) == wall {
            return before;
        }
        let after = wall - self.offset(before);
        if after + self.offset(after) == wall { after } else { before }
    }

    /// `2026-01-05T08:03:00+08:00`: an instant with the zone's offset.
    pub fn show(&self, ms: i64) -> String {
        let Ok(time) = Timestamp::from_millisecond(ms) else {
            return ms.to_string();
        };
        let offset =
            jiff::tz::Offset::from_seconds(i32::try_from(self.offset(ms) / 1000).unwrap_or(0));
        let offset = offset.unwrap_or(jiff::tz::Offset::UTC);
        time.display_with_offset(offset).to_string()
    }

    /// `2026-01-05 08:03` in the zone: an instant as people write it.
    pub fn show_short(&self, ms: i64) -> String {
        let mut text = String::with_capacity(16);
        self.write_short(ms, &mut text);
        text
    }

    fn write_short(&self, ms: i64, text: &mut String) {
        let day = self.day(ms);
        let wall = ms + self.offset(ms) - i64::from(day.0) * DAY_MS;
        let minutes = wall.div_euclid(60_000);
        let ([h1, h2], [m1, m2]) = (two(minutes / 60), two(minutes % 60));
        day.write(text);
        text.push_str(ascii(&[b' ', h1, h2, b':', m1, m2]));
    }

    /// A moment as people write it: a day alone if no more is known.
    pub fn show_moment(&self, moment: Moment) -> String {
        let mut text = String::with_capacity(16);
        self.write_moment(moment, &mut text);
        text
    }

    /// Writes what [`Zone::show_moment`] gives.
    pub fn write_moment(&self, moment: Moment, text: &mut String) {
        if moment.is_day() {
            self.day(moment.start).write(text);
        } else {
            self.write_short(moment.start, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Zone};

    fn rome() -> Zone {
        Zone::named("Europe/Rome").unwrap()
    }

    #[test]
    fn a_day_is_written_as_the_calendar_library_writes_it() {
        // From the year -500 to 10,500, in steps that meet every day of the month and every month.
        for day in (-902_000..3_115_000).step_by(13) {
            let day = Day(day);
            assert_eq!(day.to_string(), day.date().to_string());
        }
        for day in -800_000..-700_000 {
            assert_eq!(Day(day).to_string(), Day(day).date().to_string());
        }
    }

    #[test]
    fn midnight_in_italy_is_the_day_in_summer_and_winter() {
        let rome = rome();
        for (utc, day) in [
            ("2006-07-23T22:00:00Z", "2006-07-24"),
            ("2006-12-04T23:00:00Z", "2006-12-05"),
            ("2013-06-17T22:00:00Z", "2013-06-18"),
        ] {
            let ms = utc.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            assert_eq!(rome.day(ms).to_string(), day);
            assert_eq!(rome.start(rome.day(ms)), ms);
        }
    }

    #[test]
    fn days_have_23_or_25_hours_when_clocks_change() {
        let rome = rome();
        let day = |text| rome.whole(Day::parse(text).unwrap()).seconds / 3600;
        assert_eq!(day("2026-03-29"), 23);
        assert_eq!(day("2026-10-25"), 25);
        assert_eq!(day("2026-10-26"), 24);
    }

    #[test]
    fn a_wall_time_in_a_gap_or_fold_is_one_instant() {
        let rome = rome();
        let wall = |text: &str| {
            let time: jiff::civil::DateTime = text.parse().unwrap();
            let utc = time.to_zoned(jiff::tz::TimeZone::UTC).unwrap();
            rome.show(rome.instant(utc.timestamp().as_millisecond()))
        };
        assert_eq!(wall("2026-03-29T02:30:00"), "2026-03-29T03:30:00+02:00");
        assert_eq!(wall("2026-10-25T02:30:00"), "2026-10-25T02:30:00+02:00");
        assert_eq!(wall("2026-07-01T00:00:00"), "2026-07-01T00:00:00+02:00");
        assert_eq!(wall("2026-01-01T00:00:00"), "2026-01-01T00:00:00+01:00");
    }

    #[test]
    fn every_midnight_of_a_century_agrees_with_the_library() {
        for name in ["Asia/Shanghai", "Europe/Rome", "America/Sao_Paulo", "Pacific/Apia"] {
            let zone = Zone::named(name).unwrap();
            for day in -3650..25_000 {
                let day = Day(day);
                let wanted = day.date().to_zoned(zone.rules.clone()).unwrap().timestamp();
                assert_eq!(zone.start(day), wanted.as_millisecond(), "{name} {day}");
            }
        }
    }

    #[test]
    fn months_end_where_the_month_does() {
        let day = Day::parse("2026-01-31").unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2026-02-28");
        assert_eq!(Day::parse("2026/1/5"), Day::parse("2026年1月5日"));
        assert_eq!(Day::parse("2026-02-30"), None);
        assert_eq!(Day::parse("26-01-05"), None);
    }
}
