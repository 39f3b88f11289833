use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    BasisDoc, DataDoc, ExpectedDoc, GroupDoc, MatchesDoc, MeasureDoc, RuleDoc, SafeguardDoc,
    StepDoc, TriggerDoc,
};
use crate::doc::{Many, Spanned, Table};
use crate::model::{Limit, Title};
use crate::text::Words;

/// `kind = "overlay"`: how a lower level changes a duty of a set that it imports, and its standard.
/// zh: 地方细则：下级如何变更所引用清单的事项及其标准。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OverlayDoc {
    /// Always `overlay`.
    /// zh: 固定为`overlay`。
    pub kind: Option<String>,
    /// The duty.
    /// zh: 责任事项。
    pub duty: Option<Spanned<String>>,
    /// What people call the change, such as the local rule's name.
    /// zh: 该变更的名称，如地方规定的名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// The local rule that allows it.
    /// zh: 准许变更的地方规定。
    pub basis: Many<BasisDoc>,
    /// What comes to the duty and its standard.
    /// zh: 增加的内容。
    pub add: AddDoc,
    /// What becomes stricter.
    /// zh: 收紧的内容。
    pub tighten: TightenDoc,
    /// What becomes another.
    /// zh: 替换的内容。
    pub replace: ReplaceDoc,
}

/// What comes to a duty and its standard.
/// zh: 事项及其标准增加的内容。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddDoc {
    /// Steps.
    /// zh: 处置环节。
    pub steps: Table<StepDoc>,
    /// Relations between steps.
    /// zh: 环节之间的关系。
    pub rules: Table<RuleDoc>,
    /// Groups of steps.
    /// zh: 环节组。
    pub groups: Table<GroupDoc>,
    /// Safeguards.
    /// zh: 保障措施。
    pub safeguards: Many<Spanned<SafeguardDoc>>,
    /// Measures.
    /// zh: 评价指标。
    pub evaluation: Many<Spanned<MeasureDoc>>,
    /// Supporting roles or bodies.
    /// zh: 配合的角色或单位。
    pub supporting: Many<Spanned<String>>,
    /// Frequencies.
    /// zh: 频次。
    pub expected: Many<Spanned<ExpectedDoc>>,
    /// Legal bases.
    /// zh: 法律依据。
    pub basis: Many<Spanned<BasisDoc>>,
    /// Data that may be recorded.
    /// zh: 可以记录的数据。
    pub data: Table<DataDoc>,
    /// What makes the duty due.
    /// zh: 触发条件。
    pub trigger: Many<Spanned<TriggerDoc>>,
}

/// What becomes stricter. What is not written stays as it is.
/// zh: 收紧的内容；没有写的不变。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TightenDoc {
    /// Steps, with those keys that change.
    /// zh: 环节，只写要变的键。
    pub steps: Table<StepDoc>,
    /// Safeguards: the one that requires the same of one of the same steps becomes stricter.
    /// zh: 保障措施：对相同环节有相同要求的，改为更严。
    pub safeguards: Many<Spanned<SafeguardDoc>>,
    /// Frequencies: the one of the same step for each of the same becomes stricter.
    /// zh: 频次：相同环节、相同计数方式的，改为更严。
    pub expected: Many<Spanned<ExpectedDoc>>,
    /// Measures: the target of the same measure of the same step rises.
    /// zh: 评价指标：相同环节、相同指标的目标提高。
    pub evaluation: Many<Spanned<MeasureDoc>>,
    /// What is open is missing sooner.
    /// zh: 未完成的更早视为缺失。
    pub closes_after: Option<Spanned<Limit>>,
    /// Fewer kinds of persons may carry the duty out.
    /// zh: 可实施的人员类别减少。
    pub reserved_to: Many<Spanned<String>>,
}

/// What becomes another. What is not written stays as it is.
/// zh: 替换的内容；没有写的不变。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReplaceDoc {
    /// Whole steps.
    /// zh: 整个环节。
    pub steps: Table<StepDoc>,
    /// Whole relations between steps.
    /// zh: 环节之间的整个关系。
    pub rules: Table<RuleDoc>,
    /// Whole groups of steps.
    /// zh: 整个环节组。
    pub groups: Table<GroupDoc>,
    /// What people call the duty.
    /// zh: 事项的名称。
    pub title: Option<Title>,
    /// The role or body that answers for it.
    /// zh: 负责的角色或单位。
    pub holder: Many<Spanned<String>>,
    /// Supporting roles or bodies.
    /// zh: 配合的角色或单位。
    pub supporting: Option<Many<Spanned<String>>>,
    /// Kinds of persons who alone may carry it out.
    /// zh: 只可由这些类别的人员实施。
    pub reserved_to: Option<Many<Spanned<String>>>,
    /// Frequencies, all of them.
    /// zh: 频次（全部）。
    pub expected: Option<Many<Spanned<ExpectedDoc>>>,
    /// What makes the duty due.
    /// zh: 触发条件。
    pub trigger: Option<Many<Spanned<TriggerDoc>>>,
    /// How its events are recognised in a log.
    /// zh: 如何在日志中识别。
    pub matches: Option<MatchesDoc>,
    /// Permissions to record, by field; fields that are not named stay.
    /// zh: 记录许可，按字段；没有写的字段不变。
    pub data: Table<DataDoc>,
    /// Safeguards, all of them.
    /// zh: 保障措施（全部）。
    pub safeguards: Option<Many<Spanned<SafeguardDoc>>>,
    /// Measures, all of them.
    /// zh: 评价指标（全部）。
    pub evaluation: Option<Many<Spanned<MeasureDoc>>>,
    /// What is open this long after the first event is missing.
    /// zh: 自首个事件起经过多久，未完成的视为缺失。
    pub closes_after: Option<Spanned<Limit>>,
}

/// What the level of a duty's list lets a lower level change, in `delegates`.
/// zh: 清单的`delegates`准许下级变更的内容。
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// To permit the recording of further data, or to keep it longer.
    /// zh: 许可记录更多数据，或保存更久。
    Data,
    /// To let further kinds of persons, or other bodies, carry out a step.
    /// zh: 准许其他类别的人员或其他单位实施某环节。
    Persons,
    /// To lengthen custody clocks.
    /// zh: 延长羁押时限。
    Deadlines,
    /// To drop or weaken safeguards.
    /// zh: 取消或削弱保障措施。
    Safeguards,
    /// To let a hand-over disclose more.
    /// zh: 移送时披露更多。
    Disclosure,
    /// To make somebody else answer for the duty.
    /// zh: 变更责任主体。
    Holder,
    /// To allow steps that the duty's own level forbids.
    /// zh: 准许本级清单所禁止的环节。
    Steps,
}

impl Power {
    /// What whoever has it may do.
    pub const fn words(self) -> Words {
        match self {
            Self::Data => Words::fixed(
                "permit the recording of more data, or for longer",
                "许可记录更多或更久的数据",
            ),
            Self::Persons => {
                Words::fixed("let further persons or bodies act", "让更多人员或单位实施")
            }
            Self::Deadlines => Words::fixed("lengthen custody clocks", "延长羁押时限"),
            Self::Safeguards => Words::fixed("drop or weaken safeguards", "取消或削弱保障措施"),
            Self::Disclosure => Words::fixed("let a hand-over disclose more", "扩大移送披露的内容"),
            Self::Holder => Words::fixed("make somebody else answer for it", "变更责任主体"),
            Self::Steps => Words::fixed("allow what is forbidden", "允许被禁止的行为"),
        }
    }
}
