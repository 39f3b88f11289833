//! Databases of `SQLite`: every table and view is a table, an object-centric log one for each type.
//!
//! The library reads a copy of the file, which nobody else writes to: nothing is locked, and the
//! original is not touched. What another program has not yet written into the file itself is not
//! in the copy; that is said.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Rows};
use tempfile::NamedTempFile;

use super::super::bytes::{CUT, Peeked, damage};
use super::super::places::Places;
use super::super::record::Record;
use super::super::table::{About, Records, Stop, Tables, Take};
use super::ocel;
use crate::say;
use crate::text::Words;

/// How the file begins.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// The longest value.
const LONGEST: i32 = 64 << 20;

/// Between two rows a view may compute for so many thousands of steps.
const MOST_STEPS: u32 = 100_000;

const ANEW: Words = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");

/// A database.
struct Database {
    connection: Connection,
    /// Thousands of steps since the last row.
    steps: Arc<AtomicU32>,
    /// Part of what it holds may stand in a file beside it.
    journal: bool,
    wanted: Vec<String>,
    /// Goes away with it.
    _file: NamedTempFile,
}

/// Opens a file in this format. `wanted` are the types of objects that mappings take for cases.
pub(super) fn open(mut text: Peeked, wanted: Vec<String>) -> Result<Box<dyn Tables>, Stop> {
    let header = text.window(20);
    if !header.starts_with(MAGIC) {
        let what = Words::fixed("it is no database of SQLite", "它不是 SQLite 数据库");
        let hint = Words::fixed(
            "leave out `--log-format` to have its format recognised",
            "请不要指定`--log-format`，以自动识别格式",
        );
        return Err(Stop::NotALog(what, hint));
    }
    let journal = header.get(18) == Some(&2);
    let mut file = NamedTempFile::new().map_err(Stop::Unreadable)?;
    if let Err(error) = io::copy(&mut text.by_ref(), file.as_file_mut()) {
        return Err(Stop::NotALog(damage(&error), ANEW));
    }
    if is_cut(file.as_file_mut()).map_err(Stop::Unreadable)? {
        return Err(Stop::NotALog(CUT, ANEW));
    }
    let steps = Arc::new(AtomicU32::new(0));
    let connection = connect(&file, &steps).map_err(|error| Stop::NotALog(why(&error), ANEW))?;
    Ok(Box::new(Database { connection, steps, journal, wanted, _file: file }))
}

/// Whether the file is shorter than it says. The library takes what is missing for zeros, and rows
/// would be missed without a word.
fn is_cut(file: &mut File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    let mut header = Vec::new();
    file.rewind()?;
    file.take(100).read_to_end(&mut header)?;
    let number = |at: usize, bytes: usize| {
        let bytes = header.get(at..at + bytes).unwrap_or_default();
        bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    };
    let page = match number(16, 2) {
        1 => 1 << 16,
        size => size.max(1),
    };
    // Programs of old did not write down how many pages there are.
    let pages = if number(24, 4) == number(92, 4) { number(28, 4) } else { 0 };
    Ok(header.len() < 100 || length % page != 0 || length < pages * page)
}

fn connect(file: &NamedTempFile, steps: &Arc<AtomicU32>) -> rusqlite::Result<Connection> {
    let path = file.path().to_string_lossy().replace('\\', "/");
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let uri = format!("file:{slash}{path}?mode=ro&immutable=1");
    let mut connection = Connection::open_with_flags(uri, flags)?;
    // A file may come from anybody: what it defines may compute, and no more.
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    let steps = Arc::clone(steps);
    let count = move || steps.fetch_add(1, Ordering::Relaxed) > MOST_STEPS;
    connection.progress_handler(1000, Some(count))?;
    Ok(connection)
}

impl Tables for Database {
    fn each(mut self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        let names = names(&self.connection).map_err(|error| Stop::NotALog(why(&error), ANEW))?;
        if ocel::is_database(&names) {
            // Its tables are joined by queries of ours, which take as long as they are long.
            let done = self.connection.progress_handler(0, None::<fn() -> bool>);
            done.map_err(|error| Stop::NotALog(why(&error), ANEW))?;
            return ocel::each_of_database(&self.connection, &self.wanted, take);
        }
        if names.is_empty() {
            let what = Words::fixed("the database has no table", "数据库中没有表");
            let hint = Words::fixed("choose another file", "请另选文件");
            return Err(Stop::NotALog(what, hint));
        }
        for name in names {
            self.steps.store(0, Ordering::Relaxed);
            let about =
                About { name: Some(name.clone()), keyed: true, encoding: "utf-8".to_owned() };
            let query = format!("SELECT * FROM {}", quoted(&name));
            let mut statement = match self.connection.prepare(&query) {
                Ok(statement) => statement,
                Err(error) => {
                    take(about, &mut Unreadable(why(&error)))?;
                    continue;
                }
            };
            let columns = statement.column_names().map(str::to_owned).collect();
            let rows = statement.query([]).map_err(|error| Stop::NotALog(why(&error), ANEW))?;
            let (steps, journal) = (&self.steps, self.journal);
            take(about, &mut Selected { rows, columns, steps, journal, number: 0 })?;
        }
        Ok(())
    }
}

/// The tables and views, in the order in which they were made.
fn names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') \
         AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid",
    )?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// A name as it stands in a query.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table or view that can't be read.
struct Unreadable(Words);

impl Records for Unreadable {
    fn next(&mut self, _: &mut Record) -> Result<bool, Words> {
        Err(self.0.clone())
    }
}

/// The rows of a table or view.
struct Selected<'c> {
    rows: Rows<'c>,
    columns: Vec<String>,
    steps: &'c AtomicU32,
    journal: bool,
    number: u32,
}

impl Records for Selected<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        self.steps.store(0, Ordering::Relaxed);
        let Some(row) = self.rows.next().map_err(|error| why(&error))? else {
            return Ok(false);
        };
        self.number = self.number.saturating_add(1);
        record.begin(self.number);
        for (at, column) in self.columns.iter().enumerate() {
            record.set(column, &value(row, at));
        }
        Ok(true)
    }

    fn places(&mut self) -> Places {
        Places::Records
    }

    fn notes(&mut self) -> Vec<Words> {
        let note = Words::fixed(
            "the database writes ahead into a file beside it (`-wal`), which is not read; run `PRAGMA \
             wal_checkpoint(TRUNCATE)` first if a program still has it open",
            "数据库采用预写日志（旁边的`-wal`文件），该文件不会读取；若仍有程序打开此库，请先执行`PRAGMA wal_checkpoint(TRUNCATE)`",
        );
        if self.journal { vec![note] } else { Vec::new() }
    }
}

/// A value as a log would write it.
pub(super) fn value(row: &Row<'_>, at: usize) -> String {
    match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => format!("0x{}", super::super::text::hex(bytes)),
        },
        Ok(ValueRef::Null) | Err(_) => String::new(),
    }
}

/// What the library says, in words.
pub(super) fn why(error: &rusqlite::Error) -> Words {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Words::fixed(
            "its beginning is damaged, or it is encrypted",
            "文件开头已损坏，或数据库已加密",
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure) => {
            Words::fixed("the database is damaged or cut off", "数据库已损坏或被截断")
        }
        Some(ErrorCode::OperationInterrupted) => {
            Words::fixed("a view computes for too long", "视图计算时间过长")
        }
        Some(ErrorCode::TooBig) => Words::fixed("a value has more than 64 MB", "某个值超过 64 MB"),
        _ => {
            let said = error.to_string();
            say!("SQLite says: {said}", "SQLite 报告：{said}")
        }
    }
}
