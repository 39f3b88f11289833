//! The standard that comes of it.

use serde_json::{Map, Value, json};

use super::Read;
use super::constraint::Rule;
use super::names::slug;

const HEAD: &str = "\
# 待补充 / still to be added: starts and ends of the duty, who acts (by), evidence, safeguards, evaluation.
# 原模型不含这些内容 / the model that it comes from does not have them.";

/// Writes what was read as a standard in YAML.
pub(super) fn standard(read: &Read, name: &str, duty: &str) -> String {
    let mut lines = vec![format!("# {} — Declare", plain(name)), HEAD.to_owned()];
    if !read.fields.is_empty() {
        lines.push("#\n# 请写入清单集 / put these into the set:\n# fields:".to_owned());
    }
    for field in &read.fields {
        let about = if field.number {
            json!({ "title": field.name, "type": "number" })
        } else {
            json!({ "title": field.name, "values": field.values })
        };
        let (key, about, written) = (quoted(&field.name), flow(&about), plain(&field.written));
        lines.push(format!("#   {key}: {about}  # {written}"));
    }
    lines.push(format!("kind: standard\nduty: {}\nsteps:", quoted(duty)));
    for (activity, id) in read.steps.iter() {
        let step = flow(&json!({ "title": activity, "optional": true }));
        let carried = read.carried.iter().filter(|(own, _)| own == activity);
        let fields: Vec<String> = carried.flat_map(|(_, all)| all).map(|f| plain(f)).collect();
        let fields = fields.join(", ");
        let mark = if fields.is_empty() { "" } else { "  # " };
        lines.push(format!("  {}: {step}{mark}{fields}", quoted(id)));
    }
    if !read.rules.is_empty() {
        lines.push("rules:".to_owned());
    }
    let mut ids: Vec<String> = Vec::new();
    for rule in &read.rules {
        let base = slug(&rule.title);
        let (mut id, mut number) = (base.clone(), 2);
        while ids.contains(&id) {
            id = format!("{base}_{number}");
            number += 1;
        }
        lines.push(format!("  {}: {}", quoted(&id), flow(&doc(rule))));
        ids.push(id);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn doc(rule: &Rule) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(key.to_owned(), value);
        }
    };
    put("title", Some(json!(rule.title)));
    put("template", Some(json!(rule.template)));
    put("activation", Some(json!(rule.activation)));
    put("target", rule.target.as_ref().map(|target| json!(target)));
    put("count", rule.count.map(|count| json!(count)));
    put("when", rule.when.clone());
    put("same", (!rule.same.is_empty()).then(|| json!(rule.same)));
    put("different", (!rule.different.is_empty()).then(|| json!(rule.different)));
    put("within", rule.within.as_ref().map(|within| json!(within)));
    Value::Object(map)
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), flow(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text, in quotes unless it is a plain word that can mean nothing else.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let other = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if plain && !other.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    Value::String(text.to_owned()).to_string()
}

/// A text for a comment: one line.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
