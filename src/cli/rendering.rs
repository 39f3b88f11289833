//! A report in every format that somebody asks for.

use super::args::{Audience, Told};
use super::look::Look;
use super::output::{Target, Wanted};
use super::pipeline::{Form, Repository};
use super::{Fault, World};
use crate::finding::Severity;
use crate::report::audience;
use crate::report::pipeline::{self, Surroundings};
use crate::report::public::{self, PublicReport};
use crate::report::terminal::{self, Show};
use crate::report::wire::{self, Report};
#[cfg(feature = "xlsx")]
use crate::report::xlsx;
use crate::report::{Style, csv, html, markdown, trend};
use crate::text::{Words, say};

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Terminal,
    Json,
    Markdown,
    Csv,
    Trend,
    Html,
    #[cfg(feature = "xlsx")]
    Xlsx,
    Pipeline(Form),
}

/// Every format by its name.
pub(super) const FORMATS: &[(&str, Format)] = &[
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("markdown", Format::Markdown),
    ("csv", Format::Csv),
    ("trend", Format::Trend),
    ("html", Format::Html),
    ("sarif", Format::Pipeline(Form::Sarif)),
    ("github", Format::Pipeline(Form::Github)),
    ("gitlab", Format::Pipeline(Form::Gitlab)),
    ("junit", Format::Pipeline(Form::Junit)),
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx),
];

/// Findings of a report for whom it is, in each format with its target.
pub(super) fn render(
    report: &Report,
    wanted: &[Wanted<Format>],
    told: &Told,
    fails: Option<Severity>,
    quiet: bool,
    look: &Look,
) -> Result<Vec<(Target, Vec<u8>)>, Fault> {
    let mut results = Vec::new();
    let public = told.audience == Audience::Public;
    if public && told.show.is_some() {
        return Err(Fault::new(
            Words::fixed(
                "the public gets no findings that could be shown",
                "公众版不含可供列出的问题",
            ),
            Words::fixed("leave out `--show`", "请去掉`--show`"),
        ));
    }
    for own in wanted {
        let style = if own.target == Target::Stdout { look.out } else { look.file() };
        let bytes = if public {
            for_the_public(&PublicReport::of(report), own.format, style)?
        } else {
            full(report, own.format, told, (fails, quiet), look, style)?
        };
        results.push((own.target.clone(), bytes));
    }
    Ok(results)
}

/// Adds the summary of the job beside the annotations of GitHub.
pub(super) fn summarize(
    report: &Report,
    wanted: &[Wanted<Format>],
    told: &Told,
    look: &Look,
    world: &World<'_>,
) -> Result<(), Fault> {
    if told.audience == Audience::Public {
        return Ok(());
    }
    let form_of = |format| match format {
        Format::Pipeline(form) => Some(form),
        _ => None,
    };
    let view = |around: &Surroundings<'_>| vec![pipeline::audit(report, around)];
    Repository::around_here().summarize(wanted, form_of, look, world, view)
}

/// What of a report is for whom it is made.
pub(super) fn narrowed(report: Report, told: &Told) -> Result<Report, Fault> {
    match (told.audience, &told.unit) {
        (Audience::Body, Some(unit)) => Ok(audience::of_body(&report, unit)?),
        (Audience::Body, None) => Err(Fault::new(
            Words::fixed("for which body is the report?", "报告面向哪个单位？"),
            Words::fixed("name it: `--unit BODY`", "请指定：`--unit 单位`"),
        )),
        (_, Some(unit)) => Err(Fault::new(
            say!(
                "`--unit {unit}` belongs to `--audience body`",
                "`--unit {unit}`须与`--audience body`同用"
            ),
            say!("write `--audience body --unit {unit}`", "请写`--audience body --unit {unit}`"),
        )),
        _ => Ok(report),
    }
}

fn full(
    report: &Report,
    format: Format,
    told: &Told,
    (fails, quiet): (Option<Severity>, bool),
    look: &Look,
    style: Style,
) -> Result<Vec<u8>, Fault> {
    Ok(match format {
        Format::Json => wire::to_json(report)?.into_bytes(),
        Format::Markdown => markdown::render(report, style.lang).into_bytes(),
        Format::Csv => csv::render(report, style.lang).into_bytes(),
        Format::Trend if report.history.is_empty() => {
            return Err(Fault::new(
                Words::fixed(
                    "there is no earlier audit that a trend could be made of",
                    "没有以往的审计，无法形成趋势",
                ),
                Words::fixed(
                    "give the JSON reports of earlier audits: `--previous FOLDER`",
                    "请提供以往审计的 JSON 报告：`--previous 文件夹`",
                ),
            ));
        }
        Format::Trend => trend::render(report, style.lang).into_bytes(),
        Format::Html => html::render(report, style.lang).into_bytes(),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::render(report, style.lang)?,
        Format::Terminal => match &told.show {
            Some(show) => terminal::show(report, &Show::parse(show), style)?,
            None if quiet => terminal::summary(report, style),
            None => terminal::render(report, style),
        }
        .into_bytes(),
        Format::Pipeline(form) => {
            let compared = report.baseline.is_some();
            let view = |around: &Surroundings<'_>| vec![pipeline::audit(report, around)];
            Repository::around_here().render(form, compared, fails, look, view)?
        }
    })
}

fn for_the_public(report: &PublicReport, format: Format, style: Style) -> Result<Vec<u8>, Fault> {
    Ok(match format {
        Format::Json => wire::to_json(report)?,
        Format::Markdown => public::markdown(report, style.lang),
        Format::Csv => public::csv(report),
        Format::Terminal => public::terminal(report, style),
        Format::Html => public::html(report, style.lang),
        _ => {
            return Err(Fault::new(
                Words::fixed(
                    "the public gets no workbook, no trend and nothing for pipelines",
                    "公众版没有工作簿、趋势和流水线格式",
                ),
                Words::fixed(
                    "choose `html`, `markdown`, `csv`, `json` or `terminal`",
                    "请选用 html、markdown、csv、json 或 terminal",
                ),
            ));
        }
    }
    .into_bytes())
}
