//! A trigger happened: was the duty begun in time?

use super::occurrences::answered;
use super::{Sentence, compare};
use crate::audit::book::{Book, Obligation, Reason, Ruling};
use crate::audit::case::{Case, Done};
use crate::audit::clocks::{Running, Timed};
use crate::audit::facts::Facts;
use crate::audit::outcome::{DueItem, Kind, Verdict};
use crate::audit::rules::NOT_TRIGGERED;
use crate::audit::truth::Truth;
use crate::finding::{Finding, Label, Place};
use crate::model::resolve::{DutyId, Occurrences, Trigger};
use crate::text::{Words, say};

pub(super) fn judge(case: &Case<'_>, facts: &Facts<'_>, book: &mut Book<'_>) {
    for (id, duty) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        for (at, trigger) in (0u8..).zip(&duty.triggers) {
            if facts.model.begins_by_step(id, trigger) {
                continue;
            }
            if let Some(by) = duty.occurrences {
                several(case, id, at, trigger, by, facts, book);
                continue;
            }
            // A case in which it happens twice has one duty to begin.
            if let Some(happened) = facts.triggered(trigger, id, case) {
                let (cause, applies) = happened;
                let begun =
                    case.events.iter().find(|own| own.duty == id && own.event != cause.event);
                one(case, id, at, trigger, (cause, applies, begun), facts, book);
            }
        }
    }
}

/// A duty that occurs several times in a case is owed once for each event that triggers it.
fn several(
    case: &Case<'_>,
    duty: DutyId,
    number: u8,
    trigger: &Trigger,
    by: Occurrences,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let answered = answered(case, duty, by, facts);
    for cause in case.all(trigger.step) {
        if !facts.in_force(duty, cause.at.start) {
            continue;
        }
        let applies = facts.holds(trigger.when.as_ref(), case, cause.at.start);
        if applies != Truth::False {
            let begun = answered.iter().find(|(event, _)| *event == cause.event);
            let begun = begun.map(|(_, begun)| *begun);
            one(case, duty, number, trigger, (cause, applies, begun), facts, book);
        }
    }
}

fn one(
    case: &Case<'_>,
    duty: DutyId,
    number: u8,
    trigger: &Trigger,
    (happened, applies, begun): (&Done, Truth, Option<&Done>),
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let running = match &trigger.deadline {
        Some(deadline) => facts.running_from(deadline, happened.at, case),
        None => Running::No,
    };
    let at = happened.at.start;
    let mut timed: Option<Timed> = None;
    let ruling = match (running, begun) {
        (Running::Unknown(reason), _) => Ruling::cannot_tell(reason, at),
        (Running::No, Some(done)) => Ruling::new(Verdict::Met, done.at.start),
        (Running::Yes(own), Some(done)) => {
            let verdict = compare(done.at, own.due);
            let due = own.due.latest;
            timed = Some(own);
            match verdict {
                Verdict::Late if applies == Truth::True => Ruling::new(Verdict::Late, due),
                Verdict::Late => Ruling::cannot_tell(Reason::Condition, done.at.start),
                Verdict::Met => Ruling::new(Verdict::Met, done.at.start),
                _ => Ruling::cannot_tell(Reason::DayOnly, done.at.start),
            }
        }
        (running, None) => {
            let by_clock = match running {
                Running::Yes(own) => {
                    let due = own.due.latest;
                    timed = Some(own);
                    Some(due)
                }
                _ => None,
            };
            // Without a limit it is due when the duty that triggers it has ended.
            let ended = super::end(case, happened.duty, facts)
                .map(|ended| ended.max(at))
                .filter(|_| by_clock.is_none());
            let complete = facts.reading.complete.then_some(facts.as_of);
            let due = [by_clock, ended, complete].into_iter().flatten().min();
            match due.filter(|due| *due <= facts.as_of) {
                None => {
                    if let (Some(due), Truth::True) = (by_clock, applies) {
                        falls_due(case, duty, due, happened, facts, book);
                    }
                    Ruling::not_due()
                }
                Some(due) if applies == Truth::Unknown => {
                    Ruling::cannot_tell(Reason::Condition, due)
                }
                Some(due) => match facts.unclear.duty(case, duty) {
                    Some(reason) => Ruling::cannot_tell(reason, due),
                    None => Ruling::new(Verdict::Missing, due),
                },
            }
        }
    };
    let listed = facts.model.duty(duty);
    let body = begun.map_or(happened.body, |done| done.body);
    let body = facts.bodies.holder_near(body, listed).unwrap_or(body);
    let obligation = Obligation { duty, step: None, kind: Kind::Trigger(number) };
    let fault = matches!(ruling.verdict, Verdict::Late | Verdict::Missing);
    let sentence = Sentence { obligation, body, ruling };
    if !fault {
        sentence.write(book);
        return;
    }
    let due = sentence.ruling.at;
    let mut subject = facts.subject(duty, None, case, body);
    subject.detail = Some(facts.model.step(trigger.step).id.clone());
    sentence.report(&NOT_TRIGGERED, subject.about(), book, || {
        let (id, title) = (&listed.id, &listed.title);
        let cause = facts.named(trigger.step);
        let since = facts.moment(happened.at);
        let message = match begun {
            Some(done) => {
                let at = facts.moment(done.at);
                say!(
                    "{id} “{title}” was begun only {at} after {cause} ({since})",
                    "{cause}（{since}）之后，{id}“{title}”至{at}才启动",
                    title: title, cause: cause
                )
            }
            None => say!(
                "{id} “{title}” was not begun after {cause} ({since})",
                "{cause}（{since}）之后，{id}“{title}”没有启动",
                title: title, cause: cause
            ),
        };
        let label = Label {
            place: Place::Span(trigger.span),
            words: Words::fixed("the trigger is set here", "触发条件在此规定"),
        };
        let mut finding = Finding::new(&NOT_TRIGGERED, message, label)
            .help(Words::fixed(
                "begin it now, or record why it was not owed",
                "请立即启动，或注明不应启动的原因",
            ))
            .also(facts.row(happened), Words::fixed("it happened here", "触发于此行"));
        if let Some(timed) = &timed {
            finding = finding.why(facts.reckoning(timed)).reckoned(facts.reasoning(timed));
        }
        if let Some(done) = begun {
            finding = finding.also(facts.row(done), Words::fixed("begun here", "在此启动"));
        }
        finding.due = due;
        finding
    });
}

fn falls_due(
    case: &Case<'_>,
    duty: DutyId,
    due: i64,
    happened: &Done,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let listed = facts.model.duty(duty);
    let body = facts.bodies.holder_near(happened.body, listed).unwrap_or(happened.body);
    // What is owed is the beginning: the step with which the duty starts.
    let first = facts.model.steps_of(duty).find(|step| facts.model.step(*step).starts);
    book.falls_due(due, || DueItem {
        duty: listed.id.clone(),
        ..facts.due_item(due, first, case, body)
    });
}
