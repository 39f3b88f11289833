//! The code quality report of `GitLab`: one flat list. What is waived is left out; what the baseline
//! knows is there as information, marked.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{Item, Run, Standing, Surroundings};
use crate::finding::Severity;

/// The report of all runs.
///
/// # Errors
///
/// None in practice, see [`crate::report::wire::to_json`].
pub fn render(runs: &[Run], around: &Surroundings<'_>) -> Result<String, serde_json::Error> {
    let mut seen = HashSet::new();
    let mut all: Vec<Value> = Vec::new();
    for item in runs.iter().flat_map(|run| &run.items) {
        if item.counts.standing() == Standing::Waived {
            continue;
        }
        let mut fingerprint = item.id.clone();
        while !seen.insert(fingerprint.clone()) {
            fingerprint.push('+');
        }
        all.push(entry(item, &fingerprint, around));
    }
    crate::report::wire::to_json(&all)
}

fn entry(item: &Item, fingerprint: &str, around: &Surroundings<'_>) -> Value {
    let known = item.counts.standing() == Standing::Known;
    let severity = match item.severity {
        _ if known => "info",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    let mark = if known { around.pick("known: ", "已知：") } else { "" };
    let more = match item.counts.total() {
        1 => String::new(),
        count => format!(" (×{count})"),
    };
    let begin = item.place.line.unwrap_or(1);
    json!({
        "description": format!("{mark}{}{more}", item.message),
        "check_name": item.rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": item.place.path,
            "lines": { "begin": begin, "end": item.place.end_line.unwrap_or(begin) },
        },
    })
}
