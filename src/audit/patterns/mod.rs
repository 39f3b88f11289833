//! Supervision models: cases gathered by another key than the case, looked at through a moving
//! window.
//!
//! # What a model finds
//!
//! **The key.** An event's own target, area or field value; where it has none, the latest that its
//! case shows before it, else the first after it. The body is the one that acted. Persons are those
//! of the event, each by itself. Events without a key belong nowhere: they are left out and counted.
//!
//! **What counts.** Each case counts once for each thing that is counted: at its first event there
//! that has the key and meets the condition. A condition that the log can't decide counts nothing
//! under `of` and `with`, and counts as there under `without`: a clue rests on what is certain.
//!
//! **The window.** A window opens with an event that counts under `of` or `with` and ends where a
//! limit that starts then would end, without rolling: `6months` with the end of the same day of the
//! sixth month, `72h` to the minute. It is a hit if it holds at least `at_least` cases of `of`, those
//! of each `with`, and no event of `without` up to the instant of the audit.
//!
//! **When it came true.** With the event that completed the numbers. A hit whose `without` happens
//! later in its window is none any more: somebody has seen to it.
//!
//! **One clue for each.** Of the windows of a key the earliest that is a hit is a clue, with
//! everything that counts in it. The search goes on behind its end, so no event is in two clues of a
//! model, and the clue of a later window is one of its own.

mod report;
mod window;

use std::collections::BTreeMap;

use super::book::Book;
use super::case::Case;
use super::facts::Facts;
use super::keys::keys;
use super::truth::Truth;
use crate::model::resolve::{Counted, Events, Pattern};
use crate::text::lang::{number, s};
use crate::text::{Words, say};
use window::{Hit, Roles};

/// What the models of a set have gathered.
pub(super) struct Patterns {
    found: Vec<Gathered>,
}

/// What one model has gathered.
#[derive(Default)]
struct Gathered {
    by_key: BTreeMap<u32, Roles>,
    /// Events that have no key.
    keyless: u64,
    /// Events whose condition the log can't decide.
    undecided: u64,
}

impl Patterns {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let found = facts.model.patterns.iter().map(|_| Gathered::default());
        Self { found: found.collect() }
    }

    /// Takes what the models count from a case.
    pub(super) fn see(&mut self, case: &Case<'_>, facts: &Facts<'_>) {
        for (pattern, found) in facts.model.patterns.iter().zip(&mut self.found) {
            let with = pattern.with.iter().zip(1..);
            let without = pattern.without.iter().map(|counted| (counted, pattern.with.len() + 1));
            let of = pattern.of.iter().map(|counted| (counted, 0));
            let mut counts: Vec<(usize, u32, Hit)> = Vec::new();
            for (counted, role) in of.chain(with).chain(without) {
                found.gather(pattern, counted, role, case, facts, &mut counts);
            }
            // Of one role and key the first event of the case counts; all of them clear the way.
            counts.sort_by_key(|(role, key, hit)| (*role, *key, hit.order));
            counts.dedup_by(|next, first| {
                (next.0, next.1) == (first.0, first.1) && next.0 <= pattern.with.len()
            });
            for (role, key, hit) in counts {
                let roles = found.by_key.entry(key).or_insert_with(|| Roles::of(pattern));
                roles.add(role, hit);
            }
        }
    }

    /// Reports what the models found.
    pub(super) fn judge(self, facts: &Facts<'_>, book: &mut Book<'_>) -> Vec<Words> {
        let mut notes = Vec::new();
        for (pattern, mut found) in facts.model.patterns.iter().zip(self.found) {
            let mut unreckoned = 0;
            for (key, roles) in &mut found.by_key {
                roles.sort(facts);
                unreckoned += roles.hits(pattern, facts, &mut |clue| {
                    report::clue(pattern, *key, &clue, facts, book);
                });
            }
            notes.extend(note(pattern, &found, unreckoned));
        }
        notes
    }
}

/// What a reader must know of a model: what it could not use.
fn note(pattern: &Pattern, found: &Gathered, unreckoned: u64) -> Option<Words> {
    let (id, keyless, undecided) = (&pattern.id, found.keyless, found.undecided);
    let mut parts = Vec::new();
    if keyless > 0 {
        let (count, s) = (number(keyless), s(keyless));
        parts.push(say!("{count} event{s} without a key", "{count}条记录没有分组依据"));
    }
    if undecided > 0 {
        let count = number(undecided);
        parts.push(say!("{count} whose condition the log can't decide", "{count}条的条件无法判定"));
    }
    if unreckoned > 0 {
        let (count, s) = (number(unreckoned), s(unreckoned));
        parts.push(say!("{count} window{s} beyond the calendar", "{count}个时间窗超出日历范围"));
    }
    (!parts.is_empty()).then(|| {
        let parts = crate::text::lang::join(&parts);
        say!("model `{id}` left out {parts}", "监督模型`{id}`未计入：{parts}", parts: parts)
    })
}

impl Gathered {
    /// The events of a case that count for one thing, each with its keys.
    fn gather(
        &mut self,
        pattern: &Pattern,
        counted: &Counted,
        role: usize,
        case: &Case<'_>,
        facts: &Facts<'_>,
        into: &mut Vec<(usize, u32, Hit)>,
    ) {
        let clears = role > pattern.with.len();
        for (order, done) in (0u32..).zip(case.events) {
            let fits = match counted.what {
                Events::Of(step) => done.step == Some(step),
                Events::Any(duty) => done.duty == duty,
            };
            if !fits {
                continue;
            }
            let holds = facts.holds(counted.when.as_ref(), case, done.at.start);
            self.undecided += u64::from(holds == Truth::Unknown);
            if !(holds == Truth::True || clears && holds == Truth::Unknown) {
                continue;
            }
            let keys = keys(pattern.by, order as usize, done, case, facts);
            self.keyless += u64::from(keys.is_empty());
            let hit = Hit { done: *done, case: case.name, order };
            into.extend(keys.into_iter().map(|key| (role, key, hit)));
        }
    }
}
