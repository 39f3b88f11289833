//! The objects of a log, with what was true of them at which time.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::super::super::time::comparable;

/// One object.
#[derive(Debug, Default)]
struct Object {
    /// Index into the types.
    kind: usize,
    attributes: Vec<Attribute>,
    related: Vec<String>,
}

/// An attribute and its values, each from an instant on.
#[derive(Debug)]
struct Attribute {
    name: String,
    values: Vec<(i64, String)>,
}

/// All objects of a log.
#[derive(Debug, Default)]
pub(super) struct Objects {
    kinds: Vec<String>,
    known: HashMap<String, Object, FixedState>,
}

/// The instant that a text states; civil times count as if they were of UTC.
pub(super) fn instant(text: &str) -> Option<i64> {
    comparable(text)
}

impl Objects {
    /// Adds an object.
    pub(super) fn add(&mut self, id: &str, kind: &str) {
        let at = self.kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
            self.kinds.push(kind.to_owned());
            self.kinds.len() - 1
        });
        self.known.entry_ref(id).or_default().kind = at;
    }

    /// Adds what is true of an object from a time on; without one it always was.
    pub(super) fn tell(&mut self, id: &str, name: &str, from: Option<&str>, value: &str) {
        let Some(object) = self.known.get_mut(id) else { return };
        let from = from.and_then(instant).unwrap_or(i64::MIN);
        let own = match object.attributes.iter_mut().position(|own| own.name == name) {
            Some(at) => object.attributes.get_mut(at),
            None => {
                object.attributes.push(Attribute { name: name.to_owned(), values: Vec::new() });
                object.attributes.last_mut()
            }
        };
        if let Some(own) = own {
            // Of two values from the same instant on the later one in the file counts.
            let at = own.values.partition_point(|(before, _)| *before <= from);
            own.values.insert(at, (from, value.to_owned()));
        }
    }

    /// Adds that an object has to do with another.
    pub(super) fn relate(&mut self, id: &str, other: &str) {
        if let Some(object) = self.known.get_mut(id)
            && !object.related.iter().any(|known| known == other)
        {
            object.related.push(other.to_owned());
        }
    }

    /// The types of which there are objects, in the order in which they came.
    pub(super) fn kinds(&self) -> Vec<&str> {
        self.kinds.iter().map(String::as_str).collect()
    }

    /// The type of an object.
    pub(super) fn kind_of(&self, id: &str) -> Option<&str> {
        self.kinds.get(self.known.get(id)?.kind).map(String::as_str)
    }

    /// Tells what is true of an object at an instant.
    pub(super) fn attributes(&self, id: &str, at: Option<i64>, mut tell: impl FnMut(&str, &str)) {
        let Some(object) = self.known.get(id) else { return };
        for own in &object.attributes {
            let until = own.values.partition_point(|(from, _)| at.is_some_and(|at| *from <= at));
            let valid = until.checked_sub(1).and_then(|last| own.values.get(last));
            tell(&own.name, valid.map_or("", |(_, value)| value));
        }
    }

    /// Other objects that an object has to do with, each with its type.
    pub(super) fn related(&self, id: &str) -> impl Iterator<Item = (&str, &str)> {
        let others = self.known.get(id).map(|object| object.related.as_slice());
        let others = others.unwrap_or_default().iter();
        others.filter_map(|other| Some((other.as_str(), self.kind_of(other)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Objects, instant};

    #[test]
    fn what_is_true_of_an_object_depends_on_when() {
        let mut objects = Objects::default();
        objects.add("a", "alarm");
        objects.tell("a", "grade", Some("2026-01-05T08:00:00Z"), "red");
        objects.tell("a", "grade", Some("1970-01-01T00:00:00Z"), "blue");
        objects.tell("a", "grade", Some("2026-01-05 10:00:00"), "orange");
        objects.tell("a", "place", None, "here");
        let at = |time: &str| {
            let mut all = Vec::new();
            objects
                .attributes("a", instant(time), |name, value| all.push(format!("{name}={value}")));
            all.join(" ")
        };
        assert_eq!(at("2026-01-05T07:59:59Z"), "grade=blue place=here");
        assert_eq!(at("2026-01-05T08:00:00Z"), "grade=red place=here");
        assert_eq!(at("2026-01-05T10:00:00+02:00"), "grade=red place=here");
        assert_eq!(at("2026-01-06"), "grade=orange place=here");
        assert_eq!(at("1960-01-01"), "grade= place=here");
        assert_eq!(at("whenever"), "grade= place=");
    }
}
