//! Conditions on what a case shows. What isn't known makes a condition unknown, not false.

use super::case::{Case, Done};
use super::matching::values_of;
use crate::log::{Reading, Symbol, normal};
use crate::model::condition::{Condition, Test};
use crate::model::resolve::{FieldId, Resolved};

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It holds.
    True,
    /// It doesn't.
    False,
    /// The log doesn't say.
    Unknown,
}

impl Truth {
    const fn of(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }

    /// Whether both hold.
    pub(super) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Whether a condition holds by what the case shows up to an instant, that instant included.
pub(super) fn truth(condition: &Resolved, case: &Case<'_>, until: i64, reading: &Reading) -> Truth {
    match condition {
        Condition::All(parts) => {
            let mut all = Truth::True;
            for part in parts {
                match truth(part, case, until, reading) {
                    Truth::False => return Truth::False,
                    Truth::Unknown => all = Truth::Unknown,
                    Truth::True => {}
                }
            }
            all
        }
        Condition::Any(parts) => {
            let mut any = Truth::False;
            for part in parts {
                match truth(part, case, until, reading) {
                    Truth::True => return Truth::True,
                    Truth::Unknown => any = Truth::Unknown,
                    Truth::False => {}
                }
            }
            any
        }
        Condition::Not(part) => truth(part, case, until, reading).not(),
        Condition::Done(steps) => Truth::of(
            steps.iter().any(|step| case.first(*step).is_some_and(|done| done.at.start <= until)),
        ),
        Condition::Field { field, test, at } => {
            let until = match at {
                Some(step) => case.first(*step).map(|done| done.at.start.min(until)),
                None => Some(until),
            };
            let value = until.and_then(|until| latest(*field, case, until, reading));
            let text = value.map(|symbol| reading.strings.get(symbol));
            holds(test, text)
        }
    }
}

/// Whether a condition holds at an event: by what its own row says, and for what that does not say
/// by what the case shows up to its instant.
pub(super) fn truth_at(
    condition: &Resolved,
    case: &Case<'_>,
    done: &Done,
    reading: &Reading,
) -> Truth {
    let until = done.at.start;
    match condition {
        Condition::All(parts) => {
            let each = parts.iter().map(|part| truth_at(part, case, done, reading));
            each.fold(Truth::True, Truth::and)
        }
        Condition::Any(parts) => {
            let each = parts.iter().map(|part| truth_at(part, case, done, reading).not());
            each.fold(Truth::True, Truth::and).not()
        }
        Condition::Not(part) => truth_at(part, case, done, reading).not(),
        Condition::Field { field, test, at: None } => match value_at(*field, done, reading) {
            Some(value) => holds(test, Some(reading.strings.get(value))),
            None => truth(condition, case, until, reading),
        },
        Condition::Done(_) | Condition::Field { .. } => truth(condition, case, until, reading),
    }
}

/// The latest value of a field that the case shows up to an instant.
fn latest(field: FieldId, case: &Case<'_>, until: i64, reading: &Reading) -> Option<Symbol> {
    let end = case.events.partition_point(|done| done.at.start <= until);
    let shown = case.events.get(..end).unwrap_or_default();
    shown.iter().rev().find_map(|done| value_at(field, done, reading))
}

/// The value of a field that an event's own row shows.
fn value_at(field: FieldId, done: &Done, reading: &Reading) -> Option<Symbol> {
    let event = reading.events.get(done.event as usize)?;
    values_of(&event, reading).iter().find(|(own, _)| *own == field.0).map(|(_, value)| *value)
}

fn holds(test: &Test, value: Option<&str>) -> Truth {
    let value = value.filter(|text| !text.is_empty());
    match (test, value) {
        (Test::Known(wanted), value) => Truth::of(value.is_some() == *wanted),
        (_, None) => Truth::Unknown,
        (Test::OneOf(wanted), Some(value)) => Truth::of(
            wanted.iter().any(|w| normal(&w.value) == value || same_truth(&w.value, value)),
        ),
        (Test::Number { low, high }, Some(value)) => match value.parse::<f64>() {
            Ok(number) => Truth::of(
                low.is_none_or(|(bound, within)| number > bound || within && number >= bound)
                    && high
                        .is_none_or(|(bound, within)| number < bound || within && number <= bound),
            ),
            Err(_) => Truth::Unknown,
        },
    }
}

/// Whether a cell says yes or no, in the ways that logs say it.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" | "有" | "√" => Some(true),
        "false" | "no" | "n" | "0" | "否" | "无" | "×" => Some(false),
        _ => None,
    }
}

/// `injured: true` also fits a cell that says 是, 1 or yes.
fn same_truth(wanted: &str, value: &str) -> bool {
    matches!(wanted, "true" | "false") && yes_or_no(value).is_some_and(|v| (wanted == "true") == v)
}
