//! Reads a workbook with calamine and does nothing else: the floor that an audit is compared to.
//! With `make LOG.csv OUT.xlsx ROWS` it first makes one of a log: times as dates, the rest as texts.

use std::hint::black_box;
use std::io::Write as _;

use calamine::{Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", log, out, rows] => make(log, out, rows.parse()?),
        [book] => read(book),
        _ => Err("give a workbook, or make LOG.csv OUT.xlsx ROWS".into()),
    }
}

fn read(book: &str) -> Result<()> {
    let mut book: Xlsx<_> = open_workbook(book)?;
    let name = book.sheet_names().first().cloned().ok_or("it has no sheet")?;
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut count = 0u64;
    while let Some(cell) = cells.next_cell()? {
        count += 1;
        black_box(cell);
    }
    Ok(writeln!(std::io::stdout(), "{count} cells")?)
}

fn make(log: &str, out: &str, rows: usize) -> Result<()> {
    let mut reader = csv::Reader::from_path(log)?;
    let header = reader.headers()?.clone();
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = book.add_worksheet_with_low_memory()?;
    for (at, name) in (0u16..).zip(&header) {
        sheet.write_string(0, at, name)?;
    }
    for (number, row) in (1u32..).zip(reader.records().take(rows)) {
        for (at, (name, cell)) in (0u16..).zip(header.iter().zip(&row?)) {
            if name == "timestamp" {
                let when = cell.trim_end_matches('Z').replace('T', " ");
                sheet.write_datetime_with_format(
                    number,
                    at,
                    ExcelDateTime::parse_from_str(&when)?,
                    &date,
                )?;
            } else {
                sheet.write_string(number, at, cell)?;
            }
        }
    }
    Ok(book.save(out)?)
}
