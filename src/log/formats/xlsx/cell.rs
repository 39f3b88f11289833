//! What a cell says, as a text.

use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime, Style};

/// Digits that a spreadsheet keeps of a number; the rest is noise of its arithmetic.
const DIGITS: usize = 15;

/// Whole numbers up to here are exact.
const EXACT: f64 = 1e15;

/// How the numbers of a cell are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// As numbers, or as the date that they are known to be.
    #[default]
    Number,
    /// As a date without a time.
    Day,
    /// As a date with a time, even at midnight.
    Instant,
    /// As a time of day.
    Time,
    /// With so many digits at least, such as `000123`.
    Digits(u8),
}

/// How each style of a workbook shows numbers.
pub(super) fn kinds(styles: &[Style]) -> Vec<Kind> {
    let code = |style: &Style| {
        let format = style.number_format.as_ref();
        format.map_or(Kind::Number, |format| match format.format_id {
            // East Asian formats that have no code in the file: dates, then times.
            Some(27..=31 | 36 | 50..=54 | 57 | 58) if is_general(&format.format_code) => Kind::Day,
            Some(32..=35 | 55 | 56) if is_general(&format.format_code) => Kind::Time,
            _ => kind(&format.format_code),
        })
    };
    styles.iter().map(code).collect()
}

fn is_general(code: &str) -> bool {
    code.is_empty() || code.eq_ignore_ascii_case("general")
}

/// What a number format shows.
fn kind(code: &str) -> Kind {
    if code.len() > 1 && code.bytes().all(|byte| byte == b'0') {
        return Kind::Digits(u8::try_from(code.len()).unwrap_or(u8::MAX));
    }
    if is_general(code) {
        return Kind::Number;
    }
    let (mut date, mut time, mut minutes) = (false, false, false);
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            // Text in quotation marks, colours and locales say nothing of the value.
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '[' => while chars.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => drop(chars.next()),
            'y' | 'd' | '年' | '月' | '日' => date = true,
            'h' | 's' | '时' | '時' | '分' | '秒' => time = true,
            // `m` is a month or a minute.
            'm' => minutes = true,
            _ => {}
        }
    }
    match (date, time) {
        (true, true) => Kind::Instant,
        (true, false) => Kind::Day,
        (false, true) => Kind::Time,
        (false, false) if minutes => Kind::Day,
        (false, false) => Kind::Number,
    }
}

/// Writes what a cell says.
pub(super) fn write(text: &mut String, value: &DataRef<'_>, kind: Kind) {
    // Writing to a text can't fail.
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::SharedString(own) => text.write_str(own),
        DataRef::String(own) | DataRef::DateTimeIso(own) | DataRef::DurationIso(own) => {
            text.write_str(own)
        }
        DataRef::Bool(own) => text.write_str(if *own { "TRUE" } else { "FALSE" }),
        DataRef::Error(own) => write!(text, "{own}"),
        DataRef::Int(own) => write!(text, "{own}"),
        DataRef::Float(own) => number(text, *own, kind),
        DataRef::DateTime(own) => moment(text, *own, kind),
    };
}

fn number(text: &mut String, value: f64, kind: Kind) -> std::fmt::Result {
    if value.fract() == 0.0 && value.abs() < EXACT {
        return match kind {
            Kind::Digits(digits) => write!(text, "{value:0width$}", width = usize::from(digits)),
            _ => write!(text, "{value}"),
        };
    }
    let start = text.len();
    write!(text, "{value}")?;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if text.get(start..).is_some_and(|own| digits(own) > DIGITS) {
        let short = format!("{value:.*e}", DIGITS - 1);
        if let Ok(short) = short.parse::<f64>() {
            text.truncate(start);
            write!(text, "{short}")?;
        }
    }
    Ok(())
}

/// A number that is a date by its format.
fn moment(text: &mut String, value: ExcelDateTime, kind: Kind) -> std::fmt::Result {
    let serial = value.as_f64();
    if !(0.0..2_958_466.0).contains(&serial) {
        // No program shows such a number as a date.
        return number(text, serial, Kind::Number);
    }
    if value.is_duration() {
        let seconds = (serial * 86_400.0).round();
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
        return write!(text, "{hours}:{minutes:02}:{seconds:02}");
    }
    let (year, month, day, hour, minute, second, millis) = value.to_ymd_hms_milli();
    let midnight = (hour, minute, second, millis) == (0, 0, 0, 0);
    if serial >= 1.0 || kind != Kind::Time {
        write!(text, "{year:04}-{month:02}-{day:02}")?;
        // A value with a time of day has one even where its format hides it.
        if midnight && kind != Kind::Instant {
            return Ok(());
        }
        text.push(' ');
    }
    write!(text, "{hour:02}:{minute:02}:{second:02}")?;
    if millis > 0 { write!(text, ".{millis:03}") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::{Kind, kind, write};

    fn said(value: &DataRef<'_>, kind: Kind) -> String {
        let mut text = String::new();
        write(&mut text, value, kind);
        text
    }

    fn date(serial: f64, late: bool) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, late))
    }

    #[test]
    fn a_format_shows_what_its_numbers_are() {
        for (code, wanted) in [
            ("General", Kind::Number),
            ("0", Kind::Number),
            ("0.00", Kind::Number),
            ("0.00E+00", Kind::Number),
            ("#,##0 \"days\"", Kind::Number),
            ("[Red]0", Kind::Number),
            ("000000", Kind::Digits(6)),
            ("yyyy-mm-dd", Kind::Day),
            ("yyyy\"年\"m\"月\"d\"日\"", Kind::Day),
            ("[$-804]yyyy/m/d;@", Kind::Day),
            ("mmm", Kind::Day),
            ("m/d/yy h:mm", Kind::Instant),
            ("yyyy-mm-dd hh:mm:ss", Kind::Instant),
            ("yyyy/m/d 上午/下午h:mm", Kind::Instant),
            ("h:mm", Kind::Time),
            ("mm:ss", Kind::Time),
        ] {
            assert_eq!(kind(code), wanted, "{code}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_see_them() {
        for (value, wanted) in [
            (20_260_101_001.0, "20260101001"),
            (13.0, "13"),
            (-2.0, "-2"),
            (0.1 + 0.2, "0.3"),
            (2.5, "2.5"),
            (1.0 / 3.0, "0.333333333333333"),
            (440_300_199_001_011_230.0, "440300199001011000"),
        ] {
            assert_eq!(said(&DataRef::Float(value), Kind::Number), wanted);
        }
        assert_eq!(said(&DataRef::Float(123.0), Kind::Digits(6)), "000123");
        assert_eq!(said(&DataRef::Bool(true), Kind::Number), "TRUE");
        assert_eq!(said(&DataRef::Error(CellErrorType::NA), Kind::Number), "#N/A");
    }

    #[test]
    fn dates_are_days_or_instants_as_their_format_shows() {
        // 2026-01-05 is the day 46027 by the first epoch and 44565 by the second.
        assert_eq!(said(&date(46_027.0, false), Kind::Day), "2026-01-05");
        assert_eq!(said(&date(44_565.0, true), Kind::Day), "2026-01-05");
        assert_eq!(said(&date(46_027.0, false), Kind::Instant), "2026-01-05 00:00:00");
        assert_eq!(said(&date(46_027.5, false), Kind::Day), "2026-01-05 12:00:00");
        assert_eq!(said(&date(46_027.335_416_666_67, false), Kind::Instant), "2026-01-05 08:03:00");
        assert_eq!(said(&date(0.335_416_666_67, false), Kind::Time), "08:03:00");
        assert_eq!(said(&date(-1.0, false), Kind::Day), "-1");
        let long = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(said(&DataRef::DateTime(long), Kind::Number), "36:00:00");
    }
}
