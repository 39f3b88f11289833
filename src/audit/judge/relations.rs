//! Relations between steps that the steps' own keys do not express.

use super::{Instance, Sentence, compare, instance};
use crate::audit::book::{Book, Obligation, Reason, Ruling};
use crate::audit::case::{Case, Done};
use crate::audit::clocks::Running;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::RULE_BROKEN;
use crate::audit::truth::Truth;
use crate::finding::Finding;
use crate::model::docs::Template;
use crate::model::resolve::{DutyId, Relation};
use crate::text::{Words, say};

/// A relation is judged in every case that has its activation, whether or not the duty that states
/// it has begun there.
pub(super) fn judge(case: &Case<'_>, facts: &Facts<'_>, book: &mut Book<'_>) {
    for (duty, listed) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        for (at, relation) in (0u8..).zip(&listed.relations) {
            if case.count(relation.activation) == 0 {
                continue;
            }
            let instance = instance(case, duty, facts);
            match relation.template {
                Template::Response => {
                    for activation in case.all(relation.activation) {
                        response(&instance, at, relation, activation, facts, book);
                    }
                }
            }
        }
    }
}

/// Each activation is followed by the target, in time if there is a limit.
fn response(
    instance: &Instance<'_, '_>,
    number: u8,
    relation: &Relation,
    activation: &Done,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let case = instance.case;
    let at = activation.at.start;
    let target = case
        .all(relation.target)
        .find(|done| done.event != activation.event && case.may_precede(activation, done));
    let running = match &relation.deadline {
        Some(deadline) => facts.running_from(deadline, activation.at, case),
        None => Running::No,
    };
    let missing = |at| match facts.unclear.step(case, relation.target) {
        Some(reason) => Ruling::cannot_tell(reason, at),
        None => Ruling::new(Verdict::Missing, at),
    };
    let ruling = match (facts.holds(relation.when.as_ref(), case, at), running, target) {
        (Truth::False, _, _) => Ruling::new(Verdict::NotApplicable, at),
        (_, Running::Unknown(reason), _) => Ruling::cannot_tell(reason, at),
        (applies, Running::Yes(timed), Some(done)) => match compare(done.at, timed.due) {
            Verdict::Met => Ruling::new(Verdict::Met, done.at.start),
            Verdict::Late if applies == Truth::True => Ruling::new(Verdict::Late, timed.due.latest),
            Verdict::Late => Ruling::cannot_tell(Reason::Condition, at),
            _ => Ruling::cannot_tell(Reason::DayOnly, done.at.start),
        },
        (applies, Running::Yes(timed), None) => {
            if timed.due.latest > facts.as_of && !facts.reading.complete {
                Ruling::not_due()
            } else if applies == Truth::Unknown {
                Ruling::cannot_tell(Reason::Condition, at)
            } else {
                missing(timed.due.latest.min(facts.as_of))
            }
        }
        (_, Running::No, Some(done)) => Ruling::new(Verdict::Met, done.at.start),
        (applies, Running::No, None) => {
            let complete = facts.reading.complete.then_some(facts.as_of);
            // What is activated after the end is owed from then on.
            match instance.ended.map(|ended| ended.max(at)).or(complete) {
                None => Ruling::not_due(),
                Some(at) if applies == Truth::Unknown => Ruling::cannot_tell(Reason::Condition, at),
                Some(at) => missing(at),
            }
        }
    };
    let obligation = Obligation { duty: instance.duty, step: None, kind: Kind::Relation(number) };
    let sentence = Sentence { obligation, body: instance.body, ruling };
    let fault = matches!(sentence.ruling.verdict, Verdict::Late | Verdict::Missing);
    if relation.counted || !fault {
        sentence.write(book);
        return;
    }
    let mut subject = facts.subject(instance.duty, None, case, instance.body);
    subject.step = Some(relation.id.clone());
    subject.detail = Some(facts.moment(activation.at));
    sentence.report(&RULE_BROKEN, subject, book, || {
        let title = &relation.title;
        let (first, then) = (facts.named(relation.activation), facts.named(relation.target));
        let since = facts.moment(activation.at);
        let message = match target {
            Some(done) => {
                let at = facts.moment(done.at);
                say!(
                    "{title}: {then} followed {first} ({since}) only {at}",
                    "{title}：{first}（{since}）之后，{then}至{at}才完成",
                    title: title, then: then, first: first
                )
            }
            None => say!(
                "{title}: {first} ({since}) was not followed by {then}",
                "{title}：{first}（{since}）之后没有{then}",
                title: title, then: then, first: first
            ),
        };
        let label = facts.at_row(activation, Words::fixed("began here", "始于此行"));
        Finding::new(&RULE_BROKEN, message, label)
            .help(Words::fixed(
                "do what is missing, or record why it was not owed",
                "请补办，或注明不应办理的原因",
            ))
            .also_at(relation.span, Words::fixed("required here", "此处规定"))
    });
}
