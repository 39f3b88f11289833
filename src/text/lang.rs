//! Everything a person reads exists in English and in Chinese.
//!
//! [`Words`] has both as fields, so a sentence that lacks one of them does not compile. Codes,
//! JSON keys and identifiers are never translated and are therefore plain strings.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language that people are addressed in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Every language, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The language tag: `en` or `zh`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// Reads a language tag or locale name such as `zh`, `zh_CN.UTF-8` or `en-GB`.
    ///
    /// Returns nothing for every other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let head = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Words {
    /// The English text.
    pub en: Cow<'static, str>,
    /// The Chinese text.
    pub zh: Cow<'static, str>,
}

impl Words {
    /// A text that is known when the program is built.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// A text that is made at run time.
    pub fn made(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: Cow::Owned(en.into()), zh: Cow::Owned(zh.into()) }
    }

    /// A text that reads the same in both languages, such as an identifier.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: Cow::Owned(text.clone()), zh: Cow::Owned(text) }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// Makes [`Words`] from an English and a Chinese format string that may name variables in scope.
///
/// A variable that is itself [`Words`] is given as `name: words` after the two strings and is
/// available under that name in both, each time in the right language.
#[macro_export]
macro_rules! say {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::text::Words::made(format!($en), format!($zh))
    };
    ($en:literal, $zh:literal, $($name:ident : $words:expr),+ $(,)?) => {{
        $(let $name = &$words;)+
        let en = {
            $(let $name = $name.get($crate::text::Lang::En);)+
            format!($en)
        };
        let zh = {
            $(let $name = $name.get($crate::text::Lang::Zh);)+
            format!($zh)
        };
        $crate::text::Words::made(en, zh)
    }};
}
pub use crate::say;

/// Joins texts with commas in English and with `、` in Chinese.
pub fn join(items: &[Words]) -> Words {
    let pick =
        |lang: Lang, sep: &str| items.iter().map(|w| w.get(lang)).collect::<Vec<_>>().join(sep);
    Words::made(pick(Lang::En, ", "), pick(Lang::Zh, "、"))
}

/// A length of time in milliseconds as people say it: the two largest units that it has.
pub fn length(ms: i64) -> Words {
    let minutes = ms.max(0) / 60_000;
    let parts = [
        (minutes / 1440, "d", "天"),
        (minutes / 60 % 24, "h", "小时"),
        (minutes % 60, "min", "分钟"),
    ];
    let first = parts.iter().position(|(count, ..)| *count > 0);
    let Some(first) = first else {
        return say!("under 1 min", "不足1分钟");
    };
    let shown = parts.iter().skip(first).take(2).filter(|(count, ..)| *count > 0);
    let (en, zh): (Vec<_>, Vec<_>) =
        shown.map(|(count, en, zh)| (format!("{count} {en}"), format!("{count}{zh}"))).unzip();
    Words::made(en.join(" "), zh.join(""))
}

/// The English plural ending: nothing for one, `s` for everything else.
pub const fn s(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A number with thousands set apart by commas.
pub fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Lang, Words, number};

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn words_in_scope_and_words_as_arguments_reach_both_languages() {
        let count = 3;
        let what = Words::fixed("station", "派出所");
        let text = say!("{count} at the {what}", "{what}有{count}项", what: what);
        assert_eq!(text.get(Lang::En), "3 at the station");
        assert_eq!(text.get(Lang::Zh), "派出所有3项");
    }

    #[test]
    fn locale_names_of_every_system_are_understood() {
        for (tag, lang) in [
            ("zh_CN.UTF-8", Some(Lang::Zh)),
            ("zh-Hans-CN", Some(Lang::Zh)),
            ("en-GB", Some(Lang::En)),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }
}
