//! How a log was read, written down as a mapping.

use serde_yaml::{Mapping, Value};

use super::event::Input;
use super::formats::Format;
use crate::doc::{Spanned, Table};
use crate::model::Title;
use crate::model::docs::{ColumnDoc, Form, MappingDoc, Ties, TimeMeaning};
use crate::text::Lang;

/// A mapping in YAML that reads a log as it was read. `id` is its name, and `file` that of the log.
///
/// # Errors
///
/// None in practice: what is written are texts, numbers and lists of them.
pub fn mapping(input: &Input, id: &str, file: &str) -> Result<String, serde_yaml::Error> {
    let doc = &input.taken;
    let mut top = Mapping::new();
    set(&mut top, "kind", "mapping");
    set(&mut top, "id", id);
    set(&mut top, "files", escaped(file));
    if let Some(table) = &input.table {
        set(&mut top, "sheet", escaped(table));
    }
    if doc.form == Form::Wide {
        set(&mut top, "form", "wide");
    }
    if input.format == Format::Csv {
        // What is no name of an encoding was found out row by row, and is again.
        if !input.encoding.contains(' ') {
            set(&mut top, "encoding", input.encoding.as_str());
        }
        let tab = input.delimiter == '\t';
        set(
            &mut top,
            "delimiter",
            if tab { "tab".to_owned() } else { input.delimiter.to_string() },
        );
    }
    if input.header_row > 0 {
        top.insert("header_row".into(), input.header_row.into());
    }
    text(&mut top, "timezone", doc.timezone.as_ref());
    if doc.times == TimeMeaning::Date {
        set(&mut top, "times", "date");
    }
    list(&mut top, "formats", doc.formats.iter());
    match doc.ties {
        None => {}
        Some(Ties::Lenient) => set(&mut top, "ties", "lenient"),
        Some(Ties::FileOrder) => set(&mut top, "ties", "file-order"),
    }
    if doc.complete {
        top.insert("complete".into(), true.into());
    }
    if let Some(day) = &doc.covers_from {
        set(&mut top, "covers_from", day.value.to_string());
    }
    nested(&mut top, "columns", columns(doc));
    nested(&mut top, "steps", steps(doc));
    text(&mut top, "duty", doc.duty.as_ref());
    nested(&mut top, "step_values", values(&doc.step_values));
    nested(&mut top, "duty_values", values(&doc.duty_values));
    let ignore: Vec<Value> = doc.ignore.iter().map(ignored).collect();
    if !ignore.is_empty() {
        top.insert("ignore".into(), ignore.into());
    }
    serde_yaml::to_string(&top)
}

fn set(map: &mut Mapping, key: &str, value: impl Into<String>) {
    map.insert(key.into(), value.into().into());
}

fn text(map: &mut Mapping, key: &str, value: Option<&Spanned<String>>) {
    if let Some(value) = value {
        set(map, key, value.value.as_str());
    }
}

fn list<'v>(map: &mut Mapping, key: &str, values: impl Iterator<Item = &'v Spanned<String>>) {
    let values: Vec<Value> = values.map(|value| value.value.as_str().into()).collect();
    if !values.is_empty() {
        map.insert(key.into(), values.into());
    }
}

fn nested(map: &mut Mapping, key: &str, inner: Mapping) {
    if !inner.is_empty() {
        map.insert(key.into(), inner.into());
    }
}

/// A name as a pattern that fits it alone.
fn escaped(name: &str) -> String {
    name.chars().fold(String::new(), |mut pattern, c| {
        if matches!(c, '*' | '?' | '[' | ']' | '{' | '}') {
            pattern.extend(['[', c, ']']);
        } else {
            pattern.push(c);
        }
        pattern
    })
}

fn columns(doc: &MappingDoc) -> Mapping {
    let own = &doc.columns;
    let mut map = Mapping::new();
    for (key, value) in [
        ("case", &own.case),
        ("duty", &own.duty),
        ("step", &own.step),
        ("text", &own.text),
        ("code", &own.code),
        ("at", &own.at),
        ("body", &own.body),
        ("person", &own.person),
        ("person_kind", &own.person_kind),
        ("target", &own.target),
        ("area", &own.area),
    ] {
        put(&mut map, key, value.as_ref());
    }
    nested(&mut map, "fields", fields(&own.fields));
    map
}

fn fields(own: &Table<ColumnDoc>) -> Mapping {
    let mut map = Mapping::new();
    own.iter().for_each(|(name, doc)| put(&mut map, &name.value, Some(doc)));
    map
}

fn put(map: &mut Mapping, key: &str, doc: Option<&ColumnDoc>) {
    if let Some(doc) = doc {
        map.insert(key.into(), column(doc));
    }
}

fn column(doc: &ColumnDoc) -> Value {
    if doc.split.is_none() && doc.values.is_empty() && !doc.keep {
        return doc.column.value.as_str().into();
    }
    let mut map = Mapping::new();
    set(&mut map, "column", doc.column.value.as_str());
    if let Some(split) = &doc.split {
        set(&mut map, "split", split.as_str());
    }
    if doc.keep {
        map.insert("keep".into(), true.into());
    }
    let mut values = Mapping::new();
    doc.values.iter().for_each(|(from, to)| set(&mut values, &from.value, to.as_str()));
    nested(&mut map, "values", values);
    map.into()
}

fn steps(doc: &MappingDoc) -> Mapping {
    let mut map = Mapping::new();
    for (name, step) in doc.steps.iter().filter(|_| doc.form == Form::Wide) {
        let mut own = Mapping::new();
        put(&mut own, "at", step.at.as_ref());
        put(&mut own, "body", step.body.as_ref());
        put(&mut own, "person", step.person.as_ref());
        nested(&mut own, "fields", fields(&step.fields));
        nested(&mut map, &name.value, own);
    }
    map
}

fn values(own: &Table<Spanned<String>>) -> Mapping {
    let mut map = Mapping::new();
    own.iter().for_each(|(from, to)| set(&mut map, &from.value, to.value.as_str()));
    map
}

fn ignored(rule: &crate::model::docs::IgnoreDoc) -> Value {
    let mut when = Mapping::new();
    rule.when.iter().for_each(|(column, test)| list(&mut when, &column.value, test.0.iter()));
    let mut map = Mapping::new();
    nested(&mut map, "when", when);
    if let Some(reason) = &rule.reason {
        map.insert("reason".into(), title(reason));
    }
    map.into()
}

fn title(own: &Title) -> Value {
    if own.en == own.zh {
        return own.en.clone().unwrap_or_default().into();
    }
    let mut map = Mapping::new();
    for (key, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        if let Some(text) = own.get(lang) {
            set(&mut map, key, text);
        }
    }
    map.into()
}
