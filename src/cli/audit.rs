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
use crate::report::{Style, csv, markdown};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Markdown,
    Csv,
}

const FORMATS: [(&str, Format); 5] = [
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("markdown", Format::Markdown),
    ("csv", Format::Csv),
];

/// Does it.
pub(super) fn run(
    args: &AuditArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Terminal)?;
    let list = judge::list(&args.from.set, look, world)?;
    let options = audit::Options {
        period: args.period.as_deref().map(period::parse).transpose()?,
        as_of: list.as_of(args.from.as_of.as_deref())?,
        keep: args.keep,
        token_key: list.key.clone(),
        ..audit::Options::default()
    };
    let reading = list.read(&args.from, world)?;
    if let Some(path) = &args.rejects {
        rejects(path, &reading, look)?;
    }
    let report = list.report(reading, &options, &args.from, args.period.as_deref())?;
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
) -> Result<Vec<(Target, String)>, Fault> {
    let terminal = |style: Style| -> Result<String, Fault> {
        match &args.show {
            Some(show) => Ok(terminal::show(report, &Show::parse(show), style)?),
            None if common.quiet => Ok(terminal::summary(report, style)),
            None => Ok(terminal::render(report, style)),
        }
    };
    let mut results = Vec::new();
    for own in wanted {
        let text = match own.format {
            Format::Json => wire::to_json(report)?,
            Format::Markdown => markdown::render(report, look.out.lang),
            Format::Csv => csv::render(report, look.out.lang),
            Format::Terminal if own.target == Target::Stdout => terminal(look.out)?,
            Format::Terminal => terminal(look.file())?,
        };
        results.push((own.target, text));
    }
    Ok(results)
}

fn rejects(path: &Path, reading: &Reading, look: &Look) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    // Writing to memory can't fail.
    drop(log::write_rejects(reading, look.out.lang, &mut bytes));
    output::to_file(path, &bytes)
}
