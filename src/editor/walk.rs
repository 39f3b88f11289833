//! Steps down a document: which shape stands below a key, and what is known there by then. Both the
//! whole tree of a document and the place of a cursor in a text that can't be read are gone down so.

use std::rc::Rc;

use super::roles::{self, Act, Slot, Sort};
use super::shape::{Key, Shape, ShapeId, shapes};

/// What is known at a place of a document.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The duty that names of steps are seen from; empty if there is none.
    pub duty: Rc<str>,
    /// The field whose values stand here.
    pub field: Rc<str>,
    /// What the cells of the column mean.
    pub column: Option<Act>,
    /// A signal's `after` is a step and no length of time.
    pub closing: bool,
}

/// A place of a document.
#[derive(Clone, Debug)]
pub struct Place {
    /// What may stand there.
    pub shape: ShapeId,
    /// What it names.
    pub slot: Slot,
    /// What is known.
    pub scope: Scope,
}

impl Place {
    /// The top of a document of a kind. `value` gives the text of one of its keys.
    pub fn root(shape: ShapeId, value: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut place = Self { shape, slot: Slot::default(), scope: Scope::default() };
        place.enter(value);
        place
    }

    /// The shape.
    pub fn shape(&self) -> &'static Shape {
        shapes().get(self.shape)
    }

    /// Learns from the other keys of a mapping what its texts are about.
    pub fn enter(&mut self, value: &dyn Fn(&str) -> Option<String>) {
        match self.shape().name.as_str() {
            "standard" | "overlay" | "scenario" | "mapping" | "ExpectDoc" => {
                if let Some(duty) = value("duty") {
                    self.scope.duty = duty.into();
                }
            }
            "SignalDoc" => {
                self.scope.field = value("field").unwrap_or_default().into();
                self.scope.closing = value("test").as_deref() == Some("lowered-after-close");
            }
            _ => {}
        }
    }

    /// Below a key of a mapping.
    pub fn key(&self, name: &str) -> Self {
        let shape = self.shape();
        match shape.key(name) {
            Some(key) => self.known(shape, key),
            None => self.free(shape, name),
        }
    }

    /// Below an item of a list; a single item need not stand in one.
    pub fn item(&self) -> Self {
        let shape = self.shape().items.unwrap_or(self.shape);
        Self { shape, ..self.clone() }
    }

    /// What names of the drafter's in this mapping are.
    pub fn names(&self) -> Option<Act> {
        let own = roles::free(&self.shape().name);
        own.names.or(self.slot.names)
    }

    fn known(&self, shape: &Shape, key: &Key) -> Self {
        let slot = roles::slot(&shape.name, &key.english);
        let mut scope = self.scope.clone();
        if shape.name == "ColumnsDoc" {
            scope.column = match key.english.as_str() {
                "duty" => Some(Act::Names(&[Sort::Duty])),
                "step" => Some(Act::Steps(&[Sort::Step])),
                "body" => Some(Act::Names(&[Sort::Body])),
                _ => None,
            };
        }
        Self { shape: key.shape, slot, scope }
    }

    fn free(&self, shape: &Shape, name: &str) -> Self {
        let own = roles::free(&shape.name);
        let length = shape.lengths.filter(|_| shape.rest.is_none());
        let inner = shape.rest.or(length);
        let mut scope = self.scope.clone();
        let mut slot = Slot { value: own.value.or(self.slot.value), names: None };
        match self.names() {
            Some(Act::Defines(Sort::Duty)) => scope.duty = name.into(),
            Some(Act::Defines(Sort::TargetKind)) => {
                slot.names = Some(Act::Defines(Sort::Target));
            }
            Some(Act::Defines(Sort::Field) | Act::Names([Sort::Field])) => {
                scope.field = name.into();
                scope.column = Some(Act::Names(&[Sort::Value]));
            }
            // Cells stand under the names of rows.
            Some(Act::Row) => slot.names = Some(Act::Cell),
            Some(Act::Cell) => slot.value = cell(name),
            _ => {}
        }
        if self.names() == Some(Act::Cell) && slot.value.is_none() {
            scope.field = name.into();
            slot.value = Some(Act::Names(&[Sort::Value]));
        }
        Self { shape: inner.unwrap_or(usize::MAX), slot, scope }
    }
}

/// What a cell of a scenario names, by its column.
fn cell(column: &str) -> Option<Act> {
    match crate::model::scenario::column(column) {
        "duty" => Some(Act::Names(&[Sort::Duty])),
        "step" => Some(Act::Steps(&[Sort::Step])),
        "body" => Some(Act::Names(&[Sort::Body])),
        "case" | "at" | "person" | "person_kind" | "target" | "area" | "text" | "code" | "row" => {
            Some(Act::Names(&[]))
        }
        _ => None,
    }
}
