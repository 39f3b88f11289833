//! The shipped lists: every name in them leads somewhere, and what is renamed leaves them as they were.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use remit::editor::names::Name;
use remit::editor::roles::Sort;
use remit::editor::{Checker, Desk, Spot, go};
use remit::model::load::documents_below;

use crate::support::project;

/// Sorts whose things need no definition of their own, or have it in the program or in logs.
const ELSEWHERE: [Sort; 6] =
    [Sort::Rule, Sort::Severity, Sort::Folder, Sort::PersonKind, Sort::Value, Sort::Body];

#[test]
fn every_name_in_the_shipped_lists_is_defined() {
    let mut desk = Desk::default();
    desk.folders.push(project("lists"));
    let (mut seen, mut lost) = (BTreeMap::new(), Vec::new());
    for path in documents_below(&project("lists")).unwrap() {
        let Some(sheet) = desk.sheet(&path) else { continue };
        for name in sheet.names.iter().filter(|own| !own.loose && !own.defines) {
            let sort = name.sorts[0];
            if ELSEWHERE.contains(&sort) {
                continue;
            }
            *seen.entry(sort).or_insert(0) += 1;
            if desk.definitions(&path, name).is_empty() && !is_expected_to_be_unknown(&path, name) {
                lost.push(format!("{}: {:?} {}@{}", path.display(), sort, name.text, name.owner));
            }
        }
    }
    assert!(lost.is_empty(), "{} of {seen:?}: {lost:#?}", lost.len());
    // Of each sort there are so many that a table without it would be noticed.
    for (sort, least) in
        [(Sort::Duty, 800), (Sort::Step, 1000), (Sort::Role, 300), (Sort::Field, 500)]
    {
        assert!(seen.get(&sort).is_some_and(|own| *own >= least), "{sort:?}: {seen:?}");
    }
}

/// Scenarios say of work outside of the list what nothing in the list is called.
fn is_expected_to_be_unknown(path: &Path, name: &Name) -> bool {
    path.components().any(|own| own.as_os_str() == "scenarios") && name.sorts.contains(&Sort::Step)
}

/// A set that is copied, with what it imports.
fn copied() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            if path.is_dir() {
                copy(&path, &to.join(name));
            } else if path.extension().is_some_and(|own| own != "csv") {
                std::fs::copy(&path, to.join(name)).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["calendars", "dv-linkage", "dv-cn-sd", "cn-case-baseline"] {
        copy(&project("lists").join(name), &folder.path().join(name));
    }
    folder
}

/// Rule, file, line and message of everything that is found.
fn found(desk: &mut Desk) -> Vec<(String, PathBuf, u32)> {
    let all = Checker::default().check(&desk.snapshot());
    let all = all.into_iter().flat_map(|own| {
        let path = own.path;
        own.notes
            .into_iter()
            .map(move |note| (note.rule.id.to_owned(), path.clone(), note.range.0.line))
    });
    all.collect()
}

#[test]
fn whatever_is_renamed_the_findings_stay_the_same() {
    let folder = copied();
    let root = folder.path().join("dv-linkage/remit.toml");
    let upper = folder.path().join("dv-cn-sd/remit.toml");
    let desk = || {
        let mut desk = Desk::default();
        desk.folders.push(folder.path().to_owned());
        for path in [&root, &upper] {
            desk.open(path, std::fs::read_to_string(path).unwrap(), 1);
        }
        desk
    };
    let before = found(&mut desk());
    // Some things of each sort, wherever they are defined.
    let mut things: BTreeMap<Sort, Vec<(PathBuf, Spot, String)>> = BTreeMap::new();
    let mut first = desk();
    for path in documents_below(folder.path()).unwrap() {
        let Some(sheet) = first.sheet(&path) else { continue };
        for name in sheet.names.iter().filter(|own| own.defines) {
            let spot = sheet.spot(name.span.0, first.encoding);
            things.entry(name.sorts[0]).or_default().push((path.clone(), spot, name.text.clone()));
        }
    }
    let mut renamed = BTreeMap::new();
    for (sort, all) in things {
        let step = (all.len() / 2).max(1);
        for (path, spot, old) in all.into_iter().step_by(step) {
            let mut desk = desk();
            let Ok(edits) = go::rename(&mut desk, &path, spot, "renamed-7") else { continue };
            assert!(!edits.is_empty(), "{sort:?} {old}");
            for (path, mut own) in edits {
                let sheet = desk.sheet(&path).unwrap();
                let mut text = sheet.text.to_string();
                own.sort();
                for ((from, until), new) in own.into_iter().rev() {
                    let (from, until) =
                        (sheet.byte(from, desk.encoding), sheet.byte(until, desk.encoding));
                    text.replace_range(from..until, &new);
                }
                desk.open(&path, text, 2);
            }
            let after = found(&mut desk);
            let new: Vec<_> = after.iter().filter(|own| !before.contains(own)).collect();
            assert!(new.is_empty(), "{sort:?} `{old}` of {}: {new:#?}", path.display());
            *renamed.entry(sort).or_insert(0) += 1;
        }
    }
    for sort in
        [Sort::Duty, Sort::Step, Sort::Field, Sort::Role, Sort::Body, Sort::Group, Sort::Level]
    {
        assert!(renamed.contains_key(&sort), "{renamed:?}");
    }
}
