//! What is asked of lists.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Subcommand, ValueEnum};

use super::Failing;
use crate::model::load::KINDS;
use crate::model::schema;

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
    /// A table of powers and responsibilities (XLSX or CSV): a list, its bodies and standards
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

/// `remit reference`
#[derive(Debug, clap::Args)]
pub struct ReferenceArgs {
    /// The folder
    #[arg(long, short, value_name = "DIR", default_value = "docs")]
    pub out: PathBuf,
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

fn kinds() -> PossibleValuesParser {
    let names = KINDS.map(|(en, zh)| PossibleValue::new(en).alias(zh));
    names.into_iter().chain([PossibleValue::new(schema::ANY)]).collect::<Vec<_>>().into()
}

/// `remit lsp`
#[derive(Debug, clap::Args)]
pub struct LspArgs {
    /// Ignored: editors often add it, and there is no other way
    #[arg(long)]
    pub stdio: bool,
}
