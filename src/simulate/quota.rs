//! Which cases there are: those that frequencies need, and others.

use std::collections::BTreeMap;

use super::play::{self, Part};
use super::rng::Rng;
use super::scene::Scene;
use super::{Options, Scenes, World};
use crate::audit::windows;
use crate::model::deadline::end_of;
use crate::model::docs::ForEach;
use crate::model::resolve::{BodyId, Duty, DutyId, Expected};

const HOUR: i64 = 3_600_000;

/// One performance that a frequency needs.
struct Need {
    duty: DutyId,
    home: Option<BodyId>,
    target: String,
    lead: Option<String>,
    from: i64,
    until: i64,
}

/// The cases that every frequency needs within the days of the log.
pub(super) fn scenes<'m>(world: &World<'m>, options: &Options, rng: &mut Rng) -> Scenes<'m> {
    let mut scenes = Vec::new();
    for (id, duty) in (0u16..).map(DutyId).zip(&world.model.duties) {
        // The most that any of a duty's frequencies asks for one window and body is made once: a case
        // counts for all of them.
        let mut needs: BTreeMap<(Who, i64, i64), u32> = BTreeMap::new();
        for expected in &duty.expected {
            let last = options.from.plus(i32::try_from(options.days).unwrap_or(i32::MAX) - 1);
            for (from, until) in windows::windows(options.from, last, expected.every) {
                // A window that began before the log, or lasts beyond it, is not judged.
                if from < options.from || until > last {
                    continue;
                }
                let zone = &world.model.zone;
                let span = (zone.start(from), end_of(until, zone));
                for who in who(world, duty, expected) {
                    let count = needs.entry((who, span.0, span.1)).or_default();
                    *count = (*count).max(expected.at_least);
                }
            }
        }
        for (((home, target, lead), from, until), count) in needs {
            for _ in 0..count {
                let (home, target, lead) = (home, target.clone(), lead.clone());
                let need = Need { duty: id, home, target, lead, from, until };
                scenes.push(scene(world, need, scenes.len(), rng));
            }
        }
    }
    scenes
}

/// Whom a frequency is owed by or for: the body, the target, the person.
type Who = (Option<BodyId>, String, Option<String>);

fn who<'m>(world: &World<'m>, duty: &Duty, expected: &'m Expected) -> Vec<Who> {
    let model = world.model;
    let Some(holder) = duty.holder else { return Vec::new() };
    let holders = || model.bodies_of(holder);
    match expected.for_each {
        ForEach::Body => holders().map(|body| (Some(body), String::new(), None)).collect(),
        ForEach::Target => model
            .targets
            .iter()
            .filter(|target| expected.of.as_ref().is_none_or(|kind| *kind == target.kind))
            .filter(|target| {
                expected.filter.iter().all(|(key, wanted)| {
                    let own = target.attributes.iter().find(|(name, _)| name == key);
                    own.is_some_and(|(_, value)| wanted.contains(value))
                })
            })
            .map(|target| (world.cast.near(target.body, holder), target.id.clone(), None))
            .collect(),
        ForEach::Person => holders()
            .flat_map(|body| {
                let people = world.cast.of(body).iter();
                people.map(move |(token, _)| (Some(body), String::new(), Some((*token).to_owned())))
            })
            .collect(),
    }
}

fn scene<'m>(world: &World<'m>, need: Need, number: usize, rng: &mut Rng) -> Scene<'m> {
    let mut scene = Scene::new(world.model, format!("F-{:05}", number + 1), need.target, true);
    // Early enough in its window that it can be done by the end of it.
    let span = (need.until - need.from) / 2;
    let from = need.from + rng.between(0, span / 60_000) * 60_000;
    let part = Part {
        duty: need.duty,
        from,
        home: need.home,
        quota: Some(need.until - HOUR / 2),
        lead: need.lead,
    };
    play::duty(world, &mut scene, part, rng);
    scene
}

/// Cases that nothing needs, in which faults can be planted: as many of each duty.
pub(super) fn others<'m>(world: &World<'m>, options: &Options, rng: &mut Rng) -> Scenes<'m> {
    let model = world.model;
    let mut scenes = Vec::new();
    // Duties that only others make due come with those.
    let begins = |duty: &Duty| duty.triggers.is_empty() || duty.external;
    let all = || (0u16..).map(DutyId).zip(&model.duties);
    let mut roots: Vec<DutyId> = all().filter(|(_, own)| begins(own)).map(|(id, _)| id).collect();
    if roots.is_empty() {
        roots = all().map(|(id, _)| id).collect();
    }
    if roots.is_empty() {
        return scenes;
    }
    // Begun in the first three quarters, so that most of them come to their end.
    let span = (world.until - world.from) / 4 * 3 / 60_000;
    let targets: Vec<&str> = model.targets.iter().map(|target| target.id.as_str()).collect();
    for number in 0..options.cases {
        let Some(duty) = roots.get(number % roots.len()).copied() else { break };
        let from = world.from + rng.between(0, span) * 60_000;
        if !world.in_force(duty, from) {
            continue;
        }
        let listed = model.duty(duty);
        let homes: Vec<BodyId> =
            listed.holder.into_iter().flat_map(|own| model.bodies_of(own)).collect();
        let home = rng.pick(&homes).copied();
        let target = match rng.pick(&targets) {
            Some(target) => (*target).to_owned(),
            None => format!("T-{:04}", rng.between(1, 9_999)),
        };
        let mut scene = Scene::new(model, format!("S-{:05}", number + 1), target, false);
        play::duty(world, &mut scene, Part { duty, from, home, quota: None, lead: None }, rng);
        scenes.push(scene);
    }
    scenes
}
