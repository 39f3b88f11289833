//! A supervision model in plain words: what it looks for, in what, and what it asks.

use super::telling::Telling;
use crate::model::Draft;
use crate::model::docs::CountedDoc;
use crate::report::style::{Ink, Page, Style, paint, plain};
use crate::text::Lang;
use crate::text::width::width;

/// Tells a supervision model; nothing if the set has none of that name.
pub fn model(draft: &Draft, id: &str, style: Style) -> Option<String> {
    let named = |own: &&crate::model::draft::Doc<_>| named(own) == Some(id);
    let found = draft.models.iter().find(named)?;
    let doc = &found.value;
    let t = Telling { draft, duty: "", lang: style.lang };
    let mut page = Page::new(style);
    let title = t.title(doc.title.as_ref(), id);
    page.hanging("", &paint(Ink::Strong, &format!("{} {title}", plain(id))));
    let (path, start, _) = draft.sources.locate(found.place);
    let kind = t.pick("supervision model", "监督模型").to_owned();
    page.items("", &[kind, format!("{}:{}", plain(path), start.line)], " · ");
    if let Some(note) = t.words(doc.note.as_ref()) {
        page.gap();
        page.paragraph(0, &note);
    }
    page.gap();
    let by = doc.by.as_ref().map_or("?", |by| by.value.as_str());
    let by = match by {
        "target" => t.pick("the same target", "同一对象").to_owned(),
        "area" => t.pick("the same area", "同一区域").to_owned(),
        "body" => t.pick("the same body", "同一单位").to_owned(),
        "person" => t.pick("the same person", "同一人员").to_owned(),
        field => match t.lang {
            Lang::En => format!("the same “{}”", t.field(field)),
            Lang::Zh => format!("“{}”相同", t.field(field)),
        },
    };
    let within = doc.within.as_ref().map_or_else(|| "?".to_owned(), |limit| t.length(limit.value));
    let gathers = match t.lang {
        Lang::En => format!("cases with {by}, within {within} of each other"),
        Lang::Zh => format!("{within}内{by}的案件"),
    };
    let least = doc.at_least.as_ref().map_or(2, |n| n.value);
    let of: Vec<String> = doc.of.iter().map(|own| counted(own, t)).collect();
    let mut wants = vec![wanted(least, &t.either(&of), t)];
    for own in doc.with.iter() {
        wants.push(wanted(own.at_least.as_ref().map_or(1, |n| n.value), &counted(own, t), t));
    }
    wants.extend(doc.without.iter().map(|own| match t.lang {
        Lang::En => format!("without {}", counted(own, t)),
        Lang::Zh => format!("没有{}", counted(own, t)),
    }));
    let basis: Vec<String> = doc.basis.iter().map(|basis| t.basis(basis)).collect();
    let question = t.words(doc.question.as_ref()).into_iter().collect::<Vec<_>>();
    for (en, zh, lines) in [
        ("Gathers", "归集", &[gathers][..]),
        ("Looks for", "查找", &wants),
        ("Asks", "研判", &question),
        ("Basis", "依据", &basis),
    ] {
        let word = t.pick(en, zh);
        let space = " ".repeat(11usize.saturating_sub(width(word)));
        let mut lead = format!("{}{space}", paint(Ink::Strong, word));
        for line in lines {
            page.hanging(&lead, line);
            lead = " ".repeat(width(&lead));
        }
    }
    Some(page.finish())
}

fn named(doc: &crate::model::draft::Doc<crate::model::docs::PatternDoc>) -> Option<&str> {
    doc.value.id.as_ref().map(|id| id.value.as_str())
}

fn wanted(least: u32, what: &str, t: Telling<'_>) -> String {
    match t.lang {
        Lang::En if least == 1 => format!("at least 1 case of {what}"),
        Lang::En => format!("at least {least} cases of {what}"),
        Lang::Zh => format!("至少{least}件{what}"),
    }
}

fn counted(doc: &CountedDoc, t: Telling<'_>) -> String {
    let what = match (&doc.step, &doc.duty) {
        (Some(step), _) => t.step(&step.value),
        (None, Some(duty)) => t.duty_or_party(&duty.value),
        (None, None) => "?".to_owned(),
    };
    match (&doc.when, t.lang) {
        (None, _) => what,
        (Some(when), Lang::En) => format!("{what}, if {}", t.when(when)),
        (Some(when), Lang::Zh) => format!("{what}（{}）", t.when(when)),
    }
}
