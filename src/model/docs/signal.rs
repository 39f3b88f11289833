use serde::Deserialize;

use crate::doc::{Many, Spanned};
use crate::model::{Limit, Title};

/// `[signals.NAME]` of a set: something unusual that asks a human to look.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignalDoc {
    /// What is looked for.
    pub test: Option<Spanned<SignalTest>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// What a human is asked. Default: the question of the test.
    pub question: Option<Title>,
    /// `error`, `warning` or `note`; of several signals with one test the most severe holds. Default
    /// `note`.
    pub severity: Option<Spanned<String>>,
    /// Only events of these duties. Default: of all.
    pub duties: Many<Spanned<String>>,
    /// The field that is looked at.
    pub field: Option<Spanned<String>>,
    /// With `back-filled`: how much later, default `72h`; with `lowered-after-close`: the closing step.
    pub after: Option<Spanned<String>>,
    /// With `impossible-order`: the step that is not to come first.
    pub first: Option<Spanned<String>>,
    /// With `impossible-order`: the step that is not to come after it.
    pub then: Option<Spanned<String>>,
    /// The step from which time runs.
    pub from: Option<Spanned<String>>,
    /// The step to which it runs.
    pub to: Option<Spanned<String>>,
    /// What takes less time than this is unusual.
    pub shorter: Option<Spanned<Limit>>,
    /// What takes more time than this is unusual; with `never-accepted`: how long a hand-over without
    /// a deadline may be open, default `7d`.
    pub longer: Option<Spanned<Limit>>,
    /// With `self-approval`: the steps that approve.
    pub of: Many<Spanned<String>>,
    /// With `self-approval`: the steps that are approved.
    pub same_as: Many<Spanned<String>>,
    /// With `lowered-after-close`: the values from the lowest to the highest.
    pub order: Many<Spanned<String>>,
    /// With `one-sided`: the value.
    pub value: Option<Spanned<String>>,
    /// The share from which on it is unusual.
    pub share: Option<Spanned<String>>,
    /// How many it takes. The default is that of the test.
    pub at_least: Option<Spanned<u32>>,
}

/// What a signal looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignalTest {
    /// Recorded long after it happened.
    BackFilled,
    /// The same words in different cases.
    CopiedText,
    /// A step before one that it can't come before.
    ImpossibleOrder,
    /// Less or more time between two steps than there can be.
    ImpossibleDuration,
    /// Several steps of a case at one instant.
    OneInstant,
    /// The person who approves is the one who is approved.
    SelfApproval,
    /// Less time between two steps than it takes.
    TooShort,
    /// A value that was lowered after the case was closed.
    LoweredAfterClose,
    /// Times at full and half hours.
    RoundTimes,
    /// One value nearly everywhere.
    OneSided,
    /// Hand-overs that nobody accepts.
    NeverAccepted,
    /// Hand-overs that come back.
    Bounced,
    /// A supporting body that never appears.
    SilentSupporter,
    /// Work whose text fits another duty better.
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
