//! Relations that ask for a partner: each activation has one in its place, or may still get one.

use super::pair::Fit;
use super::{Outcome, Scene};
use crate::audit::book::{Reason, Ruling};
use crate::audit::clocks::Running;
use crate::audit::outcome::Verdict;
use crate::audit::truth::Truth;
use crate::model::docs::{Ask, Between, Look};
use crate::model::resolve::StepId;

/// The first event that cuts an activation off from what comes later (or earlier), for certain and
/// perhaps: another activation, or any event at all.
#[derive(Clone, Copy, Default)]
struct Cut {
    certain: Option<i64>,
    perhaps: Option<i64>,
    /// The event of the certain one.
    place: Option<u32>,
}

/// Judges every activation.
pub(super) fn judge(scene: &Scene<'_, '_, '_, '_>, ask: Ask, add: &mut impl FnMut(Outcome)) {
    let (activations, targets, steps) = scene.sides(ask.swapped);
    for (_, place) in activations.iter() {
        let start = scene.at(*place).at.start;
        let applies = scene.holds(*place);
        if applies == Truth::False {
            let ruling = Ruling::new(Verdict::NotApplicable, start);
            add(Outcome { ruling, seen: (Some(*place), None), ask: 0 });
            continue;
        }
        let window = match ask.look {
            Look::Backward => Running::No,
            Look::Forward | Look::Anywhere => scene.window(*place),
        };
        let cut = cut(scene, ask, *place, activations);
        let Best { fit, partner } = best(scene, ask, *place, targets, cut, &window);
        let ruling = match fit {
            Fit::Yes => {
                let other = partner.map_or(start, |other| scene.at(other).at.start);
                Ruling::new(Verdict::Met, start.max(other))
            }
            Fit::Perhaps(reason) => Ruling::cannot_tell(reason, start),
            Fit::Far | Fit::No => match still_open(scene, ask, start, cut, &window) {
                Open::Yes => Ruling::not_due(),
                Open::Perhaps(reason) => Ruling::cannot_tell(reason, start),
                Open::No(at) => fault(scene, ask, steps, applies, matches!(fit, Fit::Far), at),
            },
        };
        add(Outcome { ruling, seen: (Some(*place), partner), ask: 0 });
    }
}

/// What it is that nothing in its place goes with an activation.
fn fault(
    scene: &Scene<'_, '_, '_, '_>,
    ask: Ask,
    steps: &[StepId],
    applies: Truth,
    late: bool,
    at: i64,
) -> Ruling {
    if applies == Truth::Unknown {
        return Ruling::cannot_tell(Reason::Condition, at);
    }
    match scene.blind(steps, ask.look != Look::Forward) {
        Some(reason) => Ruling::cannot_tell(reason, at),
        None => Ruling::new(if late { Verdict::Late } else { Verdict::Missing }, at),
    }
}

fn cut(scene: &Scene<'_, '_, '_, '_>, ask: Ask, place: u32, activations: &[(StepId, u32)]) -> Cut {
    let line = scene.line;
    let mut found = Cut::default();
    let mut note = |certain: bool, place: Option<u32>, bound: i64| {
        if certain {
            found = Cut { certain: Some(bound), place, ..found };
        } else {
            found.perhaps = Some(bound);
        }
    };
    match (ask.between, ask.look) {
        (Between::Anything, _) | (_, Look::Anywhere) => {}
        (Between::Nothing, Look::Forward) => {
            if let Some((other, end)) = line.cut_after(place, line.after(place)) {
                note(true, Some(other), end);
            }
        }
        (Between::Nothing, Look::Backward) => {
            if let Some(begin) = line.cut_before(place, line.until(place).rev()) {
                note(true, None, begin);
            }
        }
        (Between::NoActivation, look) => {
            // An activation whose condition may not hold may not cut anything off.
            for certain in [true, false] {
                let counts = |other: &u32| match scene.holds(*other) {
                    Truth::True => true,
                    Truth::Unknown => !certain,
                    Truth::False => false,
                };
                if !certain && scene.relation.when.is_none() {
                    continue;
                }
                if look == Look::Forward {
                    let others = scene.later(place, activations).filter(counts);
                    if let Some((other, end)) = line.cut_after(place, others) {
                        note(certain, Some(other), end);
                    }
                } else if let Some(begin) =
                    line.cut_before(place, scene.earlier(place, activations).filter(counts))
                {
                    note(certain, None, begin);
                }
            }
        }
    }
    found
}

/// The best partner of an activation so far.
struct Best {
    fit: Fit,
    partner: Option<u32>,
}

impl Best {
    /// Takes a candidate if it is better; whether there can be none better.
    fn offer(&mut self, fit: Fit, other: u32) -> bool {
        if fit.rank() > self.fit.rank() {
            *self = Self { fit, partner: Some(other) };
        }
        matches!(self.fit, Fit::Yes)
    }
}

/// The best partner of an activation.
fn best(
    scene: &Scene<'_, '_, '_, '_>,
    ask: Ask,
    place: u32,
    targets: &[(StepId, u32)],
    cut: Cut,
    window: &Running,
) -> Best {
    let mut best = Best { fit: Fit::No, partner: None };
    if ask.look == Look::Anywhere {
        let itself = targets.binary_search_by_key(&place, |(_, other)| *other).is_ok();
        if itself && best.offer(scene.fit(place, place, window), place) {
            return best;
        }
    }
    if ask.look != Look::Backward {
        for other in scene.later(place, targets) {
            let low = scene.line.low(other);
            if cut.certain.is_some_and(|end| low > end) {
                break;
            }
            let fit = scene.fit(place, other, window);
            // What comes after one that is too far is farther still.
            let far = matches!(fit, Fit::Far);
            let uncertain = cut.perhaps.is_some_and(|end| low > end);
            if best.offer(if uncertain { doubtful(&fit) } else { fit }, other) {
                return best;
            }
            if far {
                break;
            }
        }
    }
    if ask.look != Look::Forward {
        let mut far: Option<i64> = None;
        for other in scene.earlier(place, targets) {
            let high = scene.line.high(other);
            if cut.certain.is_some_and(|begin| high < begin) {
                // Only days that overlap come out of order.
                if cut.certain.is_some_and(|begin| high + scene.line.reach() < begin) {
                    break;
                }
                continue;
            }
            if far.is_some_and(|start| scene.at(other).at.start + scene.line.longest < start) {
                break;
            }
            let fit = scene.fit(other, place, &scene.window(other));
            if matches!(fit, Fit::Far) && scene.steady() {
                far = far.or(Some(scene.at(other).at.start));
            }
            let uncertain = cut.perhaps.is_some_and(|begin| high < begin);
            if best.offer(if uncertain { doubtful(&fit) } else { fit }, other) {
                break;
            }
        }
    }
    best
}

/// A candidate that another activation perhaps cuts off.
fn doubtful(fit: &Fit) -> Fit {
    match fit {
        Fit::Yes | Fit::Perhaps(_) => Fit::Perhaps(Reason::Condition),
        Fit::Far | Fit::No => Fit::No,
    }
}

/// Whether an activation may still get its partner.
enum Open {
    /// It may.
    Yes,
    /// The log can't tell, and why.
    Perhaps(Reason),
    /// Not since then.
    No(i64),
}

fn still_open(
    scene: &Scene<'_, '_, '_, '_>,
    ask: Ask,
    start: i64,
    cut: Cut,
    window: &Running,
) -> Open {
    let facts = scene.facts;
    if ask.look == Look::Backward {
        return Open::No(start);
    }
    let open = match window {
        Running::Yes(timed) if timed.due.latest > facts.as_of && !facts.reading.complete => {
            Open::Yes
        }
        Running::Yes(timed) => Open::No(timed.due.latest.min(facts.as_of)),
        Running::Unknown(_) if facts.reading.complete => Open::No(facts.as_of),
        Running::Unknown(reason) => Open::Perhaps(reason.clone()),
        Running::No => scene.closed(start).map_or(Open::Yes, Open::No),
    };
    // Whatever comes now comes after what has cut it off.
    let past = |end: Option<i64>| end.is_some_and(|end| scene.line.is_past(end));
    let cut_at = cut.place.filter(|_| past(cut.certain)).map(|place| scene.at(place).at.start);
    match (open, cut_at) {
        (Open::No(at), Some(cut_at)) => Open::No(at.min(cut_at)),
        (_, Some(cut_at)) => Open::No(cut_at),
        (Open::Yes, None) if past(cut.perhaps) => Open::Perhaps(Reason::Condition),
        (open, None) => open,
    }
}
