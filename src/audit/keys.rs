//! What cases have in common beyond their own name: a target, an area, a body, a person, a field.

use super::case::{Case, Done};
use super::facts::Facts;
use super::matching::values_of;
use crate::log::{Event, Symbol};
use crate::model::resolve::Key;

/// The keys of an event at a place of its case: the number of a body, else symbols of texts.
///
/// A target, area or field that the event does not name is the latest that its case shows before
/// it, else the first after it.
pub(super) fn keys(
    by: Key,
    order: usize,
    done: &Done,
    case: &Case<'_>,
    facts: &Facts<'_>,
) -> Vec<u32> {
    let nearest = |read: &dyn Fn(&Event) -> Vec<Symbol>| {
        let (before, after) = case.events.split_at(order + 1);
        let mut near = before.iter().rev().chain(after).map(|done| read(&facts.event(done)));
        near.find(|found| !found.is_empty()).unwrap_or_default()
    };
    let filled =
        |symbol: Symbol| Vec::from_iter((!facts.text(symbol).is_empty()).then_some(symbol));
    let mut symbols = match by {
        Key::Body => {
            let named = done.body != facts.bodies.nobody();
            return Vec::from_iter(named.then_some(done.body.0));
        }
        Key::Person => facts.persons(done).to_vec(),
        Key::Target => nearest(&|event| filled(event.target)),
        Key::Area => nearest(&|event| filled(event.area)),
        Key::Field(field) => nearest(&|event| {
            let own = values_of(event, facts.reading).iter().filter(|(id, _)| *id == field.0);
            own.map(|(_, value)| *value).filter(|value| !facts.text(*value).is_empty()).collect()
        }),
    };
    symbols.sort_unstable();
    symbols.dedup();
    symbols.into_iter().map(|symbol| symbol.0).collect()
}
