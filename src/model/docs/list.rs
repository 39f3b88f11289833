use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::condition::Written;
use crate::model::within::Timing;
use crate::model::{Day, Title};

/// `kind = "responsibility-list"`: duties, each with exactly one holder.
/// zh: 责任清单：责任事项，每项只有一个责任主体。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ListDoc {
    /// Always `responsibility-list`.
    /// zh: 固定为`responsibility-list`。
    pub kind: Option<String>,
    /// What people call this list.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// The duties by id.
    /// zh: 责任事项，按编号。
    pub duties: Table<DutyDoc>,
}

/// One duty.
/// zh: 一项责任事项。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DutyDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// The one role (or body) that answers for it.
    /// zh: 责任主体：唯一负责的角色（或单位）。
    pub holder: Many<Spanned<String>>,
    /// Roles or bodies that help.
    /// zh: 配合的角色或单位。
    pub supporting: Many<Spanned<String>>,
    /// The professional line it belongs to.
    /// zh: 所属警种或条线。
    pub line: Option<Spanned<String>>,
    /// Routine or special work.
    /// zh: 常态工作或专项工作。
    pub work: Option<Spanned<Work>>,
    /// The document that ordered special work.
    /// zh: 部署专项工作的文号。
    pub order: Option<Spanned<String>>,
    /// First day on which the duty is in force.
    /// zh: 生效首日。
    pub from: Option<Spanned<Day>>,
    /// Last day on which it is.
    /// zh: 生效末日。
    pub until: Option<Spanned<Day>>,
    /// What makes it due.
    /// zh: 触发条件：何事使其应当履行。
    pub trigger: Many<TriggerDoc>,
    /// How often it is due.
    /// zh: 频次：应当多久履行一次。
    pub expected: Many<ExpectedDoc>,
    /// What belongs to it and what does not.
    /// zh: 边界：包括什么、不包括什么。
    pub boundary: Option<BoundaryDoc>,
    /// The law behind it.
    /// zh: 法律依据。
    pub basis: Many<BasisDoc>,
    /// The data that may be recorded for it, by field.
    /// zh: 可以记录的数据，按字段。
    pub data: Table<DataDoc>,
    /// How its events are recognised in a log.
    /// zh: 如何在日志中识别。
    pub matches: Option<MatchesDoc>,
    /// Kinds of persons who alone may carry it out.
    /// zh: 只可由这些类别的人员实施。
    pub reserved_to: Many<Spanned<String>>,
    /// What overlays of a lower level may widen.
    /// zh: 下级清单可以放宽的内容。
    pub delegates: Many<Spanned<super::Power>>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
}

/// Whether work goes on always or was ordered for a time.
/// zh: 长期开展还是限期部署。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Normal work.
    /// zh: 常态工作。
    Routine,
    /// Special work: needs an order and an end.
    /// zh: 专项工作：须有文号和截止日期。
    Special,
}

/// What makes a duty due: a step of another duty in the same case, or something outside the log.
/// zh: 触发条件：同一案件中其他事项的环节，或日志之外的事件。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TriggerDoc {
    /// `DUTY.step`: when it is done, this duty must be begun in the same case.
    /// zh: `事项.环节`：该环节完成后，同一案件中应启动本事项。
    pub step: Option<Spanned<String>>,
    /// Only when this holds.
    /// zh: 仅在此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// How soon the duty must be begun.
    /// zh: 应在多久之内启动。
    #[schemars(with = "Option<Many<Timing>>")]
    pub within: Option<Value>,
    /// What happens outside, in words. No log can show that it happened without being acted upon.
    /// zh: 日志之外发生的事，用文字写明；仅凭日志看不出其发生而未被处理。
    pub event: Option<Title>,
}

/// How often something must be done.
/// zh: 应当多久履行一次。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExpectedDoc {
    /// How many times in each window. Default 1.
    /// zh: 每个时间窗至少几次，默认1。
    pub at_least: Option<Spanned<u32>>,
    /// The window.
    /// zh: 时间窗。
    pub every: Option<Spanned<Window>>,
    /// Counted for each of what. Default `body`.
    /// zh: 按什么计数，默认`body`（单位）。
    pub for_each: ForEach,
    /// The kind of target, with `for_each: target`.
    /// zh: 对象的种类，与`for_each: target`同用。
    pub of: Option<Spanned<String>>,
    /// Only targets whose attributes have these values.
    /// zh: 只计属性为这些取值的对象。
    #[serde(rename = "where")]
    pub filter: Table<Many<Spanned<String>>>,
    /// The step that counts. Default: the standard's `ends` step, else any step.
    /// zh: 计数的环节；默认为标准的终结环节，没有则为任一环节。
    pub step: Option<Spanned<String>>,
    /// The law behind the number.
    /// zh: 次数的依据情况。
    pub basis: Option<Spanned<Status>>,
}

/// A window of the civil calendar in the set's time zone.
/// zh: 时间窗，按清单集的时区。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// Midnight to midnight.
    /// zh: 一日，零时至零时。
    Day,
    /// Monday to Sunday, as ISO 8601 has it.
    /// zh: 一周，周一至周日（ISO 8601）。
    Week,
    /// A month.
    /// zh: 一月。
    Month,
    /// January to March, and so on.
    /// zh: 一季度。
    Quarter,
    /// January to June, July to December.
    /// zh: 半年。
    HalfYear,
    /// January to December.
    /// zh: 一年。
    Year,
}

/// What a frequency is counted for.
/// zh: 频次按什么计数。
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForEach {
    /// Each body that holds the duty.
    /// zh: 每个承担该事项的单位。
    #[default]
    Body,
    /// Each target of a kind.
    /// zh: 某一种类的每个对象。
    Target,
    /// Each person of a body that holds the duty.
    /// zh: 承担该事项单位的每个人员。
    Person,
}

/// Where a duty ends.
/// zh: 责任事项的边界。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BoundaryDoc {
    /// What belongs to it, in words.
    /// zh: 包括的内容，用文字写明。
    pub includes: Many<Title>,
    /// What doesn't, and whose that is.
    /// zh: 不包括的内容，及其归属。
    pub excludes: Many<ExcludeDoc>,
    /// Areas to which it is limited.
    /// zh: 限于这些区域。
    pub areas: Many<Spanned<String>>,
}

/// Something that looks like the duty and is not.
/// zh: 看似属于本事项而不属于的内容。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExcludeDoc {
    /// What, in words.
    /// zh: 内容，用文字写明。
    pub what: Option<Title>,
    /// The duty, role or body it belongs to.
    /// zh: 所归属的事项、角色或单位。
    pub to: Option<Spanned<String>>,
}

/// How events of a duty are recognised when they name neither it nor one of its steps.
/// zh: 日志既未写明事项也未写明环节时，如何识别。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MatchesDoc {
    /// Codes of the log that mean this duty.
    /// zh: 日志中表示本事项的代码。
    pub codes: Many<Spanned<String>>,
    /// Whole values of fields that mean it.
    /// zh: 表示本事项的字段取值（须完全相同）。
    pub values: Table<Many<Spanned<String>>>,
    /// Words in the task's text that mean it; the longest one found wins.
    /// zh: 任务内容中表示本事项的词语；以匹配到的最长者为准。
    pub keywords: Many<Spanned<String>>,
}

/// A legal basis.
/// zh: 法律依据。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BasisDoc {
    /// The law, rule or local norm.
    /// zh: 法律、规定或地方规范。
    pub law: Option<Spanned<String>>,
    /// The article or articles.
    /// zh: 条款。
    pub article: Option<Spanned<String>>,
    /// First day of its period of force.
    /// zh: 效力期间首日。
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    /// zh: 效力期间末日。
    pub until: Option<Spanned<Day>>,
    /// How well it is known.
    /// zh: 核实情况。
    pub status: Option<Spanned<Status>>,
    /// Where the text was read.
    /// zh: 所阅读文本的出处。
    pub source: Option<Spanned<String>>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
}

/// How well a legal basis or number is known.
/// zh: 依据或数字的核实情况。
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The text was read in the source that is named.
    /// zh: 已在所列出处读到原文。
    Verified,
    /// The same, but one place's rule.
    /// zh: 同上，但属一地的规定。
    Local,
    /// To be confirmed by the owner of the list.
    /// zh: 占位值，由清单所有人确认。
    Placeholder,
}

/// Permission to record a field.
/// zh: 记录某一字段的许可。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DataDoc {
    /// What it is needed for.
    /// zh: 用途。
    pub purpose: Option<Title>,
    /// How long it is kept, such as `5y` or `90d`.
    /// zh: 保存期限，如`5y`、`90d`。
    pub retention: Option<Spanned<String>>,
    /// Whether it is sensitive personal information.
    /// zh: 是否敏感个人信息。
    pub sensitive: bool,
}
