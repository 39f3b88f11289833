//! Cases after which the same target (body, person, area, field) has another of the duty.

use std::collections::BTreeMap;

use super::Shares;
use crate::audit::bodies::BodyIndex;
use crate::audit::book::Book;
use crate::audit::case::Case;
use crate::audit::facts::Facts;
use crate::audit::keys::keys;
use crate::log::Symbol;
use crate::model::Moment;
use crate::model::deadline::Reckoning;
use crate::model::resolve::{DutyId, Key, Quantity, StepId};

/// What was gathered.
#[derive(Default)]
pub(super) struct Repeats {
    /// Cases of which it is asked whether another follows.
    asked: Vec<Asked>,
    /// When cases of the duty began, by key.
    begun: BTreeMap<u32, Vec<(Moment, Symbol)>>,
}

struct Asked {
    keys: Vec<u32>,
    at: Moment,
    case: Symbol,
    body: BodyIndex,
}

impl Repeats {
    /// Takes what a case shows.
    pub(super) fn see(
        &mut self,
        duty: DutyId,
        of: Option<StepId>,
        by: Key,
        case: &Case<'_>,
        facts: &Facts<'_>,
    ) {
        let place = |event: u32| case.events.iter().position(|done| done.event == event);
        if let Some(first) = case.first_of(duty) {
            for key in keys(by, place(first.event).unwrap_or(0), first, case, facts) {
                self.begun.entry(key).or_default().push((first.at, case.name));
            }
        }
        let asked = match of {
            Some(step) => case.first(step),
            None => case.first_of(duty),
        };
        if let Some(done) = asked {
            self.asked.push(Asked {
                keys: keys(by, place(done.event).unwrap_or(0), done, case, facts),
                at: done.at,
                case: case.name,
                body: facts.responsible(case, duty),
            });
        }
    }

    /// What they come to, by body.
    pub(super) fn shares(
        mut self,
        quantity: Quantity,
        facts: &Facts<'_>,
        book: &Book<'_>,
    ) -> Shares {
        let mut shares = Shares::new();
        let Quantity::Repeated { within, .. } = quantity else { return shares };
        self.begun.values_mut().for_each(|begun| begun.sort_unstable());
        for asked in &self.asked {
            let due = match facts.plain(asked.at, within, false) {
                Reckoning::Due(due) => Some(due),
                Reckoning::Unjudged | Reckoning::Unknown(_) => None,
            };
            let known = due.filter(|_| !asked.keys.is_empty());
            let mut add = |at: i64, count: fn(&mut super::Share)| {
                if book.within(Some(at)) {
                    count(shares.entry(asked.body).or_default());
                }
            };
            let Some(due) = known else {
                add(asked.at.start, |share| share.cannot_tell += 1);
                continue;
            };
            let later = asked.keys.iter().filter_map(|key| self.begun.get(key)).flat_map(|begun| {
                // What is of the same day may have begun later on it.
                let from = begun.partition_point(|(at, _)| at.start < asked.at.start);
                let until = begun.partition_point(|(at, _)| at.start <= due.latest);
                begun.get(from..until).unwrap_or_default()
            });
            let others = later.filter(|(_, case)| *case != asked.case);
            let others: Vec<Moment> = others.map(|(at, _)| *at).collect();
            let sure = |at: &&Moment| at.start > asked.at.end() && at.end() <= due.earliest;
            // What happened at the same instant did not follow.
            let maybe = |at: &Moment| at.end() > asked.at.start;
            match others.iter().filter(sure).min() {
                Some(at) => add(at.start, |share| {
                    share.numerator += 1;
                    share.denominator += 1;
                }),
                None if due.latest > facts.as_of || others.iter().any(maybe) => {
                    add(asked.at.start, |share| share.cannot_tell += 1);
                }
                None => add(due.latest, |share| share.denominator += 1),
            }
        }
        shares
    }
}
