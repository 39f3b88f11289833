//! Where every row went, what the files were taken for, and what else a reader must know.

use crate::report::style::{Ink, Page, number, paint, plain};
use crate::report::view::View;
use crate::report::wire::Input;
use crate::text::Lang;

/// Reasons shown; the rest is counted.
const REASONS: usize = 6;
/// Files shown; the rest is counted.
const FILES: usize = 8;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let own = &view.report.ledger;
    page.heading(view.style.pick("Ledger", "台账"));
    let [read, judged, out, ignored, rejected] =
        [own.read, own.judged, own.out_of_list, own.ignored, own.rejected].map(number);
    let items = match view.style.lang {
        Lang::En => [
            format!("rows read {read} ="),
            format!("judged {judged} +"),
            format!("out of list {out} +"),
            format!("ignored {ignored} +"),
            format!("rejected {rejected}"),
        ],
        Lang::Zh => [
            format!("读取 {read} 行 ="),
            format!("已判定 {judged} +"),
            format!("清单外 {out} +"),
            format!("略过 {ignored} +"),
            format!("无法读取 {rejected}"),
        ],
    };
    page.items("  ", &items, " ");
    if own.read != own.judged + own.out_of_list + own.ignored + own.rejected {
        page.paragraph(2, &paint(Ink::Error, view.style.pick("this does not add up", "账目不平")));
    }
    for reason in own.ignored_by.iter().take(REASONS) {
        let words = view.words(&reason.reason);
        let count = number(reason.count);
        page.hanging(
            "  ",
            &match view.style.lang {
                Lang::En => format!("ignored {count}: {words}"),
                Lang::Zh => format!("略过 {count} 行：{words}"),
            },
        );
    }
    more(view, own.ignored_by.len(), REASONS, page);
    if !view.report.inputs.is_empty() {
        page.heading(view.style.pick("Logs", "日志"));
        for input in view.report.inputs.iter().take(FILES) {
            file(view, input, page);
        }
        more(view, view.report.inputs.len(), FILES, page);
    }
    if !view.report.notes.is_empty() {
        page.heading(view.style.pick("Notes", "说明"));
        for note in &view.report.notes {
            page.hanging("  · ", &view.words(note));
        }
    }
}

fn more(view: &View<'_>, count: usize, shown: usize, page: &mut Page) {
    if count > shown {
        let left = number((count - shown) as u64);
        page.paragraph(
            2,
            &match view.style.lang {
                Lang::En => format!("and {left} more"),
                Lang::Zh => format!("另有{left}项"),
            },
        );
    }
}

fn file(view: &View<'_>, input: &Input, page: &mut Page) {
    let mut items = vec![view.count(input.rows, "row", "行")];
    items.extend(view.form(input));
    if let Some(mapping) = &input.mapping {
        items.push(format!("{} {}", view.style.pick("mapping", "映射"), plain(mapping)));
    }
    let name = input.table.as_ref().map(|table| format!(":{}", plain(table)));
    page.hanging("  ", &format!("{}{}", plain(&input.path), name.unwrap_or_default()));
    page.items("    ", &items, " · ");
    if input.mapping.is_none() && !input.columns.is_empty() {
        let columns: Vec<String> = input
            .columns
            .iter()
            .map(|column| format!("{} = {}", plain(&column.header), plain(&column.means)))
            .collect();
        let lead = view.style.pick("recognised by name: ", "按列名识别：");
        page.items(&format!("    {lead}"), &columns, view.style.pick(", ", "，"));
    }
    for note in &input.notes {
        page.hanging("    ", &view.words(note));
    }
}
