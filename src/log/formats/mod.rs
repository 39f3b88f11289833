//! The formats of logs: which one a file is in, and how its records are read.
//!
//! Text with separators is read by [`super::read`] itself, as fast as can be. Every other format
//! has a file here that turns it into [`Records`](super::table::Records).

mod foreign;
mod json;
mod ocel;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
mod window;
mod xes;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::{self, Write as _};

use tempfile::SpooledTempFile;

use super::bytes::{Peeked, damage};
use super::error::LogError;
use super::table::{Stop, Tables};
use crate::text::Words;

/// What kind of file a log is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text with separators: CSV, TSV and the like.
    #[default]
    Csv,
    /// A workbook of spreadsheet programs.
    Xlsx,
    /// A JSON document: an array of objects, or an object with such an array.
    Json,
    /// A JSON object on each line.
    Jsonl,
    /// The event logs of process mining, IEEE 1849.
    Xes,
    /// Object-centric event logs, as JSON.
    Ocel,
    /// Parquet.
    Parquet,
    /// A database of `SQLite`, object-centric event logs included.
    Sqlite,
}

/// How names of files end that are taken for logs.
pub(super) const ENDINGS: &[&str] = &[
    ".csv",
    ".tsv",
    ".txt",
    ".json",
    ".jsonl",
    ".ndjson",
    ".xes",
    ".jsonocel",
    #[cfg(feature = "parquet")]
    ".parquet",
    #[cfg(feature = "sqlite")]
    ".sqlite",
    #[cfg(feature = "sqlite")]
    ".sqlite3",
    #[cfg(feature = "sqlite")]
    ".db",
    #[cfg(feature = "xlsx")]
    ".xlsx",
    #[cfg(feature = "xlsx")]
    ".xlsm",
];

/// What a file is that is no log, and what to do with it.
pub(super) type Foreign = (Words, Words);

/// So much is looked at to tell formats apart.
const LOOK: usize = 4096;

/// And so much to tell a document from lines.
const FAR: usize = 1 << 16;

/// Larger files that must be read back and forth go to the disk.
const IN_MEMORY: usize = 64 << 20;

const NOT_READ: Words = Words::fixed("this format is not read", "不支持读取此格式");

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Csv,
        Self::Xlsx,
        Self::Json,
        Self::Jsonl,
        Self::Xes,
        Self::Ocel,
        Self::Parquet,
        Self::Sqlite,
    ];

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name in arguments and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Xes => "xes",
            Self::Ocel => "ocel",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
        }
    }

    /// The format of a file by how it begins.
    ///
    /// # Errors
    ///
    /// What the file is, if it is no log.
    pub(super) fn of(text: &mut Peeked) -> Result<Self, Foreign> {
        let start = text.window(LOOK);
        if cfg!(feature = "xlsx") && start.starts_with(foreign::ZIP) {
            return Ok(Self::Xlsx);
        }
        if start.starts_with(foreign::OLD) {
            return Err(foreign::old_workbook(text.window(IN_MEMORY)));
        }
        #[cfg(feature = "parquet")]
        if start.starts_with(parquet::MAGIC) || start.starts_with(parquet::LOCKED) {
            return Ok(Self::Parquet);
        }
        #[cfg(feature = "sqlite")]
        if start.starts_with(sqlite::MAGIC) {
            return Ok(Self::Sqlite);
        }
        if json::begins(start) {
            if ocel::begins(text.window(FAR)) {
                return Ok(Self::Ocel);
            }
            return Ok(json::format(text.window(FAR)));
        }
        if xes::is(text) {
            return Ok(Self::Xes);
        }
        match foreign::other_kind(text.window(LOOK)) {
            Some(foreign) => Err(foreign),
            None => Ok(Self::Csv),
        }
    }

    /// The tables of a file in this format. `wanted` are the types of objects that mappings take for
    /// cases.
    pub(super) fn open(self, text: Peeked, wanted: Vec<String>) -> Result<Box<dyn Tables>, Stop> {
        // A database may hold such a log too.
        #[cfg(feature = "sqlite")]
        let mut text = text;
        #[cfg(feature = "sqlite")]
        if self == Self::Ocel && text.starts_with(sqlite::MAGIC) {
            return sqlite::open(text, wanted);
        }
        match self {
            Self::Xes => xes::open(text),
            #[cfg(feature = "xlsx")]
            Self::Xlsx => xlsx::open(text),
            #[cfg(not(feature = "xlsx"))]
            Self::Xlsx => Err(Stop::NotALog(NOT_READ, foreign::EXPORT_CSV)),
            Self::Json => Ok(json::document(text)),
            Self::Jsonl => Ok(json::lines(text)),
            Self::Ocel => ocel::open(text, wanted),
            #[cfg(feature = "parquet")]
            Self::Parquet => parquet::open(text),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => Err(Stop::NotALog(NOT_READ, foreign::EXPORT_CSV)),
            #[cfg(feature = "sqlite")]
            Self::Sqlite => sqlite::open(text, wanted),
            #[cfg(not(feature = "sqlite"))]
            Self::Sqlite => Err(Stop::NotALog(NOT_READ, foreign::EXPORT_CSV)),
            Self::Csv => Err(Stop::NotALog(NOT_READ, foreign::EXPORT_CSV)),
        }
    }
}

impl Stop {
    /// As an error about a file.
    pub(super) fn error(self, name: &str) -> LogError {
        match self {
            Self::NotALog(what, hint) => LogError::not_a_log(name, &what, hint),
            Self::Unreadable(error) => LogError::unreadable(name, error),
            Self::Error(error) => error,
        }
    }
}

/// A whole file where it can be read back and forth, and why it ends early if it does. Large ones
/// are kept on the disk.
pub(super) fn spool(mut text: Peeked) -> Result<(SpooledTempFile, Option<Words>), Stop> {
    let mut spooled = SpooledTempFile::new(IN_MEMORY);
    let mut piece = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut text, &mut piece) {
            Ok(0) => return Ok((spooled, None)),
            Ok(count) => {
                let bytes = piece.get(..count).unwrap_or_default();
                spooled.write_all(bytes).map_err(Stop::Unreadable)?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok((spooled, Some(damage(&error)))),
        }
    }
}
