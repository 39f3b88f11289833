use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};

/// `kind = "waivers"`: exceptions that somebody granted. Those of an imported set stay with it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WaiversDoc {
    /// Always `waivers`.
    pub kind: Option<String>,
    /// What people call them.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// The waivers, by name.
    pub waivers: Table<WaiverDoc>,
}

/// One exception. What it names must all be true of a finding; what it doesn't name may be anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WaiverDoc {
    /// The rule.
    pub rule: Option<Spanned<String>>,
    /// The duty.
    pub duty: Option<Spanned<String>>,
    /// The body that answers, by its id or a name of it.
    pub body: Option<Spanned<String>>,
    /// The case, or one of several.
    pub case: Many<Spanned<String>>,
    /// The finding itself, or one of several, by their fingerprints.
    pub fingerprint: Many<Spanned<String>>,
    /// Who granted it.
    pub approver: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Title>,
    /// First day on which it holds.
    pub from: Option<Spanned<Day>>,
    /// Last day on which it holds, in the set's timezone.
    pub until: Option<Spanned<Day>>,
}
