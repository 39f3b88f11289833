//! Whole logs, read as users read them.

mod alike;
mod encodings;
mod furniture;
mod hostile;
mod json;
mod mappings;
mod ocel;
mod real;
mod shapes;
mod xes;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::fmt::Write as _;

use super::{Context, LogError, LogSource, Reading, read};
use crate::doc::{Format, Reader, read_text};
use crate::finding::Sink;
use crate::model::Zone;
use crate::model::docs::{MappingDoc, Ties};
use crate::text::Sources;

/// Fields of the model that tests read into.
pub(super) const FIELDS: [&str; 4] = ["grade", "amount", "result", "id_number"];

/// A mapping from its YAML.
pub(super) fn mapping(yaml: &str) -> MappingDoc {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("mapping.yaml", yaml, Format::Yaml, &mut sources, &mut sink);
    let root = &documents.first().unwrap().root;
    Reader::new(&mut sink).read(root).unwrap()
}

/// A log, what is known of it, and how it is read.
pub(super) struct Story {
    pub(super) sources: Vec<(String, Vec<u8>)>,
    pub(super) mappings: Vec<MappingDoc>,
    pub(super) chosen: Option<&'static str>,
    pub(super) format: Option<super::Format>,
    pub(super) zone: &'static str,
    pub(super) ignore_duplicates: bool,
    pub(super) steps: &'static [&'static str],
}

impl Story {
    pub(super) fn of(text: impl Into<Vec<u8>>) -> Self {
        Self {
            sources: vec![("log.csv".to_owned(), text.into())],
            mappings: Vec::new(),
            chosen: None,
            format: None,
            zone: "Asia/Shanghai",
            ignore_duplicates: false,
            steps: &[],
        }
    }

    /// The same log under another name, by which no format is told.
    pub(super) fn named(mut self, name: &str) -> Self {
        self.sources.iter_mut().for_each(|(own, _)| name.clone_into(own));
        self
    }

    pub(super) fn mapped(mut self, yaml: &str) -> Self {
        self.mappings.push(mapping(yaml));
        self
    }

    pub(super) fn try_read(&self) -> Result<Reading, LogError> {
        let fields = FIELDS.map(str::to_owned);
        let zone = Zone::named(self.zone).unwrap();
        let context = Context {
            mappings: &self.mappings,
            chosen: self.chosen,
            format: self.format,
            fields: &fields,
            zone: &zone,
            ties: Ties::Lenient,
            ignore_duplicates: self.ignore_duplicates,
            token_key: b"key",
            step_names: &|name| self.steps.contains(&name),
        };
        let sources =
            self.sources.iter().map(|(name, bytes)| LogSource::from_bytes(name, bytes.clone()));
        let reading = read(sources.collect(), &context)?;
        assert!(reading.adds_up());
        Ok(reading)
    }

    pub(super) fn read(&self) -> Reading {
        self.try_read().unwrap()
    }
}

/// The events, one a line: row, case, duty.step, moment, and whatever else is not empty.
pub(super) fn events(reading: &Reading, zone: &str) -> Vec<String> {
    let zone = Zone::named(zone).unwrap();
    let say = |symbol| reading.strings.get(symbol);
    let lines = reading.events.iter().map(|event| {
        let mut line = format!("{} {} ", event.row.row, say(event.case));
        if event.duty != super::Symbol(0) {
            let _ = write!(line, "{}.", say(event.duty));
        }
        let _ = write!(line, "{} {}", say(event.step), zone.show_moment(event.at));
        let more = [
            ("text", event.text),
            ("code", event.code),
            ("body", event.body),
            ("target", event.target),
            ("area", event.area),
            ("kind", event.person_kind),
        ];
        for (name, symbol) in more {
            if symbol != super::Symbol(0) {
                let _ = write!(line, " {name}={}", say(symbol));
            }
        }
        let range =
            |(start, length): (u32, u16)| start as usize..start as usize + usize::from(length);
        for person in &reading.persons[range(event.persons)] {
            let _ = write!(line, " {}", say(*person));
        }
        for (field, value) in &reading.values[range(event.values)] {
            let _ = write!(line, " {}={}", FIELDS.get(usize::from(*field)).unwrap(), say(*value));
        }
        line
    });
    lines.collect()
}

/// The events in the zone of China.
pub(super) fn lines(reading: &Reading) -> Vec<String> {
    events(reading, "Asia/Shanghai")
}

/// Rejected rows: row, column and the English reason.
pub(super) fn rejects(reading: &Reading) -> Vec<String> {
    let shown =
        reading.rejects.iter().map(|r| format!("{} [{}] {}", r.row.row, r.column, r.reason.en));
    shown.collect()
}
