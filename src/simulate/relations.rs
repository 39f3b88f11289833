//! What chance alone can't keep: rules between steps, which the steps' own keys don't express, and
//! duties that what is so in a case makes due and leaves without a first step. A case that breaks
//! one is played again until it doesn't, and left out if it can't be helped.

use std::collections::BTreeSet;

use super::rng::Rng;
use super::scene::Scene;
use super::{Scenes, World, play, write};
use crate::audit;
use crate::audit::rules::{NOT_TRIGGERED, RULE_BROKEN};
use crate::log::{self, LogSource};

/// How often a case is played again.
const ROUNDS: usize = 60;

/// Plays cases again that break a rule between steps.
pub(super) fn settle<'m>(world: &World<'m>, scenes: &mut Scenes<'m>, rng: &mut Rng) {
    let mut duties = world.model.duties.iter();
    if duties.all(|own| own.triggers.is_empty() && own.relations.iter().all(|own| own.counted)) {
        return;
    }
    let mut open: BTreeSet<usize> = (0..scenes.len()).collect();
    for _ in 0..ROUNDS {
        open = broken(world, scenes, &open);
        if open.is_empty() {
            return;
        }
        for at in &open {
            if let Some(scene) = scenes.get_mut(*at) {
                play::case(world, scene, rng);
            }
        }
    }
    for at in broken(world, scenes, &open) {
        if let Some(scene) = scenes.get_mut(at) {
            scene.rows.clear();
        }
    }
}

/// Which of some cases break a rule between steps.
fn broken(world: &World<'_>, scenes: &Scenes<'_>, among: &BTreeSet<usize>) -> BTreeSet<usize> {
    let model = world.model;
    let own: Vec<&Scene<'_>> = among.iter().filter_map(|at| scenes.get(*at)).collect();
    let text = write::log(world, &own, &mut Rng::new(0));
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let mapping = log::plain::of_files(fields.iter().map(String::as_str));
    let context = log::Context {
        mappings: &[mapping],
        ignore_duplicates: false,
        ..log::Context::of(model, &fields)
    };
    // A log of our own making can be read; if it can't, nothing is known to be broken.
    let source = LogSource::from_bytes("log.plain.csv", text);
    let Ok(reading) = log::read(vec![source], &context) else { return BTreeSet::new() };
    let options =
        audit::Options { as_of: Some(world.until), keep: usize::MAX, ..audit::Options::default() };
    let only = |rule: &'static crate::finding::Rule| {
        [RULE_BROKEN.id, NOT_TRIGGERED.id].contains(&rule.id).then_some(rule.severity)
    };
    let audit = audit::run(model, reading, &options, &only);
    let names: BTreeSet<&str> =
        audit.findings.iter().filter_map(|own| own.subject.case.as_deref()).collect();
    let is = |at: &usize| scenes.get(*at).is_some_and(|scene| names.contains(scene.name.as_str()));
    among.iter().copied().filter(is).collect()
}
