//! `remit test`

use super::args::{Common, TestArgs};
use super::check::{check, info};
use super::judge::refuse;
use super::look::Look;
use super::output::{self, Target};
use super::pipeline::{Form, Repository};
use super::{Exit, Fault, World, folder};
use crate::finding::Severity;
use crate::model::Model;
use crate::report::pipeline::{self, Run, Surroundings};
use crate::report::wire::{self, TestReport, TestedSet};
use crate::text::say;
use crate::{report, trial};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Pipeline(Form),
}

const FORMATS: [(&str, Format); 7] = [
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("sarif", Format::Pipeline(Form::Sarif)),
    ("github", Format::Pipeline(Form::Github)),
    ("gitlab", Format::Pipeline(Form::Gitlab)),
    ("junit", Format::Pipeline(Form::Junit)),
];

/// Does it.
pub(super) fn run(
    args: &TestArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Terminal, world)?;
    let options = trial::Options { filter: args.filter.clone() };
    let mut report = TestReport::default();
    for folder in folder::sets(&args.paths)? {
        let checked = check(&folder);
        if checked.draft.scenarios.iter().all(|doc| doc.set != 0) {
            continue;
        }
        if !checked.fatal.is_empty() {
            return Err(refuse(&checked, &folder, look, world));
        }
        let model = Model::resolve(&checked.draft);
        let prepared = trial::prepare(&checked.draft, &model);
        let done = trial::run(&prepared, &model, &checked.severities, &options);
        if done.scenarios == 0 {
            continue;
        }
        let draft = &checked.draft;
        let coverage =
            args.coverage.then(|| trial::coverage(&prepared, draft, &model, &checked.severities));
        let mutation =
            args.mutate.then(|| trial::mutate(&prepared, draft, &model, &checked.severities));
        let set = info(draft);
        let (coverage, mutation) = (coverage.as_ref(), mutation.as_ref());
        report.add(set.path, set.set, &done, coverage, mutation, &draft.sources);
    }
    if let Some(filter) = options.filter.filter(|_| report.sets.is_empty()) {
        return Err(Fault::new(
            say!("no scenario has `{filter}` in its name", "没有名称含`{filter}`的情景"),
            say!(
                "name a part of a scenario's id, of its duty or of a variant",
                "请写情景编号、责任事项或变体名称的一部分"
            ),
        ));
    }
    let view = |around: &Surroundings<'_>| -> Vec<Run> {
        report.sets.iter().map(|set| pipeline::test(set, around)).collect()
    };
    let repository = Repository::around_here();
    let mut results: Vec<(Target, Vec<u8>)> = Vec::new();
    for own in &wanted {
        let text = match own.format {
            Format::Json => wire::to_json(&report)?.into_bytes(),
            Format::Pipeline(form) => {
                repository.render(form, false, Some(Severity::Error), look, view)?
            }
            Format::Terminal => {
                let style = if own.target == Target::Stdout { look.out } else { look.file() };
                report::trial::render(&report, common.quiet, style).into_bytes()
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
    let short = |set: &TestedSet| {
        set.coverage.as_ref().is_some_and(|own| own.percent < f64::from(args.threshold))
    };
    let unproved =
        |set: &TestedSet| set.mutation.as_ref().is_some_and(|own| !own.unnoticed.is_empty());
    let bad = report.counts.failed > 0 || report.sets.iter().any(|set| short(set) || unproved(set));
    Ok(if bad { Exit::Found } else { Exit::Fine })
}
