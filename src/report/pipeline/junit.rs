//! `JUnit`, in the one shape that both the schema of Ant and that of Jenkins accept.
//!
//! A test case is something that was looked at: a file, a duty of a body, a scenario. It fails with
//! everything of it that makes the run fail, is skipped if all of that is waived or known, and else
//! passes. What was found below the level that fails is told in the output of its suite.

use std::fmt::Write as _;

use super::{Item, Run, Standing, Surroundings};
use crate::finding::Severity;
use crate::text::say;

/// When tests ran of which no instant is known: the same inputs give the same bytes.
const NO_TIME: &str = "1970-01-01T00:00:00";

/// The report of all runs.
pub fn render(runs: &[Run], around: &Surroundings<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let mut id = 0;
    for run in runs {
        for suite in suites(run) {
            write(run, suite, id, around, &mut out);
            id += 1;
        }
    }
    out.push_str("</testsuites>\n");
    out
}

/// The suites of a run, in the order in which they were first looked at.
fn suites(run: &Run) -> Vec<&str> {
    let mut seen = std::collections::HashSet::new();
    run.tests.iter().map(|test| test.suite.as_str()).filter(|name| seen.insert(*name)).collect()
}

/// What a test case came to.
struct Case<'r> {
    name: &'r str,
    failing: Vec<&'r Item>,
    set_aside: Vec<&'r Item>,
}

fn write(run: &Run, suite: &str, id: usize, around: &Surroundings<'_>, out: &mut String) {
    let mut by_test: Vec<Vec<&Item>> = vec![Vec::new(); run.tests.len()];
    for item in &run.items {
        if let Some(own) = by_test.get_mut(item.test) {
            own.push(item);
        }
    }
    let mut told = Vec::new();
    let mut cases = Vec::new();
    for (test, items) in run.tests.iter().zip(&by_test).filter(|(test, _)| test.suite == suite) {
        let (failing, others): (Vec<&Item>, Vec<&Item>) =
            items.iter().partition(|item| item.fails(around.fails));
        let is_aside = |item: &&Item| item.counts.standing() != Standing::Open;
        let (set_aside, below): (Vec<&Item>, Vec<&Item>) = others.into_iter().partition(is_aside);
        told.extend(below);
        cases.push(Case { name: &test.name, failing, set_aside });
    }
    let failures = cases.iter().filter(|case| !case.failing.is_empty()).count();
    let skipped =
        cases.iter().filter(|case| case.failing.is_empty() && !case.set_aside.is_empty()).count();
    // Seconds and no zone is all that the schema of Ant allows.
    let at = run.as_of.as_deref().and_then(|at| at.get(..19)).unwrap_or(NO_TIME);
    let package = format!("remit.{}.{}", run.command, run.set);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0.000\" timestamp=\"{at}\" hostname=\"localhost\" id=\"{id}\" package=\"{}\">",
        attribute(suite),
        cases.len(),
        attribute(&package),
    );
    out.push_str("    <properties>\n");
    let properties = [
        ("remit", Some(env!("CARGO_PKG_VERSION"))),
        ("set", Some(run.set.as_str())),
        ("set-version", Some(run.version.as_str())),
        ("title", Some(run.title.as_str())),
        ("period", run.period.as_deref()),
        ("as-of", run.as_of.as_deref()),
    ];
    for (name, value) in properties {
        if let Some(value) = value {
            let value = attribute(value);
            let _ = writeln!(out, "      <property name=\"{name}\" value=\"{value}\"/>");
        }
    }
    out.push_str("    </properties>\n");
    for case in &cases {
        write_case(case, &package, around, out);
    }
    let lines: Vec<String> = told.iter().map(|item| line(item, around)).collect();
    let _ = writeln!(out, "    <system-out>{}</system-out>", text(&lines.join("\n")));
    let _ = writeln!(out, "    <system-err>{}</system-err>", text(&run.notes.join("\n")));
    out.push_str("  </testsuite>\n");
}

fn write_case(case: &Case<'_>, package: &str, around: &Surroundings<'_>, out: &mut String) {
    let head = format!(
        "    <testcase name=\"{}\" classname=\"{}\" time=\"0.000\"",
        attribute(case.name),
        attribute(package)
    );
    out.push_str(&head);
    if let Some(first) = case.failing.first() {
        let more = case.failing.len() - 1;
        let mut message = first.message.clone();
        if more > 0 {
            message.push_str(&around.words(&say!(" (and {more} more)", "（另有{more}项）")));
        }
        let lines: Vec<String> = case.failing.iter().map(|item| block(item, around)).collect();
        let _ = write!(
            out,
            ">\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n",
            attribute(&message),
            attribute(&first.rule),
            text(&lines.join("\n\n")),
        );
    } else if !case.set_aside.is_empty() {
        let lines: Vec<String> = case.set_aside.iter().map(|item| line(item, around)).collect();
        let _ = writeln!(
            out,
            ">\n      <skipped message=\"{}\"/>\n    </testcase>",
            attribute(&lines.join("; "))
        );
    } else {
        out.push_str("/>\n");
    }
}

/// `warning disposal/step-late lists/a.yaml:3:5: …`
fn line(item: &Item, around: &Surroundings<'_>) -> String {
    let numbers = match (item.place.line, item.place.column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        (Some(line), None) => format!(":{line}"),
        _ => String::new(),
    };
    let mark = match item.counts.standing() {
        Standing::Open => String::new(),
        Standing::Known => around.pick("known, ", "已知，").to_owned(),
        Standing::Waived => around.pick("waived, ", "已豁免，").to_owned(),
    };
    let severity: Severity = item.severity;
    let severity = around.words(&severity.words());
    let (rule, path, message) = (&item.rule, &item.place.path, &item.message);
    let mut line = format!("{mark}{severity} {rule} {path}{numbers}: {message}");
    if item.counts.standing() != Standing::Open {
        for detail in &item.details {
            line.push_str("; ");
            line.push_str(detail);
        }
    }
    line
}

fn block(item: &Item, around: &Surroundings<'_>) -> String {
    let details = item.details.iter().map(|detail| format!("  {detail}"));
    let related = item.related.iter().map(|related| format!("  - {}", related.words));
    std::iter::once(line(item, around)).chain(details).chain(related).collect::<Vec<_>>().join("\n")
}

/// A text between tags.
fn text(text: &str) -> String {
    allowed(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text within quotes, on one line.
fn attribute(own: &str) -> String {
    let line = text(own).replace('"', "&quot;").replace(['\n', '\t', '\r'], " ");
    let line = line.trim();
    // Names must not be empty.
    if line.is_empty() { "-".to_owned() } else { line.to_owned() }
}

/// A text with the characters that XML has no way to write replaced.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| {
        (c.is_ascii_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if forbidden(c) { '\u{fffd}' } else { c }).collect()
}
