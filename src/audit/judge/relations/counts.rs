//! Relations that are about a case as a whole: how often, first, last, one or the other.

use std::borrow::Cow;

use super::{Outcome, Places, Scene};
use crate::audit::book::{Reason, Ruling};
use crate::audit::outcome::Verdict;
use crate::audit::truth::Truth;
use crate::model::docs::Template;
use crate::model::resolve::StepId;

/// Performances at which the condition holds, and those at which it may.
struct Count<'s> {
    certain: Places<'s>,
    perhaps: usize,
}

impl<'s> Count<'s> {
    fn of(places: &'s [(StepId, u32)], scene: &Scene<'_, '_, '_, '_>) -> Self {
        if scene.relation.when.is_none() {
            return Self { certain: Cow::Borrowed(places), perhaps: 0 };
        }
        let (mut certain, mut perhaps) = (Vec::new(), 0);
        for own in places {
            match scene.holds(own.1) {
                Truth::True => certain.push(*own),
                Truth::Unknown => perhaps += 1,
                Truth::False => {}
            }
        }
        Self { certain: Cow::Owned(certain), perhaps }
    }

    /// The first at which the condition holds.
    fn first(&self) -> Option<u32> {
        self.nth(0)
    }

    fn nth(&self, number: usize) -> Option<u32> {
        self.certain.get(number).map(|(_, place)| *place)
    }

    fn most(&self) -> usize {
        self.certain.len() + self.perhaps
    }
}

/// Judges a case.
pub(super) fn judge(scene: &Scene<'_, '_, '_, '_>) -> Outcome {
    let wanted = scene.relation.count as usize;
    let last = scene.last();
    let open = |steps: &[StepId]| (open(scene, steps), None);
    let unknown = || (Ruling::cannot_tell(Reason::Condition, last), None);
    let met = || (Ruling::new(Verdict::Met, last), None);
    let broken =
        |place: u32| (Ruling::new(Verdict::Missing, scene.at(place).at.start), Some(place));
    let own = || Count::of(&scene.activations, scene);
    let (ruling, seen) = match scene.relation.template {
        Template::Init => first(scene),
        Template::End => end(scene),
        Template::Existence => {
            let count = own();
            if count.certain.len() >= wanted {
                met()
            } else if count.most() >= wanted {
                unknown()
            } else {
                open(&scene.relation.activation)
            }
        }
        Template::Absence => {
            let count = own();
            match count.nth(wanted.saturating_sub(1)) {
                Some(place) => broken(place),
                None if count.most() >= wanted => unknown(),
                None => met(),
            }
        }
        Template::Exactly => {
            let count = own();
            match count.nth(wanted) {
                Some(place) => broken(place),
                None if count.most() < wanted => open(&scene.relation.activation),
                None if count.perhaps > 0 => unknown(),
                None => met(),
            }
        }
        template => {
            let (one, other) = (own(), Count::of(&scene.targets, scene));
            let both = if template == Template::ExclusiveChoice {
                one.first()
                    .max(other.first())
                    .filter(|_| !one.certain.is_empty() && !other.certain.is_empty())
            } else {
                None
            };
            let certain = !one.certain.is_empty() || !other.certain.is_empty();
            let exclusive = template == Template::ExclusiveChoice;
            if let Some(place) = both {
                broken(place)
            } else if one.most() == 0 && other.most() == 0 {
                let relation = scene.relation;
                let steps = [relation.activation.as_slice(), &relation.target].concat();
                open(&steps)
            } else if !certain || exclusive && one.most() > 0 && other.most() > 0 {
                unknown()
            } else {
                met()
            }
        }
    };
    Outcome { ruling, seen: (seen, None), ask: 0 }
}

/// What is not done yet and may still be.
fn open(scene: &Scene<'_, '_, '_, '_>, steps: &[StepId]) -> Ruling {
    match scene.closed(scene.last()) {
        None => Ruling::not_due(),
        Some(at) => match scene.blind(steps, true) {
            Some(reason) => Ruling::cannot_tell(reason, at),
            None => Ruling::new(Verdict::Missing, at),
        },
    }
}

/// Whether one of the activations, of those that may stand in a place, holds.
fn any(scene: &Scene<'_, '_, '_, '_>, stands: impl Fn(u32) -> bool) -> Truth {
    let mut any = Truth::False;
    for (_, place) in scene.activations.iter().filter(|(_, place)| stands(*place)) {
        match scene.holds(*place) {
            Truth::True => return Truth::True,
            Truth::Unknown => any = Truth::Unknown,
            Truth::False => {}
        }
    }
    any
}

fn first(scene: &Scene<'_, '_, '_, '_>) -> (Ruling, Option<u32>) {
    let line = scene.line;
    let at = line.events.first().map_or(scene.facts.as_of, |done| done.at.start);
    let mut end = i64::MAX;
    for place in (0u32..).take(line.events.len()) {
        if line.low(place) > end {
            break;
        }
        end = end.min(line.high(place));
    }
    let ruling = match any(scene, |place| line.low(place) <= end) {
        Truth::True => Ruling::new(Verdict::Met, at),
        Truth::Unknown => Ruling::cannot_tell(Reason::Condition, at),
        Truth::False => match scene.blind(&scene.relation.activation, true) {
            Some(reason) => Ruling::cannot_tell(reason, at),
            None => Ruling::new(Verdict::Missing, at),
        },
    };
    (ruling, Some(0))
}

fn end(scene: &Scene<'_, '_, '_, '_>) -> (Ruling, Option<u32>) {
    let line = scene.line;
    let last = u32::try_from(line.events.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let begin = line.low(last);
    let ruling = match any(scene, |place| line.high(place) >= begin) {
        Truth::True => Ruling::new(Verdict::Met, scene.last()),
        Truth::Unknown => Ruling::cannot_tell(Reason::Condition, scene.last()),
        Truth::False => match scene.closed(scene.last()) {
            None => Ruling::not_due(),
            Some(at) => match scene.blind(&scene.relation.activation, false) {
                Some(reason) => Ruling::cannot_tell(reason, at),
                None => Ruling::new(Verdict::Missing, at),
            },
        },
    };
    (ruling, Some(last))
}
