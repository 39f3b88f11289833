//! The command line: arguments, one file per command, exit codes. It alone prints, asks for the
//! terminal and reads the environment.

pub mod args;
mod audit;
mod check;
mod diff;
mod due;
mod explain;
pub mod fault;
mod fix;
mod fmt;
mod folder;
mod help;
mod import;
mod init;
mod judge;
mod log;
mod look;
#[cfg(feature = "lsp")]
mod lsp;
mod output;
mod pipeline;
mod previous;
mod progress;
#[cfg(feature = "xlsx")]
mod rectified;
mod reference;
mod rendering;
mod report;
mod schema;
mod simulate;
mod test;
#[cfg(test)]
mod tests;
mod verify;
mod whose;
pub mod world;

pub use fault::Fault;
pub use world::World;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{Args, Command};
use look::Look;

use crate::text::Lang;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the level that fails.
    Fine,
    /// Findings at or above it.
    Found,
    /// The job could not be done.
    Failed,
}

impl Exit {
    /// The number: 0, 1 or 2.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Failed => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Does what the arguments say. The first argument is the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let (lang, columns) = look::first(&args, world);
    let mut command = help::command(lang, columns);
    let page = help::page(&command, &args);
    let parsed = command.try_get_matches_from_mut(args);
    let parsed = parsed
        .and_then(|found| Args::from_arg_matches(&found).map_err(|told| told.format(&mut command)));
    let args = match parsed {
        Ok(args) => args,
        Err(told) => return usage(&told, &page, lang, world),
    };
    let look = Look::new(&args.common, world);
    let done = match &args.command {
        Command::Check(own) => check::run(own, &args.common, &look, world),
        Command::Audit(own) => audit::run(own, &args.common, &look, world),
        Command::Report(own) => report::run(own, &args.common, &look, world),
        Command::Verify(own) => verify::run(own, &look, world),
        Command::Due(own) => due::run(own, &args.common, &look, world),
        Command::Test(own) => test::run(own, &args.common, &look, world),
        Command::Whose(own) => whose::run(own, &args.common, &look, world),
        Command::Log(own) => log::run(own, &look, world),
        Command::Explain(own) => explain::run(own, &look, world),
        Command::Simulate(own) => simulate::run(own, &look, world),
        Command::Import(own) => import::run(own, &look, world),
        Command::Diff(own) => diff::run(own, &look, world),
        Command::Completions(own) => reference::completions(own, world),
        Command::Man(own) => reference::man(own, world),
        Command::Reference(own) => reference::run(own, world),
        Command::Fmt(own) => fmt::run(own, &look, world),
        Command::Init(own) => init::run(own, &look, world),
        Command::Schema(own) => schema::run(own, world),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => lsp::run(&args.common, &look, world),
    };
    done.unwrap_or_else(|fault| {
        fault.tell(&look, world);
        Exit::Failed
    })
}

/// Help, the version, or what is wrong with the arguments.
fn usage(told: &clap::Error, page: &str, lang: Lang, world: &mut World<'_>) -> Exit {
    if let Some(fault) = help::wrong(told, page) {
        fault.tell(&Look::plain(lang, world), world);
        return Exit::Failed;
    }
    let text = told.render();
    let color = look::color(args::Color::Auto, world, told.use_stderr());
    let text = if color { text.ansi().to_string() } else { text.to_string() };
    if told.use_stderr() {
        world.complain(&text);
        return Exit::Failed;
    }
    match output::to_stdout(&text, world) {
        Ok(()) => Exit::Fine,
        Err(fault) => {
            fault.tell(&Look::plain(lang, world), world);
            Exit::Failed
        }
    }
}
