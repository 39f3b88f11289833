//! A JSON document, of which only one record at a time is held.

use super::super::super::bytes::{CUT, Peeked};
use super::super::super::places::Places;
use super::super::super::record::Record;
use super::super::super::table::{About, Records, Stop, Tables, Take};
use super::super::window::{LONGEST, TOO_LONG, Window};
use super::flat;
use crate::text::Words;

/// A document: its arrays of objects are tables.
pub(in super::super) struct Document {
    window: Window,
    reader: flat::Reader,
}

pub(in super::super) fn document(text: Peeked) -> Box<dyn Tables> {
    Box::new(Document::new(text))
}

/// Looks for the end of a value: how deep it is in brackets, and whether in a text.
#[derive(Default)]
struct Scan {
    depth: u32,
    text: bool,
    escaped: bool,
}

impl Scan {
    /// Whether a value that began with a bracket ends with this byte.
    fn ends(&mut self, byte: u8) -> bool {
        if self.text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// The length of the object with which a text begins, if it ends there.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let mut scan = Scan::default();
    text.iter().position(|byte| scan.ends(*byte)).map(|at| at + 1)
}

/// Whether an array of objects begins in a text.
pub(super) fn array_in(text: &[u8]) -> bool {
    let mut scan = Scan::default();
    let mut opened = false;
    text.iter().any(|byte| {
        let inside = scan.text;
        scan.ends(*byte);
        if !inside && !byte.is_ascii_whitespace() {
            let found = opened && *byte == b'{';
            opened = *byte == b'[';
            return found;
        }
        false
    })
}

impl Tables for Document {
    fn each(mut self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        // Keys on the way to a value, one for each object that is open.
        let mut path: Vec<String> = Vec::new();
        let mut found = false;
        loop {
            match self.significant() {
                None if found => return Ok(()),
                None => return Err(self.without_records()),
                Some(b'{') if path.len() < DEEPEST => {
                    self.window.step(1);
                    path.push(String::new());
                }
                Some(b'}') => {
                    self.window.step(1);
                    path.pop();
                }
                Some(b'"') => {
                    let key = self.text();
                    if self.significant() == Some(b':') {
                        self.window.step(1);
                        if let Some(last) = path.last_mut() {
                            *last = key;
                        }
                    }
                }
                Some(b'[') if self.holds_records() => {
                    self.window.step(1);
                    let name = (!path.is_empty()).then(|| path.join("."));
                    let about = About { name, keyed: true, encoding: "utf-8".to_owned() };
                    let mut array = Array { document: &mut self, record: 0 };
                    take(about, &mut array)?;
                    found = true;
                }
                Some(b'[' | b'{') => {
                    let length = self.value();
                    self.window.step(length.unwrap_or(usize::MAX));
                }
                Some(_) => self.window.step(1),
            }
        }
    }
}

/// Objects within objects are followed so far.
const DEEPEST: usize = 16;

/// The parts of a document one after the other, for formats that know what stands where.
impl Document {
    pub(in super::super) fn new(text: Peeked) -> Self {
        Self { window: Window::new(text), reader: flat::Reader::default() }
    }

    /// Goes into an object. Returns whether there is one.
    pub(in super::super) fn enter(&mut self) -> bool {
        let is = self.significant() == Some(b'{');
        self.window.step(usize::from(is));
        is
    }

    /// Goes into an array. Returns whether there is one.
    pub(in super::super) fn array(&mut self) -> bool {
        let is = self.significant() == Some(b'[');
        self.window.step(usize::from(is));
        is
    }

    /// The key of the next member of the object; the place is at its value then.
    pub(in super::super) fn member(&mut self) -> Option<String> {
        while self.significant()? == b',' {
            self.window.step(1);
        }
        if self.significant()? != b'"' {
            return None;
        }
        let key = self.text();
        if self.significant()? != b':' {
            return None;
        }
        self.window.step(1);
        Some(key)
    }

    /// Steps over the value at the place, with one item at a time in memory if it is a list.
    pub(in super::super) fn pass(&mut self) {
        match self.significant() {
            Some(b'[') => {
                self.window.step(1);
                while let Ok(Some(_)) = self.item() {}
            }
            Some(b'{') => {
                let length = self.value().unwrap_or(usize::MAX);
                self.window.step(length);
            }
            Some(b'"') => drop(self.text()),
            Some(_) => {
                let length = self.scalar();
                self.window.step(length);
            }
            None => {}
        }
    }

    /// The next item of the array, and a step over it; nothing at the array's end.
    ///
    /// # Errors
    ///
    /// The text ends before.
    pub(in super::super) fn item(&mut self) -> Result<Option<&[u8]>, ()> {
        let byte = loop {
            match self.significant().ok_or(())? {
                b',' => self.window.step(1),
                byte => break byte,
            }
        };
        if byte == b']' {
            self.window.step(1);
            return Ok(None);
        }
        let length = match byte {
            b'{' | b'[' => self.value().ok_or(())?,
            _ => self.scalar(),
        };
        Ok(Some(self.window.take(length)))
    }
}

impl Document {
    fn without_records(&self) -> Stop {
        match self.window.failure() {
            Some(why) => Stop::NotALog(
                why.clone(),
                Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件"),
            ),
            None => Stop::NotALog(
                Words::fixed(
                    "it is JSON without an array of objects",
                    "这是 JSON 文件，但其中没有对象数组",
                ),
                Words::fixed(
                    "write each record as an object, in an array or on a line of its own",
                    "请将每条记录写成一个对象，放在数组中或各占一行",
                ),
            ),
        }
    }

    /// Steps over white space, and tells the byte behind it.
    fn significant(&mut self) -> Option<u8> {
        loop {
            let byte = self.window.byte(0)?;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
            self.window.step(1);
        }
    }

    /// Whether the array at the place holds objects, or nothing.
    fn holds_records(&mut self) -> bool {
        let mut ahead = 1;
        loop {
            match self.window.byte(ahead) {
                Some(byte) if byte.is_ascii_whitespace() => ahead += 1,
                byte => return byte == Some(b'{'),
            }
        }
    }

    /// Why a value has no end.
    fn unended(&self) -> Words {
        if self.window.seen().len() > LONGEST {
            return TOO_LONG;
        }
        self.window.failure().unwrap_or(&CUT).clone()
    }

    /// The length of the value in brackets at the place. Nothing if it has no end.
    fn value(&mut self) -> Option<usize> {
        let mut scan = Scan::default();
        let mut from = 0;
        loop {
            let seen = self.window.seen().get(from..).unwrap_or_default();
            if let Some(at) = seen.iter().position(|byte| scan.ends(*byte)) {
                return Some(from + at + 1);
            }
            from += seen.len();
            if from > LONGEST || !self.window.more() {
                return None;
            }
        }
    }

    /// Steps over the text at the place, and tells what it says as it stands.
    fn text(&mut self) -> String {
        let mut ahead = 1;
        loop {
            match self.window.byte(ahead) {
                Some(b'\\') => ahead += 2,
                Some(b'"') | None => break,
                Some(_) if ahead > LONGEST => break,
                Some(_) => ahead += 1,
            }
        }
        let inside = self.window.seen().get(1..ahead).unwrap_or_default();
        let text = String::from_utf8_lossy(inside).into_owned();
        self.window.step(ahead + 1);
        text
    }
}

/// The objects of an array.
struct Array<'d> {
    document: &'d mut Document,
    record: u32,
}

impl Records for Array<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        loop {
            let document = &mut *self.document;
            let Some(byte) = document.significant() else {
                return Err(document.window.failure().unwrap_or(&CUT).clone());
            };
            match byte {
                b']' => {
                    document.window.step(1);
                    return Ok(false);
                }
                b',' => document.window.step(1),
                _ => break,
            }
        }
        self.record = self.record.saturating_add(1);
        record.begin(self.record);
        let document = &mut *self.document;
        let length = match document.significant() {
            Some(b'{' | b'[') => {
                let length = document.value();
                length.ok_or_else(|| document.unended())?
            }
            _ => document.scalar(),
        };
        let text = document.window.seen().get(..length).unwrap_or_default();
        if let Err(fault) = document.reader.read(text, record) {
            record.broken(fault.words, text);
        }
        document.window.step(length);
        Ok(true)
    }

    fn places(&mut self) -> Places {
        Places::Records
    }

    fn encoding(&self) -> Option<String> {
        self.document.reader.encoding()
    }
}

impl Document {
    /// The length of what is no object and no array, up to what ends it.
    fn scalar(&mut self) -> usize {
        let mut scan = Scan::default();
        let mut ahead = 0;
        while let Some(byte) = self.window.byte(ahead).filter(|_| ahead <= LONGEST) {
            if !scan.text && ahead > 0 && matches!(byte, b',' | b']' | b'}' | b'{' | b'[') {
                break;
            }
            scan.ends(byte);
            ahead += 1;
        }
        ahead
    }
}
