use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};

/// `kind = "mapping"`: how columns and values of a log become fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MappingDoc {
    /// Always `mapping`.
    pub kind: Option<String>,
    /// Its name; `--mapping` and the set's `mapping` refer to it.
    pub id: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// File names (globs) that this mapping is for. Without any it is for every log.
    pub files: Many<Spanned<String>>,
    /// Names of sheets or tables (globs) that this mapping is for. Without any it is for every one.
    pub sheet: Many<Spanned<String>>,
    /// Object-centric logs: the type of the objects that are cases. Without it there must be one only.
    pub object_type: Option<Spanned<String>>,
    /// A row per step, or a row per task with a column per step. Default long.
    pub form: Form,
    /// `utf-8` or `gb18030`; default: recognised.
    pub encoding: Option<Spanned<String>>,
    /// `,`, `;` or a tab; default: recognised.
    pub delimiter: Option<Spanned<String>>,
    /// The row of the header, from one; default: recognised.
    pub header_row: Option<u64>,
    /// The zone of times that name none; default: the set's.
    pub timezone: Option<Spanned<String>>,
    /// Whether instants are really days. Default: what each cell says.
    pub times: TimeMeaning,
    /// Time formats beyond those recognised, in strftime notation.
    pub formats: Many<Spanned<String>>,
    /// Overrides the set's `ties` for this log.
    pub ties: Option<super::Ties>,
    /// Every case of this log is finished: what is open is missing.
    pub complete: bool,
    /// First day that the log covers, if that is earlier than its first event.
    pub covers_from: Option<Spanned<Day>>,
    /// Which column is what.
    pub columns: ColumnsDoc,
    /// Wide form: the steps, by `step` (with `columns.duty` or `duty`) or `DUTY.step`.
    pub steps: Table<WideStepDoc>,
    /// Wide form: the duty of all rows, when no column says it.
    pub duty: Option<Spanned<String>>,
    /// Long form: what values of the step column mean, as `step` or `DUTY.step`.
    pub step_values: Table<Spanned<String>>,
    /// What values of the duty column mean.
    pub duty_values: Table<Spanned<String>>,
    /// Rows to leave out, and why. The first rule that fits counts the row.
    pub ignore: Many<IgnoreDoc>,
}

/// The two forms of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A row for each step.
    #[default]
    Long,
    /// A row for each task, a column for each step.
    Wide,
}

/// What the cells of a time column mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeMeaning {
    /// A cell with a time of day is an instant, one without is the whole day.
    #[default]
    AsWritten,
    /// Every cell is the whole civil day (in the set's zone) in which its instant lies.
    Date,
}

/// The columns by what they are. Each names its header.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ColumnsDoc {
    /// The case or task. Without it each row is a case of its own.
    pub case: Option<ColumnDoc>,
    /// The duty's id, title or one of its codes.
    pub duty: Option<ColumnDoc>,
    /// The step's id, title or alias (long form).
    pub step: Option<ColumnDoc>,
    /// A text from which the duty may be recognised.
    pub text: Option<ColumnDoc>,
    /// A code from which the duty may be recognised.
    pub code: Option<ColumnDoc>,
    /// When (long form).
    pub at: Option<ColumnDoc>,
    /// The body that acted.
    pub body: Option<ColumnDoc>,
    /// The person or persons who acted.
    pub person: Option<ColumnDoc>,
    /// The kind of the person, when no roster says it.
    pub person_kind: Option<ColumnDoc>,
    /// The target.
    pub target: Option<ColumnDoc>,
    /// The area.
    pub area: Option<ColumnDoc>,
    /// Fields of the set, by name.
    pub fields: Table<ColumnDoc>,
}

/// A column: its header alone, or its header with more.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDoc {
    /// The header, as it stands in the log.
    pub column: Spanned<String>,
    /// Characters at which a cell is split into several values.
    pub split: Option<String>,
    /// What cells mean: value of the log, then value of the set.
    pub values: Vec<(Spanned<String>, String)>,
    /// Persons only: keep what stands there instead of making a token. For numbers that are
    /// pseudonyms already.
    pub keep: bool,
}

/// Wide form: where a step's instant and the rest stand. What is not given is the row's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WideStepDoc {
    /// The column of the instant; an empty cell means that the step was not done.
    pub at: Option<ColumnDoc>,
    /// The body that acted.
    pub body: Option<ColumnDoc>,
    /// The person or persons who acted.
    pub person: Option<ColumnDoc>,
    /// Fields that this step records.
    pub fields: Table<ColumnDoc>,
}

/// Rows to leave out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct IgnoreDoc {
    /// Each of these columns must fit.
    pub when: Table<TestDoc>,
    /// Why; shown in the ledger.
    pub reason: Option<Title>,
}

/// Values of a column: any of them fits. An empty text means an empty cell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct TestDoc(pub Many<Spanned<String>>);

impl<'de> Deserialize<'de> for ColumnDoc {
    fn deserialize<D: serde::Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        use crate::doc::value::{Shape, Value};
        use serde::de::Error as _;

        let value = Value::deserialize(de)?;
        let wrong = |en: &str, zh: &str| D::Error::custom(format!("{en}\u{1f}{zh}"));
        if let Some(header) = value.scalar() {
            let column = Spanned { value: header, span: value.span };
            return Ok(Self { column, split: None, values: Vec::new(), keep: false });
        }
        let Shape::Map(pairs) = &value.shape else {
            return Err(wrong("a column's header is wanted here", "这里应为列名"));
        };
        let mut doc =
            Self { column: Spanned::default(), split: None, values: Vec::new(), keep: false };
        for (key, item) in pairs {
            match (key.value.as_str(), &item.shape) {
                ("column" | "列", _) => {
                    doc.column =
                        Spanned { value: item.scalar().unwrap_or_default(), span: item.span };
                }
                ("split" | "分隔", Shape::Text(split)) => doc.split = Some(split.clone()),
                ("keep" | "保留", Shape::Bool(keep)) => doc.keep = *keep,
                ("values" | "取值", Shape::Map(values)) => {
                    for (from, to) in values {
                        doc.values.push((from.clone(), to.scalar().unwrap_or_default()));
                    }
                }
                (other, _) => {
                    return Err(wrong(
                        &format!(
                            "`{other}` is not a key of a column; known are column, split, values, keep"
                        ),
                        &format!("列没有键`{other}`；可用的键：column、split、values、keep"),
                    ));
                }
            }
        }
        if doc.column.value.is_empty() {
            return Err(wrong(
                "the column's header is missing: add `column`",
                "缺少列名：请补上`column`",
            ));
        }
        Ok(doc)
    }
}
