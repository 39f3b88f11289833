//! Relations that forbid a partner: broken where one stands in its place for certain.

use super::pair::Fit;
use super::{Outcome, Scene};
use crate::audit::book::{Reason, Ruling};
use crate::audit::outcome::Verdict;
use crate::audit::truth::Truth;
use crate::model::docs::{Ask, Between, Look};
use crate::model::resolve::{DutyId, StepId};

/// Judges every activation.
pub(super) fn judge(scene: &Scene<'_, '_, '_, '_>, ask: Ask, add: &mut impl FnMut(Outcome)) {
    let (activations, targets, _) = scene.sides(ask.swapped);
    for (_, place) in activations.iter() {
        let start = scene.at(*place).at.start;
        let applies = scene.holds(*place);
        if applies == Truth::False {
            let ruling = Ruling::new(Verdict::NotApplicable, start);
            add(Outcome { ruling, seen: (Some(*place), None), ask: 0 });
            continue;
        }
        let (fit, partner) = match (ask.between, ask.look) {
            (Between::Nothing, look) => next_to(scene, *place, targets, look == Look::Forward),
            (_, look) => worst(scene, *place, targets, look),
        };
        let ruling = match fit {
            Fit::Yes if applies == Truth::Unknown => Ruling::cannot_tell(Reason::Condition, start),
            Fit::Yes => {
                let other = partner.map_or(start, |other| scene.at(other).at.start);
                Ruling::new(Verdict::Missing, start.max(other))
            }
            Fit::Perhaps(reason) => Ruling::cannot_tell(reason, start),
            Fit::Far | Fit::No => Ruling::new(Verdict::Met, start),
        };
        add(Outcome { ruling, seen: (Some(*place), partner), ask: 0 });
    }
}

/// What stands for certain in a forbidden place and fits best.
fn worst(
    scene: &Scene<'_, '_, '_, '_>,
    place: u32,
    targets: &[(StepId, u32)],
    look: Look,
) -> (Fit, Option<u32>) {
    let mut worst = (Fit::No, None);
    let mut note = |fit: Fit, other: u32| {
        let certain = matches!(fit, Fit::Yes);
        if certain || matches!((&fit, &worst.0), (Fit::Perhaps(_), Fit::Far | Fit::No)) {
            worst = (fit, Some(other));
        }
        certain
    };
    let line = scene.line;
    if look != Look::Backward {
        let window = scene.window(place);
        if look == Look::Anywhere
            && targets.binary_search_by_key(&place, |(_, other)| *other).is_ok()
            && note(scene.fit(place, place, &window), place)
        {
            return worst;
        }
        for other in scene.later(place, targets) {
            let fit = scene.fit(place, other, &window);
            let far = matches!(fit, Fit::Far);
            let fit = match (line.before(place, other), look) {
                (true, _) => fit,
                // In either order it is in the same case; it is near if it is so in both.
                (false, Look::Anywhere) => both(fit, scene.fit(other, place, &scene.window(other))),
                (false, _) => continue,
            };
            if note(fit, other) {
                return worst;
            }
            if far {
                break;
            }
        }
    }
    if look != Look::Forward {
        let mut far: Option<i64> = None;
        for other in scene.earlier(place, targets) {
            if !line.before(other, place) {
                continue;
            }
            if far.is_some_and(|start| scene.at(other).at.start + scene.line.longest < start) {
                break;
            }
            let fit = scene.fit(other, place, &scene.window(other));
            if matches!(fit, Fit::Far) && scene.steady() {
                far = far.or(Some(scene.at(other).at.start));
            }
            if note(fit, other) {
                return worst;
            }
        }
    }
    worst
}

/// What two answers come to of which both must say yes.
fn both(first: Fit, second: Fit) -> Fit {
    match (first, second) {
        (Fit::Yes, Fit::Yes) => Fit::Yes,
        (Fit::Far | Fit::No, _) | (_, Fit::Far | Fit::No) => Fit::No,
        (Fit::Perhaps(reason), _) | (_, Fit::Perhaps(reason)) => Fit::Perhaps(reason),
    }
}

/// Whether the event next to an activation is one that is forbidden there, in every order.
fn next_to(
    scene: &Scene<'_, '_, '_, '_>,
    place: u32,
    targets: &[(StepId, u32)],
    forward: bool,
) -> (Fit, Option<u32>) {
    let line = scene.line;
    let range = if forward { line.from(place) } else { line.until(place) };
    let cut = if forward {
        line.cut_after(place, line.after(place)).map(|(_, end)| end)
    } else {
        line.cut_before(place, range.clone().rev())
    };
    // It may be the first or the last of its case.
    let Some(cut) = cut else { return (Fit::No, None) };
    let mut found = (Fit::Yes, None);
    let mut look = |other: u32| {
        let is_target = targets.binary_search_by_key(&other, |(_, own)| *own).is_ok();
        let fit = match (is_target, forward) {
            (false, _) => Fit::No,
            (true, true) => scene.fit(place, other, &scene.window(place)),
            (true, false) => scene.fit(other, place, &scene.window(other)),
        };
        match fit {
            Fit::Yes if found.1.is_none() => found.1 = Some(other),
            Fit::Yes => {}
            Fit::Perhaps(reason) => found = (Fit::Perhaps(reason), Some(other)),
            Fit::Far | Fit::No => return false,
        }
        true
    };
    let all = if forward {
        range
            .take_while(|other| line.low(*other) <= cut)
            .filter(|other| *other != place && !line.before(*other, place))
            .all(&mut look)
    } else {
        range
            .rev()
            .take_while(|other| line.low(*other) + line.reach() >= cut)
            .filter(|other| *other != place && line.high(*other) >= cut)
            .all(&mut look)
    };
    if !all {
        return (Fit::No, None);
    }
    // A row that is judged under no duty may have lain between.
    match (found, hidden(scene)) {
        ((Fit::Yes, partner), Some(reason)) => (Fit::Perhaps(reason), partner),
        (found, _) => found,
    }
}

/// Why the case may have an event that is not judged, if it may.
fn hidden(scene: &Scene<'_, '_, '_, '_>) -> Option<Reason> {
    let facts = scene.facts;
    let mut duties = (0u16..).map(DutyId).zip(&facts.model.duties);
    duties.find_map(|(duty, _)| facts.unclear.duty(scene.instance.case, duty))
}
