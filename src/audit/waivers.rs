//! What became of the set's waivers: those that have ended, those that cover nothing, those that end
//! soon.

use std::collections::BTreeMap;

use super::book::Book;
use super::facts::Facts;
use super::outcome::{Covered, Term, WaiverUse};
use super::rules::{WAIVER_EXPIRED, WAIVER_UNUSED};
use crate::finding::{Finding, Subject};
use crate::model::waiver::Waiver;
use crate::text::lang::s;
use crate::text::{Words, say};

/// Days ahead in which the end of a waiver is announced.
const SOON: u64 = 14;

fn term(waiver: &Waiver, facts: &Facts<'_>) -> (Term, Option<u64>) {
    let today = facts.model.zone.day(facts.as_of);
    if waiver.holds(today) {
        let left = i64::from(waiver.until.0) - i64::from(today.0);
        (Term::Holds, u64::try_from(left).ok())
    } else if today < waiver.from {
        (Term::Before, None)
    } else {
        (Term::Ended, None)
    }
}

/// Reports waivers that have ended and, where the whole log was looked at, those that cover nothing.
pub(super) fn judge(facts: &Facts<'_>, book: &mut Book<'_>, whole: bool) {
    let nobody = facts.bodies.nobody();
    for (at, waiver) in facts.model.waivers.iter().enumerate() {
        let (name, until) = (&waiver.id, waiver.until);
        let subject = Subject { detail: Some(name.clone()), ..Subject::default() };
        let (rule, span, message, label, help) = match term(waiver, facts).0 {
            Term::Ended => (
                &WAIVER_EXPIRED,
                waiver.end,
                say!(
                    "the waiver `{name}` ended on {until}: what it covered counts again",
                    "豁免`{name}`已于{until}到期，原先豁免的问题重新计入"
                ),
                Words::fixed("ended", "已到期"),
                Words::fixed(
                    "take it out, or let whoever granted it decide anew",
                    "请删去，或请批准人重新审批",
                ),
            ),
            Term::Holds if whole && book.covered(at) == 0 => (
                &WAIVER_UNUSED,
                waiver.span,
                say!(
                    "the waiver `{name}` covers nothing that was found",
                    "豁免`{name}`没有对应的问题"
                ),
                Words::fixed("not used", "未用上"),
                Words::fixed(
                    "take it out if what it was for is put right; else check what it names",
                    "如已整改，请删去；否则请核对其所写内容",
                ),
            ),
            _ => continue,
        };
        let finding = || Finding::at(rule, span, message, label).help(help);
        book.report(rule, subject.about(), (None, nobody), None, finding);
    }
}

/// Announces waivers that end soon.
pub(super) fn ending(facts: &Facts<'_>, book: &Book<'_>) -> Vec<Words> {
    let mut notes = Vec::new();
    for (at, waiver) in facts.model.waivers.iter().enumerate() {
        let Some(left) = term(waiver, facts).1.filter(|left| *left <= SOON) else { continue };
        let Waiver { id, approver, until, .. } = waiver;
        let count = book.covered(at);
        let (days, findings) = (s(left), s(count));
        notes.push(say!(
            "the waiver `{id}`, granted by {approver} for {count} finding{findings}, ends on {until}: {left} day{days} left",
            "经{approver}批准、涉及{count}项问题的豁免`{id}`将于{until}到期，还有{left}日"
        ));
    }
    notes
}

/// Every waiver with what it covers.
pub(super) fn used(facts: &Facts<'_>, covered: &mut BTreeMap<usize, Covered>) -> Vec<WaiverUse> {
    let one = |(at, waiver): (usize, &Waiver)| {
        let (state, left) = term(waiver, facts);
        let mut covered = covered.remove(&at).unwrap_or_default();
        covered.beyond.sort_unstable();
        WaiverUse { waiver: waiver.clone(), state, left, covered }
    };
    facts.model.waivers.iter().enumerate().map(one).collect()
}
