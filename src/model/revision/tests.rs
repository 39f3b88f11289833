use super::{ChangeKind, Weight, compare};
use crate::doc::{Format, read_text};
use crate::finding::Sink;
use crate::model::Draft;
use crate::model::load::assemble;
use crate::text::Sources;

const OLD: &str = "
kind: set
id: s
---
kind: responsibility-list
duties:
  A:
    title: { en: Alpha, zh: 甲 }
    holder: X
    reserved_to: [officer]
    data: { name: { purpose: find, retention: 90d } }
    expected: [{ at_least: 2, every: month }]
---
kind: standard
duty: A
steps:
  open: { title: Open, starts: true }
  close:
    title: Close
    after: open
    within: { limit: 3d, of: open }
    evidence: [paper, stamp]
    by: { role: X, persons: 2 }
safeguards:
  - { require: two-persons, of: close }
  - { require: words, of: open, title: asked first }
";

fn draft(text: &str) -> Draft {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let read = read_text("a.yaml", text, Format::Yaml, &mut sources, &mut sink);
    let draft = assemble(&read, sources, &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    draft
}

/// What comes of an edit of the old text: kind and English words.
fn after(from: &str, to: &str) -> Vec<(ChangeKind, String)> {
    let new = OLD.replace(from, to);
    assert_ne!(new, OLD, "{from}");
    let found = compare(&draft(OLD), &draft(&new));
    let back = compare(&draft(&new), &draft(OLD));
    assert_eq!(found.len(), back.len(), "an edit and its contrary are as many changes");
    for change in found.iter().filter(|own| own.weight == Weight::Weaker) {
        // What is looser one way is stricter the other way.
        let other = |own: &&super::Change| own.step == change.step && own.weight != Weight::Weaker;
        assert!(back.iter().any(|own| other(&own)), "{change:?}\n{back:#?}");
    }
    found.into_iter().map(|own| (own.kind, own.words.en.into_owned())).collect()
}

fn kinds(from: &str, to: &str) -> Vec<ChangeKind> {
    after(from, to).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn nothing_changed_is_nothing_told() {
    assert_eq!(compare(&draft(OLD), &draft(OLD)), []);
    let moved = OLD.replace("\n  open:", "\n\n\n  open:");
    assert_eq!(compare(&draft(OLD), &draft(&moved)), []);
}

#[test]
fn what_protects_less_is_called_so() {
    use ChangeKind::{
        DataAdded, DeadlineLonger, DutyRemoved, HolderMoved, ObligationDropped, PowerWidened,
        SafeguardDropped,
    };
    for (from, to, kind) in [
        ("  - { require: two-persons, of: close }\n", "", SafeguardDropped),
        ("  - { require: words, of: open, title: asked first }\n", "", SafeguardDropped),
        ("persons: 2", "persons: 1", SafeguardDropped),
        ("[officer]", "[officer, citizen]", PowerWidened),
        ("    reserved_to: [officer]\n", "", PowerWidened),
        ("90d", "1y", PowerWidened),
        ("limit: 3d", "limit: 5d", DeadlineLonger),
        ("    within: { limit: 3d, of: open }\n", "", DeadlineLonger),
        ("id: s", "id: s\nclosed: false", PowerWidened),
        ("90d }", "90d }, home: { purpose: visit, retention: 1d }", DataAdded),
        ("at_least: 2", "at_least: 1", ObligationDropped),
        ("[paper, stamp]", "[paper]", ObligationDropped),
        ("holder: X", "holder: Z", HolderMoved),
    ] {
        assert_eq!(kinds(from, to), [kind], "{from} → {to}");
    }
    let renamed = compare(&draft(OLD), &draft(&OLD.replace("  A:\n", "  B:\n")));
    assert!(renamed.iter().any(|own| own.kind == DutyRemoved && own.duty.as_deref() == Some("A")));
}

#[test]
fn a_change_says_what_was_and_what_is() {
    assert_eq!(
        after("limit: 3d", "limit: 5d"),
        [(ChangeKind::DeadlineLonger, "done within 3d (open), now 5d (open)".to_owned())]
    );
    assert_eq!(after("limit: 3d", "limit: 24h").first().unwrap().0, ChangeKind::DeadlineShorter);
}
