//! What is asked of logs and audits.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, ValueEnum};

use super::{Failing, VERIFY, WHOSE};
use crate::log;

/// What is judged: a set, its logs, and as of when.
#[derive(Debug, clap::Args)]
pub struct LogArgs {
    /// Folder of the set; by default the one around or below the current folder
    #[arg(value_name = "SET", default_value = ".")]
    pub set: PathBuf,
    /// Logs: files, folders, patterns, or `-` for standard input. Default: those that the set names
    #[arg(long, short, value_name = "FILE", num_args = 1.., action = ArgAction::Append)]
    pub log: Vec<OsString>,
    /// The mapping to use, by its id
    #[arg(long, value_name = "ID")]
    pub mapping: Option<String>,
    /// The format of the logs; default: what each one's content shows
    #[arg(long, value_name = "NAME", value_parser = formats())]
    pub log_format: Option<log::Format>,
    /// Judge as of this day or instant; default: the period's end, else the newest event
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// A file with the secret that tokens of persons are made with; the same key, the same tokens
    #[arg(long, value_name = "FILE")]
    pub token_key: Option<PathBuf>,
}

/// `remit audit`
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// What is judged.
    #[command(flatten)]
    pub from: LogArgs,
    /// The period: 2026-W07, 2026-02, 2026-Q1, 2026-H1, 2026, 2026-02-03 or 2026-02-01..2026-02-28
    #[arg(long, short, value_name = "PERIOD")]
    pub period: Option<String>,
    /// `terminal`, `json`, `html`, `markdown`, `csv`, `trend` (all audits, as CSV), `xlsx`, `sarif`,
    /// `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
    /// Workbooks of an earlier audit that were filled in: what was put right must be gone
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "SHEET.xlsx", action = ArgAction::Append)]
    pub rectified: Vec<PathBuf>,
    /// Write rows that can't be read to this file, as CSV
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Earlier audits, saved as JSON, or folders of them: what is new, persisting, returned, resolved
    #[arg(long, value_name = "AUDIT.json", num_args = 1.., action = ArgAction::Append)]
    pub previous: Vec<PathBuf>,
    /// An earlier audit, saved as JSON: what it found makes nothing fail and is marked as known
    #[arg(long, value_name = "AUDIT.json")]
    pub baseline: Option<PathBuf>,
    /// What is told to whom.
    #[command(flatten)]
    pub told: Told,
    /// Findings kept in full for each rule and duty; all are counted
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub keep: usize,
    /// When to fail.
    #[command(flatten)]
    pub failing: Failing,
}

/// `remit due`
#[derive(Debug, clap::Args)]
pub struct DueArgs {
    /// What is judged.
    #[command(flatten)]
    pub from: LogArgs,
    /// How far to look ahead, in days or weeks
    #[arg(long, value_name = "DAYS", default_value = "7d")]
    pub within: String,
    /// Only this body, by its id or name, with those below it
    #[arg(long, short, value_name = "UNIT")]
    pub unit: Option<String>,
    /// `terminal`, `json`, `csv`, `xlsx`, or `ics` for calendars, each with `=FILE` if it goes to a file; may
    /// be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
}

/// What is told to whom.
#[derive(Debug, clap::Args)]
pub struct Told {
    /// Show all findings of one rule, duty, body or case; or all `obligations` or `measures`
    #[arg(long, value_name = "WHAT")]
    pub show: Option<String>,
    /// For whom: everything; one body's own findings; or counts for the public, small ones withheld
    #[arg(long, value_name = "WHO", value_enum, default_value_t = Audience::Supervisor)]
    pub audience: Audience,
    /// The body that `--audience body` is for, by its id or title
    #[arg(long, value_name = "BODY")]
    pub unit: Option<String>,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// Everything
    Supervisor,
    /// One body: its own findings
    Body,
    /// The public: counts only
    Public,
}

/// `remit report`
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// A saved audit
    #[arg(value_name = "AUDIT.json")]
    pub file: PathBuf,
    /// The formats of `remit audit`, each with `=FILE` if it goes to a file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
    /// What is told to whom.
    #[command(flatten)]
    pub told: Told,
}

/// `remit verify`
#[derive(Debug, clap::Args)]
#[command(after_help = VERIFY)]
pub struct VerifyArgs {
    /// A saved audit; run this from the folder where the audit was made
    #[arg(value_name = "AUDIT.json")]
    pub file: PathBuf,
    /// The file with the secret that the audit's tokens of persons were made with
    #[arg(long, value_name = "FILE")]
    pub token_key: Option<PathBuf>,
}

/// `remit whose`
#[derive(Debug, clap::Args)]
#[command(after_help = WHOSE)]
pub struct WhoseArgs {
    /// The task in words, a duty's name, a step, a code; or `-` for standard input
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,
    /// A body by its id or name: what it has to do with the task, and where it must go
    #[arg(long, short, value_name = "UNIT")]
    pub unit: Option<String>,
    /// The day on which duties and laws must be in force; without it all are shown with their periods
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Folder of the set; by default the one around or below the current folder
    #[arg(long, value_name = "SET", default_value = ".")]
    pub set: PathBuf,
    /// `text` or `json`, each with `=FILE` if it goes to a file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
}

/// `remit log`
#[derive(Debug, clap::Args)]
pub struct LogFileArgs {
    /// Logs: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Folder of the set whose mappings, steps and fields are known; by default the one around this
    /// folder, if there is one
    #[arg(long, value_name = "DIR")]
    pub set: Option<PathBuf>,
    /// The mapping to use, by its id
    #[arg(long, value_name = "ID")]
    pub mapping: Option<String>,
    /// The format of the logs; default: what each one's content shows
    #[arg(long, value_name = "NAME", value_parser = formats())]
    pub log_format: Option<log::Format>,
    /// Write how the log was read to this file, as a mapping in YAML
    #[arg(long, value_name = "FILE.yaml")]
    pub write_mapping: Option<PathBuf>,
    /// `text` or `json`, each with `=FILE` if it goes to a file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
}

fn formats() -> impl TypedValueParser<Value = log::Format> {
    let names = log::Format::ALL.map(log::Format::name);
    PossibleValuesParser::new(names).map(|name| log::Format::named(&name).unwrap_or_default())
}
