//! Is a step done, and in time?

use super::{Clocks, Instance, Sentence, opening};
use crate::audit::book::{Book, Reason, Ruling};
use crate::audit::case::Done;
use crate::audit::clocks::Timed;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::{FORBIDDEN_STEP, STEP_LATE, STEP_MISSING, TOO_FEW};
use crate::audit::truth::Truth;
use crate::finding::{Finding, Label, Place};
use crate::model::resolve::StepId;
use crate::text::{Words, say};

pub(super) fn judge(
    instance: &Instance<'_, '_>,
    id: StepId,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let step = facts.model.step(id);
    if step.forbidden {
        restraint(instance, id, facts, book);
        return;
    }
    if let Some(repeat) = &step.repeat {
        super::repeat::judge(instance, id, repeat, facts, book);
        return;
    }
    let needed = step.at_least.max(1) as usize;
    let enough = instance.case.count(id) >= needed;
    let owed = !(step.optional || step.group.is_some() || step.at_least == 0);
    let done = instance.case.all(id).nth(needed - 1).filter(|_| enough);
    let clocks = Clocks::of(&step.deadlines, instance, done.map(|done| done.at.start), facts);
    let due = match done {
        Some(_) => clocks.running.iter().map(|timed| timed.due.latest).min(),
        None => due(instance, id, &clocks, facts),
    };
    // A condition counts as it stood when the obligation was decided: when the step was done, or
    // when it fell due, whichever came first; else as of now.
    let decided =
        [done.map(|done| done.at.start), due, Some(facts.as_of)].into_iter().flatten().min();
    let applies = facts.holds(step.when.as_ref(), instance.case, decided.unwrap_or(facts.as_of));
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Done),
        body: instance.body,
        ruling,
    };
    if applies == Truth::False || !owed && done.is_none() {
        let at = done.map_or_else(|| decided.unwrap_or(facts.as_of), |done| done.at.start);
        sentence(Ruling::new(Verdict::NotApplicable, at)).write(book);
        return;
    }
    match done {
        Some(done) => performed(instance, id, done, &clocks, applies, facts, book),
        None => absent(instance, id, &clocks, applies, facts, book),
    }
}

/// The step was done: in time?
fn performed(
    instance: &Instance<'_, '_>,
    id: StepId,
    done: &Done,
    clocks: &Clocks,
    applies: Truth,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let needed = facts.model.step(id).at_least.max(1) as usize;
    // What was done for certain before the clock started can't be late by it.
    let counted = |timed: &Timed| {
        let mut after = instance.case.all(id).filter(|own| own.at.end() >= timed.start.start);
        after.nth(needed - 1)
    };
    let worst = clocks.worst(facts, counted);
    let at = done.at.start;
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Done),
        body: instance.body,
        ruling,
    };
    match worst {
        (Verdict::Late, Some(_)) if applies == Truth::Unknown => {
            sentence(Ruling::cannot_tell(Reason::Condition, at)).write(book);
        }
        // The row that can't be read may have been the step in time, or an extension.
        (Verdict::Late, Some(_)) if instance.case.rejected => {
            sentence(Ruling::cannot_tell(Reason::Rejected, at)).write(book);
        }
        (Verdict::Late, Some((timed, counted))) => {
            let ruling = Ruling::new(Verdict::Late, timed.due.latest);
            let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
            sentence(ruling)
                .report(&STEP_LATE, subject.about(), book, || late(id, timed, counted, facts));
        }
        (Verdict::CannotTell, _) => {
            sentence(Ruling::cannot_tell(Reason::DayOnly, at)).write(book);
        }
        _ => match &clocks.unknown {
            Some(reason) => sentence(Ruling::cannot_tell(reason.clone(), at)).write(book),
            None => sentence(Ruling::new(Verdict::Met, at)).write(book),
        },
    }
}

fn late(id: StepId, timed: &Timed, counted: &Done, facts: &Facts<'_>) -> Finding {
    let what = facts.named(id);
    let due = facts.deadline(timed.due.latest);
    let at = facts.moment(counted.at);
    let message = say!(
        "{what} was due by {due} and was done {at}",
        "{what}应于{due}前完成，实际完成于{at}",
        what: what, due: due
    );
    let label = facts.at_row(counted, Words::fixed("done too late", "完成过晚"));
    let mut finding = Finding::new(&STEP_LATE, message, label)
        .why(facts.reckoning(timed))
        .reckoned(facts.reasoning(timed))
        .help(Words::fixed(
            "find out what held it up; if the deadline was extended or paused, the log should show it",
            "请查明延误原因；如时限曾延长或中止，应在日志中体现",
        ))
        .also_at(timed.clause(facts.model.step(id)), Words::fixed("required here", "此处规定"));
    finding.due = Some(timed.due.latest);
    finding
}

/// When a step that was not done falls due: with its own deadline, whatever else happened; without
/// one when its duty ends, or when a step was done that must come after it.
fn due(instance: &Instance<'_, '_>, id: StepId, clocks: &Clocks, facts: &Facts<'_>) -> Option<i64> {
    let by_clock = clocks.running.iter().map(|timed| timed.due.latest).min();
    if by_clock.is_some() || clocks.unknown.is_some() {
        return by_clock;
    }
    let overtaken = overtaken(instance, id, facts).map(|done| done.at.start);
    [instance.ended, overtaken].into_iter().flatten().min()
}

/// The step was not done: is it due?
fn absent(
    instance: &Instance<'_, '_>,
    id: StepId,
    clocks: &Clocks,
    applies: Truth,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Done),
        body: instance.body,
        ruling,
    };
    let clock = clocks.running.iter().min_by_key(|timed| timed.due.latest);
    let overtaken = overtaken(instance, id, facts);
    let complete = facts.reading.complete.then_some(facts.as_of);
    let by_clock = clock.map(|timed| timed.due.latest);
    let due = [due(instance, id, clocks, facts), complete].into_iter().flatten().min();
    let Some(due) = due.filter(|due| *due <= facts.as_of) else {
        open(instance, id, by_clock, facts, book);
        match &clocks.unknown {
            Some(reason) if by_clock.is_none() => {
                sentence(Ruling::cannot_tell(reason.clone(), facts.as_of)).write(book);
            }
            _ => sentence(Ruling::not_due()).write(book),
        }
        return;
    };
    let blind = if applies == Truth::Unknown { Some(Reason::Condition) } else { None };
    if let Some(reason) = blind.or_else(|| instance.blind(id, facts)) {
        sentence(Ruling::cannot_tell(reason, due)).write(book);
        return;
    }
    clocks.missed(due, facts);
    let count = instance.case.count(id);
    let rule = if count > 0 { &TOO_FEW } else { &STEP_MISSING };
    let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    sentence(Ruling::new(Verdict::Missing, due)).report(rule, subject.about(), book, || {
        let step = facts.model.step(id);
        let what = facts.named(id);
        let when = facts.deadline(due);
        let needed = step.at_least;
        let message = match count {
            0 => say!(
                "{what} is not in the log and was due by {when}",
                "日志中没有{what}，应于{when}前完成",
                what: what, when: when
            ),
            n => say!(
                "{what} was done {n} of {needed} times by {when}",
                "{what}应做{needed}次，至{when}只做{n}次",
                what: what, when: when
            ),
        };
        let why = match (clock.filter(|timed| timed.due.latest == due), overtaken) {
            (Some(timed), _) => facts.reckoning(timed),
            (None, Some(later)) if later.at.start == due => {
                let later = later.step.map_or(Words::same(""), |step| facts.named(step));
                say!("{later}, which comes after it, was done", "其后续环节{later}已经完成", later: later)
            }
            _ if instance.ended == Some(due) => Words::fixed("the duty has ended", "该事项已经终结"),
            _ => Words::fixed("every case of this log is finished", "本日志的案件均已办结"),
        };
        let own = clock.filter(|timed| timed.due.latest == due);
        let label = Label {
            place: Place::Span(own.map_or(step.span, |timed| timed.clause(step))),
            words: Words::fixed("required here", "此处规定"),
        };
        let mut finding = Finding::new(rule, message, label).why(why).help(Words::fixed(
            "do it now, or record it if it was done; if it was not owed, the log must say why",
            "请尽快补办；如已办理请补充记录；如不应办理，应在日志中注明原因",
        ));
        if let Some(opening) = opening(instance) {
            let words = Words::fixed("the case opened here", "案件始于此行");
            finding = finding.also(facts.row(opening), words);
        }
        if let Some(timed) = own {
            finding = finding.reckoned(facts.reasoning(timed));
        }
        finding.due = Some(due);
        finding
    });
}

/// The first step that must come after this one and was done all the same.
fn overtaken<'e>(instance: &Instance<'_, 'e>, id: StepId, facts: &Facts<'_>) -> Option<&'e Done> {
    let followers = facts.followers.get(usize::from(id.0)).into_iter().flatten();
    let done = followers.filter_map(|step| instance.case.first(*step));
    done.min_by_key(|done| (done.at, done.step))
}

/// Notes what falls due.
fn open(
    instance: &Instance<'_, '_>,
    id: StepId,
    due: Option<i64>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    if let Some(due) = due {
        book.falls_due(due, || facts.due_item(due, Some(id), instance.case, instance.body));
    }
}

/// A forbidden step: was it done?
fn restraint(instance: &Instance<'_, '_>, id: StepId, facts: &Facts<'_>, book: &mut Book<'_>) {
    let step = facts.model.step(id);
    let first = instance.case.first(id);
    let at = first.map_or(facts.as_of, |done| done.at.start);
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Restraint),
        body: instance.body,
        ruling,
    };
    match (first, facts.holds(step.when.as_ref(), instance.case, at)) {
        (_, Truth::False) => sentence(Ruling::new(Verdict::NotApplicable, at)).write(book),
        (None, _) => sentence(Ruling::new(Verdict::Met, at)).write(book),
        (Some(_), Truth::Unknown) => {
            sentence(Ruling::cannot_tell(Reason::Condition, at)).write(book);
        }
        (Some(done), Truth::True) => {
            let subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
            let ruling = Ruling::new(Verdict::Missing, at);
            sentence(ruling).report(&FORBIDDEN_STEP, subject.about(), book, || {
                let what = facts.named(id);
                let message =
                    say!("{what} was done and is forbidden here", "{what}属禁止环节，但已实施", what: what);
                let label = facts.at_row(done, Words::fixed("done here", "在此实施"));
                Finding::new(&FORBIDDEN_STEP, message, label)
                    .help(Words::fixed(
                        "have the responsible body explain, and undo its effects where possible",
                        "请责任单位说明情况，并尽可能消除影响",
                    ))
                    .also_at(step.span, Words::fixed("forbidden here", "此处禁止"))
            });
        }
    }
}
