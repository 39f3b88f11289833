//! Body × duty.

use comfy_table::{Cell, CellAlignment};

use crate::report::grid::{Axis, Sums, bodies, duties, each};
use crate::report::style::{Ink, Page, paint};
use crate::report::units::{Sum, Units};
use crate::report::view::View;
use crate::text::Lang;
use crate::text::width::{cut, width, wrap};

/// Rows shown; the rest is added up in one.
const ROWS: usize = 30;
/// Columns of a cell's text.
const NARROW: usize = 7;
const WIDE: usize = 12;
/// Lines that a heading may take.
const LINES: usize = 3;
/// What borders and the space within them take of each column.
const FRAME: usize = 3;

/// What the first column should have of a width: a third, and enough for a short title.
fn first_column(width: usize) -> usize {
    (width / 3).max(26)
}

/// The table, with rows and columns the way that shows most.
pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let duties = duties(view);
    // The first column takes what the others leave; a third of the width at least.
    let width = view.style.width;
    let room = width.saturating_sub(1 + first_column(width)) / (NARROW + FRAME);
    // One column is for the sum.
    let room = room.saturating_sub(1).max(1);
    let units = Units::new(view, room);
    if duties.is_empty() || units.ids.is_empty() {
        return;
    }
    let sums = Sums { view, units: &units };
    let grid = if units.ids.len() > room && duties.len() <= room {
        Grid { sums, rows: bodies(&units), columns: each(&duties), turned: true }
    } else {
        Grid { sums, rows: each(&duties), columns: bodies(&units), turned: false }
    };
    page.gap();
    grid.render(room, page);
    legend(&units, view, page);
}

struct Grid<'v, 'r> {
    sums: Sums<'v, 'r>,
    rows: Vec<Axis<'r>>,
    columns: Vec<Axis<'r>>,
    /// Bodies are rows.
    turned: bool,
}

impl Grid<'_, '_> {
    fn render(mut self, room: usize, page: &mut Page) {
        let columns = std::mem::take(&mut self.columns);
        self.columns = self.sums.most(columns, room);
        let rows = std::mem::take(&mut self.rows);
        self.rows = self.sums.most(rows, ROWS);
        if self.sums.any_outside() {
            let no_duty = if self.turned { &mut self.columns } else { &mut self.rows };
            no_duty.push(Axis::NoDuty);
        }
        let marks: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let cells = self.columns.iter().map(|column| mark(&self.sums.sum(row, column)));
                cells.chain([mark(&self.sums.whole(row))]).collect()
            })
            .collect();
        let titles: Vec<String> = self.rows.iter().map(|row| self.sums.title(row)).collect();
        let longest = titles.iter().map(|title| width(title)).max().unwrap_or(8);
        let total = self.sums.view.style.width;
        let free = total.saturating_sub(1 + FRAME + (self.columns.len() + 1) * FRAME);
        let wanted = longest.min(first_column(total));
        // The widest headings that leave the first column what it wants.
        let fit = |cell: usize| {
            let heads = self.heads(cell);
            let columns = heads.iter().enumerate().map(|(at, head)| {
                let marks = marks.iter().filter_map(|row| row.get(at)).map(|mark| width(mark));
                head.lines().map(width).chain(marks).max().unwrap_or(1)
            });
            let first = free.saturating_sub(columns.sum());
            (first >= wanted || cell == NARROW).then_some((heads, first.min(longest).max(8)))
        };
        let (heads, first) =
            (NARROW..=WIDE).rev().find_map(fit).unwrap_or_else(|| (self.heads(NARROW), wanted));
        let mut table = self.sums.view.style.table();
        let head = std::iter::once(Cell::new("")).chain(heads.iter().map(Cell::new));
        table.set_header(head.collect::<Vec<_>>());
        for (title, marks) in titles.iter().zip(&marks) {
            let cells = std::iter::once(Cell::new(cut(title, first)));
            table.add_row(cells.chain(marks.iter().map(Cell::new)).collect::<Vec<_>>());
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        page.block(&table.to_string());
    }

    /// What stands above the columns.
    fn heads(&self, cell: usize) -> Vec<String> {
        let all = self.sums.view.style.pick("all", "合计").to_owned();
        let heads = self.columns.iter().map(|column| self.short(column)).chain([all]);
        heads.map(|head| heading(&head, cell)).collect()
    }

    /// What stands above a column.
    fn short(&self, axis: &Axis<'_>) -> String {
        match axis {
            Axis::Duty(id) => crate::report::style::plain(id),
            Axis::NoDuty => self.sums.view.style.pick("no duty", "清单外").to_owned(),
            _ => self.sums.title(axis),
        }
    }
}

/// A heading in as many lines of a width as it takes; what doesn't fit is cut.
fn heading(text: &str, columns: usize) -> String {
    let mut lines = wrap(text, columns);
    if lines.len() > LINES {
        let rest = lines.split_off(LINES - 1).join(" ");
        let mut last = cut(&rest, columns);
        if width(&last) < columns && !last.ends_with('…') && rest.len() > last.len() {
            last.push('…');
        }
        lines.push(last);
    }
    lines.join("\n")
}

/// A number of findings in its colour, or how it is that there are none.
fn mark(sum: &Sum) -> String {
    let (ink, mark) = sum.mark();
    paint(ink, &mark)
}

fn legend(units: &Units<'_>, view: &View<'_>, page: &mut Page) {
    let mut items: Vec<String> = match view.style.lang {
        Lang::En => ["12 findings", "· nothing wrong", "▒ cannot tell", "– no data"]
            .map(str::to_owned)
            .to_vec(),
        Lang::Zh => ["12 问题数", "· 无问题", "▒ 无法判定", "– 无数据"].map(str::to_owned).to_vec(),
    };
    items.push(view.style.pick("blank: not theirs", "空白：与其无关").to_owned());
    if units.grouped {
        items.push(view.style.pick("teams under their station", "下属单位计入上级").to_owned());
    }
    let items: Vec<String> = items.iter().map(|item| paint(Ink::Dim, item)).collect();
    page.items(" ", &items, "   ");
}
