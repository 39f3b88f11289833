//! Values of one column as the cells of a batch of rows.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::errors::ParquetError;
use parquet::schema::types::ColumnDescPtr;

use super::super::super::record::BETWEEN_ITEMS;
use super::values::{self, Meaning};

/// A column that holds values, at the end of what is nested.
pub(super) struct Leaf {
    name: String,
    meaning: Meaning,
    /// The level of a value that is there.
    present: i16,
}

/// What lies between a list and its items in the names of columns, and is no name of anybody's.
const WRAPPERS: [&str; 4] = ["list", "bag", "key_value", "map"];
const ITEMS: [&str; 4] = ["element", "item", "array_element", "array"];

impl Leaf {
    pub(super) fn new(column: &ColumnDescPtr) -> Self {
        let parts = column.path().parts();
        let mut names: Vec<&str> = parts.iter().map(String::as_str).collect();
        if column.max_rep_level() > 0 {
            while let Some(at) = wrapped(&names) {
                names.drain(at..=at + 1);
            }
        }
        Self {
            name: names.join("."),
            meaning: Meaning::of(column),
            present: column.max_def_level(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Where in a path a list's own two names stand.
fn wrapped(names: &[&str]) -> Option<usize> {
    let pair = names.windows(2).skip(1).position(|pair| match pair {
        [wrapper, item] => WRAPPERS.contains(wrapper) && ITEMS.contains(item),
        _ => false,
    });
    pair.map(|at| at + 1)
}

/// The cells of a column, one after the other in one text.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    ends: Vec<usize>,
    present: Vec<i16>,
    repeated: Vec<i16>,
}

impl Cells {
    /// What a cell says.
    pub(super) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(at).copied().unwrap_or_default();
        self.text.get(start.unwrap_or_default()..end).unwrap_or_default()
    }

    /// Decodes so many rows.
    pub(super) fn fill(
        &mut self,
        leaf: &Leaf,
        column: &mut ColumnReader,
        count: usize,
    ) -> Result<(), ParquetError> {
        let meaning = leaf.meaning;
        match column {
            ColumnReader::BoolColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &bool, text| {
                    text.push_str(if *value { "true" } else { "false" });
                })
            }
            ColumnReader::Int32ColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &i32, text| {
                    values::whole(i64::from(*value), true, meaning, text);
                })
            }
            ColumnReader::Int64ColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &i64, text| {
                    values::whole(*value, false, meaning, text);
                })
            }
            ColumnReader::Int96ColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &Int96, text| {
                    values::stamp(value.to_millis(), 1000, false, text);
                })
            }
            ColumnReader::FloatColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &f32, text| values::number(*value, text))
            }
            ColumnReader::DoubleColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &f64, text| values::number(*value, text))
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &ByteArray, text| {
                    values::bytes(value.data(), meaning, text);
                })
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                self.take(leaf, reader, count, |value: &FixedLenByteArray, text| {
                    values::bytes(value.data(), meaning, text);
                })
            }
        }
    }

    fn take<T: DataType>(
        &mut self,
        leaf: &Leaf,
        reader: &mut ColumnReaderImpl<T>,
        count: usize,
        show: impl Fn(&T::T, &mut String),
    ) -> Result<(), ParquetError> {
        self.text.clear();
        self.ends.clear();
        self.present.clear();
        self.repeated.clear();
        let mut values = Vec::new();
        let (mut rows, mut levels) = (0, 0);
        while rows < count {
            let present = Some(&mut self.present);
            let repeated = Some(&mut self.repeated);
            let (more, _, read) =
                reader.read_records(count - rows, present, repeated, &mut values)?;
            if more == 0 && read == 0 {
                break;
            }
            rows += more;
            levels += read;
        }
        let mut values = values.iter();
        let mut begun = false;
        for at in 0..levels {
            let next_row = self.repeated.get(at).is_none_or(|level| *level == 0);
            if next_row && begun {
                self.ends.push(self.text.len());
            }
            let first = next_row || !begun;
            begun = true;
            if self.present.get(at).is_some_and(|level| *level < leaf.present) {
                continue;
            }
            let Some(value) = values.next() else { break };
            let start = self.ends.last().copied().unwrap_or_default();
            if !first && self.text.len() > start {
                self.text.push(BETWEEN_ITEMS);
            }
            show(value, &mut self.text);
        }
        if begun {
            self.ends.push(self.text.len());
        }
        if self.ends.len() == count {
            return Ok(());
        }
        Err(ParquetError::General("columns of different lengths".to_owned()))
    }
}
