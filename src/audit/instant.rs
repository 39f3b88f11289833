//! Instants as people write them.

use jiff::civil::DateTime;
use jiff::{Timestamp, Zoned};

use super::misread::Misread;
use crate::model::deadline::end_of;
use crate::model::{Day, Zone};
use crate::text::{Words, say};

/// Reads `2026-02-15` (its last millisecond), `2026-02-15 08:00` in the set's zone, or an instant
/// with an offset such as `2026-02-15T08:00:00+08:00`. Milliseconds since 1970-01-01T00:00Z.
///
/// # Errors
///
/// It is none of these.
pub fn parse(text: &str, zone: &Zone) -> Result<i64, Misread> {
    let text = text.trim();
    if let Some(day) = Day::parse(text) {
        return Ok(end_of(day, zone));
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant.as_millisecond());
    }
    if let Ok(zoned) = text.parse::<Zoned>() {
        return Ok(zoned.timestamp().as_millisecond());
    }
    if let Ok(wall) = text.parse::<DateTime>()
        && let Ok(utc) = wall.to_zoned(jiff::tz::TimeZone::UTC)
    {
        return Ok(zone.instant(utc.timestamp().as_millisecond()));
    }
    Err(Misread::new(
        say!("`{text}` is not a day or an instant", "`{text}`不是日期或时刻"),
        Words::fixed(
            "write `2026-02-15`, `2026-02-15 08:00` or `2026-02-15T08:00:00+08:00`",
            "请写`2026-02-15`、`2026-02-15 08:00`或`2026-02-15T08:00:00+08:00`",
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::Zone;

    #[test]
    fn days_wall_times_and_instants_are_read_in_the_zone() {
        let zone = Zone::named("Asia/Shanghai").unwrap();
        for (text, shown) in [
            ("2026-02-15", "2026-02-15T23:59:59.999+08:00"),
            ("2026-02-15 08:00", "2026-02-15T08:00:00+08:00"),
            ("2026-02-15T08:00:30", "2026-02-15T08:00:30+08:00"),
            ("2026-02-15T00:00:00Z", "2026-02-15T08:00:00+08:00"),
            ("2026-02-15T08:00:00+09:00", "2026-02-15T07:00:00+08:00"),
        ] {
            assert_eq!(zone.show(parse(text, &zone).unwrap()), shown, "{text}");
        }
        for text in ["", "now", "2026-02-30", "08:00", "2026"] {
            assert!(parse(text, &zone).unwrap_err().words.en.contains("not a day"), "{text}");
        }
    }
}
