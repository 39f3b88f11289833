//! What is so in a case, and what stands in the fields of its rows.

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use super::rng::Rng;
use super::scene::Scene;
use crate::model::condition::{Condition, Test};
use crate::model::docs::FieldType;
use crate::model::resolve::{Deadline, DutyId, FieldId, Resolved};

/// What conditions of the duty, and of triggers from it, ask of fields.
fn asked<'m>(world: &World<'m>, duty: DutyId) -> BTreeMap<FieldId, Vec<&'m Test>> {
    let model = world.model;
    let listed = model.duty(duty);
    let mut all: Vec<&'m Resolved> = Vec::new();
    let forms = |deadlines: &'m [Deadline]| {
        deadlines.iter().flat_map(|own| &own.forms).filter_map(|form| form.when.as_ref())
    };
    for step in model.steps_of(duty).map(|step| model.step(step)) {
        all.extend(&step.when);
        all.extend(step.demands.iter().filter_map(|demand| demand.when.as_ref()));
        all.extend(step.repeat.iter().filter_map(|repeat| repeat.when.as_ref()));
        all.extend(forms(&step.deadlines).chain(forms(&step.not_before)));
        let accepted = step.handover.iter().filter_map(|own| own.deadline.as_ref());
        all.extend(accepted.flat_map(|own| forms(std::slice::from_ref(own))));
    }
    for group in &listed.groups {
        all.extend(&group.when);
        all.extend(forms(&group.deadlines));
    }
    all.extend(listed.relations.iter().filter_map(|own| own.when.as_ref()));
    let triggers = model.duties.iter().flat_map(|other| &other.triggers);
    let from_here = triggers.filter(|trigger| model.step(trigger.step).duty == duty);
    all.extend(from_here.filter_map(|trigger| trigger.when.as_ref()));
    let own = listed.triggers.iter().filter_map(|trigger| trigger.deadline.as_ref());
    all.extend(own.flat_map(|own| forms(std::slice::from_ref(own))));
    let mut asked: BTreeMap<FieldId, Vec<&Test>> = BTreeMap::new();
    for condition in all {
        condition.leaves(&mut |leaf| {
            if let Condition::Field { field, test, .. } = leaf {
                asked.entry(*field).or_default().push(test);
            }
        });
    }
    asked
}

/// The fields on which conditions of a duty hang.
pub(super) fn of_duty(world: &World<'_>, duty: DutyId) -> BTreeSet<FieldId> {
    world.asked.get(usize::from(duty.0)).cloned().unwrap_or_default()
}

/// The same for every duty, once.
pub(super) fn of_all(world: &World<'_>) -> Vec<BTreeSet<FieldId>> {
    let count = u16::try_from(world.model.duties.len()).unwrap_or(u16::MAX);
    (0..count).map(|duty| asked(world, DutyId(duty)).into_keys().collect()).collect()
}

/// Decides what is so in a case, as far as conditions of a duty ask for it.
pub(super) fn choose(world: &World<'_>, duty: DutyId, scene: &mut Scene<'_>, rng: &mut Rng) {
    for (field, tests) in asked(world, duty) {
        if scene.values.contains_key(&field) {
            continue;
        }
        let value = one(world, field, &tests, rng);
        if !value.is_empty() {
            scene.values.insert(field, value);
        }
    }
}

fn one(world: &World<'_>, field: FieldId, tests: &[&Test], rng: &mut Rng) -> String {
    let Some(own) = world.model.fields.get(usize::from(field.0)) else { return String::new() };
    if own.kind == FieldType::Boolean {
        return if rng.chance(0.5) { "true" } else { "false" }.to_owned();
    }
    if let Some(value) = rng.pick(&own.values) {
        return value.clone();
    }
    let mut candidates: Vec<String> = Vec::new();
    for test in tests {
        match test {
            Test::OneOf(wanted) => candidates.extend(wanted.iter().map(|own| own.value.clone())),
            Test::Number { low, high } => {
                for (bound, _) in low.iter().chain(high) {
                    // Just below, at, and above the bound.
                    candidates
                        .extend([-1.0, 0.0, 1.0].map(|more| (bound + more).max(0.0).to_string()));
                }
            }
            Test::Known(_) => {}
        }
    }
    match own.kind {
        FieldType::Text => candidates.push(format!("V-{}", rng.between(100, 999))),
        FieldType::Number => candidates.push(rng.between(1, 60).to_string()),
        FieldType::Date => candidates.push(world.model.zone.day(world.until).to_string()),
        FieldType::Boolean => {}
    }
    rng.pick(&candidates).cloned().unwrap_or_default()
}

/// A value for a field that must be filled.
pub(super) fn fill(world: &World<'_>, field: FieldId, scene: &Scene<'_>, rng: &mut Rng) -> String {
    if let Some(value) = scene.values.get(&field) {
        return value.clone();
    }
    one(world, field, &[], rng)
}

/// A value that shows a recording.
pub(super) fn recording(world: &World<'_>, field: FieldId, rng: &mut Rng) -> String {
    let boolean = world.model.fields.get(usize::from(field.0)).map(|own| own.kind);
    if boolean == Some(FieldType::Boolean) {
        return "true".to_owned();
    }
    format!("R-{}", rng.between(1000, 9999))
}
