//! What a drafter does with lists: begin them, lay them out, mend them.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use remit::doc::Format;
use remit::doc::layout::{Unchanged, layout};

use crate::command::{remit_in as remit, said};
use crate::support::project;

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, found);
        } else if Format::of(&path).is_some() {
            found.push(path);
        }
    }
}

#[test]
fn a_small_set_begins_without_a_fault_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "new", "--id", "求助", "--title", "A \"title\"", "--title-zh", "名称"];
    let made = remit(folder.path(), &args);
    assert!(made.status.success(), "{}", said(&made));
    let new = folder.path().join("new");
    for args in [
        &["check", "lists", "--fail-on", "note"][..],
        &["test", "lists", "--coverage", "--threshold", "100"],
        &["fmt", "lists", "--check"],
    ] {
        let ran = remit(&new, args);
        assert!(ran.status.success(), "{args:?}\n{}", said(&ran));
    }
    // The sample log has one answer that came too late.
    let audit = remit(&new, &["audit", "lists/求助", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&audit.stdout).unwrap();
    assert_eq!(report["findings"][0]["rule"], "disposal/step-late", "{}", said(&audit));
    let root = std::fs::read_to_string(new.join("lists/求助/remit.toml")).unwrap();
    assert!(root.starts_with("#:schema ../../schema/set.schema.json\n"), "{root}");
    assert!(new.join("lists/求助/../../schema/set.schema.json").exists());
    let ci = std::fs::read_to_string(new.join(".github/workflows/lists.yml")).unwrap();
    assert_eq!(ci.lines().filter(|line| line.contains("- run:")).count(), 3);

    std::fs::write(new.join("README.md"), "mine").unwrap();
    std::fs::remove_file(new.join("lists/求助/remit.toml")).unwrap();
    let again = remit(folder.path(), &args);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("nothing is overwritten"), "{}", said(&again));
    assert!(!new.join("lists/求助/remit.toml").exists());
}

#[test]
fn a_shipped_set_comes_with_all_that_it_imports() {
    let folder = tempfile::tempdir().unwrap();
    let made = remit(folder.path(), &["init", ".", "--from", "dv-cn-sd", "--ci", "gitlab"]);
    assert!(made.status.success(), "{}", said(&made));
    for args in [&["check", "lists", "--fail-on", "warning"][..], &["test", "lists/dv-cn-sd"]] {
        let ran = remit(folder.path(), args);
        assert!(ran.status.success(), "{args:?}\n{}", said(&ran));
    }
    assert!(folder.path().join("lists/calendars/cn.yaml").exists());
    assert!(folder.path().join(".gitlab-ci.yml").exists());
    let wrong = remit(folder.path(), &["init", "x", "--from", "dv-linkag"]);
    assert!(said(&wrong).contains("did you mean `dv-linkage`?"), "{}", said(&wrong));
}

#[test]
fn laying_out_a_shipped_document_changes_nothing_the_second_time() {
    let mut paths = Vec::new();
    documents(&project("lists"), &mut paths);
    assert!(paths.len() > 100);
    for path in paths {
        let (text, format) = (std::fs::read_to_string(&path).unwrap(), Format::of(&path).unwrap());
        let once =
            layout(&text, format).unwrap_or_else(|why| panic!("{}: {why:?}", path.display()));
        assert_eq!(layout(&once, format).unwrap(), once, "{}", path.display());
        let comments = |text: &str| text.matches('#').count();
        assert_eq!(comments(&text), comments(&once), "{}", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    /// Spaces and line ends strewn over real documents: what can be read is laid out, and says the
    /// same (which `layout` itself makes sure of, or says `OtherMeaning`).
    #[test]
    fn strewn_spaces_are_put_in_order(pick in 0_usize..1000, seeds in prop::collection::vec((0_usize..100_000, 0_usize..5), 1..20)) {
        let mut paths = Vec::new();
        documents(&project("lists/dv-linkage"), &mut paths);
        paths.sort();
        let path = &paths[pick % paths.len()];
        let mut text = std::fs::read_to_string(path).unwrap();
        for (at, what) in seeds {
            let places: Vec<usize> =
                text.char_indices().filter(|(_, c)| " ,:={}[]\n".contains(*c)).map(|(at, _)| at).collect();
            text.insert_str(places[at % places.len()], [" ", "  ", "\n", " \n", "\t"][what]);
        }
        let format = Format::of(path).unwrap();
        match layout(&text, format) {
            Ok(once) => prop_assert_eq!(layout(&once, format), Ok(once.clone())),
            Err(why) => prop_assert_eq!(why, Unchanged::Unreadable),
        }
    }
}

#[test]
fn edits_that_change_no_meaning_are_shown_and_made() {
    let folder = tempfile::tempdir().unwrap();
    remit(folder.path(), &["init", ".", "--id", "a"]);
    let path = folder.path().join("lists/a/roster.yaml");
    let before = std::fs::read_to_string(&path).unwrap();
    let faulty = before.replace("desk-1: {", "desk-1: { aliases: [on, 012], # 别名\n   ");
    std::fs::write(&path, &faulty).unwrap();
    let checked = remit(folder.path(), &["check", "lists", "--fail-on", "warning"]);
    assert!(said(&checked).contains("list/ambiguous-text"), "{}", said(&checked));
    let shown = remit(folder.path(), &["check", "lists", "--fix", "--diff"]);
    assert!(
        said(&shown).contains("+  desk-1: { aliases: [\"on\", \"012\"], # 别名"),
        "{}",
        said(&shown)
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), faulty);
    let made = remit(folder.path(), &["check", "lists", "--fix", "--fail-on", "warning"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(said(&made).contains("2 edit(s) made in 1 file(s)"), "{}", said(&made));
    let wanted = faulty.replace("[on, 012]", "[\"on\", \"012\"]");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), wanted);
}

#[test]
fn a_folder_is_laid_out_and_a_check_only_says_so() {
    let folder = tempfile::tempdir().unwrap();
    remit(folder.path(), &["init", ".", "--id", "a"]);
    let path = folder.path().join("lists/a/roster.yaml");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, good.replace("{ title", "{title") + "\n\n").unwrap();
    // A foreign document is nobody's business unless it is named.
    std::fs::write(folder.path().join("lists/other.yaml"), "a: {b: 1}\n").unwrap();
    let checked = remit(folder.path(), &["fmt", "lists", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said(&checked).contains("would be changed: lists/a/roster.yaml"), "{}", said(&checked));
    assert!(!said(&checked).contains("other.yaml"));
    assert!(remit(folder.path(), &["fmt", "lists"]).status.success());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), good);
    assert!(remit(folder.path(), &["fmt", "lists/other.yaml"]).status.success());
    let other = std::fs::read_to_string(folder.path().join("lists/other.yaml")).unwrap();
    assert_eq!(other, "a: { b: 1 }\n");
}
