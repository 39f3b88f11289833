//! A set with everything that is wrong with its documents.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::Path;

use super::{Severities, allows, scenarios, waivers};
use crate::finding::{Finding, Place, Sink};
use crate::lint;
use crate::model::Draft;
use crate::model::load::{Read, load, load_with};
use crate::text::{Lang, Sources};

/// A set with everything that is wrong with its documents.
#[derive(Debug)]
pub struct Checked {
    /// The documents.
    pub draft: Draft,
    /// The set's severities.
    pub severities: Severities,
    /// In the order in which they are told, with the set's severities.
    pub findings: Vec<Finding>,
    /// Findings after which an audit makes no sense, whatever severity the set gives them.
    pub fatal: Vec<Finding>,
}

/// Loads a set and looks for every fault of its documents.
pub fn check(folder: &Path) -> Checked {
    let mut sink = Sink::default();
    let draft = load(folder, &mut sink);
    checked(draft, sink)
}

/// The same, with files read in another way.
pub fn check_with(read: &mut Read<'_>, folder: &Path) -> Checked {
    let mut sink = Sink::default();
    let draft = load_with(read, folder, &mut sink);
    checked(draft, sink)
}

fn checked(draft: Draft, mut sink: Sink) -> Checked {
    lint::run(&draft, &mut sink);
    let severities = Severities::read(&draft, &mut sink);
    scenarios::check(&draft, &mut sink);
    waivers::check(&draft, &mut sink);
    let mut all = allows::apply(&draft, sink.into_findings());
    all.sort_by(|a, b| order(a, b, &draft.sources));
    let fatal = all.iter().filter(|finding| finding.rule.fatal).cloned().collect();
    Checked { findings: severities.apply(all), fatal, severities, draft }
}

/// What tells a finding from another, whichever set it was met in.
pub fn identity<'c>(
    finding: &'c Finding,
    sources: &'c Sources,
) -> (&'static str, Cow<'c, str>, u32, u32, &'c str) {
    let (path, start, end) = match &finding.primary.place {
        Place::Span(span) => (Cow::from(&sources.get(span.source).path), span.start, span.end),
        Place::File(path) => (Cow::from(path), 0, 0),
        Place::Row(row) => (Cow::from(row.row.to_string()), 0, 0),
    };
    (finding.rule.id, path, start, end, &finding.message.en)
}

/// The order in which findings on documents are told: by file, then by place.
fn order(a: &Finding, b: &Finding, sources: &Sources) -> Ordering {
    fn key<'f>(finding: &'f Finding, sources: &'f Sources) -> (&'f str, u32, u32) {
        match &finding.primary.place {
            Place::Span(span) => (&sources.get(span.source).path, span.start, span.end),
            Place::File(path) => (path, 0, 0),
            Place::Row(row) => ("", row.input, u32::try_from(row.row).unwrap_or(u32::MAX)),
        }
    }
    key(a, sources)
        .cmp(&key(b, sources))
        .then_with(|| a.rule.id.cmp(b.rule.id))
        .then_with(|| a.message.get(Lang::En).cmp(b.message.get(Lang::En)))
}
