//! What a row must be before anything is made of it, and which rows are no data.

use super::super::column::{Column, Fault, Row};
use super::super::plan::Plan;
use super::super::split::Cells;
use super::super::text::key;
use super::super::time::Clock;
use crate::model::Moment;
use crate::say;
use crate::text::Words;

/// What is said of a file whose end is missing or can't be read.
pub(in crate::log) fn ends_early(why: &Words) -> Words {
    say!("the file ends in the middle: {why}", "文件在中途结束：{why}", why: why)
}

pub(super) fn whole_row(reason: Words) -> Fault {
    Fault { column: String::new(), reason }
}

/// Whether the row has the cells that it should.
pub(super) fn shape(cells: &Cells<'_>, plan: &Plan, width: usize) -> Result<(), Fault> {
    let count = cells.len();
    if cells.unclosed {
        return Err(whole_row(Words::fixed(
            "a quotation mark is opened in this row and never closed",
            "本行有未闭合的引号",
        )));
    }
    if count > width && !cells.blank_from(width) {
        return Err(whole_row(say!(
            "it has {count} cells and the header {width}; a text may hold a separator without quotation marks",
            "本行有{count}个单元格，表头只有{width}个；可能某段文本含分隔符而未加引号"
        )));
    }
    // What a half-written row still shows may be half a word, and what it lacks was perhaps there.
    if cells.broken_off && count < width {
        return Err(whole_row(say!(
            "the file ends in the middle of this row, at cell {count} of {width}",
            "文件在本行中途结束，止于第{count}个单元格（共{width}个）"
        )));
    }
    if count >= plan.widest {
        return Ok(());
    }
    if let Some(missing) = plan.needed.iter().find(|&&at| at >= count) {
        let header = plan.header_of(*missing);
        return Err(Fault {
            column: header.to_owned(),
            reason: say!(
                "it has {count} cells and the header {width}, so this one is missing",
                "本行只有{count}个单元格，表头有{width}个，缺少此列"
            ),
        });
    }
    Ok(())
}

/// The moment in a cell; nothing if the cell is empty.
pub(super) fn instant(
    column: &Column,
    row: &Row<'_>,
    clock: &mut Clock,
) -> Result<Option<Moment>, Fault> {
    if let Some(moment) = column.plain(row).and_then(|cell| clock.quick(cell)) {
        return Ok(Some(moment));
    }
    let text = column.text(row)?;
    if text.is_empty() {
        return Ok(None);
    }
    clock.read(&text).map(Some).map_err(|fault| column.fault(fault.words()))
}

/// Whether no time of the row can be read: only then may it be no data.
pub(super) fn is_timeless(row: &Row<'_>, plan: &mut Plan) -> bool {
    let clock = &mut plan.clock;
    let mut times = plan.at.iter().chain(plan.steps.iter().map(|step| &step.at));
    !times.any(|column| matches!(instant(column, row, clock), Ok(Some(_))))
}

/// Whether the row is the header once more, as where two exports were put together.
pub(super) fn repeats_header(row: &Row<'_>, plan: &Plan) -> bool {
    plan.needed
        .iter()
        .all(|&at| row.text(at).is_some_and(|cell| key(&cell) == key(plan.header_of(at))))
}
