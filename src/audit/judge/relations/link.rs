//! What two events have in common: `same` and `different`.

use super::Scene;
use crate::audit::case::Done;
use crate::audit::facts::Facts;
use crate::audit::matching::values_of;
use crate::audit::truth::Truth;
use crate::log::Symbol;
use crate::model::resolve::Link;

impl Scene<'_, '_, '_, '_> {
    /// Whether two events go together by what they have in common. It is their own rows that
    /// count; what a row does not say is unknown.
    pub(super) fn linked(&self, first: u32, second: u32) -> Truth {
        let mut all = Truth::True;
        let same = self.relation.same.iter().map(|link| (link, Truth::True));
        let different = self.relation.different.iter().map(|link| (link, Truth::False));
        for (link, wanted) in same.chain(different) {
            match share(*link, self.at(first), self.at(second), self.facts) {
                Truth::Unknown => all = Truth::Unknown,
                found if found == wanted => {}
                _ => return Truth::False,
            }
        }
        all
    }
}

/// Whether two events share a value; of several values of a field or several persons, any.
fn share(link: Link, first: &Done, second: &Done, facts: &Facts<'_>) -> Truth {
    let one = |first: Symbol, second: Symbol| {
        if first.0 == 0 || second.0 == 0 { Truth::Unknown } else { yes(first == second) }
    };
    match link {
        Link::Body => {
            let nobody = facts.bodies.nobody();
            if first.body == nobody || second.body == nobody {
                return Truth::Unknown;
            }
            yes(first.body == second.body)
        }
        Link::Person => any(facts.persons(first).iter(), &facts.persons(second).iter()),
        Link::Target => one(facts.event(first).target, facts.event(second).target),
        Link::Area => one(facts.event(first).area, facts.event(second).area),
        Link::Field(field) => {
            let values = |done: &Done| {
                let all = values_of(&facts.event(done), facts.reading).iter();
                all.filter(|(own, value)| *own == field.0 && value.0 != 0).map(|(_, value)| value)
            };
            any(values(first), &values(second))
        }
    }
}

fn any<'r>(
    mut first: impl Iterator<Item = &'r Symbol>,
    second: &(impl Iterator<Item = &'r Symbol> + Clone),
) -> Truth {
    let Some(value) = first.next() else { return Truth::Unknown };
    if second.clone().next().is_none() {
        return Truth::Unknown;
    }
    yes(std::iter::once(value).chain(first).any(|own| second.clone().any(|other| other == own)))
}

const fn yes(truth: bool) -> Truth {
    if truth { Truth::True } else { Truth::False }
}
