//! The command line in the reader's language. Names of commands, options and values are codes and
//! stay as they are.

mod words;
mod wrong;

pub(super) use wrong::wrong;

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::args::Args;
use crate::text::Lang;
use crate::text::width::wrap;
use words::WORDS;

/// Columns before the text of an option.
const INDENT: usize = 10;

/// Columns of a command's name in a list of commands.
const NAME: usize = 12;

/// The command line with its help in a language, for so many columns.
pub(super) fn command(lang: Lang, columns: usize) -> Command {
    match lang {
        Lang::En => Args::command(),
        // Chinese has no spaces at which a line could be broken, so that is done here.
        Lang::Zh => told(Args::command(), columns).term_width(0),
    }
}

/// The command whose help says what may be written in place of some arguments, such as `remit audit`.
pub(super) fn page(command: &Command, args: &[OsString]) -> String {
    let mut page = command.get_name().to_owned();
    let mut at = command;
    for arg in args.iter().skip(1) {
        if let Some(below) = arg.to_str().and_then(|name| at.find_subcommand(name)) {
            page = format!("{page} {}", below.get_name());
            at = below;
        }
    }
    page
}

/// The Chinese for a text of the help; the text itself where there is none.
fn chinese(text: &str) -> String {
    let found = WORDS.iter().find(|(en, _)| *en == text);
    found.map_or_else(|| text.to_owned(), |(_, zh)| (*zh).to_owned())
}

fn of(text: Option<&StyledStr>) -> Option<String> {
    text.map(|text| chinese(&text.to_string()))
}

/// A command and all below it.
fn told(command: Command, columns: usize) -> Command {
    let text = of(command.get_long_about().or_else(|| command.get_about()));
    let after = of(command.get_after_help());
    let root = command.get_version().is_some();
    let names: Vec<String> =
        command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    let heads = "{before-help}{about-with-newline}\n\u{1b}[1m\u{1b}[4m用法：\u{1b}[0m{usage}\n\n{all-args}{after-help}";
    let mut command = command
        .mut_args(|own| option(own, columns))
        .help_template(heads)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', "Print help", ArgAction::Help))
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令");
    if root {
        command = command.arg(flag("version", 'V', "Print version", ArgAction::Version));
    }
    if let Some(text) = text {
        // Beside its name in a list there is less room than on its own page.
        let beside = wrap(&text, columns.saturating_sub(NAME)).join("\n");
        command = command.about(beside).long_about(wrap(&text, columns).join("\n"));
    }
    if let Some(after) = after {
        let lines: Vec<String> = after.lines().flat_map(|line| wrap(line, columns)).collect();
        command = command.after_help(lines.join("\n"));
    }
    for name in names {
        command = command.mut_subcommand(name, |own| told(own, columns));
    }
    command
}

fn flag(name: &'static str, short: char, help: &str, action: ArgAction) -> Arg {
    let flag = Arg::new(name).short(short).long(name).action(action);
    flag.help(chinese(help)).help_heading(OPTIONS).next_line_help(true)
}

const OPTIONS: &str = "选项";

fn option(own: Arg, columns: usize) -> Arg {
    let mut text = of(own.get_long_help().or_else(|| own.get_help())).unwrap_or_default();
    let values = own.get_possible_values();
    let told: Vec<String> = values
        .iter()
        .map(|value| match value.get_help() {
            Some(help) => format!("{}（{}）", value.get_name(), chinese(&help.to_string())),
            None => value.get_name().to_owned(),
        })
        .collect();
    if !told.is_empty() && own.get_action().takes_values() {
        text.extend(["［可选：", &told.join("、"), "］"]);
    }
    let defaults: Vec<String> =
        own.get_default_values().iter().map(|own| own.to_string_lossy().into_owned()).collect();
    if !defaults.is_empty() && own.get_action().takes_values() {
        text.extend(["［默认：", &defaults.join(" "), "］"]);
    }
    let heading = match own.get_help_heading() {
        Some("Display") => "显示",
        _ if own.is_positional() => "参数",
        _ => OPTIONS,
    };
    let text = wrap(&text, columns.saturating_sub(INDENT)).join("\n");
    let values = own.get_action().takes_values();
    own.help(text)
        .long_help(None::<&str>)
        .help_heading(heading)
        .next_line_help(true)
        .hide_possible_values(values)
        .hide_default_value(values)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory as _};

    use super::{WORDS, command};
    use crate::cli::args::Args;
    use crate::text::Lang;
    use crate::text::width::width;

    /// Every text of a command and of those below it.
    fn texts(command: &Command, found: &mut BTreeSet<String>) {
        let own = [command.get_about(), command.get_long_about(), command.get_after_help()];
        found.extend(own.into_iter().flatten().map(ToString::to_string));
        for arg in command.get_arguments() {
            let own = [arg.get_help(), arg.get_long_help()];
            found.extend(own.into_iter().flatten().map(ToString::to_string));
            if arg.get_action().takes_values() {
                let values = arg.get_possible_values();
                found.extend(
                    values.iter().filter_map(|own| own.get_help()).map(ToString::to_string),
                );
            }
        }
        command.get_subcommands().for_each(|own| texts(own, found));
    }

    #[test]
    fn everything_that_the_help_says_is_said_in_chinese_too() {
        let mut said = BTreeSet::from(["Print help".to_owned(), "Print version".to_owned()]);
        texts(&Args::command(), &mut said);
        let known: BTreeSet<String> = WORDS.iter().map(|(en, _)| (*en).to_owned()).collect();
        assert_eq!(known.len(), WORDS.len(), "nothing is there twice");
        let lacking: Vec<_> = said.difference(&known).collect();
        assert!(lacking.is_empty(), "without Chinese: {lacking:#?}");
        let idle: Vec<_> = known.difference(&said).collect();
        assert!(idle.is_empty(), "said nowhere: {idle:#?}");
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(WORDS.iter().all(|(en, zh)| han(zh) && !han(en)));
    }

    /// The help of every command, by its name.
    fn pages(lang: Lang, columns: usize) -> Vec<(String, String)> {
        fn of(command: &mut Command, found: &mut Vec<(String, String)>) {
            let name = command.get_name().to_owned();
            found.push((name.clone(), command.render_long_help().to_string()));
            found.push((name, command.render_help().to_string()));
            for own in command.get_subcommands_mut() {
                of(own, found);
            }
        }
        let mut command = command(lang, columns);
        command.build();
        let mut found = Vec::new();
        of(&mut command, &mut found);
        found
    }

    #[test]
    fn the_chinese_help_has_the_same_names_no_english_words_and_fits() {
        for columns in [60, 80, 100] {
            let (english, chinese) = (pages(Lang::En, columns), pages(Lang::Zh, columns));
            assert!(english.len() > 20 && english.len() == chinese.len());
            for ((name, english), (_, chinese)) in english.iter().zip(&chinese) {
                let options = |text: &str| -> BTreeSet<String> {
                    let lines =
                        text.lines().map(str::trim_start).filter(|own| own.starts_with('-'));
                    let names = lines.flat_map(|own| own.split([' ', ',']));
                    names.filter(|own| own.starts_with("--")).map(str::to_owned).collect()
                };
                let own: BTreeSet<String> = options(english);
                assert!(own.is_subset(&options(chinese)), "{name}: {chinese}");
                for word in [
                    "Usage",
                    "Options",
                    "Arguments",
                    "Commands",
                    "Display",
                    "default",
                    "possible",
                    "Print",
                    "file",
                    "the ",
                ] {
                    assert!(!chinese.contains(word), "{name}: {word} in {chinese}");
                }
                let names = |line: &&str| !line.trim_start().starts_with(['-', '[', '<', '用']);
                for line in chinese.lines().filter(names) {
                    assert!(width(line) <= columns + 4, "{name}, {columns} columns: {line}");
                }
            }
        }
    }
}
