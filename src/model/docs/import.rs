//! An entry of `imports`: a folder, or a folder and the duties that are wanted of it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::doc::value::{Shape, Value};
use crate::doc::{Many, Spanned, keys};
use crate::text::nearest;

/// A set whose documents belong to the importing one too: `../calendars`, or
/// `{ set: ../cn-case-baseline, only: [CB-01] }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDoc {
    /// Its folder, relative to the importing set's root document.
    pub set: Spanned<String>,
    /// The only duties that come from it, or through it; all of them otherwise.
    pub only: Option<Vec<Spanned<String>>>,
}

const KEYS: [&str; 2] = ["set", "only"];

impl<'de> Deserialize<'de> for ImportDoc {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(de)?;
        let wrong = |en: String, zh: String| D::Error::custom(format!("{en}\u{1f}{zh}"));
        let named = |value: &Value| {
            value
                .scalar()
                .map(|text| Spanned { value: text, span: value.span })
                .ok_or_else(|| wrong("a name is wanted here".to_owned(), "这里应为名称".to_owned()))
        };
        let Shape::Map(pairs) = &value.shape else {
            return Ok(Self { set: named(&value)?, only: None });
        };
        let (mut set, mut only) = (None, None);
        for (key, item) in pairs {
            let name = key.as_str();
            match keys::english(name).unwrap_or(name) {
                "set" => set = Some(named(item)?),
                "only" => {
                    // `only:` with nothing behind it is an empty list and not the whole set.
                    let items = if item.shape == Shape::Null { &[] } else { item.items() };
                    only = Some(items.iter().map(named).collect::<Result<Vec<_>, _>>()?);
                }
                _ => {
                    let near = nearest(name, KEYS).unwrap_or("only");
                    return Err(wrong(
                        format!("`{name}` is no key of an import; did you mean `{near}`?"),
                        format!("引用中没有键`{name}`；是否想写`{near}`？"),
                    ));
                }
            }
        }
        let set = set.ok_or_else(|| {
            wrong(
                "the import names no folder; write `{ set: ../folder, only: [ID] }`".to_owned(),
                "引用没有写明文件夹；请写`{ set: ../文件夹, only: [事项编号] }`".to_owned(),
            )
        })?;
        Ok(Self { set, only })
    }
}

impl JsonSchema for ImportDoc {
    fn schema_name() -> Cow<'static, str> {
        "ImportDoc".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = Written::json_schema(generator);
        json_schema!({ "anyOf": [{ "type": "string" }, own] })
    }
}

/// The long form, for the schema alone.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the keys that the reader above takes")]
struct Written {
    /// The folder of the set, relative to this file.
    /// zh: 清单集所在文件夹，相对于本文件。
    set: String,
    /// The only duties that come from it, or through it; all of them otherwise.
    /// zh: 只引用这些事项；不写则引用全部。
    only: Option<Many<String>>,
}
