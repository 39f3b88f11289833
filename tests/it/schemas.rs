//! Every shipped document keeps to the schema of its kind, and what the reader refuses does not.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::command::{remit_in, said};
use crate::support::project;

/// Documents of a file, read by other readers than ours.
fn documents(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    if path.extension().is_some_and(|own| own == "toml") {
        return vec![dates_as_text(toml::from_str::<toml::Value>(&text).unwrap())];
    }
    serde_yaml::Deserializer::from_str(&text)
        .map(|one| {
            let mut value: serde_yaml::Value = serde::Deserialize::deserialize(one).unwrap();
            value.apply_merge().unwrap();
            serde_json::to_value(value).unwrap()
        })
        .collect()
}

/// As editors show them to a schema.
fn dates_as_text(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::Array(all) => all.into_iter().map(dates_as_text).collect(),
        toml::Value::Table(all) => {
            all.into_iter().map(|(key, own)| (key, dates_as_text(own))).collect()
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|own| own == "toml" || own == "yaml") {
            found.push(path);
        }
    }
}

fn validator(kind: &str) -> jsonschema::Validator {
    let schema = remit::model::schema::schema(kind).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    let words = schema.pointer("/definitions/set/properties/kind/enum");
    assert!(words.is_none_or(|own| *own == json!(["set", "清单集"])), "{words:?}");
    jsonschema::draft7::new(&schema).unwrap()
}

/// The kind that a document says it is.
fn kind(document: &Value) -> Option<&str> {
    document.get("kind").or_else(|| document.get("种类"))?.as_str()
}

fn faults(validator: &jsonschema::Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|own| format!("{}: {own}", own.instance_path())).collect()
}

#[test]
fn every_shipped_document_keeps_to_the_schema_of_its_kind() {
    let mut paths = Vec::new();
    files(&project("lists"), &mut paths);
    let any = validator("any");
    let mut of_kind = std::collections::HashMap::new();
    let mut seen = 0;
    for path in paths {
        for document in documents(&path) {
            let Some(kind) = kind(&document) else { continue };
            seen += 1;
            let own = faults(
                of_kind.entry(kind.to_owned()).or_insert_with(|| validator(kind)),
                &document,
            );
            assert!(own.is_empty(), "{}: {own:#?}", path.display());
            assert!(faults(&any, &document).is_empty(), "{}", path.display());
        }
    }
    assert!(seen > 150, "{seen} documents");
}

/// Ajv, taplo and the YAML language server, which `.ci/run` installs.
#[test]
fn the_schemas_do_in_the_programs_that_editors_use() {
    if !project("tests/pipeline/node_modules/yaml-language-server").exists() {
        println!(
            "tests/pipeline has no packages (npm ci there): the schemas stay untried in editors"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = remit_in(folder.path(), &["init", ".", "--id", "s", "--title-zh", "名称"]);
    assert!(made.status.success(), "{}", said(&made));
    let mut node = Command::new("node");
    let ran = node.arg(project("tests/pipeline/schemas.mjs")).arg(folder.path()).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    let tool = project("target/pipeline/bin/check-jsonschema");
    if !tool.exists() {
        println!(
            "no check-jsonschema in target/pipeline: the schemas stay unchecked against their own"
        );
        return;
    }
    let mut check = Command::new(tool);
    check.arg("--check-metaschema");
    for own in std::fs::read_dir(folder.path().join("schema")).unwrap() {
        check.arg(own.unwrap().path());
    }
    let ran = check.output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
}

/// A key of any mapping that the type of a document names, misspelt.
#[test]
fn a_misspelt_key_breaks_the_schema_wherever_the_reader_refuses_it() {
    let mut paths = Vec::new();
    files(&project("lists/dv-linkage/duties"), &mut paths);
    for name in ["remit.toml", "roster.yaml", "standards/DV-01.yaml", "standards/DV-05.toml"] {
        paths.push(project("lists/dv-linkage").join(name));
    }
    paths.push(project("lists/dv-cn-sd/remit.toml"));
    files(&project("lists/dv-cn-sd/scenarios"), &mut paths);
    files(&project("lists/clue-supervision/mappings"), &mut paths);
    files(&project("lists/clue-supervision/models"), &mut paths);
    let (mut tried, mut caught) = (0, 0);
    for path in paths {
        for document in documents(&path) {
            let Some(name) = kind(&document) else { continue };
            let own = validator(name);
            for place in mappings(&document, "") {
                let mut wrong = document.clone();
                let at = wrong.pointer_mut(&place).unwrap().as_object_mut().unwrap();
                at.insert("misspelt_key".to_owned(), json!("x"));
                let broken = !own.is_valid(&wrong);
                tried += 1;
                caught += usize::from(broken);
                assert_eq!(broken, refused(&wrong), "{} {place}", path.display());
            }
        }
    }
    assert!(caught > 300 && tried > caught, "{caught} of {tried}");
}

/// Whether our reader finds a key unknown.
fn refused(document: &Value) -> bool {
    let text = serde_json::to_string(document).unwrap();
    let (mut sources, mut sink) =
        (remit::text::Sources::default(), remit::finding::Sink::default());
    let format = remit::doc::Format::Yaml;
    let read = remit::doc::read_text("a.yaml", &text, format, &mut sources, &mut sink);
    let draft = remit::model::load::assemble(&read, sources, &mut sink);
    remit::lint::run(&draft, &mut sink);
    sink.findings().iter().any(|own| {
        let form = ["list/unknown-key", "list/wrong-type", "list/bad-deadline", "list/missing-key"];
        let own_key = own.message.en.contains("misspelt_key");
        form.contains(&own.rule.id) || own.rule.id == "list/bad-condition" && own_key
    })
}

/// Pointers to all mappings of a document.
fn mappings(value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(all) => {
            found.push(at.to_owned());
            for (key, own) in all {
                let key = key.replace('~', "~0").replace('/', "~1");
                found.extend(mappings(own, &format!("{at}/{key}")));
            }
        }
        Value::Array(all) => {
            for (number, own) in all.iter().enumerate() {
                found.extend(mappings(own, &format!("{at}/{number}")));
            }
        }
        _ => {}
    }
    found
}
