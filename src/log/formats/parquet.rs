//! Parquet: columns side by side, a batch of rows at a time.
//!
//! Nested columns get names with dots, what is repeated becomes a list in one cell. The end of the
//! file says where everything stands, so that nothing of a file without its end can be read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use tempfile::SpooledData;

use super::super::bytes::Peeked;
use super::super::places::Places;
use super::super::record::Record;
use super::super::table::{About, Records, Stop, Tables, Take};
use super::spool;
use crate::say;
use crate::text::Words;

mod cells;
mod values;

use cells::{Cells, Leaf};

/// How the file begins and ends.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// How it begins when its end is encrypted.
pub(super) const LOCKED: &[u8] = b"PARE";

/// Rows that are decoded at once.
const BATCH: usize = 1024;

const ANEW: Words = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");

/// A file in this format.
struct Parquet(Box<dyn FileReader>);

/// Opens a file in this format.
pub(super) fn open(mut text: Peeked) -> Result<Box<dyn Tables>, Stop> {
    if text.window(LOCKED.len()).starts_with(LOCKED) {
        let what = Words::fixed("it is an encrypted Parquet file", "这是加密的 Parquet 文件");
        let hint = Words::fixed("export it without encryption", "请以不加密方式重新导出");
        return Err(Stop::NotALog(what, hint));
    }
    let (file, early) = spool(text)?;
    if let Some(why) = early {
        return Err(Stop::NotALog(why, ANEW));
    }
    let reader = match file.into_inner() {
        SpooledData::InMemory(bytes) => reader(bytes::Bytes::from(bytes.into_inner())),
        SpooledData::OnDisk(file) => reader(file),
    };
    Ok(Box::new(Parquet(reader.map_err(|why| Stop::NotALog(why, ANEW))?)))
}

fn reader<R: ChunkReader + 'static>(file: R) -> Result<Box<dyn FileReader>, Words> {
    guarded(|| SerializedFileReader::new(file)).map(|reader| Box::new(reader) as _)
}

/// What the library says or, where it takes damaged bytes for impossible ones, its panic as words.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Words> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(ParquetError::NYI(what))) => {
            Err(say!("it uses what is not read: {what}", "使用了不支持的特性：{what}"))
        }
        Ok(Err(_)) | Err(_) => {
            Err(Words::fixed("its data are damaged or cut off", "数据已损坏或被截断"))
        }
    }
}

impl Tables for Parquet {
    fn each(self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        let schema = self.0.metadata().file_metadata().schema_descr_ptr();
        let leaves: Vec<_> = schema.columns().iter().map(Leaf::new).collect();
        let mut rows = Rows {
            batch: leaves.iter().map(|_| Cells::default()).collect(),
            file: self.0,
            leaves,
            group: 0,
            columns: Vec::new(),
            left: 0,
            at: 0,
            filled: 0,
            number: 0,
        };
        take(About { name: None, keyed: true, encoding: "utf-8".to_owned() }, &mut rows)
    }
}

/// The rows of a file.
struct Rows {
    file: Box<dyn FileReader>,
    leaves: Vec<Leaf>,
    /// The row group that comes next.
    group: usize,
    /// Of the present group.
    columns: Vec<ColumnReader>,
    /// Rows of the group that are not decoded yet.
    left: usize,
    /// One for each column, with `filled` rows, of which the next is `at`.
    batch: Vec<Cells>,
    at: usize,
    filled: usize,
    number: u32,
}

impl Rows {
    /// Decodes the next rows. Returns whether there are any.
    fn more(&mut self) -> Result<bool, Words> {
        while self.left == 0 {
            if self.group >= self.file.num_row_groups() {
                return Ok(false);
            }
            let (file, group) = (&self.file, self.group);
            self.columns = guarded(|| {
                let group = file.get_row_group(group)?;
                (0..group.num_columns()).map(|column| group.get_column_reader(column)).collect()
            })?;
            let rows = self.file.metadata().row_group(self.group).num_rows();
            self.left = usize::try_from(rows).unwrap_or_default();
            self.group += 1;
        }
        let count = self.left.min(BATCH);
        for ((leaf, column), cells) in
            self.leaves.iter().zip(&mut self.columns).zip(&mut self.batch)
        {
            guarded(|| cells.fill(leaf, column, count))?;
        }
        self.left -= count;
        (self.at, self.filled) = (0, count);
        Ok(true)
    }
}

impl Records for Rows {
    fn next(&mut self, record: &mut Record) -> Result<bool, Words> {
        if self.at == self.filled && !self.more()? {
            return Ok(false);
        }
        self.number = self.number.saturating_add(1);
        record.begin(self.number);
        for (leaf, cells) in self.leaves.iter().zip(&self.batch) {
            record.set(leaf.name(), cells.get(self.at));
        }
        self.at += 1;
        Ok(true)
    }

    fn places(&mut self) -> Places {
        Places::Records
    }
}
