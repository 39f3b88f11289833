//! Which duty and step does an event belong to?
//!
//! In this order: an explicit duty; a step that only one duty has; the duty's `matches` (codes,
//! then whole field values, then keywords, of which the longest wins). Of several duties that fit, the
//! area decides where their boundaries name areas.

use std::cell::OnceCell;
use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::log::{Event, Reading, Symbol, normal};
use crate::model::Model;
use crate::model::resolve::{DutyId, StepId};
use crate::text::nearest;

/// What an event was matched to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// A duty, and the step if the event names one.
    Duty(DutyId, Option<StepId>),
    /// A duty, but none of its steps.
    NotAStep(DutyId),
    /// Two or more duties.
    Ambiguous(Vec<DutyId>),
    /// No duty.
    NotListed,
}

/// By what a text by itself belongs to a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// By keywords in it.
    Text,
    /// It is the duty's id or title.
    Name,
    /// It is what one of its steps is called.
    Step,
    /// It is a code.
    Code,
    /// It is the value of a field.
    Value,
}

/// Texts that decide, folded for comparison. A log's texts are in plain forms already; a list's
/// words may stand in full-width ones.
pub(super) fn fold(text: &str) -> String {
    normal(text).to_lowercase()
}

/// Finds duties and steps, remembering what it found for each combination of texts.
pub(super) struct Matcher<'m> {
    model: &'m Model,
    duties: HashMap<String, DutyId>,
    codes: HashMap<String, Vec<DutyId>>,
    steps: HashMap<String, Vec<StepId>>,
    /// Made when the first text is looked at: most logs name what they are about.
    keywords: OnceCell<Option<(AhoCorasick, Vec<DutyId>)>>,
    by_values: bool,
    by_areas: bool,
    known: HashMap<[Symbol; 5], Match>,
}

impl<'m> Matcher<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut duties = HashMap::new();
        let mut codes: HashMap<String, Vec<DutyId>> = HashMap::new();
        let ids = (0u16..).map(DutyId).zip(&model.duties);
        for (id, duty) in ids.clone() {
            duties.entry(fold(&duty.id)).or_insert(id);
            for code in &duty.codes {
                codes.entry(fold(code)).or_default().push(id);
            }
        }
        for (id, duty) in ids {
            for title in [&duty.title.en, &duty.title.zh] {
                duties.entry(fold(title)).or_insert(id);
            }
        }
        let mut steps: HashMap<String, Vec<StepId>> = HashMap::new();
        for (id, step) in (0u16..).map(StepId).zip(&model.steps) {
            for name in &step.names {
                let all = steps.entry(fold(name)).or_default();
                if !all.contains(&id) {
                    all.push(id);
                }
            }
        }
        Self {
            model,
            duties,
            codes,
            steps,
            keywords: OnceCell::new(),
            by_values: model.duties.iter().any(|duty| !duty.values.is_empty()),
            by_areas: model.duties.iter().any(|duty| !duty.areas.is_empty()),
            known: HashMap::new(),
        }
    }

    /// What an event belongs to.
    pub(super) fn find(&mut self, event: &Event, reading: &Reading) -> Match {
        let area = if self.by_areas { event.area } else { Symbol::default() };
        let key = [event.duty, event.step, event.text, event.code, area];
        if let Some(found) = self.known.get(&key) {
            return found.clone();
        }
        let found = self.look(event, reading);
        if !self.by_values {
            self.known.insert(key, found.clone());
        }
        found
    }

    fn look(&self, event: &Event, reading: &Reading) -> Match {
        let text = |symbol| fold(reading.strings.get(symbol));
        let (duty, step) = (text(event.duty), text(event.step));
        if !duty.is_empty() {
            let named = self.duties.get(&duty).map(|duty| vec![*duty]);
            let found = named.or_else(|| self.codes.get(&duty).cloned()).unwrap_or_default();
            return match self.of_area(found, event, reading).as_slice() {
                [duty] => self.step_of(*duty, &step),
                [] => Match::NotListed,
                several => Match::Ambiguous(several.to_vec()),
            };
        }
        let named = self.steps.get(&step).map(Vec::as_slice).unwrap_or_default();
        let mut holders: Vec<DutyId> = named.iter().map(|id| self.model.step(*id).duty).collect();
        holders.sort_unstable();
        holders.dedup();
        if let [duty] = holders.as_slice() {
            return self.step_of(*duty, &step);
        }
        // A step that several duties have: what the event says beyond it decides between them.
        let mut found = self.by_matches(event, reading);
        if !holders.is_empty() && !found.is_empty() {
            found.retain(|duty| holders.contains(duty));
        }
        let found = self.of_area(found, event, reading);
        match (found.as_slice(), holders.as_slice()) {
            ([duty], _) => self.step_of(*duty, &step),
            ([], []) => Match::NotListed,
            ([], _) => Match::Ambiguous(holders),
            _ => Match::Ambiguous(found),
        }
    }

    /// Of several duties that an event may belong to, those of its area, if that tells them apart.
    fn of_area(&self, found: Vec<DutyId>, event: &Event, reading: &Reading) -> Vec<DutyId> {
        let area = fold(reading.strings.get(event.area));
        if found.len() < 2 || area.is_empty() {
            return found;
        }
        let covers = |duty: &&DutyId| {
            let areas = &self.model.duty(**duty).areas;
            areas.is_empty() || areas.iter().any(|own| fold(own) == area)
        };
        let here: Vec<DutyId> = found.iter().filter(covers).copied().collect();
        if here.is_empty() { found } else { here }
    }

    /// The steps of a duty that an event may be by what it calls its step.
    pub(super) fn steps_named(
        &self,
        event: &Event,
        reading: &Reading,
        duty: DutyId,
    ) -> impl Iterator<Item = StepId> {
        let step = fold(reading.strings.get(event.step));
        let named = self.steps.get(&step).map(Vec::as_slice).unwrap_or_default();
        named.iter().copied().filter(move |step| self.model.step(*step).duty == duty)
    }

    fn step_of(&self, duty: DutyId, step: &str) -> Match {
        // A duty without a standard has no steps that an event could fail to be.
        if step.is_empty() || self.model.duty(duty).steps.is_empty() {
            return Match::Duty(duty, None);
        }
        let named = self.steps.get(step).map(Vec::as_slice).unwrap_or_default();
        let mut own = named.iter().copied().filter(|id| self.model.step(*id).duty == duty);
        match own.next() {
            Some(step) => Match::Duty(duty, Some(step)),
            None => Match::NotAStep(duty),
        }
    }

    fn by_matches(&self, event: &Event, reading: &Reading) -> Vec<DutyId> {
        let code = fold(reading.strings.get(event.code));
        if let Some(found) = self.codes.get(&code).filter(|_| !code.is_empty()) {
            return found.clone();
        }
        let mut found: Vec<DutyId> = Vec::new();
        if self.by_values {
            let values = values_of(event, reading);
            for (id, duty) in (0u16..).map(DutyId).zip(&self.model.duties) {
                let fits = duty.values.iter().any(|(field, wanted)| {
                    values.iter().any(|(own, value)| {
                        *own == field.0
                            && wanted.iter().any(|w| fold(w) == fold(reading.strings.get(*value)))
                    })
                });
                if fits {
                    found.push(id);
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        self.by_keywords(&fold(reading.strings.get(event.text)))
    }

    /// The duties with the longest keyword in a folded text.
    pub(super) fn by_keywords(&self, text: &str) -> Vec<DutyId> {
        if text.is_empty() {
            return Vec::new();
        }
        let keywords = self.keywords.get_or_init(|| keywords(self.model));
        let Some((automaton, owners)) = keywords else {
            return Vec::new();
        };
        let mut longest = 0;
        let mut found: Vec<DutyId> = Vec::new();
        for hit in automaton.find_overlapping_iter(text) {
            let length = hit.len();
            let Some(owner) = owners.get(hit.pattern().as_usize()) else {
                continue;
            };
            if length > longest {
                longest = length;
                found.clear();
            }
            if length == longest && !found.contains(owner) {
                found.push(*owner);
            }
        }
        found.sort_unstable();
        found
    }

    /// What a text by itself belongs to: the id of a duty; else what an audit takes the same text of a
    /// log for; else the name of a duty or step, a code or a value. Several if all of them fit.
    pub(super) fn of_text(&self, text: &str) -> (Vec<DutyId>, Means) {
        let text = fold(text);
        if text.is_empty() {
            return (Vec::new(), Means::Text);
        }
        let ids = (0u16..).map(DutyId).zip(&self.model.duties);
        if let Some((id, _)) = ids.clone().find(|(_, duty)| fold(&duty.id) == text) {
            return (vec![id], Means::Name);
        }
        let by_text = self.by_keywords(&text);
        if !by_text.is_empty() {
            return (by_text, Means::Text);
        }
        if let Some(duty) = self.duties.get(&text) {
            return (vec![*duty], Means::Name);
        }
        if let Some(steps) = self.steps.get(&text) {
            let mut holders: Vec<DutyId> =
                steps.iter().map(|id| self.model.step(*id).duty).collect();
            holders.sort_unstable();
            holders.dedup();
            return (holders, Means::Step);
        }
        if let Some(found) = self.codes.get(&text) {
            return (found.clone(), Means::Code);
        }
        let has = |values: &[String]| values.iter().any(|value| fold(value) == text);
        let by_value = ids.filter(|(_, duty)| duty.values.iter().any(|(_, values)| has(values)));
        (by_value.map(|(id, _)| id).collect(), Means::Value)
    }

    /// The steps that a text names.
    pub(super) fn steps_of_text(&self, text: &str) -> &[StepId] {
        self.steps.get(&fold(text)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The duty whose id or title is nearest to a text.
    pub(super) fn nearest_to(&self, text: &str) -> Option<DutyId> {
        let mut names: Vec<&str> = self.duties.keys().map(String::as_str).collect();
        names.sort_unstable();
        self.duties.get(nearest(text, names)?).copied()
    }

    /// The duties nearest to what an event says, for a suggestion.
    pub(super) fn suggest(&self, event: &Event, reading: &Reading) -> Option<DutyId> {
        for symbol in [event.duty, event.text, event.step] {
            let text = fold(reading.strings.get(symbol));
            if text.is_empty() {
                continue;
            }
            if let Some(found) = self.nearest_to(&text) {
                return Some(found);
            }
        }
        None
    }

    /// The step of a duty whose name is nearest to what an event says.
    pub(super) fn suggest_step(&self, duty: DutyId, step: &str) -> Option<StepId> {
        let own: Vec<StepId> = self.model.steps_of(duty).collect();
        let names = own.iter().flat_map(|id| self.model.step(*id).names.iter().map(String::as_str));
        let name = nearest(step, names)?;
        own.into_iter().find(|id| self.model.step(*id).names.iter().any(|n| n == name))
    }
}

/// Everything by which texts are recognised, with whose it is.
fn keywords(model: &Model) -> Option<(AhoCorasick, Vec<DutyId>)> {
    let duties = (0u16..).map(DutyId).zip(&model.duties);
    let (words, owners): (Vec<String>, Vec<DutyId>) = duties
        .flat_map(|(id, duty)| duty.keywords.iter().map(move |word| (fold(word), id)))
        .unzip();
    if words.is_empty() {
        return None;
    }
    let built = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&words);
    built.ok().map(|automaton| (automaton, owners))
}

/// The field values of an event.
pub(super) fn values_of<'r>(event: &Event, reading: &'r Reading) -> &'r [(u16, Symbol)] {
    let (start, count) = event.values;
    let start = start as usize;
    reading.values.get(start..start + usize::from(count)).unwrap_or_default()
}

/// The persons of an event.
pub(super) fn persons_of<'r>(event: &Event, reading: &'r Reading) -> &'r [Symbol] {
    let (start, count) = event.persons;
    let start = start as usize;
    reading.persons.get(start..start + usize::from(count)).unwrap_or_default()
}
