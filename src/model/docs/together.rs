//! Parts of a standard about several steps or several times: groups, repetitions, occurrences.

use serde::Deserialize;

use super::{BasisDoc, Status};
use crate::doc::{Many, Spanned, Value};
use crate::model::{Limit, Title};

/// Steps of which one, some or all are done. Exactly one of `one_of`, `any_of`, `all_of` is given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GroupDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// Exactly one of these.
    pub one_of: Many<Spanned<String>>,
    /// At least one of these.
    pub any_of: Many<Spanned<String>>,
    /// All of these.
    pub all_of: Many<Spanned<String>>,
    /// Steps or groups that each member comes after.
    pub after: Many<Spanned<String>>,
    /// By when: the first of one or some, the last of all.
    pub within: Option<Value>,
    /// Only when this holds.
    pub when: Option<Value>,
    /// Need not be done; with `all_of`: all together or none.
    pub optional: bool,
    /// The law behind it.
    pub basis: Many<BasisDoc>,
    /// A remark.
    pub note: Option<Title>,
}

/// A step that is done again and again: at given distances from a start, or in equal windows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RepeatDoc {
    /// Ends of the windows, counted from the start: `[7d, 30d, 90d]`.
    pub at: Many<Spanned<Limit>>,
    /// The length of equal windows that follow each other.
    pub every: Option<Spanned<Limit>>,
    /// How many of them. Without it: until `until`, or until the duty ends.
    pub times: Option<Spanned<u32>>,
    /// The step that puts an end to it; the window in which it is done is not owed.
    pub until: Option<Spanned<String>>,
    /// The step from which the windows are counted. Default as for deadlines.
    pub of: Option<Spanned<String>>,
    /// Only when this holds.
    pub when: Option<Value>,
    /// Whether a window that ends on a rest day ends with the next working day. Default `true`.
    pub roll: Option<bool>,
    /// How well the numbers are known.
    pub basis: Option<Spanned<Status>>,
    /// A remark.
    pub note: Option<Title>,
}

/// What begins a further occurrence of a duty in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OccurrencesDoc {
    /// Each performance of a step with which the duty starts.
    EachStart,
    /// Events with the same value of this field belong together.
    Field(Spanned<String>),
}

impl<'de> Deserialize<'de> for OccurrencesDoc {
    fn deserialize<D: serde::Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        use crate::doc::value::Shape;
        use serde::de::Error as _;

        let value = Value::deserialize(de)?;
        if matches!(&value.shape, Shape::Text(text) if text == "each-start") {
            return Ok(Self::EachStart);
        }
        let field = value.get("field").or_else(|| value.get("字段"));
        match field.and_then(|field| Some((field.scalar()?, field.span))) {
            Some((name, span)) if value.pairs().len() == 1 => {
                Ok(Self::Field(Spanned { value: name, span }))
            }
            _ => Err(D::Error::custom(
                "write `each-start`, or `{ field: name }`\u{1f}请写`each-start`，或`{ field: 字段 }`",
            )),
        }
    }
}
