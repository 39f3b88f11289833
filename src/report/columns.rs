//! A finding as a row of a table: the columns that every table of findings has.

use super::view::{View, clause};
use super::wire::Finding;
use crate::finding::Class;
use crate::text::Words;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// A text, harmless but for what a spreadsheet makes of it.
    Text(String),
    /// A code, and the word that people read for it.
    Code(&'static str, Words),
    /// An instant as the report writes it.
    Instant(String),
}

/// What a column is called, and what is written there.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What machines call it: the header of the CSV.
    pub(super) code: &'static str,
    /// Its cell.
    pub(super) of: fn(&View<'_>, &Finding) -> Value,
}

const fn column(code: &'static str, of: fn(&View<'_>, &Finding) -> Value) -> Column {
    Column { code, of }
}

/// The columns, in the order in which people read them.
pub(super) const COLUMNS: [Column; 26] = [
    column("severity", |_, own| Value::Code(own.severity.code(), own.severity.words())),
    column("class", |_, own| class(own.class)),
    column("status", |_, own| status(own.status.as_deref())),
    column("body", |_, own| text(own.body.as_deref())),
    column("body_title", |view, own| {
        own.body.as_deref().map_or(Value::Empty, |id| Value::Text(view.body(id)))
    }),
    column("duty", |_, own| text(own.duty.as_deref())),
    column("duty_title", |view, own| {
        let known = own.duty.as_deref().and_then(|id| view.known_duty(id));
        known.map_or(Value::Empty, |duty| Value::Text(view.words(&duty.title)))
    }),
    column("step", |_, own| text(own.step.as_deref())),
    column("case", |_, own| text(own.case.as_deref())),
    column("message", |view, own| Value::Text(view.words(&own.message))),
    column("why", |view, own| words(view, own.why.as_ref())),
    column("help", |view, own| words(view, own.help.as_ref())),
    column("came_true", |_, own| instant(own.came_true.as_deref())),
    column("due", |_, own| instant(own.due.as_deref())),
    column("person", |_, own| text(own.person.as_deref())),
    column("target", |_, own| text(own.target.as_deref())),
    column("window", |_, own| text(own.window.as_deref())),
    column("cases", |_, own| list(own.cases.iter())),
    column("rows", |view, own| {
        let rows: Vec<String> = own.rows.iter().map(|row| view.row(row)).collect();
        list(rows.iter())
    }),
    column("rule", |_, own| text(Some(&own.rule))),
    column("rule_title", |view, own| {
        view.rule(&own.rule).map_or(Value::Empty, |rule| Value::Text(view.words(&rule.title)))
    }),
    column("clause", |_, own| {
        own.clause.as_ref().map_or(Value::Empty, |own| Value::Text(clause(own)))
    }),
    column("source", |_, own| text(own.source.as_deref())),
    column("waived", |_, own| {
        let yes = Words::fixed("yes", "是");
        if own.waived { Value::Code("yes", yes) } else { Value::Empty }
    }),
    column("set", |view, _| text(Some(&view.report.set.id))),
    // The name by which a filled sheet is read back stands last and is narrow: nobody reads it.
    column("id", |_, own| text(Some(&own.id))),
];

fn text(text: Option<&str>) -> Value {
    match text.map(super::style::plain) {
        Some(text) if !text.is_empty() => Value::Text(text),
        _ => Value::Empty,
    }
}

fn words(view: &View<'_>, words: Option<&Words>) -> Value {
    words.map_or(Value::Empty, |words| Value::Text(view.words(words)))
}

fn instant(text: Option<&str>) -> Value {
    text.map_or(Value::Empty, |text| Value::Instant(text.to_owned()))
}

fn list<'t>(items: impl Iterator<Item = &'t String>) -> Value {
    let all: Vec<String> = items.map(|item| super::style::plain(item)).collect();
    if all.is_empty() { Value::Empty } else { Value::Text(all.join("; ")) }
}

/// What a finding is, in a word.
fn class(class: Class) -> Value {
    match class {
        Class::Fault => Value::Code("fault", Words::fixed("fault", "问题")),
        Class::Clue => Value::Code("clue", Words::fixed("clue", "线索")),
        Class::Signal => Value::Code("signal", Words::fixed("signal", "异常信号")),
    }
}

/// What became of it since an earlier audit, in a word.
pub(super) fn status(code: Option<&str>) -> Value {
    match code {
        Some("new") => Value::Code("new", Words::fixed("new", "新增")),
        Some("persisting") => Value::Code("persisting", Words::fixed("persisting", "仍存在")),
        Some("returned") => Value::Code("returned", Words::fixed("returned", "再次出现")),
        other => text(other),
    }
}
