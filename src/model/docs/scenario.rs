use serde::Deserialize;

use super::Ties;
use crate::doc::{Many, Spanned, Table, Value};
use crate::model::Title;

/// `kind = "scenario"`: a case as it may stand in a log, with what an audit must find in it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ScenarioDoc {
    /// Always `scenario`.
    pub kind: Option<String>,
    /// Its name within the set.
    pub id: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// The duty of rows that name none.
    pub duty: Option<Spanned<String>>,
    /// The rows: comma-separated, with a header of the fixed column names.
    pub log: Option<Spanned<String>>,
    /// Instead of `log`: a file of the set, relative to its folder.
    pub file: Option<Spanned<String>>,
    /// The mapping by which `file` is read.
    pub mapping: Option<Spanned<String>>,
    /// A day or an instant as of which it is judged. Default: the newest event.
    pub as_of: Option<Spanned<String>>,
    /// The period that is asked for.
    pub period: Option<Spanned<String>>,
    /// Every case is finished: what is open is missing.
    pub complete: bool,
    /// Overrides the set's `ties`.
    pub ties: Option<Ties>,
    /// Everything that an audit finds counts, what concerns no single case included.
    pub whole: bool,
    /// The findings, all of them: what is not expected is a failure.
    pub expect: Option<Many<Spanned<ExpectDoc>>>,
    /// What obligations come to: name, then verdict and how many.
    pub verdicts: Table<Table<Spanned<u64>>>,
    /// The same log with changes, each audited by itself.
    pub variants: Table<VariantDoc>,
}

/// A finding that must be there. What is not given may be anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExpectDoc {
    /// The rule.
    pub rule: Option<Spanned<String>>,
    /// The duty.
    pub duty: Option<Spanned<String>>,
    /// The step, or the relation.
    pub step: Option<Spanned<String>>,
    /// The case.
    pub case: Option<Spanned<String>>,
    /// The body that answers.
    pub body: Option<Spanned<String>>,
    /// The target.
    pub target: Option<Spanned<String>>,
    /// The person.
    pub person: Option<Spanned<String>>,
    /// The window, such as `2026-W07`.
    pub window: Option<Spanned<String>>,
    /// What else tells two findings of one rule apart.
    pub detail: Option<Spanned<String>>,
    /// `error`, `warning` or `note`, as the set has chosen it.
    pub severity: Option<Spanned<String>>,
}

/// A change of the log, and what must be found then.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VariantDoc {
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// Cells by row and column. A row is named by its handle, else by its step.
    pub set: Table<Table<Value>>,
    /// Rows that are left out.
    pub drop: Many<Spanned<String>>,
    /// Rows that are added: cells by column.
    pub add: Many<Table<Value>>,
    /// As in the scenario, whose value holds otherwise.
    pub as_of: Option<Spanned<String>>,
    /// As in the scenario, whose value holds otherwise.
    pub period: Option<Spanned<String>>,
    /// As in the scenario, whose value holds otherwise.
    pub complete: Option<bool>,
    /// As in the scenario, whose value holds otherwise.
    pub ties: Option<Ties>,
    /// The findings, all of them.
    pub expect: Option<Many<Spanned<ExpectDoc>>>,
    /// What obligations come to.
    pub verdicts: Table<Table<Spanned<u64>>>,
}

impl ExpectDoc {
    /// Its keys with what they ask for, those that are given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
        let all = [
            ("rule", &self.rule),
            ("duty", &self.duty),
            ("step", &self.step),
            ("case", &self.case),
            ("body", &self.body),
            ("target", &self.target),
            ("person", &self.person),
            ("window", &self.window),
            ("detail", &self.detail),
            ("severity", &self.severity),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)))
    }
}

impl ScenarioDoc {
    /// Every list of expectations: its own, then those of its variants.
    pub fn expectations(&self) -> impl Iterator<Item = &Spanned<ExpectDoc>> {
        let variants = self.variants.iter().filter_map(|(_, variant)| variant.expect.as_ref());
        self.expect.iter().chain(variants).flat_map(|many| many.iter())
    }
}
