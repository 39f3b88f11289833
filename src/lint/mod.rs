//! What can be wrong with what documents say. One file per rule, and a table in each folder.
//!
//! A rule is a [`Lint`]: what it is called and explained by, and the function that looks for it.
//! All of them look at the same `Facts` of the draft, made once, so that none searches a list within
//! a loop over another. What is walked in more than one rule is walked in `walk` or `names`.
//!
//! Adding a rule takes one file and its two lines in the folder's `mod.rs`. Its doc comment is the
//! only text about it, and its examples are executed.

/// Declares the table of a folder: each module has a `RULE` and a `check`. Rules that conclude from
/// what is missing, or from what stands nowhere, stand apart (see [`cascade`]).
macro_rules! lints {
    ($($module:ident),* $(,)?
        $(; absence: $($absence:ident),+ $(,)?)?
        $(; elsewhere: $($elsewhere:ident),+ $(,)?)?) => {
        pub(super) static LINTS: &[$crate::lint::Lint] = &[
            $($crate::lint::Lint {
                rule: &$module::RULE,
                check: $module::check,
                concludes: $crate::lint::cascade::Concludes::Presence,
            },)*
            $($($crate::lint::Lint {
                rule: &$absence::RULE,
                check: $absence::check,
                concludes: $crate::lint::cascade::Concludes::Absence,
            },)+)?
            $($($crate::lint::Lint {
                rule: &$elsewhere::RULE,
                check: $elsewhere::check,
                concludes: $crate::lint::cascade::Concludes::Elsewhere,
            },)+)?
        ];
    };
}

mod basis;
mod calendar;
mod cascade;
mod condition;
mod data;
mod deadline;
mod duty;
#[cfg(test)]
mod examples;
mod handover;
mod imported;
mod index;
mod mapping;
mod names;
mod order;
mod overlay;
mod overlays;
mod party;
mod pattern;
mod roster;
mod scenario;
mod sense;
mod set;
mod signal;
mod standard;
mod step;
mod title;
mod titles;
mod waiver;
mod walk;
mod wording;

use cascade::{Concludes, Unread};
use index::{Facts, Index};

use crate::finding::{Rule, Sink};
use crate::model::Draft;
use crate::threads;

/// A rule and the function that looks for its fault.
#[derive(Debug)]
pub struct Lint {
    /// What it is called and explained by.
    pub rule: &'static Rule,
    check: fn(&Index<'_>, &mut Sink),
    concludes: Concludes,
}

/// The tables of all folders.
static GROUPS: [&[Lint]; 19] = [
    set::LINTS,
    title::LINTS,
    duty::LINTS,
    data::LINTS,
    basis::LINTS,
    party::LINTS,
    standard::LINTS,
    step::LINTS,
    handover::LINTS,
    deadline::LINTS,
    condition::LINTS,
    roster::LINTS,
    calendar::LINTS,
    mapping::LINTS,
    scenario::LINTS,
    pattern::LINTS,
    signal::LINTS,
    overlay::LINTS,
    waiver::LINTS,
];

/// Every rule on what documents say, with its check.
pub fn lints() -> impl Iterator<Item = &'static Lint> {
    GROUPS.into_iter().flatten()
}

/// Every rule on documents: on their form, on putting them together, on what they say.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let (form, loading) = (crate::doc::rules::RULES, crate::model::rules::RULES);
    let known = |rule: &Rule| loading.iter().any(|other| other.id == rule.id);
    let own = lints().map(|lint| lint.rule).filter(move |rule| !known(rule));
    form.iter().chain(loading).copied().chain(own)
}

/// Looks for the fault of every rule, several at once. What `sink` already knows of the form of the
/// documents decides what can be concluded from them.
pub fn run(draft: &Draft, sink: &mut Sink) {
    let facts = Facts::new(draft);
    let unread = Unread::new(&Index::new(&facts), sink.findings());
    let lints: Vec<&Lint> = lints().collect();
    let found = threads::each(&lints, lints.len(), |_, lint| {
        let mut found = Sink::default();
        (lint.check)(&Index::new(&facts), &mut found);
        let mut found = found.into_findings();
        found.retain(|finding| !unread.explains(lint.concludes, finding));
        found
    });
    found.into_iter().flatten().for_each(|finding| sink.push(finding));
}
