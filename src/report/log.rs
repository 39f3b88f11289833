//! What `remit log` shows at a terminal.

use super::style::{Ink, Page, Style, number, paint, plain};
use super::wire::Input;
use super::wire::log::{LogFile, LogReport, LogTable};
use crate::text::width::width;
use crate::text::{Lang, Words};

/// Columns of the word in the margin.
const MARGIN: usize = 11;

/// All files, one below the other.
pub fn render(report: &LogReport, style: Style) -> String {
    let mut page = Page::new(style);
    for own in &report.files {
        file(own, &mut page);
    }
    page.finish()
}

fn file(own: &LogFile, page: &mut Page) {
    let style = page.style;
    if let Some(fault) = &own.error {
        page.gap();
        page.paragraph(0, &paint(Ink::Strong, &plain(&own.path)));
        section(page, "no log", "非日志", &[plain(fault.message.get(style.lang))]);
        if let Some(help) = &fault.help {
            section(page, "help", "建议", &[plain(help.get(style.lang))]);
        }
    }
    for own in &own.tables {
        page.gap();
        table(own, page);
    }
}

fn table(own: &LogTable, page: &mut Page) {
    let style = page.style;
    let input = &own.input;
    let name = input.table.as_ref().map(|table| format!(":{}", plain(table)));
    let title = format!("{}{}", plain(&input.path), name.unwrap_or_default());
    page.paragraph(0, &paint(Ink::Strong, &title));
    items(page, "form", "格式", &form(input, style));
    let mapping = match (&input.mapping, style.lang) {
        (Some(id), Lang::En) => format!("{} of the set", plain(id)),
        (Some(id), Lang::Zh) => format!("清单集中的{}", plain(id)),
        (None, lang) => RECOGNISED.get(lang).to_owned(),
    };
    section(page, "mapping", "映射", &[mapping]);
    for column in &input.columns {
        let line = format!("{} = {}", plain(&column.header), plain(&column.means));
        let first = input.columns.first() == Some(column);
        section(page, if first { "columns" } else { "" }, if first { "列" } else { "" }, &[line]);
    }
    let unused: Vec<String> = own.unused.iter().map(|header| plain(header)).collect();
    items(page, "not used", "未使用", &unused);
    items(page, "rows", "行数", &counts(own, style));
    if let (Some(first), Some(last)) = (&own.first, &own.last) {
        let line = match style.lang {
            Lang::En => format!("{} to {}", short(first), short(last)),
            Lang::Zh => format!("{}至{}", short(first), short(last)),
        };
        section(page, "time", "时间", &[line]);
    }
    let notes: Vec<String> = input.notes.iter().map(|note| plain(note.get(style.lang))).collect();
    section(page, "notes", "说明", &notes);
    let rejects: Vec<String> = own
        .rejects
        .iter()
        .map(|reject| {
            let at = place(reject.row, reject.place.as_ref(), style);
            let column = match reject.column.as_str() {
                "" => String::new(),
                column => format!("{}{}", style.pick(", ", "，"), plain(column)),
            };
            format!("{at}{column}: {}", plain(reject.reason.get(style.lang)))
        })
        .collect();
    section(page, "rejected", "无法读取", &rejects);
    let rows: Vec<String> = own
        .sample
        .iter()
        .map(|row| {
            let said: Vec<String> = row
                .said
                .iter()
                .map(|(role, value)| format!("{} {}", plain(role), plain(value)))
                .collect();
            let at = place(row.row, row.place.as_ref(), style);
            format!("{at}: {} · {}", plain(&row.at), said.join(" · "))
        })
        .collect();
    section(page, "sample", "样例", &rows);
}

const RECOGNISED: Words = Words::fixed("none; columns were recognised by name", "无；按列名识别");

fn form(input: &Input, style: Style) -> Vec<String> {
    let mut items = vec![plain(&input.format), plain(&input.encoding)];
    if input.format == "csv" {
        items.push(match (input.delimiter, style.lang) {
            ('\t', _) => style.pick("tabs", "制表符分隔").to_owned(),
            (own, Lang::En) => format!("`{own}` between cells"),
            (own, Lang::Zh) => format!("以`{own}`分隔"),
        });
    }
    items.push(match (input.header_row, style.lang) {
        (0, Lang::En) => "columns are keys".to_owned(),
        (0, Lang::Zh) => "以键为列".to_owned(),
        (row, Lang::En) => format!("header in row {row}"),
        (row, Lang::Zh) => format!("表头在第{row}行"),
    });
    items
}

fn counts(own: &LogTable, style: Style) -> Vec<String> {
    let [rows, events, cases, rejected, furniture] =
        [own.input.rows, own.events, own.cases, own.rejected, own.input.furniture].map(number);
    match style.lang {
        Lang::En => vec![
            format!("{rows} of data"),
            format!("{events} events"),
            format!("{cases} cases"),
            format!("{rejected} rejected"),
            format!("{furniture} titles, sums or blank"),
        ],
        Lang::Zh => vec![
            format!("数据{rows}行"),
            format!("事件{events}个"),
            format!("案件{cases}件"),
            format!("无法读取{rejected}行"),
            format!("标题、合计或空行{furniture}行"),
        ],
    }
}

fn place(row: u64, place: Option<&Words>, style: Style) -> String {
    match (place, style.lang) {
        (Some(place), lang) => plain(place.get(lang)),
        (None, Lang::En) => format!("row {row}"),
        (None, Lang::Zh) => format!("第{row}行"),
    }
}

/// `2026-02-15 23:59` from an instant of the report.
fn short(text: &str) -> String {
    let text: String = text.chars().take(16).collect();
    plain(&text.replace('T', " "))
}

fn lead(page: &Page, en: &str, zh: &str) -> String {
    let word = page.style.pick(en, zh);
    let space = " ".repeat((MARGIN + 1).saturating_sub(width(word) + 2));
    format!("  {}{space}", paint(Ink::Strong, word))
}

fn items(page: &mut Page, en: &str, zh: &str, items: &[String]) {
    if !items.is_empty() {
        let lead = lead(page, en, zh);
        let between = page.style.pick(", ", "，");
        page.items(&lead, items, between);
    }
}

fn section(page: &mut Page, en: &str, zh: &str, lines: &[String]) {
    let mut lead = lead(page, en, zh);
    for line in lines {
        page.hanging(&lead, line);
        lead = " ".repeat(MARGIN + 1);
    }
}
