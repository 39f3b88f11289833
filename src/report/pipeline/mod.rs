//! What was found, for the machines of a pipeline: SARIF, annotations of GitHub, the code quality
//! report of `GitLab`, `JUnit`.
//!
//! Each of the commands that find something makes the same view of it, a [`Run`] for each set, and
//! each format is written once, from that view. An item of an audit stands for all findings of one
//! rule about one duty and body: an alert is something that somebody puts right, and a hundred rows
//! with the same fault are put right together. Items of the other commands stand for one finding.
//!
//! A row of a log in a text format is given as the line of its number. The two differ only below a
//! cell that holds a line break.

mod audit;
mod check;
pub mod github;
pub mod gitlab;
pub mod junit;
mod line_hash;
pub mod sarif;
mod test;
#[cfg(test)]
mod tests;
mod texts;

pub use audit::audit;
pub use check::check;
pub use line_hash::line_hashes;
pub use test::test;

use std::collections::{BTreeSet, HashMap};

use super::style::plain;
use super::wire::SetInfo;
use crate::finding::Severity;
use crate::text::{Lang, Words};
use crate::triage;

/// What a view needs to know beside the report.
#[derive(Clone, Copy)]
pub struct Surroundings<'s> {
    /// The language of texts.
    pub lang: Lang,
    /// The least severity that fails; nothing if none does.
    pub fails: Option<Severity>,
    /// A path as the user knows it, as the repository does: relative to its root, with forward
    /// slashes. A path outside of it stays absolute.
    pub locate: &'s dyn Fn(&str) -> String,
    /// The text of a document by the path as the user knows it, its byte order mark included.
    pub read: &'s dyn Fn(&str) -> Option<String>,
}

/// What one command found in one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// `check`, `audit` or `test`.
    pub command: &'static str,
    /// The set's id.
    pub set: String,
    /// The set's version.
    pub version: String,
    /// What people call the set.
    pub title: String,
    /// The period of an audit.
    pub period: Option<String>,
    /// The instant as of which an audit holds.
    pub as_of: Option<String>,
    /// The rules of the items, sorted by name.
    pub rules: Vec<RuleText>,
    /// What was found, worst first.
    pub items: Vec<Item>,
    /// What was looked at.
    pub tests: Vec<Test>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

impl Run {
    /// What a command found in a set. Items get identities of their own, and their order.
    fn of(
        command: &'static str,
        set: &SetInfo,
        mut items: Vec<Item>,
        tests: Vec<Test>,
        around: &Surroundings<'_>,
    ) -> Self {
        distinguish(&mut items);
        sort(&mut items);
        Self {
            command,
            set: set.id.clone(),
            version: set.version.clone(),
            title: around.words(&set.title),
            period: None,
            as_of: None,
            rules: around.rules(&items),
            items,
            tests,
            notes: Vec::new(),
        }
    }
}

/// A rule, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Its name.
    pub id: String,
    /// A few words.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Its severity when a set says nothing.
    pub severity: Severity,
}

/// Something that was looked at: a file, a duty of a body, a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Test {
    /// What it belongs to.
    pub suite: String,
    /// Its name.
    pub name: String,
}

/// One thing to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The rule's name.
    pub rule: String,
    /// How much it matters in this set.
    pub severity: Severity,
    /// Its identity: the same from one run to the next, and no other item of the run has it.
    pub id: String,
    /// Where it is to be looked at.
    pub place: Place,
    /// The identity of the line as GitHub reckons it; nothing where the document can't be read.
    pub line_hash: Option<String>,
    /// The fact.
    pub message: String,
    /// Why, how it was reckoned, what to do: a line each.
    pub details: Vec<String>,
    /// Other places.
    pub related: Vec<Related>,
    /// How many findings it stands for, in each standing.
    pub counts: Standings,
    /// What it belongs to: index into [`Run::tests`].
    pub test: usize,
    /// Codes by key, for programs.
    pub codes: Vec<(&'static str, serde_json::Value)>,
}

/// How many findings count, are known, are waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// They count.
    pub open: u64,
    /// The baseline has them.
    pub known: u64,
    /// An exception was granted.
    pub waived: u64,
}

/// What is to be made of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Something of it counts.
    Open,
    /// All of it is known from the baseline, or waived.
    Known,
    /// All of it is waived.
    Waived,
}

impl Standings {
    /// What is to be made of all of them.
    pub const fn standing(self) -> Standing {
        match self {
            Self { open: 1.., .. } => Standing::Open,
            Self { known: 1.., .. } => Standing::Known,
            _ => Standing::Waived,
        }
    }

    /// All of them.
    pub const fn total(self) -> u64 {
        self.open + self.known + self.waived
    }
}

impl Item {
    /// Whether it makes a run fail in which this severity does.
    pub fn fails(&self, least: Option<Severity>) -> bool {
        self.counts.standing() == Standing::Open && least.is_some_and(|own| self.severity <= own)
    }
}

/// A place in a file. Lines and columns begin at one; columns count characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path as the repository knows it.
    pub path: String,
    /// First line; nothing for the file as a whole.
    pub line: Option<u32>,
    /// First column.
    pub column: Option<u32>,
    /// Last line.
    pub end_line: Option<u32>,
    /// The column after the last.
    pub end_column: Option<u32>,
}

impl Place {
    /// Whether it lies outside of the repository.
    pub fn is_outside(&self) -> bool {
        self.path.starts_with('/')
            || self.path.starts_with("../")
            || self.path.chars().nth(1) == Some(':')
    }
}

/// A place with what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// A few words.
    pub words: String,
}

impl Surroundings<'_> {
    /// A text in the language asked for, harmless.
    fn words(&self, words: &Words) -> String {
        plain(words.get(self.lang))
    }

    const fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    fn clause(&self, clause: &super::wire::Clause) -> Place {
        Place {
            path: (self.locate)(&clause.path),
            line: clause.line,
            column: clause.column,
            end_line: clause.end_line,
            end_column: clause.end_column,
        }
    }

    /// The rules of items, in the language asked for.
    fn rules(&self, items: &[Item]) -> Vec<RuleText> {
        let names: BTreeSet<&str> = items.iter().map(|item| item.rule.as_str()).collect();
        let text = |name: &str| match triage::find(name) {
            Some(rule) => Some(RuleText {
                id: rule.id.to_owned(),
                title: self.words(&rule.title),
                text: rule.text(self.lang),
                severity: rule.severity,
            }),
            None => test::rule(name, self),
        };
        names.into_iter().filter_map(text).collect()
    }
}

/// Hashes of lines of documents, each document read once.
#[derive(Default)]
struct Lines(HashMap<String, Option<Vec<String>>>);

impl Lines {
    /// The hash of the line of a clause; of the first line for a file as a whole.
    fn hash(&mut self, clause: &super::wire::Clause, around: &Surroundings<'_>) -> Option<String> {
        let known = self.0.entry(clause.path.clone());
        let hashes = known
            .or_insert_with(|| (around.read)(&clause.path).map(|text| line_hashes(&text)))
            .as_ref()?;
        let at = clause.line.unwrap_or(1).saturating_sub(1);
        hashes.get(usize::try_from(at).ok()?).cloned()
    }
}

/// Worst first; among equals the order in which they were found.
fn sort(items: &mut [Item]) {
    items.sort_by_key(|item| (item.counts.standing(), item.severity));
}

/// Gives items that have the same identity different ones.
fn distinguish(items: &mut [Item]) {
    let mut seen: HashMap<String, u64> = HashMap::new();
    for item in items {
        let count = seen.entry(item.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            item.id = format!("{}-{count}", item.id);
        }
    }
}
