//! Executes the examples of every rule on documents, and proves the register complete.
//!
//! In an example, a comment line of carets marks where a rule points in the line above it, and a
//! line of hyphens marks the other places that it names:
//!
//! ```yaml
//! duties:
//!   A: { … }
//! # -
//!   A: { … }
//! # ^
//! ```

use std::collections::BTreeSet;
use std::path::Path;

use crate::doc::{Format, read_text};
use crate::finding::{Finding, Place, Rule, Sink};
use crate::model::load::assemble;
use crate::text::{Lang, Sources, Span};

/// Line, first column, column after the last; all from one.
type Mark = (u32, u32, u32);

/// Everything that is found in a file.
fn findings(format: &str, text: &str) -> (Vec<Finding>, Sources) {
    let format = match format {
        "yaml" => Format::Yaml,
        "toml" => Format::Toml,
        other => panic!("an example is yaml or toml, not {other}"),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("example", text, format, &mut sources, &mut sink);
    let draft = assemble(&documents, sources, &mut sink);
    super::run(&draft, &mut sink);
    (sink.into_findings(), draft.sources)
}

/// How often a rule is broken in a YAML text.
pub(super) fn count(rule: &str, text: &str) -> usize {
    findings("yaml", text).0.iter().filter(|finding| finding.rule.id == rule).count()
}

/// The places marked by a character, each with the line above it that is no line of marks.
fn marks(text: &str, mark: char) -> BTreeSet<Mark> {
    let mut found = BTreeSet::new();
    let mut marked = 0;
    for (line, number) in text.lines().zip(1u32..) {
        let rest = line.trim_start().strip_prefix('#');
        let is_marks = |rest: &str| {
            rest.contains(['^', '-']) && rest.chars().all(|c| matches!(c, ' ' | '^' | '-'))
        };
        if !rest.is_some_and(is_marks) {
            marked = number;
            continue;
        }
        let mut run: Option<u32> = None;
        for (c, column) in line.chars().chain([' ']).zip(1u32..) {
            match (c == mark, run) {
                (true, None) => run = Some(column),
                (false, Some(first)) => {
                    found.insert((marked, first, column));
                    run = None;
                }
                _ => {}
            }
        }
    }
    found
}

fn place(sources: &Sources, span: Span) -> Mark {
    let (_, first, last) = sources.locate(span);
    assert!(first.line == last.line, "a place of several lines: {first:?} to {last:?}");
    (first.line, first.column, last.column)
}

fn is_lint(rule: &Rule) -> bool {
    super::lints().any(|lint| lint.rule.id == rule.id)
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// A finding that people can read in both languages, and that says what to do.
fn assert_readable(finding: &Finding) {
    let id = finding.rule.id;
    let mut texts = vec![&finding.message];
    texts.extend(finding.why.as_ref());
    texts.extend(finding.help.as_ref());
    for words in texts {
        assert!(is_chinese(&words.zh), "{id}: `{}`", words.zh);
        assert!(!words.en.is_empty() && !words.en.ends_with('.'), "{id}: `{}`", words.en);
        assert!(!words.zh.ends_with('。'), "{id}: `{}`", words.zh);
    }
    for label in std::iter::once(&finding.primary).chain(&finding.related) {
        assert!(!label.words.en.is_empty() && !label.words.zh.is_empty(), "{id}: no label");
    }
    assert!(
        !is_lint(finding.rule) || finding.help.is_some(),
        "{id}: no help: {}",
        finding.message.en
    );
}

#[test]
fn every_rule_has_texts_and_examples_in_both_languages() {
    for rule in super::rules() {
        let id = rule.id;
        assert!(!rule.title.en.is_empty() && is_chinese(&rule.title.zh), "{id}: title");
        let (en, zh) = (rule.text(Lang::En), rule.text(Lang::Zh));
        assert!(
            en.split_whitespace().count() > 12 && !is_chinese(en.lines().next().unwrap()),
            "{id}: {en}"
        );
        assert!(is_chinese(&zh) && zh.chars().count() > 20, "{id}: {zh}");
        for kind in ["fail", "pass"] {
            let described = rule.examples(&format!("{kind}-described")).len();
            assert!(rule.examples(kind).len() + described > 0, "{id}: no {kind} example");
        }
    }
}

#[test]
fn every_failing_example_is_found_exactly_where_its_carets_are() {
    for rule in super::rules() {
        for example in rule.examples("fail") {
            let id = rule.id;
            let shown = &example.text;
            let (found, sources) = findings(&example.format, shown);
            let own: Vec<_> = found.iter().filter(|f| f.rule.id == id).collect();
            let others: Vec<_> = found.iter().map(|f| (f.rule.id, f.message.en.clone())).collect();
            assert!(!own.is_empty(), "{id}: nothing found in\n{shown}\nbut {others:?}");
            for finding in &own {
                assert_readable(finding);
            }
            let spans = |places: &mut dyn Iterator<Item = &Place>| {
                let spans = places.filter_map(|place| match place {
                    Place::Span(span) => Some(*span),
                    _ => None,
                });
                spans.map(|span| place(&sources, span)).collect::<BTreeSet<_>>()
            };
            let carets = marks(shown, '^');
            if is_lint(rule) || !carets.is_empty() {
                let at = spans(&mut own.iter().map(|f| &f.primary.place));
                assert_eq!(at, carets, "{id}: found at (left), marked at (right) in\n{shown}");
            }
            if is_lint(rule) {
                let related = own.iter().flat_map(|f| f.related.iter().map(|label| &label.place));
                let hyphens = marks(shown, '-');
                assert_eq!(spans(&mut { related }), hyphens, "{id}: related places in\n{shown}");
                assert_well_formed(id, &found, shown);
            }
        }
    }
}

#[test]
fn no_passing_example_breaks_its_rule() {
    for rule in super::rules() {
        for example in rule.examples("pass") {
            let (found, _) = findings(&example.format, &example.text);
            let own: Vec<_> = found.iter().filter(|f| f.rule.id == rule.id).collect();
            assert!(own.is_empty(), "{}: {own:#?} in\n{}", rule.id, example.text);
            if is_lint(rule) {
                assert_well_formed(rule.id, &found, &example.text);
            }
        }
    }
}

/// An example of what a document says must not fail for its form.
fn assert_well_formed(id: &str, found: &[Finding], shown: &str) {
    let form = |f: &&Finding| crate::doc::rules::RULES.iter().any(|rule| rule.id == f.rule.id);
    let form: Vec<_> = found.iter().filter(form).map(|f| &f.message.en).collect();
    assert!(form.is_empty(), "{id}: {form:?} in\n{shown}");
}

#[test]
fn rule_names_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for rule in super::rules() {
        assert!(seen.insert(rule.id), "{} is declared twice", rule.id);
        let name = rule.id.strip_prefix("list/").unwrap();
        let kebab = name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        assert!(kebab, "{}", rule.id);
    }
}

/// Rule files are named for their rules, so a file that is in no table is found by its name.
#[test]
fn every_rule_file_is_in_its_table() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint");
    let known: BTreeSet<String> =
        super::lints().map(|lint| lint.rule.id.replace("list/", "").replace('-', "_")).collect();
    let mut files = BTreeSet::new();
    for folder in std::fs::read_dir(here).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            let stem = file.path().file_stem().unwrap().to_string_lossy().into_owned();
            if stem != "mod" {
                files.insert(stem);
            }
        }
    }
    assert_eq!(files, known);
}

/// What a careful drafter writes is beyond reproach: a set with everything in it.
#[test]
fn a_complete_set_gives_no_finding() {
    let (found, _) = findings("yaml", include_str!("complete.yaml"));
    let found: Vec<_> = found.iter().map(|f| (f.rule.id, f.message.en.as_ref())).collect();
    assert!(found.is_empty(), "{found:#?}");
}
