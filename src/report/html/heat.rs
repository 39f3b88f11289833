//! Faults by body and duty. A cell is told by colour and by symbol: no data is not the same as
//! nothing wrong, and what is not a body's own stays blank.

use maud::{Markup, html};

use super::{Section, filter};
use crate::finding::Severity;
use crate::report::style::{number, plain};
use crate::report::units::{Sum, Units};
use crate::report::view::View;
use crate::report::wire::BySeverity;
use crate::text::Lang;
use crate::text::width::cut;

/// More bodies than this are gathered under those above them.
const ROWS: usize = 60;
/// Columns of a heading, which stands upright; the whole of it is shown on demand.
const HEAD: usize = 36;
/// What stands for no duty and for no body in the filters.
pub(super) const NONE: &str = "(none)";

pub(super) fn section(view: &View<'_>) -> Option<Section> {
    let table = &view.report.counts.table;
    let duties: Vec<&str> = view
        .report
        .duties
        .iter()
        .map(|duty| duty.id.as_str())
        .filter(|id| table.iter().any(|cell| cell.duty == *id))
        .collect();
    let units = Units::new(view, ROWS);
    if units.ids.is_empty() {
        return None;
    }
    Some(Section {
        id: "heat",
        title: view
            .pick("Who and what: faults by body and duty", "谁、哪些事：各单位各事项问题数")
            .to_owned(),
        content: html! {
            p.hint { (view.pick(
                "A number leads to its findings below.",
                "点击数字可查看对应问题。",
            )) }
            (legend(view, &units))
            (grid(view, &units, &duties))
        },
    })
}

fn grid(view: &View<'_>, units: &Units<'_>, duties: &[&str]) -> Markup {
    let outside = units.ids.iter().any(|id| units.outside(id).total() > 0);
    let most = units.ids.iter().flat_map(|body| duties.iter().map(|duty| units.cell(body, duty)));
    let most = most.map(|sum| sum.findings.total()).max().unwrap_or(0);
    let column = |of: &dyn Fn(&str) -> BySeverity| {
        units.ids.iter().fold(BySeverity::default(), |mut all, body| {
            all.merge(of(body));
            all
        })
    };
    html! {
        div.scroll tabindex="0" role="group" aria-label=(view.pick("Faults by body and duty", "各单位各事项问题数")) {
            table.heat {
                thead { tr {
                    td {}
                    @for duty in duties { th.duty scope="col" title=(view.duty(duty)) { span { (cut(&view.duty(duty), HEAD)) } } }
                    @if outside {
                        th.duty scope="col" { span { (view.pick("under no duty", "不属于任何事项")) } }
                    }
                    th.duty scope="col" { span { (view.pick("all", "合计")) } }
                } }
                tbody {
                    @for body in &units.ids {
                        tr {
                            th scope="row" { (view.body(body)) }
                            @for duty in duties {
                                (cell(view, units, body, Some(duty), &units.cell(body, duty), most))
                            }
                            @if outside {
                                (cell(view, units, body, None, &Sum { findings: units.outside(body), ..Sum::default() }, most))
                            }
                            td.sum { (number(units.findings(body).total())) }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" { (view.pick("all", "合计")) }
                    @for duty in duties {
                        td.sum { (number(column(&|body| units.cell(body, duty).findings).total())) }
                    }
                    @if outside { td.sum { (number(column(&|body| units.outside(body)).total())) } }
                    td.sum { (number(column(&|body| units.findings(body)).total())) }
                } }
            }
        }
    }
}

/// What a cell is: its class, its symbol and what it is called.
fn kind(view: &View<'_>, sum: &Sum) -> (&'static str, &'static str, &'static str) {
    let BySeverity { error, warning, note } = sum.findings;
    if error > 0 {
        ("error", super::symbol(Severity::Error), view.pick("errors", "有错误"))
    } else if warning > 0 {
        ("warning", super::symbol(Severity::Warning), view.pick("warnings", "有警告"))
    } else if note > 0 {
        ("note", super::symbol(Severity::Note), view.pick("notes", "有提示"))
    } else if sum.verdicts.judged() == 0 && sum.verdicts.cannot_tell > 0 {
        ("unknown", "?", view.pick("the log can't tell", "日志无法判定"))
    } else if sum.present {
        ("good", "✓", view.pick("nothing wrong", "无问题"))
    } else if sum.concerned {
        ("nodata", "–", view.pick("no data: nothing recorded", "无数据：没有任何记录"))
    } else {
        ("blank", "", view.pick("not theirs", "与其无关"))
    }
}

/// From 1 to 4: how dark a number is beside the greatest.
fn level(count: u64, most: u64) -> u64 {
    [(16, 1), (4, 2), (2, 3)]
        .into_iter()
        .find(|(part, _)| count.saturating_mul(*part) <= most)
        .map_or(4, |(_, level)| level)
}

fn cell(
    view: &View<'_>,
    units: &Units<'_>,
    body: &str,
    duty: Option<&str>,
    sum: &Sum,
    most: u64,
) -> Markup {
    let (class, symbol, name) = kind(view, sum);
    let total = sum.findings.total();
    if total == 0 {
        return html! {
            td class=(class) {
                @if !symbol.is_empty() {
                    span aria-hidden="true" { (symbol) } span.away { (name) }
                }
            }
        };
    }
    // A row of several bodies leads to the findings of all of them.
    let own = if body.is_empty() { NONE } else { body };
    let with = if units.grouped { format!("{own}/*") } else { own.to_owned() };
    let link = filter(&[("body", &with), ("duty", duty.unwrap_or(NONE))]);
    let what = duty.map_or_else(
        || view.pick("under no duty", "不属于任何事项").to_owned(),
        |duty| view.duty(duty),
    );
    let count = number(total);
    let label = match view.style.lang {
        Lang::En => format!("{}, {what}: {count}, {name}", view.body(body)),
        Lang::Zh => format!("{}，{what}：{count}项，{name}", view.body(body)),
    };
    html! {
        td class={ (class) " level-" (level(total, most)) } {
            a href=(link) aria-label=(label) title=(label) {
                span aria-hidden="true" { (symbol) } (count)
            }
        }
    }
}

fn legend(view: &View<'_>, units: &Units<'_>) -> Markup {
    let items = [
        ("error", "✕ 3", view.pick("findings, some of them errors", "问题数，其中有错误")),
        ("warning", "▲ 2", view.pick("findings, warnings at worst", "问题数，最重为警告")),
        ("note", "● 1", view.pick("findings, notes only", "问题数，仅有提示")),
        ("good", "✓", view.pick("nothing wrong", "无问题")),
        ("unknown", "?", view.pick("the log can't tell", "日志无法判定")),
        ("nodata", "–", view.pick("no data", "无数据")),
        ("blank", "\u{a0}", view.pick("blank: not theirs", "空白：与其无关")),
    ];
    html! {
        ul.legend {
            @for (class, mark, words) in items {
                li { span.swatch.(class) { (mark) } " " (words) }
            }
            @if units.grouped { li { (view.pick("teams are counted under the body above them", "下属单位计入上级单位")) } }
        }
    }
}

/// A body as the filters name it.
pub(super) fn body_key(id: &str) -> String {
    if id.is_empty() { NONE.to_owned() } else { plain(id) }
}
