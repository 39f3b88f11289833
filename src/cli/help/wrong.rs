//! What is wrong with the arguments, in either language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::cli::fault::Fault;
use crate::text::{Words, did_you_mean, say};

/// Why the arguments can't be understood, and what to do; nothing where the parser only shows help.
///
/// `page` is the command whose help lists what may be written, such as `remit audit`.
pub(in crate::cli) fn wrong(told: &Error, page: &str) -> Option<Fault> {
    let of = |kind| first(told, kind);
    let argument = || of(ContextKind::InvalidArg).unwrap_or_default();
    let value = || of(ContextKind::InvalidValue).unwrap_or_default();
    let see = || say!("`{page} --help` lists what may be written", "运行`{page} --help`可查看用法");
    let (words, hint) = match told.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = nearest(told, ContextKind::SuggestedSubcommand);
            (
                say!("there is no command `{name}`", "没有命令`{name}`"),
                did_you_mean(near.as_deref(), see()),
            )
        }
        ErrorKind::UnknownArgument => {
            let name = argument();
            let near = nearest(told, ContextKind::SuggestedArg);
            let words = if name.starts_with('-') {
                say!("there is no option `{name}`", "没有选项`{name}`")
            } else {
                say!("`{name}` is one argument too many", "多余的参数`{name}`")
            };
            (words, did_you_mean(near.as_deref(), see()))
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            let name = argument();
            let words = say!("`{name}` lacks its value", "`{name}`缺少取值");
            (words, one_of(told).unwrap_or_else(see))
        }
        ErrorKind::InvalidValue => {
            let (name, value) = (argument(), value());
            let near = nearest(told, ContextKind::SuggestedValue);
            (
                say!("`{value}` is no value of `{name}`", "`{name}`不接受`{value}`"),
                did_you_mean(near.as_deref(), one_of(told).unwrap_or_else(see)),
            )
        }
        ErrorKind::ValueValidation => {
            let (name, value) = (argument(), value());
            let why = told.source().map(|own| format!(" ({own})")).unwrap_or_default();
            (say!("`{value}` is no value of `{name}`{why}", "`{name}`不接受`{value}`{why}"), see())
        }
        ErrorKind::MissingRequiredArgument => {
            let names = all(told, ContextKind::InvalidArg).join("`, `");
            (say!("what is lacking: `{names}`", "缺少参数：`{names}`"), see())
        }
        ErrorKind::ArgumentConflict => {
            let name = argument();
            let other = of(ContextKind::PriorArg).unwrap_or_else(|| name.clone());
            let words = if name == other {
                say!("`{name}` may be given once", "`{name}`只能给出一次")
            } else {
                say!("`{name}` can't go with `{other}`", "`{name}`不能与`{other}`同用")
            };
            (words, Words::fixed("leave one of them out", "请去掉其中之一"))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let name = argument();
            (say!("`{name}` has another number of values", "`{name}`的取值个数不对"), see())
        }
        ErrorKind::InvalidUtf8 => {
            (Words::fixed("an argument is not UTF-8", "有参数不是 UTF-8 编码"), see())
        }
        _ => return None,
    };
    Some(Fault::new(words, hint))
}

/// The values that may be written.
fn one_of(told: &Error) -> Option<Words> {
    let values = all(told, ContextKind::ValidValue);
    let list = values.join("`, `");
    (!values.is_empty()).then(|| say!("write one of `{list}`", "可写：`{list}`"))
}

/// The parser's best guess, which is the last.
fn nearest(told: &Error, kind: ContextKind) -> Option<String> {
    all(told, kind).pop()
}

fn first(told: &Error, kind: ContextKind) -> Option<String> {
    all(told, kind).into_iter().next()
}

fn all(told: &Error, kind: ContextKind) -> Vec<String> {
    match told.get(kind) {
        Some(ContextValue::String(own)) => vec![own.clone()],
        Some(ContextValue::Strings(own)) => own.clone(),
        _ => Vec::new(),
    }
}
