use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Value};
use crate::model::Title;
use crate::model::condition::Written;
use crate::model::within::Timing;

/// A relation between steps that their own keys do not express.
/// zh: 环节自身的键无法表达的关系。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RuleDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// Which relation.
    /// zh: 何种关系。
    pub template: Option<Spanned<Template>>,
    /// The steps of which each performance makes it count, or is counted.
    /// zh: 每次实施即触发（或计数）的环节。
    pub activation: Many<Spanned<String>>,
    /// The steps of which one must (or must not) go with it.
    /// zh: 须（或不得）与之相伴的环节。
    pub target: Many<Spanned<String>>,
    /// With `existence`, `absence` and `exactly`: how often. Default 1, except of `exactly`.
    /// zh: 次数，用于`existence`、`absence`、`exactly`；除`exactly`外默认1。
    pub count: Option<Spanned<u32>>,
    /// How soon, counted from the earlier of the two.
    /// zh: 两者相隔多久之内，自较早者起算。
    #[schemars(with = "Option<Many<Timing>>")]
    pub within: Option<Value>,
    /// Only when this holds at the activation.
    /// zh: 仅在触发环节时此条件成立。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
    /// Fields, or `body`, `person`, `target`, `area`, that must be the same at both.
    /// zh: 两者须相同的字段，或`body`、`person`、`target`、`area`。
    pub same: Many<Spanned<String>>,
    /// The like, that must differ.
    /// zh: 两者须不同的字段等。
    pub different: Many<Spanned<String>>,
    /// Only counted: its verdicts are reported and never become findings.
    /// zh: 只计数：结论列入报告，不成为问题。
    pub counted: bool,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
}

/// The relations of the Declare family. Activations are written `a`, targets `t`; each is one step or
/// any of several. "Before" and "after" are strict: nothing comes before or after itself. "Next to"
/// is over all events of the case that belong to a duty of the set.
/// zh: Declare 族关系。触发环节记作`a`，对应环节记作`t`，均可为一个或多个环节之一。“之前”“之后”均不含自身；“紧邻”按本案属于清单事项的全部事件计。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// `a` is done at least `count` times.
    /// zh: `a`至少`count`次。
    Existence,
    /// `a` is done fewer than `count` times: with the default of 1, never.
    /// zh: `a`少于`count`次；默认1即从不。
    Absence,
    /// `a` is done exactly `count` times.
    /// zh: `a`恰好`count`次。
    Exactly,
    /// The first event of the case is `a`.
    /// zh: 案件的首个事件是`a`。
    Init,
    /// The last event of the case is `a`.
    /// zh: 案件的最后事件是`a`。
    End,
    /// `a` or `t` is done, or both.
    /// zh: 有`a`或`t`，或都有。
    Choice,
    /// `a` or `t` is done, and not both.
    /// zh: 有`a`或`t`，但不都有。
    ExclusiveChoice,
    /// If `a` is done then so is `t`, before or after it.
    /// zh: 有`a`则须有`t`，先后均可。
    RespondedExistence,
    /// `a` and `t` are done both or neither.
    /// zh: `a`与`t`都有或都无。
    CoExistence,
    /// Each `a` is followed by a `t`.
    /// zh: 每个`a`之后须有`t`。
    Response,
    /// Each `a` is followed by a `t` before there is another `a`.
    /// zh: 每个`a`之后、下一个`a`之前须有`t`。
    AlternateResponse,
    /// The next event after each `a` is a `t`.
    /// zh: 每个`a`的下一事件是`t`。
    ChainResponse,
    /// Each `a` comes after a `t`. (Declare writes it `precedence(t, a)`.)
    /// zh: 每个`a`之前须有`t`（Declare 写作`precedence(t, a)`）。
    Precedence,
    /// Each `a` comes after a `t`, with no other `a` between them.
    /// zh: 每个`a`之前须有`t`，其间没有另一个`a`。
    AlternatePrecedence,
    /// The event just before each `a` is a `t`.
    /// zh: 每个`a`的上一事件是`t`。
    ChainPrecedence,
    /// Each `a` is followed by a `t`, and each `t` comes after an `a`.
    /// zh: 每个`a`之后须有`t`，每个`t`之前须有`a`。
    Succession,
    /// Each `a` is followed by a `t` before there is another `a`, and each `t` comes after an `a` with
    /// no other `t` between them.
    /// zh: 每个`a`之后、下一个`a`之前须有`t`，每个`t`之前须有`a`且其间没有另一个`t`。
    AlternateSuccession,
    /// The next event after each `a` is a `t`, and the event just before each `t` is an `a`.
    /// zh: 每个`a`的下一事件是`t`，每个`t`的上一事件是`a`。
    ChainSuccession,
    /// `a` and `t` are not both done.
    /// zh: `a`与`t`不都有。
    NotCoExistence,
    /// If `a` is done then `t` is not, neither before nor after it.
    /// zh: 有`a`则前后均无`t`。
    NotRespondedExistence,
    /// No `a` is followed by a `t`.
    /// zh: `a`之后没有`t`。
    NotResponse,
    /// No `a` comes after a `t`.
    /// zh: `a`之前没有`t`。
    NotPrecedence,
    /// No `a` is followed by a `t`, and so no `t` comes after an `a`.
    /// zh: `a`之后没有`t`，`t`之前也就没有`a`。
    NotSuccession,
    /// The next event after an `a` is not a `t`.
    /// zh: `a`的下一事件不是`t`。
    NotChainResponse,
    /// The event just before an `a` is not a `t`.
    /// zh: `a`的上一事件不是`t`。
    NotChainPrecedence,
    /// The next event after an `a` is not a `t`, and so the one just before a `t` is not an `a`.
    /// zh: `a`的下一事件不是`t`，`t`的上一事件也就不是`a`。
    NotChainSuccession,
}

/// Where the partner of an activation is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// After it.
    Forward,
    /// Before it.
    Backward,
    /// Anywhere in the case, itself included.
    Anywhere,
}

/// What may lie between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Anything.
    Anything,
    /// No other activation.
    NoActivation,
    /// Nothing.
    Nothing,
}

/// One thing that a relation asks of each of its activations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Where its partner is looked for.
    pub look: Look,
    /// What may lie between the two.
    pub between: Between,
    /// Whether there must not be one.
    pub forbids: bool,
    /// Whether the steps under `target` activate it and those under `activation` are its partners.
    pub swapped: bool,
}

const fn ask(look: Look, between: Between, forbids: bool, swapped: bool) -> Ask {
    Ask { look, between, forbids, swapped }
}

impl Template {
    /// What it asks of each activation; nothing for those that are about the case as a whole.
    pub const fn asks(self) -> &'static [Ask] {
        use Between::{Anything, NoActivation, Nothing};
        use Look::{Anywhere, Backward, Forward};
        match self {
            Self::Existence
            | Self::Absence
            | Self::Exactly
            | Self::Init
            | Self::End
            | Self::Choice
            | Self::ExclusiveChoice => &[],
            Self::RespondedExistence => const { &[ask(Anywhere, Anything, false, false)] },
            Self::CoExistence => {
                const { &[ask(Anywhere, Anything, false, false), ask(Anywhere, Anything, false, true)] }
            }
            Self::Response => const { &[ask(Forward, Anything, false, false)] },
            Self::AlternateResponse => const { &[ask(Forward, NoActivation, false, false)] },
            Self::ChainResponse => const { &[ask(Forward, Nothing, false, false)] },
            Self::Precedence => const { &[ask(Backward, Anything, false, false)] },
            Self::AlternatePrecedence => const { &[ask(Backward, NoActivation, false, false)] },
            Self::ChainPrecedence => const { &[ask(Backward, Nothing, false, false)] },
            Self::Succession => {
                const { &[ask(Forward, Anything, false, false), ask(Backward, Anything, false, true)] }
            }
            Self::AlternateSuccession => {
                const {
                    &[
                        ask(Forward, NoActivation, false, false),
                        ask(Backward, NoActivation, false, true),
                    ]
                }
            }
            Self::ChainSuccession => {
                const { &[ask(Forward, Nothing, false, false), ask(Backward, Nothing, false, true)] }
            }
            Self::NotCoExistence => {
                const { &[ask(Anywhere, Anything, true, false), ask(Anywhere, Anything, true, true)] }
            }
            Self::NotRespondedExistence => const { &[ask(Anywhere, Anything, true, false)] },
            Self::NotResponse => const { &[ask(Forward, Anything, true, false)] },
            Self::NotPrecedence => const { &[ask(Backward, Anything, true, false)] },
            Self::NotSuccession => {
                const { &[ask(Forward, Anything, true, false), ask(Backward, Anything, true, true)] }
            }
            Self::NotChainResponse => const { &[ask(Forward, Nothing, true, false)] },
            Self::NotChainPrecedence => const { &[ask(Backward, Nothing, true, false)] },
            Self::NotChainSuccession => {
                const { &[ask(Forward, Nothing, true, false), ask(Backward, Nothing, true, true)] }
            }
        }
    }

    /// Whether it is about two kinds of steps.
    pub const fn takes_target(self) -> bool {
        matches!(self, Self::Choice | Self::ExclusiveChoice) || !self.asks().is_empty()
    }

    /// Whether it is about two events, so that they can lie apart and share a field.
    pub const fn pairs(self) -> bool {
        !self.asks().is_empty()
    }

    /// Whether it counts.
    pub const fn takes_count(self) -> bool {
        matches!(self, Self::Existence | Self::Absence | Self::Exactly)
    }
}
