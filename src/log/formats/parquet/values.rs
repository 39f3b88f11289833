//! Single values as a log would write them.

use std::fmt::{Display, Write as _};

use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::schema::types::ColumnDescPtr;

use crate::model::Day;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The first and the last day that dates with four digits have.
const DAYS: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;

/// What a value means beyond its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Plain,
    Unsigned,
    Day,
    /// A point in time: how many units a second has, and whether it is one of UTC.
    Stamp(i64, bool),
    /// A time of day, in units of which a second has so many.
    Clock(i64),
    /// A number with so many digits behind its point.
    Decimal(u32),
}

impl Meaning {
    pub(super) fn of(column: &ColumnDescPtr) -> Self {
        let per_second = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => 1000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        };
        match column.logical_type_ref() {
            Some(LogicalType::Date) => return Self::Day,
            Some(LogicalType::Timestamp(of)) => {
                return Self::Stamp(per_second(&of.unit), of.is_adjusted_to_u_t_c);
            }
            Some(LogicalType::Time(of)) => return Self::Clock(per_second(&of.unit)),
            Some(LogicalType::Decimal(of)) => return Self::Decimal(of.scale.unsigned_abs()),
            Some(LogicalType::Integer(of)) if !of.is_signed => return Self::Unsigned,
            Some(_) => return Self::Plain,
            None => {}
        }
        // Files of older programs.
        match column.converted_type() {
            ConvertedType::DATE => Self::Day,
            ConvertedType::TIMESTAMP_MILLIS => Self::Stamp(1000, true),
            ConvertedType::TIMESTAMP_MICROS => Self::Stamp(1_000_000, true),
            ConvertedType::TIME_MILLIS => Self::Clock(1000),
            ConvertedType::TIME_MICROS => Self::Clock(1_000_000),
            ConvertedType::DECIMAL => Self::Decimal(column.type_scale().unsigned_abs()),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            _ => Self::Plain,
        }
    }
}

/// Writing to a text can't fail.
fn show(text: &mut String, value: impl Display) {
    let _ = write!(text, "{value}");
}

/// A whole number. A short one has 32 bits.
pub(super) fn whole(value: i64, short: bool, meaning: Meaning, text: &mut String) {
    match meaning {
        Meaning::Plain => show(text, value),
        Meaning::Unsigned if short => show(text, value.cast_unsigned() & u64::from(u32::MAX)),
        Meaning::Unsigned => show(text, value.cast_unsigned()),
        Meaning::Day => match day(value) {
            Some(day) => show(text, day),
            None => show(text, value),
        },
        Meaning::Stamp(per_second, utc) => stamp(value, per_second, utc, text),
        Meaning::Clock(per_second) => clock(value, per_second, text),
        Meaning::Decimal(scale) => decimal(i128::from(value), scale, text),
    }
}

fn day(value: i64) -> Option<Day> {
    let day = Some(value).filter(|value| DAYS.contains(value))?;
    i32::try_from(day).ok().map(Day)
}

/// A point in time, in units of which a second has so many.
pub(super) fn stamp(value: i64, per_second: i64, utc: bool, text: &mut String) {
    let of_day = DAY * per_second;
    let Some(day) = day(value.div_euclid(of_day)) else {
        return show(text, value);
    };
    show(text, day);
    text.push('T');
    clock(value.rem_euclid(of_day), per_second, text);
    if utc {
        text.push('Z');
    }
}

/// A time of day; what is finer than a millisecond is no time of a log.
fn clock(value: i64, per_second: i64, text: &mut String) {
    let (seconds, rest) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(text, "{hour:02}:{minute:02}:{second:02}");
    let milli = rest * 1000 / per_second;
    if milli > 0 {
        let _ = write!(text, ".{milli:03}");
    }
}

/// A number with a fraction; a whole one without its point.
pub(super) fn number(value: impl Display, text: &mut String) {
    show(text, value);
}

fn decimal(value: i128, scale: u32, text: &mut String) {
    let Some(unit) = 10_u128.checked_pow(scale) else {
        return show(text, value);
    };
    if value < 0 {
        text.push('-');
    }
    let value = value.unsigned_abs();
    show(text, value / unit);
    if !value.is_multiple_of(unit) {
        let digits = format!("{:0width$}", value % unit, width = scale as usize);
        text.push('.');
        text.push_str(digits.trim_end_matches('0'));
    }
}

/// Bytes: a text if they are one, a number if they mean one, else their digits.
pub(super) fn bytes(value: &[u8], meaning: Meaning, text: &mut String) {
    if let Meaning::Decimal(scale) = meaning
        && (1..=16).contains(&value.len())
    {
        let negative = value.first().is_some_and(|first| *first >= 0x80);
        let start = if negative { -1_i128 } else { 0 };
        let number = value.iter().fold(start, |sum, byte| sum << 8 | i128::from(*byte));
        return decimal(number, scale, text);
    }
    match std::str::from_utf8(value) {
        Ok(said) => text.push_str(said),
        Err(_) => {
            text.push_str("0x");
            text.push_str(&super::super::super::text::hex(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, bytes, whole};

    fn said(value: i64, short: bool, meaning: Meaning) -> String {
        let mut text = String::new();
        whole(value, short, meaning, &mut text);
        text
    }

    #[test]
    fn numbers_mean_what_the_column_says() {
        for (value, short, meaning, wanted) in [
            (-7, false, Meaning::Plain, "-7"),
            (-1, true, Meaning::Unsigned, "4294967295"),
            (-1, false, Meaning::Unsigned, "18446744073709551615"),
            (20_458, true, Meaning::Day, "2026-01-05"),
            (i64::MAX, false, Meaning::Day, "9223372036854775807"),
            (1_767_571_389_000, false, Meaning::Stamp(1000, true), "2026-01-05T00:03:09Z"),
            (
                1_767_571_389_025_999,
                false,
                Meaning::Stamp(1_000_000, false),
                "2026-01-05T00:03:09.025",
            ),
            (-1, false, Meaning::Stamp(1_000_000_000, true), "1969-12-31T23:59:59.999Z"),
            (i64::MIN, false, Meaning::Stamp(1000, true), "-9223372036854775808"),
            (29_000_000, true, Meaning::Clock(1000), "08:03:20"),
            (-12_340, false, Meaning::Decimal(3), "-12.34"),
            (13_000, false, Meaning::Decimal(3), "13"),
            (5, false, Meaning::Decimal(0), "5"),
            (5, false, Meaning::Decimal(99), "5"),
        ] {
            assert_eq!(said(value, short, meaning), wanted);
        }
    }

    #[test]
    fn bytes_are_texts_numbers_or_digits() {
        for (value, meaning, wanted) in [
            (&b"abc"[..], Meaning::Plain, "abc"),
            (&[0xff, 0x00], Meaning::Plain, "0xff00"),
            (&[0xff, 0x85], Meaning::Decimal(2), "-1.23"),
            (&[0x04, 0xd2], Meaning::Decimal(1), "123.4"),
            (&[], Meaning::Decimal(1), ""),
        ] {
            let mut text = String::new();
            bytes(value, meaning, &mut text);
            assert_eq!(text, wanted);
        }
    }
}
