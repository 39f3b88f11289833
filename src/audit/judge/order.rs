//! Is a step done in its place: after what must come before, not too early, not too often, and is a
//! hand-over accepted?

use super::{Instance, Sentence, compare};
use crate::audit::book::{Book, Reason, Ruling};
use crate::audit::case::{Case, Done};
use crate::audit::clocks::Running;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::{
    HANDOVER_NOT_ACCEPTED, NOT_IMMEDIATELY_AFTER, OUT_OF_ORDER, STEP_TOO_EARLY, TOO_MANY,
};
use crate::audit::truth::Truth;
use crate::finding::{Finding, Place};
use crate::model::Limit;
use crate::model::resolve::{Handover, Members, StepId};
use crate::text::{Words, lang, say};

pub(super) fn judge(
    instance: &Instance<'_, '_>,
    id: StepId,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let step = facts.model.step(id);
    let Some(first) = instance.case.first(id) else {
        return;
    };
    if step.is_ordered() {
        order(instance, id, first, facts, book);
    }
    if let Some(before) = step.immediately_after {
        immediately(instance, id, before, first, facts, book);
    }
    if !step.not_before.is_empty() {
        not_before(instance, id, first, facts, book);
    }
    if let Some(most) = step.at_most {
        at_most(instance, id, most, facts, book);
    }
    if let Some(handover) = &step.handover
        && handover.accept.is_some()
    {
        acceptance(instance, id, handover, facts, book);
    }
}

fn sentence(instance: &Instance<'_, '_>, id: StepId, kind: Kind, ruling: Ruling) -> Sentence {
    Sentence { obligation: instance.obligation(id, kind), body: instance.body, ruling }
}

/// What must come before a step and was never done is that step's own fault, and said there; here
/// it is only asked whether what was done was done in order.
fn order(
    instance: &Instance<'_, '_>,
    id: StepId,
    first: &Done,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let step = facts.model.step(id);
    let case = instance.case;
    let at = first.at.start;
    let applies = |other: &StepId| {
        facts.holds(facts.model.step(*other).when.as_ref(), case, at) != Truth::False
    };
    let present: Vec<&Done> = step
        .after
        .iter()
        .filter(|other| applies(other))
        .filter_map(|other| case.first(*other))
        .collect();
    let groups = &facts.model.duty(instance.duty).groups;
    let groups = step.after_groups.iter().filter_map(|number| groups.get(usize::from(*number)));
    let mut present = present;
    for group in groups {
        let members = group.members.iter().filter_map(|member| case.first(*member));
        match group.of {
            Members::All => present.extend(members),
            // Of one or some the first is enough.
            Members::One | Members::Any => present.extend(members.min_by_key(|done| done.at)),
        }
    }
    let wrong = present.iter().find(|other| !case.may_precede(other, first));
    if let Some(other) = wrong {
        violation(instance, id, first, Some(other), facts, book);
        return;
    }
    if !step.after_any.is_empty() {
        let before = step.after_any.iter().filter_map(|other| case.first(*other));
        if !before.clone().any(|other| case.may_precede(other, first)) {
            let blind = step.after_any.iter().find_map(|other| instance.blind(*other, facts));
            match blind {
                Some(reason) => {
                    sentence(instance, id, Kind::Order, Ruling::cannot_tell(reason, at))
                        .write(book);
                }
                None => violation(instance, id, first, before.min_by_key(|d| d.at), facts, book),
            }
            return;
        }
    }
    let verdict = if present.is_empty() && step.after_any.is_empty() {
        Verdict::NotApplicable
    } else {
        Verdict::Met
    };
    sentence(instance, id, Kind::Order, Ruling::new(verdict, at)).write(book);
}

fn violation(
    instance: &Instance<'_, '_>,
    id: StepId,
    first: &Done,
    other: Option<&Done>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let ruling = Ruling::new(Verdict::Missing, first.at.start);
    let mut subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    subject.detail =
        other.and_then(|other| other.step).map(|step| facts.model.step(step).id.clone());
    sentence(instance, id, Kind::Order, ruling).report(
        &OUT_OF_ORDER,
        subject.about(),
        book,
        || {
            let what = facts.named(id);
            let at = facts.moment(first.at);
            let label = facts.at_row(first, Words::fixed("done too soon", "在此实施，顺序有误"));
            let required = Words::fixed("the order is set here", "顺序在此规定");
            let finding = match other {
                Some(other) => {
                    let before = other.step.map_or(Words::same(""), |step| facts.named(step));
                    let then = facts.moment(other.at);
                    let message = say!(
                        "{what} was done {at}, before {before} ({then})",
                        "{what}于{at}完成，早于应在其前的{before}（{then}）",
                        what: what, before: before
                    );
                    Finding::new(&OUT_OF_ORDER, message, label).also(
                        facts.row(other),
                        Words::fixed("this had to come first", "此环节应在前"),
                    )
                }
                None => {
                    let names: Vec<Words> = facts
                        .model
                        .step(id)
                        .after_any
                        .iter()
                        .map(|step| facts.model.step(*step).title.clone())
                        .collect();
                    let names = lang::join(&names);
                    let message = say!(
                        "{what} was done {at} without any of: {names}",
                        "{what}于{at}完成，此前未完成任何一项：{names}",
                        what: what, names: names
                    );
                    Finding::new(&OUT_OF_ORDER, message, label)
                }
            };
            finding
                .help(Words::fixed(
                    "check the times first: a wrong clock or a late entry looks the same",
                    "请先核对时间：时钟有误或事后补录也会如此",
                ))
                .also_at(facts.model.step(id).span, required)
        },
    );
}

/// Nothing else of the duty lies between a step and the one that it follows right away. What is not
/// certain, with equal instants or days alone, is no fault.
fn immediately(
    instance: &Instance<'_, '_>,
    id: StepId,
    before: StepId,
    first: &Done,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let case = instance.case;
    let at = first.at.start;
    let earlier = case.all(before).filter(|done| case.may_precede(done, first)).last();
    let Some(earlier) = earlier else {
        let ruling = Ruling::new(Verdict::NotApplicable, at);
        sentence(instance, id, Kind::Immediately, ruling).write(book);
        return;
    };
    let between = case.events.iter().find(|done| {
        done.duty == instance.duty
            && ![earlier.event, first.event].contains(&done.event)
            && case.must_precede(earlier, done)
            && case.must_precede(done, first)
    });
    let Some(between) = between else {
        let ruling = Ruling::new(Verdict::Met, at);
        sentence(instance, id, Kind::Immediately, ruling).write(book);
        return;
    };
    let ruling = Ruling::new(Verdict::Missing, at);
    let subject = facts.subject(instance.duty, Some(id), case, instance.body);
    sentence(instance, id, Kind::Immediately, ruling).report(
        &NOT_IMMEDIATELY_AFTER,
        subject.about(),
        book,
        || {
            let (what, before) = (facts.named(id), facts.named(before));
            let other = match between.step {
                Some(step) => facts.named(step),
                None => Words::fixed("another entry", "另一条记录"),
            };
            let message = say!(
                "{what} did not follow {before} right away: {other} lies between",
                "{what}没有紧接{before}：其间有{other}",
                what: what, before: before, other: other
            );
            let label = facts.at_row(first, Words::fixed("done here", "在此实施"));
            Finding::new(&NOT_IMMEDIATELY_AFTER, message, label)
                .also(facts.row(between), Words::fixed("this lies between", "夹在其间"))
                .also(facts.row(earlier), Words::fixed("it had to follow this", "应紧接此行"))
                .help(Words::fixed(
                    "check the times first: a wrong clock or a late entry looks the same",
                    "请先核对时间：时钟有误或事后补录也会如此",
                ))
                .also_at(facts.model.step(id).span, Words::fixed("required here", "此处规定"))
        },
    );
}

fn not_before(
    instance: &Instance<'_, '_>,
    id: StepId,
    first: &Done,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let at = first.at.start;
    let zone = &facts.model.zone;
    let mut ruling = Ruling::new(Verdict::NotApplicable, at);
    for deadline in &facts.model.step(id).not_before {
        let timed = match facts.running(deadline, instance.duty, instance.case, Some(at)) {
            Running::No => continue,
            Running::Unknown(reason) => {
                ruling = Ruling::cannot_tell(reason, at);
                continue;
            }
            Running::Yes(timed) => timed,
        };
        // A period in days is over when its last day is; that day itself is early enough.
        let (soonest, latest) = match timed.limit {
            Limit::Minutes(_) | Limit::Prompt => (timed.due.earliest, timed.due.latest),
            Limit::Days(n) => {
                let day = zone.day(timed.start.start).plus(i32::try_from(n).unwrap_or(i32::MAX));
                (zone.start(day), zone.start(day))
            }
            Limit::Months(n) => {
                let day = zone.day(timed.start.start);
                let day = day.plus_months(i32::try_from(n).unwrap_or(i32::MAX));
                (zone.start(day), zone.start(day))
            }
            Limit::WorkingDays(_) => {
                let day = zone.day(timed.due.latest);
                (zone.start(day), zone.start(day))
            }
        };
        if first.at.end() < soonest {
            let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
            let ruling = Ruling::new(Verdict::Missing, at);
            sentence(instance, id, Kind::NotBefore, ruling).report(
                &STEP_TOO_EARLY,
                subject.about(),
                book,
                || {
                    let what = facts.named(id);
                    let at = facts.moment(first.at);
                    let limit = timed.limit.words();
                    let from = facts.moment(timed.start);
                    let message = say!(
                        "{what} was done {at}, sooner than {limit} after {from}",
                        "{what}于{at}完成，距{from}不足{limit}",
                        what: what, limit: limit
                    );
                    let label = facts.at_row(first, Words::fixed("done too early", "完成过早"));
                    Finding::new(&STEP_TOO_EARLY, message, label)
                        .help(Words::fixed(
                            "repeat it at its time, or record why it could not wait",
                            "请按期重做，或注明提前的原因",
                        ))
                        .also_at(
                            facts.model.step(id).span,
                            Words::fixed("required here", "此处规定"),
                        )
                },
            );
            return;
        }
        if first.at.start < latest {
            ruling = Ruling::cannot_tell(Reason::DayOnly, at);
        } else if ruling.verdict == Verdict::NotApplicable {
            ruling = Ruling::new(Verdict::Met, at);
        }
    }
    sentence(instance, id, Kind::NotBefore, ruling).write(book);
}

fn at_most(
    instance: &Instance<'_, '_>,
    id: StepId,
    most: u32,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let count = instance.case.count(id);
    let excess = instance.case.all(id).nth(most as usize);
    let Some(excess) = excess else {
        let at = instance.case.all(id).last().map_or(facts.as_of, |done| done.at.start);
        sentence(instance, id, Kind::AtMost, Ruling::new(Verdict::Met, at)).write(book);
        return;
    };
    let ruling = Ruling::new(Verdict::Missing, excess.at.start);
    let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    sentence(instance, id, Kind::AtMost, ruling).report(&TOO_MANY, subject.about(), book, || {
        let what = facts.named(id);
        let message = say!(
            "{what} was done {count} times; at most {most} allowed",
            "{what}做了{count}次，最多允许{most}次",
            what: what
        );
        let label = facts.at_row(excess, Words::fixed("one too many", "超出次数"));
        Finding::new(&TOO_MANY, message, label)
            .help(Words::fixed(
                "check whether one of them is an entry made twice",
                "请核对其中是否有重复录入",
            ))
            .also_at(facts.model.step(id).span, Words::fixed("limited here", "此处限定"))
    });
}

/// The acceptance of a hand-over. Nobody accepts what they send: a body of the roster that is not
/// the receiver can't.
pub(in crate::audit) fn acceptance_of<'e>(
    case: &Case<'e>,
    sent: &Done,
    handover: &Handover,
    facts: &Facts<'_>,
) -> Option<&'e Done> {
    let accept = handover.accept?;
    case.all(accept).find(|done| case.may_precede(sent, done) && receives(done, handover, facts))
}

/// Whether an event can be the receiver's. A body that the roster doesn't have may be it.
fn receives(done: &Done, handover: &Handover, facts: &Facts<'_>) -> bool {
    match (facts.bodies.listed(done.body), handover.to) {
        (Some(body), Some(to)) => facts.model.is(body, to),
        _ => true,
    }
}

/// The event by which the receiver gave a hand-over back, if it was not accepted before or after.
fn returned<'e>(
    case: &Case<'e>,
    sent: &Done,
    accepted: Option<&Done>,
    handover: &Handover,
    facts: &Facts<'_>,
) -> Option<&'e Done> {
    let step = handover.returned.filter(|_| accepted.is_none())?;
    let own = case.all(step);
    own.filter(|done| case.may_precede(sent, done) && receives(done, handover, facts)).last()
}

/// A hand-over stays open until the receiver's acceptance is in the log.
fn acceptance(
    instance: &Instance<'_, '_>,
    id: StepId,
    handover: &Handover,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let Some(sent) = instance.case.all(id).last() else {
        return;
    };
    let accepted = acceptance_of(instance.case, sent, handover, facts);
    let returned = returned(instance.case, sent, accepted, handover, facts);
    let running = match &handover.deadline {
        Some(deadline) => facts.running_from(deadline, sent.at, instance.case),
        None => Running::No,
    };
    let ruling = match (&running, accepted) {
        (Running::Yes(timed), Some(done)) => match compare(done.at, timed.due) {
            Verdict::Late => Ruling::new(Verdict::Late, timed.due.latest),
            Verdict::Met => Ruling::new(Verdict::Met, done.at.start),
            _ => Ruling::cannot_tell(Reason::DayOnly, done.at.start),
        },
        (Running::Unknown(reason), Some(done)) => {
            Ruling::cannot_tell(reason.clone(), done.at.start)
        }
        (Running::No, Some(done)) => Ruling::new(Verdict::Met, done.at.start),
        (_, None) => {
            let by_clock = match &running {
                Running::Yes(timed) => Some(timed.due.latest),
                _ => None,
            };
            // Its own deadline decides; without one it falls due when the duty ends. What was given
            // back in time is with the sender again and falls due when the sender's duty does.
            let given_back =
                returned.is_some_and(|done| by_clock.is_none_or(|due| done.at.start <= due));
            let by_clock = by_clock.filter(|_| !given_back);
            let own = match &running {
                _ if given_back => instance.ended.map(|ended| ended.max(sent.at.start)),
                Running::No => instance.ended.map(|ended| ended.max(sent.at.start)),
                _ => by_clock,
            };
            let complete = facts.reading.complete.then_some(facts.as_of);
            let due = [own, complete].into_iter().flatten().min();
            match due.filter(|due| *due <= facts.as_of) {
                Some(at) => {
                    let accept = handover.accept;
                    match accept.and_then(|step| facts.unclear.step(instance.case, step)) {
                        Some(reason) => Ruling::cannot_tell(reason, at),
                        None => Ruling::new(Verdict::Missing, at),
                    }
                }
                None => {
                    if let (Some(due), Some(accept)) = (by_clock, handover.accept) {
                        book.falls_due(due, || {
                            facts.due_item(due, Some(accept), instance.case, instance.body)
                        });
                    }
                    match running {
                        Running::Unknown(reason) => Ruling::cannot_tell(reason, facts.as_of),
                        _ => Ruling::not_due(),
                    }
                }
            }
        }
    };
    let sentence = sentence(instance, id, Kind::Acceptance, ruling);
    if !matches!(sentence.ruling.verdict, Verdict::Late | Verdict::Missing) {
        sentence.write(book);
        return;
    }
    let due = sentence.ruling.at;
    let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    sentence.report(&HANDOVER_NOT_ACCEPTED, subject.about(), book, || {
        let what = facts.named(id);
        let to = handover.to.map_or(Words::fixed("the receiver", "接收方"), |to| {
            facts.model.party_title(to).clone()
        });
        let sent_at = facts.moment(sent.at);
        let message = match accepted {
            Some(done) => {
                let at = facts.moment(done.at);
                say!(
                    "{what} of {sent_at} was accepted by {to} only {at}",
                    "{what}（{sent_at}）至{at}才被{to}接收",
                    what: what, to: to
                )
            }
            None if returned.is_some() => say!(
                "{what} of {sent_at} was given back by {to} and not sent again",
                "{what}（{sent_at}）被{to}退回后没有再次移送",
                what: what, to: to
            ),
            None => say!(
                "{what} of {sent_at} was never accepted by {to}",
                "{what}（{sent_at}）一直未被{to}接收",
                what: what, to: to
            ),
        };
        let label = facts.at_row(sent, Words::fixed("handed over here", "在此移送"));
        let mut finding = Finding::new(&HANDOVER_NOT_ACCEPTED, message, label)
            .why(Words::fixed(
                "until it is accepted, the matter stays with the sender",
                "对方接收之前，责任仍在移送方",
            ))
            .help(Words::fixed(
                "ask the receiver to accept or return it, and record which",
                "请催促接收方接收或退回，并作记录",
            ))
            .also(
                Place::Span(handover.span),
                Words::fixed("the receiver is named here", "接收方在此规定"),
            );
        if let Some(done) = accepted {
            finding = finding.also(facts.row(done), Words::fixed("accepted here", "在此接收"));
        }
        if let Some(done) = returned {
            finding = finding.also(facts.row(done), Words::fixed("given back here", "在此退回"));
        }
        finding.due = due;
        finding
    });
}
