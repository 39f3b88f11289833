//! What an audit found, for a pipeline.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::texts::{self, codes, lead, said};
use super::{Item, Lines, Place, Related, Run, Standing, Standings, Surroundings, Test};
use crate::finding::{Fingerprint, Subject};
use crate::report::style::{Style, plain};
use crate::report::view::View;
use crate::report::wire::{Finding, First, Report};
use crate::text::lang::s;
use crate::text::{Words, say};

/// Rows that an item shows.
const ROWS: usize = 10;
/// Cases that an item names.
const CASES: usize = 20;

/// An audit: an item for each rule, duty and body.
pub fn audit(report: &Report, around: &Surroundings<'_>) -> Run {
    let view = View::new(report, Style { lang: around.lang, ..Style::default() });
    let mut build = Build {
        report,
        around,
        view: &view,
        lines: Lines::default(),
        tests: Vec::new(),
        places: HashMap::new(),
    };
    for cell in &report.counts.table {
        build.test(Some(&cell.duty), Some(&cell.body));
    }
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut known: HashMap<(&str, &Option<String>, &Option<String>), usize> = HashMap::new();
    for own in &report.findings {
        let at = *known.entry((&own.rule, &own.duty, &own.body)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push(own);
        }
    }
    let mut items: Vec<Item> = groups.iter().filter_map(|group| build.item(group)).collect();
    let first = |rule: &str, duty: &Option<String>| {
        report.findings.iter().find(|own| own.rule == rule && own.duty == *duty)
    };
    for more in &report.more {
        let Some(sample) = first(&more.rule, &more.duty) else { continue };
        items.extend(build.beyond(sample, more.count, more.known));
    }
    Run {
        period: report.period.clone(),
        as_of: Some(report.as_of.clone()),
        notes: report.notes.iter().map(|note| around.words(note)).collect(),
        ..Run::of("audit", &report.set, items, build.tests, around)
    }
}

struct Build<'b, 'r> {
    report: &'r Report,
    around: &'b Surroundings<'b>,
    view: &'b View<'r>,
    lines: Lines,
    tests: Vec<Test>,
    places: HashMap<Test, usize>,
}

impl Build<'_, '_> {
    /// A duty of a body, as something that was looked at.
    fn test(&mut self, duty: Option<&str>, body: Option<&str>) -> usize {
        let around = self.around;
        let test = Test {
            suite: duty.map_or_else(
                || around.pick("beyond single duties", "不限于单项责任").to_owned(),
                |duty| self.view.duty(duty),
            ),
            name: body.map_or_else(
                || around.pick("all bodies", "全部单位").to_owned(),
                |body| self.view.body(body),
            ),
        };
        *self.places.entry(test.clone()).or_insert_with(|| {
            self.tests.push(test);
            self.tests.len() - 1
        })
    }

    /// Where findings are to be looked at: the list clause, else the row of the log, else the set.
    fn place(&mut self, own: &Finding) -> (Place, Option<String>) {
        if let Some(clause) = &own.clause {
            return (self.around.clause(clause), self.lines.hash(clause, self.around));
        }
        let row = own.rows.first();
        let row = row.and_then(|row| texts::row(row, &self.report.inputs, self.around));
        let folder =
            || Place { path: (self.around.locate)(&self.report.options.set), ..Place::default() };
        (row.unwrap_or_else(folder), None)
    }

    fn rows<'f>(&self, group: impl Iterator<Item = &'f Finding>) -> Vec<Related> {
        let of = |own: &'f Finding| own.rows.iter().map(move |row| (own, row));
        let one = |(own, row): (&Finding, &crate::report::wire::Row)| {
            let place = texts::row(row, &self.report.inputs, self.around)?;
            let (at, excerpt) = (self.view.row(row), self.view.words(&row.excerpt));
            let what = match own.first {
                First::Row => self.view.words(&own.message),
                _ => self.view.words(&row.words),
            };
            let text = [at, what, excerpt].into_iter().filter(|text| !text.is_empty());
            Some(Related { place, words: text.collect::<Vec<_>>().join(" · ") })
        };
        group.flat_map(of).take(ROWS).filter_map(one).collect()
    }

    /// What is about the same as a finding, by what it is told apart from others.
    fn like(&mut self, sample: &Finding, subject: &Subject) -> Item {
        let (place, line_hash) = self.place(sample);
        let id = Fingerprint::of(&sample.rule, &self.report.set.id, subject).to_string();
        Item {
            rule: sample.rule.clone(),
            severity: sample.severity,
            // What lies about the same clause is told apart by whose it is.
            line_hash: line_hash.map(|hash| format!("{hash}-{id}")),
            id,
            place,
            message: String::new(),
            details: Vec::new(),
            related: Vec::new(),
            counts: Standings::default(),
            test: 0,
            codes: Vec::new(),
        }
    }

    fn item(&mut self, group: &[&Finding]) -> Option<Item> {
        let mut counts = Standings::default();
        for own in group {
            *match standing(own) {
                Standing::Open => &mut counts.open,
                Standing::Known => &mut counts.known,
                Standing::Waived => &mut counts.waived,
            } += 1;
        }
        // What it says is what counts, if anything does.
        let telling = group.iter().filter(|own| standing(own) == counts.standing());
        let telling: Vec<&Finding> = telling.copied().collect();
        let sample = *telling.first()?;
        let around = self.around;
        let mut details = Vec::new();
        if let Some(body) = sample.body.as_deref().filter(|body| !body.is_empty()) {
            let body = Words::same(self.view.body(body));
            details.push(said(&lead("body", "单位"), &body, around));
        }
        let more = telling.len() as u64 - 1;
        if more > 0 {
            let s = s(more);
            details.push(around.words(&say!(
                "and {more} more finding{s} of this rule about the same duty and body",
                "同一责任事项、同一单位另有{more}项同类问题"
            )));
        }
        details.extend(standing_words(counts, around));
        details.extend(texts::details(sample, around));
        let waiver = group.iter().find_map(|own| own.waiver.as_ref());
        details.extend(waiver.map(|waiver| around.words(&waiver.words())));
        let mut related = self.rows(telling.iter().copied());
        related.extend(texts::related(sample, around));
        let cases = telling.iter().flat_map(|own| own.case.iter().chain(&own.cases));
        let cases: BTreeSet<&String> = cases.collect();
        let cases: Vec<&String> = cases.into_iter().take(CASES).collect();
        let subject =
            Subject { duty: sample.duty.clone(), body: sample.body.clone(), ..Subject::default() };
        Some(Item {
            message: around.words(&sample.message),
            details,
            related,
            counts,
            test: self.test(sample.duty.as_deref(), sample.body.as_deref()),
            codes: codes(&[
                ("class", Some(json!(sample.class))),
                ("duty", sample.duty.as_ref().map(|own| json!(own))),
                ("body", sample.body.as_ref().map(|own| json!(own))),
                ("step", same(&telling, |own| own.step.as_ref()).map(|own| json!(own))),
                ("cases", (!cases.is_empty()).then(|| json!(cases))),
                ("findings", Some(json!(counts.open))),
                ("known", (counts.known > 0).then(|| json!(counts.known))),
                ("waived", (counts.waived > 0).then(|| json!(counts.waived))),
                ("status", same(&telling, |own| own.status.as_ref()).map(|own| json!(own))),
                ("period", self.report.period.as_ref().map(|own| json!(own))),
            ]),
            ..self.like(sample, &subject)
        })
    }

    /// Findings that the report only counts, whosever they are.
    fn beyond(&mut self, sample: &Finding, count: u64, known: u64) -> Option<Item> {
        let around = self.around;
        let subject = Subject {
            duty: sample.duty.clone(),
            detail: Some("beyond".to_owned()),
            ..Subject::default()
        };
        let title = self.report.rules.iter().find(|own| own.id == sample.rule)?;
        let s = s(count);
        Some(Item {
            message: around.words(&say!(
                "{count} more finding{s} that are only counted: {title}",
                "另有{count}项问题只计数：{title}",
                title: title.title
            )),
            details: vec![around.words(&Words::fixed(
                "help: `--keep N` keeps more of them in full",
                "建议：可用`--keep N`保留更多详情",
            ))],
            counts: Standings { open: count.saturating_sub(known), known, waived: 0 },
            test: self.test(sample.duty.as_deref(), None),
            codes: codes(&[
                ("class", Some(json!(sample.class))),
                ("duty", sample.duty.as_ref().map(|own| json!(own))),
                ("findings", Some(json!(count))),
                ("period", self.report.period.as_ref().map(|own| json!(plain(own)))),
            ]),
            ..self.like(sample, &subject)
        })
    }
}

/// What all findings of a group have in common.
fn same<'f>(
    group: &[&'f Finding],
    of: impl Fn(&'f Finding) -> Option<&'f String>,
) -> Option<&'f String> {
    let first = of(group.first()?)?;
    group.iter().all(|own| of(own) == Some(first)).then_some(first)
}

fn standing(own: &Finding) -> Standing {
    match (own.waived, own.known) {
        (true, _) => Standing::Waived,
        (_, true) => Standing::Known,
        _ => Standing::Open,
    }
}

/// How many are known or waived, if any are.
fn standing_words(counts: Standings, around: &Surroundings<'_>) -> Vec<String> {
    let Standings { known, waived, .. } = counts;
    let mut said = Vec::new();
    if known > 0 {
        said.push(
            around.words(&say!("{known} known from the baseline", "{known}项为基线中已有问题")),
        );
    }
    if waived > 0 {
        said.push(around.words(&say!("{waived} waived", "{waived}项已豁免")));
    }
    said
}
