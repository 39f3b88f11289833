//! Measures with numerator, denominator and target; those who miss it, and every body on demand.

use maud::{Markup, html};

use super::Section;
use crate::report::measure::{bodies, steps, target, value, worse};
use crate::report::style::number;
use crate::report::view::View;
use crate::report::wire::Measure;
use crate::text::Lang;

/// Bodies that are named beside a measure that they miss.
const NAMED: usize = 3;

pub(super) fn section(view: &View<'_>) -> Option<Section> {
    let all: Vec<&Measure> = view.report.measures.iter().filter(|own| own.body.is_none()).collect();
    (!all.is_empty()).then(|| Section {
        id: "measures",
        title: view.pick("Measures", "评价指标").to_owned(),
        content: html! {
            (table(view, view.pick("Measures", "评价指标"), &html! {
                tbody { @for own in &all { (line(view, own, true)) } }
            }))
            details {
                summary { (view.pick("Each measure by body", "各单位的指标")) }
                (table(view, view.pick("Measures by body", "各单位的指标"), &html! {
                    @for own in &all {
                        tbody { (line(view, own, true)) }
                        tbody.parts { @for part in bodies(view.report, own) { (line(view, part, false)) } }
                    }
                }))
            }
        },
    })
}

fn table(view: &View<'_>, name: &str, content: &Markup) -> Markup {
    let heads = [
        view.pick("Measure", "指标"),
        view.pick("Value", "数值"),
        view.pick("Target", "目标"),
        view.pick("Reached", "是否达标"),
        view.pick("Numerator", "分子"),
        view.pick("Denominator", "分母"),
        view.pick("Cannot tell", "无法判定"),
    ];
    super::table(name, Some("numbers"), &heads, content)
}

/// The duty, and the steps that tell measures of one title apart.
fn place(view: &View<'_>, own: &Measure) -> String {
    let steps = steps(view, own);
    let duty = view.duty(&own.duty);
    if steps.is_empty() { duty } else { format!("{duty} · {steps}") }
}

/// The bodies that miss a target, worst first: `S2 80% · S1 91%`.
fn missing(view: &View<'_>, whole: &Measure) -> String {
    let mut own: Vec<&Measure> =
        bodies(view.report, whole).filter(|own| own.reached == Some(false)).collect();
    own.sort_by(|a, b| {
        let order = worse(a).total_cmp(&worse(b));
        // Of a time, and of a share that must stay low, the greatest is the worst.
        if whole.at_most || whole.interval.is_some() { order.reverse() } else { order }
    });
    let named = own.iter().take(NAMED).map(|own| {
        format!("{} {}", view.body(own.body.as_deref().unwrap_or_default()), value(view, own))
    });
    let mut named: Vec<String> = named.collect();
    if own.len() > NAMED {
        let left = number((own.len() - NAMED) as u64);
        named.push(match view.style.lang {
            Lang::En => format!("{left} more"),
            Lang::Zh => format!("另有{left}个单位"),
        });
    }
    named.join(" · ")
}

fn line(view: &View<'_>, own: &Measure, whole: bool) -> Markup {
    let target =
        target(view, own).map(|text| format!("{} {text}", if own.at_most { "≤" } else { "≥" }));
    // The target of an interval is a length of time that must not be exceeded.
    let target = match &own.interval {
        Some(_) => target.map(|text| text.replace('≥', "≤")),
        None => target,
    };
    let reached = match own.reached {
        Some(true) => ("good", view.pick("✓ yes", "✓ 达标")),
        Some(false) => ("bad", view.pick("✕ no", "✕ 未达标")),
        None => ("", "–"),
    };
    html! {
        tr {
            th scope="row" {
                @if whole {
                    (view.words(&own.title)) br; span.soft { (place(view, own)) }
                    @let missing = missing(view, own);
                    @if !missing.is_empty() { br; span.bad { "✕ " (missing) } }
                } @else {
                    (view.body(own.body.as_deref().unwrap_or_default()))
                }
            }
            td { (value(view, own)) }
            td { (target.unwrap_or_else(|| "–".to_owned())) }
            td class=(reached.0) { (reached.1) }
            td { (number(own.numerator)) }
            td { (number(own.denominator)) }
            td { (number(own.cannot_tell)) }
        }
    }
}
