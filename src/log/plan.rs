//! A mapping and a header together: which cell of a row becomes what.

use hashbrown::HashMap;

use super::alike::Alike;
use super::column::Column;
use super::error::LogError;
use super::event::Symbol;
use super::header::{Header, Keys, Place};
use super::read::Context;
use super::strings::Strings;
use super::text::{normal, trim};
use super::time::Clock;
use crate::doc::{Spanned, Table};
use crate::model::docs::{ColumnDoc, Form, MappingDoc};
use crate::model::{Title, Zone};
use crate::say;
use crate::text::Words;

/// Symbols by symbol.
type Translation<T> = HashMap<Symbol, T, foldhash::fast::FixedState>;

/// How the rows of one log become events.
pub(super) struct Plan {
    pub(super) clock: Clock,
    pub(super) case: Option<Column>,
    pub(super) duty: Option<Column>,
    pub(super) step: Option<Column>,
    pub(super) text: Option<Column>,
    pub(super) code: Option<Column>,
    pub(super) at: Option<Column>,
    pub(super) body: Option<Column>,
    pub(super) person: Option<Column>,
    pub(super) person_kind: Option<Column>,
    pub(super) target: Option<Column>,
    pub(super) area: Option<Column>,
    pub(super) fields: Vec<(u16, Column)>,
    /// Wide form only.
    pub(super) steps: Vec<WideStep>,
    /// The duty of rows whose columns name none.
    pub(super) default_duty: Symbol,
    pub(super) duty_values: Translation<Symbol>,
    /// What a step's value means: the duty, if it says one, and the step.
    pub(super) step_values: Translation<(Option<Symbol>, Symbol)>,
    pub(super) rules: Vec<Rule>,
    /// Rows that were read, for those that say the same; nothing where each has to be read.
    pub(super) alike: Option<Alike>,
    /// Columns that events are made of.
    pub(super) needed: Vec<usize>,
    /// Cells that a row must have at least.
    pub(super) widest: usize,
    /// Headers and what they were taken for.
    pub(super) columns: Vec<(String, String)>,
    headers: Vec<String>,
}

/// A step of a wide log.
pub(super) struct WideStep {
    pub(super) duty: Option<Symbol>,
    pub(super) step: Symbol,
    pub(super) at: Column,
    pub(super) body: Option<Column>,
    pub(super) person: Option<Column>,
    pub(super) fields: Vec<(u16, Column)>,
}

/// Rows to leave out.
pub(super) struct Rule {
    pub(super) tests: Vec<(Column, Vec<String>)>,
    pub(super) reason: Words,
    /// Where what it leaves out is counted.
    pub(super) place: usize,
}

impl Plan {
    /// Puts a mapping and a header together. The header has every column that the mapping names.
    ///
    /// # Errors
    ///
    /// The mapping lacks something without which no row can be read.
    pub(super) fn new(
        mapping: &MappingDoc,
        header: &Header,
        context: &Context<'_>,
        strings: &mut Strings,
    ) -> Result<Self, LogError> {
        complete(mapping)?;
        let zone = match &mapping.timezone {
            None => context.zone.clone(),
            Some(name) => Zone::named(name.as_str()).ok_or_else(|| unknown_zone(mapping, name))?,
        };
        let formats = mapping.formats.iter().map(|format| format.value.clone()).collect();
        let clock = Clock::new(zone, context.zone.clone(), mapping.times, formats);
        let mut columns =
            Columns { header, keys: Keys::new(&header.cells), context, found: Vec::new() };
        let docs = &mapping.columns;
        let wide = mapping.form == Form::Wide;
        let step_values = mapping.step_values.iter().map(|(value, means)| {
            let (duty, step) = split_reference(means.as_str());
            let duty = duty.map(|duty| strings.intern(&normal(duty)));
            (strings.intern(&normal(value.as_str())), (duty, strings.intern(&normal(step))))
        });
        let step_values = step_values.collect();
        let duty_values = mapping.duty_values.iter().map(|(value, means)| {
            (strings.intern(&normal(value.as_str())), strings.intern(&normal(means.as_str())))
        });
        let duty_values = duty_values.collect();
        let default_duty = mapping.duty.as_ref().map(|duty| strings.intern(&normal(duty.as_str())));
        let mut plan = Self {
            clock,
            case: columns.take(docs.case.as_ref(), "case"),
            duty: columns.take(docs.duty.as_ref(), "duty"),
            step: columns.take(docs.step.as_ref().filter(|_| !wide), "step"),
            text: columns.take(docs.text.as_ref(), "text"),
            code: columns.take(docs.code.as_ref(), "code"),
            at: columns.take(docs.at.as_ref().filter(|_| !wide), "at"),
            body: columns.take(docs.body.as_ref(), "body"),
            person: columns.persons(docs.person.as_ref(), "person"),
            person_kind: columns.take(docs.person_kind.as_ref(), "person_kind"),
            target: columns.take(docs.target.as_ref(), "target"),
            area: columns.take(docs.area.as_ref(), "area"),
            fields: columns.fields(&docs.fields, ""),
            steps: Vec::new(),
            default_duty: default_duty.unwrap_or_default(),
            duty_values,
            step_values,
            rules: Vec::new(),
            alike: None,
            needed: Vec::new(),
            widest: 0,
            columns: Vec::new(),
            headers: Vec::new(),
        };
        for (reference, doc) in mapping.steps.iter().filter(|_| wide) {
            let role = |part: &str| format!("steps.{}.{part}", reference.value);
            let Some(at) = columns.take(doc.at.as_ref(), &role("at")) else {
                continue;
            };
            let (duty, step) = split_reference(reference.as_str());
            plan.steps.push(WideStep {
                duty: duty.map(|duty| strings.intern(&normal(duty))),
                step: strings.intern(&normal(step)),
                at,
                body: columns.take(doc.body.as_ref(), &role("body")),
                person: columns.persons(doc.person.as_ref(), &role("person")),
                fields: columns.fields(&doc.fields, &role("")),
            });
        }
        plan.needed = columns.found.iter().map(|(at, _)| *at).collect();
        plan.widest = plan.needed.iter().max().map_or(0, |last| last + 1);
        for (number, rule) in mapping.ignore.iter().enumerate() {
            let tests = rule.when.iter().filter_map(|(column, values)| {
                let doc = plain(column);
                let column = columns.take(Some(&doc), "ignore")?;
                Some((column, values.0.iter().map(|v| normal(v.as_str()).into_owned()).collect()))
            });
            let tests: Vec<_> = tests.collect();
            let number = number + 1;
            let reason = rule.reason.as_ref().map_or_else(
                || say!("rule {number} of the mapping", "映射的第{number}条忽略规则"),
                Title::words,
            );
            // A rule without a condition would leave out everything: it is a lint, not a rule.
            if !tests.is_empty() {
                plan.rules.push(Rule { tests, reason, place: 0 });
            }
        }
        plan.headers.clone_from(&header.cells);
        plan.columns = columns.described();
        plan.alike = Alike::of(&plan);
        Ok(plan)
    }

    /// Takes cells for what they may be in records: lists of values.
    pub(super) fn with_lists(&mut self) {
        let single = [&mut self.step, &mut self.body, &mut self.person, &mut self.target];
        single.into_iter().flatten().for_each(Column::with_lists);
        self.fields.iter_mut().for_each(|(_, column)| column.with_lists());
        for step in &mut self.steps {
            step.body.iter_mut().chain(&mut step.person).for_each(Column::with_lists);
            step.fields.iter_mut().for_each(|(_, column)| column.with_lists());
        }
    }

    /// The header of a column, as it stands in the log.
    pub(super) fn header_of(&self, at: usize) -> &str {
        self.headers.get(at).map_or("", |header| trim(header))
    }
}

/// The columns that a mapping names, each with where it is in a header.
pub(super) fn places(mapping: &MappingDoc, keys: &Keys) -> Vec<(String, Place)> {
    let docs = &mapping.columns;
    let long = mapping.form == Form::Long;
    let single = [
        docs.case.as_ref(),
        docs.duty.as_ref(),
        docs.step.as_ref().filter(|_| long),
        docs.text.as_ref(),
        docs.code.as_ref(),
        docs.at.as_ref().filter(|_| long),
        docs.body.as_ref(),
        docs.person.as_ref(),
        docs.person_kind.as_ref(),
        docs.target.as_ref(),
        docs.area.as_ref(),
    ];
    let steps = mapping.steps.iter().filter(|_| !long).flat_map(|(_, step)| {
        let single = [step.at.as_ref(), step.body.as_ref(), step.person.as_ref()];
        single.into_iter().flatten().chain(step.fields.iter().map(|(_, column)| column))
    });
    let fields = docs.fields.iter().map(|(_, column)| column);
    let named =
        single.into_iter().flatten().chain(fields).chain(steps).map(|doc| &doc.column.value);
    let ignored =
        mapping.ignore.iter().flat_map(|rule| rule.when.iter().map(|(column, _)| &column.value));
    let mut places: Vec<(String, Place)> = Vec::new();
    for name in named.chain(ignored) {
        if !places.iter().any(|(known, _)| known == name) {
            places.push((name.clone(), keys.place(name)));
        }
    }
    places
}

/// The mapping as people call it.
pub(super) fn name(mapping: &MappingDoc) -> String {
    match (&mapping.id, &mapping.title) {
        (Some(id), _) => id.value.clone(),
        (None, Some(title)) => title.words().zh.into_owned(),
        (None, None) => "?".to_owned(),
    }
}

/// Whether a mapping has what rows can't be read without.
fn complete(mapping: &MappingDoc) -> Result<(), LogError> {
    let (what, hint) = match mapping.form {
        Form::Long if mapping.columns.at.is_some() => return Ok(()),
        Form::Long if !mapping.steps.is_empty() => (
            Words::fixed(
                "says when by columns of steps, but its form is long",
                "按步骤列给出时间，但其形式为长表",
            ),
            Words::fixed("add `form = \"wide\"`", "请加上`form = \"wide\"`"),
        ),
        Form::Long => (
            Words::fixed("does not say which column is the time", "没有说明哪一列是时间"),
            Words::fixed("add `at` to its `columns`", "请在`columns`中加上`at`"),
        ),
        Form::Wide if mapping.steps.iter().any(|(_, step)| step.at.is_some()) => return Ok(()),
        Form::Wide => (
            Words::fixed("has no step with a column for its time", "没有任何带时间列的步骤"),
            Words::fixed(
                "add its steps, each with the column of its instant as `at`",
                "请写明各步骤，并以`at`给出其时间列",
            ),
        ),
    };
    Err(LogError::incomplete(&name(mapping), &what, hint))
}

fn unknown_zone(mapping: &MappingDoc, zone: &Spanned<String>) -> LogError {
    let zone = &zone.value;
    LogError::incomplete(
        &name(mapping),
        &say!("has a timezone that is unknown: `{zone}`", "的时区未知：`{zone}`"),
        Words::fixed(
            "write an IANA name such as `Asia/Shanghai`",
            "请写 IANA 时区名，如`Asia/Shanghai`",
        ),
    )
}

/// `DUTY.step` in its parts; a step alone has no duty.
fn split_reference(reference: &str) -> (Option<&str>, &str) {
    match reference.rsplit_once('.') {
        Some((duty, step)) if !duty.trim().is_empty() && !step.trim().is_empty() => {
            (Some(duty), step)
        }
        _ => (None, reference),
    }
}

fn plain(column: &Spanned<String>) -> ColumnDoc {
    ColumnDoc { column: column.clone(), split: None, values: Vec::new(), keep: false }
}

/// Takes columns out of a header, and notes what they were taken for.
struct Columns<'c> {
    header: &'c Header,
    keys: Keys,
    context: &'c Context<'c>,
    found: Vec<(usize, String)>,
}

impl Columns<'_> {
    fn take(&mut self, doc: Option<&ColumnDoc>, role: &str) -> Option<Column> {
        let doc = doc?;
        let Place::At(at) = self.keys.place(doc.column.as_str()) else {
            return None;
        };
        self.found.push((at, role.to_owned()));
        let header = self.header.cells.get(at).map_or("", |header| trim(header));
        Some(Column::new(doc, at, header))
    }

    fn persons(&mut self, doc: Option<&ColumnDoc>, role: &str) -> Option<Column> {
        let column = self.take(doc, role)?;
        Some(column.of_persons(doc?, self.context.token_key))
    }

    /// Fields that the model knows; what else a mapping names is a lint there.
    fn fields(&mut self, docs: &Table<ColumnDoc>, prefix: &str) -> Vec<(u16, Column)> {
        let mut fields = Vec::new();
        for (name, doc) in docs.iter() {
            let known = self.context.fields.iter().position(|field| *field == name.value);
            let Some(field) = known.and_then(|at| u16::try_from(at).ok()) else {
                continue;
            };
            if let Some(column) = self.take(Some(doc), &format!("{prefix}fields.{}", name.value)) {
                fields.push((field, column));
            }
        }
        fields
    }

    /// Headers in their order, each with all that it was taken for.
    fn described(mut self) -> Vec<(String, String)> {
        self.found.sort_by_key(|(at, _)| *at);
        let header = |at: usize| {
            let cell = self.header.cells.get(at).map_or("", String::as_str);
            trim(cell).replace(['\r', '\n'], " ")
        };
        self.found.iter().map(|(at, role)| (header(*at), role.clone())).collect()
    }
}
