//! Findings and their places, as reports have them.

use super::{Clause, Finding, First, Row};
use crate::finding::{self, Class, Label, Place, RowRef};
use crate::log::Input;
use crate::text::{Sources, Words};

/// The document that a label concerns.
pub(super) fn file<'s>(label: &'s Label, sources: &'s Sources) -> Option<&'s str> {
    match &label.place {
        Place::Span(span) => Some(&sources.get(span.source).path),
        Place::File(path) => Some(path),
        Place::Row(_) => None,
    }
}

/// A label that stands in a document, or concerns a file as a whole.
pub(super) fn clause(label: &Label, sources: &Sources) -> Option<Clause> {
    let words = label.words.clone();
    match &label.place {
        Place::Span(span) => {
            let (path, start, end) = sources.locate(*span);
            Some(Clause {
                path: path.to_owned(),
                line: Some(start.line),
                column: Some(start.column),
                end_line: Some(end.line),
                end_column: Some(end.column),
                words,
            })
        }
        Place::File(path) => Some(Clause {
            path: path.clone(),
            line: None,
            column: None,
            end_line: None,
            end_column: None,
            words,
        }),
        Place::Row(_) => None,
    }
}

fn row(label: &Label, inputs: &[Input]) -> Option<Row> {
    let Place::Row(RowRef { input, row, excerpt }) = &label.place else {
        return None;
    };
    let words = label.words.clone();
    let place = inputs.get(*input as usize).and_then(|input| input.places.name(*row));
    Some(Row { input: *input, row: *row, place, excerpt: excerpt.clone(), words })
}

/// A finding. `show` writes an instant, and the set's name is part of the identity. `inputs` know
/// what their rows are called.
pub(super) fn finding(
    finding: &finding::Finding,
    set: &str,
    sources: &Sources,
    inputs: &[Input],
    show: &dyn Fn(i64) -> String,
) -> Finding {
    let labels = || std::iter::once(&finding.primary).chain(&finding.related);
    let mut clauses = labels().filter_map(|label| clause(label, sources));
    let subject = finding.subject.clone();
    Finding {
        id: finding.fingerprint(set).to_string(),
        rule: finding.rule.id.to_owned(),
        class: finding.rule.class(),
        severity: finding.severity,
        status: None,
        message: finding.message.clone(),
        why: finding.why.clone(),
        reckoning: finding.reckoning.clone(),
        help: finding.help.clone(),
        duty: subject.duty,
        step: subject.step,
        case: subject.case,
        cases: finding.cases.clone(),
        source: subject.detail.filter(|_| finding.rule.class() != Class::Fault),
        body: subject.body,
        person: subject.person,
        target: subject.target,
        window: subject.window,
        came_true: finding.came_true.map(show),
        due: finding.due.map(show),
        first: match finding.primary.place {
            Place::Span(_) => First::Clause,
            Place::Row(_) => First::Row,
            Place::File(_) => First::File,
        },
        clause: clauses.next(),
        rows: labels().filter_map(|label| row(label, inputs)).collect(),
        related: clauses.collect(),
        waived: false,
        waiver: None,
        known: false,
        answer: None,
    }
}

impl Finding {
    /// Everything by which a person may ask for it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let parts = [&self.duty, &self.step, &self.case, &self.body, &self.target, &self.window];
        let parts = parts.into_iter().chain([&self.person, &self.source]);
        let parts = parts.flatten().chain(&self.cases).map(String::as_str);
        std::iter::once(self.rule.as_str()).chain(parts)
    }

    /// The words beside its first place.
    pub fn label(&self) -> Option<&Words> {
        match self.first {
            First::Row => self.rows.first().map(|row| &row.words),
            First::Clause | First::File => self.clause.as_ref().map(|clause| &clause.words),
        }
    }
}
