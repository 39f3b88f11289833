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
/// What borders and the space within them take of each column.
const FRAME: usize = 3;

/// The table; nothing without an earlier audit.
pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let met = view.style.pick("met now", "本次履行率").to_owned();
    // What is left beside so many audits for the names.
    let free = |most| {
        let heads = audits(view, most).iter().map(name).chain([met.clone()]);
        let taken: usize = heads.map(|head| width(&head).max(5) + FRAME).sum();
        view.style.width.saturating_sub(1 + FRAME + taken)
    };
    // Names that can be told apart are worth more than one audit more.
    let wanted = view.style.width * 2 / 5;
    let room = (2..=AUDITS).rev().find(|most| free(*most) >= wanted).unwrap_or(2);
    let shown = audits(view, room);
    let (strands, left) = strands(view, shown, STRANDS);
    if strands.is_empty() {
        return;
    }
    let first = free(room).max(12);
    page.heading(&match view.style.lang {
        Lang::En => format!("Faults over the last {} audits", shown.len()),
        Lang::Zh => format!("近{}次审计的问题数", shown.len()),
    });
    let mut table = view.style.table();
    let head = std::iter::once(String::new()).chain(shown.iter().map(name)).chain([met]);
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
