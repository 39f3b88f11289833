//! What is wrong with documents, for a pipeline.

use std::collections::HashMap;

use serde_json::json;

use super::texts::{self, codes};
use super::{Item, Lines, Run, Standings, Surroundings, Test};
use crate::report::wire::{CheckedSet, Finding};

/// A set with its findings and the files that were read for it, as the user knows them.
pub fn check(
    set: &CheckedSet,
    findings: &[Finding],
    files: &[String],
    around: &Surroundings<'_>,
) -> Run {
    let id = &set.set.id;
    let mut tests: Vec<Test> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut place = |path: &str| {
        let name = (around.locate)(path);
        *places.entry(name.clone()).or_insert_with(|| {
            tests.push(Test { suite: id.clone(), name });
            tests.len() - 1
        })
    };
    for file in files {
        place(file);
    }
    let mut lines = Lines::default();
    let mut items = Vec::new();
    for own in findings {
        let Some(clause) = &own.clause else { continue };
        items.push(Item {
            rule: own.rule.clone(),
            severity: own.severity,
            id: own.id.clone(),
            place: around.clause(clause),
            line_hash: lines.hash(clause, around),
            message: around.words(&own.message),
            details: texts::details(own, around),
            related: texts::related(own, around),
            counts: if own.waived {
                Standings { waived: 1, ..Standings::default() }
            } else {
                Standings { open: 1, ..Standings::default() }
            },
            test: place(&clause.path),
            codes: codes(&[
                ("duty", own.duty.as_ref().map(|own| json!(own))),
                ("step", own.step.as_ref().map(|own| json!(own))),
            ]),
        });
    }
    Run::of("check", &set.set, items, tests, around)
}
