//! As JSON: objects first, then events one by one, wherever they stand in the file.

use std::cell::RefCell;
use std::io::{self, Read, Seek as _};
use std::rc::Rc;

use serde::Deserialize;
use serde_json::Value;
use tempfile::SpooledTempFile;

use super::super::super::bytes::{CUT, Peeked};
use super::super::super::table::{Stop, Tables, Take};
use super::super::json::Document;
use super::super::spool;
use super::objects::Objects;
use super::{Broken, Flat, Happening, Happenings, about, cases};
use crate::text::Words;

const ANEW: Words = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");

/// Keys that only such logs have, as they begin.
const SIGNS: [&[u8]; 3] = [b"\"objectTypes\"", b"\"eventTypes\"", b"\"objectId\""];

/// Whether a file that is JSON begins like such a log.
pub(in super::super) fn begins(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    start.first() == Some(&b'{')
        && SIGNS.iter().any(|sign| memchr::memmem::find(start, sign).is_some())
}

/// A file that is read twice.
#[derive(Clone)]
struct Shared(Rc<RefCell<SpooledTempFile>>);

impl Read for Shared {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.try_borrow_mut() {
            Ok(mut file) => file.read(into),
            Err(_) => Ok(0),
        }
    }
}

impl Shared {
    /// The text from its beginning on.
    fn document(&self) -> Result<Document, Stop> {
        if let Ok(mut file) = self.0.try_borrow_mut() {
            file.rewind().map_err(Stop::Unreadable)?;
        }
        Ok(Document::new(Peeked::new(Box::new(self.clone()))))
    }
}

/// A file in this format.
struct Ocel {
    file: Shared,
    objects: Objects,
    /// Why the file ends early, if it does.
    early: Option<Words>,
    wanted: Vec<String>,
}

/// Opens a file in this format. `wanted` are the types of objects that mappings take for cases.
pub(in super::super) fn open(text: Peeked, wanted: Vec<String>) -> Result<Box<dyn Tables>, Stop> {
    let (file, early) = spool(text)?;
    let file = Shared(Rc::new(RefCell::new(file)));
    let mut document = file.document()?;
    if !document.enter() {
        return Err(Stop::NotALog(
            Words::fixed("it is no JSON object", "它不是 JSON 对象"),
            Words::fixed("export the log as OCEL 2.0 again", "请重新导出 OCEL 2.0 日志"),
        ));
    }
    let mut objects = Objects::default();
    let mut found = false;
    while let Some(key) = document.member() {
        if key != "objects" || !document.array() {
            document.pass();
            continue;
        }
        loop {
            match document.item() {
                Ok(Some(text)) => {
                    // An object that can't be read is missed where an event names it.
                    if let Ok(object) = serde_json::from_slice::<ObjectDoc>(text) {
                        object.tell(&mut objects);
                    }
                }
                Ok(None) => break,
                Err(()) => {
                    let why = early.unwrap_or(CUT);
                    return Err(Stop::NotALog(why, ANEW));
                }
            }
        }
        found = true;
    }
    if !found {
        let what = early.unwrap_or(Words::fixed("it has no `objects`", "其中没有`objects`"));
        return Err(Stop::NotALog(what, ANEW));
    }
    Ok(Box::new(Ocel { file, objects, early, wanted }))
}

impl Tables for Ocel {
    fn each(self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        for kind in cases(&self.objects, &self.wanted)? {
            let mut document = self.file.document()?;
            document.enter();
            let mut there = false;
            while let Some(key) = document.member() {
                if key == "events" && document.array() {
                    there = true;
                    break;
                }
                document.pass();
            }
            let events = Events { document, early: self.early.as_ref(), there };
            take(about(kind), &mut Flat::new(&self.objects, kind, events))?;
        }
        Ok(())
    }
}

/// The events of a file.
struct Events<'f> {
    document: Document,
    early: Option<&'f Words>,
    /// There is a list of events.
    there: bool,
}

impl Happenings for Events<'_> {
    fn next(&mut self) -> Result<Option<Result<Happening, Broken>>, Words> {
        if !self.there {
            return Err(self.early.unwrap_or(&CUT).clone());
        }
        match self.document.item() {
            Ok(Some(text)) => Ok(Some(match serde_json::from_slice::<EventDoc>(text) {
                Ok(event) => Ok(event.happening()),
                Err(_) => Err((
                    Words::fixed("it is no event of OCEL 2.0", "不是有效的 OCEL 2.0 事件"),
                    text.to_vec(),
                )),
            })),
            Ok(None) => Ok(None),
            Err(()) => Err(self.early.unwrap_or(&CUT).clone()),
        }
    }
}

#[derive(Deserialize)]
struct ObjectDoc {
    id: Value,
    #[serde(rename = "type")]
    kind: Value,
    #[serde(default)]
    attributes: Vec<AttributeDoc>,
    #[serde(default)]
    relationships: Vec<RelationDoc>,
}

#[derive(Deserialize)]
struct EventDoc {
    id: Value,
    #[serde(rename = "type")]
    kind: Value,
    #[serde(default)]
    time: Value,
    #[serde(default)]
    attributes: Vec<AttributeDoc>,
    #[serde(default)]
    relationships: Vec<RelationDoc>,
}

#[derive(Deserialize)]
struct AttributeDoc {
    name: String,
    #[serde(default)]
    time: Value,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct RelationDoc {
    #[serde(rename = "objectId")]
    object: Value,
    #[serde(default)]
    qualifier: Value,
}

impl ObjectDoc {
    fn tell(self, objects: &mut Objects) {
        let id = text(&self.id);
        objects.add(&id, &text(&self.kind));
        for own in &self.attributes {
            let from = text(&own.time);
            let from = Some(from.as_str()).filter(|from| !from.is_empty());
            objects.tell(&id, &own.name, from, &text(&own.value));
        }
        for other in &self.relationships {
            objects.relate(&id, &text(&other.object));
        }
    }
}

impl EventDoc {
    fn happening(self) -> Happening {
        let attributes = self.attributes.into_iter().map(|own| {
            let value = text(&own.value);
            (own.name, value)
        });
        let touches =
            self.relationships.iter().map(|own| (text(&own.object), text(&own.qualifier)));
        Happening {
            id: text(&self.id),
            kind: text(&self.kind),
            time: text(&self.time),
            attributes: attributes.collect(),
            touches: touches.collect(),
        }
    }
}

/// A value as a log would write it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())
        }
        other => other.to_string(),
    }
}
