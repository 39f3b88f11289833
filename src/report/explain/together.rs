//! Groups, repetitions and occurrences in plain words.

use super::telling::Telling;
use crate::doc::Spanned;
use crate::model::docs::{GroupDoc, OccurrencesDoc, RepeatDoc};
use crate::text::Lang;

/// `Outcome: exactly one of “Agreement”, “Refusal”; within 3 days of “Mediate”`.
pub(super) fn group(id: &Spanned<String>, doc: &GroupDoc, t: Telling<'_>) -> String {
    let title = t.title(doc.title.as_ref(), &id.value);
    let kinds = [
        (&doc.one_of, "exactly one of", "只能做其中一项："),
        (&doc.any_of, "at least one of", "至少做其中一项："),
        (&doc.all_of, "all of", "全部完成："),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (steps, en, zh) in kinds {
        if !steps.is_empty() {
            let steps = t.list(&t.steps(steps));
            parts.push(match t.lang {
                Lang::En => format!("{en} {steps}"),
                Lang::Zh => format!("{zh}{steps}"),
            });
        }
    }
    if doc.optional {
        parts.push(t.pick("or none", "也可都不做").to_owned());
    }
    if !doc.after.is_empty() {
        let steps = t.list(&t.steps(&doc.after));
        parts.push(match t.lang {
            Lang::En => format!("after {steps}"),
            Lang::Zh => format!("在{steps}之后"),
        });
    }
    let start = match doc.after.first().filter(|_| doc.after.len() == 1) {
        Some(step) => t.step(&step.value),
        None => t.pick("the duty's beginning", "事项启动").to_owned(),
    };
    parts.extend(t.deadlines(doc.within.as_ref(), &start).into_iter().map(|(_, text)| text));
    if let Some(when) = &doc.when {
        let when = t.when(when);
        parts.push(match t.lang {
            Lang::En => format!("only if {when}"),
            Lang::Zh => format!("仅当{when}"),
        });
    }
    format!("{title}{}{}", t.pick(": ", "："), parts.join(t.pick("; ", "；")))
}

/// `again within 7 days, 30 days and 90 days of “Deliver”`.
pub(super) fn repeat(doc: &RepeatDoc, t: Telling<'_>) -> String {
    let of = match &doc.of {
        Some(step) => t.step(&step.value),
        None => t.pick("what comes before", "前一环节").to_owned(),
    };
    let mut text = match (&doc.every, t.lang) {
        (Some(every), Lang::En) => {
            let length = t.length(every.value);
            format!("every {length}, counted from {of}")
        }
        (Some(every), Lang::Zh) => {
            let length = t.length(every.value);
            format!("自{of}起每{length}一次")
        }
        (None, lang) => {
            let at: Vec<String> = doc.at.iter().map(|limit| t.length(limit.value)).collect();
            let at = t.list(&at);
            match lang {
                Lang::En => format!("again in each time that ends {at} after {of}"),
                Lang::Zh => format!("{of}后{at}内各一次"),
            }
        }
    };
    let mut about: Vec<String> = Vec::new();
    if let Some(times) = &doc.times {
        let times = times.value;
        about.push(match t.lang {
            Lang::En => format!("{times} times"),
            Lang::Zh => format!("共{times}次"),
        });
    }
    if let Some(until) = &doc.until {
        let until = t.step(&until.value);
        about.push(match t.lang {
            Lang::En => format!("until {until}"),
            Lang::Zh => format!("至{until}为止"),
        });
    }
    if let Some(when) = &doc.when {
        let when = t.when(when);
        about.push(match t.lang {
            Lang::En => format!("if {when}"),
            Lang::Zh => format!("{when}时"),
        });
    }
    let standing = t.standing(doc.basis.as_ref().map(|basis| basis.value));
    about.extend(standing.map(str::to_owned));
    if !about.is_empty() {
        let about = about.join(t.pick("; ", "；"));
        text = match t.lang {
            Lang::En => format!("{text} ({about})"),
            Lang::Zh => format!("{text}（{about}）"),
        };
    }
    text
}

/// What begins a further occurrence.
pub(super) fn occurrences(doc: &OccurrencesDoc, t: Telling<'_>) -> String {
    match doc {
        OccurrencesDoc::EachStart => t
            .pick(
                "each time it is begun in a case it is judged by itself",
                "同一案件中每次启动，各自核对",
            )
            .to_owned(),
        OccurrencesDoc::Field(field) => {
            let field = t.field(&field.value);
            match t.lang {
                Lang::En => {
                    format!("entries of a case with the same “{field}” are judged together")
                }
                Lang::Zh => format!("同一案件中“{field}”相同的记录，合并核对"),
            }
        }
    }
}
