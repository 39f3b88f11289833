//! What a log comes to, for somebody who looks at it for the first time.

use std::collections::BTreeSet;
use std::ops::Range;

use super::event::{Event, Input, Reading, Symbol};
use super::known;
use crate::model::Moment;

/// Stands for what is not shown: it may be a name.
const HIDDEN: &str = "…";

/// The events of one input.
#[derive(Clone, Debug)]
pub struct Sample {
    /// How many cases they belong to.
    pub cases: u64,
    /// How many there are.
    pub events: u64,
    /// The first and the last instant.
    pub span: Option<(i64, i64)>,
    /// The first rows with events.
    pub rows: Vec<SampleRow>,
}

/// What a row was taken to say.
#[derive(Clone, Debug)]
pub struct SampleRow {
    /// Its number.
    pub row: u32,
    /// When.
    pub at: Moment,
    /// What each role holds. Persons are tokens; free text and personal columns are not shown.
    pub said: Vec<(String, String)>,
}

/// Looks at the events of an input. `fields` are the model's, by index.
pub fn sample(reading: &Reading, input: u32, fields: &[String], rows: usize) -> Sample {
    let own = |event: &Event| event.row.input == input;
    let mut cases = BTreeSet::new();
    let mut sample = Sample { cases: 0, events: 0, span: None, rows: Vec::new() };
    let about = reading.inputs.get(input as usize);
    for event in reading.events.iter().filter(own) {
        sample.events += 1;
        cases.insert(event.case);
        let (start, end) = (event.at.start, event.at.start);
        let (first, last) = sample.span.unwrap_or((start, end));
        sample.span = Some((first.min(start), last.max(end)));
        let known = sample.rows.last().is_some_and(|last| last.row == event.row.row);
        if !known && sample.rows.len() < rows {
            let said = about.map(|about| said(reading, &event, about, fields));
            let (row, at) = (event.row.row, event.at);
            sample.rows.push(SampleRow { row, at, said: said.unwrap_or_default() });
        }
    }
    sample.cases = cases.len() as u64;
    sample
}

fn said(
    reading: &Reading,
    event: &Event,
    input: &Input,
    fields: &[String],
) -> Vec<(String, String)> {
    let personal = |role: &str| {
        let mut headers = input.columns.iter().filter(|(_, own)| own.ends_with(role));
        headers.any(|(header, _)| known::is_personal(header))
    };
    let mut said = Vec::new();
    let mut say = |role: &str, symbol: Symbol, hidden: bool| {
        let text = reading.strings.get(symbol);
        if !text.is_empty() {
            let shown = if hidden { HIDDEN } else { text };
            said.push((role.to_owned(), shown.to_owned()));
        }
    };
    for (role, symbol) in [
        ("case", event.case),
        ("duty", event.duty),
        ("step", event.step),
        ("code", event.code),
        ("body", event.body),
        ("target", event.target),
        ("area", event.area),
        ("person_kind", event.person_kind),
    ] {
        say(role, symbol, personal(role));
    }
    say("text", event.text, true);
    for person in reading.persons.get(range(event.persons)).unwrap_or_default() {
        say("person", *person, false);
    }
    for (field, value) in reading.values.get(range(event.values)).unwrap_or_default() {
        let name = fields.get(usize::from(*field)).map_or("", String::as_str);
        let role = format!("fields.{name}");
        say(name, *value, known::is_personal(name) || personal(&role));
    }
    said
}

fn range((start, length): (u32, u16)) -> Range<usize> {
    start as usize..start as usize + usize::from(length)
}
