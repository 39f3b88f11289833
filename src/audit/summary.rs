//! Counts by obligation, by duty and by body, added up from what was written down.

use std::collections::{HashMap, HashSet};

use super::bodies::BodyIndex;
use super::book::{Book, Obligation};
use super::facts::Facts;
use super::outcome::{BodyCount, Cell, Counts, DutyCount, Kind, MeasureCount, ObligationCount};
use crate::model::resolve::{DutyId, StepId, What};
use crate::text::{Words, say};

/// What was counted while cases went by.
pub(super) struct Counted {
    /// Cases with an event of each duty.
    pub(super) cases: HashMap<DutyId, u64>,
    /// Duties and the bodies that acted on them.
    pub(super) present: HashSet<(DutyId, BodyIndex)>,
}

/// The tables of a report.
pub(super) struct Tables {
    pub(super) verdicts: Counts,
    pub(super) obligations: Vec<ObligationCount>,
    pub(super) duties: Vec<DutyCount>,
    pub(super) bodies: Vec<BodyCount>,
}

/// Adds everything up.
pub(super) fn tables(facts: &Facts<'_>, book: &Book<'_>, counted: &Counted) -> Tables {
    let obligations: Vec<ObligationCount> = every(facts)
        .into_iter()
        .map(|(obligation, title, counted)| {
            let reasons = book.page(obligation).into_iter().flat_map(|page| &page.reasons);
            ObligationCount {
                name: name(obligation, facts),
                duty: obligation.duty,
                step: obligation.step,
                kind: obligation.kind,
                title,
                counted,
                counts: book.counts(obligation),
                reasons: reasons.map(|(reason, count)| (reason.words(), *count)).collect(),
            }
        })
        .collect();
    let mut verdicts = Counts::default();
    for own in obligations.iter().filter(|own| !own.counted) {
        verdicts.merge(own.counts);
    }
    let bodies = bodies(facts, book, counted, &obligations);
    let mut duties = Vec::new();
    for (id, duty) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        let mut counts = Counts::default();
        for own in obligations.iter().filter(|own| own.duty == id && !own.counted) {
            counts.merge(own.counts);
        }
        let mut findings = [0; 3];
        for body in (0..facts.bodies.len()).map(index) {
            if let Some(own) = book.findings.get(&(Some(id), body)) {
                for (all, more) in findings.iter_mut().zip(own) {
                    *all += more;
                }
            }
        }
        duties.push(DutyCount {
            id: duty.id.clone(),
            title: duty.title.clone(),
            counts,
            findings,
            cases: counted.cases.get(&id).copied().unwrap_or(0),
        });
    }
    Tables { verdicts, obligations, duties, bodies }
}

/// Gives the shares of bodies their places in the table of bodies; one that is not shown there has
/// nothing to show.
pub(super) fn place(measures: &mut [MeasureCount], bodies: &[BodyCount], facts: &Facts<'_>) {
    let places: HashMap<(&str, bool), usize> =
        bodies.iter().zip(0..).map(|(body, at)| ((body.id.as_str(), body.listed), at)).collect();
    let of = |at: usize| {
        let body = index(at);
        places.get(&(facts.bodies.id(body), facts.bodies.listed(body).is_some())).copied()
    };
    for own in measures {
        let by_body = own.by_body.iter();
        own.by_body = by_body.filter_map(|(at, share)| Some((of(*at)?, *share))).collect();
        own.by_body.sort_unstable_by_key(|(at, _)| *at);
    }
}

fn index(at: usize) -> BodyIndex {
    BodyIndex(u32::try_from(at).unwrap_or(u32::MAX))
}

fn bodies(
    facts: &Facts<'_>,
    book: &Book<'_>,
    counted: &Counted,
    obligations: &[ObligationCount],
) -> Vec<BodyCount> {
    let mut order: Vec<BodyIndex> = (0..facts.model.bodies.len()).map(index).collect();
    let mut strangers: Vec<BodyIndex> = facts.bodies.strangers().collect();
    strangers.sort_by_key(|body| facts.bodies.id(*body).to_owned());
    order.extend(strangers);
    order.push(facts.bodies.nobody());
    let mut found = Vec::new();
    let verdicts = by_body(book, obligations, facts);
    for body in order {
        let listed = facts.bodies.listed(body).is_some();
        let by_duty: Vec<Cell> = (0u16..)
            .map(DutyId)
            .zip(&facts.model.duties)
            .map(|(id, duty)| {
                let counts = verdicts.get(&(body, id)).copied().unwrap_or_default();
                Cell {
                    present: counts.total() > 0 || counted.present.contains(&(id, body)),
                    concerned: facts.bodies.concerned(body, duty).unwrap_or(false),
                    counts,
                    findings: book.findings.get(&(Some(id), body)).copied().unwrap_or_default(),
                }
            })
            .collect();
        // The nameless body is shown only if something stands against it: where the holder answers
        // for work that names no body, a column without anything in it says nothing.
        let other = book.findings.get(&(None, body)).copied().unwrap_or_default();
        let empty = by_duty.iter().all(|cell| cell.counts.total() == 0 && cell.findings == [0; 3])
            && other == [0; 3];
        if !listed && body == facts.bodies.nobody() && empty {
            continue;
        }
        found.push(BodyCount {
            id: facts.bodies.id(body).to_owned(),
            title: facts.bodies.title(body),
            listed,
            by_duty,
            other,
        });
    }
    found
}

/// What the obligations of each body and duty came to, but those that are only counted.
fn by_body(
    book: &Book<'_>,
    obligations: &[ObligationCount],
    facts: &Facts<'_>,
) -> HashMap<(BodyIndex, DutyId), Counts> {
    let mut all: HashMap<(BodyIndex, DutyId), Counts> = HashMap::new();
    for own in obligations.iter().filter(|own| !own.counted && own.counts.total() > 0) {
        let obligation = Obligation { duty: own.duty, step: own.step, kind: own.kind };
        let counts = book.page(obligation).into_iter().flat_map(|page| &page.by_body);
        for (body, counts) in (0..facts.bodies.len()).map(index).zip(counts) {
            all.entry((body, own.duty)).or_default().merge(*counts);
        }
    }
    all
}

/// Every obligation of a model, what it asks, and whether it is only counted.
fn every(facts: &Facts<'_>) -> Vec<(Obligation, Words, bool)> {
    let count = u16::try_from(facts.model.duties.len()).unwrap_or(u16::MAX);
    (0..count).flat_map(|duty| of_duty(DutyId(duty), facts)).collect()
}

fn of_duty(duty: DutyId, facts: &Facts<'_>) -> Vec<(Obligation, Words, bool)> {
    let model = facts.model;
    let listed = model.duty(duty);
    let mut found = Vec::new();
    let mut add = |step: Option<StepId>, kind: Kind, title: Words, counted: bool| {
        found.push((Obligation { duty, step, kind }, title, counted));
    };
    for (at, trigger) in (0u8..).zip(&listed.triggers) {
        if model.begins_by_step(duty, trigger) {
            continue;
        }
        add(None, Kind::Trigger(at), Words::fixed("begun after its trigger", "触发后启动"), false);
    }
    for (at, expected) in (0u8..).zip(&listed.expected) {
        let title = super::windows::frequency(expected.at_least, expected.every);
        add(None, Kind::Frequency(at), title, false);
    }
    if listed.external && listed.expected.is_empty() {
        add(None, Kind::Record, Words::fixed("recorded at all", "有无记录"), false);
    }
    for id in model.steps_of(duty) {
        let step = model.step(id);
        let title = &step.title;
        if step.forbidden {
            let words = say!("{title}: not done", "{title}：不得实施", title: title);
            add(Some(id), Kind::Restraint, words, false);
            continue;
        }
        add(Some(id), Kind::Done, title.clone(), false);
        if step.immediately_after.is_some() {
            let words = say!("{title}: right after", "{title}：紧接前一环节", title: title);
            add(Some(id), Kind::Immediately, words, false);
        }
        if step.is_ordered() {
            let words = say!("{title}: in order", "{title}：顺序", title: title);
            add(Some(id), Kind::Order, words, false);
        }
        if !step.not_before.is_empty() {
            let words = say!("{title}: not too early", "{title}：不早于", title: title);
            add(Some(id), Kind::NotBefore, words, false);
        }
        if step.at_most.is_some() {
            let words = say!("{title}: not too often", "{title}：次数上限", title: title);
            add(Some(id), Kind::AtMost, words, false);
        }
        for (at, demand) in (0u8..).zip(&step.demands) {
            let what = demand_words(&demand.what, facts);
            let words = say!("{title}: {what}", "{title}：{what}", title: title, what: what);
            add(Some(id), Kind::Demand(at), words, false);
        }
        if step.handover.as_ref().is_some_and(|handover| handover.accept.is_some()) {
            let words = say!("{title}: accepted", "{title}：被接收", title: title);
            add(Some(id), Kind::Acceptance, words, false);
        }
    }
    for (at, group) in (0u8..).zip(&listed.groups) {
        add(None, Kind::Group(at), group.title.clone(), false);
    }
    for (at, relation) in (0u16..).zip(&listed.relations) {
        add(None, Kind::Relation(at), relation.title.clone(), relation.counted);
    }
    found
}

fn demand_words(what: &What, facts: &Facts<'_>) -> Words {
    match what {
        What::Role(_) => Words::fixed("by the right role", "由规定单位实施"),
        What::Kind(_) => Words::fixed("by the right kind of person", "由规定类别人员实施"),
        What::Persons(n) => say!("{n} persons", "{n}人实施"),
        What::NotSameAs(_) => Words::fixed("by another person", "由不同人员实施"),
        What::SameAs(_) => Words::fixed("by the same person", "由同一人员实施"),
        What::Level(_) => Words::fixed("by a body of the right level", "由规定层级单位实施"),
        What::Above => Words::fixed("by a body above", "由上级单位实施"),
        What::Recorded(_) => Words::fixed("recorded", "有录音录像"),
        What::RecordedWhenAlone(n, _) => {
            say!("{n} persons, or recorded", "{n}人实施，否则有录音录像")
        }
        What::Withheld(_) => Words::fixed("nothing beyond the whitelist", "不超出可披露的范围"),
        What::Evidence(fields) => {
            let titles: Vec<&Words> =
                fields.iter().map(|f| &facts.model.fields[usize::from(f.0)].title).collect();
            let pick = |zh: bool| {
                let all = titles.iter().map(|t| if zh { t.zh.as_ref() } else { t.en.as_ref() });
                all.collect::<Vec<_>>().join(if zh { "或" } else { " or " })
            };
            Words::made(pick(false), pick(true))
        }
    }
}

/// The stable name of an obligation.
fn name(obligation: Obligation, facts: &Facts<'_>) -> String {
    let duty = facts.model.duty(obligation.duty);
    let base = match obligation.step {
        Some(step) => format!("{}.{}", duty.id, facts.model.step(step).id),
        None => duty.id.clone(),
    };
    match obligation.kind {
        Kind::Done => base,
        Kind::Order => format!("{base}/order"),
        Kind::NotBefore => format!("{base}/not-before"),
        Kind::AtMost => format!("{base}/at-most"),
        Kind::Restraint => format!("{base}/forbidden"),
        Kind::Immediately => format!("{base}/immediately"),
        Kind::Group(at) => {
            let id = duty.groups.get(usize::from(at)).map_or("", |group| group.id.as_str());
            format!("{base}/{id}")
        }
        Kind::Acceptance => format!("{base}/accepted"),
        Kind::Record => format!("{base}/record"),
        Kind::Trigger(at) => format!("{base}/trigger-{}", at + 1),
        Kind::Frequency(at) => format!("{base}/frequency-{}", at + 1),
        Kind::Relation(at) => {
            let id = duty.relations.get(usize::from(at)).map_or("", |r| r.id.as_str());
            format!("{base}/{id}")
        }
        Kind::Demand(at) => {
            let step = obligation.step.map(|step| facts.model.step(step));
            let demand = step.and_then(|step| step.demands.get(usize::from(at)));
            format!("{base}/{}", demand.map_or(String::new(), |d| demand_code(&d.what, facts)))
        }
    }
}

fn demand_code(what: &What, facts: &Facts<'_>) -> String {
    let ids = |fields: &[crate::model::resolve::FieldId]| {
        let all = fields.iter().map(|f| facts.model.fields[usize::from(f.0)].id.as_str());
        all.collect::<Vec<_>>().join("|")
    };
    match what {
        What::Role(_) => "role".to_owned(),
        What::Kind(_) => "kind".to_owned(),
        What::Persons(_) => "persons".to_owned(),
        What::NotSameAs(_) => "not-same-as".to_owned(),
        What::SameAs(_) => "same-as".to_owned(),
        What::Level(_) => "level".to_owned(),
        What::Evidence(fields) => format!("evidence:{}", ids(fields)),
        What::Above => "above".to_owned(),
        What::Recorded(field) => format!("recorded:{}", ids(&[*field])),
        What::RecordedWhenAlone(_, field) => format!("recorded-when-alone:{}", ids(&[*field])),
        What::Withheld(_) => "withheld".to_owned(),
    }
}
