//! `remit check`

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::args::{CheckArgs, Common};
use super::fix::{self, Fixed};
use super::look::Look;
use super::output::{self, Target};
use super::pipeline::{Form, Repository};
use super::{Exit, Fault, World, folder};
use crate::finding::Finding;
use crate::model::{Draft, Title};
use crate::report::diagnostics;
use crate::report::pipeline::{self, Run, Surroundings};
use crate::report::style::Style;
use crate::report::wire::{self, BySeverity, CheckCounts, CheckReport, CheckedSet, SetInfo};
use crate::triage::checked::identity;
pub(super) use crate::triage::checked::{Checked, check};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Pipeline(Form),
}

const FORMATS: [(&str, Format); 7] = [
    ("text", Format::Text),
    ("terminal", Format::Text),
    ("json", Format::Json),
    ("sarif", Format::Pipeline(Form::Sarif)),
    ("github", Format::Pipeline(Form::Github)),
    ("gitlab", Format::Pipeline(Form::Gitlab)),
    ("junit", Format::Pipeline(Form::Junit)),
];

/// Does it.
pub(super) fn run(
    args: &CheckArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Text, world)?;
    let folders = folder::sets(&args.paths)?;
    if args.fix && fix::run(&folders, args.diff, look, world)? == Fixed::Shown {
        return Ok(Exit::Fine);
    }
    let sets: Vec<Checked> = folders.iter().map(|folder| check(folder)).collect();
    // The process ends with this command: to take a large set apart would only take time.
    let sets: &[Checked] = sets.leak();
    let mut report = CheckReport::default();
    let mut seen = HashSet::with_hasher(FixedState::default());
    let mut files = HashSet::new();
    let mut told: Vec<(&Draft, Vec<&Finding>)> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    // A person at a terminal is told of findings as they are; a report has them at length.
    let at_length = wanted.iter().any(|own| own.format != Format::Text);
    for set in sets {
        // A set that several others import is told of once.
        let new = |own| seen.insert(identity(own, &set.draft.sources)).then_some(own);
        let own: Vec<&Finding> = set.findings.iter().filter_map(new).collect();
        let read = set.draft.sources.iter().map(|(_, source)| source.path.as_str());
        let read: Vec<&str> = read.filter(|path| files.insert(*path)).collect();
        let before = report.findings.len();
        report.add(info(&set.draft), if at_length { &own } else { &[] }, &set.draft.sources);
        parts.push(Part {
            findings: before..report.findings.len(),
            files: read.into_iter().map(str::to_owned).collect(),
        });
        told.push((&set.draft, own));
    }
    report.counts =
        CheckCounts::of(told.iter().flat_map(|(draft, findings)| {
            findings.iter().map(|finding| (*finding, &draft.sources))
        }));
    let found = report.counts.by_severity;
    let view = |around: &Surroundings<'_>| runs(&report, &parts, around);
    let repository = Repository::around_here();
    let mut results: Vec<(Target, Vec<u8>)> = Vec::new();
    for own in &wanted {
        let text = match own.format {
            Format::Json => wire::to_json(&report)?.into_bytes(),
            Format::Pipeline(form) => {
                repository.render(form, false, args.failing.least(), look, view)?
            }
            Format::Text => {
                let style = if own.target == Target::Stdout { look.out } else { look.file() };
                let told = if common.quiet { &[][..] } else { &told };
                text(told, &report, files.len() as u64, style).into_bytes()
            }
        };
        results.push((own.target.clone(), text));
    }
    output::deliver(&results, world)?;
    let form_of = |format| match format {
        Format::Pipeline(form) => Some(form),
        _ => None,
    };
    repository.summarize(&wanted, form_of, look, world, view)?;
    Ok(args.failing.exit(found))
}

/// What of a report is one set's.
struct Part {
    findings: std::ops::Range<usize>,
    /// The files that no set before it has.
    files: Vec<String>,
}

fn runs(report: &CheckReport, parts: &[Part], around: &Surroundings<'_>) -> Vec<Run> {
    let run = |(set, part): (&CheckedSet, &Part)| {
        let findings = report.findings.get(part.findings.clone()).unwrap_or_default();
        pipeline::check(set, findings, &part.files, around)
    };
    report.sets.iter().zip(parts).map(run).collect()
}

fn text(
    told: &[(&Draft, Vec<&Finding>)],
    report: &CheckReport,
    files: u64,
    style: Style,
) -> String {
    let mut text = String::new();
    for (draft, findings) in told {
        for finding in findings {
            text.push_str(&diagnostics::render(finding, &draft.sources, style));
            text.push('\n');
        }
    }
    let counts = &report.counts;
    text.push_str(&diagnostics::summary(counts.by_severity, counts.files, files, style));
    text
}

pub(super) fn info(draft: &Draft) -> CheckedSet {
    let set = draft.set();
    let path = draft.sets.first().map(|root| root.name.clone()).unwrap_or_default();
    let id = set.id.as_ref().map_or_else(|| path.clone(), |id| id.value.clone());
    CheckedSet {
        set: SetInfo {
            title: Title::or(set.title.as_ref(), &id),
            version: set.version.as_ref().map_or_else(|| "0".to_owned(), |own| own.value.clone()),
            id,
        },
        files: draft.sources.iter().count() as u64,
        path,
    }
}

impl super::args::Failing {
    /// The exit code for what was found.
    pub(super) fn exit(&self, found: BySeverity) -> Exit {
        use super::args::FailOn;
        let counted = match self.fail_on {
            FailOn::Error => found.error,
            FailOn::Warning => found.error + found.warning,
            FailOn::Note => found.total(),
            FailOn::Never => 0,
        };
        if counted > 0 && !self.exit_zero { Exit::Found } else { Exit::Fine }
    }
}
