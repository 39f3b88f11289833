//! Rules on scenarios.

mod scenario_bad_log;
mod scenario_twice;
mod scenario_unknown_column;
mod scenario_unknown_duty;
mod scenario_unknown_row;
mod scenario_unknown_step;
mod scenario_without_expectation;
mod scenario_without_id;

use crate::doc::Spanned;
use crate::finding::Subject;
use crate::lint::Index;
use crate::model::docs::ScenarioDoc;
use crate::model::draft::Doc;
use crate::model::scenario::{Problem, Ready, Trouble, ready};
use crate::text::Words;

lints! {
    scenario_bad_log,
    scenario_twice,
    scenario_unknown_row;
    absence:
    scenario_without_expectation,
    scenario_without_id;
    elsewhere:
    scenario_unknown_column,
    scenario_unknown_duty,
    scenario_unknown_step,
}

/// Every scenario with its rows.
fn scenarios<'i>(index: &'i Index<'_>) -> impl Iterator<Item = (&'i Doc<ScenarioDoc>, Ready)> {
    index.draft.scenarios.iter().map(|doc| {
        let is_field = |name: &str| index.field(name).is_some();
        (doc, ready(&doc.value, doc.place, &is_field, &index.draft.sources))
    })
}

/// Every problem of a kind.
fn problems(index: &Index<'_>, trouble: Trouble, mut see: impl FnMut(&ScenarioDoc, &Problem)) {
    for (doc, ready) in scenarios(index) {
        let of_variants = ready.variants.iter().flat_map(|(_, problems)| problems);
        for problem in ready.problems.iter().chain(of_variants) {
            if problem.trouble == trouble {
                see(&doc.value, problem);
            }
        }
    }
}

/// What a finding on a scenario is about.
fn subject(doc: &ScenarioDoc, detail: &str) -> Subject {
    let id = doc.id.as_ref().map_or("", |id| id.as_str());
    Subject { detail: Some(format!("scenario {id}/{detail}")), ..Subject::default() }
}

/// A scenario as people say it.
fn named(doc: &ScenarioDoc) -> Words {
    doc.id.as_ref().map_or(Words::fixed("the scenario", "该情景"), |id| {
        let id = &id.value;
        crate::text::say!("scenario `{id}`", "情景`{id}`")
    })
}

/// Whether a scenario is about rows that are of no duty or step, and so may name what is none.
fn names_what_is_not(doc: &ScenarioDoc) -> bool {
    let rules = doc.expectations().filter_map(|expect| expect.value.rule.as_ref());
    rules
        .map(Spanned::as_str)
        .any(|rule| rule.starts_with("outside/") || rule == "disposal/step-not-in-standard")
}
