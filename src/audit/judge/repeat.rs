//! A step that is done again and again: is it done in each of its windows?

use super::{Instance, Sentence, opening};
use crate::audit::book::{Book, Reason, Ruling};
use crate::audit::case::Done;
use crate::audit::clocks::Start;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::REPEAT_MISSED;
use crate::audit::truth::Truth;
use crate::finding::{Finding, Label, Place};
use crate::model::deadline::{Due, Reckoning};
use crate::model::resolve::{Repeat, StepId, Windows};
use crate::model::{Limit, Moment};
use crate::text::{Words, say};

/// Windows of one case that are looked at; more than that is a mistake in the list.
const MOST: u32 = 10_000;

/// One window: after the end of the one before, up to and including its own.
struct Window {
    number: u32,
    limit: Limit,
    after: i64,
    due: Due,
}

/// What one window came to.
enum Answer {
    Kept(i64),
    Missed,
    Unknown(Reason),
}

pub(super) fn judge(
    instance: &Instance<'_, '_>,
    id: StepId,
    repeat: &Repeat,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let case = instance.case;
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Done),
        body: instance.body,
        ruling,
    };
    let start = match facts.start(repeat.of, instance.duty, case) {
        Start::At(done) => done,
        Start::Unknown(reason) => {
            sentence(Ruling::cannot_tell(reason, facts.as_of)).write(book);
            return;
        }
        // Nothing to count from: it is owed once its start is.
        Start::No => {
            sentence(Ruling::new(Verdict::NotApplicable, facts.as_of)).write(book);
            return;
        }
    };
    let step = facts.model.step(id);
    if (step.optional || step.group.is_some()) && case.count(id) == 0 {
        sentence(Ruling::new(Verdict::NotApplicable, start.at.start)).write(book);
        return;
    }
    let stopped = stopped(instance, repeat, start, facts);
    let mut after = start.at.start - 1;
    for number in 1..=MOST {
        let Some(limit) = limit_of(&repeat.windows, number) else { break };
        let due = match facts.plain(start.at, limit, repeat.roll) {
            Reckoning::Due(due) => due,
            Reckoning::Unjudged => break,
            Reckoning::Unknown(why) => {
                let why = Box::new((why.en.into_owned(), why.zh.into_owned()));
                let reason = Reason::Reckoning(why);
                sentence(Ruling::cannot_tell(reason, start.at.start)).write(book);
                break;
            }
        };
        // The window in which it came to an end is not owed.
        if stopped.is_some_and(|stopped| stopped <= due.latest) {
            break;
        }
        let window = Window { number, limit, after, due };
        after = due.latest;
        let decided = due.latest.min(facts.as_of);
        let applies = facts.holds(step.when.as_ref(), case, decided).and(facts.holds(
            repeat.when.as_ref(),
            case,
            decided,
        ));
        if applies == Truth::False {
            sentence(Ruling::new(Verdict::NotApplicable, decided)).write(book);
        } else {
            one(instance, id, &window, start, applies, facts, book);
        }
        // The windows after the one that is open lie ahead.
        let endless = matches!(repeat.windows, Windows::Every { times: None, .. });
        if due.latest > facts.as_of && endless {
            break;
        }
    }
}

/// When the repetition came to an end: its `until` was done, or, without a number of times, the
/// duty ended.
fn stopped(
    instance: &Instance<'_, '_>,
    repeat: &Repeat,
    start: &Done,
    facts: &Facts<'_>,
) -> Option<i64> {
    let Windows::Every { times, until, .. } = &repeat.windows else { return None };
    let until = until.and_then(|step| {
        let mut after = instance.case.all(step);
        after.find(|done| instance.case.may_precede(start, done)).map(|done| done.at.start)
    });
    let ended = instance.ended.filter(|_| times.is_none());
    let complete = facts.reading.complete.then_some(facts.as_of).filter(|_| times.is_none());
    [until, ended, complete].into_iter().flatten().min()
}

/// The distance from the start at which a window ends.
fn limit_of(windows: &Windows, number: u32) -> Option<Limit> {
    match windows {
        Windows::At(limits) => limits.get(number as usize - 1).copied(),
        Windows::Every { times: Some(times), .. } if number > *times => None,
        Windows::Every { length, .. } => Some(match length {
            Limit::Minutes(n) => Limit::Minutes(n.saturating_mul(number)),
            Limit::Days(n) => Limit::Days(n.saturating_mul(number)),
            Limit::WorkingDays(n) => Limit::WorkingDays(n.saturating_mul(number)),
            Limit::Months(n) => Limit::Months(n.saturating_mul(number)),
            Limit::Prompt => Limit::Prompt,
        }),
    }
}

/// Whether a moment lies in a window: for certain, perhaps, or not.
fn lies(at: Moment, window: &Window) -> Truth {
    if at.end() <= window.after || at.start > window.due.latest {
        Truth::False
    } else if at.start > window.after && at.end() <= window.due.earliest {
        Truth::True
    } else {
        Truth::Unknown
    }
}

fn answer(instance: &Instance<'_, '_>, id: StepId, window: &Window, facts: &Facts<'_>) -> Answer {
    let mut perhaps = false;
    for done in instance.case.all(id) {
        match lies(done.at, window) {
            Truth::True => return Answer::Kept(done.at.start),
            Truth::Unknown => perhaps = true,
            Truth::False => {}
        }
    }
    if perhaps {
        return Answer::Unknown(Reason::DayOnly);
    }
    instance.blind(id, facts).map_or(Answer::Missed, Answer::Unknown)
}

fn one(
    instance: &Instance<'_, '_>,
    id: StepId,
    window: &Window,
    start: &Done,
    applies: Truth,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let sentence = |ruling| Sentence {
        obligation: instance.obligation(id, Kind::Done),
        body: instance.body,
        ruling,
    };
    let due = window.due.latest;
    match answer(instance, id, window, facts) {
        Answer::Kept(at) => {
            sentence(Ruling::new(Verdict::Met, at)).write(book);
            return;
        }
        _ if due > facts.as_of && !facts.reading.complete => {
            book.falls_due(due, || facts.due_item(due, Some(id), instance.case, instance.body));
            sentence(Ruling::not_due()).write(book);
            return;
        }
        Answer::Unknown(reason) => {
            sentence(Ruling::cannot_tell(reason, due.min(facts.as_of))).write(book);
            return;
        }
        Answer::Missed if applies == Truth::Unknown => {
            sentence(Ruling::cannot_tell(Reason::Condition, due.min(facts.as_of))).write(book);
            return;
        }
        Answer::Missed => {}
    }
    let mut subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    subject.detail = Some(window.number.to_string());
    let ruling = Ruling::new(Verdict::Missing, due.min(facts.as_of));
    sentence(ruling).report(&REPEAT_MISSED, subject.about(), book, || {
        let step = facts.model.step(id);
        let what = facts.named(id);
        let number = window.number;
        let when = facts.deadline(due);
        let message = say!(
            "{what}, number {number}, was due by {when} and is not in the log",
            "第{number}次{what}应于{when}前完成，日志中没有",
            what: what, when: when
        );
        let (limit, from) = (window.limit.words(), facts.moment(start.at));
        let earlier = match number {
            1 => Words::fixed("", ""),
            _ => Words::fixed(", and after the one before", "，且须在上一次期限之后"),
        };
        let label = Label {
            place: Place::Span(step.repeat.as_ref().map_or(step.span, |repeat| repeat.span)),
            words: Words::fixed("required here", "此处规定"),
        };
        let mut finding = Finding::new(&REPEAT_MISSED, message, label)
            .why(say!(
                "it is due within {limit} of {from}{earlier}",
                "应在{from}起{limit}之内{earlier}",
                limit: limit, earlier: earlier
            ))
            .help(Words::fixed(
                "do it now, or record it if it was done; if it was not owed, the log must say why",
                "请尽快补办；如已办理请补充记录；如不应办理，应在日志中注明原因",
            ))
            .also(facts.row(start), Words::fixed("counted from here", "自此行起算"));
        if let Some(opening) = opening(instance).filter(|opening| opening.event != start.event) {
            let words = Words::fixed("the case opened here", "案件始于此行");
            finding = finding.also(facts.row(opening), words);
        }
        finding.due = Some(due);
        finding
    });
}

#[cfg(test)]
mod tests {
    use super::{Window, lies, limit_of};
    use crate::audit::truth::Truth;
    use crate::model::deadline::Due;
    use crate::model::resolve::Windows;
    use crate::model::{Limit, Moment};

    #[test]
    fn windows_are_counted_from_the_start() {
        let at = Windows::At(vec![Limit::Days(7), Limit::Days(30)]);
        assert_eq!(limit_of(&at, 2), Some(Limit::Days(30)));
        assert_eq!(limit_of(&at, 3), None);
        let every = Windows::Every { length: Limit::Months(1), times: Some(6), until: None };
        assert_eq!(limit_of(&every, 6), Some(Limit::Months(6)));
        assert_eq!(limit_of(&every, 7), None);
    }

    #[test]
    fn a_moment_lies_in_a_window_after_the_end_of_the_one_before() {
        let window = Window {
            number: 2,
            limit: Limit::Days(2),
            after: 10,
            due: Due { earliest: 20, latest: 20 },
        };
        for (at, truth) in
            [(10, Truth::False), (11, Truth::True), (20, Truth::True), (21, Truth::False)]
        {
            assert_eq!(lies(Moment::instant(at), &window), truth, "{at}");
        }
        let until = Due { earliest: 15, latest: 25 };
        let window = Window { number: 1, limit: Limit::Days(1), after: 10, due: until };
        assert_eq!(lies(Moment::instant(18), &window), Truth::Unknown);
    }
}
