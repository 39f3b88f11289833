//! A set with everything that is wrong with its documents.

use std::cmp::Ordering;
use std::path::Path;

use super::{Severities, allows, scenarios, waivers};
use crate::doc::read_file;
use crate::finding::{Finding, Place, Sink};
use crate::lint;
use crate::model::Draft;
use crate::model::load::{Read, load_with};
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
    check_with(&mut read_file, folder)
}

/// The same, with files read in another way.
pub fn check_with(read: &mut Read<'_>, folder: &Path) -> Checked {
    let mut sink = Sink::default();
    let draft = load_with(read, folder, &mut sink);
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
pub fn identity(finding: &Finding, sources: &Sources) -> (&'static str, String, u32, u32, String) {
    let (path, start, end) = match &finding.primary.place {
        Place::Span(span) => (sources.get(span.source).path.clone(), span.start, span.end),
        Place::File(path) => (path.clone(), 0, 0),
        Place::Row(row) => (row.row.to_string(), 0, 0),
    };
    (finding.rule.id, path, start, end, finding.message.en.to_string())
}

/// The order in which findings on documents are told: by file, then by place.
fn order(a: &Finding, b: &Finding, sources: &Sources) -> Ordering {
    let key = |finding: &Finding| match &finding.primary.place {
        Place::Span(span) => (sources.get(span.source).path.clone(), span.start, span.end),
        Place::File(path) => (path.clone(), 0, 0),
        Place::Row(row) => (String::new(), row.input, u32::try_from(row.row).unwrap_or(u32::MAX)),
    };
    key(a)
        .cmp(&key(b))
        .then_with(|| a.rule.id.cmp(b.rule.id))
        .then_with(|| a.message.get(Lang::En).cmp(b.message.get(Lang::En)))
}
