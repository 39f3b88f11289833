use serde::Deserialize;

use crate::doc::{Many, Spanned, Value};
use crate::model::Title;

/// A relation between steps that their own keys do not express.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuleDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// Which relation.
    pub template: Option<Spanned<Template>>,
    /// The steps of which each performance makes it count, or is counted.
    pub activation: Many<Spanned<String>>,
    /// The steps of which one must (or must not) go with it.
    pub target: Many<Spanned<String>>,
    /// With `existence`, `absence` and `exactly`: how often. Default 1, except of `exactly`.
    pub count: Option<Spanned<u32>>,
    /// How soon, counted from the earlier of the two.
    pub within: Option<Value>,
    /// Only when this holds at the activation.
    pub when: Option<Value>,
    /// Fields, or `body`, `person`, `target`, `area`, that must be the same at both.
    pub same: Many<Spanned<String>>,
    /// The like, that must differ.
    pub different: Many<Spanned<String>>,
    /// Only counted: its verdicts are reported and never become findings.
    pub counted: bool,
    /// A remark.
    pub note: Option<Title>,
}

/// The relations of the Declare family. Activations are written `a`, targets `t`; each is one step or
/// any of several. "Before" and "after" are strict: nothing comes before or after itself. "Next to"
/// is over all events of the case that belong to a duty of the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// `a` is done at least `count` times.
    Existence,
    /// `a` is done fewer than `count` times: with the default of 1, never.
    Absence,
    /// `a` is done exactly `count` times.
    Exactly,
    /// The first event of the case is `a`.
    Init,
    /// The last event of the case is `a`.
    End,
    /// `a` or `t` is done, or both.
    Choice,
    /// `a` or `t` is done, and not both.
    ExclusiveChoice,
    /// If `a` is done then so is `t`, before or after it.
    RespondedExistence,
    /// `a` and `t` are done both or neither.
    CoExistence,
    /// Each `a` is followed by a `t`.
    Response,
    /// Each `a` is followed by a `t` before there is another `a`.
    AlternateResponse,
    /// The next event after each `a` is a `t`.
    ChainResponse,
    /// Each `a` comes after a `t`. (Declare writes it `precedence(t, a)`.)
    Precedence,
    /// Each `a` comes after a `t`, with no other `a` between them.
    AlternatePrecedence,
    /// The event just before each `a` is a `t`.
    ChainPrecedence,
    /// Each `a` is followed by a `t`, and each `t` comes after an `a`.
    Succession,
    /// Each `a` is followed by a `t` before there is another `a`, and each `t` comes after an `a` with
    /// no other `t` between them.
    AlternateSuccession,
    /// The next event after each `a` is a `t`, and the event just before each `t` is an `a`.
    ChainSuccession,
    /// `a` and `t` are not both done.
    NotCoExistence,
    /// If `a` is done then `t` is not, neither before nor after it.
    NotRespondedExistence,
    /// No `a` is followed by a `t`.
    NotResponse,
    /// No `a` comes after a `t`.
    NotPrecedence,
    /// No `a` is followed by a `t`, and so no `t` comes after an `a`.
    NotSuccession,
    /// The next event after an `a` is not a `t`.
    NotChainResponse,
    /// The event just before an `a` is not a `t`.
    NotChainPrecedence,
    /// The next event after an `a` is not a `t`, and so the one just before a `t` is not an `a`.
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
