use serde::Deserialize;

use super::BasisDoc;
use crate::doc::{Many, Spanned, Value};
use crate::model::{Limit, Title};

/// `kind = "model"`: a supervision model, which looks at many cases through another key than the
/// case and states what must not be seen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PatternDoc {
    /// Always `model`.
    pub kind: Option<String>,
    /// Its name; part of every fingerprint.
    pub id: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// What cases are gathered by: `target`, `area`, `body`, `person` or a field.
    pub by: Option<Spanned<String>>,
    /// What is counted; of several, any counts. Each case counts once.
    pub of: Many<CountedDoc>,
    /// How many cases at least, within one window. Default 2.
    pub at_least: Option<Spanned<u32>>,
    /// The length of the moving window.
    pub within: Option<Spanned<Limit>>,
    /// And all of these too, in the same window of the same key.
    pub with: Many<CountedDoc>,
    /// And none of these.
    pub without: Many<CountedDoc>,
    /// What a human is asked.
    pub question: Option<Title>,
    /// The law behind it.
    pub basis: Many<BasisDoc>,
}

/// What a supervision model counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountedDoc {
    /// `DUTY.step`.
    pub step: Option<Spanned<String>>,
    /// Any event of a duty.
    pub duty: Option<Spanned<String>>,
    /// How many cases of it at least, under `with`. Default 1.
    pub at_least: Option<Spanned<u32>>,
    /// Only when this holds in its case at that moment.
    pub when: Option<Value>,
}
