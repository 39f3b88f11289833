//! Who acts: bodies near each other, and persons of the roster by their tokens.

use std::collections::{BTreeMap, BTreeSet};

use super::rng::Rng;
use super::scene::Scene;
use crate::model::Model;
use crate::model::resolve::{BodyId, DutyId, Party, StepId, What};

/// Persons of the roster by their body.
pub(super) struct Cast<'m> {
    model: &'m Model,
    people: BTreeMap<BodyId, Vec<(&'m str, Option<&'m str>)>>,
}

impl<'m> Cast<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut people: BTreeMap<BodyId, Vec<(&str, Option<&str>)>> = BTreeMap::new();
        let sorted: BTreeMap<&String, _> = model.persons.iter().collect();
        for (token, person) in sorted {
            if let Some(unit) = person.unit {
                people.entry(unit).or_default().push((token.as_str(), person.kind.as_deref()));
            }
        }
        Self { model, people }
    }

    /// Persons of a body with their kinds.
    pub(super) fn of(&self, body: BodyId) -> &[(&'m str, Option<&'m str>)] {
        self.people.get(&body).map(Vec::as_slice).unwrap_or_default()
    }

    /// The body of a party that stands nearest to another: itself, one beside it, the one above,
    /// one below, or any.
    pub(super) fn near(&self, home: Option<BodyId>, party: Party) -> Option<BodyId> {
        let all: Vec<BodyId> = self.model.bodies_of(party).collect();
        let Some(home) = home else { return all.first().copied() };
        let parent = |body: BodyId| self.model.body(body).parent;
        let above = parent(home);
        let find = |fits: &dyn Fn(BodyId) -> bool| all.iter().copied().find(|body| fits(*body));
        find(&|body| body == home)
            .or_else(|| find(&|body| above.is_some() && parent(body) == above))
            .or_else(|| find(&|body| Some(body) == above))
            .or_else(|| find(&|body| parent(body) == Some(home)))
            .or_else(|| all.first().copied())
    }

    /// Whether a body stands above another.
    fn above(&self, body: BodyId, below: BodyId) -> bool {
        let mut next = self.model.body(below).parent;
        for _ in 0..self.model.bodies.len() {
            match next {
                Some(own) if own == body => return true,
                Some(own) => next = self.model.body(own).parent,
                None => break,
            }
        }
        false
    }

    /// The body that carries out a step of a case that another answers for.
    pub(super) fn body(&self, step: StepId, home: Option<BodyId>) -> Option<BodyId> {
        let own = self.model.step(step);
        let duty = self.model.duty(own.duty);
        let receives = self.model.steps_of(own.duty).find_map(|sent| {
            let handover = self.model.step(sent).handover.as_ref()?;
            let answers = [handover.accept, handover.returned].contains(&Some(step));
            handover.to.filter(|_| answers)
        });
        let roles = own.demands.iter().find_map(|demand| match &demand.what {
            What::Role(parties) => Some(parties.as_slice()),
            _ => None,
        });
        let mut parties: Vec<Party> = roles.map(<[Party]>::to_vec).unwrap_or_default();
        if let Some(to) = receives {
            parties.insert(0, to);
        }
        let holder_first = duty.holder.into_iter().chain(duty.supporting.iter().copied());
        let concerned: Vec<Party> = holder_first.collect();
        if parties.is_empty() {
            parties.clone_from(&concerned);
        }
        let fits = |body: BodyId| {
            own.demands.iter().all(|demand| match &demand.what {
                What::Level(level) => self.model.body(body).level.is_none_or(|own| own >= *level),
                What::Above => home.is_none_or(|home| self.above(body, home)),
                What::Role(parties) => parties.iter().any(|party| self.model.is(body, *party)),
                _ => true,
            })
        };
        let near = parties.iter().filter_map(|party| self.near(home, *party));
        let all = || parties.iter().flat_map(|party| self.model.bodies_of(*party));
        near.filter(|body| fits(*body)).chain(all().filter(|body| fits(*body))).next().or(home)
    }

    /// The area of a row: one that is the body's and the duty's.
    pub(super) fn area(&self, body: Option<BodyId>, duty: DutyId) -> String {
        let duty = self.model.duty(duty);
        let areas = body.map(|body| self.model.body(body).areas.as_slice()).unwrap_or_default();
        let allowed = |area: &&String| duty.areas.is_empty() || duty.areas.contains(area);
        areas.iter().find(allowed).cloned().unwrap_or_default()
    }

    /// The kinds that may carry out a step; nothing if any may.
    fn kinds(&self, step: StepId) -> Option<Vec<&'m str>> {
        let own = self.model.step(step);
        let reserved = &self.model.duty(own.duty).reserved_to;
        let asked = own.demands.iter().filter_map(|demand| match &demand.what {
            What::Kind(kinds) => Some(kinds),
            _ => None,
        });
        let lists: Vec<&Vec<String>> =
            asked.chain(Some(reserved).filter(|kinds| !kinds.is_empty())).collect();
        let first = lists.first()?;
        let in_all = |kind: &&String| lists.iter().all(|list| list.contains(kind));
        Some(first.iter().filter(in_all).map(String::as_str).collect())
    }

    /// The persons who carry out a step; none where the roster hasn't enough that may. With the
    /// kind to be written where nobody is named.
    pub(super) fn persons(
        &self,
        step: StepId,
        body: Option<BodyId>,
        scene: &mut Scene<'m>,
        rng: &mut Rng,
    ) -> (Vec<String>, String) {
        let own = self.model.step(step);
        let kinds = self.kinds(step);
        let mut needed = 1;
        let mut not: BTreeSet<&String> = BTreeSet::new();
        let mut same: Vec<String> = Vec::new();
        for demand in &own.demands {
            match &demand.what {
                What::Persons(n) => needed = needed.max(*n as usize),
                What::NotSameAs(steps) => {
                    let rows = steps.iter().flat_map(|step| scene.all(*step));
                    not.extend(rows.flat_map(|row| &row.persons));
                }
                What::SameAs(step) => {
                    same.extend(scene.all(*step).flat_map(|row| row.persons.iter().cloned()));
                }
                _ => {}
            }
        }
        let none = || {
            let kind = kinds.as_ref().and_then(|kinds| kinds.first());
            (Vec::new(), kind.map_or(String::new(), |kind| (*kind).to_owned()))
        };
        let Some(body) = body else { return none() };
        let may = |kind: Option<&str>| {
            kinds.as_ref().is_none_or(|kinds| kind.is_some_and(|kind| kinds.contains(&kind)))
        };
        let mut able: Vec<String> = self
            .of(body)
            .iter()
            .filter(|(token, kind)| may(*kind) && !not.iter().any(|own| own == token))
            .map(|(token, _)| (*token).to_owned())
            .collect();
        rng.shuffle(&mut able);
        // Who acted for the body before acts again, and first of all who must.
        let crew = scene.crews.get(&body).cloned().unwrap_or_default();
        able.sort_by_key(|token| (!same.contains(token), !crew.contains(token)));
        if able.len() < needed {
            return none();
        }
        able.truncate(needed);
        let crew = scene.crews.entry(body).or_default();
        for token in &able {
            if !crew.contains(token) {
                crew.push(token.clone());
            }
        }
        (able, String::new())
    }
}
