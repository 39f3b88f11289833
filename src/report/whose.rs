//! What `remit whose` tells at a terminal.

use super::style::{Ink, Page, Style, paint, plain};
use super::wire::whose::{
    Named, WhoseBasis, WhoseDuty, WhoseExclusion, WhoseParty, WhoseReport, WhoseUnit,
};
use crate::text::Lang;
use crate::text::width::width;

/// Columns of the word in the margin.
const MARGIN: usize = 11;

/// Bodies of a role that are named.
const BODIES: usize = 6;

/// The whole answer; with `quiet` its first line alone.
pub fn render(report: &WhoseReport, quiet: bool, style: Style) -> String {
    let mut page = Page::new(style);
    page.paragraph(0, &paint(Ink::Strong, &verdict(report, style)));
    if quiet {
        return page.finish();
    }
    for act in &report.prohibited {
        let title = plain(act.get(style.lang));
        page.paragraph(
            0,
            &paint(
                Ink::Error,
                &match style.lang {
                    Lang::En => format!("nobody may do it — prohibited: {title}"),
                    Lang::Zh => format!("任何人不得为之——禁止行为：{title}"),
                },
            ),
        );
    }
    for own in &report.duties {
        page.gap();
        duty(own, report, &mut page);
    }
    if report.duties.is_empty() {
        let near: Vec<String> = report.nearest.iter().map(|own| called(own, style)).collect();
        if near.is_empty() {
            page.paragraph(0, style.pick("no duty is near it", "也没有相近的责任事项"));
        } else {
            section(&mut page, "Nearest", "最接近", &near);
        }
    }
    page.finish()
}

/// The answer in a line.
fn verdict(report: &WhoseReport, style: Style) -> String {
    let text: String = report.text.chars().take(60).collect();
    let text = plain(&text);
    let day = report.on.as_deref().unwrap_or_default();
    match (report.duties.as_slice(), style.lang) {
        ([], Lang::En) => format!("no duty covers “{text}”"),
        ([], Lang::Zh) => format!("没有责任事项涵盖“{text}”"),
        ([one], lang) => {
            let duty = called(&one.duty, style);
            match (one.in_force == Some(false), lang) {
                (false, Lang::En) => format!("“{text}” belongs to {duty}"),
                (false, Lang::Zh) => format!("“{text}”属于{duty}"),
                (true, Lang::En) => {
                    format!("“{text}” belongs to {duty}, which is not in force on {day}")
                }
                (true, Lang::Zh) => format!("“{text}”属于{duty}，但该事项在{day}并不有效"),
            }
        }
        (several, lang) => {
            let ids: Vec<String> = several.iter().map(|own| plain(&own.duty.id)).collect();
            match lang {
                Lang::En => format!(
                    "“{text}” could belong to {}: let the log name the duty, or draw the boundary",
                    ids.join(" or ")
                ),
                Lang::Zh => {
                    format!(
                        "“{text}”可能属于{}：请在日志中写明责任事项，或划清边界",
                        ids.join("或")
                    )
                }
            }
        }
    }
}

/// `DV-05 Warning letter`
fn called(own: &Named, style: Style) -> String {
    let title = plain(own.title.get(style.lang));
    let id = plain(&own.id);
    if title == id || title.is_empty() { id } else { format!("{id} {title}") }
}

/// `Case team (CASE)`
fn party(own: &Named, style: Style) -> String {
    let (title, id) = (plain(own.title.get(style.lang)), plain(&own.id));
    match style.lang {
        _ if title == id || title.is_empty() => id,
        Lang::En => format!("{title} ({id})"),
        Lang::Zh => format!("{title}（{id}）"),
    }
}

fn section(page: &mut Page, en: &str, zh: &str, lines: &[String]) {
    let word = page.style.pick(en, zh);
    let space = " ".repeat((MARGIN + 1).saturating_sub(width(word)));
    let mut lead = format!("{}{space}", paint(Ink::Strong, word));
    for line in lines {
        page.hanging(&lead, line);
        lead = " ".repeat(MARGIN + 1);
    }
}

fn duty(own: &WhoseDuty, report: &WhoseReport, page: &mut Page) {
    let style = page.style;
    let place = own.place.as_ref().map(|place| {
        let path = plain(&place.path);
        place.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"))
    });
    let title = paint(Ink::Strong, &called(&own.duty, style));
    let items: Vec<String> = std::iter::once(title).chain(place).collect();
    page.items("", &items, " · ");
    if report.by.as_deref() != Some("text") {
        let by = match report.by.as_deref() {
            Some("step") => style.pick("its step is called so", "其环节即此名称"),
            Some("code") => style.pick("a code of its own", "为其代码"),
            Some("value") => {
                style.pick("a value of a field that means it", "为表明该事项的字段取值")
            }
            _ => style.pick("it is called so", "事项即此名称"),
        };
        section(page, "By", "识别", &[by.to_owned()]);
    }
    let steps: Vec<String> =
        own.steps.iter().map(|step| format!("“{}”", plain(step.title.get(style.lang)))).collect();
    if !steps.is_empty() {
        section(page, "Step", "环节", &[steps.join(style.pick(", ", "、"))]);
    }
    let holder = own
        .holder
        .as_ref()
        .map_or_else(|| style.pick("nobody", "无").to_owned(), |holder| members(holder, style));
    section(page, "Held by", "责任主体", &[holder]);
    let supporting: Vec<String> =
        own.supporting.iter().map(|party| members(party, style)).collect();
    if !supporting.is_empty() {
        section(page, "Supported", "配合单位", &supporting);
    }
    let force = period(own.from.as_deref(), own.until.as_deref(), style);
    if let Some(force) = force {
        let out = own.in_force == Some(false);
        section(page, "In force", "有效期", &[marked(force, out, report, style)]);
    }
    let basis: Vec<String> = own.basis.iter().map(|own| law(own, report, style)).collect();
    let none = [style.pick("none is named", "未写明").to_owned()];
    section(page, "Basis", "依据", if basis.is_empty() { &none } else { &basis });
    let excludes: Vec<String> = own.excludes.iter().map(|own| exclusion(own, style)).collect();
    if !excludes.is_empty() {
        section(page, "Not this", "不包括", &excludes);
    }
    if let Some(unit) = &own.unit {
        section(page, "Unit", "所询单位", &concern(unit, style));
    }
}

/// A role with the bodies that have it.
fn members(own: &WhoseParty, style: Style) -> String {
    let named = party(&own.party, style);
    let others: Vec<&Named> = own.bodies.iter().filter(|body| body.id != own.party.id).collect();
    if others.is_empty() {
        return named;
    }
    let shown = others.iter().take(BODIES).map(|body| plain(body.title.get(style.lang)));
    let mut list = shown.collect::<Vec<_>>().join(style.pick(", ", "、"));
    let more = others.len().saturating_sub(BODIES);
    if more > 0 {
        list = match style.lang {
            Lang::En => format!("{list} and {more} more"),
            Lang::Zh => format!("{list}等另{more}个"),
        };
    }
    format!("{named}{}{list}", style.pick(": ", "："))
}

fn period(from: Option<&str>, until: Option<&str>, style: Style) -> Option<String> {
    Some(match (from, until, style.lang) {
        (Some(from), Some(until), Lang::En) => format!("{from} to {until}"),
        (Some(from), Some(until), Lang::Zh) => format!("{from}至{until}"),
        (Some(from), None, Lang::En) => format!("since {from}"),
        (Some(from), None, Lang::Zh) => format!("自{from}起"),
        (None, Some(until), Lang::En) => format!("until {until}"),
        (None, Some(until), Lang::Zh) => format!("至{until}"),
        (None, None, _) => return None,
    })
}

/// A text with the mark that it does not hold on the day.
fn marked(text: String, out: bool, report: &WhoseReport, style: Style) -> String {
    let Some(day) = report.on.as_deref().filter(|_| out) else { return text };
    let mark = match style.lang {
        Lang::En => format!("not in force on {day}"),
        Lang::Zh => format!("{day}并不有效"),
    };
    format!("{text} — {}", paint(Ink::Warning, &mark))
}

fn law(own: &WhoseBasis, report: &WhoseReport, style: Style) -> String {
    let name = plain(&own.law);
    let mut text = match (own.article.as_deref().map(plain), style.lang) {
        (Some(article), Lang::En) => format!("{name}, art. {article}"),
        (Some(article), Lang::Zh) => format!("{name}第{article}条"),
        (None, _) => name,
    };
    let status = own.status.as_deref().map(|status| match status {
        "verified" => style.pick("verified", "已核实"),
        "local" => style.pick("local rule", "地方规定"),
        _ => style.pick("placeholder", "占位值"),
    });
    let mut about: Vec<String> = status.into_iter().map(str::to_owned).collect();
    about.extend(period(own.from.as_deref(), own.until.as_deref(), style));
    if !about.is_empty() {
        let about = about.join(style.pick("; ", "；"));
        text = match style.lang {
            Lang::En => format!("{text} ({about})"),
            Lang::Zh => format!("{text}（{about}）"),
        };
    }
    marked(text, own.in_force == Some(false), report, style)
}

fn exclusion(own: &WhoseExclusion, style: Style) -> String {
    let what = plain(own.what.get(style.lang));
    match (&own.to, style.lang) {
        (Some(to), Lang::En) => format!("{what} → {}", called(to, style)),
        (Some(to), Lang::Zh) => format!("{what} → 属于{}", called(to, style)),
        (None, _) => what,
    }
}

fn concern(own: &WhoseUnit, style: Style) -> Vec<String> {
    let unit = plain(own.unit.title.get(style.lang));
    let mut lines = vec![match (own.concern.as_str(), style.lang) {
        ("holds", Lang::En) => format!("{unit} answers for it"),
        ("holds", Lang::Zh) => format!("{unit}是责任主体"),
        ("supports", Lang::En) => format!("{unit} supports it"),
        ("supports", Lang::Zh) => format!("{unit}是配合单位"),
        (_, lang) => match (&own.goes_to, lang) {
            (Some(to), Lang::En) => {
                format!("{unit} is not concerned: it goes to {}", party(to, style))
            }
            (Some(to), Lang::Zh) => format!("{unit}与此无关：应转交{}", party(to, style)),
            (None, Lang::En) => format!("{unit} is not concerned"),
            (None, Lang::Zh) => format!("{unit}与此无关"),
        },
    }];
    lines.extend(own.excluded.iter().map(|out| {
        let (duty, what) = (called(&out.duty, style), plain(out.what.get(style.lang)));
        match style.lang {
            Lang::En => format!("its own {duty} does not include: {what}"),
            Lang::Zh => format!("其{duty}不包括：{what}"),
        }
    }));
    lines
}
