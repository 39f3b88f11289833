//! Is a duty performed as often as it must be, by each body, for each target or by each person?

mod missed;

pub(super) use missed::silent;

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyIndex};
use super::book::{Book, Obligation, Reason, Ruling};
use super::case::Case;
use super::facts::Facts;
use super::matching::fold;
use super::outcome::{Kind, Verdict};
use super::windows::{self, window_of};
use crate::model::Day;
use crate::model::deadline::end_of;
use crate::model::docs::ForEach;
use crate::model::resolve::{Duty, DutyId, Expected, StepId};
use crate::text::Words;

/// Whom a frequency is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Each {
    Body(BodyIndex),
    Target(u32),
    Person(u32),
}

type Count = (DutyId, u8, Day, Each);

/// Counts performances while cases go by.
pub(super) struct Frequencies {
    counts: HashMap<Count, u32>,
    /// The first day on which each duty was performed by anybody.
    first: HashMap<DutyId, Day>,
    /// Targets by name; those of two kinds may share one.
    targets: HashMap<String, Vec<u32>>,
    /// Duties with a frequency, so that others cost nothing.
    concerned: Vec<bool>,
}

/// What counts as a performance: the step that is named, else the steps that end the duty, else
/// any event.
fn counts(step: Option<StepId>, expected: &Expected, duty: DutyId, facts: &Facts<'_>) -> bool {
    match expected.step {
        Some(wanted) => step == Some(wanted),
        None => {
            let ends = |id: StepId| facts.model.step(id).ends;
            let any = facts.model.steps_of(duty).any(ends);
            !any || step.is_some_and(ends)
        }
    }
}

impl Frequencies {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let mut targets: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, target) in (0u32..).zip(&facts.model.targets) {
            targets.entry(fold(&target.id)).or_default().push(at);
        }
        Self {
            counts: HashMap::new(),
            first: HashMap::new(),
            targets,
            concerned: facts.model.duties.iter().map(|duty| !duty.expected.is_empty()).collect(),
        }
    }

    /// Whether no duty has a frequency.
    pub(super) fn is_idle(&self) -> bool {
        !self.concerned.contains(&true)
    }

    /// Counts what one case shows.
    pub(super) fn see(&mut self, case: &Case<'_>, facts: &Facts<'_>) {
        let mut seen: HashSet<Count> = HashSet::new();
        for done in case.events {
            if !self.concerned.get(usize::from(done.duty.0)).copied().unwrap_or(false) {
                continue;
            }
            let day = facts.model.zone.day(done.at.start);
            let listed = facts.model.duty(done.duty);
            for (at, expected) in (0u8..).zip(&listed.expected) {
                if !counts(done.step, expected, done.duty, facts) {
                    continue;
                }
                let first = self.first.entry(done.duty).or_insert(day);
                *first = (*first).min(day);
                let window = window_of(day, expected.every).0;
                let each: Vec<Each> = match expected.for_each {
                    ForEach::Body => {
                        let holder = match facts.bodies.holds(done.body, listed) {
                            Some(true) => Some(done.body),
                            _ => facts.bodies.holder_near(done.body, listed),
                        };
                        vec![Each::Body(holder.unwrap_or(done.body))]
                    }
                    ForEach::Target => {
                        let name = fold(facts.text(facts.event(done).target));
                        let named = self.targets.get(&name).map(Vec::as_slice).unwrap_or_default();
                        let of_kind = |at: &&u32| {
                            let target = facts.model.targets.get(**at as usize);
                            let kind = target.map(|target| &target.kind);
                            expected.of.is_none() || expected.of.as_ref() == kind
                        };
                        named.iter().filter(of_kind).map(|at| Each::Target(*at)).collect()
                    }
                    ForEach::Person => facts
                        .persons(done)
                        .iter()
                        .filter_map(|token| facts.persons.index(*token))
                        .map(Each::Person)
                        .collect(),
                };
                for each in each {
                    let key = (done.duty, at, window, each);
                    // One case counts once in a window, unless a step is named: then each
                    // performance of it does.
                    if expected.step.is_some() || seen.insert(key) {
                        *self.counts.entry(key).or_default() += 1;
                    }
                }
            }
        }
    }

    /// Judges every window once all cases have gone by.
    pub(super) fn judge(&self, facts: &Facts<'_>, book: &mut Book<'_>) {
        let Some(first_day) = facts.first_day else {
            return;
        };
        for (duty, listed) in (0u16..).map(DutyId).zip(&facts.model.duties) {
            for (at, expected) in (0u8..).zip(&listed.expected) {
                let each = self.each(duty, at, expected, facts);
                let last_day = facts.model.zone.day(facts.as_of);
                for (from, until) in windows::windows(first_day, last_day, expected.every) {
                    let window = Window { duty, at, expected, from, until };
                    self.window(&window, &each, first_day, facts, book);
                }
            }
        }
    }

    /// Whom a frequency is owed by or for, with the days on which that is so.
    fn each<'m>(
        &self,
        duty: DutyId,
        at: u8,
        expected: &Expected,
        facts: &Facts<'m>,
    ) -> Vec<Owed<'m>> {
        let listed = facts.model.duty(duty);
        let always = (None, None);
        match expected.for_each {
            ForEach::Body => {
                let holders: Vec<_> = listed
                    .holder
                    .into_iter()
                    .flat_map(|holder| facts.model.bodies_of(holder))
                    .map(|id| {
                        let body = facts.model.body(id);
                        let index = Bodies::index(id);
                        Owed {
                            each: Each::Body(index),
                            body: index,
                            days: (body.from, body.until),
                            absent: &[],
                        }
                    })
                    .collect();
                if !holders.is_empty() || !facts.model.bodies.is_empty() {
                    return holders;
                }
                // Without a roster the bodies are those in the log; silent ones can't be seen.
                let mut seen: Vec<BodyIndex> = self
                    .counts
                    .keys()
                    .filter_map(|(own, number, _, each)| match each {
                        Each::Body(body) if *own == duty && *number == at => Some(*body),
                        _ => None,
                    })
                    .collect();
                seen.sort_unstable();
                seen.dedup();
                let owed = |body| Owed { each: Each::Body(body), body, days: always, absent: &[] };
                seen.into_iter().map(owed).collect()
            }
            ForEach::Target => (0u32..)
                .zip(&facts.model.targets)
                .filter(|(_, target)| {
                    expected.of.as_ref().is_none_or(|kind| *kind == target.kind)
                        && expected.filter.iter().all(|(key, wanted)| {
                            let own = target.attributes.iter().find(|(k, _)| k == key);
                            own.is_some_and(|(_, value)| wanted.contains(value))
                        })
                })
                .map(|(at, target)| Owed {
                    each: Each::Target(at),
                    body: target.body.map_or(facts.bodies.nobody(), |body| {
                        let near = facts.bodies.holder_near(Bodies::index(body), listed);
                        near.unwrap_or(Bodies::index(body))
                    }),
                    days: (target.from, target.until),
                    absent: &[],
                })
                .collect(),
            ForEach::Person => facts
                .persons
                .iter()
                .filter_map(|(at, person)| {
                    let unit = person.unit?;
                    let holder = listed.holder?;
                    facts.model.is(unit, holder).then(|| Owed {
                        each: Each::Person(at),
                        body: Bodies::index(unit),
                        days: always,
                        absent: person.absent.as_slice(),
                    })
                })
                .collect(),
        }
    }

    fn window(
        &self,
        window: &Window<'_>,
        each: &[Owed<'_>],
        first_day: Day,
        facts: &Facts<'_>,
        book: &mut Book<'_>,
    ) {
        let end = end_of(window.until, &facts.model.zone);
        let obligation =
            Obligation { duty: window.duty, step: None, kind: Kind::Frequency(window.at) };
        let never = self.first.get(&window.duty).is_none_or(|first| *first > window.until);
        let mut missed: Vec<(&Owed<'_>, u32, u32)> = Vec::new();
        for owed in each {
            let wanted = owed.share(window, facts.model.duty(window.duty));
            let key = (window.duty, window.at, window.from, owed.each);
            let count = self.counts.get(&key).copied().unwrap_or(0);
            // A window counts once it has ended. If one that is reached early counted at once, it
            // would count in every period until its end, and those not reached yet in none.
            let ruling = if end > facts.as_of {
                Ruling::not_due()
            } else if wanted == 0 {
                Ruling::new(Verdict::NotApplicable, end)
            } else if count >= wanted {
                Ruling::new(Verdict::Met, end)
            } else if window.from < first_day {
                Ruling::cannot_tell(Reason::WindowBeforeLog, end)
            } else {
                missed.push((owed, count, wanted));
                continue;
            };
            book.rule(obligation, owed.body, &ruling);
        }
        let missing = |owed: &Owed<'_>, waived: bool, book: &mut Book<'_>| {
            let verdict = if waived { Verdict::Waived } else { Verdict::Missing };
            book.rule(obligation, owed.body, &Ruling::new(verdict, end));
        };
        if never && missed.len() > 1 {
            let waived = missed::nobody(window, &missed, end, facts, book);
            for (owed, ..) in missed {
                missing(owed, waived, book);
            }
            return;
        }
        for (owed, count, wanted) in missed {
            let waived = missed::one(window, owed, count, wanted, end, facts, book);
            missing(owed, waived, book);
        }
    }
}

/// One window of one frequency.
struct Window<'m> {
    duty: DutyId,
    at: u8,
    expected: &'m Expected,
    from: Day,
    until: Day,
}

impl Window<'_> {
    fn name(&self) -> String {
        windows::name(self.from, self.expected.every)
    }
}

/// Who owes a frequency, or for what it is owed.
struct Owed<'m> {
    each: Each,
    body: BodyIndex,
    days: (Option<Day>, Option<Day>),
    absent: &'m [(Day, Day)],
}

impl Owed<'_> {
    /// The number that is owed in a window: in proportion to the days on which the duty was in
    /// force and they were there, rounded to the nearest. Rounding down would owe nothing once a
    /// quarter to who was away for a day of it.
    fn share(&self, window: &Window<'_>, listed: &Duty) -> u32 {
        let (from, until) = (window.from, window.until);
        let all = i64::from(until.0 - from.0 + 1);
        let here = |day: Day| {
            [self.days, (listed.from, listed.until)].iter().all(|(first, last)| {
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            }) && !self.absent.iter().any(|(first, last)| *first <= day && day <= *last)
        };
        let present = (from.0..=until.0).filter(|day| here(Day(*day))).count();
        let present = i64::try_from(present).unwrap_or(all);
        let at_least = window.expected.at_least;
        u32::try_from((i64::from(at_least) * present * 2 + all) / (all * 2)).unwrap_or(at_least)
    }

    fn title(&self, facts: &Facts<'_>) -> Words {
        match self.each {
            Each::Body(body) => facts.bodies.title(body),
            Each::Target(at) => {
                let id = facts.model.targets.get(at as usize).map_or("", |t| t.id.as_str());
                Words::same(id)
            }
            Each::Person(at) => Words::same(facts.persons.name(at)),
        }
    }
}
