//! Traces and events, one after the other.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event as Markup};

use super::super::super::bytes::{CUT, damage};
use super::super::super::places::Places;
use super::super::super::record::{BETWEEN_ITEMS, Record};
use super::super::super::table::Records;
use super::attribute::{self, Said};
use super::bounded::{Bounded, TooLong};
use super::flat::{Flat, Owner};
use crate::say;
use crate::text::Words;

/// Attributes within attributes are followed so far.
const DEEPEST: usize = 64;

/// Of classifiers so many are shown.
const SHOWN: usize = 16;

const NO_TEXT: Words = Words::fixed(
    "its bytes are no text in the encoding of the file",
    "其字节不是文件所用编码的文本",
);

/// An element that is open.
enum Open {
    Log,
    Trace,
    Event,
    Global,
    /// An attribute: how long the path was before it, and the items if it is a list.
    Attribute {
        path: usize,
        items: Option<String>,
    },
    /// The items of a list stand within.
    Values,
    /// Something that means nothing here, with all that is in it.
    Other,
}

/// The events of a log.
pub(super) struct Traces<R> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    /// The text was changed to UTF-8; what could not be is marked.
    changed: bool,
    /// The last thing read was an element's beginning or end.
    between: bool,
    open: Vec<Open>,
    owner: Owner,
    /// The keys of the attributes that are open, with dots between.
    path: String,
    /// The log was there and is over.
    over: bool,
    flat: Flat,
    classifiers: Vec<String>,
    /// Events so far.
    events: u32,
    /// The number of the first event of each trace.
    starts: Vec<u32>,
    /// What the trace had said of itself when its first event came.
    said_before: Option<usize>,
    /// Traces that say something of themselves after their first event.
    late: u64,
    /// Events that stand in no trace.
    loose: u64,
}

impl<R: BufRead> Traces<R> {
    pub(super) fn new(text: Bounded<R>, changed: bool) -> Self {
        let mut reader = Reader::from_reader(text);
        reader.config_mut().trim_text(true);
        Self {
            reader,
            buffer: Vec::new(),
            changed,
            between: false,
            open: Vec::new(),
            owner: Owner::Nobody,
            path: String::new(),
            over: false,
            flat: Flat::default(),
            classifiers: Vec::new(),
            events: 0,
            starts: Vec::new(),
            said_before: None,
            late: 0,
            loose: 0,
        }
    }

    /// Reads up to the end of the next event.
    fn advance(&mut self, buffer: &mut Vec<u8>, record: &mut Record) -> Result<bool, Words> {
        loop {
            if self.between {
                self.quickly(record)?;
            }
            buffer.clear();
            let markup = self.reader.read_event_into(buffer).map_err(|error| why(&error))?;
            self.between = false;
            match markup {
                Markup::Start(tag) => self.start(&tag, record)?,
                Markup::Empty(tag) => {
                    self.start(&tag, record)?;
                    if self.end(record) {
                        return Ok(true);
                    }
                }
                Markup::End(_) if self.end(record) => return Ok(true),
                Markup::Eof if self.over && self.open.is_empty() => return Ok(false),
                Markup::Eof => return Err(CUT),
                // An end that completes nothing, and what stands between elements: they mean nothing.
                _ => {}
            }
        }
    }

    /// Takes the attributes that follow in the usual form, straight from the bytes.
    fn quickly(&mut self, record: &mut Record) -> Result<(), Words> {
        if !matches!(self.open.last(), Some(Open::Event | Open::Trace)) {
            return Ok(());
        }
        let mut stream = self.reader.stream();
        let bytes = stream.fill_buf().map_err(|error| why(&Error::from(error)))?;
        let mut used = 0;
        while let Some((count, key, value)) = bytes.get(used..).and_then(attribute::quick) {
            used += count;
            match std::str::from_utf8(value) {
                Ok(value) if !self.changed || !value.contains('\u{fffd}') => {
                    self.flat.put(self.owner, key, value, record);
                }
                _ => self.flat.fault(self.owner, NO_TEXT, value),
            }
        }
        stream.consume(used);
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, record: &mut Record) -> Result<(), Words> {
        self.between = true;
        let name = tag.local_name();
        let name = name.as_ref();
        let open = match (self.open.last(), name) {
            (None, "log") if !self.over => Open::Log,
            (None, _) => {
                return Err(Words::fixed(
                    "another log begins where this one has ended",
                    "日志结束后又出现另一份内容",
                ));
            }
            (Some(Open::Log), "trace") => {
                self.flat.begin_trace();
                self.starts.push(self.events.saturating_add(1));
                self.said_before = None;
                self.owner = Owner::Trace;
                Open::Trace
            }
            (Some(Open::Log | Open::Trace), "event") => {
                self.event(record);
                Open::Event
            }
            (Some(Open::Log), "global") => {
                self.owner = match text(tag, "scope").as_deref() {
                    Some("trace") => Owner::Global { of_traces: true },
                    Some("event") => Owner::Global { of_traces: false },
                    _ => Owner::Nobody,
                };
                Open::Global
            }
            (Some(Open::Log), "classifier") => {
                let said = (text(tag, "name"), text(tag, "keys"));
                if let (Some(name), Some(keys)) = said
                    && self.classifiers.len() < SHOWN
                {
                    self.classifiers.push(format!("{name} ({keys})"));
                }
                Open::Other
            }
            (Some(Open::Log | Open::Other), _) => Open::Other,
            (Some(_), _) => self.attribute(tag, record),
        };
        self.open.push(open);
        Ok(())
    }

    fn event(&mut self, record: &mut Record) {
        self.events = self.events.saturating_add(1);
        if matches!(self.open.last(), Some(Open::Trace)) {
            self.said_before.get_or_insert(self.flat.trace_values());
        } else {
            self.loose += 1;
            self.flat.begin_trace();
        }
        self.owner = Owner::Event;
        self.flat.begin_event(self.events, record);
    }

    /// Takes an attribute that may hold others.
    fn attribute(&mut self, tag: &BytesStart<'_>, record: &mut Record) -> Open {
        let name = tag.local_name();
        let name = name.as_ref();
        let in_list =
            matches!(self.open.last(), Some(Open::Values | Open::Attribute { items: Some(_), .. }));
        if in_list && name == "values" {
            return Open::Values;
        }
        if matches!(name, "event" | "trace") {
            let what = say!("a `{name}` stands within it", "其内部出现`{name}`元素");
            self.flat.fault(self.owner, what, b"");
            return Open::Other;
        }
        if !attribute::TYPES.contains(&name) && !matches!(name, "list" | "container") {
            return Open::Other;
        }
        if self.open.len() > DEEPEST {
            let what = say!(
                "its attributes stand more than {DEEPEST} deep in each other",
                "其属性嵌套超过{DEEPEST}层"
            );
            self.flat.fault(self.owner, what, b"");
            return Open::Other;
        }
        let Ok(Said { key, value }) = attribute::read(tag) else {
            let what = Words::fixed(
                "a text refers to something that is defined elsewhere (`&…;`), which is not followed",
                "文本引用了另行定义的实体（`&…;`），不予展开",
            );
            self.flat.fault(self.owner, what, tag.as_bytes());
            return Open::Other;
        };
        if self.changed && tag.contains('\u{fffd}') {
            self.flat.fault(self.owner, NO_TEXT, tag.as_bytes());
            return Open::Other;
        }
        let Some(key) = key else {
            return Open::Other;
        };
        let path = self.path.len();
        if path > 0 {
            self.path.push('.');
        }
        self.path.push_str(&key);
        if let Some(value) = value {
            if in_list {
                self.item(&value);
            } else {
                self.flat.put(self.owner, &self.path, &value, record);
            }
        }
        Open::Attribute { path, items: (name == "list").then(String::new) }
    }

    /// Adds to the list that is open.
    fn item(&mut self, value: &str) {
        let lists = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Attribute { items: Some(items), .. } => Some(items),
            _ => None,
        });
        if let Some(items) = lists.filter(|_| !value.is_empty()) {
            if !items.is_empty() {
                items.push(BETWEEN_ITEMS);
            }
            items.push_str(value);
        }
    }

    /// Ends an element. Returns whether it was an event.
    fn end(&mut self, record: &mut Record) -> bool {
        self.between = true;
        let open = self.open.pop();
        match &open {
            Some(Open::Attribute { path, items }) => {
                if let Some(items) = items.as_ref().filter(|items| !items.is_empty()) {
                    self.flat.put(self.owner, &self.path, items, record);
                }
                self.path.truncate(*path);
            }
            Some(Open::Event) => {
                self.flat.end_event(record);
                let in_trace = matches!(self.open.last(), Some(Open::Trace));
                self.owner = if in_trace { Owner::Trace } else { Owner::Nobody };
                self.reader.get_mut().renew();
            }
            Some(Open::Trace) => {
                let said = self.flat.trace_values();
                self.late += u64::from(self.said_before.is_some_and(|before| said > before));
                self.owner = Owner::Nobody;
            }
            Some(Open::Global) => self.owner = Owner::Nobody,
            Some(Open::Log) => self.over = true,
            Some(Open::Values | Open::Other) | None => {}
        }
        if matches!(self.open.last(), Some(Open::Log)) {
            self.reader.get_mut().renew();
        }
        matches!(open, Some(Open::Event))
    }
}

impl<R: BufRead> Records for Traces<R> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let more = self.advance(&mut buffer, record);
        self.buffer = buffer;
        more
    }

    fn places(&mut self) -> Places {
        if self.loose > 0 {
            return Places::Records;
        }
        Places::Traces(std::mem::take(&mut self.starts))
    }

    fn notes(&mut self) -> Vec<Words> {
        let mut notes = Vec::new();
        if !self.classifiers.is_empty() {
            let list = self.classifiers.join(", ");
            notes.push(say!(
                "classifiers of the log, which are not applied: {list}",
                "日志自带的分类器（未采用）：{list}"
            ));
        }
        let late = self.late;
        if late > 0 {
            notes.push(say!(
                "{late} traces say something of themselves after their first event; the events before lack it",
                "{late}条轨迹在首个事件之后才写明自身属性，此前的事件缺少这些属性"
            ));
        }
        let loose = self.loose;
        if loose > 0 {
            notes.push(say!("{loose} events stand in no trace", "{loose}个事件不属于任何轨迹"));
        }
        notes
    }
}

/// What an element says under a name.
fn text(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

/// Why the rest can't be read.
fn why(error: &Error) -> Words {
    match error {
        Error::Io(error)
            if error
                .get_ref()
                .is_some_and(<dyn std::error::Error + Send + Sync>::is::<TooLong>) =>
        {
            Words::fixed(
                "an event, or what a trace says of itself, takes more than 64 MB",
                "单个事件或轨迹自身的属性超过 64 MB",
            )
        }
        Error::Io(error) => damage(error),
        Error::Syntax(SyntaxError::InvalidBangMarkup) => NOT_XML,
        // All others are found where the text ends within something.
        Error::Syntax(_) => CUT,
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            say!(
                "`</{expected}>` is missing before `</{found}>`",
                "`</{found}>`之前缺少`</{expected}>`"
            )
        }
        Error::Encoding(_) => NO_TEXT,
        _ => NOT_XML,
    }
}

const NOT_XML: Words =
    Words::fixed("what follows is no well-formed XML", "其后的内容不是格式良好的 XML");
