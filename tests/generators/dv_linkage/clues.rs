//! What the supervision models must find, reckoned by their words: a window opens with an event that
//! counts and ends with the same day of the sixth (twelfth) month; of the windows of a key the
//! earliest that fits is a clue, and the search goes on behind its end.

use std::collections::BTreeMap;

use crate::alarms::Alarm;
use crate::common::clock::{Minute, civil, date, day_of, end_of, on};
use crate::letters::{Grade, Letter};

/// A clue: the model, the key, the window, and its cases in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clue {
    /// The model.
    pub(crate) model: &'static str,
    /// The address or the area.
    pub(crate) key: String,
    /// First and last day.
    pub(crate) window: String,
    /// The cases, each once.
    pub(crate) cases: Vec<String>,
}

/// The end of the day with the same number so many months later, or of that month's last day.
pub(crate) fn months_later(at: Minute, months: usize) -> Minute {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (year, month, day) = civil(day_of(at));
    let (years, month) = ((month - 1 + months) / 12, (month - 1 + months) % 12 + 1);
    let year = year + i64::try_from(years).unwrap_or(0);
    end_of(on(year, month, day.min(LENGTHS[month - 1])))
}

/// The events of one key: what is counted, what must be there too, what must not.
#[derive(Default)]
struct Events<'a> {
    of: Vec<(Minute, &'a str)>,
    with: Vec<(Minute, &'a str)>,
    without: Vec<Minute>,
}

/// A model: its name, how many, within how many months, whether something else must be there.
struct Model {
    name: &'static str,
    at_least: usize,
    months: usize,
    needs_with: bool,
}

/// Every clue.
pub(crate) fn all(alarms: &[Alarm], letters: &[Letter], grades: &[Grade]) -> Vec<Clue> {
    let mut by_address: BTreeMap<&str, Events<'_>> = BTreeMap::new();
    let mut by_area: BTreeMap<&str, Events<'_>> = BTreeMap::new();
    let mut clues = Vec::new();
    for alarm in alarms {
        let event = (alarm.at.flagged, alarm.case.as_str());
        by_address.entry(&alarm.address).or_default().of.push(event);
        let event = (alarm.at.closed, alarm.case.as_str());
        by_area.entry(alarm.area.name).or_default().of.push(event);
    }
    // No committee was ever told, so nothing clears an area.
    let model = Model { name: "closed-untold", at_least: 5, months: 6, needs_with: false };
    find(&model, &by_area, &mut clues);

    for letter in letters {
        let address = alarms[letter.alarm].address.as_str();
        by_address.entry(address).or_default().without.push(letter.perpetrator);
    }
    let model = Model { name: "repeat-no-letter", at_least: 2, months: 6, needs_with: false };
    find(&model, &by_address, &mut clues);

    for events in by_address.values_mut() {
        events.without.clear();
    }
    for alarm in alarms {
        if let Some(at) = alarm.at.mediation {
            let event = (at, alarm.case.as_str());
            by_address.entry(&alarm.address).or_default().with.push(event);
        }
    }
    let model = Model { name: "repeat-mediated", at_least: 2, months: 6, needs_with: true };
    find(&model, &by_address, &mut clues);

    for events in by_address.values_mut() {
        events.with.clear();
    }
    for grade in grades {
        let event = (grade.graded, grade.case.as_str());
        by_address.entry(&grade.address).or_default().with.push(event);
    }
    let model = Model { name: "l3-repeats", at_least: 2, months: 12, needs_with: true };
    find(&model, &by_address, &mut clues);
    clues.sort();
    clues
}

fn find(model: &Model, keys: &BTreeMap<&str, Events<'_>>, clues: &mut Vec<Clue>) {
    for (key, events) in keys {
        let mut counted: Vec<(Minute, &str)> =
            events.of.iter().chain(&events.with).copied().collect();
        counted.sort_unstable();
        let mut behind = Minute::MIN;
        for (opens, _) in &counted {
            let ends = months_later(*opens, model.months);
            let inside = |at: Minute| *opens <= at && at <= ends;
            let of = events.of.iter().filter(|(at, _)| inside(*at)).count();
            let with = events.with.iter().any(|(at, _)| inside(*at));
            let cleared = events.without.iter().any(|at| inside(*at));
            if *opens <= behind || of < model.at_least || model.needs_with && !with || cleared {
                continue;
            }
            let mut cases: Vec<String> = Vec::new();
            for (_, case) in counted.iter().filter(|(at, _)| inside(*at)) {
                if !cases.iter().any(|own| own == case) {
                    cases.push((*case).to_owned());
                }
            }
            let window = format!("{}..{}", date(day_of(*opens)), date(day_of(ends)));
            clues.push(Clue { model: model.name, key: (*key).to_owned(), window, cases });
            behind = ends;
        }
    }
}
