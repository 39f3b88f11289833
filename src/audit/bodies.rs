//! Bodies as the log names them, resolved to those of the roster.

use std::collections::HashMap;

use super::matching::fold;
use crate::log::{Strings, Symbol};
use crate::model::Model;
use crate::model::resolve::{BodyId, Duty, Party};
use crate::text::Words;

/// Index of a body in this audit: those of the roster come first, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct BodyIndex(pub(super) u32);

/// The bodies of one audit.
pub(super) struct Bodies<'m> {
    model: &'m Model,
    names: HashMap<String, BodyId>,
    seen: HashMap<Symbol, BodyIndex>,
    /// Names of the log that the roster doesn't have; the first is empty: no body is named.
    others: Vec<String>,
}

impl<'m> Bodies<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut names = HashMap::new();
        for (at, body) in (0u16..).zip(&model.bodies) {
            for name in &body.names {
                names.entry(fold(name)).or_insert(BodyId(at));
            }
        }
        Self { model, names, seen: HashMap::new(), others: vec![String::new()] }
    }

    /// The body that stands for "the log names none".
    pub(super) fn nobody(&self) -> BodyIndex {
        BodyIndex(u32::try_from(self.model.bodies.len()).unwrap_or(u32::MAX))
    }

    /// The body that a text of the log names.
    pub(super) fn find(&mut self, symbol: Symbol, strings: &Strings) -> BodyIndex {
        if let Some(found) = self.seen.get(&symbol) {
            return *found;
        }
        let text = strings.get(symbol);
        let index = match self.names.get(&fold(text)) {
            Some(body) => BodyIndex(u32::from(body.0)),
            None if text.is_empty() => self.nobody(),
            None => {
                self.others.push(text.to_owned());
                let at = self.model.bodies.len() + self.others.len() - 1;
                BodyIndex(u32::try_from(at).unwrap_or(u32::MAX))
            }
        };
        self.seen.insert(symbol, index);
        index
    }

    /// The body of the roster, if it is one.
    pub(super) fn listed(&self, index: BodyIndex) -> Option<BodyId> {
        let at = index.0 as usize;
        (at < self.model.bodies.len()).then(|| BodyId(u16::try_from(at).unwrap_or(u16::MAX)))
    }

    /// The index of a body of the roster.
    pub(super) fn index(body: BodyId) -> BodyIndex {
        BodyIndex(u32::from(body.0))
    }

    /// How many there are, the nameless one included.
    pub(super) fn len(&self) -> usize {
        self.model.bodies.len() + self.others.len()
    }

    /// Its id in the roster, or what the log calls it; empty for nobody.
    pub(super) fn id(&self, index: BodyIndex) -> &str {
        match self.listed(index) {
            Some(body) => &self.model.body(body).id,
            None => self
                .others
                .get(index.0 as usize - self.model.bodies.len())
                .map_or("", String::as_str),
        }
    }

    /// What people call it.
    pub(super) fn title(&self, index: BodyIndex) -> Words {
        match self.listed(index) {
            Some(body) => self.model.body(body).title.clone(),
            None if index == self.nobody() => Words::fixed("no body named", "未注明单位"),
            None => Words::same(self.id(index)),
        }
    }

    /// Whether a body holds a duty; nothing if that can't be said.
    pub(super) fn holds(&self, index: BodyIndex, duty: &Duty) -> Option<bool> {
        let (body, holder) = (self.listed(index)?, duty.holder?);
        Some(self.model.is(body, holder))
    }

    /// Whether a body holds or supports a duty; nothing if that can't be said.
    pub(super) fn concerned(&self, index: BodyIndex, duty: &Duty) -> Option<bool> {
        let body = self.listed(index)?;
        let holder = duty.holder?;
        Some(
            self.model.is(body, holder)
                || duty.supporting.iter().any(|party| self.model.is(body, *party)),
        )
    }

    /// The holder nearest to a body: itself, one with the same parent, its parent, one below it,
    /// or the only holder there is.
    pub(super) fn holder_near(&self, index: BodyIndex, duty: &Duty) -> Option<BodyIndex> {
        let holder = duty.holder?;
        let own = self.listed(index);
        let near = own.and_then(|own| self.near(own, holder));
        let mut all = self.model.bodies_of(holder);
        let only = all.next().filter(|_| all.next().is_none());
        near.or(only).map(Self::index)
    }

    fn near(&self, own: BodyId, holder: Party) -> Option<BodyId> {
        if self.model.is(own, holder) {
            return Some(own);
        }
        let parent = self.model.body(own).parent;
        let holders: Vec<BodyId> = self.model.bodies_of(holder).collect();
        let siblings =
            |body: &&BodyId| parent.is_some() && self.model.body(**body).parent == parent;
        let below = |body: &&BodyId| self.model.body(**body).parent == Some(own);
        holders
            .iter()
            .find(siblings)
            .or_else(|| holders.iter().find(|body| Some(**body) == parent))
            .or_else(|| holders.iter().find(below))
            .copied()
    }

    /// Every body of the log that the roster doesn't have.
    pub(super) fn strangers(&self) -> impl Iterator<Item = BodyIndex> {
        let first = self.model.bodies.len() + 1;
        let last = self.len();
        (first..last).map(|at| BodyIndex(u32::try_from(at).unwrap_or(u32::MAX)))
    }
}
