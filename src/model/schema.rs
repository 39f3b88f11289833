//! JSON Schema of the kinds of documents, for editors: made of the types that the reader reads.

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value as Json, json};

use super::docs::{
    CalendarDoc, ListDoc, MappingDoc, OverlayDoc, PatternDoc, RosterDoc, ScenarioDoc, SetDoc,
    StandardDoc, WaiversDoc,
};
use super::load::KINDS;
use crate::doc::schema::{AsRead, words};
use crate::text::Words;

/// The name under which the schema of any document goes.
pub const ANY: &str = "any";

/// What the file of a schema is called.
pub fn file_name(kind: &str) -> String {
    format!("{kind}.schema.json")
}

/// The schema of one kind, or of a document of any kind. Nothing if there is no such kind; its name
/// may be in Chinese.
pub fn schema(kind: &str) -> Option<Json> {
    let mut settings = SchemaSettings::draft07();
    // Both editors for TOML and for YAML know this draft; the newer ones only one of them does.
    settings.meta_schema = Some("http://json-schema.org/draft-07/schema#".into());
    let mut generator = settings.into_generator();
    // They are as the reader takes them already.
    let mut kinds = Map::new();
    let body = if kind == ANY {
        any(&mut generator, &mut kinds)
    } else {
        let (name, _) = KINDS.iter().find(|(en, zh)| *en == kind || *zh == kind)?;
        of_kind(name, &mut generator)?
    };
    let mut definitions = generator.take_definitions(false);
    for (_, definition) in &mut definitions {
        as_read(definition);
    }
    definitions.extend(kinds);
    let mut all = Map::new();
    all.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    all.insert("title".to_owned(), json!(format!("remit: {kind}")));
    if let Json::Object(body) = body {
        all.extend(body.into_iter().filter(|(key, _)| key != "title"));
    }
    all.insert("definitions".to_owned(), Json::Object(definitions));
    Some(Json::Object(all))
}

/// What a kind of document says, from the comment of its type.
pub fn about(kind: &str) -> Option<Words> {
    let body = of_kind(kind, &mut SchemaSettings::draft07().into_generator())?;
    Some(words(body.get("description")?.as_str()?))
}

fn as_read(value: &mut Json) {
    use schemars::transform::Transform as _;
    if let Ok(schema) = <&mut Schema>::try_from(value) {
        AsRead.transform(schema);
    }
}

/// A document of one kind, with its `kind` given and nothing else but its keys.
fn of_kind(kind: &str, generator: &mut SchemaGenerator) -> Option<Json> {
    let schema = match kind {
        "set" => SetDoc::json_schema(generator),
        "responsibility-list" => ListDoc::json_schema(generator),
        "standard" => StandardDoc::json_schema(generator),
        "overlay" => OverlayDoc::json_schema(generator),
        "roster" => RosterDoc::json_schema(generator),
        "calendar" => CalendarDoc::json_schema(generator),
        "mapping" => MappingDoc::json_schema(generator),
        "scenario" => ScenarioDoc::json_schema(generator),
        "model" => PatternDoc::json_schema(generator),
        "waivers" => WaiversDoc::json_schema(generator),
        _ => return None,
    };
    let mut schema = schema.to_value();
    let own: Vec<&str> =
        KINDS.iter().filter(|(en, _)| *en == kind).flat_map(|(en, zh)| [*en, *zh]).collect();
    as_read(&mut schema);
    for key in ["kind", "种类"] {
        if let Some(Json::Object(key)) = schema.pointer_mut(&format!("/properties/{key}")) {
            key.remove("type");
            key.insert("enum".to_owned(), json!(own));
        }
    }
    Some(schema)
}

/// A document of whichever kind it says that it is.
fn any(generator: &mut SchemaGenerator, kinds: &mut Map<String, Json>) -> Json {
    let mut branches = Vec::new();
    let mut names = Vec::new();
    for (en, zh) in KINDS {
        let Some(body) = of_kind(en, generator) else { continue };
        names.extend([en, zh]);
        for key in ["kind", "种类"] {
            branches.push(json!({
                "if": { "properties": { key: { "enum": [en, zh] } }, "required": [key] },
                "then": { "$ref": format!("#/definitions/{en}") },
            }));
        }
        kinds.insert(en.to_owned(), body);
    }
    json!({
        "type": "object",
        "properties": { "kind": { "enum": names }, "种类": { "enum": names } },
        "allOf": branches,
    })
}

#[cfg(test)]
mod tests {
    use super::{ANY, KINDS, about, schema};

    #[test]
    fn every_kind_has_a_schema_and_says_in_both_languages_what_each_key_is() {
        for (kind, chinese) in KINDS {
            let own = schema(kind).unwrap();
            assert_eq!(own["properties"]["kind"]["enum"], serde_json::json!([kind, chinese]));
            let mut bare = Vec::new();
            undescribed(&own, kind, &mut bare);
            assert!(bare.is_empty(), "{bare:#?}");
            assert!(!about(kind).unwrap().zh.is_empty());
            assert_eq!(schema(chinese).unwrap()["properties"], own["properties"]);
        }
        assert!(schema("lists").is_none());
        assert!(schema(ANY).unwrap()["definitions"]["roster"].is_object());
    }

    /// Keys without a description in two languages.
    fn undescribed(value: &serde_json::Value, path: &str, bare: &mut Vec<String>) {
        if let Some(keys) = value.get("properties").and_then(|keys| keys.as_object()) {
            for (key, own) in keys {
                let text = own["description"].as_str().unwrap_or_default();
                let both = text
                    .split_once("\n\n")
                    .is_some_and(|(en, zh)| !en.is_empty() && zh.chars().any(|c| c > '\u{2e80}'));
                // The parts of a pause or an extension are told at their mapping.
                let small = ["step", "by", "at_most", "from", "until", "status"];
                let part = path.contains("Deadline") && small.contains(&key.as_str());
                if !both && !part {
                    bare.push(format!("{path}.{key}: {text:?}"));
                }
            }
        }
        match value {
            serde_json::Value::Object(all) => {
                for (key, own) in all {
                    undescribed(own, &format!("{path}/{key}"), bare);
                }
            }
            serde_json::Value::Array(all) => {
                for own in all {
                    undescribed(own, path, bare);
                }
            }
            _ => {}
        }
    }
}
