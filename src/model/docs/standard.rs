use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::docs::{GroupDoc, OccurrencesDoc, RepeatDoc};
use crate::model::{Limit, Title};

use super::RuleDoc;

/// `kind = "standard"`: how one duty is carried out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StandardDoc {
    /// Always `standard`.
    pub kind: Option<String>,
    /// The duty.
    pub duty: Option<Spanned<String>>,
    /// A remark.
    pub note: Option<Title>,
    /// What is open this long after the first event is missing.
    pub closes_after: Option<Spanned<Limit>>,
    /// Content: the steps by id, in the order in which they are shown.
    pub steps: Table<StepDoc>,
    /// Steps of which one, some or all are done together. A member alone is not required.
    pub groups: Table<GroupDoc>,
    /// What begins a further occurrence of the duty in one case. Default: a case has one.
    pub occurrences: Option<Spanned<OccurrencesDoc>>,
    /// Content that steps do not express.
    pub rules: Table<RuleDoc>,
    /// What protects those concerned.
    pub safeguards: Many<SafeguardDoc>,
    /// How the work is measured.
    pub evaluation: Many<MeasureDoc>,
}

/// One step. Without `optional`, `forbidden` or `when` it is required once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepDoc {
    /// What people call it; logs may use it in any language.
    pub title: Option<Title>,
    /// Other names that logs use.
    pub aliases: Many<Spanned<String>>,
    /// Steps that must all be done before (those that don't apply are not waited for).
    pub after: Many<Spanned<String>>,
    /// Steps of which at least one must be done before.
    pub after_any: Many<Spanned<String>>,
    /// The step that it follows with nothing else of the duty between them.
    pub immediately_after: Option<Spanned<String>>,
    /// By when, counted from which step.
    pub within: Option<Value>,
    /// Not before, counted from which step.
    pub not_before: Option<Value>,
    /// Only when this holds.
    pub when: Option<Value>,
    /// May be done, need not be.
    pub optional: bool,
    /// Must not be done.
    pub forbidden: bool,
    /// How many times at least. Default 1.
    pub at_least: Option<Spanned<u32>>,
    /// How many times at most.
    pub at_most: Option<Spanned<u32>>,
    /// It is done again and again.
    pub repeat: Option<RepeatDoc>,
    /// Who.
    pub by: Option<ActorDoc>,
    /// Fields of which each must be filled; `a | b` means either.
    pub evidence: Many<Spanned<String>>,
    /// Contents that the step's document must have, written like `evidence`.
    pub needs: Many<Spanned<String>>,
    /// The duty begins with it. Default: the steps without `after`.
    pub starts: bool,
    /// The duty ends with it, a hand-over once it is accepted; what is required, open and without a
    /// deadline of its own is missing then.
    pub ends: bool,
    /// Hands the matter over to this role or body.
    pub to: Option<Spanned<String>>,
    /// How the receiver's acceptance is seen.
    pub accepted: Option<AcceptedDoc>,
    /// The only fields that the hand-over may disclose.
    pub disclose: Many<Spanned<String>>,
    /// The law behind the step, or behind the disclosure.
    pub basis: Many<super::BasisDoc>,
    /// A remark.
    pub note: Option<Title>,
}

/// The receiver's acceptance of a hand-over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AcceptedDoc {
    /// The step by which the receiver accepts.
    pub step: Option<Spanned<String>>,
    /// How soon, counted from the hand-over.
    pub within: Option<Value>,
    /// The step by which the receiver gives it back.
    pub returned: Option<Spanned<String>>,
}

/// Who may or must carry out a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActorDoc {
    /// Roles of the body.
    pub role: Many<Spanned<String>>,
    /// Kinds of the person.
    pub kind: Many<Spanned<String>>,
    /// How many different persons at least.
    pub persons: Option<Spanned<u32>>,
    /// Nobody who also did one of these steps.
    pub not_same_as: Many<Spanned<String>>,
    /// The same person as in this step.
    pub same_as: Option<Spanned<String>>,
    /// Level of the body that must act, such as `county`.
    pub level: Option<Spanned<String>>,
    /// The body that acts stands above the one that answers for the case, as the roster has it.
    pub above: Option<Spanned<bool>>,
}

/// What protects those concerned. Checked where it can be seen in a log.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SafeguardDoc {
    /// What is required.
    pub require: Option<Spanned<SafeguardKind>>,
    /// The steps it applies to.
    pub of: Many<Spanned<String>>,
    /// With `two-persons` and `recorded-when-alone`: how many. Default 2.
    pub persons: Option<Spanned<u32>>,
    /// With `different-persons`: the steps whose person must be another.
    pub from: Many<Spanned<String>>,
    /// With `recorded` and `recorded-when-alone`: the field that shows the recording.
    pub field: Option<Spanned<String>>,
    /// Only when this holds.
    pub when: Option<Value>,
    /// In words.
    pub title: Option<Title>,
    /// The law behind it.
    pub basis: Many<super::BasisDoc>,
}

/// Kinds of safeguards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafeguardKind {
    /// Several persons act together.
    TwoPersons,
    /// Another person than in another step: four eyes.
    DifferentPersons,
    /// A recording exists.
    Recorded,
    /// A recording exists where fewer persons acted than should.
    RecordedWhenAlone,
    /// In words only; no log can show it.
    Words,
}

/// A measure and its target.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MeasureDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// What is measured.
    pub measure: Option<Spanned<MeasureKind>>,
    /// The step. Default: every step; with `accepted` every hand-over, with `repeated` any event.
    pub of: Option<Spanned<String>>,
    /// The share to be reached, such as `95%`; with `interval` a length of time, such as `24h`.
    pub target: Option<Spanned<String>>,
    /// The target must not be exceeded. Default: it must be reached.
    pub at_most: bool,
    /// With a smaller denominator the measure is shown and never a finding.
    pub least: Option<Spanned<u32>>,
    /// With `interval`: the step from which the time runs.
    pub from: Option<Spanned<String>>,
    /// With `interval`: the percentile, from 1 to 100. Default 50, the median.
    pub percentile: Option<Spanned<u32>>,
    /// With `ratio`: the step that is counted.
    pub count: Option<Spanned<String>>,
    /// With `ratio`: the step by whose count it is divided.
    pub per: Option<Spanned<String>>,
    /// With `repeated`: what both cases have in common: `target`, `area`, `body`, `person` or a
    /// field.
    pub by: Option<Spanned<String>>,
    /// With `repeated`: how soon after the first case.
    pub within: Option<Spanned<Limit>>,
}

/// Kinds of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// Met ÷ (met + late + missing).
    OnTime,
    /// (Met + late) ÷ (met + late + missing).
    Done,
    /// Windows covered ÷ windows expected.
    Covered,
    /// Hand-overs accepted, in time or not ÷ hand-overs whose acceptance was due.
    Accepted,
    /// A percentile of the time between two steps of a case.
    Interval,
    /// Performances of a step ÷ performances of another.
    Ratio,
    /// Cases after which the same target has another ÷ cases.
    Repeated,
}
