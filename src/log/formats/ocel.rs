//! Object-centric event logs, OCEL 2.0: as many logs as there are types of objects.
//!
//! An event touches several objects: an alarm, two officers, a vehicle. What a case is must
//! therefore be said, as a type of object. Each object of this type is a case with the events that
//! touch it; an event that touches two of them is an event of both. The other objects become columns.

mod json;
mod objects;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::collections::VecDeque;

use super::super::places::Places;
use super::super::record::Record;
use super::super::table::{About, Records, Stop};
use crate::say;
use crate::text::Words;
pub(super) use json::{begins, open};
use objects::{Objects, instant};
#[cfg(feature = "sqlite")]
pub(super) use sqlite::{each as each_of_database, is as is_database};

/// Something that was done, to objects.
#[derive(Debug, Default)]
struct Happening {
    id: String,
    kind: String,
    time: String,
    attributes: Vec<(String, String)>,
    /// Objects, each with what it is in this event.
    touches: Vec<(String, String)>,
}

/// An event that can't be read: why, and what stands there.
type Broken = (Words, Vec<u8>);

/// The events of a log, in their order.
trait Happenings {
    /// The next event.
    ///
    /// # Errors
    ///
    /// Why the rest can't be read.
    fn next(&mut self) -> Result<Option<Result<Happening, Broken>>, Words>;
}

/// The types of objects that are cases: those that mappings name, or the only one.
fn cases<'o>(objects: &'o Objects, wanted: &[String]) -> Result<Vec<&'o str>, Stop> {
    let kinds = objects.kinds();
    let found: Vec<_> =
        kinds.iter().copied().filter(|kind| wanted.iter().any(|own| own == kind)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let list = kinds.join(", ");
    if let Some(missing) = wanted.first() {
        let what = say!(
            "it has no object of the type `{missing}`, which the mapping takes for the case",
            "其中没有类型为`{missing}`的对象，而映射以该类型为案件"
        );
        let hint = say!(
            "correct `object_type` in the mapping; types: {list}",
            "请修正映射中的`object_type`；现有类型：{list}"
        );
        return Err(Stop::NotALog(what, hint));
    }
    match kinds.as_slice() {
        [_] => Ok(kinds),
        [] => Err(Stop::NotALog(
            Words::fixed("it has no objects, so there are no cases", "其中没有对象，因而没有案件"),
            Words::fixed("export it again with its objects", "请连同对象重新导出"),
        )),
        _ => Err(Stop::NotALog(
            Words::fixed(
                "it has objects of several types, and nothing says which type is the case",
                "其中有多种类型的对象，且未说明以哪种类型为案件",
            ),
            say!(
                "write a mapping with `object_type`, one of: {list}",
                "请编写映射并以`object_type`指定其一：{list}"
            ),
        )),
    }
}

fn about(kind: &str) -> About {
    About { name: Some(kind.to_owned()), keyed: true, encoding: "utf-8".to_owned() }
}

/// The events as those of the objects of one type.
struct Flat<'o, H> {
    objects: &'o Objects,
    kind: &'o str,
    happenings: H,
    /// An event, and the objects whose event it still has to become.
    present: Option<Happening>,
    waiting: VecDeque<String>,
    number: u32,
    /// Events that touch no object of the type.
    elsewhere: u64,
    /// Objects that events name and nobody describes.
    unknown: u64,
}

impl<'o, H: Happenings> Flat<'o, H> {
    fn new(objects: &'o Objects, kind: &'o str, happenings: H) -> Self {
        Self {
            objects,
            kind,
            happenings,
            present: None,
            waiting: VecDeque::new(),
            number: 0,
            elsewhere: 0,
            unknown: 0,
        }
    }

    fn begin(&mut self, record: &mut Record) {
        self.number = self.number.saturating_add(1);
        record.begin(self.number);
    }

    /// Notes which cases an event belongs to.
    fn take(&mut self, happening: Happening) {
        for (id, _) in &happening.touches {
            match self.objects.kind_of(id) {
                None => self.unknown += 1,
                Some(kind) if kind == self.kind && !self.waiting.contains(id) => {
                    self.waiting.push_back(id.clone());
                }
                Some(_) => {}
            }
        }
        self.elsewhere += u64::from(self.waiting.is_empty());
        self.present = Some(happening);
    }

    /// Puts an event as that of one object. The columns are those that process mining makes of such
    /// logs when it flattens them, so that mappings for XES fit.
    fn put(&self, happening: &Happening, case: &str, record: &mut Record) {
        let at = instant(&happening.time);
        record.set("case:concept:name", case);
        record.set("concept:name", &happening.kind);
        record.set("time:timestamp", &happening.time);
        record.set("ocel:eid", &happening.id);
        for (name, value) in &happening.attributes {
            record.set(name, value);
        }
        self.objects.attributes(case, at, |name, value| {
            record.set(&format!("case:{name}"), value);
        });
        for (other, kind) in self.objects.related(case) {
            record.add(&format!("case:object:{kind}"), other);
        }
        for (number, (id, role)) in happening.touches.iter().enumerate() {
            if id == case && !role.is_empty() {
                record.add("case:qualifier", role);
            }
            let Some(kind) = self.objects.kind_of(id).filter(|kind| *kind != self.kind) else {
                continue;
            };
            if !role.is_empty() {
                record.add(&format!("object:{kind}/{role}"), id);
            }
            let again = happening.touches.iter().take(number).any(|(before, _)| before == id);
            if !again {
                record.add(&format!("object:{kind}"), id);
                self.objects.attributes(id, at, |name, value| {
                    record.add(&format!("object:{kind}.{name}"), value);
                });
            }
        }
    }
}

impl<H: Happenings> Records for Flat<'_, H> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        loop {
            if let Some(case) = self.waiting.pop_front() {
                self.begin(record);
                if let Some(happening) = &self.present {
                    self.put(happening, &case, record);
                }
                return Ok(true);
            }
            match self.happenings.next()? {
                None => return Ok(false),
                Some(Ok(happening)) => self.take(happening),
                Some(Err((why, instead))) => {
                    self.begin(record);
                    record.broken(why, &instead);
                    return Ok(true);
                }
            }
        }
    }

    fn places(&mut self) -> Places {
        Places::Records
    }

    fn notes(&mut self) -> Vec<Words> {
        let mut notes = Vec::new();
        let (elsewhere, unknown, kind) = (self.elsewhere, self.unknown, self.kind);
        if elsewhere > 0 {
            notes.push(say!(
                "{elsewhere} events touch no object of the type `{kind}` and belong to no case",
                "{elsewhere}个事件不涉及类型为`{kind}`的对象，不属于任何案件"
            ));
        }
        if unknown > 0 {
            notes.push(say!(
                "{unknown} times an event names an object that the log does not have",
                "有{unknown}处事件引用了日志中不存在的对象"
            ));
        }
        notes
    }
}
