//! What falls due, for people and their tools: at a terminal, as CSV, as a calendar.

pub mod ics;

use super::csv::{defused, row};
use super::style::{Ink, Page, Style, number, paint, plain};
use super::view::instant;
use super::wire::due::{DueBody, DueEntry, DueReport};
use crate::text::Lang;
use crate::text::lang::s;

/// Items of one body that are shown; the rest is counted.
const SHOWN: usize = 20;

/// The columns of a table of what falls due: code, English, Chinese.
pub(super) const COLUMNS: [(&str, &str, &str); 9] = [
    ("state", "State", "状态"),
    ("due", "Due", "到期时间"),
    ("body", "Body", "单位编号"),
    ("body_title", "Name of the body", "单位名称"),
    ("duty", "Duty", "事项编号"),
    ("duty_title", "Name of the duty", "责任事项"),
    ("step", "Step", "环节"),
    ("step_title", "What is to be done", "待办内容"),
    ("case", "Case", "案件编号"),
];

/// For a person at a terminal; with `brief` the sum alone.
pub fn render(report: &DueReport, brief: bool, style: Style) -> String {
    let mut page = Page::new(style);
    if !brief {
        let set = plain(report.set.title.get(style.lang));
        let at = instant(&report.as_of);
        let at = match style.lang {
            Lang::En => format!("as of {at}"),
            Lang::Zh => format!("截至 {at}"),
        };
        page.items("", &[paint(Ink::Strong, &set), at], " · ");
        page.gap();
    }
    page.paragraph(0, &sum(report, style));
    if brief {
        return page.finish();
    }
    for body in &report.bodies {
        page.heading(&of_body(body, style));
        let own = || report.items.iter().filter(|item| item.body == body.id);
        for item in own().take(SHOWN) {
            entry(item, style, &mut page);
        }
        let left = own().count().saturating_sub(SHOWN);
        if left > 0 {
            let (left, body) = (number(left as u64), plain(&body.id));
            page.paragraph(
                2,
                &match style.lang {
                    Lang::En => format!("and {left} more: `--format csv=FILE`, `--unit {body}`"),
                    Lang::Zh => format!("另有{left}项：`--format csv=文件`、`--unit {body}`"),
                },
            );
        }
    }
    page.finish()
}

/// `3 overdue and open, 12 fall due within 7 days.`
fn sum(report: &DueReport, style: Style) -> String {
    let (overdue, due) = (number(report.overdue), number(report.due));
    let ink = if report.overdue > 0 { Ink::Error } else { Ink::Good };
    let days = report.days;
    match style.lang {
        Lang::En => {
            let overdue = paint(ink, &format!("{overdue} overdue and open"));
            let verb = if report.due == 1 { "falls" } else { "fall" };
            let plural = s(u64::from(days));
            format!("{overdue}, {due} {verb} due within {days} day{plural}.")
        }
        Lang::Zh => {
            let overdue = paint(ink, &format!("已超期未办{overdue}项"));
            format!("{overdue}，{days}日内到期{due}项。")
        }
    }
}

fn of_body(body: &DueBody, style: Style) -> String {
    let name = plain(body.title.get(style.lang));
    let (overdue, due) = (number(body.overdue), number(body.due));
    match style.lang {
        Lang::En => format!("{name} · {overdue} overdue, {due} due"),
        Lang::Zh => format!("{name} · 超期{overdue}项，即将到期{due}项"),
    }
}

fn entry(item: &DueEntry, style: Style, page: &mut Page) {
    let at = instant(&item.due);
    let mark = if item.overdue {
        paint(Ink::Error, style.pick("overdue", "已超期"))
    } else {
        paint(Ink::Note, style.pick("due    ", "将到期"))
    };
    let mut items = vec![format!("{} {}", plain(&item.duty), plain(item.title.get(style.lang)))];
    if !item.case.is_empty() {
        items.push(format!("{} {}", style.pick("case", "案件"), plain(&item.case)));
    }
    page.items(&format!("  {at}  {mark}  "), &items, " · ");
}

/// The cells of an item, in the order of [`COLUMNS`]; the state is a code.
pub(super) fn cells(item: &DueEntry, report: &DueReport, lang: Lang) -> [String; 9] {
    let body = report.bodies.iter().find(|body| body.id == item.body);
    [
        if item.overdue { "overdue" } else { "due" }.to_owned(),
        item.due.clone(),
        plain(&item.body),
        plain(body.map_or("", |body| body.title.get(lang))),
        plain(&item.duty),
        plain(item.duty_title.get(lang)),
        plain(&item.step),
        plain(item.title.get(lang)),
        plain(&item.case),
    ]
}

/// As comma-separated text, written like the findings.
pub fn csv(report: &DueReport, lang: Lang) -> String {
    let mut out = String::from('\u{feff}');
    row(COLUMNS.iter().map(|(code, ..)| (*code).to_owned()), &mut out);
    for item in &report.items {
        row(cells(item, report, lang).iter().map(|cell| defused(cell)), &mut out);
    }
    out
}

#[cfg(test)]
mod tests;
