//! Parts of documents as they are compared and told, without their places.

use crate::doc::value::{Shape, Value};
use crate::doc::{Many, Spanned};
use crate::model::Title;
use crate::model::condition::{Condition, Test, Written};
use crate::text::Words;

/// Names that are told together.
pub(super) trait Names {
    /// All of them, or a dash.
    fn shown(&self) -> String;
    /// Each of them.
    fn all(&self) -> Vec<&str>;
}

impl Names for Many<Spanned<String>> {
    fn shown(&self) -> String {
        if self.is_empty() { "–".to_owned() } else { self.all().join(", ") }
    }
    fn all(&self) -> Vec<&str> {
        self.iter().map(Spanned::as_str).collect()
    }
}

/// Titles as words.
pub(super) fn titles(all: impl IntoIterator<Item = Title>) -> Vec<Words> {
    all.into_iter().map(|title| title.words()).collect()
}

/// A value in one line.
pub(super) fn value(own: &Value) -> String {
    match &own.shape {
        Shape::Null => "–".to_owned(),
        Shape::List(items) => {
            format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", "))
        }
        Shape::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, item)| format!("{}: {}", key.value, value(item)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        _ => own.scalar().unwrap_or_default(),
    }
}

/// A value that may not be there.
pub(super) fn optional(own: Option<&Value>) -> String {
    own.map_or_else(|| "–".to_owned(), value)
}

/// A name that may not be there.
pub(super) fn name(own: Option<&Spanned<String>>) -> String {
    own.map_or_else(|| "–".to_owned(), |own| own.value.clone())
}

/// A condition in one line.
pub(super) fn condition(own: &Written) -> String {
    let all = |parts: &[Written], word: &str| {
        parts.iter().map(condition).collect::<Vec<_>>().join(&format!(" {word} "))
    };
    let names = |all: &[Spanned<String>]| {
        all.iter().map(|own| own.value.as_str()).collect::<Vec<_>>().join(" | ")
    };
    match own {
        Condition::All(parts) => all(parts, "&"),
        Condition::Any(parts) => format!("({})", all(parts, "|")),
        Condition::Not(part) => format!("!({})", condition(part)),
        Condition::Done(steps) => format!("done: {}", names(steps)),
        Condition::Field { field, test, at } => {
            let test = match test {
                Test::OneOf(values) => names(values),
                Test::Known(known) => format!("known: {known}"),
                Test::Number { low, high } => {
                    let bound = |own: &Option<(f64, bool)>, sign: &str| {
                        own.map_or_else(String::new, |(number, within)| {
                            format!("{sign}{}{number}", if within { "=" } else { "" })
                        })
                    };
                    format!("{}{}", bound(low, ">"), bound(high, "<"))
                }
            };
            let at = at.as_ref().map_or_else(String::new, |at| format!(" @{}", at.value));
            format!("{}: {test}{at}", field.value)
        }
    }
}
