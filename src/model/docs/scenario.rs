use schemars::JsonSchema;
use serde::Deserialize;

use super::Ties;
use crate::doc::{Many, Spanned, Table, Value};
use crate::model::Title;

/// `kind = "scenario"`: a case as it may stand in a log, with what an audit must find in it.
/// zh: 情景：日志中可能出现的案件，及审计必须得出的问题。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ScenarioDoc {
    /// Always `scenario`.
    /// zh: 固定为`scenario`。
    pub kind: Option<String>,
    /// Its name within the set.
    /// zh: 在清单集中的编号。
    pub id: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// The duty of rows that name none.
    /// zh: 没有写明事项的行所属的责任事项。
    pub duty: Option<Spanned<String>>,
    /// The rows: comma-separated, with a header of the fixed column names.
    /// zh: 各行：逗号分隔，表头用固定列名。
    pub log: Option<Spanned<String>>,
    /// Instead of `log`: a file of the set, relative to its folder.
    /// zh: 代替`log`：清单集的文件，相对于其文件夹。
    pub file: Option<Spanned<String>>,
    /// The mapping by which `file` is read.
    /// zh: 读取`file`所用的映射。
    pub mapping: Option<Spanned<String>>,
    /// A day or an instant as of which it is judged. Default: the newest event.
    /// zh: 判定的截止日期或时刻，默认为最新事件。
    pub as_of: Option<Spanned<String>>,
    /// The period that is asked for.
    /// zh: 所问的时段。
    pub period: Option<Spanned<String>>,
    /// Every case is finished: what is open is missing.
    /// zh: 案件均已办结：未完成的即为缺失。
    pub complete: bool,
    /// Overrides the set's `ties`.
    /// zh: 另定清单集的`ties`。
    pub ties: Option<Ties>,
    /// Everything that an audit finds counts, what concerns no single case included.
    /// zh: 审计得出的都算，不属于单个案件的也在内。
    pub whole: bool,
    /// The findings, all of them: what is not expected is a failure.
    /// zh: 应得出的问题，须写全：没有写而出现的即为失败。
    pub expect: Option<Many<Spanned<ExpectDoc>>>,
    /// What obligations come to: name, then verdict and how many.
    /// zh: 各项要求的结论：名称、判定、数量。
    pub verdicts: Table<Table<Spanned<u64>>>,
    /// The same log with changes, each audited by itself.
    /// zh: 对同一日志的改动，各自审计。
    pub variants: Table<VariantDoc>,
}

/// A finding that must be there. What is not given may be anything.
/// zh: 必须得出的问题；没有写的不限。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExpectDoc {
    /// The rule.
    /// zh: 规则。
    pub rule: Option<Spanned<String>>,
    /// The duty.
    /// zh: 责任事项。
    pub duty: Option<Spanned<String>>,
    /// The step, or the relation.
    /// zh: 环节或关系。
    pub step: Option<Spanned<String>>,
    /// The case.
    /// zh: 案件。
    pub case: Option<Spanned<String>>,
    /// The body that answers.
    /// zh: 责任单位。
    pub body: Option<Spanned<String>>,
    /// The target.
    /// zh: 对象。
    pub target: Option<Spanned<String>>,
    /// The person.
    /// zh: 人员。
    pub person: Option<Spanned<String>>,
    /// The window, such as `2026-W07`.
    /// zh: 时间窗，如`2026-W07`。
    pub window: Option<Spanned<String>>,
    /// What else tells two findings of one rule apart.
    /// zh: 区分同一规则两个问题的其他内容。
    pub detail: Option<Spanned<String>>,
    /// `error`, `warning` or `note`, as the set has chosen it.
    /// zh: `error`、`warning`或`note`，按清单集所设。
    pub severity: Option<Spanned<String>>,
}

/// A change of the log, and what must be found then.
/// zh: 日志的一种改动，及由此必须得出的问题。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct VariantDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// Cells by row and column. A row is named by its handle, else by its step.
    /// zh: 单元格，先行后列；行以其代号指称，没有代号的以环节指称。
    pub set: Table<Table<Value>>,
    /// Rows that are left out.
    /// zh: 删去的行。
    pub drop: Many<Spanned<String>>,
    /// Rows that are added: cells by column.
    /// zh: 增加的行：按列写单元格。
    pub add: Many<Table<Value>>,
    /// As in the scenario, whose value holds otherwise.
    /// zh: 同情景；不写则用情景的。
    pub as_of: Option<Spanned<String>>,
    /// As in the scenario, whose value holds otherwise.
    /// zh: 同情景；不写则用情景的。
    pub period: Option<Spanned<String>>,
    /// As in the scenario, whose value holds otherwise.
    /// zh: 同情景；不写则用情景的。
    pub complete: Option<bool>,
    /// As in the scenario, whose value holds otherwise.
    /// zh: 同情景；不写则用情景的。
    pub ties: Option<Ties>,
    /// The findings, all of them.
    /// zh: 应得出的问题，须写全。
    pub expect: Option<Many<Spanned<ExpectDoc>>>,
    /// What obligations come to.
    /// zh: 各项要求的结论。
    pub verdicts: Table<Table<Spanned<u64>>>,
}

impl ExpectDoc {
    /// Its keys with what they ask for, those that are given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
        let all = [
            ("rule", &self.rule),
            ("duty", &self.duty),
            ("step", &self.step),
            ("case", &self.case),
            ("body", &self.body),
            ("target", &self.target),
            ("person", &self.person),
            ("window", &self.window),
            ("detail", &self.detail),
            ("severity", &self.severity),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)))
    }
}

impl ScenarioDoc {
    /// Every list of expectations: its own, then those of its variants.
    pub fn expectations(&self) -> impl Iterator<Item = &Spanned<ExpectDoc>> {
        let variants = self.variants.iter().filter_map(|(_, variant)| variant.expect.as_ref());
        self.expect.iter().chain(variants).flat_map(|many| many.iter())
    }
}
