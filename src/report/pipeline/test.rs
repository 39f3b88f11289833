//! What scenarios found, for a pipeline.

use std::collections::HashMap;

use serde_json::json;

use super::texts::{codes, lead, said};
use super::{Item, Lines, Place, RuleText, Run, Standings, Surroundings, Test};
use crate::finding::{Fingerprint, Severity, Subject};
use crate::report::wire::{Clause, Failure, Fault, TestedSet};
use crate::text::{Words, say};

/// What can be wrong with scenarios: name, severity, a few words, and what it means.
static RULES: [(&str, Severity, Words, Words); 6] = [
    (
        "scenario/finding-missing",
        Severity::Error,
        Words::fixed("an expected finding was not found", "缺少预期的问题"),
        Words::fixed(
            "The scenario expects a finding that the audit of its log does not make. Either the list no longer demands what the scenario proves, or the expectation is wrong.",
            "情景预期的问题在审计其日志时没有发现。要么清单已不再要求情景所证明的内容，要么预期有误。",
        ),
    ),
    (
        "scenario/finding-unexpected",
        Severity::Error,
        Words::fixed("a finding that is not expected", "多出未预期的问题"),
        Words::fixed(
            "The audit of the scenario's log makes a finding that the scenario does not name. A scenario names everything that must be found, so that nobody is blamed by mistake.",
            "审计情景的日志时发现了情景没有写明的问题。情景须写明应当发现的全部问题，以免误判。",
        ),
    ),
    (
        "scenario/verdict-differs",
        Severity::Error,
        Words::fixed("another verdict than expected", "结论与预期不符"),
        Words::fixed(
            "An obligation came to another verdict than the scenario says.",
            "某项义务的结论与情景所写不符。",
        ),
    ),
    (
        "scenario/cannot-run",
        Severity::Error,
        Words::fixed("a scenario that can't be run", "情景无法运行"),
        Words::fixed(
            "Something stands in the way of judging the scenario's log, so it proves nothing.",
            "情景的日志无法判断，因此什么也证明不了。",
        ),
    ),
    (
        "scenario/never-exercised",
        Severity::Warning,
        Words::fixed("nothing exercises it", "没有情景涉及"),
        Words::fixed(
            "No scenario of the set exercises this part of it, so nobody would notice if it said something else.",
            "清单集中没有情景涉及这一部分，即使它写的是别的内容也无人察觉。",
        ),
    ),
    (
        "scenario/proves-nothing",
        Severity::Error,
        Words::fixed("taken away, and no scenario notices", "去掉后没有情景察觉"),
        Words::fixed(
            "Without this rule every scenario of the set still passes, so none of them proves it.",
            "去掉这条规则后，清单集的情景全都照样通过，可见没有情景证明它。",
        ),
    ),
];

/// The text of such a rule.
pub(super) fn rule(name: &str, around: &Surroundings<'_>) -> Option<RuleText> {
    let (id, severity, title, text) = RULES.iter().find(|(id, ..)| *id == name)?;
    Some(RuleText {
        id: (*id).to_owned(),
        title: around.words(title),
        text: around.words(text),
        severity: *severity,
    })
}

/// A set whose scenarios were run.
pub fn test(set: &TestedSet, around: &Surroundings<'_>) -> Run {
    let mut build = Build {
        set,
        around,
        lines: Lines::default(),
        tests: Vec::new(),
        places: HashMap::new(),
        items: Vec::new(),
    };
    for (scenario, variant) in &set.ran {
        build.test(scenario, variant.as_deref());
    }
    for failure in &set.failures {
        build.failure(failure);
    }
    let shares = [
        ("scenario/never-exercised", around.pick("coverage", "覆盖率")),
        ("scenario/proves-nothing", around.pick("mutations", "变异")),
    ];
    for (rule, name) in shares {
        let parts: Option<Vec<(&Option<Clause>, &Words)>> = match rule {
            "scenario/never-exercised" => set
                .coverage
                .as_ref()
                .map(|own| own.never.iter().map(|own| (&own.place, &own.what)).collect()),
            _ => set
                .mutation
                .as_ref()
                .map(|own| own.unnoticed.iter().map(|own| (&own.place, &own.what)).collect()),
        };
        let Some(parts) = parts else { continue };
        let test = build.test(name, None);
        for (place, what) in parts {
            build.add(rule, place.as_ref(), what, Vec::new(), test, &[]);
        }
    }
    let Build { tests, items, .. } = build;
    Run::of("test", &set.set, items, tests, around)
}

struct Build<'b> {
    set: &'b TestedSet,
    around: &'b Surroundings<'b>,
    lines: Lines,
    tests: Vec<Test>,
    places: HashMap<Test, usize>,
    items: Vec<Item>,
}

impl Build<'_> {
    fn test(&mut self, scenario: &str, variant: Option<&str>) -> usize {
        let variant = variant.map(|name| format!(" / {name}")).unwrap_or_default();
        let test = Test { suite: self.set.set.id.clone(), name: format!("{scenario}{variant}") };
        *self.places.entry(test.clone()).or_insert_with(|| {
            self.tests.push(test);
            self.tests.len() - 1
        })
    }

    fn failure(&mut self, own: &Failure) {
        let around = self.around;
        let test = self.test(&own.scenario, own.variant.as_deref());
        let variant = own.variant.as_deref().map(|name| format!(" / {name}")).unwrap_or_default();
        let name = Words::same(format!("{}{variant}", own.scenario));
        let here = |place: &Option<Clause>| place.clone().or_else(|| own.place.clone());
        for fault in &own.faults {
            let (rule, place, message, details) = match fault {
                Fault::Lacks { place, expected } => {
                    let keys = expected.iter().map(|(key, value)| match key.as_str() {
                        "rule" => value.clone(),
                        _ => format!("{key}: {value}"),
                    });
                    let keys: Vec<String> = keys.collect();
                    let what = if keys.is_empty() {
                        Words::fixed("any finding", "任意一项问题")
                    } else {
                        Words::same(keys.join(" · "))
                    };
                    let message = say!(
                        "{name}: expected and not found: {what}",
                        "{name}：缺少预期的问题：{what}",
                        name: name,
                        what: what
                    );
                    ("scenario/finding-missing", here(place), message, Vec::new())
                }
                Fault::Has { finding, .. } => {
                    let (rule, told) = (&finding.rule, &finding.message);
                    let message = say!(
                        "{name}: found and not expected: {rule}: {told}",
                        "{name}：多出未预期的问题：{rule}：{told}",
                        name: name,
                        told: told
                    );
                    let rows = finding.rows.iter().take(1);
                    let rows = rows.map(|row| said(&lead("row", "行"), &row.excerpt, around));
                    ("scenario/finding-unexpected", own.place.clone(), message, rows.collect())
                }
                Fault::Differs { place, what, wanted, found } => {
                    let message = say!(
                        "{name}: {what}: {wanted} expected, {found} found",
                        "{name}：{what}：预期{wanted}，实际{found}",
                        name: name,
                        what: what
                    );
                    ("scenario/verdict-differs", here(place), message, Vec::new())
                }
                Fault::Stuck { place, message, help } => {
                    let message = say!("{name}: {message}", "{name}：{message}", name: name, message: message);
                    let help = help.iter().map(|own| said(&lead("help", "建议"), own, around));
                    ("scenario/cannot-run", here(place), message, help.collect())
                }
            };
            let codes = [
                ("scenario", Some(json!(own.scenario))),
                ("variant", own.variant.as_ref().map(|v| json!(v))),
            ];
            self.add(rule, place.as_ref(), &message, details, test, &codes);
        }
    }

    fn add(
        &mut self,
        rule: &'static str,
        place: Option<&Clause>,
        message: &Words,
        details: Vec<String>,
        test: usize,
        keys: &[(&'static str, Option<serde_json::Value>)],
    ) {
        let around = self.around;
        let path = place.map(|own| own.path.as_str()).unwrap_or_default();
        let detail = Some(format!("{path}\n{}", message.en));
        let subject = Subject { detail, ..Subject::default() };
        let severity =
            RULES.iter().find(|(id, ..)| *id == rule).map_or(Severity::Error, |own| own.1);
        let folder = || Place { path: (around.locate)(&self.set.path), ..Place::default() };
        self.items.push(Item {
            rule: rule.to_owned(),
            severity,
            id: Fingerprint::of(rule, &self.set.set.id, &subject).to_string(),
            place: place.map_or_else(folder, |clause| around.clause(clause)),
            line_hash: place.and_then(|clause| self.lines.hash(clause, around)),
            message: around.words(message),
            details,
            related: Vec::new(),
            counts: Standings { open: 1, ..Standings::default() },
            test,
            codes: codes(keys),
        });
    }
}
