//! An audit beside the audits before it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{remit, text};

/// A task is closed three days after it was opened; from what is open and closed tests count.
const SET: &str = "\
kind: set
id: s
timezone: UTC
---
kind: responsibility-list
duties: { D-1: { title: { en: Task, zh: 任务 } } }
---
kind: standard
duty: D-1
steps:
  open: { title: { en: Open, zh: 启动 }, starts: true }
  close: { title: { en: Close, zh: 办结 }, after: open, within: { 3d: open }, ends: true }
evaluation:
  - { measure: on-time, of: close, target: 100% }
";

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("remit.yaml"), SET).unwrap();
        fs::create_dir(folder.path().join("saved")).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, args: &[&str]) -> (i32, String) {
        let out = remit().current_dir(self.path()).args(args).output().unwrap();
        (out.status.code().unwrap(), text(&out.stdout) + &text(&out.stderr))
    }

    /// Audits rows, compares with what is saved, and saves the report under a name.
    fn audit(&self, rows: &str, more: &[&str], name: &str) -> Value {
        let log = format!("case,duty,step,at\n{rows}");
        fs::write(self.path().join("log.csv"), log).unwrap();
        let out = format!("json=saved/{name}.json");
        let fixed = ["audit", ".", "--log", "log.csv", "--previous", "saved", "--format", &out];
        let (code, told) = self.run(&[&fixed, more].concat());
        assert!(code < 2, "{told}");
        let file = self.path().join(format!("saved/{name}.json"));
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
    }
}

/// New, persisting, returned, resolved, cannot tell.
fn change(report: &Value) -> [u64; 5] {
    ["new", "persisting", "returned", "resolved", "cannot_tell"]
        .map(|key| report["change"][key].as_u64().unwrap())
}

/// `case rule` of findings, sorted; those of no case by their rule alone.
fn told(findings: &Value) -> Vec<String> {
    let text = |own: &Value| own.as_str().unwrap_or_default().to_owned();
    let all = findings.as_array().unwrap().iter();
    let mut all: Vec<String> =
        all.map(|own| format!("{} {}", text(&own["case"]), text(&own["rule"]))).collect();
    all.sort();
    all
}

/// The status of the finding of a case.
fn status<'r>(report: &'r Value, case: &str) -> &'r str {
    let mut all = report["findings"].as_array().unwrap().iter();
    all.find(|own| own["case"] == case).unwrap()["status"].as_str().unwrap()
}

/// The note on rows that are gone.
fn vanished(report: &Value) -> Option<&str> {
    let mut notes = report["notes"].as_array().unwrap().iter();
    notes.find_map(|own| own["en"].as_str().filter(|text| text.contains("no longer in the log")))
}

const OPEN: &str = "a,D-1,open,2026-03-02 09:00\nb,D-1,open,2026-03-02 10:00\n\
    c,D-1,open,2026-03-02 11:00\n";

#[test]
fn weeks_share_no_finding_and_what_became_of_it_is_asked_of_the_whole_log() {
    let office = Office::new();
    let first = office.audit(OPEN, &["--period", "2026-W10"], "w10");
    assert_eq!(first["change"], Value::Null, "there is nothing to compare with");
    assert_eq!(first["history"].as_array().unwrap().len(), 0);
    assert_eq!(told(&first["findings"]).len(), 4, "three tasks and the measure");
    // `a` was closed after all, `b` is as it was, `c` is closed in time as a corrected log says, and
    // `d` is new. The measure is below its target again.
    let rows = format!(
        "{OPEN}a,D-1,close,2026-03-10 09:00\nc,D-1,close,2026-03-05 09:00\nd,D-1,open,2026-03-09 09:00\n"
    );
    let second = office.audit(&rows, &["--period", "2026-W11"], "w11");
    // That `a` is late came true when its deadline passed, in the week before.
    assert_eq!(told(&second["findings"]), [" evaluation/below-target", "d disposal/step-missing"]);
    assert_eq!(status(&second, "d"), "new");
    assert_eq!(told(&second["remaining"]), ["b disposal/step-missing"]);
    assert_eq!(told(&second["resolved"]), ["a disposal/step-missing", "c disposal/step-missing"]);
    let how: Vec<_> =
        second["resolved"].as_array().unwrap().iter().map(|own| &own["status"]).collect();
    assert_eq!(how, ["done-late", "resolved"]);
    // New is `d`; the measure and `b` persist.
    assert_eq!(change(&second), [1, 2, 0, 2, 0]);
    let history = second["history"].as_array().unwrap();
    let periods: Vec<_> = history.iter().map(|own| own["period"].as_str().unwrap()).collect();
    assert_eq!(periods, ["2026-W10", "2026-W11"]);
    assert_eq!(history[0]["faults"], 4);
    // A third week, in which nothing happened: `b` and `d` stay.
    let third = office.audit(&rows, &["--period", "2026-W12"], "w12");
    assert_eq!(told(&third["remaining"]), ["b disposal/step-missing", "d disposal/step-missing"]);
    assert_eq!(third["history"].as_array().unwrap().len(), 3);
    // The digest of what was found does not depend on what it is compared with.
    let (_, alone) =
        office.run(&["audit", ".", "--log", "log.csv", "--period", "2026-W12", "--format", "json"]);
    let alone: Value = serde_json::from_str(&alone).unwrap();
    assert_eq!(alone["digests"]["result"], third["digests"]["result"]);
    assert_ne!(alone["digests"]["report"], third["digests"]["report"]);
}

#[test]
fn what_comes_back_is_returned() {
    let office = Office::new();
    let closed = format!("{OPEN}a,D-1,close,2026-03-04 09:00\n");
    office.audit(OPEN, &["--as-of", "2026-03-06"], "1");
    let second = office.audit(&closed, &["--as-of", "2026-03-07"], "2");
    assert_eq!(change(&second), [0, 3, 0, 1, 0]);
    let third = office.audit(OPEN, &["--as-of", "2026-03-08"], "3");
    assert_eq!(change(&third), [0, 3, 1, 0, 0]);
    assert_eq!((status(&third, "a"), status(&third, "b")), ("returned", "persisting"));
    // The same once more: nothing is compared with itself.
    let again = office.audit(OPEN, &["--as-of", "2026-03-08"], "4");
    assert_eq!(change(&again), change(&third));
}

#[test]
fn a_log_that_does_not_reach_back_cannot_tell() {
    let office = Office::new();
    office.audit(OPEN, &["--period", "2026-W10"], "w10");
    let rows = "d,D-1,open,2026-03-09 09:00\nd,D-1,close,2026-03-10 09:00\n";
    let second = office.audit(rows, &["--period", "2026-W11"], "w11");
    // The measure is this week's, and kept.
    assert_eq!(change(&second), [0, 0, 0, 1, 3]);
    assert!(vanished(&second).is_none());
}

#[test]
fn rows_that_were_taken_out_of_the_log_do_not_resolve_anything() {
    let office = Office::new();
    office.audit(OPEN, &["--period", "2026-W10"], "w10");
    let rows = OPEN.lines().skip(1).collect::<Vec<_>>().join("\n");
    let rows = format!("x,D-1,open,2026-03-01 09:00\nx,D-1,close,2026-03-01 10:00\n{rows}\n");
    let second = office.audit(&rows, &["--period", "2026-W11"], "w11");
    assert_eq!(second["change"]["cannot_tell"], 1);
    let note = vanished(&second).unwrap();
    assert!(note.starts_with("the case of 1 earlier finding is"), "{note}");
}

#[test]
fn what_is_no_earlier_audit_of_the_set_is_said() {
    let office = Office::new();
    fs::write(office.path().join("log.csv"), format!("case,duty,step,at\n{OPEN}")).unwrap();
    let run = |file: &str| {
        office.run(&["audit", ".", "--log", "log.csv", "--previous", file, "--lang", "en"])
    };
    for (name, content, said) in [
        ("none.json", "{}", "is no saved audit"),
        ("text.json", "no JSON", "is no saved audit"),
        ("old.json", "{\"remit\":{\"version\":\"9\",\"report\":99}}", "shape of version 99"),
    ] {
        fs::write(office.path().join(name), content).unwrap();
        let (code, told) = run(name);
        assert!(code == 2 && told.contains(said), "{name}: {told}");
    }
    let (code, told) = run("nowhere.json");
    assert!(code == 2 && told.contains("`nowhere.json` can't be read"), "{told}");
    // In a folder, what is none is passed over.
    let (code, told) = run(".");
    assert!(code == 0 && !told.contains("Since"), "{told}");
    let other = SET.replace("id: s", "id: t");
    fs::create_dir(office.path().join("other")).unwrap();
    fs::write(office.path().join("other/remit.yaml"), other).unwrap();
    let (_, told) = office.run(&["audit", "other", "--log", "log.csv", "--format", "json=t.json"]);
    let (code, told2) = run("t.json");
    assert!(code == 2 && told2.contains("another set, `t`"), "{told}{told2}");
}

#[test]
fn the_terminal_says_it_in_a_sentence() {
    let office = Office::new();
    office.audit(OPEN, &["--period", "2026-W10"], "w10");
    let rows = format!("{OPEN}a,D-1,close,2026-03-10 09:00\ne,D-1,open,2026-03-09 09:00\n");
    fs::write(office.path().join("log.csv"), format!("case,duty,step,at\n{rows}")).unwrap();
    let args = ["audit", ".", "--log", "log.csv", "--previous", "saved", "--period", "2026-W11"];
    let (_, told) = office.run(&[&args[..], &["--lang", "en"]].concat());
    assert!(
        told.contains(
            "Since 2026-W10: 1 new, 3 persisting (2 of earlier periods), 0 returned, 1 resolved."
        ),
        "{told}"
    );
    assert!(told.contains("Still as they were in earlier periods: 2"), "{told}");
    let (_, told) = office.run(&[&args[..], &["--lang", "zh"]].concat());
    assert!(
        told.contains(
            "与2026-W10相比：新增1项，仍存在3项（其中往期2项），再次出现0项，已解决1项。"
        ),
        "{told}"
    );
}
