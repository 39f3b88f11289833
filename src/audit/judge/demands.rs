//! Who did a step, how many together, and with what evidence?

use super::{Instance, Sentence};
use crate::audit::book::{Book, Reason, Ruling};
use crate::audit::case::Done;
use crate::audit::facts::Facts;
use crate::audit::matching::{fold, values_of};
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::{
    ALONE_NOT_RECORDED, DISCLOSED_TOO_MUCH, EVIDENCE_MISSING, LEVEL_TOO_LOW, NOT_ABOVE,
    NOT_RECORDED, OTHER_PERSON, SAME_PERSON, TOO_FEW_PERSONS, WRONG_KIND, WRONG_ROLE,
};
use crate::audit::truth::{Truth, yes_or_no};
use crate::finding::{Finding, Rule};
use crate::log::Symbol;
use crate::model::resolve::{Demand, FieldId, StepId, What};
use crate::text::{Words, lang, say};

/// What one performance of a step came to.
enum Answer {
    Kept,
    Broken(Words),
    Unknown(Reason),
    Beside,
}

pub(super) fn judge(
    instance: &Instance<'_, '_>,
    id: StepId,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    for (at, demand) in (0u8..).zip(&facts.model.step(id).demands) {
        one(instance, id, at, demand, facts, book);
    }
}

fn one(
    instance: &Instance<'_, '_>,
    id: StepId,
    number: u8,
    demand: &Demand,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let mut ruling: Option<Ruling> = None;
    let mut broken: Option<(&Done, Words, usize)> = None;
    for done in instance.case.all(id) {
        let at = done.at.start;
        let answer = match facts.holds(demand.when.as_ref(), instance.case, at) {
            Truth::False => Answer::Beside,
            Truth::Unknown => match answer(instance, id, done, demand, facts) {
                Answer::Broken(_) => Answer::Unknown(Reason::Condition),
                other => other,
            },
            Truth::True => answer(instance, id, done, demand, facts),
        };
        match answer {
            Answer::Broken(words) => match &mut broken {
                Some((_, _, count)) => *count += 1,
                None => {
                    broken = Some((done, words, 1));
                    ruling = Some(Ruling::new(Verdict::Missing, at));
                }
            },
            Answer::Unknown(reason) if broken.is_none() => {
                ruling = Some(Ruling::cannot_tell(reason, at));
            }
            Answer::Kept if ruling.is_none() => ruling = Some(Ruling::new(Verdict::Met, at)),
            Answer::Beside if ruling.is_none() => {
                ruling = Some(Ruling::new(Verdict::NotApplicable, at));
            }
            // A performance that counts outweighs one to which the demand doesn't apply.
            Answer::Kept
                if ruling.as_ref().is_some_and(|r| r.verdict == Verdict::NotApplicable) =>
            {
                ruling = Some(Ruling::new(Verdict::Met, at));
            }
            _ => {}
        }
    }
    let Some(ruling) = ruling else { return };
    let obligation = instance.obligation(id, Kind::Demand(number));
    let sentence = Sentence { obligation, body: instance.body, ruling };
    let Some((done, words, count)) = broken else {
        sentence.write(book);
        return;
    };
    let rule = rule(demand);
    let mut subject = facts.subject(instance.duty, Some(id), instance.case, instance.body);
    subject.detail = detail(demand, facts);
    sentence.report(rule, subject.about(), book, || {
        let what = facts.named(id);
        let at = facts.moment(done.at);
        let more = count - 1;
        let message = match more {
            0 => {
                say!("{what} ({at}): {words}", "{what}（{at}）：{words}", what: what, words: words)
            }
            n => say!(
                "{what} ({at}): {words}; and {n} more time(s) in this case",
                "{what}（{at}）：{words}；本案另有{n}次",
                what: what, words: words
            ),
        };
        let label = facts.at_row(done, Words::fixed("this row", "此行"));
        Finding::new(rule, message, label)
            .help(help(demand))
            .also_at(demand.span, Words::fixed("required here", "此处规定"))
    });
}

fn rule(demand: &Demand) -> &'static Rule {
    match &demand.what {
        What::Role(_) => &WRONG_ROLE,
        What::Kind(_) => &WRONG_KIND,
        What::Persons(_) => &TOO_FEW_PERSONS,
        What::NotSameAs(_) => &SAME_PERSON,
        What::SameAs(_) => &OTHER_PERSON,
        What::Level(_) => &LEVEL_TOO_LOW,
        What::Evidence(_) => &EVIDENCE_MISSING,
        What::Recorded(_) => &NOT_RECORDED,
        What::Above => &NOT_ABOVE,
        What::RecordedWhenAlone(..) => &ALONE_NOT_RECORDED,
        What::Withheld(_) => &DISCLOSED_TOO_MUCH,
    }
}

/// What tells two findings of one rule and step apart.
fn detail(demand: &Demand, facts: &Facts<'_>) -> Option<String> {
    let names = |fields: &[FieldId]| {
        let ids = fields.iter().map(|f| facts.model.fields[usize::from(f.0)].id.as_str());
        Some(ids.collect::<Vec<_>>().join("|"))
    };
    match &demand.what {
        What::Evidence(fields) => names(fields),
        What::Recorded(field) | What::RecordedWhenAlone(_, field) => names(&[*field]),
        _ => None,
    }
}

fn help(demand: &Demand) -> Words {
    match &demand.what {
        What::Withheld(_) => Words::fixed(
            "ask the receiver to delete what it need not have, and tell whoever it is about",
            "请要求接收方删除不必要的信息，并告知当事人",
        ),
        What::Evidence(_) | What::Recorded(_) | What::RecordedWhenAlone(..) => Words::fixed(
            "add what is missing to the file; if it never existed, say so",
            "请补齐佐证材料；如本不存在，请说明情况",
        ),
        What::Persons(_) => Words::fixed(
            "record everybody who took part; if it was one alone, have it explained",
            "请补记全部参与人员；如确系一人，请说明情况",
        ),
        _ => Words::fixed(
            "check the entry first; if it is right, have the body explain",
            "请先核对录入；如属实，请责任单位说明情况",
        ),
    }
}

fn answer(
    instance: &Instance<'_, '_>,
    id: StepId,
    done: &Done,
    demand: &Demand,
    facts: &Facts<'_>,
) -> Answer {
    let model = facts.model;
    match &demand.what {
        What::Above => above(instance, done, facts),
        What::RecordedWhenAlone(needed, field) => alone(done, *needed, *field, facts),
        What::Withheld(fields) => withheld(done, fields, facts),
        What::Role(parties) => {
            let duty = model.duty(instance.duty);
            let Some(body) = facts.bodies.listed(done.body) else {
                return Answer::Unknown(Reason::NoBody);
            };
            if parties.iter().any(|party| model.is(body, *party)) {
                return Answer::Kept;
            }
            // A body that has nothing to do with the duty is reported as such, once.
            if facts.bodies.concerned(done.body, duty) == Some(false) {
                return Answer::Beside;
            }
            let own = facts.bodies.title(done.body);
            let names: Vec<Words> =
                parties.iter().map(|party| model.party_title(*party).clone()).collect();
            let wanted = lang::join(&names);
            Answer::Broken(say!(
                "done by {own}; it belongs to {wanted}",
                "由{own}实施，应由{wanted}实施",
                own: own, wanted: wanted
            ))
        }
        What::Level(level) => {
            let Some(own) = facts.level(done) else {
                return Answer::Unknown(Reason::NoBody);
            };
            if own >= *level {
                return Answer::Kept;
            }
            let title = facts.bodies.title(done.body);
            let wanted = model.levels.get(*level).cloned().unwrap_or_default();
            Answer::Broken(say!(
                "done by {title}; it takes a body of level `{wanted}`",
                "由{title}实施，应由`{wanted}`级单位实施",
                title: title
            ))
        }
        What::Kind(kinds) => kind(done, kinds, facts),
        What::Persons(needed) => {
            let persons = facts.persons(done);
            if persons.is_empty() {
                return Answer::Unknown(Reason::NoPerson);
            }
            let count = persons.len();
            if count >= *needed as usize {
                return Answer::Kept;
            }
            Answer::Broken(say!(
                "{count} person(s) recorded; {needed} must act together",
                "只记录{count}人，应有{needed}人共同实施"
            ))
        }
        What::NotSameAs(steps) => {
            let others = steps.iter().filter(|step| **step != id);
            let others: Vec<&Done> = others.flat_map(|step| instance.case.all(*step)).collect();
            same_person(done, &others, facts)
        }
        What::SameAs(step) => {
            let Some(other) = instance.case.first(*step) else {
                return Answer::Beside;
            };
            let (own, theirs) = (facts.persons(done), facts.persons(other));
            if own.is_empty() || theirs.is_empty() {
                return Answer::Unknown(Reason::NoPerson);
            }
            if own.iter().any(|person| theirs.contains(person)) {
                return Answer::Kept;
            }
            let step = facts.named(*step);
            Answer::Broken(say!(
                "not done by the person of {step}",
                "实施人与{step}不是同一人",
                step: step
            ))
        }
        What::Evidence(fields) => filled(done, fields, |_| true, facts),
        // A column that says whether there is a recording may say that there is none.
        What::Recorded(field) => {
            filled(done, &[*field], |value| yes_or_no(value) != Some(false), facts)
        }
    }
}

/// The body that acts stands above the one that answers for the case.
fn above(instance: &Instance<'_, '_>, done: &Done, facts: &Facts<'_>) -> Answer {
    match facts.above(done, instance.body) {
        Some(true) => Answer::Kept,
        None => Answer::Unknown(Reason::NoBody),
        Some(false) => {
            let (own, below) = (facts.bodies.title(done.body), facts.bodies.title(instance.body));
            Answer::Broken(say!(
                "done by {own}, which does not stand above {below}",
                "由{own}实施，而{own}并非{below}的上级单位",
                own: own, below: below
            ))
        }
    }
}

/// Enough persons, or a recording.
fn alone(done: &Done, needed: u32, field: FieldId, facts: &Facts<'_>) -> Answer {
    let count = facts.persons(done).len();
    if count >= needed as usize {
        return Answer::Kept;
    }
    match filled(done, &[field], |value| yes_or_no(value) != Some(false), facts) {
        Answer::Broken(_) if count == 0 => Answer::Unknown(Reason::NoPerson),
        Answer::Broken(missing) => Answer::Broken(say!(
            "{count} person(s) instead of {needed}, and {missing}",
            "只有{count}人（应有{needed}人），且{missing}",
            missing: missing
        )),
        other => other,
    }
}

/// Nothing is disclosed beyond the whitelist.
fn withheld(done: &Done, fields: &[FieldId], facts: &Facts<'_>) -> Answer {
    let values = values_of(&facts.event(done), facts.reading);
    let given = |field: &&FieldId| {
        values.iter().any(|(own, value)| *own == field.0 && !facts.text(*value).is_empty())
    };
    let given: Vec<Words> = fields
        .iter()
        .filter(given)
        .map(|field| facts.model.fields[usize::from(field.0)].title.clone())
        .collect();
    if given.is_empty() {
        return Answer::Kept;
    }
    let names = lang::join(&given);
    Answer::Broken(say!(
        "discloses {names}, which may not be passed on",
        "披露了不得移交的信息：{names}",
        names: names
    ))
}

fn kind(done: &Done, kinds: &[String], facts: &Facts<'_>) -> Answer {
    let Kinds { known, others } = person_kinds(done, facts);
    match known.iter().find(|kind| !kinds.iter().any(|k| fold(k) == **kind)) {
        None if others => Answer::Unknown(Reason::NoKind),
        None => Answer::Kept,
        Some(kind) => {
            let wanted = kinds.join(", ");
            Answer::Broken(say!(
                "done by a person of kind `{kind}`; it takes {wanted}",
                "由`{kind}`类人员实施，应由{wanted}实施"
            ))
        }
    }
}

/// The kinds of the persons of an event.
pub(in crate::audit) struct Kinds {
    /// Those that are known, by the roster, else by the log.
    pub(in crate::audit) known: Vec<String>,
    /// Whether there may be others: a person's kind is unknown, or nobody is named.
    pub(in crate::audit) others: bool,
}

/// The kinds of the persons of an event. The log's column speaks for those the roster doesn't have.
pub(in crate::audit) fn person_kinds(done: &Done, facts: &Facts<'_>) -> Kinds {
    let written = fold(facts.text(facts.event(done).person_kind));
    let persons = facts.persons(done);
    let listed = |token: &Symbol| facts.persons.find(*token)?.kind.as_deref().map(fold);
    let mut known: Vec<String> = persons.iter().filter_map(listed).collect();
    let mut others = known.is_empty() || known.len() < persons.len();
    if others && !written.is_empty() {
        known.push(written);
        others = false;
    }
    Kinds { known, others }
}

fn same_person(done: &Done, others: &[&Done], facts: &Facts<'_>) -> Answer {
    if others.is_empty() {
        return Answer::Beside;
    }
    let own = facts.persons(done);
    let shared = |other: &&Done| -> Option<Symbol> {
        facts.persons(other).iter().copied().find(|person| own.contains(person))
    };
    if let Some((other, token)) = others.iter().find_map(|other| Some((*other, shared(other)?))) {
        let token = facts.text(token);
        let step = other.step.map_or(Words::same(""), |step| facts.named(step));
        return Answer::Broken(say!(
            "done by {token}, who also did {step}",
            "由{token}实施，而{step}也由其实施",
            step: step
        ));
    }
    if own.is_empty() || others.iter().any(|other| facts.persons(other).is_empty()) {
        return Answer::Unknown(Reason::NoPerson);
    }
    Answer::Kept
}

/// Whether one of the fields has a value that counts in the row of an event.
fn filled(
    done: &Done,
    fields: &[FieldId],
    counts: impl Fn(&str) -> bool,
    facts: &Facts<'_>,
) -> Answer {
    let values = values_of(&facts.event(done), facts.reading);
    let kept = values.iter().any(|(own, value)| {
        fields.iter().any(|field| field.0 == *own) && counts(facts.text(*value))
    });
    if kept {
        return Answer::Kept;
    }
    // What the log has no column for can't be missing from it.
    if !fields.iter().all(|field| facts.has_column(*field, done)) {
        return Answer::Unknown(Reason::NoField);
    }
    let titles: Vec<Words> =
        fields.iter().map(|f| facts.model.fields[usize::from(f.0)].title.clone()).collect();
    let en = titles.iter().map(|t| t.en.as_ref()).collect::<Vec<_>>().join(" or ");
    let zh = titles.iter().map(|t| t.zh.as_ref()).collect::<Vec<_>>().join("或");
    Answer::Broken(Words::made(format!("{en} is missing"), format!("缺少{zh}")))
}
