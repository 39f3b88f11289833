//! Executes the examples of this group.

use super::RULES;
use crate::doc::{Format, read_text};
use crate::finding::{Place, Sink};
use crate::model::load::assemble;
use crate::text::Sources;
use crate::triage::Severities;

/// Line, first column, column after the last of everything that a text is told of.
fn found(text: &str) -> Vec<(&'static str, u32, u32, u32)> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("remit.yaml", text, Format::Yaml, &mut sources, &mut sink);
    let draft = assemble(&documents, sources, &mut sink);
    crate::lint::run(&draft, &mut sink);
    Severities::read(&draft, &mut sink);
    crate::triage::scenarios::check(&draft, &mut sink);
    crate::triage::waivers::check(&draft, &mut sink);
    let all = crate::triage::allows::apply(&draft, sink.into_findings());
    // Examples are short: what they lack as sets is not what they show.
    let own = all.iter().filter(|own| RULES.iter().any(|rule| rule.id == own.rule.id));
    let places = own.map(|finding| match finding.primary.place {
        Place::Span(span) => {
            let (_, first, last) = draft.sources.locate(span);
            (finding.rule.id, first.line, first.column, last.column)
        }
        _ => panic!("{}", finding.message.en),
    });
    places.collect()
}

/// Where the carets of an example point: into the line above them.
fn marked(text: &str) -> (u32, u32, u32) {
    let (at, line) = text.lines().enumerate().find(|(_, line)| line.contains('^')).unwrap();
    let number = |at: usize| u32::try_from(at + 1).unwrap();
    let first = line.find('^').unwrap();
    (number(at - 1), number(first), number(first + line.matches('^').count()))
}

#[test]
fn failing_examples_fail_at_their_carets_and_passing_ones_pass() {
    for rule in RULES {
        let (fail, pass) = (rule.examples("fail"), rule.examples("pass"));
        assert!(!fail.is_empty() && !pass.is_empty(), "{}", rule.id);
        for example in fail {
            let (line, first, last) = marked(&example.text);
            assert_eq!(found(&example.text), [(rule.id, line, first, last)], "{}", example.text);
        }
        for example in pass {
            assert_eq!(found(&example.text), [], "{}", example.text);
        }
    }
}
