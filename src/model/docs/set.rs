use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};

/// `kind = "set"`: the root of a folder of lists, always in a file named `remit.toml` (or `.yaml`).
/// zh: 清单集：文件夹的根文档，文件名固定为`remit.toml`（或`.yaml`）。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetDoc {
    /// Always `set`.
    /// zh: 固定为`set`。
    pub kind: Option<String>,
    /// Short name of the set; part of every fingerprint.
    /// zh: 简短编号，计入每条指纹。
    pub id: Option<Spanned<String>>,
    /// Version of the set, such as `1.2.0`.
    /// zh: 版本，如`1.2.0`。
    pub version: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// What the set is for, in a sentence or two.
    /// zh: 用途，一两句话。
    pub note: Option<Title>,
    /// The languages in which every title must be given.
    /// zh: 每个名称必须具备的语言。
    pub languages: Many<Spanned<String>>,
    /// Where it applies, such as `CN` or `IT`.
    /// zh: 适用地区，如`CN`、`IT`。
    pub jurisdiction: Option<String>,
    /// First day of the set's own period of force.
    /// zh: 清单集生效首日。
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    /// zh: 清单集生效末日。
    pub until: Option<Spanned<Day>>,
    /// Folders of sets whose documents belong to this one too, relative to this file; of each all
    /// duties, or only some.
    /// zh: 引用的清单集所在文件夹，相对于本文件；可取全部事项或部分事项。
    pub imports: Many<super::ImportDoc>,
    /// IANA name of the zone in which days begin and end, such as `Asia/Shanghai`.
    /// zh: 以其划分日期的时区（IANA 名称），如`Asia/Shanghai`。
    pub timezone: Option<Spanned<String>>,
    /// The calendar of rest days.
    /// zh: 休息日所依据的日历。
    pub calendar: Option<Spanned<String>>,
    /// No responsibility outside the list: unlisted work is a fault. Default `true`.
    /// zh: 清单之外无责任：清单外工作即为问题，默认`true`。
    pub closed: Option<bool>,
    /// Deadlines whose number is only a placeholder are faults. Default `false`.
    /// zh: 时限数字仅为占位值的即为问题，默认`false`。
    pub strict: bool,
    /// Logs to audit when none is named, as paths or globs relative to this file.
    /// zh: 没有另行指定时审计的日志，路径或通配符，相对于本文件。
    pub logs: Many<Spanned<String>>,
    /// The mapping to use when the set has several.
    /// zh: 有多份映射时所用的一份。
    pub mapping: Option<Spanned<String>>,
    /// The roster to use when the set has several.
    /// zh: 有多份名册时所用的一份。
    pub roster: Option<Spanned<String>>,
    /// How equal instants are ordered. Default `lenient`.
    /// zh: 同一时刻的事件如何排序，默认`lenient`。
    pub ties: Ties,
    /// Count rows that repeat another in every field as ignored. Default `false`.
    /// zh: 各字段完全相同的行按忽略计，默认`false`。
    pub ignore_duplicate_rows: bool,
    /// Evidence items that one duty may ask for before it is called a burden. Default 12.
    /// zh: 一项事项要求的佐证材料超过此数即视为负担，默认12。
    pub evidence_limit: Option<u64>,
    /// Days that a waiver may hold at most, both ends counted. Default 180.
    /// zh: 豁免的最长天数，首尾两日均计入，默认180。
    pub waiver_limit: Option<u64>,
    /// Severity by rule: `error`, `warning`, `note` or `off`.
    /// zh: 各规则的严重程度：`error`、`warning`、`note`或`off`。
    pub severity: Table<Spanned<String>>,
    /// Fields that conditions, evidence and data permissions may name.
    /// zh: 条件、佐证材料和数据许可可以使用的字段。
    pub fields: Table<FieldDoc>,
    /// What asks a human to look, by name.
    /// zh: 异常信号，请人研判，按名称。
    pub signals: Table<super::SignalDoc>,
    /// Acts that nobody may do, whatever the duty.
    /// zh: 任何人不得实施的行为，不论属于何事项。
    pub prohibited: Many<ProhibitedDoc>,
}

/// How events of one case at the same instant are ordered.
/// zh: 同案同一时刻的事件如何排序。
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// A tie satisfies either order, because a log kept in minutes or days can't prove one.
    /// zh: 两种先后都算符合，因为只到分钟或日的日志无从证明先后。
    #[default]
    Lenient,
    /// The order of the file decides, as process mining does it.
    /// zh: 以文件中的先后为准，与流程挖掘相同。
    FileOrder,
}

/// A field of the log.
/// zh: 日志的字段。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FieldDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// What it holds. Default: one of `values` if those are given, else text.
    /// zh: 内容类型；写了`values`则默认为其中之一，否则为文本。
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// The values that it may have.
    /// zh: 可用的取值。
    pub values: Many<Spanned<String>>,
}

/// What a field holds.
/// zh: 字段的内容类型。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Any text.
    /// zh: 任意文本。
    Text,
    /// A number.
    /// zh: 数字。
    Number,
    /// `true` or `false`.
    /// zh: `true`或`false`。
    Boolean,
    /// A day.
    /// zh: 日期。
    Date,
}

/// An act on the set's negative list.
/// zh: 负面清单中的行为。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProhibitedDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// Words that show it in a task's text.
    /// zh: 任务内容中表示该行为的词语。
    pub keywords: Many<Spanned<String>>,
    /// Codes that show it.
    /// zh: 表示该行为的代码。
    pub codes: Many<Spanned<String>>,
    /// Why it is prohibited.
    /// zh: 禁止的依据。
    pub basis: Many<super::BasisDoc>,
}
