//! Reports for others than the supervisor: one body, the public, whoever checks an audit.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{remit, text};
use crate::support::project;

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let out = remit().current_dir(folder).args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stdout) + &text(&out.stderr))
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let (code, told) = run(folder, &[args, &["--format", "json"]].concat());
    assert!(code < 2, "{told}");
    serde_json::from_str(&told).unwrap()
}

const AUDIT: [&str; 4] = ["audit", "lists/proactive-policing", "--period", "2026-W07"];

#[test]
fn a_body_gets_its_own_findings_and_nobody_elses() {
    let root = project(".");
    let all = json(&root, &AUDIT);
    let body = ["--audience", "body", "--unit", "城关派出所", "--keep", "100000"];
    let own = json(&root, &[&AUDIT[..], &body].concat());
    let of = |report: &Value| -> Vec<String> {
        let all = report["findings"].as_array().unwrap().iter();
        let own = all.filter(|f| f["body"].as_str().is_some_and(|body| body.starts_with("S1")));
        own.map(|f| f["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of(&all).len(), own["findings"].as_array().unwrap().len());
    assert_eq!(of(&all), of(&own));
    let names: Vec<_> = own["bodies"].as_array().unwrap().iter().map(|b| &b["id"]).collect();
    assert_eq!(names, ["S1", "S1-CMD", "S1-CASE", "S1-COM"]);
    let sum = |part: &Value| -> u64 {
        part.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
    };
    let faults = own["counts"]["by_class"]["fault"].as_u64().unwrap();
    let looks = own["counts"]["by_class"]["signal"].as_u64().unwrap();
    assert_eq!(sum(&own["counts"]["by_body"]), faults);
    assert_eq!(sum(&own["counts"]["by_rule"]), faults + looks);
    assert!(
        own["due"]
            .as_array()
            .unwrap()
            .iter()
            .all(|d| d["body"].as_str().unwrap().starts_with("S1"))
    );
    let (code, told) = run(
        &root,
        &[&AUDIT[..], &["--audience", "body", "--unit", "城关所x", "--lang", "en"]].concat(),
    );
    assert!(code == 2 && told.contains("the report has no body `城关所x`"), "{told}");
    let (code, told) = run(&root, &[&AUDIT[..], &["--audience", "body", "--lang", "en"]].concat());
    assert!(code == 2 && told.contains("for which body is the report?"), "{told}");
}

#[test]
fn a_saved_audit_is_shown_again_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("lists");
    copy(&project("lists/proactive-policing"), &set.join("proactive-policing"));
    copy(&project("lists/cn-case-baseline"), &set.join("cn-case-baseline"));
    copy(&project("lists/calendars"), &set.join("calendars"));
    let folder = folder.path();
    let (_, fresh) = run(folder, &[&AUDIT[..], &["--lang", "en"]].concat());
    let (code, told) = run(folder, &[&AUDIT[..], &["--format", "json=a.json"]].concat());
    assert_eq!((code, told.as_str()), (1, ""));
    assert_eq!(run(folder, &["report", "a.json", "--lang", "en"]), (0, fresh));
    let (code, told) = run(folder, &["verify", "a.json", "--lang", "en"]);
    assert!(code == 0 && told.ends_with("The audit holds: same logs, same result.\n"), "{told}");
    // A report that somebody touched.
    let saved = fs::read_to_string(folder.join("a.json")).unwrap();
    fs::write(folder.join("b.json"), saved.replacen("\"late\": ", "\"late\": 1", 1)).unwrap();
    let (code, told) = run(folder, &["verify", "b.json", "--lang", "en"]);
    assert!(code == 1 && told.contains("was changed after it was written"), "{told}");
    // A log that somebody touched, and one that is gone.
    let logs = set.join("proactive-policing/logs");
    let alarms = fs::read_to_string(logs.join("alarms-2026-02.csv")).unwrap();
    fs::write(
        logs.join("alarms-2026-02.csv"),
        alarms.lines().skip(2).collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    let (code, told) = run(folder, &["verify", "a.json", "--lang", "en"]);
    assert!(code < 3 && code > 0, "{told}");
    fs::write(logs.join("alarms-2026-02.csv"), &alarms).unwrap();
    fs::write(logs.join("cases-2026-03.csv"), fs::read(logs.join("cases-2026-02.csv")).unwrap())
        .unwrap();
    let (code, told) = run(folder, &["verify", "a.json", "--lang", "en"]);
    assert!(code == 1 && told.contains("cases-2026-03.csv was not there then"), "{told}");
    assert!(told.contains("The audit does not hold as it was saved."), "{told}");
}

#[test]
fn tokens_of_persons_are_stable_with_a_key_and_others_without() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("remit.yaml"), "kind: set\nid: s\ntimezone: UTC\n---\n\
        kind: responsibility-list\nduties: { D-1: { title: { en: Task }, reserved_to: [officer] } }\n---\n\
        kind: standard\nduty: D-1\nsteps: { open: { title: { en: Open } } }\n---\n\
        kind: roster\nroles: { R: {} }\nbodies: { B: { roles: R } }\npersons: { P1: { unit: B, kind: officer } }\n---\n\
        kind: mapping\ncolumns: { case: case, duty: duty, step: step, at: at, body: body, person: who, person_kind: kind }\n").unwrap();
    fs::write(
        folder.path().join("log.csv"),
        "case,duty,step,at,body,who,kind\na,D-1,open,2026-03-02 09:00,B,Zhang San,citizen\n",
    )
    .unwrap();
    fs::write(folder.path().join("key"), "0123456789abcdef-secret\n").unwrap();
    fs::write(folder.path().join("other"), "another-secret-of-24-bytes\n").unwrap();
    fs::write(folder.path().join("short"), "1234\n").unwrap();
    let token = |key: &[&str]| {
        let report = json(folder.path(), &[&["audit", ".", "--log", "log.csv"], key].concat());
        let text = report.to_string();
        assert!(!text.contains("Zhang"), "a name is never told");
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find_map(|f| f["person"].as_str().map(str::to_owned))
            .unwrap()
    };
    let with = |key| token(&["--token-key", key]);
    assert_eq!(with("key"), with("key"));
    assert_ne!(with("key"), with("other"));
    assert_ne!(with("key"), token(&[]));
    let (code, told) = run(
        folder.path(),
        &["audit", ".", "--log", "log.csv", "--token-key", "short", "--lang", "en"],
    );
    assert!(
        code == 2 && told.contains("the key in `short` has 4 bytes: it could be guessed"),
        "{told}"
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// What is withheld of counts, or the count.
fn count(cell: &Value) -> Option<u64> {
    let told = &cell["faults"];
    assert!(told.is_u64() || *told == "<5" || *told == "withheld", "{told}");
    told.as_u64()
}

/// Tries to work out what was withheld: the least and the most of each small cell, from the sum and
/// from what is told of the others.
fn attack(cells: &[Value], sum: Option<u64>) {
    let Some(sum) = sum else { return };
    let shown: u64 = cells.iter().filter_map(count).sum();
    let left = sum.checked_sub(shown).expect("no sum is smaller than its parts");
    let hidden: Vec<bool> =
        cells.iter().filter(|c| count(c).is_none()).map(|c| c["faults"] == "<5").collect();
    for at in (0..hidden.len()).filter(|at| hidden[*at]) {
        let others = hidden.iter().enumerate().filter(|(other, _)| *other != at);
        let (mut low, mut bounded, mut high) = (0, true, 0);
        for (_, small) in others {
            low += if *small { 0 } else { 5 };
            high += if *small { 4 } else { 0 };
            bounded &= *small;
        }
        assert!(low + 4 <= left, "a cell can't be 4: {left} left, others at least {low}");
        assert!(!bounded || left <= high, "a cell can't be 0: {left} left, others at most {high}");
    }
}

/// The page for the public.
fn page(folder: &Path, args: &[&str]) -> String {
    let (code, told) = run(folder, &[args, &["--lang", "en", "--format", "html"]].concat());
    assert!(code < 2, "{told}");
    told
}

/// The page has the numbers of the table in their places, and no others.
fn told_alike(page: &str, table: &[Value]) {
    let mut wanted: Vec<String> = Vec::new();
    for cell in table.iter().filter(|cell| !cell["body"].is_null()) {
        wanted.push(count(cell).map_or("", |_| "n").to_owned() + &cell["faults"].to_string());
    }
    let cells = page.split("<td class=\"").skip(1).map(|rest| rest.split("</td>").next().unwrap());
    let mut shown: Vec<String> = Vec::new();
    for cell in cells.filter(|cell| !cell.starts_with("blank")) {
        let text = cell.split_once('>').unwrap().1;
        shown.push(match text {
            "&lt;5" => "\"<5\"".to_owned(),
            _ if text.contains("withheld") => "\"withheld\"".to_owned(),
            count => format!("n{}", count.replace(',', "")),
        });
    }
    wanted.sort();
    shown.sort();
    assert_eq!(shown, wanted);
    assert!(!page.contains("log.plain"), "no file is named");
}

#[test]
fn twenty_weeks_for_the_public_give_no_small_number_away() {
    let folder = tempfile::tempdir().unwrap();
    let set = project("lists/cn-case-baseline");
    let set = set.to_str().unwrap();
    let out = folder.path().to_str().unwrap();
    let (code, told) = run(
        folder.path(),
        &[
            "simulate",
            set,
            "--cases",
            "1500",
            "--seed",
            "7",
            "--faults",
            "60%",
            "--from",
            "2026-01-05",
            "--days",
            "140",
            "--out",
            out,
        ],
    );
    assert_eq!(code, 0, "{told}");
    let mut seen = [0; 3];
    for week in 2..22 {
        let period = format!("2026-W{week:02}");
        let args = ["audit", set, "--log", "log.plain.csv", "--period", &period];
        let report = json(folder.path(), &[&args[..], &["--audience", "public"]].concat());
        let text = report.to_string();
        for hidden in ["case", "person", "rows", "excerpt", "findings", "sha256", "due"] {
            assert!(report.get(hidden).is_none(), "{hidden}");
        }
        assert!(!text.contains("log.plain"), "no file is named");
        let table = report["table"].as_array().unwrap();
        let rules = report["by_rule"].as_array().unwrap();
        for cell in table.iter().chain(rules) {
            seen[0] += usize::from(count(cell).is_some());
            assert!(count(cell).is_none_or(|count| count >= 5), "{cell}");
        }
        let sum = report["faults"].as_u64();
        assert!(sum.is_none_or(|sum| sum >= 5));
        seen[1] += usize::from(sum.is_some());
        seen[2] += usize::from(!rules.is_empty());
        attack(table, sum);
        if let Some(sum) = sum {
            // Rules that are not named have together nothing, or more than any small one could be.
            let named: u64 = rules.iter().filter_map(count).sum();
            let left = sum.checked_sub(named).expect("no sum is smaller than its parts");
            assert!(rules.is_empty() || left == 0 || left >= 4 + 5, "{left} left: {rules:?}");
        }
        // The others are there in any case: else it would be known that there are some.
        let others = table.last().unwrap();
        assert!(others["duty"].is_null() && others["body"].is_null(), "{others}");
        let page = page(folder.path(), &[&args[..], &["--audience", "public"]].concat());
        told_alike(&page, table);
        for kept in report["kept"].as_array().unwrap() {
            let (about, least) =
                (kept["about"].as_u64().unwrap(), kept["at_least"].as_u64().unwrap());
            assert!(about >= 20 && about % 10 == 0 && least % 5 == 0 && least < 100, "{kept}");
        }
    }
    assert!(seen[0] > 20 && seen[1] > 5, "the weeks tell something: {seen:?}");
}
