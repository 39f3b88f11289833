//! `remit reference`, `remit completions` and `remit man`: what is made of the program itself.

use std::path::PathBuf;

use clap::CommandFactory as _;

use super::args::{Args, CompletionsArgs, ManArgs, ReferenceArgs};
use super::output::{self, Target};
use super::{Exit, Fault, World, schema};
use crate::report::reference;
use crate::text::Lang;
use crate::triage;

/// Writes the reference pages.
pub(super) fn run(args: &ReferenceArgs, world: &mut World<'_>) -> Result<Exit, Fault> {
    schema::make(&args.out)?;
    let results: Vec<(Target, String)> =
        pages().into_iter().map(|(name, text)| (Target::File(args.out.join(name)), text)).collect();
    output::deliver(&results, world)?;
    Ok(Exit::Fine)
}

/// Every page by the name of its file.
fn pages() -> Vec<(PathBuf, String)> {
    let all = triage::catalogue();
    [(Lang::En, ""), (Lang::Zh, ".zh")]
        .into_iter()
        .flat_map(|(lang, tag)| {
            [
                (PathBuf::from(format!("rules{tag}.md")), reference::rules(all, lang)),
                (PathBuf::from(format!("documents{tag}.md")), reference::documents(lang)),
            ]
        })
        .collect()
}

/// Prints completions for a shell.
pub(super) fn completions(args: &CompletionsArgs, world: &mut World<'_>) -> Result<Exit, Fault> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "remit", &mut text);
    output::to_stdout(text, world)?;
    Ok(Exit::Fine)
}

/// Prints the manual page, or writes one for each command.
pub(super) fn man(args: &ManArgs, world: &mut World<'_>) -> Result<Exit, Fault> {
    let mut command = Args::command();
    command.build();
    let Some(folder) = &args.out else {
        output::to_stdout(page(&command, "remit"), world)?;
        return Ok(Exit::Fine);
    };
    schema::make(folder)?;
    let mut pages = Vec::new();
    collect(&command, "remit", &mut pages);
    let results: Vec<(Target, Vec<u8>)> = pages
        .into_iter()
        .map(|(name, text)| (Target::File(folder.join(format!("{name}.1"))), text))
        .collect();
    output::deliver(&results, world)?;
    Ok(Exit::Fine)
}

fn collect(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    pages.push((name.to_owned(), page(command, name)));
    for inner in command.get_subcommands().filter(|own| !own.is_hide_set()) {
        collect(inner, &format!("{name}-{}", inner.get_name()), pages);
    }
}

fn page(command: &clap::Command, name: &str) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing into memory does not fail.
    drop(clap_mangen::Man::new(command.clone()).title(name).render(&mut text));
    text
}
