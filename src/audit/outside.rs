//! Work outside the list: by nobody's duty, by the wrong body, in the wrong place or time, by a
//! person who may not, recording what may not be recorded.

use super::bodies::BodyIndex;
use super::book::Book;
use super::case::Done;
use super::facts::Facts;
use super::judge::person_kinds;
use super::matching::{Match, Matcher, fold, values_of};
use super::rules::{
    AMBIGUOUS, DATA_NOT_PERMITTED, NOT_IN_FORCE, NOT_LISTED, PERSON_KIND, PROHIBITED_ACT,
    STEP_NOT_IN_STANDARD, WRONG_AREA, WRONG_BODY,
};
use crate::finding::{Finding, Label, Place, Rule, Subject};
use crate::log::Event;
use crate::model::resolve::DutyId;
use crate::text::{Words, lang, say};

/// What tells two events of one case apart, wherever they stand in the file.
fn detail(event: &Event, facts: &Facts<'_>) -> String {
    let said = [event.text, event.step, event.duty].map(|symbol| facts.text(symbol));
    let said = said.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let said: String = said.chars().take(60).collect();
    format!("{said} @ {}", facts.moment(event.at))
}

fn subject(duty: Option<DutyId>, event: &Event, body: BodyIndex, facts: &Facts<'_>) -> Subject {
    Subject {
        duty: duty.map(|duty| facts.model.duty(duty).id.clone()),
        case: Some(facts.text(event.case).to_owned()),
        body: Some(facts.bodies.id(body).to_owned()),
        detail: Some(detail(event, facts)),
        ..Subject::default()
    }
}

fn row(event: &Event, facts: &Facts<'_>, words: Words) -> Label {
    Label { place: facts.foreign_row(event), words }
}

/// Reports an event that is judged under no duty.
pub(super) fn unmatched(
    event: &Event,
    body: BodyIndex,
    found: &Match,
    matcher: &Matcher<'_>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let at = Some(event.at.start);
    let list = |duty: DutyId| {
        let duty = facts.model.duty(duty);
        let (id, title) = (&duty.id, &duty.title);
        say!("{id} “{title}”", "{id}“{title}”", title: title)
    };
    let said = detail(event, facts);
    match found {
        Match::NotListed => {
            let subject = subject(None, event, body, facts);
            book.report(&NOT_LISTED, subject.about(), (None, body), at, || {
                let message =
                    say!("no duty covers: {said}", "没有责任事项涵盖：{said}");
                let near = matcher.suggest(event, facts.reading);
                let finding =
                    Finding::new(&NOT_LISTED, message, row(event, facts, Words::fixed("this row", "此行")));
                finding.help(match near.map(list) {
                    Some(near) => say!(
                        "the nearest duty is {near}; if the work belongs to it, let the log say so, else ask who ordered it",
                        "最接近的责任事项是{near}；如属该事项，请在日志中写明，否则请查明由谁交办",
                        near: near
                    ),
                    None => Words::fixed(
                        "ask who ordered it; work that recurs belongs on the list",
                        "请查明由谁交办；反复出现的工作应列入清单",
                    ),
                })
            });
        }
        Match::Ambiguous(duties) => {
            let subject = subject(None, event, body, facts);
            book.report(&AMBIGUOUS, subject.about(), (None, body), at, || {
                let names: Vec<Words> = duties.iter().map(|duty| list(*duty)).collect();
                let names = lang::join(&names);
                let message = say!(
                    "{said} could belong to several duties: {names}",
                    "{said}可能属于多个责任事项：{names}",
                    names: names
                );
                let mut finding = Finding::new(
                    &AMBIGUOUS,
                    message,
                    row(event, facts, Words::fixed("this row", "此行")),
                )
                .help(Words::fixed(
                    "let the log name the duty, or draw the boundary between them",
                    "请在日志中写明责任事项，或划清边界",
                ));
                for duty in duties {
                    let words = Words::fixed("one of them", "其中之一");
                    finding = finding.also_at(facts.model.duty(*duty).span, words);
                }
                finding
            });
        }
        Match::NotAStep(duty) => {
            let subject = subject(Some(*duty), event, body, facts);
            book.report(&STEP_NOT_IN_STANDARD, subject.about(), (Some(*duty), body), at, || {
                let name = list(*duty);
                let step = facts.text(event.step);
                let message = say!(
                    "`{step}` is no step of {name}",
                    "`{step}`不是{name}的环节",
                    name: name
                );
                let near = matcher.suggest_step(*duty, step).map(|step| facts.named(step));
                Finding::new(
                    &STEP_NOT_IN_STANDARD,
                    message,
                    row(event, facts, Words::fixed("this row", "此行")),
                )
                .help(match near {
                    Some(near) => say!(
                        "if it means {near}, add the name to its aliases",
                        "如指{near}，请把该名称加入其别名",
                        near: near
                    ),
                    None => Words::fixed(
                        "correct the entry, or add the step to the standard",
                        "请更正录入，或在工作标准中增列该环节",
                    ),
                })
                .also_at(facts.model.duty(*duty).span, Words::fixed("the duty", "责任事项"))
            });
        }
        Match::Duty(..) => {}
    }
}

/// Whether a duty is in force on the day of an event; reports it if not.
pub(super) fn in_force(
    event: &Event,
    body: BodyIndex,
    duty: DutyId,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) -> bool {
    let listed = facts.model.duty(duty);
    if facts.in_force(duty, event.at.start) {
        return true;
    }
    let day = facts.model.zone.day(event.at.start);
    let subject = subject(Some(duty), event, body, facts);
    book.report(&NOT_IN_FORCE, subject.about(), (Some(duty), body), Some(event.at.start), || {
        let (id, title) = (&listed.id, &listed.title);
        let message = match (listed.from, listed.until) {
            (Some(from), _) if day < from => say!(
                "{id} “{title}” came into force on {from}; this was done on {day}",
                "{id}“{title}”自{from}起有效，而此事发生于{day}",
                title: title
            ),
            (_, Some(until)) => say!(
                "{id} “{title}” ended on {until}; this was done on {day}",
                "{id}“{title}”已于{until}到期，而此事发生于{day}",
                title: title
            ),
            _ => say!("{id} “{title}” was not in force on {day}", "{id}“{title}”在{day}无效", title: title),
        };
        Finding::new(&NOT_IN_FORCE, message, row(event, facts, Words::fixed("this row", "此行")))
            .help(Words::fixed(
                "ask on what order the work went on; a new one belongs on the list",
                "请查明依据何种命令继续开展；如有新的依据，应列入清单",
            ))
            .also_at(listed.span, Words::fixed("its period of force is set here", "有效期在此规定"))
    });
    false
}

/// Whether an act is on the negative list; reports it if so.
pub(super) fn prohibited(event: &Event, body: BodyIndex, facts: &Facts<'_>, book: &mut Book<'_>) {
    if facts.model.prohibited.is_empty() {
        return;
    }
    let text = fold(facts.text(event.text));
    let code = fold(facts.text(event.code));
    let act = facts.prohibited.iter().position(|(keywords, codes)| {
        keywords.iter().any(|word| !text.is_empty() && text.contains(word))
            || codes.iter().any(|own| !code.is_empty() && *own == code)
    });
    let Some(act) = act.and_then(|at| facts.model.prohibited.get(at)) else { return };
    let subject = subject(None, event, body, facts);
    book.report(&PROHIBITED_ACT, subject.about(), (None, body), Some(event.at.start), || {
        let (title, said) = (&act.title, detail(event, facts));
        let message =
            say!("prohibited — {title}: {said}", "禁止行为——{title}：{said}", title: title);
        Finding::new(&PROHIBITED_ACT, message, row(event, facts, Words::fixed("this row", "此行")))
            .help(Words::fixed(
                "stop it, have it explained, and tell whoever supervises the body",
                "请立即停止，说明情况，并报告其监督部门",
            ))
            .also_at(act.span, Words::fixed("prohibited here", "此处禁止"))
    });
}

/// What may be wrong with an event that does belong to a duty.
pub(super) fn boundaries(done: &Done, facts: &Facts<'_>, book: &mut Book<'_>) {
    let duty = facts.model.duty(done.duty);
    let bounded =
        !duty.areas.is_empty() || !duty.reserved_to.is_empty() || duty.permitted.is_some();
    if !bounded && facts.bodies.listed(done.body).is_none() {
        return;
    }
    let event = &facts.event(done);
    let (id, title) = (&duty.id, &duty.title);
    let mut report = |rule: &'static Rule,
                      message: &dyn Fn() -> Words,
                      help: Words,
                      place: Place,
                      words: Words| {
        let subject = subject(Some(done.duty), event, done.body, facts);
        book.report(
            rule,
            subject.about(),
            (Some(done.duty), done.body),
            Some(event.at.start),
            || {
                let label = facts.at_row(done, Words::fixed("this row", "此行"));
                Finding::new(rule, message(), label).help(help).also(place, words)
            },
        );
    };
    if facts.bodies.concerned(done.body, duty) == Some(false) {
        let own = facts.bodies.title(done.body);
        report(
            &WRONG_BODY,
            &|| {
                say!(
                    "{own} neither holds nor supports {id} “{title}”",
                    "{own}既不是{id}“{title}”的责任主体，也不是配合单位",
                    own: own, title: title
                )
            },
            Words::fixed(
                "ask who assigned the work; pass it to the holder, or change the list",
                "请查明由谁交办；应移交责任主体，或修改清单",
            ),
            Place::Span(duty.holder_span),
            Words::fixed("the holder is set here", "责任主体在此规定"),
        );
    }
    if let Some(words) = wrong_area(done, event, facts) {
        report(
            &WRONG_AREA,
            &|| words.clone(),
            Words::fixed(
                "check the entry; if it is right, ask why the body in charge was not called",
                "请核对录入；如属实，请查明为何未由属地单位办理",
            ),
            Place::Span(duty.span),
            Words::fixed("the duty", "责任事项"),
        );
    }
    if !duty.reserved_to.is_empty() {
        let allowed: Vec<String> = duty.reserved_to.iter().map(|kind| fold(kind)).collect();
        let kinds = person_kinds(done, facts);
        if !kinds.others && !kinds.known.iter().any(|kind| allowed.contains(kind)) {
            let own = kinds.known.join(", ");
            let wanted = duty.reserved_to.join(", ");
            report(
                &PERSON_KIND,
                &|| {
                    say!(
                        "{id} “{title}” is reserved to {wanted}; it was done by: {own}",
                        "{id}“{title}”仅限{wanted}实施，实际由{own}实施",
                        title: title
                    )
                },
                Words::fixed(
                    "have it repeated by somebody who may, and ask why it came to this",
                    "应由有权人员重新办理，并查明原因",
                ),
                Place::Span(duty.span),
                Words::fixed("reserved here", "此处限定"),
            );
        }
    }
    if let Some(permitted) = &duty.permitted {
        for (field, _) in values_of(event, facts.reading) {
            if permitted.iter().any(|own| own.0 == *field) {
                continue;
            }
            let Some(own) = facts.model.fields.get(usize::from(*field)) else {
                continue;
            };
            let name = &own.title;
            let mut subject = subject(Some(done.duty), event, done.body, facts);
            subject.detail = Some(format!("{} {}", own.id, detail(event, facts)));
            let at = Some(event.at.start);
            book.report(
                &DATA_NOT_PERMITTED,
                subject.about(),
                (Some(done.duty), done.body),
                at,
                || {
                    let message = say!(
                        "“{name}” is recorded; {id} “{title}” does not permit it",
                        "记录了“{name}”，而{id}“{title}”不允许记录",
                        name: name, title: title
                    );
                    let label = facts.at_row(done, Words::fixed("recorded here", "在此记录"));
                    Finding::new(&DATA_NOT_PERMITTED, message, label)
                        .help(Words::fixed(
                            "delete it, or have the list permit it with purpose and retention",
                            "请删除，或在清单中写明用途和保存期限后方可记录",
                        ))
                        .also_at(
                            duty.span,
                            Words::fixed("permitted data are listed here", "允许的数据在此列明"),
                        )
                },
            );
        }
    }
}

fn wrong_area(done: &Done, event: &Event, facts: &Facts<'_>) -> Option<Words> {
    let area = facts.text(event.area);
    if area.is_empty() {
        return None;
    }
    let has = |areas: &[String]| areas.iter().any(|own| fold(own) == fold(area));
    let duty = facts.model.duty(done.duty);
    if !duty.areas.is_empty() && !has(&duty.areas) {
        let (id, title) = (&duty.id, &duty.title);
        return Some(say!(
            "`{area}` is outside the areas of {id} “{title}”",
            "`{area}`不在{id}“{title}”的范围内",
            title: title
        ));
    }
    let body = facts.model.body(facts.bodies.listed(done.body)?);
    if body.areas.is_empty() || has(&body.areas) {
        return None;
    }
    let own = &body.title;
    Some(say!("`{area}` is not an area of {own}", "`{area}`不是{own}的辖区", own: own))
}
