//! Steps left out, late, out of order, too often, or against a prohibition.

use super::Site;
use crate::simulate::Answer;
use crate::simulate::rng::Rng;

const MINUTE: i64 = 60_000;

/// Leaves a required step out.
pub(super) fn missing(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let links = &site.world.links;
    let found = site.free(rng, |id, step| {
        let link = links.of(id);
        !step.optional
            && step.group.is_none()
            && step.at_least <= 1
            && !step.starts
            && !step.ends
            && step.handover.is_none()
            && link.is_free()
            && !link.in_group
            && !link.counted
    });
    for (id, at) in found {
        if site.opens(at) {
            continue;
        }
        let row = site.scene.rows.remove(at);
        // What happened in between may have spared it.
        let owed = |due| site.scene.holds(site.step(id).when.as_ref(), due) == Some(true);
        if site.falls_due(id).is_some_and(owed) {
            let duty = site.step(id).duty;
            return Some(vec![site.answer("disposal/step-missing", duty, Some(id))]);
        }
        site.scene.rows.insert(at, row);
    }
    None
}

/// Does a step after its deadline.
pub(super) fn late(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let links = &site.world.links;
    let found = site.free(rng, |id, step| {
        let link = links.of(id);
        step.group.is_none()
            && !step.ends
            && step.handover.is_none()
            && link.is_free()
            && !link.before
            && !link.in_group
            && !link.counted
            && !step.deadlines.is_empty()
    });
    for (id, at) in found {
        let step = site.step(id);
        if site.opens(at) || site.changed(&step.deadlines) {
            continue;
        }
        let Some(due) = site.scene.soonest(&step.deadlines, step.duty) else { continue };
        let when = due + rng.between(1, 24 * 60) * MINUTE;
        // In whole minutes: a deadline at the end of a day lies within its last one.
        let when = when.div_euclid(MINUTE) * MINUTE + MINUTE;
        if when > site.as_of {
            continue;
        }
        let row = site.scene.rows.get_mut(at)?;
        if row.at >= when {
            continue;
        }
        row.at = when;
        return Some(vec![site.answer("disposal/step-late", step.duty, Some(id))]);
    }
    None
}

/// Does a step before the one that it follows.
pub(super) fn order(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let links = &site.world.links;
    let found = site.free(rng, |id, step| {
        let link = links.of(id);
        !step.starts
            && !step.ends
            && step.group.is_none()
            && step.handover.is_none()
            && step.not_before.is_empty()
            && step.after_groups.is_empty()
            && step.after_any.is_empty()
            && link.is_free()
            && !link.before
            && !link.in_group
            && !link.counted
    });
    for (id, at) in found {
        let step = site.step(id);
        let begin = site.scene.begin(step.duty)?;
        let before = |other: &crate::model::resolve::StepId| site.scene.first(*other);
        let Some((last, time)) = step
            .after
            .iter()
            .filter_map(|other| Some((*other, before(other)?)))
            .max_by_key(|o| o.1)
        else {
            continue;
        };
        let rest = step.after.iter().filter(|other| **other != last).filter_map(before).max();
        let when = time - MINUTE;
        // What it follows must be done once, and not be the very beginning.
        let own_duty = site.step(last).duty == step.duty;
        let conditional = step.when.is_some() || site.step(last).when.is_some();
        let clocks_earlier = step
            .deadlines
            .iter()
            .any(|own| site.scene.due(own, step.duty).is_some_and(|due| due < when));
        let fits = own_duty
            && !conditional
            && !clocks_earlier
            && site.scene.count(last) == 1
            && time > begin
            && when > begin
            && rest.is_none_or(|rest| rest < when);
        if !fits {
            continue;
        }
        site.scene.rows.get_mut(at)?.at = when;
        return Some(vec![site.answer("disposal/out-of-order", step.duty, Some(id))]);
    }
    None
}

/// Does a step once too often.
pub(super) fn too_many(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let duties: Vec<_> = site.scene.played.iter().copied().collect();
    let mut steps: Vec<_> =
        duties.iter().flat_map(|duty| site.world.model.steps_of(*duty)).collect();
    rng.shuffle(&mut steps);
    for id in steps {
        let (step, link) = (site.step(id), site.world.links.of(id));
        let Some(most) = step.at_most else { continue };
        let occurs = site.world.model.duty(step.duty).occurrences.is_some();
        let fits = !step.forbidden
            && step.repeat.is_none()
            && step.handover.is_none()
            && !occurs
            && !link.related
            && !link.changes()
            && !link.accepts
            && !link.returns
            && !link.precedes_right_away
            && step.immediately_after.is_none();
        let rows: Vec<_> = site.scene.all(id).cloned().collect();
        if !fits || rows.is_empty() {
            continue;
        }
        let last = rows.iter().map(|row| row.at).max()?;
        let more = i64::from(most) + 1 - i64::try_from(rows.len()).unwrap_or(0);
        if !(1..=3).contains(&more) || last + more * MINUTE > site.as_of {
            continue;
        }
        // Nothing else may come to lie between: the minutes right after it are free.
        let busy =
            site.scene.rows.iter().any(|row| row.at > last && row.at <= last + more * MINUTE);
        if busy {
            continue;
        }
        for number in 1..=more {
            let mut row = rows.last()?.clone();
            row.at = last + number * MINUTE;
            site.scene.rows.push(row);
        }
        return Some(vec![site.answer("disposal/too-many", step.duty, Some(id))]);
    }
    None
}

/// Does a step that is forbidden in this case.
pub(super) fn forbidden(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let duties: Vec<_> = site.scene.played.iter().copied().collect();
    let mut steps: Vec<_> =
        duties.iter().flat_map(|duty| site.world.model.steps_of(*duty)).collect();
    rng.shuffle(&mut steps);
    for id in steps {
        let (step, link) = (site.step(id), site.world.links.of(id));
        let last = site.scene.of(step.duty).map(|row| row.at).max();
        let Some(last) = last.filter(|_| step.forbidden && link.is_free() && !link.before) else {
            continue;
        };
        let at = last + MINUTE;
        let home = site.scene.of(step.duty).find_map(|row| row.body);
        let holds = site.scene.holds(step.when.as_ref(), at) == Some(true);
        let ordered = step.after.iter().all(|other| site.scene.first(*other).is_some())
            && step.after_any.is_empty();
        if !holds || at > site.as_of || !ordered || step.ends || step.starts {
            continue;
        }
        let body = site.world.cast.body(id, home);
        let row = site.world.row(id, at, body, site.scene, rng);
        site.scene.rows.push(row);
        return Some(vec![site.answer("disposal/forbidden-step", step.duty, Some(id))]);
    }
    None
}
