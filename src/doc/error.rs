//! Why a value could not be read, in both languages.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::text::{Words, say};

/// Separates English from Chinese where serde only lets one string through.
const BOTH: char = '\u{1f}';

/// What kind of failure it was; it decides the rule of the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A value of another type or form is wanted.
    Type,
    /// A name that is not among those allowed.
    Variant(Vec<&'static str>),
    /// A key is missing.
    Missing(&'static str),
}

/// A failure on its way up to the node that it concerns.
#[derive(Clone, Debug)]
pub(super) struct Error {
    pub(super) why: Why,
    pub(super) message: Words,
    /// The failure has become a finding already.
    pub(super) told: bool,
}

impl Error {
    fn new(why: Why, message: Words) -> Self {
        Self { why, message, told: false }
    }
}

/// A message in both languages for [`serde::de::Error::custom`].
pub(super) fn both(words: &Words) -> String {
    format!("{}{BOTH}{}", words.en, words.zh)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        let words = match text.split_once(BOTH) {
            Some((en, zh)) => Words::made(en, zh),
            None => Words::same(text),
        };
        Self::new(Why::Type, words)
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let (found, wanted) = (describe(&found), expected(wanted));
        Self::new(
            Why::Type,
            say!("{wanted} is wanted here, not {found}", "这里应为{wanted}，而不是{found}",
                wanted: wanted, found: found),
        )
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::invalid_type(found, wanted)
    }

    fn invalid_length(count: usize, wanted: &dyn Expected) -> Self {
        let wanted = expected(wanted);
        Self::new(
            Why::Type,
            say!("{wanted} is wanted here, not {count} values", "这里应为{wanted}，而不是{count}个值",
                wanted: wanted),
        )
    }

    fn unknown_variant(found: &str, allowed: &'static [&'static str]) -> Self {
        let list = allowed.join(", ");
        Self::new(
            Why::Variant(allowed.to_vec()),
            say!("`{found}` is not one of: {list}", "`{found}`不在可选值之列：{list}"),
        )
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Why::Missing(field), say!("the key `{field}` is missing", "缺少键`{field}`"))
    }
}

fn describe(found: &Unexpected<'_>) -> Words {
    match found {
        Unexpected::Bool(b) => say!("the truth value `{b}`", "逻辑值`{b}`"),
        Unexpected::Unsigned(n) => say!("the number `{n}`", "数字`{n}`"),
        Unexpected::Signed(n) => say!("the number `{n}`", "数字`{n}`"),
        Unexpected::Float(n) => say!("the number `{n}`", "数字`{n}`"),
        Unexpected::Str(text) => {
            let text: String = text.chars().take(60).collect();
            say!("the text `{text}`", "文本`{text}`")
        }
        Unexpected::Unit | Unexpected::Option => Words::fixed("nothing", "空值"),
        Unexpected::Seq => Words::fixed("a list", "列表"),
        Unexpected::Map => Words::fixed("a mapping", "映射"),
        other => Words::same(other.to_string()),
    }
}

/// What serde's own visitors ask for, in words that a drafter understands.
fn expected(wanted: &dyn Expected) -> Words {
    let text = wanted.to_string();
    if let Some((en, zh)) = text.split_once(BOTH) {
        return Words::made(en, zh);
    }
    match text.as_str() {
        "a string" | "a borrowed string" => Words::fixed("a text", "文本"),
        "a boolean" => Words::fixed("`true` or `false`", "`true`或`false`"),
        "u8" | "u16" | "u32" | "u64" | "usize" => Words::fixed("a whole number", "非负整数"),
        "i8" | "i16" | "i32" | "i64" => Words::fixed("a whole number", "整数"),
        "f32" | "f64" => Words::fixed("a number", "数字"),
        "a sequence" => Words::fixed("a list", "列表"),
        "a map" => Words::fixed("a mapping", "映射"),
        other if other.starts_with("struct ") => Words::fixed("a mapping with keys", "带键的映射"),
        other if other.starts_with("enum ") => {
            Words::fixed("one of the known names", "已知名称之一")
        }
        _ => Words::same(text),
    }
}
