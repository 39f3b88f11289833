use serde::Deserialize;

use super::{
    BasisDoc, DataDoc, ExpectedDoc, GroupDoc, MatchesDoc, MeasureDoc, RuleDoc, SafeguardDoc,
    StepDoc, TriggerDoc,
};
use crate::doc::{Many, Spanned, Table};
use crate::model::{Limit, Title};
use crate::text::Words;

/// `kind = "overlay"`: how a lower level changes a duty of a set that it imports, and its standard.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OverlayDoc {
    /// Always `overlay`.
    pub kind: Option<String>,
    /// The duty.
    pub duty: Option<Spanned<String>>,
    /// What people call the change, such as the local rule's name.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// The local rule that allows it.
    pub basis: Many<BasisDoc>,
    /// What comes to the duty and its standard.
    pub add: AddDoc,
    /// What becomes stricter.
    pub tighten: TightenDoc,
    /// What becomes another.
    pub replace: ReplaceDoc,
}

/// What comes to a duty and its standard.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddDoc {
    /// Steps.
    pub steps: Table<StepDoc>,
    /// Relations between steps.
    pub rules: Table<RuleDoc>,
    /// Groups of steps.
    pub groups: Table<GroupDoc>,
    /// Safeguards.
    pub safeguards: Many<Spanned<SafeguardDoc>>,
    /// Measures.
    pub evaluation: Many<Spanned<MeasureDoc>>,
    /// Supporting roles or bodies.
    pub supporting: Many<Spanned<String>>,
    /// Frequencies.
    pub expected: Many<Spanned<ExpectedDoc>>,
    /// Legal bases.
    pub basis: Many<Spanned<BasisDoc>>,
    /// Data that may be recorded.
    pub data: Table<DataDoc>,
    /// What makes the duty due.
    pub trigger: Many<Spanned<TriggerDoc>>,
}

/// What becomes stricter. What is not written stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TightenDoc {
    /// Steps, with those keys that change.
    pub steps: Table<StepDoc>,
    /// Safeguards: the one that requires the same of one of the same steps becomes stricter.
    pub safeguards: Many<Spanned<SafeguardDoc>>,
    /// Frequencies: the one of the same step for each of the same becomes stricter.
    pub expected: Many<Spanned<ExpectedDoc>>,
    /// Measures: the target of the same measure of the same step rises.
    pub evaluation: Many<Spanned<MeasureDoc>>,
    /// What is open is missing sooner.
    pub closes_after: Option<Spanned<Limit>>,
    /// Fewer kinds of persons may carry the duty out.
    pub reserved_to: Many<Spanned<String>>,
}

/// What becomes another. What is not written stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReplaceDoc {
    /// Whole steps.
    pub steps: Table<StepDoc>,
    /// Whole relations between steps.
    pub rules: Table<RuleDoc>,
    /// Whole groups of steps.
    pub groups: Table<GroupDoc>,
    /// What people call the duty.
    pub title: Option<Title>,
    /// The role or body that answers for it.
    pub holder: Many<Spanned<String>>,
    /// Supporting roles or bodies.
    pub supporting: Option<Many<Spanned<String>>>,
    /// Kinds of persons who alone may carry it out.
    pub reserved_to: Option<Many<Spanned<String>>>,
    /// Frequencies, all of them.
    pub expected: Option<Many<Spanned<ExpectedDoc>>>,
    /// What makes the duty due.
    pub trigger: Option<Many<Spanned<TriggerDoc>>>,
    /// How its events are recognised in a log.
    pub matches: Option<MatchesDoc>,
    /// Permissions to record, by field; fields that are not named stay.
    pub data: Table<DataDoc>,
    /// Safeguards, all of them.
    pub safeguards: Option<Many<Spanned<SafeguardDoc>>>,
    /// Measures, all of them.
    pub evaluation: Option<Many<Spanned<MeasureDoc>>>,
    /// What is open this long after the first event is missing.
    pub closes_after: Option<Spanned<Limit>>,
}

/// What the level of a duty's list lets a lower level change, in `delegates`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// To permit the recording of further data, or to keep it longer.
    Data,
    /// To let further kinds of persons, or other bodies, carry out a step.
    Persons,
    /// To lengthen custody clocks.
    Deadlines,
    /// To drop or weaken safeguards.
    Safeguards,
    /// To let a hand-over disclose more.
    Disclosure,
    /// To make somebody else answer for the duty.
    Holder,
    /// To allow steps that the duty's own level forbids.
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
