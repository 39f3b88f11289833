//! Persons of the roster, found again by what the log calls them.

use std::collections::{HashMap, HashSet};

use crate::log::{Reading, Symbol, normal, token};
use crate::model::Model;
use crate::model::resolve::Person;

/// A person of the roster, whether the log names them or not.
struct Listed<'m> {
    /// What reports call them: the token, or the number if the log keeps numbers.
    name: String,
    person: &'m Person,
}

/// The persons of a roster, in the order of their numbers.
pub(super) struct Persons<'m> {
    all: Vec<Listed<'m>>,
    by_token: HashMap<Symbol, u32>,
}

impl<'m> Persons<'m> {
    /// Finds the persons of the roster among those of the log, which has them by number where the
    /// mapping says `keep`, and by token elsewhere.
    pub(super) fn new(model: &'m Model, reading: &Reading, key: &[u8]) -> Self {
        // A number may stand in the log as something else, such as a case; that is nobody.
        let acting: HashSet<Symbol> = reading.persons.iter().copied().collect();
        let named = |name: &str| reading.strings.find(name).filter(|s| acting.contains(s));
        let mut listed: Vec<(&String, &Person)> = model.persons.iter().collect();
        listed.sort_unstable_by_key(|(id, _)| *id);
        let kept = listed.iter().any(|(id, _)| named(&normal(id)).is_some());
        let mut persons = Self { all: Vec::with_capacity(listed.len()), by_token: HashMap::new() };
        for (at, (id, person)) in (0u32..).zip(listed) {
            let token = token(key, id);
            let symbols = [named(&normal(id)), named(&token)];
            persons.by_token.extend(symbols.into_iter().flatten().map(|symbol| (symbol, at)));
            let name = if kept { id.clone() } else { token };
            persons.all.push(Listed { name, person });
        }
        persons
    }

    /// Whether the roster has none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The number of a person whom the log names.
    pub(super) fn index(&self, token: Symbol) -> Option<u32> {
        self.by_token.get(&token).copied()
    }

    /// What the roster says of a person whom the log names.
    pub(super) fn find(&self, token: Symbol) -> Option<&'m Person> {
        let at = self.index(token)?;
        self.all.get(at as usize).map(|listed| listed.person)
    }

    /// What reports call a person.
    pub(super) fn name(&self, at: u32) -> &str {
        self.all.get(at as usize).map_or("", |listed| listed.name.as_str())
    }

    /// Every person, with their number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &'m Person)> + '_ {
        (0u32..).zip(self.all.iter().map(|listed| listed.person))
    }
}
