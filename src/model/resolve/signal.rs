//! Signals. One that lacks what its test needs is left out; a rule reports it.

use super::{DutyId, FieldId, Resolver, StepId, length, percent, texts};
use crate::doc::Spanned;
use crate::finding::Severity;
use crate::model::docs::{SignalDoc, SignalTest};
use crate::model::load::text_of;
use crate::model::{Limit, Title};
use crate::text::{Span, Words};

/// A signal.
#[derive(Clone, Debug)]
pub struct Signal {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Option<Words>,
    /// What a human is asked.
    pub question: Option<Words>,
    /// What is looked for.
    pub test: SignalTest,
    /// How much it matters, if the set says so.
    pub severity: Option<Severity>,
    /// Only events of these duties; empty for all.
    pub duties: Vec<DutyId>,
    /// The field that is looked at.
    pub field: Option<FieldId>,
    /// The first of two steps: `first`, `from`, or the closing step.
    pub first: Option<StepId>,
    /// The second of them: `then` or `to`.
    pub second: Option<StepId>,
    /// How much later, in milliseconds.
    pub after: i64,
    /// What takes less than this many milliseconds is unusual.
    pub shorter: Option<i64>,
    /// What takes more is.
    pub longer: Option<i64>,
    /// Steps that approve.
    pub of: Vec<StepId>,
    /// Steps that are approved.
    pub same_as: Vec<StepId>,
    /// Values from the lowest to the highest.
    pub order: Vec<String>,
    /// The value that is everywhere.
    pub value: String,
    /// The share from which on it is unusual, in percent.
    pub share: f64,
    /// How many it takes.
    pub at_least: u32,
    /// Where it stands.
    pub span: Span,
}

/// Hours within which an entry is no back-filling, unless the set says otherwise.
const BACK_FILLED: i64 = 72 * 3_600_000;

impl Resolver<'_> {
    /// The signals of the set that was asked for, and of those that it imports.
    pub(super) fn signals(&self) -> Vec<Signal> {
        let all = self.draft.sets.iter().flat_map(|set| set.value.signals.iter());
        let mut signals: Vec<Signal> = Vec::new();
        for (name, doc) in all {
            // A set's own signal stands before an imported one of the same name.
            if !signals.iter().any(|own| own.name == name.value) {
                signals.extend(self.signal(name, doc));
            }
        }
        signals
    }

    fn signal(&self, name: &Spanned<String>, doc: &SignalDoc) -> Option<Signal> {
        let test = doc.test.as_ref()?.value;
        let written = doc.written();
        let has = |key: &str| written.iter().any(|(own, _)| *own == key);
        if !test.keys().0.iter().all(|key| has(key)) {
            return None;
        }
        let step = |name: &Spanned<String>| self.step(name, "");
        let single = |own: &Option<Spanned<String>>| match own {
            Some(name) => step(name).map(Some),
            None => Some(None),
        };
        let closing = if test == SignalTest::LoweredAfterClose { &doc.after } else { &None };
        let (first, from, closing) = (single(&doc.first)?, single(&doc.from)?, single(closing)?);
        let (then, to) = (single(&doc.then)?, single(&doc.to)?);
        let all = |names: &[Spanned<String>]| names.iter().map(step).collect::<Option<Vec<_>>>();
        let limit = |own: &Option<Spanned<Limit>>| {
            own.as_ref().and_then(|limit| length(&limit.value.to_string()))
        };
        let after = doc.after.as_ref().and_then(|after| length(&after.value));
        let duties = doc.duties.iter().map(|duty| self.duties.get(duty.as_str()).copied());
        let share = doc.share.as_ref().and_then(|share| percent(&share.value));
        let default = if test == SignalTest::RoundTimes { 80.0 } else { 100.0 };
        Some(Signal {
            name: name.value.clone(),
            title: doc.title.as_ref().map(Title::words),
            question: doc.question.as_ref().map(Title::words),
            test,
            severity: text_of(doc.severity.as_ref()).and_then(Severity::from_code),
            duties: duties.collect::<Option<Vec<_>>>()?,
            field: match &doc.field {
                Some(field) => Some(self.field(field)?),
                None => None,
            },
            first: first.or(from).or(closing),
            second: then.or(to),
            after: after.unwrap_or(BACK_FILLED),
            shorter: limit(&doc.shorter),
            longer: limit(&doc.longer),
            of: all(&doc.of)?,
            same_as: all(&doc.same_as)?,
            order: texts(&doc.order),
            value: text_of(doc.value.as_ref()).unwrap_or_default().to_owned(),
            share: share.unwrap_or(default),
            at_least: doc.at_least.as_ref().map_or(test.at_least(), |n| n.value.max(1)),
            span: name.span,
        })
    }
}
