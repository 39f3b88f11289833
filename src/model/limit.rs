//! A length of time as deadlines write it. What it comes to is [`super::deadline`]'s business.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::text::{Words, say};

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Exact, in minutes: `30m`, `24h`.
    Minutes(u32),
    /// Calendar days: `3d`; weeks are seven of them.
    Days(u32),
    /// Working days of the calendar: `7wd`.
    WorkingDays(u32),
    /// Months: `2months`; years are twelve of them.
    Months(u32),
    /// No number exists: the interval is reported, never judged.
    Prompt,
}

/// What so many of a unit are.
type Unit = fn(u32) -> Limit;

/// Ways to write a unit, with what one of it is. Longer ones stand before those they end with.
const UNITS: &[(&str, Unit)] = &[
    ("个工作日", Limit::WorkingDays),
    ("工作日", Limit::WorkingDays),
    ("wd", Limit::WorkingDays),
    ("months", Limit::Months),
    ("month", Limit::Months),
    ("个月", Limit::Months),
    ("月", Limit::Months),
    ("weeks", |n| Limit::Days(n.saturating_mul(7))),
    ("week", |n| Limit::Days(n.saturating_mul(7))),
    ("years", |n| Limit::Months(n.saturating_mul(12))),
    ("year", |n| Limit::Months(n.saturating_mul(12))),
    ("分钟", Limit::Minutes),
    ("个小时", |n| Limit::Minutes(n.saturating_mul(60))),
    ("小时", |n| Limit::Minutes(n.saturating_mul(60))),
    ("日", Limit::Days),
    ("天", Limit::Days),
    ("周", |n| Limit::Days(n.saturating_mul(7))),
    ("年", |n| Limit::Months(n.saturating_mul(12))),
    ("min", Limit::Minutes),
    ("m", Limit::Minutes),
    ("h", |n| Limit::Minutes(n.saturating_mul(60))),
    ("d", Limit::Days),
    ("w", |n| Limit::Days(n.saturating_mul(7))),
    ("y", |n| Limit::Months(n.saturating_mul(12))),
];

impl Limit {
    /// Reads `30m`, `24h`, `3d`, `7wd`, `2months`, `5y`, `prompt`, or `30分钟`, `24小时`, `3日`,
    /// `7个工作日`, `2个月`, `及时`. Returns nothing for anything else, numbers over 100,000 included.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if matches!(text, "prompt" | "及时" | "立即") {
            return Some(Self::Prompt);
        }
        UNITS.iter().find_map(|(unit, limit)| {
            let number = text.strip_suffix(unit)?.trim_end();
            let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            let number: u32 = digits.then(|| number.parse().ok())??;
            (number <= 100_000).then(|| limit(number))
        })
    }

    /// The length in days, roughly: what it takes to compare two limits in a list. `None` for
    /// `prompt`.
    pub fn rough_days(self) -> Option<f64> {
        match self {
            Self::Minutes(n) => Some(f64::from(n) / 1440.0),
            Self::Days(n) => Some(f64::from(n)),
            Self::WorkingDays(n) => Some(f64::from(n) * 1.4),
            Self::Months(n) => Some(f64::from(n) * 30.4),
            Self::Prompt => None,
        }
    }

    /// The length as people say it.
    pub fn words(self) -> Words {
        use crate::text::lang::s;
        match self {
            Self::Minutes(n) if n % 60 == 0 && n > 0 => {
                let (n, s) = (n / 60, s(u64::from(n / 60)));
                say!("{n} hour{s}", "{n}小时")
            }
            Self::Minutes(n) => {
                let s = s(u64::from(n));
                say!("{n} minute{s}", "{n}分钟")
            }
            Self::Days(n) => {
                let s = s(u64::from(n));
                say!("{n} day{s}", "{n}日")
            }
            Self::WorkingDays(n) => {
                let s = s(u64::from(n));
                say!("{n} working day{s}", "{n}个工作日")
            }
            Self::Months(n) => {
                let s = s(u64::from(n));
                say!("{n} month{s}", "{n}个月")
            }
            Self::Prompt => Words::fixed("promptly", "及时"),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(n) if n % 60 == 0 && *n > 0 => write!(f, "{}h", n / 60),
            Self::Minutes(n) => write!(f, "{n}m"),
            Self::Days(n) => write!(f, "{n}d"),
            Self::WorkingDays(n) => write!(f, "{n}wd"),
            Self::Months(n) => write!(f, "{n}months"),
            Self::Prompt => f.write_str("prompt"),
        }
    }
}

/// What to say of a text that is no limit.
pub fn not_a_limit(text: &str) -> Words {
    say!(
        "`{text}` is not a duration; write it like `24h`, `3d`, `7wd`, `2months` or `prompt`",
        "`{text}`不是时限；请写成`24h`（24小时）、`3d`（3日）、`7wd`（7个工作日）、`2months`（2个月）或`prompt`（及时）"
    )
}

/// What [`Limit::parse`] takes, as a regular expression without anchors.
pub(super) fn pattern() -> String {
    let units: Vec<&str> = UNITS.iter().map(|(unit, _)| *unit).collect();
    format!(r"(\d+ *({})|prompt|及时|立即)", units.join("|"))
}

impl JsonSchema for Limit {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let examples = ["30m", "24h", "3d", "7wd", "2months", "prompt"];
        json_schema!({
            "type": "string",
            "pattern": format!("^{}$", pattern()),
            "examples": examples,
        })
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = String::deserialize(de)?;
        Self::parse(&text).ok_or_else(|| {
            let words = not_a_limit(&text);
            D::Error::custom(format!("{}\u{1f}{}", words.en, words.zh))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Limit;

    #[test]
    fn limits_are_read_in_both_languages_and_shown_as_they_are_written() {
        for (text, limit) in [
            ("30m", Limit::Minutes(30)),
            ("24h", Limit::Minutes(1440)),
            ("2160h", Limit::Minutes(129_600)),
            ("24小时", Limit::Minutes(1440)),
            ("3d", Limit::Days(3)),
            ("3日", Limit::Days(3)),
            ("1w", Limit::Days(7)),
            ("7wd", Limit::WorkingDays(7)),
            ("7个工作日", Limit::WorkingDays(7)),
            ("2months", Limit::Months(2)),
            ("2个月", Limit::Months(2)),
            ("5y", Limit::Months(60)),
            ("prompt", Limit::Prompt),
            ("及时", Limit::Prompt),
        ] {
            assert_eq!(Limit::parse(text), Some(limit), "{text}");
            assert_eq!(Limit::parse(&limit.to_string()), Some(limit), "{text}");
        }
        for text in ["", "3", "3x", "-3d", "三天", "d", "1.5h", "999999d"] {
            assert_eq!(Limit::parse(text), None, "{text}");
        }
    }
}
