//! What an audit saw of the rules that it judged by: which conditions held and didn't, which
//! deadlines were kept and missed, which steps were done and left out. Tests of a list ask for it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::outcome::Verdict;
use crate::model::resolve::{Form, Resolved, StepId};

/// Both sides of something that can go two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// It held, was kept, was done.
    pub yes: bool,
    /// It didn't, was missed, was left out.
    pub no: bool,
}

impl Sides {
    fn see(&mut self, yes: bool) {
        if yes {
            self.yes = true;
        } else {
            self.no = true;
        }
    }
}

/// Which rule of a model, by where it lies in it. The model stays where it is while it is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Address(usize);

impl Address {
    pub(super) fn of<T>(part: &T) -> Self {
        Self(std::ptr::from_ref(part).addr())
    }
}

/// What is written down here stays right whatever became of who wrote it.
fn open<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What audits saw of one model.
#[derive(Debug, Default)]
pub struct Seen {
    steps: Mutex<HashMap<StepId, Sides>>,
    conditions: Mutex<HashMap<Address, Sides>>,
    deadlines: Mutex<HashMap<Address, Sides>>,
}

impl Seen {
    /// Whether a step was done in a case of its duty, and left out in another.
    pub fn step(&self, step: StepId) -> Sides {
        open(&self.steps).get(&step).copied().unwrap_or_default()
    }

    /// Whether a condition of the model held, and did not.
    pub fn condition(&self, when: &Resolved) -> Sides {
        open(&self.conditions).get(&Address::of(when)).copied().unwrap_or_default()
    }

    /// Whether a form of a deadline was kept, and was missed.
    pub fn deadline(&self, form: &Form) -> Sides {
        open(&self.deadlines).get(&Address::of(form)).copied().unwrap_or_default()
    }

    pub(super) fn saw_step(&self, step: StepId, done: bool) {
        open(&self.steps).entry(step).or_default().see(done);
    }

    pub(super) fn saw_condition(&self, when: &Resolved, held: bool) {
        open(&self.conditions).entry(Address::of(when)).or_default().see(held);
    }

    pub(super) fn saw_deadline(&self, form: Address, verdict: Verdict) {
        let kept = match verdict {
            Verdict::Met => true,
            Verdict::Late | Verdict::Missing => false,
            _ => return,
        };
        open(&self.deadlines).entry(form).or_default().see(kept);
    }
}
