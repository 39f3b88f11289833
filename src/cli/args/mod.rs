//! The arguments.

mod drafting;
mod logs;

use clap::{Parser, Subcommand, ValueEnum};

pub use drafting::{
    CheckArgs, CompletionsArgs, DiffArgs, DiffFailOn, ExplainArgs, FmtArgs, ImportArgs,
    ImportCommand, ImportDeclareArgs, ImportTableArgs, InitArgs, InitPipeline, LspArgs, ManArgs,
    ReferenceArgs, SchemaArgs, SimulateArgs, TestArgs,
};
pub use logs::{
    Audience, AuditArgs, DueArgs, LogArgs, LogFileArgs, ReportArgs, Told, VerifyArgs, WhoseArgs,
};

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
    /// Answer an editor over standard input and output: findings while typing, hover, completion, rename
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
    /// Write the reference of rules and documents as Markdown
    #[command(hide = true)]
    Reference(ReferenceArgs),
}

/// What every command knows.
#[derive(Debug, Default, clap::Args)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If the terminal has them and `NO_COLOR` doesn't forbid them.
    #[default]
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

fn language(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| "the languages are `en` and `zh`".to_owned())
}
