//! Names for rows of a log without a column for the case: each is a case of its own.
//!
//! The name is made from what the row says, not from where it stands, so that it is the same
//! however the log is sorted, cut or encoded. Rows that say the same are numbered; which of them
//! has which number makes no difference.

use std::collections::HashMap;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::event::{Event, Reading, Symbol};
use super::text;

/// Gives every event without a case the case of its row.
pub(super) fn name(reading: &mut Reading) {
    if !reading.events.may_be_nameless() {
        return;
    }
    let mut named: Vec<(Range<usize>, String)> = Vec::new();
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut begin = 0;
    while let Some(row) = reading.events.row(begin) {
        let mut end = begin + 1;
        while reading.events.row(end) == Some(row) {
            end += 1;
        }
        let own: Vec<Event> = (begin..end).filter_map(|at| reading.events.get(at)).collect();
        let events = begin..end;
        begin = end;
        if own.iter().any(|event| event.case != Symbol(0)) {
            continue;
        }
        let base = base(&own, reading);
        let time = seen.entry(base.clone()).or_default();
        *time += 1;
        named.push((events, if *time == 1 { base } else { format!("{base}-{time}") }));
    }
    for (events, name) in named {
        let case = reading.strings.intern(&name);
        for at in events {
            reading.events.set_case(at, case);
        }
    }
}

fn base(row: &[Event], reading: &Reading) -> String {
    let mut digest = Sha256::new();
    let mut add = |text: &str| {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    };
    for event in row {
        let Event { duty, step, text, code, body, target, area, person_kind, .. } = *event;
        for symbol in [duty, step, text, code, body, target, area, person_kind] {
            add(reading.strings.get(symbol));
        }
        add(&format!("{} {}", event.at.start, event.at.seconds));
        let range =
            |(start, count): (u32, u16)| start as usize..start as usize + usize::from(count);
        for person in reading.persons.get(range(event.persons)).unwrap_or_default() {
            add(reading.strings.get(*person));
        }
        for (field, value) in reading.values.get(range(event.values)).unwrap_or_default() {
            add(&field.to_string());
            add(reading.strings.get(*value));
        }
    }
    let digest = digest.finalize();
    format!("row-{}", text::hex(digest.get(..5).unwrap_or_default()))
}
