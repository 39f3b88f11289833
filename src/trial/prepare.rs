//! Scenarios as they are run: read once, judged as often as needed.

use super::expand;
use crate::audit::{self, instant, period};
use crate::doc::{Spanned, Table};
use crate::log::{self, LogError, LogSource, Reading};
use crate::model::docs::{ExpectDoc, MappingDoc, ScenarioDoc, VariantDoc};
use crate::model::draft::Doc;
use crate::model::scenario::{self, Problem, Sheet};
use crate::model::{Draft, Model};
use crate::text::{Span, Words};

/// A scenario, or one of its variants, with what was read for it.
pub struct Variant<'d> {
    /// What it is called; nothing for the scenario itself.
    pub name: Option<&'d str>,
    /// Where it stands.
    pub span: Span,
    /// What must be found.
    pub expect: &'d [Spanned<ExpectDoc>],
    /// What obligations must come to.
    pub verdicts: &'d Table<Table<Spanned<u64>>>,
    /// The rows, and what is asked.
    pub(super) input: Result<(Reading, audit::Options), Vec<Obstacle>>,
}

/// Why a scenario can't be run, where, and what to do.
#[derive(Clone, Debug)]
pub struct Obstacle {
    /// Where.
    pub span: Span,
    /// Why.
    pub words: Words,
    /// What to do.
    pub hint: Option<Words>,
}

impl From<&Problem> for Obstacle {
    fn from(problem: &Problem) -> Self {
        Self { span: problem.span, words: problem.words.clone(), hint: None }
    }
}

/// A scenario ready to be run.
pub struct Prepared<'d> {
    /// Its id.
    pub id: &'d str,
    /// As it is written.
    pub doc: &'d ScenarioDoc,
    /// Itself, then its variants.
    pub variants: Vec<Variant<'d>>,
}

/// Reads the scenarios of the set that was asked for, in the order of its files. Those of imported
/// sets belong to these sets.
pub fn prepare<'d>(draft: &'d Draft, model: &Model) -> Vec<Prepared<'d>> {
    let own = draft.scenarios.iter().filter(|doc| doc.set == 0);
    own.map(|doc| Preparer { draft, model, doc }.scenario()).collect()
}

struct Preparer<'d, 'm> {
    draft: &'d Draft,
    model: &'m Model,
    doc: &'d Doc<ScenarioDoc>,
}

const NONE: &[Spanned<ExpectDoc>] = &[];

impl<'d> Preparer<'d, '_> {
    fn scenario(&self) -> Prepared<'d> {
        let doc = &self.doc.value;
        let is_field = |name: &str| self.model.fields.iter().any(|field| field.id == name);
        let ready = scenario::ready(doc, self.doc.place, &is_field, &self.draft.sources);
        let place = doc.id.as_ref().map_or(self.doc.place, |id| id.span);
        let base = VariantDoc::default();
        let mut variants = vec![Variant {
            name: None,
            span: place,
            expect: doc.expect.as_ref().map_or(NONE, |many| many),
            verdicts: &doc.verdicts,
            input: self.input(ready.sheet.as_ref(), &base, &ready.problems, &[]),
        }];
        for ((name, variant), (sheet, problems)) in doc.variants.iter().zip(&ready.variants) {
            variants.push(Variant {
                name: Some(name.as_str()),
                span: name.span,
                expect: variant.expect.as_ref().map_or(NONE, |many| many),
                verdicts: &variant.verdicts,
                input: self.input(sheet.as_ref(), variant, &ready.problems, problems),
            });
        }
        let id = doc
            .id
            .as_ref()
            .map_or_else(|| self.draft.sources.get(self.doc.source).path.as_str(), Spanned::as_str);
        Prepared { id, doc, variants }
    }

    fn input(
        &self,
        sheet: Option<&Sheet>,
        variant: &VariantDoc,
        of_all: &[Problem],
        of_variant: &[Problem],
    ) -> Result<(Reading, audit::Options), Vec<Obstacle>> {
        let problems = of_all.iter().chain(of_variant);
        let obstacles: Vec<Obstacle> = problems.map(Obstacle::from).collect();
        if !obstacles.is_empty() {
            return Err(obstacles);
        }
        let options = self.options(variant).map_err(|obstacle| vec![obstacle])?;
        let mut reading = self.read(sheet).map_err(|obstacle| vec![obstacle])?;
        let doc = &self.doc.value;
        reading.complete |= variant.complete.unwrap_or(doc.complete);
        reading.ties = variant.ties.or(doc.ties).unwrap_or(reading.ties);
        Ok((reading, options))
    }

    fn options(&self, variant: &VariantDoc) -> Result<audit::Options, Obstacle> {
        let doc = &self.doc.value;
        let misread = |span: Span| {
            move |own: audit::Misread| Obstacle { span, words: own.words, hint: Some(own.hint) }
        };
        let period = variant.period.as_ref().or(doc.period.as_ref());
        let period = period.map(|own| period::parse(own.as_str()).map_err(misread(own.span)));
        let as_of = variant.as_of.as_ref().or(doc.as_of.as_ref());
        let zone = &self.model.zone;
        let as_of = as_of.map(|own| instant::parse(own.as_str(), zone).map_err(misread(own.span)));
        Ok(audit::Options {
            period: period.transpose()?,
            as_of: as_of.transpose()?,
            keep: usize::MAX,
            token_key: self.token_key(),
            ..audit::Options::default()
        })
    }

    fn token_key(&self) -> Vec<u8> {
        self.model.id.clone().into_bytes()
    }

    fn read(&self, sheet: Option<&Sheet>) -> Result<Reading, Obstacle> {
        let doc = &self.doc.value;
        let place = doc.log.as_ref().or(doc.file.as_ref()).map_or(self.doc.place, |own| own.span);
        let obstacle =
            |error: LogError| Obstacle { span: place, words: error.words(), hint: error.hint() };
        let model = self.model;
        let Some(sheet) = sheet else {
            let folder = self.draft.sets.first().map(|set| set.folder.clone()).unwrap_or_default();
            let patterns: Vec<String> = doc.file.iter().map(|file| file.value.clone()).collect();
            let empty = || Box::new(std::io::empty()) as Box<dyn std::io::Read + Send>;
            let sources = log::sources::find(&folder, &patterns, empty).map_err(obstacle)?;
            let chosen = doc.mapping.as_ref().map(Spanned::as_str).or(model.mapping.as_deref());
            return self.log(sources, &model.mappings, chosen).map_err(obstacle);
        };
        let mapping = expand::mapping(sheet, model);
        let bytes = expand::bytes(sheet, doc.duty.as_ref().map(Spanned::as_str), model);
        let name = doc.id.as_ref().map_or("log", Spanned::as_str);
        let source = LogSource::from_bytes(name, bytes);
        self.log(vec![source], &[mapping], Some(expand::MAPPING)).map_err(obstacle)
    }

    fn log(
        &self,
        sources: Vec<LogSource>,
        mappings: &[MappingDoc],
        chosen: Option<&str>,
    ) -> Result<Reading, LogError> {
        let model = self.model;
        let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
        let names = || model.steps.iter().flat_map(|step| &step.names);
        log::read(
            sources,
            &log::Context {
                mappings,
                chosen,
                token_key: &self.token_key(),
                step_names: &|text| names().any(|name| log::normal(name) == log::normal(text)),
                ..log::Context::of(model, &fields)
            },
        )
    }
}
