//! The shape of documents: which keys stand where, and what each of them is.
//!
//! It comes from the schemas, so it is that of the types that the reader reads.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Map, Value as Json};

use crate::doc::{keys, schema::words};
use crate::model::load::KINDS;
use crate::model::schema::{about, schema};
use crate::text::Words;

/// Index into [`Shapes`].
pub type ShapeId = usize;

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    /// As it may be written.
    pub name: String,
    /// The same key in English, which stands for what it means.
    pub english: String,
    /// What it holds.
    pub shape: ShapeId,
    /// What it says.
    pub words: Words,
}

/// What may stand at a place.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// The type that it is read into, such as `StepDoc`; the kind of a whole document.
    pub name: String,
    /// Keys in the order of the type, then their Chinese words.
    pub keys: Vec<Key>,
    by_name: hashbrown::HashMap<String, usize, foldhash::fast::FixedState>,
    /// Under names of the drafter's choice.
    pub rest: Option<ShapeId>,
    /// Under lengths of time.
    pub lengths: Option<ShapeId>,
    /// In a list.
    pub items: Option<ShapeId>,
    /// Words of which one is chosen.
    pub values: Vec<(String, Words)>,
    /// Whether a text may stand there.
    pub text: bool,
    /// Whether `true` and `false` may.
    pub boolean: bool,
}

impl Shape {
    /// The key of a name in either language.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.by_name.get(name).and_then(|at| self.keys.get(*at))
    }

    /// Whether a mapping may stand there.
    pub fn is_map(&self) -> bool {
        !self.keys.is_empty() || self.rest.is_some()
    }
}

/// Every shape of every kind of document.
#[derive(Debug, Default)]
pub struct Shapes {
    all: Vec<Shape>,
    kinds: Vec<(&'static str, ShapeId, Words)>,
}

/// The shapes, made once.
pub fn shapes() -> &'static Shapes {
    static ALL: OnceLock<Shapes> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut shapes = Shapes::default();
        for (kind, _) in KINDS {
            let whole = schema(kind).unwrap_or_default();
            let none = Map::new();
            let definitions = whole.get("definitions").and_then(Json::as_object).unwrap_or(&none);
            let mut maker = Maker { shapes, definitions, known: HashMap::new() };
            let root = maker.shape(&whole, kind);
            shapes = maker.shapes;
            let words = about(kind).unwrap_or_else(|| Words::same(kind));
            shapes.kinds.push((kind, root, words));
        }
        shapes
    })
}

impl Shapes {
    /// A shape.
    pub fn get(&self, id: ShapeId) -> &Shape {
        static NONE: OnceLock<Shape> = OnceLock::new();
        self.all.get(id).unwrap_or_else(|| NONE.get_or_init(Shape::default))
    }

    /// The kind that a word in either language names, and the shape of such a document.
    pub fn kind(&self, word: &str) -> Option<(&'static str, ShapeId)> {
        let (kind, _) = KINDS.iter().find(|(en, zh)| *en == word || *zh == word)?;
        let (kind, root, _) = self.kinds.iter().find(|(own, ..)| own == kind)?;
        Some((kind, *root))
    }

    /// Every kind with what such a document is.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, &Words)> {
        self.kinds.iter().map(|(kind, _, words)| (*kind, words))
    }
}

struct Maker<'s> {
    shapes: Shapes,
    definitions: &'s Map<String, Json>,
    /// By name and text, so that what contains itself comes to an end.
    known: HashMap<String, ShapeId>,
}

impl<'s> Maker<'s> {
    /// The shape of a schema. `name` is for what is no type of its own.
    fn shape(&mut self, schema: &'s Json, name: &str) -> ShapeId {
        let mut leaves = Vec::new();
        let mut own = None;
        self.leaves(schema, &mut own, &mut leaves);
        let own = own.unwrap_or(name).to_owned();
        let texts: Vec<String> = leaves.iter().map(|leaf| bare(leaf)).collect();
        let known = format!("{own} {}", texts.join(" "));
        if let Some(id) = self.known.get(&known) {
            return *id;
        }
        let id = self.shapes.all.len();
        self.known.insert(known, id);
        self.shapes.all.push(Shape::default());
        let mut shape = Shape { name: own.clone(), ..Shape::default() };
        for leaf in leaves {
            self.add(leaf, &own, &mut shape);
        }
        for (at, key) in shape.keys.iter().enumerate() {
            shape.by_name.insert(key.name.clone(), at);
        }
        if let Some(place) = self.shapes.all.get_mut(id) {
            *place = shape;
        }
        id
    }

    /// What a schema is made of, and the first type that it names.
    fn leaves(&self, schema: &'s Json, name: &mut Option<&'s str>, found: &mut Vec<&'s Json>) {
        if let Some(target) = schema.get("$ref").and_then(Json::as_str) {
            let target = target.rsplit('/').next().unwrap_or_default();
            if let Some((own, schema)) = self.definitions.get_key_value(target) {
                name.get_or_insert(own);
                self.leaves(schema, name, found);
            }
            return;
        }
        let parts = ["allOf", "anyOf"].iter().filter_map(|key| schema.get(*key)?.as_array());
        let parts: Vec<&Json> = parts.flatten().collect();
        if parts.is_empty() {
            found.push(schema);
        }
        for part in parts {
            self.leaves(part, name, found);
        }
    }

    fn add(&mut self, leaf: &'s Json, name: &str, shape: &mut Shape) {
        let Some(object) = leaf.as_object() else { return };
        for (key, own) in object.get("properties").and_then(Json::as_object).into_iter().flatten() {
            if shape.keys.iter().any(|other| other.name == *key) {
                continue;
            }
            let english = keys::english(key)
                .filter(|en| object.get("properties").is_some_and(|all| all.get(*en).is_some()));
            let english = english.map_or_else(|| special(key), str::to_owned);
            let text = own.get("description").and_then(Json::as_str).unwrap_or_default();
            let inner = self.shape(own, &format!("{name}.{english}"));
            let words = words(text);
            shape.keys.push(Key { name: key.clone(), english, shape: inner, words });
        }
        if let Some(rest @ Json::Object(_)) = object.get("additionalProperties") {
            shape.rest = Some(self.shape(rest, &format!("{name}.*")));
        }
        let patterns = object.get("patternProperties").and_then(Json::as_object);
        for (pattern, own) in patterns.into_iter().flatten() {
            if pattern != "^x-" {
                shape.lengths = Some(self.shape(own, &format!("{name}.#")));
            }
        }
        if let Some(items) = object.get("items") {
            shape.items = Some(self.shape(items, name));
        }
        let value = |own: &Json, words: &Words, shape: &mut Shape| {
            let text = own.as_str().map_or_else(|| own.to_string(), str::to_owned);
            if !shape.values.iter().any(|(other, _)| *other == text) {
                shape.values.push((text, words.clone()));
            }
        };
        for one in object.get("oneOf").and_then(Json::as_array).into_iter().flatten() {
            let text = one.get("description").and_then(Json::as_str).unwrap_or_default();
            if let Some(own) = one.get("const") {
                value(own, &words(text), shape);
            }
        }
        let none = Words::fixed("", "");
        object.get("const").into_iter().for_each(|own| value(own, &none, shape));
        for own in object.get("enum").and_then(Json::as_array).into_iter().flatten() {
            value(own, &none, shape);
        }
        let types = match object.get("type") {
            Some(Json::Array(all)) => all.iter().filter_map(Json::as_str).collect(),
            Some(Json::String(one)) => vec![one.as_str()],
            _ => Vec::new(),
        };
        shape.boolean |= types.contains(&"boolean");
        shape.text |= types.contains(&"string");
    }
}

/// Keys whose Chinese words belong to their own type alone.
fn special(key: &str) -> String {
    match key {
        "中文" => "zh",
        "英文" => "en",
        "列" => "column",
        "分隔" => "split",
        "取值" => "values",
        "保留" => "keep",
        "字段" => "field",
        other => other,
    }
    .to_owned()
}

/// A schema without its description.
fn bare(schema: &Json) -> String {
    let mut own = schema.clone();
    if let Some(own) = own.as_object_mut() {
        own.remove("description");
    }
    own.to_string()
}

#[cfg(test)]
mod tests {
    use super::shapes;
    use crate::text::Lang;

    /// The shape below a kind along keys; `-` is an item of a list.
    fn below(kind: &str, path: &[&str]) -> &'static super::Shape {
        let all = shapes();
        let mut shape = all.get(all.kind(kind).unwrap().1);
        for part in path {
            let next = match *part {
                "-" => shape.items,
                key => shape.key(key).map(|own| own.shape).or(shape.rest),
            };
            shape = all.get(next.unwrap_or_else(|| panic!("{path:?}: nothing at {part}")));
        }
        shape
    }

    #[test]
    fn every_place_has_the_type_that_it_is_read_into() {
        for (kind, path, name) in [
            ("responsibility-list", &["duties", "PP-01"][..], "DutyDoc"),
            ("责任清单", &["责任事项", "PP-01", "触发条件", "-"], "TriggerDoc"),
            ("standard", &["steps", "a", "within"], "Deadline"),
            ("standard", &["steps", "a", "within", "-", "extend"], "Deadline.extend"),
            ("standard", &["steps", "a", "when", "any", "-", "not"], "Condition"),
            ("overlay", &["tighten", "steps", "a", "by"], "ActorDoc"),
            ("scenario", &["variants", "late", "expect", "-"], "ExpectDoc"),
            ("mapping", &["columns", "duty"], "ColumnDoc"),
            ("set", &["imports", "-"], "ImportDoc"),
        ] {
            assert_eq!(below(kind, path).name, name, "{kind} {path:?}");
        }
    }

    #[test]
    fn keys_and_values_say_what_they_are_in_both_languages() {
        let step = below("standard", &["steps", "a"]);
        let within = step.key("时限").unwrap();
        assert_eq!(within.english, "within");
        assert_eq!(within.words.get(Lang::En), "By when, counted from which step.");
        assert_eq!(within.words.get(Lang::Zh), "时限，及自哪个环节起算。");
        let work = below("responsibility-list", &["duties", "a", "work"]);
        let names: Vec<&str> = work.values.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["routine", "special", "常态工作", "专项工作"]);
        assert_eq!(work.values[1].1.get(Lang::Zh), "专项工作：须有文号和截止日期。");
        assert!(below("standard", &["steps", "a", "optional"]).boolean);
    }
}
