//! The cells of a table, from CSV or a workbook.

use crate::text::Words;

type Rows = Vec<Vec<String>>;

/// Every sheet of a workbook, or the one table of a text.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Rows>, Words> {
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook(bytes);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => {
            let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
            if broken {
                return Err(Words::fixed(
                    "it is neither a workbook (.xlsx) nor text in UTF-8 or GB18030",
                    "既不是工作簿（.xlsx），也不是 UTF-8 或 GB18030 文本",
                ));
            }
            text.into_owned()
        }
    };
    Ok(vec![comma_separated(&text)])
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8]) -> Result<Vec<Rows>, Words> {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use calamine::{Reader as _, Xlsx};

    let read = || -> Result<Vec<Rows>, calamine::XlsxError> {
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes))?;
        let names = book.sheet_names();
        names
            .iter()
            .map(|name| {
                let range = book.worksheet_range(name)?;
                // Rows are counted as the program shows them, empty ones above included.
                let above = range.start().map_or(0, |(row, _)| row as usize);
                let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect());
                Ok(vec![Vec::new(); above].into_iter().chain(rows).collect())
            })
            .collect()
    };
    // The package reckons with sound workbooks; a damaged one must not end the program.
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(tables)) => Ok(tables),
        _ => Err(Words::fixed("the workbook is damaged", "工作簿已损坏")),
    }
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8]) -> Result<Vec<Rows>, Words> {
    Err(Words::fixed(
        "this build reads no workbooks; save it as CSV",
        "此版本不能读取工作簿，请另存为 CSV",
    ))
}

/// Cells between commas; in quotes they may hold commas and line breaks. A row counts as one,
/// whatever lines it takes.
fn comma_separated(text: &str) -> Rows {
    let (mut rows, mut row, mut cell) = (Rows::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(own) = chars.next() {
        match own {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(own),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
