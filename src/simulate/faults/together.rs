//! Visits missed, choices not made or made twice, hand-overs that nobody accepts, duties that nobody
//! begins.

use super::Site;
use crate::model::resolve::{Group, Members, StepId};
use crate::simulate::Answer;
use crate::simulate::rng::Rng;

const MINUTE: i64 = 60_000;

/// Leaves out one of several visits.
pub(super) fn missed(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let mut rows: Vec<(usize, StepId, u32)> = Vec::new();
    for (at, row) in (0..).zip(&site.scene.rows) {
        let (Some(step), Some((number, due))) = (row.step, row.window) else { continue };
        let link = site.world.links.of(step);
        let first = number == 1 && (link.before || link.clock || link.condition || link.trigger);
        if due <= site.as_of && !first && !link.related && !link.counted && !site.opens(at) {
            rows.push((at, step, number));
        }
    }
    let (at, step, number) = *rng.pick(&rows)?;
    site.scene.rows.remove(at);
    let duty = site.step(step).duty;
    let answer = site.answer("disposal/repeat-missed", duty, Some(step));
    Some(vec![Answer { detail: number.to_string(), ..answer }])
}

fn about(
    site: &Site<'_, '_>,
    rule: &'static str,
    duty: crate::model::resolve::DutyId,
    group: &Group,
) -> Answer {
    Answer { step: group.id.clone(), ..site.answer(rule, duty, None) }
}

/// Does none of several steps.
pub(super) fn missing(site: &mut Site<'_, '_>, _: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let duties: Vec<_> = site.scene.played.iter().copied().collect();
    for duty in duties {
        for (number, group) in (0u8..).zip(&model.duty(duty).groups) {
            let links = || group.members.iter().map(|step| site.world.links.of(*step));
            let free = links().all(|link| link.is_free() && !link.before && !link.counted);
            let plain = group.members.iter().all(|step| {
                let own = model.step(*step);
                !own.ends && !own.starts && own.handover.is_none() && own.repeat.is_none()
            });
            let begin = site.scene.begin(duty)?;
            let applies = site.scene.holds(group.when.as_ref(), begin) == Some(true);
            let chosen = site
                .scene
                .rows
                .iter()
                .filter(|row| row.step.is_some_and(|step| group.members.contains(&step)));
            if group.optional || !applies || !free || !plain || chosen.clone().count() == 0 {
                continue;
            }
            if chosen.clone().any(|row| row.at <= begin) || site.changed(&group.deadlines) {
                continue;
            }
            let own = site.scene.soonest(&group.deadlines, duty);
            let follows = site.scene.first_of(duty, |step| step.after_groups.contains(&number));
            let later = [follows, site.scene.ended(duty)].into_iter().flatten().min();
            let Some(due) = own.or(later) else { continue };
            if due > site.as_of {
                continue;
            }
            site.scene
                .rows
                .retain(|row| row.step.is_none_or(|step| !group.members.contains(&step)));
            return Some(vec![about(site, "disposal/choice-missing", duty, group)]);
        }
    }
    None
}

/// Does two steps that exclude each other.
pub(super) fn doubled(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let duties: Vec<_> = site.scene.played.iter().copied().collect();
    for duty in duties {
        for group in model.duty(duty).groups.iter().filter(|group| group.of == Members::One) {
            let done = site
                .scene
                .rows
                .iter()
                .find(|row| row.step.is_some_and(|step| group.members.contains(&step)));
            let Some((at, body)) = done.map(|row| (row.at + MINUTE, row.body)) else { continue };
            let applies = site.scene.holds(group.when.as_ref(), at) == Some(true);
            let other = group.members.iter().copied().find(|step| {
                let (own, link) = (model.step(*step), site.world.links.of(*step));
                site.scene.count(*step) == 0
                    && link.is_free()
                    && !link.before
                    && !own.forbidden
                    && !own.ends
                    && own.handover.is_none()
                    && own.repeat.is_none()
                    && own.deadlines.is_empty()
                    && own.not_before.is_empty()
                    && own.immediately_after.is_none()
                    && own.after_any.is_empty()
                    && site.scene.holds(own.when.as_ref(), at) == Some(true)
            });
            let Some(other) = other.filter(|_| applies && at <= site.as_of) else { continue };
            let own = site.world.cast.body(other, body);
            let row = site.world.row(other, at, own, site.scene, rng);
            site.scene.rows.push(row);
            return Some(vec![about(site, "disposal/choice-doubled", duty, group)]);
        }
    }
    None
}

/// Never accepts a hand-over.
pub(super) fn not_accepted(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let duties: Vec<_> = site.scene.played.iter().copied().collect();
    let mut sent: Vec<StepId> = duties.iter().flat_map(|duty| model.steps_of(*duty)).collect();
    rng.shuffle(&mut sent);
    for id in sent {
        let step = site.step(id);
        let Some(handover) = &step.handover else { continue };
        let (Some(accept), Some(deadline)) = (handover.accept, &handover.deadline) else {
            continue;
        };
        let answers = model.step(accept);
        let link = site.world.links.of(accept);
        let hangs = link.clock
            || link.trigger
            || link.condition
            || link.before_any
            || link.in_group
            || link.before
            || link.related
            || link.counted
            || link.precedes_right_away
            || link.changes();
        let start = site.scene.all(id).map(|row| row.at).max();
        let due = start.and_then(|start| site.scene.due_from(deadline, start));
        let due = due.filter(|due| *due <= site.as_of);
        let (Some(_), Some(at)) = (due, site.scene.only(accept)) else { continue };
        let accepts_many = model
            .steps
            .iter()
            .filter(|own| own.handover.as_ref().is_some_and(|other| other.accept == Some(accept)));
        if step.ends || hangs || !answers.optional || answers.ends || accepts_many.count() > 1 {
            continue;
        }
        site.scene.rows.remove(at);
        return Some(vec![site.answer("disposal/handover-not-accepted", step.duty, Some(id))]);
    }
    None
}

/// Does not begin a duty after what makes it due.
pub(super) fn not_triggered(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let mut duties: Vec<_> = site.scene.played.iter().copied().collect();
    rng.shuffle(&mut duties);
    for duty in duties {
        let listed = model.duty(duty);
        let mut causes = listed.triggers.iter().filter_map(|trigger| {
            let at = site.scene.first(trigger.step)?;
            (site.scene.holds(trigger.when.as_ref(), at) == Some(true)).then_some((trigger, at))
        });
        let (Some((trigger, at)), None) = (causes.next(), causes.next()) else { continue };
        let due = trigger.deadline.as_ref().and_then(|own| site.scene.due_from(own, at));
        // What hangs on its steps beyond the duty itself would go wrong too.
        let foreign = |step: StepId| model.step(step).duty != duty;
        let leads_on = model
            .duties
            .iter()
            .flat_map(|own| &own.triggers)
            .any(|own| !foreign(own.step) && site.scene.count(own.step) > 0);
        let mentioned = model.steps.iter().filter(|own| own.duty != duty).any(|own| {
            let clocks = own.deadlines.iter().chain(&own.not_before).any(|deadline| {
                matches!(deadline.of, crate::model::resolve::Clock::Step(step) if !foreign(step))
            });
            clocks || own.after.iter().chain(&own.after_any).any(|step| !foreign(*step))
        });
        let asked = model.steps_of(duty).any(|step| {
            let link = site.world.links.of(step);
            link.condition || link.counted || link.related
        });
        let due = due.filter(|due| *due <= site.as_of);
        if due.is_none() || leads_on || mentioned || asked || !listed.expected.is_empty() {
            continue;
        }
        if site.scene.of(duty).next().is_none()
            || site.scene.of(duty).count() == site.scene.rows.len()
        {
            continue;
        }
        site.scene.rows.retain(|row| row.duty != Some(duty));
        site.scene.played.remove(&duty);
        return Some(vec![site.answer("gap/not-triggered", duty, None)]);
    }
    None
}
