use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::{Day, Title};

/// `kind = "responsibility-list"`: duties, each with exactly one holder.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListDoc {
    /// Always `responsibility-list`.
    pub kind: Option<String>,
    /// What people call this list.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// The duties by id.
    pub duties: Table<DutyDoc>,
}

/// One duty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DutyDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// The one role (or body) that answers for it.
    pub holder: Many<Spanned<String>>,
    /// Roles or bodies that help.
    pub supporting: Many<Spanned<String>>,
    /// The professional line it belongs to.
    pub line: Option<Spanned<String>>,
    /// Routine or special work.
    pub work: Option<Spanned<Work>>,
    /// The document that ordered special work.
    pub order: Option<Spanned<String>>,
    /// First day on which the duty is in force.
    pub from: Option<Spanned<Day>>,
    /// Last day on which it is.
    pub until: Option<Spanned<Day>>,
    /// What makes it due.
    pub trigger: Many<TriggerDoc>,
    /// How often it is due.
    pub expected: Many<ExpectedDoc>,
    /// What belongs to it and what does not.
    pub boundary: Option<BoundaryDoc>,
    /// The law behind it.
    pub basis: Many<BasisDoc>,
    /// The data that may be recorded for it, by field.
    pub data: Table<DataDoc>,
    /// How its events are recognised in a log.
    pub matches: Option<MatchesDoc>,
    /// Kinds of persons who alone may carry it out.
    pub reserved_to: Many<Spanned<String>>,
    /// What overlays of a lower level may widen.
    pub delegates: Many<Spanned<super::Power>>,
    /// A remark.
    pub note: Option<Title>,
}

/// Whether work goes on always or was ordered for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Normal work.
    Routine,
    /// Special work: needs an order and an end.
    Special,
}

/// What makes a duty due: a step of another duty in the same case, or something outside the log.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TriggerDoc {
    /// `DUTY.step`: when it is done, this duty must be begun in the same case.
    pub step: Option<Spanned<String>>,
    /// Only when this holds.
    pub when: Option<Value>,
    /// How soon the duty must be begun.
    pub within: Option<Value>,
    /// What happens outside, in words. No log can show that it happened without being acted upon.
    pub event: Option<Title>,
}

/// How often something must be done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExpectedDoc {
    /// How many times in each window. Default 1.
    pub at_least: Option<Spanned<u32>>,
    /// The window.
    pub every: Option<Spanned<Window>>,
    /// Counted for each of what. Default `body`.
    pub for_each: ForEach,
    /// The kind of target, with `for_each: target`.
    pub of: Option<Spanned<String>>,
    /// Only targets whose attributes have these values.
    #[serde(rename = "where")]
    pub filter: Table<Many<Spanned<String>>>,
    /// The step that counts. Default: the standard's `ends` step, else any step.
    pub step: Option<Spanned<String>>,
    /// The law behind the number.
    pub basis: Option<Spanned<Status>>,
}

/// A window of the civil calendar in the set's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// Midnight to midnight.
    Day,
    /// Monday to Sunday, as ISO 8601 has it.
    Week,
    /// A month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// January to June, July to December.
    HalfYear,
    /// January to December.
    Year,
}

/// What a frequency is counted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForEach {
    /// Each body that holds the duty.
    #[default]
    Body,
    /// Each target of a kind.
    Target,
    /// Each person of a body that holds the duty.
    Person,
}

/// Where a duty ends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BoundaryDoc {
    /// What belongs to it, in words.
    pub includes: Many<Title>,
    /// What doesn't, and whose that is.
    pub excludes: Many<ExcludeDoc>,
    /// Areas to which it is limited.
    pub areas: Many<Spanned<String>>,
}

/// Something that looks like the duty and is not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExcludeDoc {
    /// What, in words.
    pub what: Option<Title>,
    /// The duty, role or body it belongs to.
    pub to: Option<Spanned<String>>,
}

/// How events of a duty are recognised when they name neither it nor one of its steps.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MatchesDoc {
    /// Codes of the log that mean this duty.
    pub codes: Many<Spanned<String>>,
    /// Whole values of fields that mean it.
    pub values: Table<Many<Spanned<String>>>,
    /// Words in the task's text that mean it; the longest one found wins.
    pub keywords: Many<Spanned<String>>,
}

/// A legal basis.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BasisDoc {
    /// The law, rule or local norm.
    pub law: Option<Spanned<String>>,
    /// The article or articles.
    pub article: Option<Spanned<String>>,
    /// First day of its period of force.
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    pub until: Option<Spanned<Day>>,
    /// How well it is known.
    pub status: Option<Spanned<Status>>,
    /// Where the text was read.
    pub source: Option<Spanned<String>>,
    /// A remark.
    pub note: Option<Title>,
}

/// How well a legal basis or number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The text was read in the source that is named.
    Verified,
    /// The same, but one place's rule.
    Local,
    /// To be confirmed by the owner of the list.
    Placeholder,
}

/// Permission to record a field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DataDoc {
    /// What it is needed for.
    pub purpose: Option<Title>,
    /// How long it is kept, such as `5y` or `90d`.
    pub retention: Option<Spanned<String>>,
    /// Whether it is sensitive personal information.
    pub sensitive: bool,
}
