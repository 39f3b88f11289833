//! What every command that judges a log does first: it reads the list and the logs.

use std::path::{Path, PathBuf};

use super::args::LogArgs;
use super::check::{Checked, check};
use super::look::Look;
use super::{Fault, World, folder};
use crate::audit::{self, Audit, instant};
use crate::doc::read::io_words;
use crate::log::{self, LogSource, Reading};
use crate::model::Model;
use crate::report::diagnostics;
use crate::report::wire::{Options, Report};
use crate::text::lang::s;
use crate::text::{Words, say};

/// Faults of a list that are shown before it is refused.
const SHOWN: usize = 10;

/// Keys with fewer bytes could be found by trying.
const SHORTEST_KEY: usize = 16;

/// A set that can be relied upon.
pub(super) struct List {
    folder: PathBuf,
    checked: Checked,
    pub(super) model: Model,
    /// What tokens of persons are made with.
    pub(super) key: Vec<u8>,
}

/// Reads and checks a set.
pub(super) fn list(args: &LogArgs, look: &Look, world: &mut World<'_>) -> Result<List, Fault> {
    let folder = folder::set(&args.set)?;
    let checked = check(&folder);
    if !checked.fatal.is_empty() {
        return Err(refuse(&checked, &folder, look, world));
    }
    let model = Model::resolve(&checked.draft);
    let key = token_key(args, &model, world)?;
    Ok(List { folder, checked, model, key })
}

impl List {
    /// The instant that was asked for.
    pub(super) fn as_of(&self, text: Option<&str>) -> Result<Option<i64>, Fault> {
        Ok(text.map(|text| instant::parse(text, &self.model.zone)).transpose()?)
    }

    /// Reads the logs. What `watched` gives beside the sources is kept while they are read.
    pub(super) fn read<W>(
        &self,
        args: &LogArgs,
        world: &World<'_>,
        watched: impl FnOnce(Vec<LogSource>) -> (Vec<LogSource>, W),
    ) -> Result<Reading, Fault> {
        let model = &self.model;
        let own = args.log.is_empty();
        let sources = if own {
            if model.logs.is_empty() {
                return Err(folder::no_log());
            }
            // Patterns of the set begin in its folder, whatever characters the folder's name has.
            let found = log::sources::find(&self.folder, &model.logs, world.stdin)?;
            let rename = |source: LogSource| LogSource {
                name: folder::within(&self.folder, &source.name),
                ..source
            };
            found.into_iter().map(rename).collect()
        } else {
            log::sources::find(
                &PathBuf::new(),
                &named_logs(args, &self.folder, model)?,
                world.stdin,
            )?
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
        let (sources, _watch) = watched(sources);
        let reading = log::read(
            sources,
            &log::Context {
                mappings: &mappings,
                chosen: args.mapping.as_deref().or(model.mapping.as_deref()),
                format: args.log_format,
                token_key: &self.key,
                step_names: &|text| steps.contains(&*log::normal(text)),
                ..log::Context::of(model, &fields)
            },
        )?;
        Ok(reading)
    }

    /// Judges what was read.
    pub(super) fn judge(&self, reading: &Reading, options: &audit::Options) -> Audit {
        let severity = |rule| self.checked.severities.of(rule);
        let mut audit = audit::examine(&self.model, reading, options, &severity);
        audit.inputs.clone_from(&reading.inputs);
        note_faults(&mut audit, &self.checked);
        audit
    }

    /// The report of an audit.
    pub(super) fn report(
        &self,
        audit: &Audit,
        options: &audit::Options,
        args: &LogArgs,
        period: Option<&str>,
    ) -> Result<Report, Fault> {
        Ok(Report::of(
            audit,
            &self.model,
            &self.checked.draft.sources,
            Options {
                set: folder::within(&self.folder, "."),
                logs: named_logs(args, &self.folder, &self.model)?,
                mapping: args.mapping.clone(),
                period: period.map(str::to_owned),
                as_of: args.as_of.clone(),
                keep: options.keep as u64,
                log_format: args.log_format.map(|format| format.name().to_owned()),
                ..Options::default()
            },
        )?)
    }
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
fn named_logs(args: &LogArgs, folder: &Path, model: &Model) -> Result<Vec<String>, Fault> {
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

/// What tokens of persons are made with: a secret of the user's, else the set's name, by which a
/// person has the same token in every audit of the set, and everybody can find out whose it is.
fn token_key(args: &LogArgs, model: &Model, world: &World<'_>) -> Result<Vec<u8>, Fault> {
    let Some(path) = &args.token_key else {
        return Ok(world.text("REMIT_TOKEN_KEY").unwrap_or_else(|| model.id.clone()).into_bytes());
    };
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        let why = io_words(&error);
        Fault {
            words: say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
            hint: None,
        }
    })?;
    // A line break at its end is the editor's.
    let key = bytes.trim_ascii_end();
    if key.len() < SHORTEST_KEY {
        let count = key.len();
        return Err(Fault::new(
            say!(
                "the key in `{shown}` has {count} bytes: it could be guessed",
                "`{shown}`中的密钥只有{count}字节，容易被猜出"
            ),
            say!(
                "put at least {SHORTEST_KEY} random bytes into it, and keep it where nobody else reads it",
                "请写入至少{SHORTEST_KEY}字节的随机内容，并妥善保管"
            ),
        ));
    }
    Ok(key.to_vec())
}
