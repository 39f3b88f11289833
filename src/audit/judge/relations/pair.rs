//! Whether an event goes with an activation: in its place, alike, and near enough in time.

use super::{Places, Scene};
use crate::audit::book::Reason;
use crate::audit::clocks::Running;
use crate::audit::judge::compare;
use crate::audit::outcome::Verdict;
use crate::audit::truth::Truth;
use crate::model::resolve::StepId;

/// How a candidate stands to an activation.
#[derive(Clone, Debug)]
pub(super) enum Fit {
    /// It goes with it.
    Yes,
    /// The log can't tell, and why.
    Perhaps(Reason),
    /// It would, were it nearer.
    Far,
    /// It doesn't.
    No,
}

impl Fit {
    /// How good it is for an activation that needs a partner.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Yes => 3,
            Self::Perhaps(_) => 2,
            Self::Far => 1,
            Self::No => 0,
        }
    }
}

impl<'s, 'e> Scene<'s, '_, 'e, '_> {
    /// The performances that activate an ask, and those it looks for, with their steps.
    pub(super) fn sides(&self, swapped: bool) -> (&Places<'s>, &Places<'s>, &'s [StepId]) {
        if swapped {
            (&self.targets, &self.activations, &self.relation.activation)
        } else {
            (&self.activations, &self.targets, &self.relation.target)
        }
    }

    /// The window that begins with an event.
    pub(super) fn window(&self, place: u32) -> Running {
        match &self.relation.deadline {
            Some(deadline) => {
                self.facts.running_from(deadline, self.at(place).at, self.instance.case)
            }
            None => Running::No,
        }
    }

    /// How two events stand to each other if the first comes before the second, by what they have
    /// in common and the window that begins with the first.
    pub(super) fn fit(&self, first: u32, second: u32, window: &Running) -> Fit {
        let linked = self.linked(first, second);
        if linked == Truth::False {
            return Fit::No;
        }
        let near = match window {
            Running::No => Fit::Yes,
            // What is the same event is not apart.
            _ if first == second => Fit::Yes,
            Running::Unknown(reason) => Fit::Perhaps(reason.clone()),
            Running::Yes(timed) => match compare(self.at(second).at, timed.due) {
                Verdict::Met => Fit::Yes,
                Verdict::Late => Fit::Far,
                _ => Fit::Perhaps(Reason::DayOnly),
            },
        };
        match (linked, near) {
            (Truth::Unknown, Fit::Yes | Fit::Perhaps(_)) => Fit::Perhaps(Reason::Condition),
            (Truth::Unknown, _) => Fit::No,
            (_, near) => near,
        }
    }

    /// Performances that may come after an event, in order.
    pub(super) fn later<'a>(
        &self,
        place: u32,
        of: &'a [(StepId, u32)],
    ) -> impl Iterator<Item = u32> + use<'a, 's, 'e> {
        let line = self.line;
        let bound = line.low(place) - line.reach();
        let from = of.partition_point(|(_, other)| line.low(*other) < bound);
        let found = of.get(from..).unwrap_or_default().iter().map(|(_, other)| *other);
        found.filter(move |other| *other != place && !line.before(*other, place))
    }

    /// Performances that may come before an event, from the last to the first.
    pub(super) fn earlier<'a>(
        &self,
        place: u32,
        of: &'a [(StepId, u32)],
    ) -> impl Iterator<Item = u32> + use<'a, 's, 'e> {
        let line = self.line;
        let bound = line.high(place);
        let until = of.partition_point(|(_, other)| line.low(*other) <= bound);
        let found = of.get(..until).unwrap_or_default().iter().rev().map(|(_, other)| *other);
        found.filter(move |other| *other != place)
    }

    /// Whether windows that begin later end later too, so that a search need not go on past one
    /// that was missed.
    pub(super) fn steady(&self) -> bool {
        self.relation.deadline.as_ref().is_none_or(|deadline| match deadline.forms.as_slice() {
            [form] => {
                form.from.is_none()
                    && form.until.is_none()
                    && form.when.is_none()
                    && form.extend.is_none()
                    && form.pauses.is_empty()
                    && form.restart.is_none()
            }
            _ => false,
        })
    }
}
