//! Conditions on what is known of a case, as they are written and as they are resolved.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value as Json, json};

use super::rules::BAD_CONDITION;
use crate::doc::Spanned;
use crate::doc::schema::described;
use crate::doc::value::{Shape, Value};
use crate::finding::Finding;
use crate::text::{Span, Words, say};

/// A condition over fields `F` and steps `S`: by name as written, by id once resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition<F, S> {
    /// All of them.
    All(Vec<Condition<F, S>>),
    /// At least one of them.
    Any(Vec<Condition<F, S>>),
    /// The contrary.
    Not(Box<Condition<F, S>>),
    /// The value of a field.
    Field {
        /// Which field.
        field: F,
        /// What is asked of its value.
        test: Test,
        /// The step at which the value is taken; the latest value otherwise.
        at: Option<S>,
    },
    /// One of these steps has happened.
    Done(Vec<S>),
}

/// What is asked of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is one of these.
    OneOf(Vec<Spanned<String>>),
    /// It is a number within bounds.
    Number {
        /// Lower bound, and whether the bound itself is within.
        low: Option<(f64, bool)>,
        /// Upper bound, likewise.
        high: Option<(f64, bool)>,
    },
    /// It is known (or, with `false`, unknown). Never unknown itself.
    Known(bool),
}

/// A condition as it is written: fields and steps by name.
pub type Written = Condition<Spanned<String>, Spanned<String>>;

impl JsonSchema for Written {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = generator.subschema_for::<Self>();
        let scalar = json!({ "type": ["string", "number", "boolean"] });
        let number = json!({ "type": ["number", "string"] });
        let test = |en, zh, schema: &Json| {
            let mut own = schema.clone();
            own["description"] = described(&Words::fixed(en, zh)).into();
            own
        };
        let one_or_more = |one: &Json| json!({ "anyOf": [one, { "type": "array", "items": one }] });
        let all = one_or_more(&json!(own));
        let value = json!({ "anyOf": [
            scalar,
            { "type": "array", "items": scalar },
            {
                "type": "object",
                "properties": {
                    "below": test("Less than this.", "小于。", &number),
                    "at_most": test("This or less.", "不大于。", &number),
                    "above": test("More than this.", "大于。", &number),
                    "at_least": test("This or more.", "不小于。", &number),
                    "known": test(
                        "Whether it is known at all.", "是否已知。", &json!({ "type": "boolean" }),
                    ),
                },
                "additionalProperties": false,
            },
        ] });
        let steps = one_or_more(&json!({ "type": "string" }));
        json_schema!({
            "type": "object",
            "properties": {
                "all": test("All of these hold.", "全部成立。", &all),
                "any": test("At least one of these holds.", "至少一项成立。", &all),
                "not": test("This does not hold.", "不成立。", &json!({ "allOf": [own] })),
                "done": test("One of these steps has happened.", "其中一个环节已完成。", &steps),
                "at": test(
                    "The step at which values are taken; the latest otherwise.",
                    "取值所在的环节；不写则取最新值。",
                    &json!({ "type": "string" }),
                ),
            },
            "additionalProperties": value,
        })
    }
}

impl<F, S> Condition<F, S> {
    /// Calls `see` with every condition in it that asks for a field or step.
    pub fn leaves<'c>(&'c self, see: &mut impl FnMut(&'c Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.leaves(see)),
            Self::Not(part) => part.leaves(see),
            Self::Field { .. } | Self::Done(_) => see(self),
        }
    }

    /// The same condition with other fields and steps; nothing if one of them can't be resolved.
    pub fn resolve<G, T>(
        &self,
        field_of: &mut impl FnMut(&F) -> Option<G>,
        step_of: &mut impl FnMut(&S) -> Option<T>,
    ) -> Option<Condition<G, T>> {
        let mut all = |parts: &[Self]| {
            parts.iter().map(|part| part.resolve(field_of, step_of)).collect::<Option<Vec<_>>>()
        };
        Some(match self {
            Self::All(parts) => Condition::All(all(parts)?),
            Self::Any(parts) => Condition::Any(all(parts)?),
            Self::Not(part) => Condition::Not(Box::new(part.resolve(field_of, step_of)?)),
            Self::Field { field, test, at } => Condition::Field {
                field: field_of(field)?,
                test: test.clone(),
                at: match at {
                    Some(step) => Some(step_of(step)?),
                    None => None,
                },
            },
            Self::Done(steps) => {
                Condition::Done(steps.iter().map(step_of).collect::<Option<Vec<_>>>()?)
            }
        })
    }
}

fn bad(span: Span, message: Words) -> Finding {
    Finding::at(&BAD_CONDITION, span, message, Words::fixed("not understood", "无法理解")).help(
        Words::fixed(
            "write `field: value`, `field: [a, b]`, `field: { below: 14 }`, or `all`, `any`, `not`, `done`",
            "请写`字段: 值`、`字段: [甲, 乙]`、`字段: { below: 14 }`，或`all`、`any`、`not`、`done`",
        ),
    )
}

/// Reads a condition. What can't be read is reported and left out.
pub fn read(value: &Value, faults: &mut Vec<Finding>) -> Written {
    let Shape::Map(pairs) = &value.shape else {
        faults.push(bad(
            value.span,
            Words::fixed("a condition names fields and their values", "条件应写明字段及其取值"),
        ));
        return Condition::All(Vec::new());
    };
    if pairs.iter().all(|(key, _)| key.value == "at") {
        faults.push(bad(
            value.span,
            Words::fixed("the condition asks for nothing", "条件没有任何内容"),
        ));
    }
    let at = pairs.iter().find(|(key, _)| key.value == "at").and_then(|(_, v)| named(v));
    let mut parts = Vec::new();
    for (key, item) in pairs {
        match key.value.as_str() {
            "at" => {}
            "all" => parts.push(Condition::All(each(item, faults))),
            "any" => parts.push(Condition::Any(each(item, faults))),
            "not" => parts.push(Condition::Not(Box::new(read(item, faults)))),
            "done" => {
                let steps: Vec<_> = item.items().iter().filter_map(named).collect();
                if steps.is_empty() {
                    faults.push(bad(
                        key.span,
                        Words::fixed("`done` names no step", "`done`没有写明环节"),
                    ));
                }
                parts.push(Condition::Done(steps));
            }
            _ => {
                if let Some(test) = test(item, faults) {
                    parts.push(Condition::Field { field: key.clone(), test, at: at.clone() });
                }
            }
        }
    }
    match parts.len() {
        1 => parts.swap_remove(0),
        _ => Condition::All(parts),
    }
}

fn each(value: &Value, faults: &mut Vec<Finding>) -> Vec<Written> {
    if value.items().is_empty() {
        faults.push(bad(
            value.span,
            Words::fixed("there is no condition in the list", "列表中没有条件"),
        ));
    }
    value.items().iter().map(|item| read(item, faults)).collect()
}

fn named(value: &Value) -> Option<Spanned<String>> {
    value.scalar().map(|text| Spanned { value: text, span: value.span })
}

fn test(value: &Value, faults: &mut Vec<Finding>) -> Option<Test> {
    let Shape::Map(pairs) = &value.shape else {
        let values: Vec<_> = value.items().iter().filter_map(named).collect();
        if values.is_empty() {
            faults.push(bad(
                value.span,
                Words::fixed("the condition names no value", "条件没有写明取值"),
            ));
            return None;
        }
        return Some(Test::OneOf(values));
    };
    let (mut low, mut high) = (None, None);
    for (key, item) in pairs {
        let number = match item.shape {
            #[expect(clippy::cast_precision_loss, reason = "an age, a count: far below 2^52")]
            Shape::Int(n) => Some(n as f64),
            Shape::Float(n) => Some(n),
            Shape::Text(ref text) => text.parse().ok(),
            _ => None,
        };
        match (key.value.as_str(), number, &item.shape) {
            ("below", Some(n), _) => high = Some((n, false)),
            ("at_most", Some(n), _) => high = Some((n, true)),
            ("above", Some(n), _) => low = Some((n, false)),
            ("at_least", Some(n), _) => low = Some((n, true)),
            ("known", _, Shape::Bool(known)) => return Some(Test::Known(*known)),
            (other, _, _) => {
                faults.push(bad(
                    key.span,
                    say!("`{other}` is not a test with such a value", "`{other}`不是可用的判断"),
                ));
                return None;
            }
        }
    }
    Some(Test::Number { low, high })
}
