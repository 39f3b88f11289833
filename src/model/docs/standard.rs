use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::condition::Written;
use crate::model::docs::{GroupDoc, OccurrencesDoc, RepeatDoc};
use crate::model::within::Timing;
use crate::model::{Limit, Title};

use super::RuleDoc;

/// `kind = "standard"`: how one duty is carried out.
/// zh: 工作标准：一项责任事项如何履行。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StandardDoc {
    /// Always `standard`.
    /// zh: 固定为`standard`。
    pub kind: Option<String>,
    /// The duty.
    /// zh: 责任事项。
    pub duty: Option<Spanned<String>>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// What is open this long after the first event is missing.
    /// zh: 自首个事件起经过多久，未完成的视为缺失。
    pub closes_after: Option<Spanned<Limit>>,
    /// Content: the steps by id, in the order in which they are shown.
    /// zh: 内容：处置环节，按编号，以展示顺序排列。
    pub steps: Table<StepDoc>,
    /// Steps of which one, some or all are done together. A member alone is not required.
    /// zh: 环节组：择一、部分或全部实施；其成员不单独要求。
    pub groups: Table<GroupDoc>,
    /// What begins a further occurrence of the duty in one case. Default: a case has one.
    /// zh: 一案中何事开始再次办理；默认一案一次。
    pub occurrences: Option<Spanned<OccurrencesDoc>>,
    /// Content that steps do not express.
    /// zh: 环节不能表达的内容。
    pub rules: Table<RuleDoc>,
    /// What protects those concerned.
    /// zh: 保障措施：保护当事人。
    pub safeguards: Many<SafeguardDoc>,
    /// How the work is measured.
    /// zh: 评价：如何衡量工作。
    pub evaluation: Many<MeasureDoc>,
}

/// One step. Without `optional`, `forbidden` or `when` it is required once.
/// zh: 一个环节。没有`optional`、`forbidden`、`when`的必做一次。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StepDoc {
    /// What people call it; logs may use it in any language.
    /// zh: 名称；日志可用任一语言。
    pub title: Option<Title>,
    /// Other names that logs use.
    /// zh: 日志使用的其他名称。
    pub aliases: Many<Spanned<String>>,
    /// Steps that must all be done before (those that don't apply are not waited for).
    /// zh: 须先全部完成的环节（不适用的不等）。
    pub after: Many<Spanned<String>>,
    /// Steps of which at least one must be done before.
    /// zh: 须先完成其中至少一个的环节。
    pub after_any: Many<Spanned<String>>,
    /// The step that it follows with nothing else of the duty between them.
    /// zh: 紧接其后的环节，中间没有本事项的其他环节。
    pub immediately_after: Option<Spanned<String>>,
    /// By when, counted from which step.
    /// zh: 时限，及自哪个环节起算。
    #[schemars(with = "Option<Many<Timing>>")]
    pub within: Option<Value>,
    /// Not before, counted from which step.
    /// zh: 不早于，及自哪个环节起算。
    #[schemars(with = "Option<Many<Timing>>")]
    pub not_before: Option<Value>,
    /// Only when this holds.
    /// zh: 仅在此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// May be done, need not be.
    /// zh: 可做可不做。
    pub optional: bool,
    /// Must not be done.
    /// zh: 不得做。
    pub forbidden: bool,
    /// How many times at least. Default 1.
    /// zh: 至少几次，默认1。
    pub at_least: Option<Spanned<u32>>,
    /// How many times at most.
    /// zh: 至多几次。
    pub at_most: Option<Spanned<u32>>,
    /// It is done again and again.
    /// zh: 反复实施。
    pub repeat: Option<RepeatDoc>,
    /// Who.
    /// zh: 由谁实施。
    pub by: Option<ActorDoc>,
    /// Fields of which each must be filled; `a | b` means either.
    /// zh: 须填写的字段；`a | b`表示任一。
    pub evidence: Many<Spanned<String>>,
    /// Contents that the step's document must have, written like `evidence`.
    /// zh: 该环节文书须具备的内容，写法同`evidence`。
    pub needs: Many<Spanned<String>>,
    /// The duty begins with it. Default: the steps without `after`.
    /// zh: 事项由此开始；默认为没有`after`的环节。
    pub starts: bool,
    /// The duty ends with it, a hand-over once it is accepted; what is required, open and without a
    /// deadline of its own is missing then.
    /// zh: 事项到此终结（移送的，以接收为准）；此时仍未完成且自身没有时限的必做环节即为缺失。
    pub ends: bool,
    /// Hands the matter over to this role or body.
    /// zh: 移送至该角色或单位。
    pub to: Option<Spanned<String>>,
    /// How the receiver's acceptance is seen.
    /// zh: 如何看出对方已接收。
    pub accepted: Option<AcceptedDoc>,
    /// The only fields that the hand-over may disclose.
    /// zh: 移送时只可披露的字段。
    pub disclose: Many<Spanned<String>>,
    /// The law behind the step, or behind the disclosure.
    /// zh: 该环节或披露的法律依据。
    pub basis: Many<super::BasisDoc>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
}

/// The receiver's acceptance of a hand-over.
/// zh: 对方接收移送。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AcceptedDoc {
    /// The step by which the receiver accepts.
    /// zh: 对方据以接收的环节。
    pub step: Option<Spanned<String>>,
    /// How soon, counted from the hand-over.
    /// zh: 应在移送后多久之内。
    #[schemars(with = "Option<Many<Timing>>")]
    pub within: Option<Value>,
    /// The step by which the receiver gives it back.
    /// zh: 对方据以退回的环节。
    pub returned: Option<Spanned<String>>,
}

/// Who may or must carry out a step.
/// zh: 可以或必须由谁实施。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ActorDoc {
    /// Roles of the body.
    /// zh: 单位的角色。
    pub role: Many<Spanned<String>>,
    /// Kinds of the person.
    /// zh: 人员的类别。
    pub kind: Many<Spanned<String>>,
    /// How many different persons at least.
    /// zh: 至少几名不同人员。
    pub persons: Option<Spanned<u32>>,
    /// Nobody who also did one of these steps.
    /// zh: 不得为实施过这些环节的人员。
    pub not_same_as: Many<Spanned<String>>,
    /// The same person as in this step.
    /// zh: 须与该环节为同一人员。
    pub same_as: Option<Spanned<String>>,
    /// Level of the body that must act, such as `county`.
    /// zh: 实施单位须属的层级，如`county`。
    pub level: Option<Spanned<String>>,
    /// The body that acts stands above the one that answers for the case, as the roster has it.
    /// zh: 实施单位在名册中高于承办单位。
    pub above: Option<Spanned<bool>>,
}

/// What protects those concerned. Checked where it can be seen in a log.
/// zh: 保障措施：凡日志可以看出的都予核对。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SafeguardDoc {
    /// What is required.
    /// zh: 要求什么。
    pub require: Option<Spanned<SafeguardKind>>,
    /// The steps it applies to.
    /// zh: 适用的环节。
    pub of: Many<Spanned<String>>,
    /// With `two-persons` and `recorded-when-alone`: how many. Default 2.
    /// zh: 人数，用于`two-persons`和`recorded-when-alone`，默认2。
    pub persons: Option<Spanned<u32>>,
    /// With `different-persons`: the steps whose person must be another.
    /// zh: 用于`different-persons`：须由他人实施的环节。
    pub from: Many<Spanned<String>>,
    /// With `recorded` and `recorded-when-alone`: the field that shows the recording.
    /// zh: 用于`recorded`和`recorded-when-alone`：表示已有记录的字段。
    pub field: Option<Spanned<String>>,
    /// Only when this holds.
    /// zh: 仅在此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// In words.
    /// zh: 用文字写明。
    pub title: Option<Title>,
    /// The law behind it.
    /// zh: 法律依据。
    pub basis: Many<super::BasisDoc>,
}

/// Kinds of safeguards.
/// zh: 保障措施的种类。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SafeguardKind {
    /// Several persons act together.
    /// zh: 两名以上人员共同实施。
    TwoPersons,
    /// Another person than in another step: four eyes.
    /// zh: 与另一环节不同的人员实施：相互监督。
    DifferentPersons,
    /// A recording exists.
    /// zh: 有音像记录。
    Recorded,
    /// A recording exists where fewer persons acted than should.
    /// zh: 人员不足时须有音像记录。
    RecordedWhenAlone,
    /// In words only; no log can show it.
    /// zh: 仅有文字，日志无从看出。
    Words,
}

/// A measure and its target.
/// zh: 评价指标及其目标。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MeasureDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// What is measured.
    /// zh: 衡量什么。
    pub measure: Option<Spanned<MeasureKind>>,
    /// The step. Default: every step; with `accepted` every hand-over, with `repeated` any event.
    /// zh: 环节；默认为每个环节，`accepted`为每次移送，`repeated`为任何事件。
    pub of: Option<Spanned<String>>,
    /// The share to be reached, such as `95%`; with `interval` a length of time, such as `24h`.
    /// zh: 应达到的比例，如`95%`；`interval`为时长，如`24h`。
    pub target: Option<Spanned<String>>,
    /// The target must not be exceeded. Default: it must be reached.
    /// zh: 目标不得超过；默认须达到。
    pub at_most: bool,
    /// With a smaller denominator the measure is shown and never a finding.
    /// zh: 分母小于此数时只列出，不成为问题。
    pub least: Option<Spanned<u32>>,
    /// With `interval`: the step from which the time runs.
    /// zh: 用于`interval`：起算环节。
    pub from: Option<Spanned<String>>,
    /// With `interval`: the percentile, from 1 to 100. Default 50, the median.
    /// zh: 用于`interval`：百分位，1至100，默认50（中位数）。
    pub percentile: Option<Spanned<u32>>,
    /// With `ratio`: the step that is counted.
    /// zh: 用于`ratio`：计数的环节。
    pub count: Option<Spanned<String>>,
    /// With `ratio`: the step by whose count it is divided.
    /// zh: 用于`ratio`：作分母的环节。
    pub per: Option<Spanned<String>>,
    /// With `repeated`: what both cases have in common: `target`, `area`, `body`, `person` or a
    /// field.
    /// zh: 用于`repeated`：两案的共同之处：`target`、`area`、`body`、`person`或某一字段。
    pub by: Option<Spanned<String>>,
    /// With `repeated`: how soon after the first case.
    /// zh: 用于`repeated`：在前一案之后多久之内。
    pub within: Option<Spanned<Limit>>,
}

/// Kinds of measures.
/// zh: 评价指标的种类。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// Met ÷ (met + late + missing).
    /// zh: 按时 ÷（按时＋超期＋缺失）。
    OnTime,
    /// (Met + late) ÷ (met + late + missing).
    /// zh: （按时＋超期）÷（按时＋超期＋缺失）。
    Done,
    /// Windows covered ÷ windows expected.
    /// zh: 已覆盖的时间窗 ÷ 应覆盖的时间窗。
    Covered,
    /// Hand-overs accepted, in time or not ÷ hand-overs whose acceptance was due.
    /// zh: 已接收的移送（不论是否按时）÷ 应接收的移送。
    Accepted,
    /// A percentile of the time between two steps of a case.
    /// zh: 同案两个环节间时长的百分位。
    Interval,
    /// Performances of a step ÷ performances of another.
    /// zh: 一个环节的次数 ÷ 另一环节的次数。
    Ratio,
    /// Cases after which the same target has another ÷ cases.
    /// zh: 之后同一对象又有他案的案件 ÷ 案件。
    Repeated,
}
