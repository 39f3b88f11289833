use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned};
use crate::model::{Limit, Title};

/// `[signals.NAME]` of a set: something unusual that asks a human to look.
/// zh: 异常信号：请人看一看的不寻常情形。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SignalDoc {
    /// What is looked for.
    /// zh: 查找什么。
    pub test: Option<Spanned<SignalTest>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// What a human is asked. Default: the question of the test.
    /// zh: 请人研判的问题，默认用该类信号的问题。
    pub question: Option<Title>,
    /// `error`, `warning` or `note`; of several signals with one test the most severe holds. Default
    /// `note`.
    /// zh: `error`、`warning`或`note`；同类信号以最重者为准，默认`note`。
    pub severity: Option<Spanned<String>>,
    /// Only events of these duties. Default: of all.
    /// zh: 只看这些事项的事件，默认全部。
    pub duties: Many<Spanned<String>>,
    /// The field that is looked at.
    /// zh: 所看的字段。
    pub field: Option<Spanned<String>>,
    /// With `back-filled`: how much later, default `72h`; with `lowered-after-close`: the closing step.
    /// zh: 用于`back-filled`：晚多久，默认`72h`；用于`lowered-after-close`：终结环节。
    pub after: Option<Spanned<String>>,
    /// With `impossible-order`: the step that is not to come first.
    /// zh: 用于`impossible-order`：不应在先的环节。
    pub first: Option<Spanned<String>>,
    /// With `impossible-order`: the step that is not to come after it.
    /// zh: 用于`impossible-order`：不应在后的环节。
    pub then: Option<Spanned<String>>,
    /// The step from which time runs.
    /// zh: 起算环节。
    pub from: Option<Spanned<String>>,
    /// The step to which it runs.
    /// zh: 截止环节。
    pub to: Option<Spanned<String>>,
    /// What takes less time than this is unusual.
    /// zh: 短于此时长即为异常。
    pub shorter: Option<Spanned<Limit>>,
    /// What takes more time than this is unusual; with `never-accepted`: how long a hand-over without
    /// a deadline may be open, default `7d`.
    /// zh: 长于此时长即为异常；用于`never-accepted`：没有时限的移送可以搁置多久，默认`7d`。
    pub longer: Option<Spanned<Limit>>,
    /// With `self-approval`: the steps that approve.
    /// zh: 用于`self-approval`：审批环节。
    pub of: Many<Spanned<String>>,
    /// With `self-approval`: the steps that are approved.
    /// zh: 用于`self-approval`：被审批的环节。
    pub same_as: Many<Spanned<String>>,
    /// With `lowered-after-close`: the values from the lowest to the highest.
    /// zh: 用于`lowered-after-close`：取值自低到高。
    pub order: Many<Spanned<String>>,
    /// With `one-sided`: the value.
    /// zh: 用于`one-sided`：取值。
    pub value: Option<Spanned<String>>,
    /// The share from which on it is unusual.
    /// zh: 达到此比例即为异常。
    pub share: Option<Spanned<String>>,
    /// How many it takes. The default is that of the test.
    /// zh: 达到此数量才算，默认值因信号而异。
    pub at_least: Option<Spanned<u32>>,
}

/// What a signal looks for.
/// zh: 信号查找什么。
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignalTest {
    /// Recorded long after it happened.
    /// zh: 事后很久才录入。
    BackFilled,
    /// The same words in different cases.
    /// zh: 不同案件文字雷同。
    CopiedText,
    /// A step before one that it can't come before.
    /// zh: 环节先于其不可能先于的环节。
    ImpossibleOrder,
    /// Less or more time between two steps than there can be.
    /// zh: 两个环节之间的时长不合情理。
    ImpossibleDuration,
    /// Several steps of a case at one instant.
    /// zh: 一案多个环节在同一时刻。
    OneInstant,
    /// The person who approves is the one who is approved.
    /// zh: 审批人即被审批人。
    SelfApproval,
    /// Less time between two steps than it takes.
    /// zh: 两个环节之间过于短促。
    TooShort,
    /// A value that was lowered after the case was closed.
    /// zh: 结案后取值被调低。
    LoweredAfterClose,
    /// Times at full and half hours.
    /// zh: 时间多为整点、半点。
    RoundTimes,
    /// One value nearly everywhere.
    /// zh: 取值几乎全部相同。
    OneSided,
    /// Hand-overs that nobody accepts.
    /// zh: 移送无人接收。
    NeverAccepted,
    /// Hand-overs that come back.
    /// zh: 移送被来回退转。
    Bounced,
    /// A supporting body that never appears.
    /// zh: 配合单位从不出现。
    SilentSupporter,
    /// Work whose text fits another duty better.
    /// zh: 内容更像另一事项。
    FiledUnderNearDuty,
}

impl SignalTest {
    /// Keys that the test can't do without, then keys that it understands beside them. One of
    /// `shorter` and `longer` is enough.
    pub fn keys(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::BackFilled => (&["field"], &["after", "at_least"]),
            Self::CopiedText => (&[], &["field", "at_least"]),
            Self::ImpossibleOrder => (&["first", "then"], &["at_least"]),
            Self::ImpossibleDuration => (&["from", "to"], &["shorter", "longer", "at_least"]),
            Self::SelfApproval => (&["of", "same_as"], &["at_least"]),
            Self::TooShort => (&["from", "to", "shorter"], &["at_least"]),
            Self::LoweredAfterClose => (&["field", "order", "after"], &["at_least"]),
            Self::RoundTimes => (&[], &["share", "at_least"]),
            Self::OneSided => (&["field", "value"], &["share", "at_least"]),
            Self::NeverAccepted => (&[], &["longer", "at_least"]),
            Self::OneInstant | Self::Bounced | Self::SilentSupporter | Self::FiledUnderNearDuty => {
                (&[], &["at_least"])
            }
        }
    }

    /// How many it takes when a signal doesn't say.
    pub const fn at_least(self) -> u32 {
        match self {
            Self::BackFilled => 10,
            Self::RoundTimes | Self::OneSided => 20,
            Self::CopiedText | Self::OneInstant | Self::NeverAccepted => 3,
            Self::Bounced => 2,
            _ => 1,
        }
    }
}

impl SignalDoc {
    /// The keys that are written, with the place of each: those that belong to some tests only.
    pub fn written(&self) -> Vec<(&'static str, crate::text::Span)> {
        let text = |own: &Option<Spanned<String>>| own.as_ref().map(|own| own.span);
        let many = |own: &Many<Spanned<String>>| own.first().map(|own| own.span);
        let limit = |own: &Option<Spanned<Limit>>| own.as_ref().map(|own| own.span);
        let all = [
            ("field", text(&self.field)),
            ("after", text(&self.after)),
            ("first", text(&self.first)),
            ("then", text(&self.then)),
            ("from", text(&self.from)),
            ("to", text(&self.to)),
            ("shorter", limit(&self.shorter)),
            ("longer", limit(&self.longer)),
            ("of", many(&self.of)),
            ("same_as", many(&self.same_as)),
            ("order", many(&self.order)),
            ("value", text(&self.value)),
            ("share", text(&self.share)),
            ("at_least", self.at_least.as_ref().map(|own| own.span)),
        ];
        all.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
    }

    /// The steps that it names, those of other duties as `DUTY.step`.
    pub fn steps(&self) -> impl Iterator<Item = &Spanned<String>> {
        let closing = self.test.as_ref().is_some_and(|t| t.value == SignalTest::LoweredAfterClose);
        let after = self.after.iter().filter(move |_| closing);
        let single = self.first.iter().chain(&self.then).chain(&self.from).chain(&self.to);
        single.chain(after).chain(self.of.iter()).chain(self.same_as.iter())
    }
}
