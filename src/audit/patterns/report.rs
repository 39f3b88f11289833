//! A clue: the cases that belong together, and the question for a human.

use super::window::{Clue, Hit};
use crate::audit::bodies::{Bodies, BodyIndex};
use crate::audit::book::Book;
use crate::audit::facts::Facts;
use crate::audit::rules::PATTERN;
use crate::finding::{Finding, Subject};
use crate::log::Symbol;
use crate::model::Limit;
use crate::model::resolve::{Counted, Events, Key, Pattern};
use crate::text::{Words, lang, say};

/// Reports a hit of a model for a key.
pub(super) fn clue(
    pattern: &Pattern,
    key: u32,
    clue: &Clue,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let (name, body) = match pattern.by {
        Key::Body => (facts.bodies.id(BodyIndex(key)), BodyIndex(key)),
        by => {
            let name = facts.text(Symbol(key));
            let own = |target: &&crate::model::resolve::Target| target.id == name;
            let target = facts.model.targets.iter().find(own).filter(|_| by == Key::Target);
            let body = target.and_then(|target| target.body).map(Bodies::index);
            (name, body.unwrap_or(facts.bodies.nobody()))
        }
    };
    let named = |is: bool| is.then(|| name.to_owned());
    let by = pattern.by;
    let subject = Subject {
        body: (body != facts.bodies.nobody()).then(|| facts.bodies.id(body).to_owned()),
        target: named(matches!(by, Key::Target | Key::Area | Key::Field(_))),
        person: named(by == Key::Person),
        window: Some(window(pattern, clue, facts)),
        detail: Some(pattern.id.clone()),
        ..Subject::default()
    };
    let shown = match by {
        Key::Body => facts.bodies.title(body),
        Key::Person => say!("person {name}", "人员{name}"),
        Key::Target | Key::Area | Key::Field(_) => Words::same(name),
    };
    book.report(&PATTERN, subject.about(), (None, body), Some(clue.at), || {
        finding(pattern, &shown, clue, facts)
    });
}

/// The window's stable name: its first and last day, or instants if it is reckoned in minutes.
fn window(pattern: &Pattern, clue: &Clue, facts: &Facts<'_>) -> String {
    let zone = &facts.model.zone;
    let show = |ms: i64| match pattern.within {
        Limit::Minutes(_) => zone.show_short(ms),
        _ => zone.day(ms).to_string(),
    };
    format!("{}..{}", show(clue.opens.start), show(clue.ends))
}

/// The first event of each case, in order.
fn by_case(clue: &Clue) -> Vec<(usize, &Hit)> {
    let mut seen = std::collections::HashSet::new();
    let hits = clue.hits.iter().map(|(role, hit)| (*role, hit));
    hits.filter(|(_, hit)| seen.insert(hit.case)).collect()
}

fn finding(pattern: &Pattern, shown: &Words, clue: &Clue, facts: &Facts<'_>) -> Finding {
    let cases = by_case(clue);
    let count = cases.len() as u64;
    let s = lang::s(count);
    let moment = |hit: Option<&(usize, &Hit)>| {
        hit.map_or_else(String::new, |(_, hit)| facts.moment(hit.done.at))
    };
    let (first, last) = (moment(cases.first()), moment(cases.last()));
    let title = &pattern.title;
    let message = say!(
        "{title}: {shown}, {count} case{s} from {first} to {last}",
        "{title}：{shown}，{first}至{last}共{count}件案件",
        title: title, shown: shown
    );
    let mut rows = cases.iter().map(|(role, hit)| {
        let words = match hit.done.step {
            Some(step) => facts.named(step),
            None => Words::same(facts.model.duty(hit.done.duty).id.as_str()),
        };
        let with = if *role > 0 { Words::fixed("with it: ", "并有") } else { Words::same("") };
        facts.at_row(&hit.done, say!("{with}{words}", "{with}{words}", with: with, words: words))
    });
    let model = Words::fixed("the model", "监督模型");
    let primary = rows.next().unwrap_or_else(|| crate::finding::Label {
        place: crate::finding::Place::Span(pattern.span),
        words: model.clone(),
    });
    let question = pattern.question.clone().unwrap_or_else(|| {
        Words::fixed(
            "look at these cases together: do they belong together, and was enough done?",
            "请将这些案件放在一起研判：是否有关联，处置是否到位？",
        )
    });
    let mut finding =
        Finding::new(&PATTERN, message, primary).why(why(pattern, clue, facts)).help(question);
    finding.related.extend(rows);
    finding.cases = cases.iter().map(|(_, hit)| facts.text(hit.case).to_owned()).collect();
    finding.also_at(pattern.span, model)
}

/// What was counted, against what was wanted.
fn why(pattern: &Pattern, clue: &Clue, facts: &Facts<'_>) -> Words {
    let all = |counted: &[Counted]| {
        let mut parts = counted.iter().map(|own| what(own, facts));
        let first = parts.next().unwrap_or_else(|| Words::same(""));
        parts.fold(first, |all, own| say!("{all} or {own}", "{all}或{own}", all: all, own: own))
    };
    let count = |role: usize| clue.hits.iter().filter(|(own, _)| *own == role).count();
    let part = |count: usize, least: u32, what: &Words| say!("{what} in {count} of them (at least {least})", "{what}{count}件（至少{least}件）", what: what);
    let mut parts = vec![part(count(0), pattern.at_least, &all(&pattern.of))];
    for (role, own) in (1..).zip(&pattern.with) {
        parts.push(part(count(role), own.at_least, &what(own, facts)));
    }
    if !pattern.without.is_empty() {
        let none = all(&pattern.without);
        parts.push(say!("{none} in none", "无{none}", none: none));
    }
    let (parts, length) = (lang::join(&parts), pattern.within.words());
    let window = window(pattern, clue, facts);
    say!("within {length} ({window}): {parts}", "{length}内（{window}）：{parts}", length: length, parts: parts)
}

fn what(counted: &Counted, facts: &Facts<'_>) -> Words {
    match counted.what {
        Events::Of(step) => facts.named(step),
        Events::Any(duty) => {
            let duty = facts.model.duty(duty);
            let (id, title) = (&duty.id, &duty.title);
            say!("{id} “{title}”", "{id}“{title}”", title: title)
        }
    }
}
