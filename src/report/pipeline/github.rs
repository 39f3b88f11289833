//! Annotations of `GitHub`, written as workflow commands, and a summary of the job.
//!
//! `GitHub` shows ten annotations of each level for a step and drops the others without a word. So the
//! worst come first, and where there are more than ten the tenth says how many.

use std::fmt::Write as _;

use super::{Item, Place, Run, Standing, Surroundings};
use crate::finding::Severity;
use crate::text::{Words, say};

/// Annotations of one level that are shown.
const SHOWN: usize = 10;
/// Rows of the summary.
const ROWS: usize = 200;

/// The commands, a line each.
pub fn render(runs: &[Run], around: &Surroundings<'_>) -> String {
    let mut out = String::new();
    for level in ["error", "warning", "notice"] {
        let mut all: Vec<&Item> = runs
            .iter()
            .flat_map(|run| &run.items)
            .filter(|item| level_of(item) == Some(level))
            .collect();
        all.sort_by_key(|item| (item.counts.standing(), item.severity));
        let shown = if all.len() > SHOWN { SHOWN - 1 } else { all.len() };
        for item in all.iter().take(shown) {
            command(level, &item.place, &item.rule, &text(item, around), &mut out);
        }
        let left = all.len() - shown;
        if left > 0 {
            let words = say!(
                "{left} more of this level: the summary of the job lists them",
                "同级别另有{left}项：见作业摘要"
            );
            command(level, &Place::default(), "remit", &around.words(&words), &mut out);
        }
    }
    out
}

/// Which level an item is shown at; nothing if it is waived.
fn level_of(item: &Item) -> Option<&'static str> {
    match (item.counts.standing(), item.severity) {
        (Standing::Waived, _) => None,
        (Standing::Open, Severity::Error) => Some("error"),
        (Standing::Open, Severity::Warning) => Some("warning"),
        _ => Some("notice"),
    }
}

fn text(item: &Item, around: &Surroundings<'_>) -> String {
    let mark = match item.counts.standing() {
        Standing::Known => around.pick("known: ", "已知："),
        _ => "",
    };
    let lines = std::iter::once(format!("{mark}{}", item.message));
    lines.chain(item.details.iter().cloned()).collect::<Vec<_>>().join("\n")
}

fn command(level: &str, place: &Place, title: &str, text: &str, out: &mut String) {
    let mut properties: Vec<(&str, String)> = Vec::new();
    if !place.path.is_empty() && !place.is_outside() {
        properties.push(("file", place.path.clone()));
        // Columns mean something only within one line.
        let one = place.line.is_some() && place.line == place.end_line;
        let columns = |own: Option<u32>| own.filter(|_| one);
        let numbers = [
            ("line", place.line),
            ("endLine", place.end_line),
            ("col", columns(place.column)),
            ("endColumn", columns(place.end_column)),
        ];
        properties
            .extend(numbers.into_iter().filter_map(|(key, own)| Some((key, own?.to_string()))));
    }
    properties.push(("title", title.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    out.push_str("::");
    out.push_str(level);
    out.push(' ');
    out.push_str(&properties.join(","));
    out.push_str("::");
    out.push_str(&data(text));
    out.push('\n');
}

/// A message, in which a line break or a percent sign would end or change the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, in which a colon or a comma would end it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of the job, in Markdown.
pub fn summary(runs: &[Run], around: &Surroundings<'_>) -> String {
    let mut out = String::new();
    for run in runs {
        let period = run.period.as_deref().map(|own| format!(" · {}", cell(own)));
        out.push_str(&format_line("### ", &cell(&run.title), &period.unwrap_or_default()));
        let of = |severity: Severity| {
            let open = run.items.iter().filter(move |item| item.severity == severity);
            open.map(|item| item.counts.open).sum::<u64>()
        };
        let all = |pick: fn(&Item) -> u64| run.items.iter().map(pick).sum::<u64>();
        let (error, warning, note) =
            (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
        let known = all(|item| item.counts.known);
        let waived = all(|item| item.counts.waived);
        let set = Words::same(cell(&format!("{} {}", run.set, run.version)));
        out.push_str(&around.words(&say!(
            "{set}: errors {error}, warnings {warning}, notes {note}, known {known}, waived {waived}",
            "{set}：错误{error}，警告{warning}，提示{note}，已知{known}，已豁免{waived}",
            set: set
        )));
        out.push_str("\n\n");
        table(run, around, &mut out);
    }
    out
}

fn format_line(mark: &str, text: &str, more: &str) -> String {
    format!("{mark}{text}{more}\n\n")
}

fn table(run: &Run, around: &Surroundings<'_>, out: &mut String) {
    if run.items.is_empty() {
        return;
    }
    out.push_str(around.pick(
        "| Severity | Rule | What | Where | Findings |\n|---|---|---|---|--:|\n",
        "| 程度 | 规则 | 问题 | 位置 | 项数 |\n|---|---|---|---|--:|\n",
    ));
    for item in run.items.iter().take(ROWS) {
        let line = item.place.line.map(|line| format!(":{line}")).unwrap_or_default();
        let mark = match item.counts.standing() {
            Standing::Open => "",
            Standing::Known => around.pick(" (known)", "（已知）"),
            Standing::Waived => around.pick(" (waived)", "（已豁免）"),
        };
        let cells = [
            format!("{}{mark}", around.words(&item.severity.words())),
            format!("`{}`", item.rule),
            cell(&item.message),
            cell(&format!("{}{line}", item.place.path)),
            item.counts.total().to_string(),
        ];
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let left = run.items.len().saturating_sub(ROWS);
    if left > 0 {
        out.push('\n');
        out.push_str(&around.words(&say!("{left} more not shown here", "另有{left}项未在此列出")));
        out.push('\n');
    }
    out.push('\n');
}

/// A text in a cell, in which nothing becomes markup, a mention or a reference.
fn cell(text: &str) -> String {
    crate::report::markdown::escaped(text)
}
