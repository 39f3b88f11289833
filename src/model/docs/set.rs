use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};

/// `kind = "set"`: the root of a folder of lists, always in a file named `remit.toml` (or `.yaml`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetDoc {
    /// Always `set`.
    pub kind: Option<String>,
    /// Short name of the set; part of every fingerprint.
    pub id: Option<Spanned<String>>,
    /// Version of the set, such as `1.2.0`.
    pub version: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// What the set is for, in a sentence or two.
    pub note: Option<Title>,
    /// The languages in which every title must be given.
    pub languages: Many<Spanned<String>>,
    /// Where it applies, such as `CN` or `IT`.
    pub jurisdiction: Option<String>,
    /// First day of the set's own period of force.
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    pub until: Option<Spanned<Day>>,
    /// Folders of sets whose documents belong to this one too, relative to this file; of each all
    /// duties, or only some.
    pub imports: Many<super::ImportDoc>,
    /// IANA name of the zone in which days begin and end, such as `Asia/Shanghai`.
    pub timezone: Option<Spanned<String>>,
    /// The calendar of rest days.
    pub calendar: Option<Spanned<String>>,
    /// No responsibility outside the list: unlisted work is a fault. Default `true`.
    pub closed: Option<bool>,
    /// Deadlines whose number is only a placeholder are faults. Default `false`.
    pub strict: bool,
    /// Logs to audit when none is named, as paths or globs relative to this file.
    pub logs: Many<Spanned<String>>,
    /// The mapping to use when the set has several.
    pub mapping: Option<Spanned<String>>,
    /// The roster to use when the set has several.
    pub roster: Option<Spanned<String>>,
    /// How equal instants are ordered. Default `lenient`.
    pub ties: Ties,
    /// Count rows that repeat another in every field as ignored. Default `false`.
    pub ignore_duplicate_rows: bool,
    /// Evidence items that one duty may ask for before it is called a burden. Default 12.
    pub evidence_limit: Option<u64>,
    /// Days that a waiver may hold at most, both ends counted. Default 180.
    pub waiver_limit: Option<u64>,
    /// Severity by rule: `error`, `warning`, `note` or `off`.
    pub severity: Table<Spanned<String>>,
    /// Fields that conditions, evidence and data permissions may name.
    pub fields: Table<FieldDoc>,
    /// What asks a human to look, by name.
    pub signals: Table<super::SignalDoc>,
    /// Acts that nobody may do, whatever the duty.
    pub prohibited: Many<ProhibitedDoc>,
}

/// How events of one case at the same instant are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// A tie satisfies either order, because a log kept in minutes or days can't prove one.
    #[default]
    Lenient,
    /// The order of the file decides, as process mining does it.
    FileOrder,
}

/// A field of the log.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FieldDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// What it holds. Default: one of `values` if those are given, else text.
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// The values that it may have.
    pub values: Many<Spanned<String>>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
}

/// An act on the set's negative list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProhibitedDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// Words that show it in a task's text.
    pub keywords: Many<Spanned<String>>,
    /// Codes that show it.
    pub codes: Many<Spanned<String>>,
    /// Why it is prohibited.
    pub basis: Many<super::BasisDoc>,
}
