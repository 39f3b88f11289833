//! An audit as one page that opens from a disk: no network, a content security policy that allows
//! nothing but its own style and script, readable without the script, from the keyboard and on
//! paper.
//!
//! What is long stands in the page once, as data, from which the script makes the
//! cards that are looked at; the most severe stand there as markup too.

mod card;
mod csp;
mod data;
mod due;
mod findings;
mod heat;
mod measures;
mod summary;
mod tail;
#[cfg(test)]
mod tests;
mod trend;

pub(super) use csp::policy;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style::Style;
use super::view::View;
use super::wire::Report;
use crate::finding::Severity;
use crate::text::Lang;
use crate::text::bound::pieces;

pub(super) const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A part of the page: its anchor, what it is called, what stands in it.
struct Section {
    id: &'static str,
    title: String,
    content: Markup,
}

/// The whole page.
pub fn render(report: &Report, lang: Lang) -> String {
    let view = View::new(report, Style { lang, ..Style::default() });
    let sections: Vec<Section> = [
        due::section(&view),
        heat::section(&view),
        trend::section(&view),
        Some(findings::faults(&view)),
        findings::looks(&view),
        summary::remaining(&view),
        summary::resolved(&view),
        measures::section(&view),
        tail::waivers(&view),
        Some(tail::ledger(&view)),
        Some(tail::words(&view)),
        Some(tail::repeat(&view)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let page = html! {
        (DOCTYPE)
        html lang=(tag(lang)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, Some(SCRIPT)));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "remit " (report.remit.version) };
                title { (title(&view)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#findings" { (view.pick("Skip to the findings", "跳到问题清单")) }
                (summary::header(&view))
                main id="main" {
                    (summary::verdict(&view))
                    nav aria-label=(view.pick("Parts of the report", "报告目录")) {
                        ul {
                            @for own in &sections { li { a href={ "#" (own.id) } { (own.title) } } }
                        }
                    }
                    @for own in &sections {
                        section id=(own.id) aria-labelledby={ (own.id) "-title" } {
                            h2 id={ (own.id) "-title" } tabindex="-1" { (own.title) }
                            (own.content)
                        }
                    }
                    (tail::sign(&view))
                }
                script type="application/json" id="data" { (PreEscaped(data::json(&view))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// The language tag of the page.
pub(super) const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

fn title(view: &View<'_>) -> String {
    let report = view.report;
    let period = report.period.as_deref().map(super::style::plain);
    let parts = [Some(view.words(&report.set.title)), period, Some(view.as_of())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A shape for each severity, so that none is told by its colour alone.
const fn symbol(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "▲",
        Severity::Note => "●",
    }
}

/// Characters beyond which a text is cut, and how many are left then.
const LONG: usize = 320;
const SHORT: usize = 280;
/// Characters of a piece of a long text.
const PIECE: usize = 2000;

/// A table that scrolls within the page, as wide as it is: `rows` are its bodies.
fn table(name: &str, class: Option<&str>, heads: &[&str], rows: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(name) {
            table class=[class] {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                (rows)
            }
        }
    }
}

/// The beginning of a text that is too long for its place; nothing if it is not.
fn cut(text: &str) -> Option<String> {
    text.char_indices().nth(LONG)?;
    Some(text.chars().take(SHORT).chain(['…']).collect())
}

/// What a log says, or its beginning with the whole of it on demand.
fn quoted(text: &str) -> Markup {
    if cut(text).is_some() { long(text) } else { bound(text) }
}

/// A cell with the name of a case, on one line unless it is no usual name.
fn named(text: &str) -> Markup {
    html! { td.name[text.chars().nth(32).is_none()] { (quoted(text)) } }
}

/// A text of ours, or its beginning with the whole of it on demand.
fn long(text: &str) -> Markup {
    match cut(text) {
        None => ticked(text),
        Some(short) => html! { details.long { summary { (short) } (full(text)) } },
    }
}

/// The whole of a text in pieces: a browser takes long over a single one of a megabyte.
fn full(text: &str) -> Markup {
    let mut rest = text.chars();
    html! {
        div.full tabindex="0" {
            @while !rest.as_str().is_empty() { p { (rest.by_ref().take(PIECE).collect::<String>()) } }
        }
    }
}

/// A text in which no line ends within a date or a count.
fn bound(text: &str) -> Markup {
    html! {
        @for (own, bound) in pieces(text) {
            @if bound { span.unit { (own) } } @else { (own) }
        }
    }
}

/// A text of ours in which what stands in backquotes is set as code.
fn ticked(text: &str) -> Markup {
    // One that stands alone is a character of a log.
    if text.matches('`').count() % 2 == 1 {
        return bound(text);
    }
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (bound(part)) }
        }
    }
}

/// A link that sets the filters, as the script reads it.
fn filter(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(key, value)| format!("{key}={}", encode(value)));
    format!("#{}", pairs.collect::<Vec<_>>().join("&"))
}

/// What an address may hold in a value; the rest in percent.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~*/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a text can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
