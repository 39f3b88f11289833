//! Cells into instants and days.
//!
//! What a cell means must not be guessed: `05/01/2026` is read only when the mapping says how.

use crate::model::docs::TimeMeaning;
use crate::model::{Day, Moment, Zone};
use crate::say;
use crate::text::Words;

mod written;

pub(super) use written::Fault;
use written::Written;

/// Milliseconds of a civil day without a change of clocks.
const DAY_MS: i64 = 86_400_000;

/// Days whose beginning is remembered: more than twenty years of them.
const KNOWN_DAYS: i32 = 1 << 13;

/// Reads the time cells of one log.
#[derive(Clone)]
pub(super) struct Clock {
    /// The zone of times that name none.
    zone: Zone,
    /// The zone in which days begin and end.
    civil: Zone,
    meaning: TimeMeaning,
    formats: Vec<String>,
    days: Days,
    civil_days: Days,
}

impl Clock {
    pub(super) fn new(zone: Zone, civil: Zone, meaning: TimeMeaning, formats: Vec<String>) -> Self {
        Self { zone, civil, meaning, formats, days: Days::default(), civil_days: Days::default() }
    }

    /// The moment of a cell in the form of nearly all logs, from its bytes as they stand. Nothing
    /// for all other cells, which [`Clock::read`] reads.
    pub(super) fn quick(&mut self, cell: &[u8]) -> Option<Moment> {
        if !self.formats.is_empty() {
            return None;
        }
        Written::iso(cell).map(|written| self.moment(written))
    }

    /// The moment that a cell states; its text is plain and trimmed.
    pub(super) fn read(&mut self, cell: &str) -> Result<Moment, Fault> {
        let written = if self.formats.is_empty() {
            Written::parse(cell)?
        } else {
            // A format given by hand comes first: it may mean another order of month and day.
            let given = self.formats.iter().find_map(|format| Written::by_format(format, cell));
            given.map_or_else(|| Written::parse(cell), Ok)?
        };
        Ok(self.moment(written))
    }

    fn moment(&mut self, written: Written) -> Moment {
        let moment = match written {
            Written::Day(day) if self.meaning == TimeMeaning::Date => {
                return self.civil_days.whole(&self.civil, day);
            }
            Written::Day(day) => return self.days.whole(&self.zone, day),
            Written::Instant(ms) => ms,
            Written::Wall(day, ms) => {
                let whole = self.days.whole(&self.zone, day);
                if i64::from(whole.seconds) * 1000 == DAY_MS {
                    whole.start + ms
                } else {
                    self.zone.instant(i64::from(day.0) * DAY_MS + ms)
                }
            }
        };
        match self.meaning {
            TimeMeaning::AsWritten => Moment::instant(moment),
            TimeMeaning::Date => self.civil_days.whole(&self.civil, self.civil.day(moment)),
        }
    }
}

/// Days of one zone as moments. Logs name few days and each of them often.
#[derive(Clone, Default)]
struct Days(Vec<(Day, Moment)>);

impl Days {
    fn whole(&mut self, zone: &Zone, day: Day) -> Moment {
        let slot = usize::try_from(day.0.rem_euclid(KNOWN_DAYS)).unwrap_or_default();
        if slot >= self.0.len() {
            // A short log needs a short table.
            self.0.resize((slot + 1).next_power_of_two(), (Day(i32::MIN), Moment::instant(0)));
        }
        match self.0.get_mut(slot) {
            Some(known) if known.0 == day => known.1,
            Some(known) => {
                *known = (day, zone.whole(day));
                known.1
            }
            None => zone.whole(day),
        }
    }
}

impl Fault {
    /// Why the cell can't be read. The cell itself is quoted only where it is a date in form: what
    /// stands in a wrong column may be a name or a number that nobody should see.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Empty => Words::fixed("the time is empty", "时间为空"),
            Self::Ambiguous(text) => say!(
                "`{text}` may begin with the day or the month; say which by `formats` in the \
                 mapping, such as `%d/%m/%Y %H:%M`",
                "`{text}`可能是日在前，也可能是月在前；请在映射的`formats`中写明，如`%d/%m/%Y %H:%M`"
            ),
            Self::NoSuchDay(text) => say!(
                "`{text}` is not in the calendar: there is no such day",
                "`{text}`不存在：历法上没有这一天"
            ),
            Self::NoSuchTime(text) => {
                say!("`{text}` is no time of day", "`{text}`不是一天中的有效时刻")
            }
            Self::OutOfRange(year) => say!(
                "the year {year} lies outside of 1900 to 2149; such dates often stand for an empty cell",
                "年份 {year} 不在 1900 至 2149 之间；此类日期常用来代替空值"
            ),
            Self::YearAndMonth => Words::fixed(
                "the day is missing: a month alone is no time",
                "缺少日：只有年月不能作为时间",
            ),
            Self::StandIn(text) => say!(
                "`{text}` is no time; if it stands for an empty cell, say so at the column: \
                 `values = {{ \"{text}\" = \"\" }}`",
                "`{text}`不是时间；如果它代表空值，请在该列写明`values = {{ \"{text}\" = \"\" }}`"
            ),
            Self::Unknown => Words::fixed(
                "it is no time in a form that is recognised; give its form by `formats` in the \
                 mapping, such as `%d.%m.%Y %H:%M`",
                "不是可识别的时间写法；请在映射的`formats`中写明，如`%d.%m.%Y %H:%M`",
            ),
        }
    }
}

/// The moment that a cell of a further column states, in the forms that logs use; nothing if it
/// states none.
pub fn moment(cell: &str, zone: &Zone) -> Option<Moment> {
    let mut clock = Clock::new(zone.clone(), zone.clone(), TimeMeaning::AsWritten, Vec::new());
    clock.read(cell).ok()
}

/// What a cell states, in milliseconds and as if civil times were of UTC: for telling which of two
/// comes first. Nothing if it is no time.
pub(super) fn comparable(cell: &str) -> Option<i64> {
    Some(match Written::parse(cell).ok()? {
        Written::Day(day) => i64::from(day.0) * DAY_MS,
        Written::Wall(day, ms) => i64::from(day.0) * DAY_MS + ms,
        Written::Instant(ms) => ms,
    })
}

#[cfg(test)]
mod tests {
    use super::{Clock, Fault};
    use crate::log::text::normal;
    use crate::model::Zone;
    use crate::model::docs::TimeMeaning;

    fn clock(zone: &str, meaning: TimeMeaning, formats: &[&str]) -> Clock {
        let zone = Zone::named(zone).unwrap();
        Clock::new(zone.clone(), zone, meaning, formats.iter().map(|&f| f.to_owned()).collect())
    }

    fn shown(clock: &mut Clock, cell: &str) -> Result<String, Fault> {
        let moment = clock.read(&normal(cell))?;
        let zone = Zone::named(clock.zone.name()).unwrap();
        let millis = moment.start.rem_euclid(1000);
        Ok(if moment.is_day() {
            format!("{} ({} h)", zone.day(moment.start), moment.seconds / 3600)
        } else if millis > 0 {
            format!("{} +{millis} ms", zone.show_short(moment.start))
        } else {
            zone.show(moment.start)
        })
    }

    #[test]
    fn every_form_that_logs_use_is_read() {
        let mut clock = clock("Asia/Shanghai", TimeMeaning::AsWritten, &[]);
        for (cell, wanted) in [
            ("2026-01-05T00:03:09Z", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05T08:03:09+08:00", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05 08:03:09", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05 08:03:09.250", "2026-01-05 08:03 +250 ms"),
            ("2026-01-05T08:03:09,9999999", "2026-01-05 08:03 +999 ms"),
            ("2026-01-05T00:03:09.000+0000", "2026-01-05T08:03:09+08:00"),
            ("2026-01-04 19:03:09 -05:00", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05 00:03:09 UTC", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05T08:03+08", "2026-01-05T08:03:00+08:00"),
            ("2026/1/5 8:03", "2026-01-05T08:03:00+08:00"),
            ("2026/01/05  08:03:09", "2026-01-05T08:03:09+08:00"),
            ("2026-1-5 8:03:09", "2026-01-05T08:03:09+08:00"),
            ("2026.1.5 8:03", "2026-01-05T08:03:00+08:00"),
            ("2026年1月5日 8时3分", "2026-01-05T08:03:00+08:00"),
            ("2026年1月5日8时3分9秒", "2026-01-05T08:03:09+08:00"),
            ("2026年01月05日 08:03", "2026-01-05T08:03:00+08:00"),
            ("2026年1月5日8点", "2026-01-05T08:00:00+08:00"),
            ("２０２６／１／５　８：０３", "2026-01-05T08:03:00+08:00"),
            ("20260105080309", "2026-01-05T08:03:09+08:00"),
            ("202601050803", "2026-01-05T08:03:00+08:00"),
            ("20260105080309250", "2026-01-05 08:03 +250 ms"),
            ("20260105T080309Z", "2026-01-05T16:03:09+08:00"),
            ("20260105 08:03", "2026-01-05T08:03:00+08:00"),
            ("2026/1/5 上午8:03", "2026-01-05T08:03:00+08:00"),
            ("2026/1/5 下午 8:03:09", "2026-01-05T20:03:09+08:00"),
            ("2026/1/5 上午12:03", "2026-01-05T00:03:00+08:00"),
            ("2026/1/5 下午12:03", "2026-01-05T12:03:00+08:00"),
            ("2026-01-05 8:03 PM", "2026-01-05T20:03:00+08:00"),
            ("2026-01-05 8:03:09am", "2026-01-05T08:03:09+08:00"),
            ("2026-01-05 24:00", "2026-01-06T00:00:00+08:00"),
            ("2026-12-31T24:00:00", "2027-01-01T00:00:00+08:00"),
            ("2026-01-05", "2026-01-05 (24 h)"),
            ("20260105", "2026-01-05 (24 h)"),
            ("2026.1.5", "2026-01-05 (24 h)"),
            ("2026年1月5日", "2026-01-05 (24 h)"),
            ("2026年1月5号", "2026-01-05 (24 h)"),
            ("46027", "2026-01-05 (24 h)"),
            ("46027.0", "2026-01-05 (24 h)"),
            ("46027.33541666667", "2026-01-05T08:03:00+08:00"),
            ("46027.5", "2026-01-05T12:00:00+08:00"),
        ] {
            assert_eq!(shown(&mut clock, cell).as_deref(), Ok(wanted), "{cell}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none_and_why() {
        let mut clock = clock("Asia/Shanghai", TimeMeaning::AsWritten, &[]);
        let text = str::to_owned;
        for (cell, why) in [
            ("", Fault::Empty),
            ("05/01/2026", Fault::Ambiguous(text("05/01/2026"))),
            ("1-5-26 8:03", Fault::Ambiguous(text("1-5-26 8:03"))),
            ("31.12.2025", Fault::Ambiguous(text("31.12.2025"))),
            ("2026-02-30", Fault::NoSuchDay(text("2026-02-30"))),
            ("2026-13-01 08:03:09", Fault::NoSuchDay(text("2026-13-01 08:03:09"))),
            ("20260230", Fault::NoSuchDay(text("20260230"))),
            ("2026-01-05 24:01", Fault::NoSuchTime(text("2026-01-05 24:01"))),
            ("2026-01-05 08:60:00", Fault::NoSuchTime(text("2026-01-05 08:60:00"))),
            ("2026-01-05T25:00:00Z", Fault::NoSuchTime(text("2026-01-05T25:00:00Z"))),
            ("2026/1/5 上午13:03", Fault::NoSuchTime(text("2026/1/5 上午13:03"))),
            ("0001-01-01 00:00:00", Fault::OutOfRange(1)),
            ("9999-12-31T00:00:00Z", Fault::OutOfRange(9999)),
            ("2026-01", Fault::YearAndMonth),
            ("2026年1月", Fault::YearAndMonth),
            ("张三", Fault::Unknown),
            ("8:03", Fault::Unknown),
            ("NA", Fault::StandIn(text("NA"))),
            ("—", Fault::StandIn(text("—"))),
            ("13800138000", Fault::Unknown),
            ("1767571389", Fault::Unknown),
            ("2026", Fault::Unknown),
            ("4.6E+04", Fault::Unknown),
            ("2026-01-05 08:03 noon", Fault::Unknown),
            ("2026-01-05 08:03:09Z!", Fault::Unknown),
            ("2026-1/5", Fault::Unknown),
        ] {
            assert_eq!(shown(&mut clock, cell), Err(why), "{cell}");
        }
        let words = Fault::Unknown.words();
        assert!(words.en.contains("formats") && words.zh.contains("formats"));
    }

    #[test]
    fn formats_of_the_mapping_come_first() {
        let formats =
            ["%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %I:%M:%S %p", "%s", "%d.%m.%Y %H:%M %z"];
        let mut clock = clock("Europe/Rome", TimeMeaning::AsWritten, &formats);
        for (cell, wanted) in [
            ("05/01/2026 08:03", "2026-01-05T08:03:00+01:00"),
            ("05/01/2026", "2026-01-05 (24 h)"),
            ("01/05/2026 08:03:09 PM", "2026-01-05T20:03:09+01:00"),
            ("1767571389", "2026-01-05T01:03:09+01:00"),
            ("05.01.2026 08:03 +0000", "2026-01-05T09:03:00+01:00"),
            ("2026-01-05T08:03:09Z", "2026-01-05T09:03:09+01:00"),
        ] {
            assert_eq!(shown(&mut clock, cell).as_deref(), Ok(wanted), "{cell}");
        }
        assert!(shown(&mut clock, "31/02/2026").is_err());
    }

    #[test]
    fn a_date_column_holds_the_civil_days_of_its_instants() {
        let mut clock = clock("Europe/Rome", TimeMeaning::Date, &[]);
        for (cell, wanted) in [
            ("2006-07-23T22:00:00Z", "2006-07-24 (24 h)"),
            ("2006-12-04T23:00:00Z", "2006-12-05 (24 h)"),
            ("2026-03-29 12:00:00", "2026-03-29 (23 h)"),
            ("2026-10-25", "2026-10-25 (25 h)"),
        ] {
            assert_eq!(shown(&mut clock, cell).as_deref(), Ok(wanted), "{cell}");
        }
    }

    #[test]
    fn civil_times_around_a_change_of_clocks_are_the_zones() {
        let mut clock = clock("Europe/Rome", TimeMeaning::AsWritten, &[]);
        for (cell, wanted) in [
            ("2026-03-29 01:59:00", "2026-03-29T01:59:00+01:00"),
            ("2026-03-29 02:30:00", "2026-03-29T03:30:00+02:00"),
            ("2026-03-29 03:00:00", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00"),
            ("2026-10-25 03:00:00", "2026-10-25T03:00:00+01:00"),
        ] {
            assert_eq!(shown(&mut clock, cell).as_deref(), Ok(wanted), "{cell}");
        }
    }

    #[test]
    fn the_quick_way_and_the_long_way_agree_on_every_day() {
        use super::Written;
        for day in (-25_000..65_000).step_by(7) {
            let day = crate::model::Day(day);
            for text in [
                format!("{day} 23:59:58"),
                format!("{day}T00:00:00Z"),
                format!("{day}T00:00:00.000+02:00"),
                format!("{day} 23:59:58.987-09:30"),
                format!("{day} 23:59:58.025"),
            ] {
                assert_eq!(Written::iso(text.as_bytes()), Written::parse(&text).ok(), "{text}");
            }
        }
    }
}
