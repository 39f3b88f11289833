//! The shape of documents as JSON Schema, from the very types that they are read into.
//!
//! The comment of a key is its description. A line that begins with `zh:` is the Chinese of what
//! stands above it.

use std::borrow::Cow;

use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value as Json, json};

use super::{List, Many, Spanned, Table, Value, keys};
use crate::text::Words;

/// Begins the Chinese part of a comment.
const CHINESE: &str = "\nzh:";

/// A description in both languages.
pub fn described(words: &Words) -> String {
    format!("{}\n\n{}", words.en, words.zh)
}

/// The two parts of a description that was made by [`described`] or stands in a comment.
pub fn words(description: &str) -> Words {
    let (en, zh) = match description.split_once(CHINESE) {
        Some((en, zh)) => (en, zh),
        None => description.split_once("\n\n").unwrap_or((description, description)),
    };
    Words::made(en.split_whitespace().collect::<Vec<_>>().join(" "), zh.trim().to_owned())
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Many_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        Many::<T>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Many::<T>::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Table_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

impl JsonSchema for Value {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}

/// Makes of a type's schema what the reader really takes: keys in Chinese too, no other keys, numbers
/// where a text is wanted; and words that editors show.
#[derive(Clone, Copy, Debug)]
pub struct AsRead;

impl Transform for AsRead {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        optional(object);
        if let Some(Json::String(text)) = object.get_mut("description") {
            *text = described(&words(text));
        }
        object.remove("format");
        object.remove("default");
        values(object);
        names(object);
        // Beside a reference nothing counts in the older drafts that editors know.
        if object.len() > 1
            && let Some(target) = object.remove("$ref")
        {
            object.insert("allOf".to_owned(), json!([{ "$ref": target }]));
        }
    }
}

/// What may be left out need not be offered as `null`. A text may be written as a number.
fn optional(object: &mut Map<String, Json>) {
    if let Some(Json::Array(any)) = object.get_mut("anyOf") {
        any.retain(|one| one.get("type") != Some(&json!("null")));
        if let [only] = any.as_slice()
            && let Json::Object(only) = only.clone()
        {
            object.remove("anyOf");
            object.extend(only);
        }
    }
    if let Some(Json::Array(types)) = object.get_mut("type") {
        types.retain(|one| *one != json!("null"));
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let bound = ["pattern", "const", "enum"].iter().any(|key| object.contains_key(*key));
    if object.get("type") == Some(&json!("string")) && !bound {
        object.insert("type".to_owned(), json!(["string", "number"]));
    }
}

/// Adds the Chinese words for values that are names.
fn values(object: &mut Map<String, Json>) {
    if let Some(Json::Array(all)) = object.get_mut("oneOf") {
        let mut chinese = Vec::new();
        for one in all.iter() {
            for word in one.get("const").and_then(Json::as_str).into_iter().flat_map(others) {
                let mut own = one.clone();
                if let Some(own) = own.as_object_mut() {
                    own.insert("const".to_owned(), json!(word));
                }
                chinese.push(own);
            }
        }
        all.extend(chinese);
    }
    if let Some(Json::Array(all)) = object.get_mut("enum") {
        let more: Vec<Json> =
            all.iter().filter_map(Json::as_str).flat_map(others).map(Json::from).collect();
        all.extend(more);
    }
}

/// Adds the Chinese words for keys, and closes the mapping to all others but the drafter's own. A
/// mapping that says by itself what else it takes is left as it is.
fn names(object: &mut Map<String, Json>) {
    if object.contains_key("additionalProperties") {
        return;
    }
    let Some(Json::Object(properties)) = object.get_mut("properties") else { return };
    let mut chinese = Vec::new();
    for (name, schema) in properties.iter() {
        for word in others(name) {
            chinese.push((word.to_owned(), schema.clone()));
        }
    }
    for (word, schema) in chinese {
        properties.entry(word).or_insert(schema);
    }
    object.insert("patternProperties".to_owned(), json!({ "^x-": true }));
    object.insert("additionalProperties".to_owned(), json!(false));
}

fn others(name: &str) -> impl Iterator<Item = &str> {
    keys::names(name).skip(1)
}

#[cfg(test)]
mod tests {
    use super::{described, words};

    #[test]
    fn a_comment_has_two_languages() {
        let both = words("What it is,\nin words.\nzh: 名称。");
        assert_eq!((both.en.as_ref(), both.zh.as_ref()), ("What it is, in words.", "名称。"));
        assert_eq!(words(&described(&both)), both);
    }
}
