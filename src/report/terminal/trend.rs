//! Faults of every body and duty over the newest audits.

use comfy_table::{Cell, CellAlignment};

use crate::report::course::share;
use crate::report::style::{Page, number};
use crate::report::trend::{Strand, audits, name, strands};
use crate::report::view::View;
use crate::text::Lang;
use crate::text::width::{cut, width};

/// Audits beside each other, if there is room.
const AUDITS: usize = 8;
/// Bodies and duties below each other.
const STRANDS: usize = 12;
/// Columns of the widest name.
const NAME: usize = 32;
/// What borders and the space within them take of each column.
const FRAME: usize = 3;

/// The table; nothing without an earlier audit.
pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let heads = |most| -> Vec<String> { audits(view, most).iter().map(name).collect() };
    let total = view.style.width;
    let first = (total / 3).clamp(12, NAME);
    let met = view.style.pick("met now", "本次履行率").to_owned();
    let wide = |heads: &[String]| -> usize {
        let columns = heads.iter().chain([&met]).map(|head| width(head).max(5) + FRAME);
        1 + first + FRAME + columns.sum::<usize>()
    };
    let room = (2..=AUDITS).rev().find(|most| wide(&heads(*most)) <= total).unwrap_or(2);
    let shown = audits(view, room);
    let (strands, left) = strands(view, shown, STRANDS);
    if strands.is_empty() {
        return;
    }
    page.heading(&match view.style.lang {
        Lang::En => format!("Faults over the last {} audits", shown.len()),
        Lang::Zh => format!("近{}次审计的问题数", shown.len()),
    });
    let mut table = view.style.table();
    let head = std::iter::once(String::new()).chain(heads(room)).chain([met]);
    table.set_header(head.map(Cell::new).collect::<Vec<_>>());
    for own in &strands {
        let cells = std::iter::once(cut(&own.name, first)).chain(counts(own));
        table.add_row(cells.map(Cell::new).collect::<Vec<_>>());
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    page.block(&table.to_string());
    if left > 0 {
        let left = number(left as u64);
        page.paragraph(
            1,
            &match view.style.lang {
                Lang::En => format!("and {left} bodies and duties more: --format trend=FILE.csv"),
                Lang::Zh => format!("另有{left}个单位和事项：见 --format trend=文件.csv"),
            },
        );
    }
}

fn counts(own: &Strand<'_>) -> Vec<String> {
    let none = || "–".to_owned();
    let faults = |point: &Option<_>| point.map_or_else(none, |(faults, _)| number(faults));
    let now = own.points.last().copied().flatten();
    let met = now.and_then(|(_, verdicts)| share(verdicts)).unwrap_or_else(none);
    own.points.iter().map(faults).chain([met]).collect()
}
