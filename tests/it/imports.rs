//! Imports that take only some duties of a set.

use std::fs;
use std::path::Path;

use crate::command::{remit, text};

/// A base of three duties that lean upon each other, with a roster of its own.
const BASE: &str = "\
kind: responsibility-list
duties:
  CB-01:
    title: { en: Intake, zh: 受案 }
    holder: CASE
    work: routine
    trigger: [{ event: { en: a report comes in, zh: 接到报案 } }]
    basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }]
  CB-02:
    title: { en: Inquiry, zh: 调查 }
    holder: CASE
    work: routine
    trigger: [{ step: CB-01.accept }]
    basis: [{ law: Act, article: '2', from: 2020-01-01, status: verified, source: here }]
    boundary: { excludes: [{ what: { en: deciding to accept, zh: 决定受案 }, to: CB-01 }] }
  CB-03:
    title: { en: Review, zh: 法制审核 }
    holder: LEGAL
    work: routine
    trigger: [{ step: CB-02.close }]
    basis: [{ law: Act, article: '3', from: 2020-01-01, status: verified, source: here }]
---
kind: standard
duty: CB-01
steps:
  accept: { title: { en: Accept, zh: 受理 }, starts: true, ends: true, evidence: [note] }
safeguards: [{ require: words, of: accept, title: { en: heard, zh: 听取 } }]
evaluation: [{ measure: done, of: accept, target: 100% }]
---
kind: standard
duty: CB-02
steps:
  open: { title: { en: Open, zh: 启动 }, starts: true, evidence: [note], after: CB-01.accept, within: { 1d: CB-01.accept } }
  visit: { title: { en: Visit, zh: 走访 }, after: open, evidence: [note], when: { done: CB-01.accept }, within: [{ limit: 5d, of: CB-03.review }, { limit: 3d, of: open }] }
  hear: { title: { en: Hear, zh: 听取意见 }, after: open, evidence: [note], when: { any: [{ done: CB-03.review }, { grade: red }] } }
  close: { title: { en: Close, zh: 结案 }, after: open, evidence: [note], ends: true, by: { not_same_as: [CB-03.review] }, within: { 30d: open } }
rules:
  told: { title: { en: Reviewed, zh: 已审核 }, template: response, activation: open, target: CB-03.review }
safeguards:
  - { require: different-persons, of: close, from: CB-03.review }
  - { require: words, of: close, title: { en: heard, zh: 听取 } }
evaluation: [{ measure: on-time, of: close, target: 90% }]
---
kind: standard
duty: CB-03
steps:
  review: { title: { en: Review, zh: 审核 }, starts: true, ends: true, evidence: [note] }
safeguards: [{ require: words, of: review, title: { en: heard, zh: 听取 } }]
evaluation: [{ measure: done, of: review, target: 100% }]
---
kind: roster
id: base
roles: { CASE: { title: { en: Case team, zh: 办案队 } }, LEGAL: { title: { en: Legal team, zh: 法制 } } }
bodies: { C: { title: { en: C, zh: 办案一队 }, roles: CASE }, L: { title: { en: L, zh: 法制科 }, roles: LEGAL } }
---
kind: mapping
id: of-base
files: base-*.csv
columns: { case: c, at: t, duty: d, step: s }
step_values: { x: CB-03.review }
";

const FIELDS: &str = "[fields]\nnote = { title = { en = \"Note\", zh = \"记录\" } }\n\
    grade = { title = { en = \"Grade\", zh = \"等级\" }, values = [\"red\"] }\n\
    [signals.order]\ntest = \"impossible-order\"\nfirst = \"CB-02.close\"\nthen = \"CB-01.accept\"\n\
    [signals.instant]\ntest = \"one-instant\"\nduties = [\"CB-01\", \"CB-02\"]\n\
    [signals.own]\ntest = \"self-approval\"\nof = [\"CB-03.review\"]\nsame_as = [\"CB-02.close\"]\n";

/// Writes a set; `root` are lines of its root document before its tables.
pub(crate) fn set(base: &Path, name: &str, root: &str, tables: &str, documents: &str) {
    let folder = base.join(name);
    fs::create_dir_all(&folder).unwrap();
    let head = format!(
        "kind = \"set\"\nid = \"{name}\"\nversion = \"1\"\ntitle = {{ en = \"{name}\", zh = \"{name}\" }}\n\
         languages = [\"en\", \"zh\"]\ntimezone = \"Asia/Shanghai\"\n{root}\n{tables}"
    );
    fs::write(folder.join("remit.toml"), head).unwrap();
    if !documents.is_empty() {
        fs::write(folder.join("all.yaml"), documents).unwrap();
    }
}

fn run(base: &Path, args: &[&str]) -> (i32, String) {
    let out = remit().current_dir(base).args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stdout) + &text(&out.stderr))
}

fn base() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), "base", "", FIELDS, BASE);
    folder
}

#[test]
fn the_base_alone_has_no_fault() {
    let folder = base();
    let (code, told) = run(folder.path(), &["check", "base"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("nothing to report"), "{told}");
}

#[test]
fn only_the_duties_that_are_asked_for_come_and_nothing_dangles() {
    let folder = base();
    let root = "imports = [{ set = \"../base\", only = [\"CB-02\"] }]";
    set(folder.path(), "county", root, "", "");
    let (code, told) = run(folder.path(), &["check", "county", "--fail-on", "note"]);
    assert_eq!(code, 0, "{told}");
    let (_, told) = run(folder.path(), &["explain", "CB-02", "--set", "county", "--lang", "en"]);
    for part in [
        "when this happens: “Accept” of CB-01 “Intake”",
        "deciding to accept → CB-01 Intake",
        "within 3 days of “Open”",
        "“Grade” is red",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("within 5 days") && !told.contains("CB-03"), "{told}");
    let (code, told) = run(folder.path(), &["explain", "CB-03", "--set", "county"]);
    assert_eq!(code, 2, "{told}");
}

#[test]
fn what_could_not_be_seen_is_not_asked_for() {
    let folder = base();
    let root = "imports = [{ set = \"../base\", only = [\"CB-02\"] }]";
    set(folder.path(), "county", root, "", "");
    let log = "案件编号,事项,环节,时间,单位,人员,note,grade\n\
        c,CB-02,open,2026-03-02 09:00,C,p,x,red\nc,CB-02,close,2026-03-20 09:00,C,p,x,\n";
    fs::write(folder.path().join("log.csv"), log).unwrap();
    let args = ["audit", "county", "--log", "log.csv", "--format", "json"];
    let (_, told) = run(folder.path(), &args);
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    let rules: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| format!("{} {}", f["rule"].as_str().unwrap(), f["step"]))
        .collect();
    // Only the hearing is owed: its grade is known to be red; the visit hangs on what can't be seen.
    assert_eq!(rules, ["disposal/step-missing \"hear\""], "{told}");
}

#[test]
fn two_ways_to_one_set_bring_what_either_asks_for() {
    let folder = base();
    let base = folder.path();
    set(base, "one", "imports = [{ set = \"../base\", only = [\"CB-01\"] }]", "", "");
    set(base, "two", "imports = [{ set = \"../base\", only = [\"CB-02\", \"CB-03\"] }]", "", "");
    let both = "imports = [\"../one\", { set = \"../two\", only = [\"CB-02\"] }]";
    set(base, "both", both, "", "");
    set(base, "all", "imports = [{ set = \"../base\", only = [\"CB-01\"] }, \"../base\"]", "", "");
    set(base, "none", "imports = [{ set = \"../base\", only = [] }]", "", "");
    let has = |set: &str, duty: &str| run(base, &["explain", duty, "--set", set]).0 == 0;
    let of = |set: &str| ["CB-01", "CB-02", "CB-03"].map(|duty| has(set, duty));
    assert_eq!(of("both"), [true, true, false]);
    assert_eq!(of("all"), [true, true, true]);
    assert_eq!(of("none"), [false, false, false]);
    let (code, told) = run(base, &["check", "."]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_duty_that_the_set_lacks_is_fatal_and_the_nearest_is_named() {
    let folder = base();
    let base = folder.path();
    set(base, "county", "imports = [{ set = \"../base\", only = [\"CB-20\", \"CB-02\"] }]", "", "");
    let (code, told) = run(base, &["check", "county", "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(told.contains("list/import-unknown-duty"), "{told}");
    assert!(told.contains("did you mean `CB-02`?") && told.contains("remit.toml:7:39"), "{told}");
    let (code, _) = run(base, &["audit", "county", "--exit-zero", "--log", "x.csv"]);
    assert_eq!(code, 2);
    // A duty that `one` itself does not let through can't be had through it.
    set(base, "one", "imports = [{ set = \"../base\", only = [\"CB-01\"] }]", "", "");
    set(base, "two", "imports = [{ set = \"../one\", only = [\"CB-02\"] }]", "", "");
    let (code, told) = run(base, &["check", "two", "--lang", "zh"]);
    assert!(code == 1 && told.contains("没有责任事项`CB-02`"), "{told}");
}

#[test]
fn an_import_that_is_no_import_is_said_at_its_place() {
    let folder = base();
    for (import, wanted) in [
        ("{ set = \"../base\", onyl = [\"CB-02\"] }", "did you mean `only`?"),
        ("{ only = [\"CB-02\"] }", "the import names no folder"),
        ("{ set = \"../base\", only = [[\"CB-02\"]] }", "a name is wanted here"),
    ] {
        set(folder.path(), "county", &format!("imports = [{import}]"), "", "");
        let (code, told) = run(folder.path(), &["check", "county", "--lang", "en"]);
        assert!(code == 1 && told.contains(wanted), "{import}: {told}");
    }
    fs::remove_file(folder.path().join("county/remit.toml")).unwrap();
    let chinese = "种类: set\n编号: county\n版本: '1'\n名称: { zh: 县, en: county }\n时区: Asia/Shanghai\n\
        引用清单: [{ 清单集: ../base, 仅限事项: CB-02 }]\n";
    fs::write(folder.path().join("county/remit.yaml"), chinese).unwrap();
    let (code, told) = run(folder.path(), &["explain", "CB-02", "--set", "county"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn what_the_importing_set_itself_says_of_a_duty_left_out_is_its_fault() {
    let folder = base();
    let own = "kind: responsibility-list\nduties:\n  X-1:\n    title: { en: X, zh: 甲 }\n    holder: CASE\n    \
        work: routine\n    trigger: [{ step: CB-03.review }]\n    basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }]\n";
    let root = "imports = [{ set = \"../base\", only = [\"CB-02\"] }]";
    set(folder.path(), "county", root, "", own);
    let (code, told) = run(folder.path(), &["check", "county", "--lang", "en"]);
    assert!(code == 1 && told.contains("list/unknown-step"), "{told}");
}

#[test]
fn a_role_that_the_roster_lacks_is_told_once_at_the_import() {
    let folder = base();
    let roster = "kind: roster\nid: own\nroles: { CMD: { title: { en: Command, zh: 指挥中心 } } }\n\
        bodies: { M: { title: { en: M, zh: 指挥 }, roles: CMD } }\n";
    let root = "roster = \"own\"\nimports = [{ set = \"../base\", only = [\"CB-01\", \"CB-02\"] }]";
    set(folder.path(), "county", root, "", roster);
    let (code, told) = run(folder.path(), &["check", "county", "--lang", "en"]);
    assert_eq!(code, 1);
    assert_eq!(told.matches("list/unknown-").count(), 1, "{told}");
    assert!(told.contains("county/remit.toml:8:20"), "{told}");
    assert!(told.contains("add the role `CASE` to the roster that is in use"), "{told}");
    assert!(told.contains("named here and in 1 other place"), "{told}");
}
