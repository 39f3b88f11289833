//! Exceptions that somebody granted: for a time, for a reason, and for something in particular.

use super::Day;
use super::docs::WaiverDoc;
use crate::finding::{About, Fingerprint};
use crate::text::{Span, Words};

/// Days that a waiver may hold, unless the set says otherwise.
pub const LONGEST: u64 = 180;

/// A waiver that is whole.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Its name.
    pub id: String,
    /// Who granted it.
    pub approver: String,
    /// Why.
    pub reason: Words,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// The rule's name.
    pub rule: Option<String>,
    /// The duty's id.
    pub duty: Option<String>,
    /// The body's id.
    pub body: Option<String>,
    /// Cases.
    pub cases: Vec<String>,
    /// Fingerprints, as they are written.
    pub fingerprints: Vec<String>,
    /// Where its name stands.
    pub span: Span,
    /// Where its last day stands.
    pub end: Span,
}

impl Waiver {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Day) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// Whether it means a finding.
    pub fn covers(&self, rule: &str, about: About<'_>, print: Fingerprint) -> bool {
        let is = |own: &Option<String>, of: Option<&str>| {
            own.as_deref().is_none_or(|own| of == Some(own))
        };
        is(&self.rule, Some(rule))
            && is(&self.duty, about.duty)
            && is(&self.body, about.body)
            && (self.cases.is_empty()
                || about.case.is_some_and(|case| self.cases.iter().any(|own| own == case)))
            && (self.fingerprints.is_empty() || self.fingerprints.contains(&print.to_string()))
    }
}

impl WaiverDoc {
    /// The keys that must be given and are not.
    pub fn missing(&self) -> Vec<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        let reason = self.reason.as_ref().map(super::Title::words);
        let given = [
            ("approver", self.approver.as_ref().is_some_and(|own| !blank(&own.value))),
            ("reason", reason.is_some_and(|own| !blank(&own.en))),
            ("from", self.from.is_some()),
            ("until", self.until.is_some()),
        ];
        given.into_iter().filter(|(_, given)| !given).map(|(key, _)| key).collect()
    }

    /// How many days it holds; nothing if it has no end, or ends before it begins.
    pub fn days(&self) -> Option<u64> {
        let (from, until) = (self.from.as_ref()?.value, self.until.as_ref()?.value);
        u64::try_from(i64::from(until.0) - i64::from(from.0) + 1).ok().filter(|days| *days > 0)
    }

    /// Whether it names too little: neither cases nor findings, and not two of rule, duty and body.
    pub fn is_broad(&self) -> bool {
        let parts = [&self.rule, &self.duty, &self.body];
        self.case.is_empty()
            && self.fingerprint.is_empty()
            && parts.into_iter().flatten().count() < 2
    }

    /// Whether it can be relied upon; one that can't waives nothing.
    pub fn is_whole(&self, longest: u64) -> bool {
        self.missing().is_empty()
            && self.days().is_some_and(|days| days <= longest)
            && !self.is_broad()
    }
}
