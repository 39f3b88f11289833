//! Workbooks of spreadsheet programs, one cell after the other.
//!
//! The values become the texts that the program itself would write as CSV, with dates in the form
//! that every reader understands: numbers without an exponent, codes with the zeros that their
//! format shows, a day where the format shows a day.

mod cell;

use std::io::{Seek as _, SeekFrom};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use tempfile::SpooledTempFile;

use super::super::bytes::{CUT, Peeked};
use super::super::record::Record;
use super::super::table::{About, Records, Stop, Tables, Take};
use super::foreign;
use crate::say;
use crate::text::Words;
use cell::{Kind, kinds, write};

/// A workbook.
struct Workbook(Xlsx<SpooledTempFile>);

pub(super) fn open(text: Peeked) -> Result<Box<dyn Tables>, Stop> {
    let (mut file, cut) = super::spool(text)?;
    file.seek(SeekFrom::Start(0)).map_err(Stop::Unreadable)?;
    match Xlsx::new(file) {
        Ok(workbook) => Ok(Box::new(Workbook(workbook))),
        Err(error) => Err(refuse(&error, cut)),
    }
}

/// Why a workbook can't be opened.
fn refuse(error: &XlsxError, cut: Option<Words>) -> Stop {
    let again = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");
    if let Some(cut) = cut {
        return Stop::NotALog(cut, again);
    }
    match error {
        XlsxError::Password => {
            let (what, hint) = foreign::encrypted();
            Stop::NotALog(what, hint)
        }
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            let what = Words::fixed(
                "it is a ZIP file and no workbook (.xlsx)",
                "这是 ZIP 压缩包，不是工作簿（.xlsx）",
            );
            let hint = Words::fixed(
                "unpack it, or save the table as .xlsx or CSV",
                "请先解压，或将表格另存为 .xlsx 或 CSV",
            );
            Stop::NotALog(what, hint)
        }
        XlsxError::Zip(_) | XlsxError::Io(_) => {
            let what = Words::fixed(
                "it is a ZIP file or workbook that is cut off or damaged",
                "该 ZIP 文件或工作簿不完整或已损坏",
            );
            Stop::NotALog(what, again)
        }
        error => {
            let what = say!("the workbook is damaged ({error})", "工作簿已损坏（{error}）");
            Stop::NotALog(what, again)
        }
    }
}

impl Tables for Workbook {
    fn each(mut self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        for sheet in self.0.sheets_metadata().to_vec() {
            if sheet.typ != SheetType::WorkSheet {
                continue;
            }
            let about = About {
                name: Some(sheet.name.clone()),
                keyed: false,
                encoding: "utf-8".to_owned(),
            };
            let hidden = sheet.visible != SheetVisible::Visible;
            match self.0.worksheet_cells_reader(&sheet.name) {
                Ok(cells) => take(about, &mut Sheet::new(cells, hidden))?,
                Err(error) => take(about, &mut Unreadable(Some(damaged(&error))))?,
            }
        }
        Ok(())
    }
}

/// A sheet that can't be opened.
struct Unreadable(Option<Words>);

impl Records for Unreadable {
    fn next(&mut self, _: &mut Record) -> Result<bool, Words> {
        self.0.take().map_or(Ok(false), Err)
    }
}

/// The rows of a sheet that say something.
struct Sheet<'w> {
    cells: XlsxCellReader<'w, SpooledTempFile>,
    kinds: Vec<Kind>,
    /// The first cell of the next row: row, column and text.
    next: Option<(u32, u32)>,
    text: String,
    ended: bool,
    hidden: bool,
    errors: u64,
}

impl<'w> Sheet<'w> {
    fn new(cells: XlsxCellReader<'w, SpooledTempFile>, hidden: bool) -> Self {
        let kinds = kinds(cells.styles());
        Self { cells, kinds, next: None, text: String::new(), ended: false, hidden, errors: 0 }
    }

    /// Goes to the next cell that says something; its text is then in `text`.
    fn cell(&mut self) -> Result<Option<(u32, u32)>, Words> {
        loop {
            let next = self.cells.next_cell_with_style_id();
            let Some((cell, style)) = next.map_err(|error| damaged(&error))? else {
                return Ok(None);
            };
            self.text.clear();
            let value = cell.get_value();
            self.errors += u64::from(matches!(value, DataRef::Error(_)));
            write(&mut self.text, value, self.kinds.get(style).copied().unwrap_or_default());
            if !self.text.is_empty() {
                return Ok(Some(cell.get_position()));
            }
        }
    }
}

impl Records for Sheet<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        if self.next.is_none() && !self.ended {
            self.next = self.cell()?;
        }
        let Some((row, column)) = self.next.take() else {
            return Ok(false);
        };
        record.begin(row.saturating_add(1));
        record.put(column as usize, &self.text);
        loop {
            match self.cell()? {
                Some((same, column)) if same == row => record.put(column as usize, &self.text),
                Some(next) => {
                    self.next = Some(next);
                    return Ok(true);
                }
                None => {
                    self.ended = true;
                    return Ok(true);
                }
            }
        }
    }

    fn notes(&mut self) -> Vec<Words> {
        let mut notes = Vec::new();
        if self.hidden {
            notes.push(Words::fixed(
                "the sheet is hidden, and read all the same",
                "该工作表为隐藏状态，仍已读取",
            ));
        }
        if self.errors > 0 {
            let (count, s) = (self.errors, crate::text::lang::s(self.errors));
            notes.push(say!(
                "{count} cell{s} of the sheet hold errors such as #N/A",
                "工作表中有{count}个单元格为 #N/A 之类的错误值"
            ));
        }
        notes
    }
}

fn damaged(error: &XlsxError) -> Words {
    match error {
        XlsxError::XmlEof(_) => CUT,
        error => say!(
            "the workbook is damaged from here on ({error})",
            "自此处起工作簿已损坏（{error}）"
        ),
    }
}
