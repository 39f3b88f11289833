//! Faults and the share met over the audits of the set, drawn here for all, for each body and for
//! each duty; the script only chooses among the drawings.

use std::fmt::Write as _;

use maud::{Markup, html};
use serde::Serialize;

use super::Section;
use crate::report::course::share;
use crate::report::style::number;
use crate::report::trend::{self, Of};
use crate::report::view::View;
use crate::report::wire::{Past, Verdicts};
use crate::text::Lang;

/// Audits that are drawn, the newest ones.
const POINTS: usize = 60;
/// Bodies and duties that can be chosen, those with most faults.
const SERIES: usize = 240;
/// The drawing, in units of its own.
const LEFT: usize = 48;
const RIGHT: usize = 620;
const TOP: u64 = 14;
const BOTTOM: u64 = 104;

/// A line: its path, its points, and what the top and the bottom of the drawing stand for.
#[derive(Serialize)]
struct Line {
    path: String,
    dots: String,
    top: String,
    bottom: String,
}

/// What can be chosen.
#[derive(Serialize)]
pub(super) struct Series {
    name: String,
    /// 0 for all, 1 for a body, 2 for a duty.
    kind: u8,
    faults: Line,
    share: Line,
    /// What stands in the table: faults, share met.
    cells: Vec<[String; 2]>,
}

fn shown<'r>(view: &View<'r>) -> &'r [Past] {
    trend::audits(view, POINTS)
}

/// Everything that can be chosen: all, then bodies, then duties; nothing without a history.
pub(super) fn series(view: &View<'_>) -> Vec<Series> {
    let (strands, _) = trend::strands(view, shown(view), SERIES);
    let kind = |of| match of {
        Of::All => 0,
        Of::Body(_) => 1,
        Of::Duty(_) => 2,
    };
    strands.into_iter().map(|own| draw(own.name, kind(own.of), &own.points)).collect()
}

/// A number that a scale may end with: 1, 2, 5, 10, 20, 50, …
fn round_up(most: u64) -> u64 {
    let mut unit: u64 = 1;
    loop {
        for step in [1, 2, 5] {
            if most <= unit.saturating_mul(step) {
                return unit.saturating_mul(step);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn draw(name: String, kind: u8, points: &[Option<(u64, Verdicts)>]) -> Series {
    let faults: Vec<Option<u64>> = points.iter().map(|own| own.map(|(faults, _)| faults)).collect();
    // In thousandths, so that the line needs no fractions.
    let met: Vec<Option<u64>> = points
        .iter()
        .map(|own| {
            let (_, verdicts) = (*own)?;
            verdicts.met.saturating_mul(1000).checked_div(verdicts.judged())
        })
        .collect();
    let top = round_up(faults.iter().flatten().copied().max().unwrap_or(0));
    let low = met.iter().flatten().copied().min().unwrap_or(0) / 100 * 100;
    let low = low.min(900);
    let cells = points.iter().map(|own| match own {
        Some((faults, verdicts)) => {
            [number(*faults), share(*verdicts).unwrap_or_else(|| "–".to_owned())]
        }
        None => ["–".to_owned(), "–".to_owned()],
    });
    Series {
        name,
        kind,
        faults: line(&faults, 0, top, number(top), "0".to_owned()),
        share: line(&met, low, 1000, "100%".to_owned(), format!("{}%", low / 10)),
        cells: cells.collect(),
    }
}

fn line(values: &[Option<u64>], low: u64, high: u64, top: String, bottom: String) -> Line {
    let (mut path, mut dots) = (String::new(), String::new());
    let mut apart = true;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else {
            apart = true;
            continue;
        };
        let x = across(at, values.len());
        let span = high.saturating_sub(low).max(1);
        let y = BOTTOM - value.saturating_sub(low).min(span) * (BOTTOM - TOP) / span;
        // Writing to a text can't fail.
        let _ = write!(path, "{}{x} {y}", if apart { 'M' } else { 'L' });
        let _ = write!(dots, "M{x} {y}h0");
        apart = false;
    }
    Line { path, dots, top, bottom }
}

fn across(at: usize, count: usize) -> usize {
    LEFT + at * (RIGHT - LEFT) / count.saturating_sub(1).max(1)
}

pub(super) fn section(view: &View<'_>) -> Option<Section> {
    let pasts = shown(view);
    let series = series(view);
    let all = series.first()?;
    let names: Vec<String> = pasts.iter().map(trend::name).collect();
    let count = number(pasts.len() as u64);
    Some(Section {
        id: "trend",
        title: match view.style.lang {
            Lang::En => format!("Better or worse: the last {count} audits"),
            Lang::Zh => format!("变好还是变差：近{count}次审计"),
        },
        content: html! {
            p.controls hidden {
                label for="trend-of" { (view.pick("Show", "查看")) } " "
                select id="trend-of" { option value="0" { (all.name) } }
            }
            div.charts {
                (chart(view, view.pick("Faults", "问题数"), "faults", &all.faults, &names))
                (chart(view, view.pick("Share met", "履行率"), "share", &all.share, &names))
            }
            details {
                summary { (view.pick("The same as a table", "以表格查看")) }
                table.numbers id="trend-table" {
                    thead { tr {
                        th scope="col" { (view.pick("Period", "期间")) }
                        th scope="col" { (view.pick("Faults", "问题数")) }
                        th scope="col" { (view.pick("Share met", "履行率")) }
                    } }
                    tbody {
                        @for (name, [faults, met]) in names.iter().zip(&all.cells) {
                            tr { th scope="row" { (name) } td { (faults) } td { (met) } }
                        }
                    }
                }
            }
        },
    })
}

fn chart(view: &View<'_>, title: &str, id: &str, line: &Line, names: &[String]) -> Markup {
    let label = match view.style.lang {
        Lang::En => format!("{title} over time; the numbers stand in the table below"),
        Lang::Zh => format!("{title}变化，数据见下表"),
    };
    let ends = [names.first(), names.last()];
    html! {
        figure {
            figcaption { (title) }
            div.scroll tabindex="0" role="group" aria-label=(label) {
                svg id={ "trend-" (id) } viewBox="0 0 640 128" role="img" aria-label=(label) {
                    path.axis d={ "M" (LEFT) " " (TOP) "H" (RIGHT) "M" (LEFT) " " (BOTTOM) "H" (RIGHT) } {}
                    text.top x=(LEFT - 6) y=(TOP + 4) text-anchor="end" { (line.top) }
                    text.bottom x=(LEFT - 6) y=(BOTTOM + 4) text-anchor="end" { (line.bottom) }
                    @for (own, (x, anchor)) in ends.iter().zip([(LEFT, "start"), (RIGHT, "end")]) {
                        @if let Some(own) = own { text x=(x) y=(BOTTOM + 20) text-anchor=(anchor) { (own) } }
                    }
                    path.line d=(line.path) {}
                    path.dots d=(line.dots) {}
                }
            }
        }
    }
}
