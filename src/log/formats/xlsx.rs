//! Workbooks of spreadsheet programs, one cell after the other.
//!
//! The values become the texts that the program itself would write as CSV, with dates in the form
//! that every reader understands: numbers without an exponent, codes with the zeros that their
//! format shows, a day where the format shows a day.

mod cell;

use std::io::{Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use calamine::{Cell, DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
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
    match guarded(|| Xlsx::new(file)) {
        Ok(workbook) if workbook.sheets_metadata().is_empty() => {
            Err(refuse(&XlsxError::RelationshipNotFound, cut))
        }
        Ok(workbook) => Ok(Box::new(Workbook(workbook))),
        Err(error) => Err(refuse(&error, cut)),
    }
}

/// Does a piece of the reading. The package that reads workbooks reckons with sound ones: where
/// damaged data lead it into an impossible state, that is the file's fault and must not end the
/// program.
fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or(Err(XlsxError::Unexpected("its parts contradict each other")))
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
            // Taking a file apart is most of the work; making texts of its cells is for others.
            std::thread::scope(|scope| {
                let (send, receive) = mpsc::sync_channel(AHEAD);
                let (give_back, emptied) = mpsc::channel();
                let (workbook, name) = (&mut self.0, sheet.name.as_str());
                scope.spawn(move || cells(workbook, name, &send, &emptied));
                take(about, &mut Sheet::new(receive, give_back, hidden))
            })?;
        }
        Ok(())
    }
}

/// Portions of cells that may wait to be made texts of.
const AHEAD: usize = 4;

/// Cells of a portion.
const PORTION: usize = 2048;

/// Cells in their order, in room that is used again.
#[derive(Default)]
struct Portion<'w> {
    cells: Vec<(Cell<DataRef<'w>>, Kind)>,
    /// Why there is no other portion, if the sheet ends early.
    stopped: Option<Words>,
}

/// Reads the cells of a sheet until there are no more of them or nobody wants them.
fn cells<'w>(
    workbook: &'w mut Xlsx<SpooledTempFile>,
    name: &str,
    send: &mpsc::SyncSender<Portion<'w>>,
    emptied: &mpsc::Receiver<Portion<'w>>,
) {
    let mut portion = Portion::default();
    let mut reader = match guarded(|| workbook.worksheet_cells_reader(name)) {
        Ok(reader) => reader,
        Err(error) => {
            portion.stopped = Some(damaged(&error));
            // Whoever wants no more has said all there is to say.
            drop(send.send(portion));
            return;
        }
    };
    let kinds = kinds(reader.styles());
    let mut more = true;
    while more {
        let filled = guarded(|| {
            while portion.cells.len() < PORTION {
                let Some((cell, style)) = reader.next_cell_with_style_id()? else {
                    return Ok(false);
                };
                portion.cells.push((cell, kinds.get(style).copied().unwrap_or_default()));
            }
            Ok(true)
        });
        more = filled.unwrap_or_else(|error| {
            portion.stopped = Some(damaged(&error));
            false
        });
        more &= send.send(portion).is_ok();
        portion = emptied.try_recv().unwrap_or_default();
    }
}

/// The rows of a sheet that say something.
struct Sheet<'w> {
    portions: mpsc::Receiver<Portion<'w>>,
    emptied: mpsc::Sender<Portion<'w>>,
    /// The portion in use, from its end.
    portion: Portion<'w>,
    /// The first cell of the next row: row and column. What it says is `text`.
    next: Option<(u32, u32)>,
    text: String,
    ended: bool,
    hidden: bool,
    errors: u64,
}

impl<'w> Sheet<'w> {
    fn new(
        portions: mpsc::Receiver<Portion<'w>>,
        emptied: mpsc::Sender<Portion<'w>>,
        hidden: bool,
    ) -> Self {
        let (portion, text) = (Portion::default(), String::new());
        Self { portions, emptied, portion, next: None, text, ended: false, hidden, errors: 0 }
    }

    /// Goes to the next cell that says something; its text is then in `text`.
    fn cell(&mut self) -> Result<Option<(u32, u32)>, Words> {
        loop {
            let Some((cell, kind)) = self.portion.cells.pop() else {
                if let Some(why) = self.portion.stopped.take() {
                    return Err(why);
                }
                let Ok(mut portion) = self.portions.recv() else { return Ok(None) };
                portion.cells.reverse();
                // The other thread may have come to its end.
                drop(self.emptied.send(std::mem::replace(&mut self.portion, portion)));
                continue;
            };
            self.text.clear();
            let value = cell.get_value();
            self.errors += u64::from(matches!(value, DataRef::Error(_)));
            write(&mut self.text, value, kind);
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
