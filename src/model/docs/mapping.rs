use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use crate::doc::schema::described;
use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};
use crate::text::Words;

/// `kind = "mapping"`: how columns and values of a log become fields.
/// zh: 映射：日志的列与取值如何成为字段。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MappingDoc {
    /// Always `mapping`.
    /// zh: 固定为`mapping`。
    pub kind: Option<String>,
    /// Its name; `--mapping` and the set's `mapping` refer to it.
    /// zh: 编号；`--mapping`和清单集的`mapping`据此引用。
    pub id: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// File names (globs) that this mapping is for. Without any it is for every log.
    /// zh: 适用的文件名（可用通配符）；不写则适用于所有日志。
    pub files: Many<Spanned<String>>,
    /// Names of sheets or tables (globs) that this mapping is for. Without any it is for every one.
    /// zh: 适用的工作表或数据表名称（可用通配符）；不写则全部适用。
    pub sheet: Many<Spanned<String>>,
    /// Object-centric logs: the type of the objects that are cases. Without it there must be one only.
    /// zh: 以对象为中心的日志：作为案件的对象类型；不写则只能有一种。
    pub object_type: Option<Spanned<String>>,
    /// A row per step, or a row per task with a column per step. Default long.
    /// zh: 每行一个环节，还是每行一个任务、每个环节一列；默认`long`。
    pub form: Form,
    /// `utf-8` or `gb18030`; default: recognised.
    /// zh: `utf-8`或`gb18030`；默认自动识别。
    pub encoding: Option<Spanned<String>>,
    /// `,`, `;` or a tab; default: recognised.
    /// zh: `,`、`;`或制表符；默认自动识别。
    pub delimiter: Option<Spanned<String>>,
    /// The row of the header, from one; default: recognised.
    /// zh: 表头所在行，从1数起；默认自动识别。
    pub header_row: Option<u64>,
    /// The zone of times that name none; default: the set's.
    /// zh: 没有写明时区的时间所用时区；默认用清单集的。
    pub timezone: Option<Spanned<String>>,
    /// Whether instants are really days. Default: what each cell says.
    /// zh: 时刻是否其实只到日；默认按单元格所写。
    pub times: TimeMeaning,
    /// Time formats beyond those recognised, in strftime notation.
    /// zh: 除自动识别外的时间格式，用 strftime 写法。
    pub formats: Many<Spanned<String>>,
    /// Overrides the set's `ties` for this log.
    /// zh: 本日志另定清单集的`ties`。
    pub ties: Option<super::Ties>,
    /// Every case of this log is finished: what is open is missing.
    /// zh: 本日志的案件均已办结：未完成的即为缺失。
    pub complete: bool,
    /// First day that the log covers, if that is earlier than its first event.
    /// zh: 日志覆盖的首日，如早于首个事件。
    pub covers_from: Option<Spanned<Day>>,
    /// Which column is what.
    /// zh: 各列的含义。
    pub columns: ColumnsDoc,
    /// Wide form: the steps, by `step` (with `columns.duty` or `duty`) or `DUTY.step`.
    /// zh: 宽表：各环节，写作`环节`（另有`columns.duty`或`duty`）或`事项.环节`。
    pub steps: Table<WideStepDoc>,
    /// Wide form: the duty of all rows, when no column says it.
    /// zh: 宽表：没有列写明时，所有行的责任事项。
    pub duty: Option<Spanned<String>>,
    /// Long form: what values of the step column mean, as `step` or `DUTY.step`.
    /// zh: 长表：环节列的取值对应什么，写作`环节`或`事项.环节`。
    pub step_values: Table<Spanned<String>>,
    /// What values of the duty column mean.
    /// zh: 事项列的取值对应什么。
    pub duty_values: Table<Spanned<String>>,
    /// Rows to leave out, and why. The first rule that fits counts the row.
    /// zh: 不计入的行及理由；以首个符合的规则计数。
    pub ignore: Many<IgnoreDoc>,
}

/// The two forms of a log.
/// zh: 日志的两种形式。
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A row for each step.
    /// zh: 每行一个环节。
    #[default]
    Long,
    /// A row for each task, a column for each step.
    /// zh: 每行一个任务，每个环节一列。
    Wide,
}

/// What the cells of a time column mean.
/// zh: 时间列的单元格表示什么。
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeMeaning {
    /// A cell with a time of day is an instant, one without is the whole day.
    /// zh: 有时刻的为时刻，没有的为整日。
    #[default]
    AsWritten,
    /// Every cell is the whole civil day (in the set's zone) in which its instant lies.
    /// zh: 每个单元格都表示该时刻所在的整日（按清单集的时区）。
    Date,
}

/// The columns by what they are. Each names its header.
/// zh: 各列的含义，写列名。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ColumnsDoc {
    /// The case or task. Without it each row is a case of its own.
    /// zh: 案件或任务；没有则每行自成一案。
    pub case: Option<ColumnDoc>,
    /// The duty's id, title or one of its codes.
    /// zh: 责任事项的编号、名称或代码。
    pub duty: Option<ColumnDoc>,
    /// The step's id, title or alias (long form).
    /// zh: 环节的编号、名称或别名（长表）。
    pub step: Option<ColumnDoc>,
    /// A text from which the duty may be recognised.
    /// zh: 可据以识别责任事项的文字。
    pub text: Option<ColumnDoc>,
    /// A code from which the duty may be recognised.
    /// zh: 可据以识别责任事项的代码。
    pub code: Option<ColumnDoc>,
    /// When (long form).
    /// zh: 时间（长表）。
    pub at: Option<ColumnDoc>,
    /// The body that acted.
    /// zh: 实施单位。
    pub body: Option<ColumnDoc>,
    /// The person or persons who acted.
    /// zh: 实施人员，一人或多人。
    pub person: Option<ColumnDoc>,
    /// The kind of the person, when no roster says it.
    /// zh: 人员类别，名册没有写明时用。
    pub person_kind: Option<ColumnDoc>,
    /// The target.
    /// zh: 对象。
    pub target: Option<ColumnDoc>,
    /// The area.
    /// zh: 区域。
    pub area: Option<ColumnDoc>,
    /// Fields of the set, by name.
    /// zh: 清单集的字段，按名称。
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
/// zh: 宽表：环节的时间等所在的列；没有写的取该行的。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WideStepDoc {
    /// The column of the instant; an empty cell means that the step was not done.
    /// zh: 时间列；空单元格表示未做。
    pub at: Option<ColumnDoc>,
    /// The body that acted.
    /// zh: 实施单位。
    pub body: Option<ColumnDoc>,
    /// The person or persons who acted.
    /// zh: 实施人员，一人或多人。
    pub person: Option<ColumnDoc>,
    /// Fields that this step records.
    /// zh: 该环节记录的字段。
    pub fields: Table<ColumnDoc>,
}

/// Rows to leave out.
/// zh: 不计入的行。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct IgnoreDoc {
    /// Each of these columns must fit.
    /// zh: 这些列须都符合。
    pub when: Table<TestDoc>,
    /// Why; shown in the ledger.
    /// zh: 理由，列入台账。
    pub reason: Option<Title>,
}

/// Values of a column: any of them fits. An empty text means an empty cell.
/// zh: 列的取值：任一相符即可；空文本表示空单元格。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
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

impl JsonSchema for ColumnDoc {
    fn schema_name() -> Cow<'static, str> {
        "ColumnDoc".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let keys = [
            ("column", "列", json!({ "type": "string" }), COLUMN),
            ("split", "分隔", json!({ "type": "string" }), SPLIT),
            ("values", "取值", json!({ "type": "object" }), VALUES),
            ("keep", "保留", json!({ "type": "boolean" }), KEEP),
        ];
        let mut properties = serde_json::Map::new();
        for (en, zh, schema, words) in keys {
            for name in [en, zh] {
                let mut own = schema.clone();
                own["description"] = described(&words).into();
                properties.insert(name.to_owned(), own);
            }
        }
        json_schema!({
            "anyOf": [
                { "type": "string" },
                { "type": "object", "properties": properties, "additionalProperties": false },
            ],
        })
    }
}

const COLUMN: Words = Words::fixed("The header, as it stands in the log.", "日志中的列名。");
const SPLIT: Words = Words::fixed(
    "Characters at which a cell is split into several values.",
    "单元格含多个取值时的分隔字符。",
);
const VALUES: Words = Words::fixed(
    "What cells mean: value of the log, then value of the set.",
    "取值的含义：日志中的取值对应清单集的取值。",
);
const KEEP: Words = Words::fixed(
    "Persons only: keep what stands there instead of making a token. For numbers that are pseudonyms already.",
    "仅限人员：保留原值而不另作代码，适用于本来就是代号的编号。",
);
