//! A check that the user can name, explain, waive and turn off.

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Words};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Fails the run.
    Error,
    /// Should be looked at.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The code used in documents and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The word that people read.
    pub const fn words(self) -> Words {
        match self {
            Self::Error => Words::fixed("error", "错误"),
            Self::Warning => Words::fixed("warning", "警告"),
            Self::Note => Words::fixed("note", "提示"),
        }
    }
}

/// What a finding is: a fault, or something that a human should look at.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Something is not as it should be.
    #[default]
    Fault,
    /// Cases that belong together, with a question.
    Clue,
    /// Something unusual. It is no fault of anybody.
    Signal,
}

/// A check, declared with [`rule!`](crate::rule) in a file of its own.
#[derive(Debug)]
pub struct Rule {
    /// Stable name, such as `list/duty-without-holder`.
    pub id: &'static str,
    /// Severity when the set says nothing.
    pub severity: Severity,
    /// Whether a finding of it means that the documents can't be relied upon for an audit.
    pub fatal: bool,
    /// The fault in a few words.
    pub title: Words,
    /// Markdown: English text, then a `## 中文` part, then the executed examples.
    pub docs: &'static str,
}

impl Rule {
    /// The part of the name before the slash.
    pub fn group(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// What its findings are.
    pub fn class(&self) -> Class {
        match self.group() {
            "clue" => Class::Clue,
            "signal" => Class::Signal,
            _ => Class::Fault,
        }
    }

    /// The text about it in one language, without examples.
    pub fn text(&self, lang: Lang) -> String {
        // Doc comments keep the space after their slashes.
        let prose = self.docs.split("\n ```").next().unwrap_or_default();
        let mut parts = prose.splitn(2, "## 中文");
        let english = parts.next().unwrap_or_default();
        let part = match lang {
            Lang::En => english,
            Lang::Zh => parts.next().unwrap_or(english),
        };
        part.lines().map(str::trim_start).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The fenced examples whose info string has the word `kind` (`pass` or `fail`).
    pub fn examples(&self, kind: &str) -> Vec<Example> {
        let mut found = Vec::new();
        let mut open: Option<(bool, Example)> = None;
        for line in self.docs.lines() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some(info) = line.strip_prefix("```") {
                if let Some((wanted, example)) = open.take() {
                    if wanted {
                        found.push(example);
                    }
                } else {
                    let mut words = info.split_whitespace();
                    let format = words.next().unwrap_or_default().to_owned();
                    let example = Example { format, text: String::new() };
                    open = Some((words.any(|w| w == kind), example));
                }
            } else if let Some((_, example)) = &mut open {
                example.text.push_str(line);
                example.text.push('\n');
            }
        }
        found
    }
}

/// A piece of a document that breaks or keeps a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// `toml`, `yaml` or `csv`.
    pub format: String,
    /// The lines between the fences.
    pub text: String,
}

/// Declares a [`Rule`](crate::finding::Rule). Its doc comment is the only text about it: rustdoc,
/// `remit explain` and every report take it from there, and its examples are executed as tests.
///
/// `fatal` before the name marks a rule after which an audit makes no sense.
#[macro_export]
macro_rules! rule {
    ($(#[doc = $doc:expr])+ $vis:vis static $name:ident = fatal $id:literal, $severity:ident,
        $en:literal, $zh:literal;) => {
        $crate::rule!(@ [$($doc)+] $vis $name $id $severity $en $zh true);
    };
    ($(#[doc = $doc:expr])+ $vis:vis static $name:ident = $id:literal, $severity:ident,
        $en:literal, $zh:literal;) => {
        $crate::rule!(@ [$($doc)+] $vis $name $id $severity $en $zh false);
    };
    (@ [$($doc:expr)+] $vis:vis $name:ident $id:literal $severity:ident $en:literal $zh:literal
        $fatal:literal) => {
        $(#[doc = $doc])+
        $vis static $name: $crate::finding::Rule = $crate::finding::Rule {
            id: $id,
            severity: $crate::finding::Severity::$severity,
            fatal: $fatal,
            title: $crate::text::Words::fixed($en, $zh),
            docs: concat!($($doc, "\n"),+),
        };
    };
}
pub use crate::rule;
