//! Who did it, how many together, and with what evidence.

use super::Site;
use crate::model::resolve::{Demand, FieldId, StepId, What};
use crate::simulate::Answer;
use crate::simulate::rng::Rng;

/// Rows of steps with a demand that applies, in a random order.
fn demands(
    site: &Site<'_, '_>,
    rng: &mut Rng,
    fits: impl Fn(&What) -> bool,
) -> Vec<(usize, StepId, usize)> {
    let mut found = Vec::new();
    for (at, row) in (0..).zip(&site.scene.rows) {
        let Some(step) = row.step else { continue };
        for (number, demand) in (0..).zip(&site.step(step).demands) {
            let applies = site.scene.holds(demand.when.as_ref(), row.at) == Some(true);
            if fits(&demand.what) && applies && site.scene.count(step) == 1 {
                found.push((at, step, number));
            }
        }
    }
    rng.shuffle(&mut found);
    found
}

fn demand<'m>(site: &Site<'_, 'm>, step: StepId, number: usize) -> Option<&'m Demand> {
    site.step(step).demands.get(number)
}

/// Whether another demand of the step asks for one of these fields, or a condition may.
fn shared(site: &Site<'_, '_>, step: StepId, number: usize, fields: &[FieldId]) -> bool {
    let other = |(at, own): (usize, &Demand)| {
        at != number
            && match &own.what {
                What::Evidence(any) => any.iter().any(|field| fields.contains(field)),
                What::Recorded(field) | What::RecordedWhenAlone(_, field) => fields.contains(field),
                _ => false,
            }
    };
    (0..).zip(&site.step(step).demands).any(other)
        || fields.iter().any(|field| site.world.asked.iter().any(|asked| asked.contains(field)))
        || fields.iter().any(|field| {
            site.world.model.duties.iter().any(|duty| {
                duty.occurrences == Some(crate::model::resolve::Occurrences::Field(*field))
            })
        })
}

/// Leaves a field empty that must be filled.
pub(super) fn evidence(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    for (at, step, number) in demands(site, rng, |what| matches!(what, What::Evidence(_))) {
        let Some(Demand { what: What::Evidence(any), .. }) = demand(site, step, number) else {
            continue;
        };
        if shared(site, step, number, any) {
            continue;
        }
        let row = site.scene.rows.get_mut(at)?;
        row.fields.retain(|field, _| !any.contains(field));
        let duty = site.step(step).duty;
        return Some(vec![site.answer("disposal/evidence-missing", duty, Some(step))]);
    }
    None
}

/// Leaves the recording out.
pub(super) fn recording(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    for (at, step, number) in demands(site, rng, |what| matches!(what, What::Recorded(_))) {
        let Some(Demand { what: What::Recorded(field), .. }) = demand(site, step, number) else {
            continue;
        };
        if shared(site, step, number, &[*field]) {
            continue;
        }
        site.scene.rows.get_mut(at)?.fields.remove(field);
        let duty = site.step(step).duty;
        return Some(vec![site.answer("safeguard/not-recorded", duty, Some(step))]);
    }
    None
}

/// Lets one person do what takes several.
pub(super) fn alone(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    for (at, step, _) in demands(site, rng, |what| matches!(what, What::Persons(n) if *n > 1)) {
        let row = site.scene.rows.get(at)?;
        let own = site.step(step);
        let same = own.demands.iter().any(|own| matches!(own.what, What::SameAs(_)));
        if row.persons.len() < 2 || same || site.world.links.of(step).persons {
            continue;
        }
        let asks = own.demands.iter().filter(|demand| {
            matches!(&demand.what, What::Persons(n) if *n > 1)
                && site.scene.holds(demand.when.as_ref(), row.at) == Some(true)
        });
        let asks = asks.count();
        site.scene.rows.get_mut(at)?.persons.truncate(1);
        let answer = site.answer("safeguard/too-few-persons", own.duty, Some(step));
        return Some(vec![answer; asks]);
    }
    None
}

/// Lets one person do what takes two different ones.
pub(super) fn same_person(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    for (at, step, number) in demands(site, rng, |what| matches!(what, What::NotSameAs(_))) {
        let Some(Demand { what: What::NotSameAs(others), .. }) = demand(site, step, number) else {
            continue;
        };
        let own = site.step(step);
        let asks = |demand: &Demand| {
            matches!(&demand.what, What::NotSameAs(_) | What::SameAs(_) | What::Kind(_))
        };
        // Asked once, and not from the other side as well.
        let mutual = others.iter().any(|other| site.step(*other).demands.iter().any(asks));
        let reserved = !site.world.model.duty(own.duty).reserved_to.is_empty();
        let many = own.demands.iter().filter(|demand| asks(demand)).count() > 1;
        if mutual || many || reserved || site.world.links.of(step).persons {
            continue;
        }
        let found = others.iter().flat_map(|other| site.scene.all(*other));
        let Some(person) = found.flat_map(|row| &row.persons).next().cloned() else { continue };
        let row = site.scene.rows.get_mut(at)?;
        let Some(first) = row.persons.first_mut() else { continue };
        *first = person;
        return Some(vec![site.answer("safeguard/same-person", own.duty, Some(step))]);
    }
    None
}

/// Discloses what may not be passed on.
pub(super) fn disclosed(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    for (at, step, number) in demands(site, rng, |what| matches!(what, What::Withheld(_))) {
        let Some(Demand { what: What::Withheld(fields), .. }) = demand(site, step, number) else {
            continue;
        };
        let field =
            fields.iter().find(|field| !site.world.asked.iter().any(|asked| asked.contains(field)));
        let Some(field) = field else { continue };
        let value = crate::simulate::values::fill(site.world, *field, site.scene, rng);
        site.scene.rows.get_mut(at)?.fields.insert(*field, value);
        let duty = site.step(step).duty;
        return Some(vec![site.answer("safeguard/disclosed-too-much", duty, Some(step))]);
    }
    None
}
