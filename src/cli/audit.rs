//! `remit audit`

use std::path::Path;

use super::args::{AuditArgs, Common};
use super::look::Look;
use super::output::{self, Target, Wanted};
use super::{Exit, Fault, World, judge};
use crate::audit::{self, period};
use crate::log::{self, Reading};
use crate::report::terminal::{self, Show};
use crate::report::wire::{self, Report};
#[cfg(feature = "xlsx")]
use crate::report::xlsx;
use crate::report::{Style, answers, csv, markdown};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Markdown,
    Csv,
    #[cfg(feature = "xlsx")]
    Xlsx,
}

impl Format {
    /// Whether it is nothing to be looked at in a terminal.
    fn is_binary(self) -> bool {
        match self {
            #[cfg(feature = "xlsx")]
            Self::Xlsx => true,
            _ => false,
        }
    }
}

const FORMATS: &[(&str, Format)] = &[
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("markdown", Format::Markdown),
    ("csv", Format::Csv),
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx),
];

/// Does it.
pub(super) fn run(
    args: &AuditArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, FORMATS, Format::Terminal)?;
    output::no_binary(&wanted, world, Format::is_binary)?;
    let list = judge::list(&args.from.set, look, world)?;
    let options = audit::Options {
        period: args.period.as_deref().map(period::parse).transpose()?,
        as_of: list.as_of(args.from.as_of.as_deref())?,
        keep: args.keep,
        token_key: list.key.clone(),
        ..audit::Options::default()
    };
    #[cfg(feature = "xlsx")]
    let sheets = super::rectified::sheets(&args.rectified)?;
    #[cfg(not(feature = "xlsx"))]
    let sheets = answers::Sheets::default();
    let reading = list.read(&args.from, world)?;
    if let Some(path) = &args.rejects {
        rejects(path, &reading, look)?;
    }
    let still = (!sheets.files.is_empty()).then(|| list.still(&reading, &options));
    let mut report = list.report(reading, &options, &args.from, args.period.as_deref())?;
    if let Some(still) = still {
        answers::apply(&mut report, sheets, &still);
        report.seal()?;
    }
    let results = render(&report, wanted, args, common, look)?;
    output::deliver(&results, world)?;
    Ok(args.failing.exit(report.counts.by_severity))
}

fn render(
    report: &Report,
    wanted: Vec<Wanted<Format>>,
    args: &AuditArgs,
    common: &Common,
    look: &Look,
) -> Result<Vec<(Target, Vec<u8>)>, Fault> {
    let terminal = |style: Style| -> Result<String, Fault> {
        match &args.show {
            Some(show) => Ok(terminal::show(report, &Show::parse(show), style)?),
            None if common.quiet => Ok(terminal::summary(report, style)),
            None => Ok(terminal::render(report, style)),
        }
    };
    let mut results = Vec::new();
    for own in wanted {
        let lang = look.out.lang;
        let bytes = match own.format {
            Format::Json => wire::to_json(report)?.into_bytes(),
            Format::Markdown => markdown::render(report, lang).into_bytes(),
            Format::Csv => csv::render(report, lang).into_bytes(),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => xlsx::render(report, lang)?,
            Format::Terminal if own.target == Target::Stdout => terminal(look.out)?.into_bytes(),
            Format::Terminal => terminal(look.file())?.into_bytes(),
        };
        results.push((own.target, bytes));
    }
    Ok(results)
}

fn rejects(path: &Path, reading: &Reading, look: &Look) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    // Writing to memory can't fail.
    drop(log::write_rejects(reading, look.out.lang, &mut bytes));
    output::to_file(path, &bytes)
}
