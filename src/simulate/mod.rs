//! A realistic log for any set: cases that keep every duty of it, named faults at a given rate, and
//! the sheet of what an audit must find.
//!
//! Nothing here looks at how an audit judges: the cases are played step by step by what the list
//! says, each fault is planted where it can do nothing but what it is meant to, and what must be
//! found is written down when it is planted. Only the reckoning of deadlines is shared
//! ([`crate::model::deadline`]).

mod cast;
pub mod faults;
mod links;
mod play;
mod quota;
mod rng;
mod scene;
mod values;
mod write;

use std::collections::BTreeSet;

use cast::Cast;
use links::Links;
use rng::Rng;
use scene::Scene;

use crate::model::resolve::{DutyId, FieldId};
use crate::model::{Day, Model};

/// What is to be made.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many cases, beside those that frequencies need.
    pub cases: usize,
    /// The same seed gives the same log.
    pub seed: u64,
    /// In how many of the cases a fault is planted, from zero to one.
    pub faults: f64,
    /// Which faults; all if none is named.
    pub kinds: Vec<String>,
    /// First day of the log.
    pub from: Day,
    /// How many days it covers.
    pub days: u32,
}

impl Options {
    /// The first day that suits a model if none is named: 1 March of the newest year of its
    /// calendar, so that holidays are known and a whole month lies in the log; 2026 without one.
    pub fn first_day(model: &Model) -> Day {
        let newest = model.calendar.as_ref().and_then(|calendar| calendar.years().max());
        Day::new(newest.unwrap_or(2026), 3, 1).unwrap_or(Day(20_513))
    }
}

/// What an audit must find.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The rule.
    pub rule: &'static str,
    /// The duty's id, if it is about one.
    pub duty: String,
    /// The step's id, or that of a group.
    pub step: String,
    /// The case.
    pub case: String,
    /// What tells it from others of the same rule, step and case; empty if nothing does.
    pub detail: String,
    /// The fault that was planted.
    pub fault: &'static str,
}

/// A log with its answers.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The log, as comma-separated text whose columns are called what they are.
    pub log: String,
    /// What an audit must find, beside measures, signals and clues, which follow from many cases.
    pub answers: Vec<Answer>,
    /// Cases.
    pub cases: usize,
    /// Rows of data.
    pub rows: usize,
}

impl Simulation {
    /// The answers as comma-separated text.
    pub fn sheet(&self) -> String {
        write::sheet(&self.answers)
    }
}

/// What playing looks at.
pub(crate) struct World<'m> {
    model: &'m Model,
    cast: Cast<'m>,
    links: Links,
    /// The last instant that is played.
    until: i64,
    /// The first.
    from: i64,
    /// The fields on which conditions of each duty hang.
    asked: Vec<BTreeSet<FieldId>>,
}

impl World<'_> {
    fn in_force(&self, duty: DutyId, at: i64) -> bool {
        let (duty, day) = (self.model.duty(duty), self.model.zone.day(at));
        duty.from.is_none_or(|from| from <= day) && duty.until.is_none_or(|until| day <= until)
    }
}

/// Makes a log.
pub fn run(model: &Model, options: &Options) -> Simulation {
    let last = options.from.plus(i32::try_from(options.days).unwrap_or(i32::MAX) - 1);
    let mut world = World {
        model,
        cast: Cast::new(model),
        links: Links::new(model),
        from: model.zone.start(options.from),
        until: crate::model::deadline::end_of(last, &model.zone),
        asked: Vec::new(),
    };
    world.asked = values::of_all(&world);
    let mut rng = Rng::new(options.seed);
    let mut scenes = quota::scenes(&world, options, &mut rng);
    scenes.extend(quota::others(&world, options, &mut rng));
    // What would be done after the end of the log is not in it yet.
    for scene in &mut scenes {
        scene.rows.retain(|row| row.at <= world.until);
    }
    scenes.retain(|scene| !scene.rows.is_empty());
    let as_of = scenes.iter().flat_map(|scene| &scene.rows).map(|row| row.at).max();
    let as_of = as_of.unwrap_or(world.from);
    let mut answers = faults::plant(&world, &mut scenes, as_of, options, &mut rng);
    answers.sort();
    let log = write::log(&world, &scenes, &mut rng);
    Simulation {
        answers,
        cases: scenes.len(),
        rows: scenes.iter().map(|scene| scene.rows.len()).sum(),
        log,
    }
}

/// The names of the faults, each with what it does, in both languages.
pub fn kinds() -> impl Iterator<Item = (&'static str, crate::text::Words)> {
    faults::FAULTS.iter().map(|fault| (fault.name, fault.words()))
}

type Scenes<'m> = Vec<Scene<'m>>;
