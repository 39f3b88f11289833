//! What items say beside the fact itself.

use serde_json::Value;

use super::{Place, Related, Surroundings};
use crate::report::wire::{Finding, Input, Row};
use crate::text::{Words, say};

/// Why it is a fault, how it was reckoned, what to do: a line each.
pub(super) fn details(own: &Finding, around: &Surroundings<'_>) -> Vec<String> {
    let why = own.why.iter().map(|why| around.words(why));
    let reckoning = own.reckoning.iter().map(|step| around.words(step));
    let help = own.help.iter().map(|help| said(&lead("help", "建议"), help, around));
    why.chain(reckoning).chain(help).collect()
}

/// The places in documents that a finding names beside the first.
pub(super) fn related(own: &Finding, around: &Surroundings<'_>) -> Vec<Related> {
    let one = |clause| Related { place: around.clause(clause), words: around.words(&clause.words) };
    own.related.iter().map(one).collect()
}

/// The place of a row of a log.
pub(super) fn row(row: &Row, inputs: &[Input], around: &Surroundings<'_>) -> Option<Place> {
    let input = inputs.get(usize::try_from(row.input).ok()?)?;
    // In other formats a row is no line.
    let lines = matches!(input.format.as_str(), "csv" | "tsv" | "jsonl");
    let line = u32::try_from(row.row).ok().filter(|line| lines && *line > 0);
    Some(Place { path: (around.locate)(&input.path), line, end_line: line, ..Place::default() })
}

/// What comes before a text.
pub(super) fn lead(en: &'static str, zh: &'static str) -> Words {
    Words::fixed(en, zh)
}

/// `help: write it down`
pub(super) fn said(lead: &Words, words: &Words, around: &Surroundings<'_>) -> String {
    around.words(&say!("{lead}: {words}", "{lead}：{words}", lead: lead, words: words))
}

/// Those codes that there are.
pub(super) fn codes(all: &[(&'static str, Option<Value>)]) -> Vec<(&'static str, Value)> {
    all.iter().filter_map(|(key, value)| Some((*key, value.clone()?))).collect()
}
