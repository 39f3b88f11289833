//! `--rectified`: sheets that were filled in.

use std::path::PathBuf;

use super::Fault;
use crate::doc::read::io_words;
use crate::report::answers::Sheets;
use crate::report::answers::read::{NoSheet, read};
use crate::text::{Words, say};

/// Bytes of a sheet: a million findings have far less.
const LARGEST: u64 = 512 << 20;

/// Reads the sheets.
pub(super) fn sheets(paths: &[PathBuf]) -> Result<Sheets, Fault> {
    let mut sheets = Sheets::default();
    for path in paths {
        let shown = path.to_string_lossy();
        let unreadable = |why: Words| {
            Fault::new(
                say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
                Words::fixed("check the path of the sheet", "请检查表格的路径"),
            )
        };
        let size = std::fs::metadata(path).map_err(|error| unreadable(io_words(&error)))?.len();
        if size > LARGEST {
            return Err(unreadable(Words::fixed("it is larger than 512 MB", "文件超过512 MB")));
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(io_words(&error)))?;
        read(&shown, bytes, &mut sheets)?;
    }
    Ok(sheets)
}

impl From<NoSheet> for Fault {
    fn from(none: NoSheet) -> Self {
        Self::new(none.words, none.hint)
    }
}
