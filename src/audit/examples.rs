//! Executes the examples of every rule: what the doc comment shows must be what the engine does.

use super::rules::RULES;
use super::{Audit, Options, run};
use crate::doc::{Format, read_text};
use crate::finding::rule::Example;
use crate::finding::{Rule, Sink};
use crate::log::{self, Context, LogSource};
use crate::model::load::assemble;
use crate::model::resolve::Model;
use crate::text::{Lang, Sources};

/// A log and the documents it is judged by.
struct Trial {
    documents: String,
    log: String,
}

/// The examples of one kind. A log follows the documents it belongs to; where a passing one has
/// none, it is judged by those of the first failing one.
fn trials(rule: &Rule, kind: &str) -> Vec<Trial> {
    let yaml = |example: &&Example| example.format == "yaml";
    let mut documents = rule.examples("fail").iter().find(yaml).map(|e| e.text.clone());
    let mut trials = Vec::new();
    for example in rule.examples(kind) {
        match example.format.as_str() {
            "yaml" => documents = Some(example.text),
            "csv" => trials.push(Trial {
                documents: documents.clone().unwrap_or_default(),
                log: example.text,
            }),
            other => panic!("{}: no example can be in `{other}`", rule.id),
        }
    }
    trials
}

fn model(rule: &Rule, documents: &str) -> Model {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("example.yaml", documents, Format::Yaml, &mut sources, &mut sink);
    let draft = assemble(&documents, sources, &mut sink);
    // Examples are short: they may lack what a whole set has, but not what an audit goes by.
    crate::lint::run(&draft, &mut sink);
    let faults: Vec<_> = sink
        .findings()
        .iter()
        .filter(|f| f.rule.fatal)
        .map(|f| (f.rule.id, &f.message.en))
        .collect();
    assert!(faults.is_empty(), "{}: {faults:?}", rule.id);
    Model::resolve(&draft)
}

#[test]
fn every_rule_says_what_it_means_in_both_languages() {
    for rule in RULES {
        let (en, zh) = (rule.text(Lang::En), rule.text(Lang::Zh));
        assert!(!rule.fatal, "{}: an audit has begun already", rule.id);
        assert!(en.len() > 200 && !en.contains("```"), "{}: {en}", rule.id);
        assert!(zh.chars().count() > 80 && !zh.contains("```"), "{}: {zh}", rule.id);
        assert!(en.is_ascii() && !zh.is_ascii(), "{}", rule.id);
    }
}

#[test]
fn every_rule_has_a_failing_and_a_passing_example_whose_documents_are_sound() {
    for rule in RULES {
        for kind in ["fail", "pass"] {
            let trials = trials(rule, kind);
            assert!(!trials.is_empty(), "{} has no `{kind}` example", rule.id);
            for trial in trials {
                assert!(!model(rule, &trial.documents).duties.is_empty(), "{}", rule.id);
                assert!(trial.log.lines().count() > 1, "{}", rule.id);
            }
        }
    }
}

fn judge(rule: &Rule, trial: &Trial) -> Audit {
    let model = model(rule, &trial.documents);
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let context = Context::of(&model, &fields);
    let source = LogSource::from_bytes("example.csv", trial.log.clone());
    let reading = match log::read(vec![source], &context) {
        Ok(reading) => reading,
        Err(error) => panic!("{}: {}", rule.id, error.words().en),
    };
    run(&model, reading, &Options::default(), &|rule| Some(rule.severity))
}

/// What was found, one line each.
fn found(audit: &Audit) -> Vec<String> {
    let counted = audit.findings.iter().filter(|f| f.waiver.is_none());
    counted.map(|f| format!("{}: {}", f.rule.id, f.message.en)).collect()
}

/// Rules that a failing example of another can't do without: a share below its target is made of
/// steps that were late.
fn goes_with(rule: &str) -> &'static str {
    match rule {
        "evaluation/below-target" => "disposal/step-late",
        _ => "",
    }
}

#[test]
fn a_failing_example_breaks_its_rule_and_no_other() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for trial in trials(rule, "fail") {
            let audit = judge(rule, &trial);
            let ids: Vec<&str> = audit.findings.iter().map(|f| f.rule.id).collect();
            let others = ids.iter().any(|id| *id != rule.id && *id != goes_with(rule.id));
            if !ids.contains(&rule.id) || others {
                wrong.push((rule.id, found(&audit)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_passing_example_breaks_no_rule() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for trial in trials(rule, "pass") {
            let audit = judge(rule, &trial);
            let mut counted = audit.findings.iter().filter(|f| f.waiver.is_none());
            let faults = counted.any(|f| f.rule.id != goes_with(rule.id));
            if faults || !audit.ledger.adds_up() {
                wrong.push((rule.id, found(&audit)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
