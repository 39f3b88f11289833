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
/// Columns of a Chinese name that is not broken.
const SHORT: usize = 10;
/// Columns of a heading's longest word, if it is not to be cut.
const WIDEST: usize = 16;
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

/// How a table is laid out: its headings and the columns of its first one.
struct Laid {
    heads: Vec<String>,
    first: usize,
}

impl<'r> Grid<'_, 'r> {
    fn render(mut self, room: usize, page: &mut Page) {
        let rows = std::mem::take(&mut self.rows);
        self.rows = self.sums.most(rows, ROWS);
        if !self.turned && self.sums.any_outside() {
            self.rows.push(Axis::NoDuty);
        }
        let all = std::mem::take(&mut self.columns);
        // Titles that are cut a little sooner are better than a column less, and that is better than a
        // name that is cut.
        let fewer = room.saturating_sub(1).max(2);
        let tries = [(room, true, 8), (room, true, 7), (fewer, true, 7), (room, false, 8)];
        let mut laid = None;
        for (room, whole, eighths) in tries {
            self.columns = self.columns(all.clone(), room);
            laid = self.lay(whole, eighths);
            if laid.is_some() {
                break;
            }
        }
        let Some(laid) = laid else { return };
        let titles: Vec<String> = self.rows.iter().map(|row| self.sums.title(row)).collect();
        let mut table = self.sums.view.style.table();
        let head = std::iter::once(Cell::new("")).chain(laid.heads.iter().map(Cell::new));
        table.set_header(head.collect::<Vec<_>>());
        for (title, marks) in titles.iter().zip(self.marks()) {
            let cells = std::iter::once(Cell::new(cut(title, laid.first)));
            table.add_row(cells.chain(marks.iter().map(Cell::new)).collect::<Vec<_>>());
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        page.block(&table.to_string());
    }

    /// The columns that fit, and one for what is under no duty.
    fn columns(&self, all: Vec<Axis<'r>>, room: usize) -> Vec<Axis<'r>> {
        let mut columns = self.sums.most(all, room);
        if self.turned && self.sums.any_outside() {
            columns.push(Axis::NoDuty);
        }
        columns
    }

    /// The cells of each row, the last of them over all columns.
    fn marks(&self) -> Vec<Vec<String>> {
        let of = |row: &Axis<'_>| {
            let cells = self.columns.iter().map(|column| mark(&self.sums.sum(row, column)));
            cells.chain([mark(&self.sums.whole(row))]).collect()
        };
        self.rows.iter().map(of).collect()
    }

    /// The widest headings that leave the first column so much of what it wants; with `whole` none is cut
    /// within a word.
    fn lay(&self, whole: bool, eighths: usize) -> Option<Laid> {
        let marks = self.marks();
        let titles = self.rows.iter().map(|row| width(&self.sums.title(row)));
        let longest = titles.max().unwrap_or(8);
        let total = self.sums.view.style.width;
        let free = total.saturating_sub(1 + FRAME + (self.columns.len() + 1) * FRAME);
        let wanted = longest.min(first_column(total)) * eighths / 8;
        let fit = |cell: usize| {
            let heads = self.heads(cell, whole);
            let columns = heads.iter().enumerate().map(|(at, head)| {
                let marks = marks.iter().filter_map(|row| row.get(at)).map(|mark| width(mark));
                head.lines().map(width).chain(marks).max().unwrap_or(1)
            });
            let first = free.saturating_sub(columns.sum());
            let fits = first >= wanted || (cell == NARROW && !whole);
            fits.then(|| Laid { heads, first: first.min(longest).max(8) })
        };
        (NARROW..=WIDE).rev().find_map(fit)
    }

    /// What stands above the columns.
    fn heads(&self, cell: usize, whole: bool) -> Vec<String> {
        let all = self.sums.view.style.pick("all", "合计").to_owned();
        let heads = self.columns.iter().map(|column| self.short(column)).chain([all]);
        heads.map(|head| heading(&head, cell, whole)).collect()
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

/// A heading in as many lines of a width as it takes; what doesn't fit is cut. A word that is wider
/// widens the column, or is cut too.
fn heading(text: &str, columns: usize, whole: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let latin = |word: &str| word.len() == word.chars().count();
    // A short Chinese name stays whole, a longer one is broken anywhere.
    let own =
        words.iter().filter(|word| latin(word) || width(word) <= SHORT).map(|word| width(word));
    let widest = own.max().unwrap_or(0);
    let columns = if whole { columns.max(widest.min(WIDEST)) } else { columns };
    let word = |word: &&str| if latin(word) { cut(word, columns) } else { (*word).to_owned() };
    let text = words.iter().map(word).collect::<Vec<_>>().join(" ");
    let mut lines = wrap(&text, columns);
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
