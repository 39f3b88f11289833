//! Rows that can't be read, as a table for whoever mends them.

use std::borrow::Cow;
use std::io::{self, Write};

use super::event::Reading;
use super::record::BETWEEN_ITEMS;
use crate::text::Lang;

/// Writes the rejected rows as CSV in UTF-8 with a byte order mark, which spreadsheets need: file,
/// row, column, reason and the row as it stands. It holds what the log holds, names included.
///
/// # Errors
///
/// What `out` says when it can't be written to.
pub fn write_rejects(reading: &Reading, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let header = match lang {
        Lang::En => ["file", "row", "column", "reason", "text"],
        Lang::Zh => ["文件", "行", "列", "原因", "原文"],
    };
    write_row(out, &header.map(Cow::Borrowed))?;
    for reject in &reading.rejects {
        let input = reading.inputs.get(reject.row.input as usize);
        let path = input.map_or("", |input| &input.path);
        let table = input.and_then(|input| input.table.as_ref());
        let place = input.and_then(|input| input.places.name(u64::from(reject.row.row)));
        let number = || reject.row.row.to_string();
        write_row(
            out,
            &[
                table.map_or(Cow::Borrowed(path), |table| Cow::Owned(format!("{path}:{table}"))),
                Cow::Owned(place.map_or_else(number, |place| place.get(lang).to_owned())),
                Cow::Borrowed(&reject.column),
                Cow::Borrowed(reject.reason.get(lang)),
                text(&reject.raw),
            ],
        )?;
    }
    Ok(())
}

/// A row as text, whatever its encoding; what is none becomes visible as such.
fn text(raw: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(raw) {
        return if text.contains(BETWEEN_ITEMS) {
            Cow::Owned(text.replace(BETWEEN_ITEMS, "; "))
        } else {
            Cow::Borrowed(text)
        };
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(raw) {
        Some(text) => text,
        None => String::from_utf8_lossy(raw),
    }
}

fn write_row(out: &mut dyn Write, cells: &[Cow<'_, str>]) -> io::Result<()> {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}
