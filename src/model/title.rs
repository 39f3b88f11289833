//! What people call a thing, in the languages of the set.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::json;

use crate::doc::Value;
use crate::doc::schema::described;
use crate::doc::value::Shape;
use crate::text::{Lang, Span, Words};

/// A name in one or both languages, as it is written: a text, or `{ zh: …, en: … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Where it stands.
    pub span: Span,
    /// In English, or in no language in particular.
    pub en: Option<String>,
    /// In Chinese, or in no language in particular.
    pub zh: Option<String>,
}

impl Title {
    /// The text in one language, if it is given in it.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Zh => self.zh.as_deref(),
        }
    }

    /// Both languages; where one is missing, the other stands in for it.
    pub fn words(&self) -> Words {
        let en = self.en.as_ref().or(self.zh.as_ref()).cloned().unwrap_or_default();
        let zh = self.zh.as_ref().or(self.en.as_ref()).cloned().unwrap_or_default();
        Words::made(en, zh)
    }

    /// Both languages of a title that may not be there, with a stand-in.
    pub fn or(title: Option<&Self>, stand_in: &str) -> Words {
        title.map_or_else(|| Words::same(stand_in), Self::words)
    }
}

impl<'de> Deserialize<'de> for Title {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(de)?;
        let text = |value: &Value| value.scalar().filter(|text| !text.trim().is_empty());
        let wrong = |en: String, zh: String| D::Error::custom(format!("{en}\u{1f}{zh}"));
        match &value.shape {
            Shape::Map(pairs) => {
                let mut title = Self { span: value.span, en: None, zh: None };
                for (key, item) in pairs {
                    match key.value.as_str() {
                        "en" | "英文" => title.en = text(item),
                        "zh" | "中文" => title.zh = text(item),
                        other => {
                            return Err(wrong(
                                format!(
                                    "`{other}` is not a language of titles; write `zh` or `en`"
                                ),
                                format!("`{other}`不是标题语言，请写`zh`或`en`"),
                            ));
                        }
                    }
                }
                Ok(title)
            }
            Shape::List(_) => Err(wrong(
                "a title is a text or `{ zh: …, en: … }`".to_owned(),
                "标题应为文本或`{ zh: …, en: … }`".to_owned(),
            )),
            _ => {
                let text = text(&value);
                Ok(Self { span: value.span, en: text.clone(), zh: text })
            }
        }
    }
}

impl JsonSchema for Title {
    fn schema_name() -> Cow<'static, str> {
        "Title".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let (en, zh) =
            (Words::fixed("In English.", "英文。"), Words::fixed("In Chinese.", "中文。"));
        let text = |words: &Words| json!({ "type": "string", "description": described(words) });
        json_schema!({
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": {
                        "zh": text(&zh),
                        "en": text(&en),
                        "中文": text(&zh),
                        "英文": text(&en),
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}
