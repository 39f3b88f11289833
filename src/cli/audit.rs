//! `remit audit`

use std::path::Path;

use super::args::{AuditArgs, Common};
use super::look::Look;
use super::progress::Progress;
use super::rendering::{self, FORMATS, Format};
use super::{Exit, Fault, World, judge, output, previous};
use crate::audit::{self, period};
use crate::log::{self, Reading};
use crate::report::answers::{self, Still};
use crate::report::history::{self, Earlier};
use crate::threads;

/// Does it.
pub(super) fn run(
    args: &AuditArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, FORMATS, Format::Terminal, world)?;
    let list = judge::list(&args.from, look, world)?;
    let options = audit::Options {
        period: args.period.as_deref().map(period::parse).transpose()?,
        as_of: list.as_of(args.from.as_of.as_deref())?,
        keep: args.keep,
        token_key: list.key.clone(),
        ..audit::Options::default()
    };
    let previous = previous::all(&args.previous, &list.model.id)?;
    let baseline = args.baseline.as_deref();
    let baseline = baseline.map(|path| previous::of_set(path, &list.model.id)).transpose()?;
    #[cfg(feature = "xlsx")]
    let sheets = super::rectified::sheets(&args.rectified)?;
    #[cfg(not(feature = "xlsx"))]
    let sheets = answers::Sheets::default();
    let watched = |sources| Progress::of(sources, common, look.err, world);
    let reading = list.read(&args.from, world, watched)?;
    if let Some(path) = &args.rejects {
        rejects(path, &reading, look)?;
    }
    let audit = list.judge(&reading, &options);
    let as_of = audit.as_of;
    let answered = !sheets.files.is_empty();
    // The log is needed once more only beside an earlier audit or a sheet that came back.
    let reading = if answered || !previous.is_empty() {
        Some(reading)
    } else {
        threads::drop_aside(reading);
        None
    };
    let mut report = list.report(&audit, &options, &args.from, args.period.as_deref())?;
    threads::drop_aside(audit);
    if let Some(reading) = reading {
        // What became of earlier findings is asked of the whole log, as of the same instant.
        let all = audit::Options { period: None, as_of, ..options };
        let all = list.report(&list.judge(&reading, &all), &all, &args.from, None)?;
        if answered {
            answers::apply(&mut report, sheets, &Still::of(&all, &reading));
            report.seal()?;
        }
        let earlier = Earlier::than(&report, previous);
        history::compare(&mut report, &earlier, &history::Whole::of(&all, &reading))?;
        if answered {
            answers::agree(&mut report);
            report.seal()?;
        }
    }
    if let Some(baseline) = &baseline {
        history::mark(&mut report, baseline)?;
    }
    let report = rendering::narrowed(report, &args.told)?;
    let results =
        rendering::render(&report, &wanted, &args.told, args.failing.least(), common.quiet, look)?;
    output::deliver(&results, world)?;
    rendering::summarize(&report, &wanted, &args.told, look, world)?;
    let exit = args.failing.exit(report.failing());
    // The process ends with this command: to take a large report apart would only take time.
    std::mem::forget((report, results));
    Ok(exit)
}

fn rejects(path: &Path, reading: &Reading, look: &Look) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    // Writing to memory can't fail.
    drop(log::write_rejects(reading, look.out.lang, &mut bytes));
    output::to_file(path, &bytes)
}
