//! A relation between steps in plain words.

use super::telling::Telling;
use crate::doc::Spanned;
use crate::model::docs::{RuleDoc, Template};
use crate::model::resolve::Link;
use crate::text::Lang;

/// Tells a relation.
pub(super) fn relation(id: &Spanned<String>, doc: &RuleDoc, t: Telling<'_>) -> String {
    let title = t.title(doc.title.as_ref(), &id.value);
    let first = t.either(&t.steps(&doc.activation));
    let second = t.either(&t.steps(&doc.target));
    let count = doc.count.as_ref().map_or(1, |count| count.value);
    let template = doc.template.as_ref().map(|template| template.value);
    let (en, zh) = asked(template.unwrap_or(Template::Response), &first, &second, count);
    let mut parts = vec![match t.lang {
        Lang::En => en,
        Lang::Zh => zh,
    }];
    let start = match template {
        Some(Template::Response | Template::AlternateResponse | Template::ChainResponse) => {
            first.clone()
        }
        Some(Template::Precedence | Template::AlternatePrecedence | Template::ChainPrecedence) => {
            second.clone()
        }
        _ => t.pick("the earlier of the two", "较早的一个环节").to_owned(),
    };
    parts.extend(t.deadlines(doc.within.as_ref(), &start).into_iter().map(|(_, text)| text));
    for (names, en, zh) in
        [(&doc.same, "with the same", "相同的"), (&doc.different, "with another", "不同的")]
    {
        let names: Vec<String> = names.iter().map(|name| shared(name.as_str(), t)).collect();
        if !names.is_empty() {
            let names = t.list(&names);
            parts.push(match t.lang {
                Lang::En => format!("{en} {names}"),
                Lang::Zh => format!("须为{zh}{names}"),
            });
        }
    }
    if let Some(when) = &doc.when {
        let when = t.when(when);
        parts.push(match t.lang {
            Lang::En => format!("if {when}"),
            Lang::Zh => format!("如{when}"),
        });
    }
    if doc.counted {
        parts.push(t.pick("only counted", "仅计数").to_owned());
    }
    format!("{title}{}{}", t.pick(": ", "："), parts.join(t.pick(", ", "，")))
}

/// What two events have in common, as people say it.
fn shared(name: &str, t: Telling<'_>) -> String {
    let (en, zh) = match Link::named(name) {
        Some(Link::Body) => ("body", "单位"),
        Some(Link::Person) => ("person", "人员"),
        Some(Link::Target) => ("target", "对象"),
        Some(Link::Area) => ("area", "区域"),
        Some(Link::Field(_)) | None => return format!("“{}”", t.field(name)),
    };
    t.pick(en, zh).to_owned()
}

/// What a template asks, in English and in Chinese.
fn asked(template: Template, a: &str, b: &str, count: u32) -> (String, String) {
    let most = count.saturating_sub(1);
    match template {
        Template::Existence => {
            (format!("{a} is done at least {count} time(s)"), format!("{a}至少做{count}次"))
        }
        Template::Absence if most == 0 => (format!("{a} is never done"), format!("不得有{a}")),
        Template::Absence => {
            (format!("{a} is done at most {most} time(s)"), format!("{a}至多做{most}次"))
        }
        Template::Exactly => {
            (format!("{a} is done exactly {count} time(s)"), format!("{a}恰好做{count}次"))
        }
        Template::Init => (format!("each case begins with {a}"), format!("每案以{a}开始")),
        Template::End => (format!("each case ends with {a}"), format!("每案以{a}结束")),
        Template::Choice => {
            (format!("{a} or {b} is done, or both"), format!("{a}和{b}至少实施其一"))
        }
        Template::ExclusiveChoice => {
            (format!("either {a} or {b} is done, not both"), format!("{a}和{b}只实施其一"))
        }
        Template::RespondedExistence => {
            (format!("if {a} is done, so is {b}"), format!("有{a}就应有{b}，先后不限"))
        }
        Template::CoExistence => {
            (format!("{a} and {b} are done both or neither"), format!("{a}和{b}同有同无"))
        }
        Template::Response => {
            (format!("each {a} is followed by {b}"), format!("每次{a}之后应有{b}"))
        }
        Template::AlternateResponse => (
            format!("each {a} is followed by {b} before there is another {a}"),
            format!("每次{a}之后、再次{a}之前应有{b}"),
        ),
        Template::ChainResponse => {
            (format!("each {a} is followed at once by {b}"), format!("每次{a}之后应紧接着{b}"))
        }
        Template::Precedence => {
            (format!("each {a} comes after {b}"), format!("每次{a}之前应已有{b}"))
        }
        Template::AlternatePrecedence => (
            format!("each {a} comes after {b}, with no other {a} between them"),
            format!("每次{a}之前应已有{b}，其间没有另一次{a}"),
        ),
        Template::ChainPrecedence => {
            (format!("each {a} comes at once after {b}"), format!("每次{a}之前应紧接着{b}"))
        }
        Template::Succession => (
            format!("each {a} is followed by {b}, and each {b} comes after {a}"),
            format!("每次{a}之后应有{b}，每次{b}之前应已有{a}"),
        ),
        Template::AlternateSuccession => (
            format!("{a} and {b} take turns, beginning with {a}"),
            format!("{a}和{b}交替进行，以{a}开始"),
        ),
        Template::ChainSuccession => (
            format!("each {a} is followed at once by {b}, and each {b} comes at once after {a}"),
            format!("每次{a}之后应紧接着{b}，每次{b}之前应紧接着{a}"),
        ),
        Template::NotCoExistence => {
            (format!("{a} and {b} are not both done"), format!("{a}和{b}不得同时存在"))
        }
        Template::NotRespondedExistence => {
            (format!("if {a} is done, {b} is not"), format!("有{a}就不得有{b}"))
        }
        Template::NotResponse | Template::NotSuccession => {
            (format!("no {a} is followed by {b}"), format!("{a}之后不得有{b}"))
        }
        Template::NotPrecedence => (format!("no {a} comes after {b}"), format!("{a}之前不得有{b}")),
        Template::NotChainResponse | Template::NotChainSuccession => {
            (format!("no {a} is followed at once by {b}"), format!("{a}之后不得紧接着{b}"))
        }
        Template::NotChainPrecedence => {
            (format!("no {a} comes at once after {b}"), format!("{a}之前不得紧接着{b}"))
        }
    }
}
