//! Body × duty.

use comfy_table::{Cell, CellAlignment};

use crate::report::style::{Ink, Page, number, paint};
use crate::report::units::{Sum, Units};
use crate::report::view::View;
use crate::report::wire::{BySeverity, Verdicts};
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
    let duties: Vec<&str> = view
        .report
        .duties
        .iter()
        .map(|duty| duty.id.as_str())
        .filter(|id| view.report.counts.table.iter().any(|cell| cell.duty == *id))
        .collect();
    // The first column takes what the others leave; a third of the width at least.
    let width = view.style.width;
    let room = width.saturating_sub(1 + first_column(width)) / (NARROW + FRAME);
    // One column is for the sum.
    let room = room.saturating_sub(1).max(1);
    let units = Units::new(view, room);
    if duties.is_empty() || units.ids.is_empty() {
        return;
    }
    let grid = if units.ids.len() > room && duties.len() <= room {
        Grid { view, units: &units, rows: bodies(&units), columns: each(&duties), turned: true }
    } else {
        Grid { view, units: &units, rows: each(&duties), columns: bodies(&units), turned: false }
    };
    page.gap();
    grid.render(room, page);
    legend(&units, view, page);
}

/// What a row or a column stands for.
#[derive(Clone, Debug)]
enum Axis<'r> {
    Duty(&'r str),
    Body(&'r str),
    /// Several of them, added up.
    Rest(Vec<Axis<'r>>),
    /// Findings that concern no duty.
    NoDuty,
}

fn each<'r>(duties: &[&'r str]) -> Vec<Axis<'r>> {
    duties.iter().map(|id| Axis::Duty(id)).collect()
}

fn bodies<'r>(units: &Units<'r>) -> Vec<Axis<'r>> {
    units.ids.iter().map(|id| Axis::Body(id)).collect()
}

struct Grid<'v, 'r> {
    view: &'v View<'r>,
    units: &'v Units<'r>,
    rows: Vec<Axis<'r>>,
    columns: Vec<Axis<'r>>,
    /// Bodies are rows.
    turned: bool,
}

impl<'r> Grid<'_, 'r> {
    fn render(mut self, room: usize, page: &mut Page) {
        let columns = std::mem::take(&mut self.columns);
        self.columns = self.most(columns, room);
        let rows = std::mem::take(&mut self.rows);
        self.rows = self.most(rows, ROWS);
        let outside = self.units.ids.iter().any(|id| self.units.outside(id).total() > 0);
        if outside {
            let no_duty = if self.turned { &mut self.columns } else { &mut self.rows };
            no_duty.push(Axis::NoDuty);
        }
        let marks: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let cells = self.columns.iter().map(|column| mark(&self.sum(row, column)));
                cells.chain([mark(&self.whole(row))]).collect()
            })
            .collect();
        let titles: Vec<String> = self.rows.iter().map(|row| self.title(row)).collect();
        let longest = titles.iter().map(|title| width(title)).max().unwrap_or(8);
        let total = self.view.style.width;
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
        let mut table = self.view.style.table();
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
        let all = self.view.style.pick("all", "合计").to_owned();
        let heads = self.columns.iter().map(|column| self.short(column)).chain([all]);
        heads.map(|head| heading(&head, cell)).collect()
    }

    /// The worst of an axis that fit, in their order, and the others added up.
    fn most(&self, axis: Vec<Axis<'r>>, room: usize) -> Vec<Axis<'r>> {
        if axis.len() <= room {
            return axis;
        }
        let weight = |own: &Axis<'r>| {
            let findings = match own {
                Axis::Body(id) => self.units.findings(id),
                _ => self.whole(own).findings,
            };
            (findings.error, findings.warning, findings.note)
        };
        let mut order: Vec<usize> = (0..axis.len()).collect();
        order.sort_by_key(|at| (axis.get(*at).map(|own| std::cmp::Reverse(weight(own))), *at));
        order.truncate(room.saturating_sub(1));
        let mut shown = Vec::new();
        let mut rest = Vec::new();
        for (at, own) in axis.into_iter().enumerate() {
            if order.contains(&at) { shown.push(own) } else { rest.push(own) }
        }
        shown.push(Axis::Rest(rest));
        shown
    }

    fn sum(&self, one: &Axis<'r>, other: &Axis<'r>) -> Sum {
        let outside = |body: &str| {
            let findings = self.units.outside(body);
            Sum { findings, ..Sum::default() }
        };
        match (one, other) {
            (Axis::Duty(duty), Axis::Body(body)) | (Axis::Body(body), Axis::Duty(duty)) => {
                self.units.cell(body, duty)
            }
            (Axis::NoDuty, Axis::Body(body)) | (Axis::Body(body), Axis::NoDuty) => outside(body),
            (Axis::Rest(parts), own) | (own, Axis::Rest(parts)) => {
                let mut all = Sum::default();
                for part in parts {
                    all.merge(self.sum(part, own));
                }
                all
            }
            _ => Sum::default(),
        }
    }

    /// A row over all columns, those that are not shown included.
    fn whole(&self, row: &Axis<'r>) -> Sum {
        let mut all = Sum::default();
        match row {
            Axis::Duty(_) | Axis::NoDuty => {
                for id in &self.units.ids {
                    all.merge(self.sum(row, &Axis::Body(id)));
                }
            }
            Axis::Body(body) => {
                for duty in &self.view.report.duties {
                    all.merge(self.units.cell(body, &duty.id));
                }
                all.merge(self.sum(row, &Axis::NoDuty));
            }
            Axis::Rest(parts) => parts.iter().for_each(|part| all.merge(self.whole(part))),
        }
        all
    }

    /// What stands at the beginning of a row.
    fn title(&self, axis: &Axis<'r>) -> String {
        match axis {
            Axis::Duty(id) => self.view.duty(id),
            Axis::Body(id) => self.view.body(id),
            Axis::NoDuty => self.view.style.pick("under no duty", "不属于任何责任事项").to_owned(),
            Axis::Rest(parts) => {
                let count = number(parts.len() as u64);
                match self.view.style.lang {
                    Lang::En => format!("{count} more"),
                    Lang::Zh => format!("其余{count}项"),
                }
            }
        }
    }

    /// What stands above a column.
    fn short(&self, axis: &Axis<'r>) -> String {
        match axis {
            Axis::Duty(id) => crate::report::style::plain(id),
            Axis::NoDuty => self.view.style.pick("no duty", "清单外").to_owned(),
            _ => self.title(axis),
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

/// A number of findings, or how it is that there are none.
fn mark(sum: &Sum) -> String {
    let BySeverity { error, warning, .. } = sum.findings;
    let Verdicts { cannot_tell, .. } = sum.verdicts;
    let ink = match (error, warning) {
        (0, 0) => Ink::Note,
        (0, _) => Ink::Warning,
        _ => Ink::Error,
    };
    if sum.findings.total() > 0 {
        paint(ink, &number(sum.findings.total()))
    } else if sum.verdicts.judged() == 0 && cannot_tell > 0 {
        paint(Ink::Dim, "▒")
    } else if sum.present {
        paint(Ink::Good, "·")
    } else if sum.concerned {
        paint(Ink::Dim, "–")
    } else {
        String::new()
    }
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
