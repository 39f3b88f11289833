//! SARIF 2.1.0, as code scanning takes it.
//!
//! Columns count characters (`unicodeCodePoints`); the column at the end is the one after the last.
//! What is waived is left out. What the baseline knows is `unchanged`, and once there is a baseline
//! everything else is `new`. Beyond the first 5,000 results of a run the worst of them are there, and
//! a notification says how many are not.

use serde_json::{Map, Value, json};

use super::{Item, Place, RuleText, Run, Standing, Surroundings};
use crate::finding::Severity;
use crate::text::say;

/// Results that a run may have.
const MOST: usize = 5_000;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of all runs. `compared` says that there was a baseline.
///
/// # Errors
///
/// None in practice, see [`crate::report::wire::to_json`].
pub fn render(
    runs: &[Run],
    compared: bool,
    around: &Surroundings<'_>,
) -> Result<String, serde_json::Error> {
    let runs: Vec<Value> = runs.iter().map(|own| run(own, compared, around)).collect();
    crate::report::wire::to_json(&json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": runs }))
}

fn run(run: &Run, compared: bool, around: &Surroundings<'_>) -> Value {
    let all = || run.items.iter().filter(|item| item.counts.standing() != Standing::Waived);
    let results: Vec<Value> =
        all().take(MOST).map(|item| result(item, run, compared, around)).collect();
    let left = all().count().saturating_sub(MOST);
    let mut told: Vec<String> = run.notes.clone();
    if left > 0 {
        told.push(around.words(&say!(
            "{left} more results are left out: code scanning takes {MOST}, and these are the worst",
            "另有{left}项结果未列出：代码扫描最多接收{MOST}项，此处为最严重的部分"
        )));
    }
    let notifications: Vec<Value> = told
        .iter()
        .map(|text| json!({ "level": "note", "message": { "text": sentence(text, around) } }))
        .collect();
    let mut invocation = json!({ "executionSuccessful": true });
    if let (false, Some(own)) = (notifications.is_empty(), invocation.as_object_mut()) {
        own.insert("toolExecutionNotifications".to_owned(), Value::Array(notifications));
    }
    let period = run.period.as_deref().map(|period| format!("{period}/")).unwrap_or_default();
    let mut properties = Map::new();
    properties.insert("set".to_owned(), json!(run.set));
    properties.insert("setVersion".to_owned(), json!(run.version));
    for (key, value) in [("period", &run.period), ("asOf", &run.as_of)] {
        if let Some(value) = value {
            properties.insert(key.to_owned(), json!(value));
        }
    }
    json!({
        "tool": { "driver": {
            "name": "remit",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": around.lang.code(),
            "rules": run.rules.iter().map(|own| rule(own, around)).collect::<Vec<_>>(),
        } },
        "automationDetails": {
            "id": format!("remit/{}/{}/{period}", run.command, run.set),
            "description": { "text": sentence(&run.title, around) },
        },
        "columnKind": "unicodeCodePoints",
        "language": around.lang.code(),
        "originalUriBaseIds": {
            ROOT: { "description": { "text": sentence(
                around.pick("the root of the repository", "仓库根目录"), around) } },
        },
        "invocations": [invocation],
        "results": results,
        "properties": properties,
    })
}

/// What paths are relative to.
const ROOT: &str = "%SRCROOT%";

fn rule(rule: &RuleText, around: &Surroundings<'_>) -> Value {
    let group = rule.id.split('/').next().unwrap_or_default();
    let problem = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    };
    let first = rule.text.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let hint = around.pick("More about it", "更多说明");
    let colon = around.pick(": ", "：");
    let help = format!("{}\n\n{hint}{colon}`remit explain {}`", rule.text, rule.id);
    json!({
        "id": rule.id,
        "name": name(&rule.id),
        "shortDescription": { "text": sentence(&rule.title, around) },
        "fullDescription": { "text": first },
        "help": { "text": help.replace('`', ""), "markdown": help },
        "defaultConfiguration": { "level": rule.severity.code() },
        "properties": { "tags": [group], "problem.severity": problem },
    })
}

/// `disposal/step-late` as `DisposalStepLate`, which is how the format names rules.
fn name(id: &str) -> String {
    let mut upper = true;
    let mut out = String::new();
    for c in id.chars() {
        if matches!(c, '/' | '-') {
            upper = true;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}

fn result(item: &Item, run: &Run, compared: bool, around: &Surroundings<'_>) -> Value {
    let mut text = sentence(&item.message, around);
    for detail in &item.details {
        text.push('\n');
        text.push_str(&sentence(detail, around));
    }
    // Each row that an item names is in the message too: not everybody shows related places.
    for row in &item.related {
        text.push_str("\n- ");
        text.push_str(&row.words);
    }
    let mut result = json!({
        "ruleId": item.rule,
        "level": item.severity.code(),
        "message": { "text": escaped(&text) },
        "locations": [{ "physicalLocation": physical(&item.place, true) }],
    });
    let Some(own) = result.as_object_mut() else { return result };
    if let Some(at) = run.rules.iter().position(|rule| rule.id == item.rule) {
        own.insert("ruleIndex".to_owned(), json!(at));
    }
    let related: Vec<Value> = (1..)
        .zip(&item.related)
        .map(|(id, related): (u32, _)| {
            json!({
                "id": id,
                "physicalLocation": physical(&related.place, false),
                "message": { "text": escaped(&sentence(&related.words, around)) },
            })
        })
        .collect();
    if !related.is_empty() {
        own.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    let mut prints = Map::new();
    if let Some(hash) = &item.line_hash {
        prints.insert("primaryLocationLineHash".to_owned(), json!(hash));
    }
    prints.insert("remit/v1".to_owned(), json!(item.id));
    own.insert("partialFingerprints".to_owned(), Value::Object(prints));
    if compared {
        let state = if item.counts.standing() == Standing::Known { "unchanged" } else { "new" };
        own.insert("baselineState".to_owned(), json!(state));
    }
    let codes: Map<String, Value> =
        item.codes.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    if !codes.is_empty() {
        own.insert("properties".to_owned(), Value::Object(codes));
    }
    result
}

/// A place. Code scanning wants a line of what a result is about, even of a file as a whole.
fn physical(place: &Place, first: bool) -> Value {
    let uri = uri(place);
    let mut artifact = json!({ "uri": uri });
    if let (false, Some(own)) = (place.is_outside(), artifact.as_object_mut()) {
        own.insert("uriBaseId".to_owned(), json!(ROOT));
    }
    let mut region = Map::new();
    let parts = [
        ("startLine", place.line.or(first.then_some(1))),
        ("startColumn", place.column),
        ("endLine", place.end_line),
        ("endColumn", place.end_column),
    ];
    for (key, value) in parts {
        if let Some(value) = value {
            region.insert(key.to_owned(), json!(value));
        }
    }
    let mut physical = json!({ "artifactLocation": artifact });
    if let (false, Some(own)) = (region.is_empty(), physical.as_object_mut()) {
        own.insert("region".to_owned(), Value::Object(region));
    }
    physical
}

/// A path as a URI: what is no plain letter, digit or mark is percent-encoded.
fn uri(place: &Place) -> String {
    let mut out = String::new();
    if place.is_outside() && !place.path.starts_with("../") {
        out.push_str("file://");
        if !place.path.starts_with('/') {
            out.push('/');
        }
    }
    for byte in place.path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: [char; 16] =
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
            out.push('%');
            out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    out
}

/// A text with the mark at its end that sentences have.
fn sentence(text: &str, around: &Surroundings<'_>) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '。', '！', '？', ':', '：']) {
        return text.to_owned();
    }
    format!("{text}{}", around.pick(".", "。"))
}

/// A text in which nothing is taken for a link or a placeholder.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            ']' if rest.peek() == Some(&'(') => out.push_str("\\]"),
            '{' if rest.peek().is_some_and(char::is_ascii_digit) => out.push_str("{{"),
            c => out.push(c),
        }
    }
    out
}
