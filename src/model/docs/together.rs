//! Parts of a standard about several steps or several times: groups, repetitions, occurrences.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::{BasisDoc, Status};
use crate::doc::schema::described;
use crate::doc::{Many, Spanned, Value};
use crate::model::condition::Written;
use crate::model::within::Timing;
use crate::model::{Limit, Title};
use crate::text::Words;

/// Steps of which one, some or all are done. Exactly one of `one_of`, `any_of`, `all_of` is given.
/// zh: 环节组：`one_of`、`any_of`、`all_of`三者只写其一。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GroupDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// Exactly one of these.
    /// zh: 恰好其中一项。
    pub one_of: Many<Spanned<String>>,
    /// At least one of these.
    /// zh: 至少其中一项。
    pub any_of: Many<Spanned<String>>,
    /// All of these.
    /// zh: 全部。
    pub all_of: Many<Spanned<String>>,
    /// Steps or groups that each member comes after.
    /// zh: 每个成员都须在其后的环节或环节组。
    pub after: Many<Spanned<String>>,
    /// By when: the first of one or some, the last of all.
    /// zh: 时限：择一或部分的，以最先为准；全部的，以最后为准。
    #[schemars(with = "Option<Many<Timing>>")]
    pub within: Option<Value>,
    /// Only when this holds.
    /// zh: 仅在此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// Need not be done; with `all_of`: all together or none.
    /// zh: 可做可不做；与`all_of`同用：要么全做，要么不做。
    pub optional: bool,
    /// The law behind it.
    /// zh: 法律依据。
    pub basis: Many<BasisDoc>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
}

/// A step that is done again and again: at given distances from a start, or in equal windows.
/// zh: 反复实施的环节：距起点若干时长，或按相等的时间窗。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RepeatDoc {
    /// Ends of the windows, counted from the start: `[7d, 30d, 90d]`.
    /// zh: 各时间窗的终点，自起点起算：`[7d, 30d, 90d]`。
    pub at: Many<Spanned<Limit>>,
    /// The length of equal windows that follow each other.
    /// zh: 连续的等长时间窗的长度。
    pub every: Option<Spanned<Limit>>,
    /// How many of them. Without it: until `until`, or until the duty ends.
    /// zh: 共几个；不写则至`until`为止，或至事项终结。
    pub times: Option<Spanned<u32>>,
    /// The step that puts an end to it; the window in which it is done is not owed.
    /// zh: 使之停止的环节；该环节所在的时间窗不再要求。
    pub until: Option<Spanned<String>>,
    /// The step from which the windows are counted. Default as for deadlines.
    /// zh: 时间窗的起算环节，默认同时限。
    pub of: Option<Spanned<String>>,
    /// Only when this holds.
    /// zh: 仅在此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// Whether a window that ends on a rest day ends with the next working day. Default `true`.
    /// zh: 终点遇休息日是否顺延至下一工作日，默认`true`。
    pub roll: Option<bool>,
    /// How well the numbers are known.
    /// zh: 数字的依据情况。
    pub basis: Option<Spanned<Status>>,
    /// A remark.
    /// zh: 备注。
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

impl JsonSchema for OccurrencesDoc {
    fn schema_name() -> Cow<'static, str> {
        "OccurrencesDoc".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = Words::fixed(
            "Events with the same value of this field belong together.",
            "该字段取值相同的事件属于同一次办理。",
        );
        let field = json!({ "type": "string", "description": described(&words) });
        json_schema!({
            "anyOf": [
                { "const": "each-start" },
                {
                    "type": "object",
                    "properties": { "field": field, "字段": field },
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": false,
                },
            ],
        })
    }
}
