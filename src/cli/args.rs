//! The arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::log;
use crate::model::load::KINDS;
use crate::model::schema;
use crate::text::Lang;

pub(super) const AFTER: &str = "\
Exit codes: 0 nothing found at the level that fails, 1 findings, 2 the job could not be done.

Environment: REMIT_LANG (en, zh), NO_COLOR, COLUMNS (width of texts),
REMIT_TOKEN_KEY (a secret that the tokens of persons are made with; else the set's name).";

pub(super) const VERIFY: &str = "\
Exit codes: 0 same logs, same result; 1 something differs; 2 the job could not be done.";

pub(super) const WHOSE: &str = "\
Exit codes: 0 one duty covers it, 1 none does, or several, or it is not in force or prohibited,
2 the job could not be done.";

/// Audits work against a published list of responsibilities.
#[derive(Debug, Parser)]
#[command(name = "remit", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = AFTER)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command knows.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check lists, standards, rosters, calendars and mappings; every fault at its place
    Check(CheckArgs),
    /// Audit logs against the list: gaps, out-of-list work, disposal faults
    Audit(AuditArgs),
    /// Show a saved audit again, in any format and for any reader, without the log
    Report(ReportArgs),
    /// Read the logs of a saved audit again, repeat it, and compare
    Verify(VerifyArgs),
    /// Say what is overdue and what falls due next, by body, the worst first
    Due(DueArgs),
    /// Test a set by its scenarios: small logs with all that must be found in them
    Test(TestArgs),
    /// Say which duty covers a task, who holds it, who supports it, on which basis
    Whose(WhoseArgs),
    /// Show what a log is taken for: format, columns, period, rejected rows; write a first mapping
    Log(LogFileArgs),
    /// Explain a rule, or a duty in plain words; alone, list all rules
    Explain(ExplainArgs),
    /// Make up a log for a set, with known faults and the sheet of what must be found
    Simulate(SimulateArgs),
    /// Take over models of other tools as standards
    Import(ImportArgs),
    /// Say what changed between two versions of a set: duties, holders, powers, deadlines, data, safeguards
    Diff(DiffArgs),
    /// Lay documents out: spaces between their parts, comments and order kept
    Fmt(FmtArgs),
    /// Begin a repository of lists: from a shipped set or from nothing, with schemas and CI
    Init(InitArgs),
    /// Print the JSON Schema of a kind of document, for editors that complete and explain keys
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
    /// Write the reference of rules and documents as Markdown
    #[command(hide = true)]
    Reference(ReferenceArgs),
}

/// What every command knows.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// The language of texts.
    #[arg(long, global = true, value_name = "LANG", value_parser = language, help_heading = "Display")]
    #[arg(help = "Language of texts: en or zh; else REMIT_LANG, then the system's")]
    pub lang: Option<Lang>,
    /// When there are colours.
    #[arg(help = "Colours; auto asks NO_COLOR and the terminal")]
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        help_heading = "Display"
    )]
    pub color: Color,
    /// Draw borders and marks in plain ASCII
    #[arg(long, global = true, help_heading = "Display")]
    pub ascii: bool,
    /// Print the sum alone
    #[arg(long, short, global = true, help_heading = "Display")]
    pub quiet: bool,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If the terminal has them and `NO_COLOR` doesn't forbid them.
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Anything found.
    Note,
    /// Nothing.
    Never,
}

/// When to fail, of every command that finds something.
#[derive(Debug, clap::Args)]
pub struct Failing {
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value = "error", value_name = "LEVEL")]
    pub fail_on: FailOn,
    /// Exit with 0 where it would be 1
    #[arg(long)]
    pub exit_zero: bool,
}

/// `remit check`
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Folders or files; every set at or below them is checked
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// `text`, `json`, `sarif`, `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a file;
    /// may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
    /// Make the edits that cannot change meaning, comments kept, and show what is left
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`: show the edits and make none
    #[arg(long, requires = "fix")]
    pub diff: bool,
    /// When to fail.
    #[command(flatten)]
    pub failing: Failing,
}

/// `remit diff`
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The earlier version: a folder, or a revision of git
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The later version: a folder, or a revision of git
    #[arg(value_name = "NEW", default_value = ".")]
    pub new: String,
    /// Folder of the set of which revisions are meant; by default the one around or below this folder
    #[arg(long, value_name = "SET")]
    pub set: Option<PathBuf>,
    /// Logs that are audited with both versions: what would have been found before and after
    #[arg(long, value_name = "LOG", num_args = 1.., action = ArgAction::Append)]
    pub replay: Vec<OsString>,
    /// The mapping by which they are read, by its id
    #[arg(long, value_name = "ID", requires = "replay")]
    pub mapping: Option<String>,
    /// Audit them as of this day or instant
    #[arg(long, value_name = "TIME", requires = "replay")]
    pub as_of: Option<String>,
    /// `text`, `json` or `markdown`, each with `=FILE` if it goes to a file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
    /// What makes the exit code 1
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = DiffFailOn::Never)]
    pub fail_on: DiffFailOn,
}

/// Which changes make a comparison fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFailOn {
    /// Dropped safeguards, widened powers, longer deadlines, more data, fewer obligations
    Weaker,
    /// Any change
    Any,
    /// Nothing
    Never,
}

/// `remit completions`
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `remit man`
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Write a page for each command into this folder
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `remit reference`
#[derive(Debug, clap::Args)]
pub struct ReferenceArgs {
    /// The folder
    #[arg(long, short, value_name = "DIR", default_value = "docs")]
    pub out: PathBuf,
}

/// `remit fmt`
#[derive(Debug, clap::Args)]
pub struct FmtArgs {
    /// Documents, or folders with documents
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Change nothing; the exit code is 1 if something would be changed
    #[arg(long)]
    pub check: bool,
    /// Change nothing; show what would be
    #[arg(long)]
    pub diff: bool,
}

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
    /// `terminal`, `json`, `html`, `markdown`, `csv`, `xlsx`, `sarif`, `github`, `gitlab` or `junit`,
    /// each with `=FILE` if it goes to a file; may be given several times
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

/// `remit test`
#[derive(Debug, clap::Args)]
pub struct TestArgs {
    /// Folders or files; every set at or below them is tested
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only scenarios with this in their id, their duty or the name of the variant
    #[arg(long, value_name = "ID")]
    pub filter: Option<String>,
    /// Say how much of each set its scenarios exercise, and list what they don't
    #[arg(long)]
    pub coverage: bool,
    /// The coverage, in percent, below which the exit code is 1; needs `--coverage`
    #[arg(long, value_name = "PERCENT", requires = "coverage", default_value_t = 0)]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
    pub threshold: u8,
    /// Take each rule away, one at a time, and list those that no scenario misses
    #[arg(long)]
    pub mutate: bool,
    /// `terminal`, `json`, `sarif`, `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a
    /// file; may be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", action = ArgAction::Append)]
    pub format: Vec<OsString>,
}

/// `remit simulate`
#[derive(Debug, clap::Args)]
pub struct SimulateArgs {
    /// Folder of the set; by default the one around or below the current folder
    #[arg(value_name = "SET", default_value = ".")]
    pub set: PathBuf,
    /// How many cases, beside those that frequencies need
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub cases: usize,
    /// The same seed gives the same log
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// In what share of the cases a fault is planted, such as `10%`
    #[arg(long, value_name = "P", default_value = "10%")]
    pub faults: String,
    /// Plant only this fault; may be given several times
    #[arg(long, value_name = "NAME", action = ArgAction::Append)]
    pub fault: Vec<String>,
    /// Name the faults that can be planted
    #[arg(long)]
    pub list_faults: bool,
    /// First day of the log; default: 1 March of the newest year of the set's calendar
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// How many days the log covers
    #[arg(long, value_name = "DAYS", default_value_t = 45, value_parser = clap::value_parser!(u32).range(1..=3660))]
    pub days: u32,
    /// Write `log.plain.csv` and `answers.csv` into this folder; else the log goes to standard output
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
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

/// `remit explain`
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// A rule such as `disposal/step-late`, a duty's id, or with `--audit` a finding's
    #[arg(value_name = "RULE|DUTY|FINDING")]
    pub name: Option<String>,
    /// A saved audit, of which a finding is explained with its rows and its clock
    #[arg(long, value_name = "AUDIT.json")]
    pub audit: Option<PathBuf>,
    /// Folder of the set that the duty belongs to; by default the one around or below this folder
    #[arg(long, value_name = "SET")]
    pub set: Option<PathBuf>,
}

/// `remit import`
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// What is taken over.
    #[command(subcommand)]
    pub format: ImportCommand,
}

/// What can be taken over.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A Declare model (.decl): its activities become steps, its constraints rules of a standard
    Declare(ImportDeclareArgs),
    /// A table of powers and responsibilities (权责清单, XLSX or CSV): a list, its bodies and standards
    Table(ImportTableArgs),
}

/// `remit import declare`
#[derive(Debug, clap::Args)]
pub struct ImportDeclareArgs {
    /// The model
    #[arg(value_name = "FILE.decl")]
    pub file: PathBuf,
    /// The duty whose standard it becomes; default: DUTY-01
    #[arg(long, value_name = "ID")]
    pub duty: Option<String>,
    /// Write the standard to this file; default: standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `remit init`
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder; nothing in it is overwritten
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Begin with this shipped set and all that it imports
    #[arg(long, value_name = "SET", conflicts_with_all = ["empty", "id", "title", "title_zh"])]
    pub from: Option<String>,
    /// Begin with a small set of one duty, without questions
    #[arg(long)]
    pub empty: bool,
    /// Short name of the small set; default: that of the folder
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Its title in English
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Its title in Chinese
    #[arg(long, value_name = "TITLE")]
    pub title_zh: Option<String>,
    /// The zone in which its days begin
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai")]
    pub timezone: String,
    /// What checks every change
    #[arg(long, value_name = "NAME", value_enum, default_value_t = InitPipeline::Github)]
    pub ci: InitPipeline,
}

/// What checks every change of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InitPipeline {
    /// Actions of GitHub
    Github,
    /// GitLab CI
    Gitlab,
    /// Nothing
    None,
}

/// `remit schema`
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The kind of document, such as `standard`; or `any`: whichever its key `kind` says
    #[arg(value_name = "KIND", default_value = schema::ANY, value_parser = kinds())]
    pub kind: String,
    /// Write the schemas of all kinds into this folder instead
    #[arg(long, short, value_name = "DIR", conflicts_with = "kind")]
    pub out: Option<PathBuf>,
}

/// `remit import table`
#[derive(Debug, clap::Args)]
pub struct ImportTableArgs {
    /// The table
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What ids of duties without a code of their own begin with
    #[arg(long, value_name = "TEXT", default_value = "D")]
    pub prefix: String,
    /// Write the documents to this file; default: standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

fn kinds() -> PossibleValuesParser {
    let names = KINDS.map(|(en, zh)| PossibleValue::new(en).alias(zh));
    names.into_iter().chain([PossibleValue::new(schema::ANY)]).collect::<Vec<_>>().into()
}

fn formats() -> impl TypedValueParser<Value = log::Format> {
    let names = log::Format::ALL.map(log::Format::name);
    PossibleValuesParser::new(names).map(|name| log::Format::named(&name).unwrap_or_default())
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| "the languages are `en` and `zh`".to_owned())
}
