//! What is said of a window in which a duty was not performed as often as it must be.

use std::collections::HashSet;

use super::{Each, Owed, Window};
use crate::audit::bodies::BodyIndex;
use crate::audit::book::{Book, Obligation, Reason, Ruling};
use crate::audit::facts::Facts;
use crate::audit::outcome::Kind;
use crate::audit::rules::{BELOW_FREQUENCY, NEVER_PERFORMED, NO_RECORD, TARGET_MISSED};
use crate::audit::windows::frequency;
use crate::finding::{Finding, Label, Place, Rule, Subject};
use crate::model::resolve::DutyId;
use crate::text::{Words, lang, say};

fn subject(window: &Window<'_>, body: Option<BodyIndex>, facts: &Facts<'_>) -> Subject {
    Subject {
        duty: Some(facts.model.duty(window.duty).id.clone()),
        body: body.map(|body| facts.bodies.id(body).to_owned()),
        window: Some(window.name()),
        // Two frequencies of one duty have findings of their own.
        detail: (window.at > 0).then(|| window.at.to_string()),
        ..Subject::default()
    }
}

fn clause(window: &Window<'_>) -> Label {
    Label {
        place: Place::Span(window.expected.span),
        words: Words::fixed("the frequency is set here", "频次在此规定"),
    }
}

/// Who did it less often than it was due. Returns whether a waiver covers it.
pub(super) fn one(
    window: &Window<'_>,
    owed: &Owed<'_>,
    count: u32,
    wanted: u32,
    end: i64,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) -> bool {
    let mut subject = subject(window, Some(owed.body), facts);
    let rule: &'static Rule = match owed.each {
        Each::Body(_) => &BELOW_FREQUENCY,
        Each::Target(at) => {
            subject.target = facts.model.targets.get(at as usize).map(|t| t.id.clone());
            &TARGET_MISSED
        }
        Each::Person(at) => {
            subject.person = Some(facts.persons.name(at).to_owned());
            &BELOW_FREQUENCY
        }
    };
    book.report(rule, subject.about(), (Some(window.duty), owed.body), Some(end), || {
        let duty = facts.model.duty(window.duty);
        let (id, title) = (&duty.id, &duty.title);
        let who = owed.title(facts);
        let name = window.name();
        let message = say!(
            "{id} “{title}”, {who}, {name}: done {count} of {wanted}",
            "{id}“{title}”，{who}，{name}：应{wanted}次，实{count}次",
            title: title, who: who
        );
        let why = frequency(window.expected.at_least, window.expected.every);
        let mut finding = Finding::new(rule, message, clause(window))
            .why(say!("it is due {why}", "应{why}", why: why))
            .help(Words::fixed(
                "do it now; if it was done and is in another log, audit that log too",
                "请尽快补做；如已完成但记录在其他日志中，请一并审计",
            ));
        if let Each::Target(at) = owed.each
            && let Some(target) = facts.model.targets.get(at as usize)
        {
            finding = finding.also_at(target.span, Words::fixed("the target", "对象"));
        }
        finding.due = Some(end);
        finding
    })
}

/// A duty that nobody has ever performed: one finding for the window, naming everybody. Returns
/// whether a waiver covers it.
pub(super) fn nobody(
    window: &Window<'_>,
    missed: &[(&Owed<'_>, u32, u32)],
    end: i64,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) -> bool {
    // Where one body alone owes it, it is that body's gap; else it is nobody's in particular.
    let first = missed.first().map(|(owed, ..)| owed.body);
    let one = first.filter(|body| missed.iter().all(|(owed, ..)| owed.body == *body));
    let subject = subject(window, one, facts);
    let nobody = one.unwrap_or(facts.bodies.nobody());
    book.report(&NEVER_PERFORMED, subject.about(), (Some(window.duty), nobody), Some(end), || {
        let duty = facts.model.duty(window.duty);
        let (id, title) = (&duty.id, &duty.title);
        let name = window.name();
        let names: Vec<Words> =
            missed.iter().take(12).map(|(owed, ..)| owed.title(facts)).collect();
        let count = missed.len();
        let names = lang::join(&names);
        let message = say!(
            "{id} “{title}” was never performed by anybody up to the end of {name}",
            "截至{name}，没有任何单位履行过{id}“{title}”",
            title: title
        );
        Finding::new(&NEVER_PERFORMED, message, clause(window))
            .why(say!("missed {count}: {names}", "未履行共{count}个：{names}", names: names))
            .help(Words::fixed(
                "check whether its log was left out; else the duty stands on paper only",
                "请检查是否漏了相应日志；否则该事项形同虚设",
            ))
    })
}

/// Duties that only outside events make due, and of which the log has nothing at all.
pub(in crate::audit) fn silent(
    seen: &HashSet<DutyId>,
    period: Option<&str>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    for (id, duty) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        if seen.contains(&id) || !duty.external || !duty.expected.is_empty() {
            continue;
        }
        // A duty that was in force on no day of the log could have no record in it.
        let last = facts.model.zone.day(facts.as_of);
        let over = duty.until.zip(facts.first_day).is_some_and(|(until, first)| until < first);
        if over || duty.from.is_some_and(|from| last < from) {
            continue;
        }
        let nobody = facts.bodies.nobody();
        let near = facts.bodies.holder_near(nobody, duty).unwrap_or(nobody);
        let obligation = Obligation { duty: id, step: None, kind: Kind::Record };
        let ruling = Ruling::cannot_tell(Reason::Outside, facts.as_of);
        book.rule(obligation, near, &ruling);
        let subject = Subject {
            duty: Some(duty.id.clone()),
            window: period.map(str::to_owned),
            ..Subject::default()
        };
        book.report(&NO_RECORD, subject.about(), (Some(id), near), None, || {
            let (name, title) = (&duty.id, &duty.title);
            let message = say!(
                "the log has nothing of {name} “{title}”",
                "日志中没有{name}“{title}”的任何记录",
                title: title
            );
            let label = Label {
                place: Place::Span(duty.span),
                words: Words::fixed("listed here", "此处列明"),
            };
            Finding::new(&NO_RECORD, message, label)
                .why(Words::fixed(
                    "what makes it due happens outside the log, so this need not be a gap",
                    "其触发情形发生在日志之外，未必属于履职缺失",
                ))
                .help(Words::fixed(
                    "ask whether nothing happened, or whether it is recorded elsewhere",
                    "请核实是确无此类情形，还是记录在别处",
                ))
        });
    }
}
