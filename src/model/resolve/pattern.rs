//! Supervision models. One that lacks what an audit needs is left out; a rule reports it.

use super::{DutyId, FieldId, Resolved, Resolver, StepId};
use crate::doc::Spanned;
use crate::model::docs::{CountedDoc, PatternDoc};
use crate::model::draft::Doc;
use crate::model::load::text_of;
use crate::model::{Limit, Title};
use crate::text::{Span, Words};

/// A supervision model.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its name.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// What cases are gathered by.
    pub by: Key,
    /// What is counted; any of these.
    pub of: Vec<Counted>,
    /// How many cases at least.
    pub at_least: u32,
    /// The length of the moving window.
    pub within: Limit,
    /// All of these too.
    pub with: Vec<Counted>,
    /// None of these.
    pub without: Vec<Counted>,
    /// What a human is asked.
    pub question: Option<Words>,
    /// Where it stands.
    pub span: Span,
}

/// What cases are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The target.
    Target,
    /// The area.
    Area,
    /// The body that acted.
    Body,
    /// Each person who acted.
    Person,
    /// The value of a field.
    Field(FieldId),
}

impl Key {
    /// The words that documents use for keys that are no fields.
    pub const WORDS: [(&str, Self); 4] = [
        ("target", Self::Target),
        ("area", Self::Area),
        ("body", Self::Body),
        ("person", Self::Person),
    ];

    /// Reads such a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(own, _)| *own == word).map(|(_, key)| key)
    }
}

/// What a model counts.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Which events.
    pub what: Events,
    /// How many cases of it at least.
    pub at_least: u32,
    /// Only when this holds in the case at that moment.
    pub when: Option<Resolved>,
}

/// Which events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Events {
    /// Performances of a step.
    Of(StepId),
    /// Any event of a duty.
    Any(DutyId),
}

impl Resolver<'_> {
    /// What cases can be gathered by.
    pub(super) fn key(&self, name: &Spanned<String>) -> Option<Key> {
        Key::from_word(name.as_str()).or_else(|| self.field(name).map(Key::Field))
    }

    pub(super) fn patterns(&self) -> Vec<Pattern> {
        self.draft.models.iter().filter_map(|doc| self.pattern(doc)).collect()
    }

    fn pattern(&self, doc: &Doc<PatternDoc>) -> Option<Pattern> {
        let (place, doc) = (doc.place, &doc.value);
        let id = text_of(doc.id.as_ref()).unwrap_or_default();
        // A part that is not understood must not make a model wider than it is written.
        let all = |docs: &[CountedDoc]| {
            docs.iter().map(|doc| self.counted(doc)).collect::<Option<Vec<_>>>()
        };
        let of = all(&doc.of)?;
        (!of.is_empty()).then_some(())?;
        Some(Pattern {
            id: id.to_owned(),
            title: Title::or(doc.title.as_ref(), id),
            by: self.key(doc.by.as_ref()?)?,
            of,
            at_least: doc.at_least.as_ref().map_or(2, |n| n.value.max(1)),
            within: doc.within.as_ref()?.value,
            with: all(&doc.with)?,
            without: all(&doc.without)?,
            question: doc.question.as_ref().map(Title::words),
            span: doc.id.as_ref().map_or(place, |id| id.span),
        })
    }

    fn counted(&self, doc: &CountedDoc) -> Option<Counted> {
        let what = match (&doc.step, &doc.duty) {
            (Some(step), None) => Events::Of(self.step(step, "")?),
            (None, Some(duty)) => Events::Any(self.duties.get(duty.as_str()).copied()?),
            _ => return None,
        };
        let when = match &doc.when {
            Some(when) => Some(self.when(Some(when), "")?),
            None => None,
        };
        Some(Counted { what, at_least: doc.at_least.as_ref().map_or(1, |n| n.value.max(1)), when })
    }
}
