//! What a time cell says, before any zone is applied.

use jiff::fmt::strtime::BrokenDownTime;

use crate::model::Day;

use super::DAY_MS;

/// A time as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::log) enum Written {
    /// A day and no more.
    Day(Day),
    /// A civil time: the day, and milliseconds since its midnight by the clock on the wall.
    Wall(Day, i64),
    /// An instant: milliseconds since 1970-01-01T00:00Z.
    Instant(i64),
}

/// Why a cell is no time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::log) enum Fault {
    /// It is empty.
    Empty,
    /// Day and month can't be told apart.
    Ambiguous(String),
    /// The calendar has no such day.
    NoSuchDay(String),
    /// The day has no such time.
    NoSuchTime(String),
    /// The year is not one that a log can mean.
    OutOfRange(i32),
    /// There is no day of the month.
    YearAndMonth,
    /// It is one of the words that stand for an empty cell in many exports.
    StandIn(String),
    /// It has no known form.
    Unknown,
}

/// What exports write where there is nothing.
const STAND_INS: &[&str] = &[
    "null", "\\n", "none", "nil", "na", "n/a", "nan", "nat", "-", "--", "—", "/", "无", "空",
    "暂无", "未知",
];

/// Excel's day 1 is 1900-01-01, and it believes in 1900-02-29; so from March on day 0 is this.
const EXCEL_ZERO: i32 = -25_569;

/// The years for which zones are known.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2149;

impl Written {
    /// `2026-01-05 08:03:09`, with `T`, three more digits and `Z` or an offset too, and nothing else:
    /// the form of nearly every log that a program wrote. Nothing for all else, faults included.
    pub(in crate::log) fn iso(cell: &[u8]) -> Option<Self> {
        let (date, rest) = cell.split_first_chunk()?;
        let (&[d1, d2, between, h1, h2, mark, m1, m2], rest) = rest.split_first_chunk()?;
        let (&[next, s1, s2], rest) = rest.split_first_chunk()?;
        let [y1, y2, y3, y4, _, month1, month2, _] = digits(*date, *b"0000-00-")?;
        let time = digits([d1, d2, h1, h2, mark, m1, m2, next], *b"0000:00:")?;
        let [d1, d2, h1, h2, _, m1, m2, _] = time;
        if !matches!(between, b' ' | b'T') {
            return None;
        }
        let number = |tens: u8, ones: u8| i32::from(tens) * 10 + i32::from(ones);
        let two = |tens: u8, ones: u8| {
            let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
            (tens < 10 && ones < 10).then(|| number(tens, ones))
        };
        let year = number(y1, y2) * 100 + number(y3, y4);
        let (hour, minute, second) = (number(h1, h2), number(m1, m2), two(s1, s2)?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let day = civil(year, number(month1, month2), number(d1, d2))?;
        let ms = i64::from(hour * 3600 + minute * 60 + second) * 1000;
        let (ms, rest) = match rest {
            [b'.', a, b, c, rest @ ..] => {
                (ms + i64::from(two(b'0', *a)? * 100 + two(*b, *c)?), rest)
            }
            rest => (ms, rest),
        };
        let instant = i64::from(day.0) * DAY_MS + ms;
        match rest {
            [] => Some(Self::Wall(day, ms)),
            b"Z" => Some(Self::Instant(instant)),
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
                if hours > 15 || minutes > 59 {
                    return None;
                }
                let east = i64::from(hours * 60 + minutes) * 60_000;
                let east = if *sign == b'-' { -east } else { east };
                Some(Self::Instant(instant - east))
            }
            _ => None,
        }
    }

    /// Any form that can be read in one way only.
    pub(in crate::log) fn parse(cell: &str) -> Result<Self, Fault> {
        if cell.is_empty() {
            return Err(Fault::Empty);
        }
        if let Some(found) = Self::digits(cell) {
            return found;
        }
        if STAND_INS.contains(&cell.to_ascii_lowercase().as_str()) {
            return Err(Fault::StandIn(cell.to_owned()));
        }
        Parser { whole: cell, rest: cell }.parse()
    }

    /// By a format in strftime notation. Nothing if the cell has not this form.
    pub(in crate::log) fn by_format(format: &str, cell: &str) -> Option<Self> {
        let time = BrokenDownTime::parse(format, cell).ok()?;
        if let Ok(instant) = time.to_timestamp() {
            let ms = instant.as_millisecond();
            let year = instant.to_zoned(jiff::tz::TimeZone::UTC).year();
            return YEARS.contains(&i32::from(year)).then_some(Self::Instant(ms));
        }
        let date = time.to_date().ok().filter(|date| YEARS.contains(&i32::from(date.year())))?;
        let day = Day::from_date(date);
        // Without an hour it is a day; a format such as `%d/%m/%Y` has none.
        if time.hour().is_none() {
            return Some(Self::Day(day));
        }
        let wall = time.to_datetime().ok()?.time();
        let seconds = i64::from(wall.hour()) * 3600
            + i64::from(wall.minute()) * 60
            + i64::from(wall.second());
        Some(Self::Wall(day, seconds * 1000 + i64::from(wall.millisecond())))
    }

    /// Digits alone: a compact date or time, or a spreadsheet's serial number.
    fn digits(cell: &str) -> Option<Result<Self, Fault>> {
        let (whole, fraction) = match cell.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (cell, None),
        };
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !fraction.is_none_or(all_digits) {
            return None;
        }
        let part = |from: usize, to: usize| -> i32 {
            whole.get(from..to).and_then(|text| text.parse().ok()).unwrap_or(0)
        };
        let found = match (whole.len(), fraction) {
            // 1954 to 2119, which is where days of work lie.
            (5, _) => serial(part(0, 5), fraction.unwrap_or("0")).ok_or(Fault::Unknown),
            (8, None) => date(cell, part(0, 4), part(4, 6), part(6, 8)).map(Self::Day),
            (12 | 14 | 17, None) => {
                date(cell, part(0, 4), part(4, 6), part(6, 8)).and_then(|day| {
                    let time = Time {
                        hour: part(8, 10),
                        minute: part(10, 12),
                        second: part(12, 14),
                        milli: part(14, 17),
                    };
                    time.of(cell, day, None)
                })
            }
            _ => Err(Fault::Unknown),
        };
        // Eleven digits are a telephone, and a date that is none may be any number: say no more.
        Some(found)
    }
}

/// A spreadsheet's serial number: days, and the fraction of a day.
fn serial(days: i32, fraction: &str) -> Option<Written> {
    if !(20_000..=80_000).contains(&days) {
        return None;
    }
    let fraction: f64 = format!("0.{fraction}").parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a fraction of a day in milliseconds is small"
    )]
    let ms = (fraction * 86_400_000.0).round() as i64;
    let day = Day(EXCEL_ZERO + days);
    Some(if ms == 0 { Written::Day(day) } else { Written::Wall(day, ms) })
}

/// A date that the calendar has.
fn date(cell: &str, year: i32, month: i32, day: i32) -> Result<Day, Fault> {
    if !YEARS.contains(&year) {
        return Err(Fault::OutOfRange(year));
    }
    civil(year, month, day).ok_or_else(|| Fault::NoSuchDay(cell.to_owned()))
}

/// What the digits of a text count, where `form` has zeros; nothing if it has anything else there, or
/// other marks than `form`. All bytes are looked at together.
fn digits(text: [u8; 8], form: [u8; 8]) -> Option<[u8; 8]> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Added to what a byte counts beyond the form's, this gets to the highest bit if that is too much:
    // ten for a digit, one for a mark.
    let room = form.map(|mark| if mark == b'0' { 128 - 10 } else { 128 - 1 });
    let counts = u64::from_le_bytes(text) ^ u64::from_le_bytes(form);
    // Where this carries over into the next byte, the highest bit was there before.
    let too_much = counts | counts.wrapping_add(u64::from_le_bytes(room));
    (too_much & HIGH == 0).then(|| counts.to_le_bytes())
}

/// The first day of each of [`YEARS`] and of the year after them, in days since 1970-01-01.
const FIRST_DAYS: [i32; 251] = {
    let mut days = [0; 251];
    // 1900-01-01.
    let mut day = -25_567;
    let (mut year, mut at) = (*YEARS.start(), 0);
    while at < days.len() {
        days[at] = day;
        day += if is_leap(year) { 366 } else { 365 };
        year += 1;
        at += 1;
    }
    days
};

/// Days before each month and before the next year, of a year without a leap day.
const BEFORE: [i32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

const fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Days since 1970-01-01 of a date of the Gregorian calendar in one of [`YEARS`].
fn civil(year: i32, month: i32, day: i32) -> Option<Day> {
    let at = usize::try_from(year - YEARS.start()).ok()?;
    let (first, next) = (FIRST_DAYS.get(at)?, FIRST_DAYS.get(at + 1)?);
    let of_year = usize::try_from(month - 1).ok()?;
    let (before, after) = (BEFORE.get(of_year)?, BEFORE.get(of_year + 1)?);
    let leap = next - first - 365;
    let last = after - before + if month == 2 { leap } else { 0 };
    let before = before + if month > 2 { leap } else { 0 };
    (1..=last).contains(&day).then(|| Day(first + before + day - 1))
}

/// A time of day as it is written.
struct Time {
    hour: i32,
    minute: i32,
    second: i32,
    milli: i32,
}

impl Time {
    fn of(&self, cell: &str, day: Day, offset: Option<i32>) -> Result<Written, Fault> {
        let Self { hour, minute, second, milli } = *self;
        // 24:00 is the midnight that ends the day.
        let last = hour == 24 && minute == 0 && second == 0 && milli == 0;
        if (hour > 23 && !last) || minute > 59 || second > 59 {
            return Err(Fault::NoSuchTime(cell.to_owned()));
        }
        let (day, hour) = if last { (day.plus(1), 0) } else { (day, hour) };
        let ms = i64::from(hour * 3600 + minute * 60 + second) * 1000 + i64::from(milli);
        Ok(match offset {
            None => Written::Wall(day, ms),
            Some(seconds) => {
                Written::Instant(i64::from(day.0) * DAY_MS + ms - i64::from(seconds) * 1000)
            }
        })
    }
}

/// The rest of a cell that is read from left to right.
struct Parser<'c> {
    whole: &'c str,
    rest: &'c str,
}

impl Parser<'_> {
    fn parse(mut self) -> Result<Written, Fault> {
        let (first, length) = self.number(8).ok_or(Fault::Unknown)?;
        let (day, compact) = match length {
            4 => (self.date(first)?, false),
            8 => (date(self.whole, first / 10_000, first / 100 % 100, first % 100)?, true),
            1 | 2 => return Err(self.day_or_month_first()),
            _ => return Err(Fault::Unknown),
        };
        let spaced = self.spaces();
        if self.rest.is_empty() {
            return Ok(Written::Day(day));
        }
        let marked = self.eat_any(&["T", "t"]).is_some();
        if !spaced && !marked && !self.whole.contains(['日', '号']) {
            return Err(Fault::Unknown);
        }
        let (time, half) = self.time(compact || marked)?;
        self.spaces();
        let offset = self.offset()?;
        if !self.rest.is_empty() {
            return Err(Fault::Unknown);
        }
        let hour = match half {
            None => time.hour,
            Some(Half::Morning) if time.hour > 12 => {
                return Err(Fault::NoSuchTime(self.whole.to_owned()));
            }
            Some(Half::Morning) => time.hour % 12,
            Some(Half::Afternoon) if time.hour > 12 => time.hour,
            Some(Half::Afternoon) => time.hour % 12 + 12,
        };
        Time { hour, ..time }.of(self.whole, day, offset)
    }

    /// The month and the day after the year.
    fn date(&mut self, year: i32) -> Result<Day, Fault> {
        let mark = self.eat_any(&["-", "/", ".", "年"]).ok_or(Fault::Unknown)?;
        let (month, _) = self.number(2).ok_or(Fault::Unknown)?;
        let next = if mark == "年" { "月" } else { mark };
        if self.rest.is_empty() || self.rest == "月" {
            return Err(Fault::YearAndMonth);
        }
        self.eat_any(&[next]).ok_or(Fault::Unknown)?;
        let (day, _) = self.number(2).ok_or(Fault::Unknown)?;
        if mark == "年" {
            self.eat_any(&["日", "号"]);
        }
        date(self.whole, year, month, day)
    }

    /// A number of one or two digits came first.
    fn day_or_month_first(mut self) -> Fault {
        let mark = self.eat_any(&["-", "/", "."]);
        let second = self.number(2);
        let again = mark.and_then(|mark| self.eat_any(&[mark]));
        let third = self.number(4);
        if second.is_some() && again.is_some() && third.is_some() {
            Fault::Ambiguous(self.whole.to_owned())
        } else {
            Fault::Unknown
        }
    }

    fn time(&mut self, compact: bool) -> Result<(Time, Option<Half>), Fault> {
        let before = self.half();
        self.spaces();
        let (first, length) = self.number(6).ok_or(Fault::Unknown)?;
        let mut time = Time { hour: first, minute: 0, second: 0, milli: 0 };
        match length {
            1 | 2 => self.minutes(&mut time)?,
            4 if compact => (time.hour, time.minute) = (first / 100, first % 100),
            6 if compact => {
                time = Time {
                    hour: first / 10_000,
                    minute: first / 100 % 100,
                    second: first % 100,
                    milli: 0,
                };
                time.milli = self.fraction();
            }
            _ => return Err(Fault::Unknown),
        }
        self.spaces();
        let after = self.half();
        Ok((time, before.or(after)))
    }

    /// What follows the hour.
    fn minutes(&mut self, time: &mut Time) -> Result<(), Fault> {
        if self.eat_any(&[":"]).is_some() {
            time.minute = self.number(2).ok_or(Fault::Unknown)?.0;
            if self.eat_any(&[":"]).is_some() {
                time.second = self.number(2).ok_or(Fault::Unknown)?.0;
                time.milli = self.fraction();
            }
        } else if self.eat_any(&["时", "点"]).is_some() {
            self.eat_any(&["整"]);
            if let Some((minute, _)) = self.number(2) {
                time.minute = minute;
                self.eat_any(&["分"]).ok_or(Fault::Unknown)?;
                if let Some((second, _)) = self.number(2) {
                    time.second = second;
                    self.eat_any(&["秒"]).ok_or(Fault::Unknown)?;
                }
            }
        } else if !self.rest.trim_start().starts_with(['A', 'P', 'a', 'p']) {
            // An hour alone, such as `2026-01-05 08`, says too little to be sure of.
            return Err(Fault::Unknown);
        }
        Ok(())
    }

    /// Milliseconds of a fraction of a second; finer digits are cut off.
    fn fraction(&mut self) -> i32 {
        let digits = self.rest.strip_prefix(['.', ',']).unwrap_or_default();
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return 0;
        }
        let milli = digits.bytes().take(count).chain(*b"000").take(3);
        let milli = milli.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        self.rest = digits.get(count..).unwrap_or_default();
        milli
    }

    /// Seconds east of Greenwich.
    fn offset(&mut self) -> Result<Option<i32>, Fault> {
        if self.eat_any(&["Z", "z", "UTC", "GMT"]).is_some() {
            return Ok(Some(0));
        }
        let Some(sign) = self.eat_any(&["+", "-"]) else {
            return Ok(None);
        };
        let (first, length) = self.number(4).ok_or(Fault::Unknown)?;
        let (hours, minutes) = match length {
            4 => (first / 100, first % 100),
            1 | 2 if self.eat_any(&[":"]).is_some() => {
                (first, self.number(2).ok_or(Fault::Unknown)?.0)
            }
            1 | 2 => (first, 0),
            _ => return Err(Fault::Unknown),
        };
        if hours > 15 || minutes > 59 {
            return Err(Fault::NoSuchTime(self.whole.to_owned()));
        }
        let seconds = hours * 3600 + minutes * 60;
        Ok(Some(if sign == "-" { -seconds } else { seconds }))
    }

    /// The half of the day that twelve hours leave open.
    fn half(&mut self) -> Option<Half> {
        if self.eat_any(&["上午", "AM", "am", "a.m.", "A.M.", "Am"]).is_some() {
            Some(Half::Morning)
        } else if self.eat_any(&["下午", "PM", "pm", "p.m.", "P.M.", "Pm"]).is_some() {
            Some(Half::Afternoon)
        } else {
            None
        }
    }

    /// Digits, at most so many, with their count.
    fn number(&mut self, most: usize) -> Option<(i32, usize)> {
        let count = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(count)?;
        let number = digits.parse().ok()?;
        self.rest = rest;
        Some((number, count))
    }

    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        self.rest.len() < before
    }

    fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let (word, rest) = words.iter().find_map(|w| Some((*w, self.rest.strip_prefix(w)?)))?;
        self.rest = rest;
        Some(word)
    }
}

/// Before or after noon.
enum Half {
    Morning,
    Afternoon,
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::{Written, YEARS, civil};
    use crate::model::Day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for year in YEARS.start() - 1..=YEARS.end() + 1 {
            for month in -1..=14 {
                for day in -1..=33 {
                    let [month, day] = [month, day].map(|own: i32| i8::try_from(own).unwrap());
                    let date = Date::new(i16::try_from(year).unwrap(), month, day).ok();
                    let wanted = date.filter(|_| YEARS.contains(&year)).map(Day::from_date);
                    assert_eq!(
                        civil(year, month.into(), day.into()),
                        wanted,
                        "{year} {month} {day}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_the_quick_way_reads_is_what_the_long_way_reads() {
        let mut read = 0;
        for form in ["2024-02-19 08:03:09", "2026-10-05T18:53:09.120-09:30"] {
            for at in 0..form.len() {
                for byte in 0..=u8::MAX {
                    let mut cell = form.as_bytes().to_vec();
                    cell[at] = byte;
                    let Some(quick) = Written::iso(&cell) else { continue };
                    read += 1;
                    let text = str::from_utf8(&cell).unwrap();
                    assert_eq!(Written::parse(text).ok(), Some(quick), "{text}");
                }
            }
        }
        // Ten digits in some places, fewer in others.
        assert!(read > 200, "{read}");
        assert!(Written::iso(b"2026-01-05 08:03").is_none());
    }
}
