//! One fact that the user should know.

use super::{Fingerprint, Fix, Label, Place, Rule, Severity};
use crate::text::{Span, Words};

/// What a finding is about. Its parts make the fingerprint; they never hold line or row numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The duty.
    pub duty: Option<String>,
    /// The step, or the obligation within it.
    pub step: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// The body that answers.
    pub body: Option<String>,
    /// The target that was to be covered.
    pub target: Option<String>,
    /// The token of a person.
    pub person: Option<String>,
    /// The window of a frequency, such as `2026-W07`.
    pub window: Option<String>,
    /// What else tells two findings of one rule apart: a key, a word, an instant.
    pub detail: Option<String>,
}

/// A [`Subject`] that belongs to somebody else: of most findings nothing but their identity is kept,
/// so that nothing need be copied for it. They are ordered alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct About<'s> {
    /// The duty.
    pub duty: Option<&'s str>,
    /// The step, or the obligation within it.
    pub step: Option<&'s str>,
    /// The case.
    pub case: Option<&'s str>,
    /// The body that answers.
    pub body: Option<&'s str>,
    /// The target that was to be covered.
    pub target: Option<&'s str>,
    /// The token of a person.
    pub person: Option<&'s str>,
    /// The window of a frequency.
    pub window: Option<&'s str>,
    /// What else tells two findings of one rule apart.
    pub detail: Option<&'s str>,
}

impl Subject {
    /// The same, lent.
    pub fn about(&self) -> About<'_> {
        About {
            duty: self.duty.as_deref(),
            step: self.step.as_deref(),
            case: self.case.as_deref(),
            body: self.body.as_deref(),
            target: self.target.as_deref(),
            person: self.person.as_deref(),
            window: self.window.as_deref(),
            detail: self.detail.as_deref(),
        }
    }
}

impl About<'_> {
    /// The same, to be kept.
    pub fn kept(self) -> Subject {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Subject {
            duty: own(self.duty),
            step: own(self.step),
            case: own(self.case),
            body: own(self.body),
            target: own(self.target),
            person: own(self.person),
            window: own(self.window),
            detail: own(self.detail),
        }
    }
}

/// One fact.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check that found it.
    pub rule: &'static Rule,
    /// The rule's severity, or the set's choice.
    pub severity: Severity,
    /// The fact, in one line.
    pub message: Words,
    /// Why it is one: the reasoning with the figures that matter.
    pub why: Option<Words>,
    /// How a deadline in it was reckoned, step by step.
    pub reckoning: Vec<Words>,
    /// What to do about it.
    pub help: Option<Words>,
    /// An edit that mends it and changes no meaning.
    pub fix: Option<Fix>,
    /// The place to look at first, with a few words.
    pub primary: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// The cases that it is about, when they are several.
    pub cases: Vec<String>,
    /// What it is about.
    pub subject: Subject,
    /// When it came true, in milliseconds since 1970-01-01T00:00Z.
    pub came_true: Option<i64>,
    /// When the thing was due, in the same unit.
    pub due: Option<i64>,
    /// The waiver that covers it: index into those of the model.
    pub waiver: Option<usize>,
}

impl Finding {
    /// A finding at a place in a document.
    pub fn at(rule: &'static Rule, span: Span, message: Words, label: Words) -> Self {
        Self::new(rule, message, Label { place: Place::Span(span), words: label })
    }

    /// A finding at any place.
    pub fn new(rule: &'static Rule, message: Words, primary: Label) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            why: None,
            reckoning: Vec::new(),
            help: None,
            fix: None,
            primary,
            related: Vec::new(),
            cases: Vec::new(),
            subject: Subject::default(),
            came_true: None,
            due: None,
            waiver: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds an edit that mends it and changes no meaning.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Says how a deadline was reckoned.
    #[must_use]
    pub fn reckoned(mut self, steps: Vec<Words>) -> Self {
        self.reckoning = steps;
        self
    }

    /// Adds the reasoning.
    #[must_use]
    pub fn why(mut self, why: Words) -> Self {
        self.why = Some(why);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, place: Place, words: Words) -> Self {
        self.related.push(Label { place, words });
        self
    }

    /// Adds another place in a document.
    #[must_use]
    pub fn also_at(self, span: Span, words: Words) -> Self {
        self.also(Place::Span(span), words)
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// The identity of the finding within a set.
    pub fn fingerprint(&self, set: &str) -> Fingerprint {
        Fingerprint::of(self.rule.id, set, &self.subject)
    }
}
