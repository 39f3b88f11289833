//! `remit audit`

use std::path::{Path, PathBuf};

use super::args::{AuditArgs, Common};
use super::check::{Checked, check};
use super::look::Look;
use super::output::{self, Target, Wanted};
use super::{Exit, Fault, World, folder};
use crate::audit::{self, Audit, instant, period};
use crate::log::{self, LogSource, Reading};
use crate::model::Model;
use crate::report::terminal::{self, Show};
use crate::report::wire::{self, Options, Report};
use crate::report::{Style, diagnostics, html};
use crate::text::lang::s;
use crate::text::{Words, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Html,
}

const FORMATS: [(&str, Format); 4] = [
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("html", Format::Html),
];

/// Faults of a list that are shown before it is refused.
const SHOWN: usize = 10;

/// Does it.
pub(super) fn run(
    args: &AuditArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Terminal)?;
    let folder = folder::set(&args.set)?;
    let checked = check(&folder);
    if !checked.fatal.is_empty() {
        return Err(refuse(&checked, &folder, look, world));
    }
    let model = Model::resolve(&checked.draft);
    let key = token_key(&model, world);
    let options = audit::Options {
        period: args.period.as_deref().map(period::parse).transpose()?,
        as_of: args.as_of.as_deref().map(|text| instant::parse(text, &model.zone)).transpose()?,
        keep: args.keep,
        token_key: key.clone(),
    };
    let reading = read(args, &folder, &model, &key, world)?;
    if let Some(path) = &args.rejects {
        rejects(path, &reading, look)?;
    }
    let mut audit = audit::run(&model, reading, &options, &|rule| checked.severities.of(rule));
    note_faults(&mut audit, &checked);
    let report = Report::of(
        &audit,
        &model,
        &checked.draft.sources,
        Options {
            set: folder::within(&folder, "."),
            logs: named_logs(args, &folder, &model)?,
            mapping: args.mapping.clone(),
            period: args.period.clone(),
            as_of: args.as_of.clone(),
            keep: args.keep as u64,
        },
    )?;
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
            Format::Html => html::render(report, look.out.lang),
            Format::Terminal if own.target == Target::Stdout => terminal(look.out)?,
            Format::Terminal => terminal(look.file())?,
        };
        results.push((own.target, text));
    }
    Ok(results)
}

/// Shows why the list can't be relied upon.
pub(super) fn refuse(
    checked: &Checked,
    folder: &Path,
    look: &Look,
    world: &mut World<'_>,
) -> Fault {
    for finding in checked.fatal.iter().take(SHOWN) {
        let text = diagnostics::render(finding, &checked.draft.sources, look.err);
        world.complain(&format!("{text}\n"));
    }
    let count = checked.fatal.len();
    let s = s(count as u64);
    let shown = folder.display();
    Fault::new(
        say!(
            "the list can't be relied upon: {count} fault{s} must be mended first",
            "清单尚不可依靠：须先改正{count}处问题"
        ),
        say!("run `remit check {shown}`", "请运行`remit check {shown}`"),
    )
}

/// Says in the report that the list has faults of its own.
fn note_faults(audit: &mut Audit, checked: &Checked) {
    let error = crate::finding::Severity::Error;
    let count = checked.findings.iter().filter(|finding| finding.severity == error).count();
    if count > 0 {
        let s = s(count as u64);
        audit.notes.insert(
            0,
            say!(
                "the list itself has {count} error{s}: `remit check` shows them",
                "清单本身有{count}处错误：运行`remit check`可查看"
            ),
        );
    }
}

/// The patterns of the logs: those of the arguments, else those of the set, as the user would
/// name them.
fn named_logs(args: &AuditArgs, folder: &Path, model: &Model) -> Result<Vec<String>, Fault> {
    if args.log.is_empty() {
        return Ok(model.logs.iter().map(|log| folder::within(folder, log)).collect());
    }
    let text = |log: &std::ffi::OsString| {
        log.to_str().map(str::to_owned).ok_or_else(|| {
            let shown = log.to_string_lossy().into_owned();
            Fault::new(
                say!(
                    "the name of the log `{shown}` is not UTF-8",
                    "日志文件名`{shown}`不是 UTF-8 编码"
                ),
                Words::fixed(
                    "name its folder, or rename the file",
                    "请改为指定其所在文件夹，或重命名该文件",
                ),
            )
        })
    };
    args.log.iter().map(text).collect()
}

fn read(
    args: &AuditArgs,
    folder: &Path,
    model: &Model,
    key: &[u8],
    world: &World<'_>,
) -> Result<Reading, Fault> {
    let own = args.log.is_empty();
    let sources = if own {
        if model.logs.is_empty() {
            return Err(folder::no_log());
        }
        // Patterns of the set begin in its folder, whatever characters the folder's name has.
        let found = log::sources::find(folder, &model.logs, world.stdin)?;
        let rename =
            |source: LogSource| LogSource { name: folder::within(folder, &source.name), ..source };
        found.into_iter().map(rename).collect()
    } else {
        log::sources::find(&PathBuf::new(), &named_logs(args, folder, model)?, world.stdin)?
    };
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let steps: std::collections::HashSet<String> = model
        .steps
        .iter()
        .flat_map(|step| &step.names)
        .map(|name| log::normal(name).into_owned())
        .collect();
    let mut mappings = model.mappings.clone();
    mappings.push(log::plain::of_files(fields.iter().map(String::as_str)));
    let reading = log::read(
        sources,
        &log::Context {
            mappings: &mappings,
            chosen: args.mapping.as_deref().or(model.mapping.as_deref()),
            fields: &fields,
            zone: &model.zone,
            ties: model.ties,
            ignore_duplicates: model.ignore_duplicate_rows,
            token_key: key,
            step_names: &|text| steps.contains(&*log::normal(text)),
        },
    )?;
    Ok(reading)
}

/// What tokens of persons are made with: a secret of the user's, else the set's name, by which a
/// person has the same token in every audit of the set.
fn token_key(model: &Model, world: &World<'_>) -> Vec<u8> {
    world.text("REMIT_TOKEN_KEY").unwrap_or_else(|| model.id.clone()).into_bytes()
}

fn rejects(path: &Path, reading: &Reading, look: &Look) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    // Writing to memory can't fail.
    drop(log::write_rejects(reading, look.out.lang, &mut bytes));
    output::to_file(path, &bytes)
}
