//! Waivers and baselines, from the documents to the exit code and every format.

use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::command::{remit, text};

const LOG: &str = include_str!("../small.csv");

/// A set in which the case `c2` is late, with waivers.
fn set(waivers: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("logs")).unwrap();
    write(
        "remit.toml",
        "kind = \"set\"\nid = \"small\"\nversion = \"1\"\ntitle = { en = \"Small\", zh = \"小\" }\n\
         languages = [\"en\", \"zh\"]\ntimezone = \"Asia/Shanghai\"\nlogs = [\"logs/*.csv\"]\nwaiver_limit = 30\n",
    );
    write("duties.yaml", include_str!("../small.yaml"));
    write("logs/a.csv", LOG);
    if !waivers.is_empty() {
        write("waivers.yaml", &format!("kind: waivers\nwaivers:\n{waivers}"));
    }
    folder
}

/// A waiver of two days around the log's, with what it names.
fn waiver(names: &str, from: &str, until: &str) -> String {
    format!(
        "  W-1: {{ {names}, approver: 李局长, reason: {{ zh: 系统停机, en: the system was down }}, from: {from}, until: {until} }}\n"
    )
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let out = remit().current_dir(folder).arg("audit").args(args).output().unwrap();
    assert_ne!(out.status.code(), Some(2), "{}", text(&out.stderr));
    out
}

fn audit(folder: &Path, args: &[&str]) -> (Option<i32>, Value) {
    let out = run(folder, &[args, &["--format", "json"]].concat());
    (out.status.code(), serde_json::from_slice(&out.stdout).unwrap())
}

fn rules(report: &Value) -> Vec<(&str, bool)> {
    let one = |own| {
        let own: &Value = own;
        (own["rule"].as_str().unwrap(), own["waived"].as_bool().unwrap())
    };
    report["findings"].as_array().unwrap().iter().map(one).collect()
}

const BY_RULE: &str = "rule: disposal/step-late, duty: A-1";
const LATE: (&str, bool) = ("disposal/step-late", false);
const WAIVED: (&str, bool) = ("disposal/step-late", true);

#[test]
fn a_waiver_holds_from_its_first_day_through_its_last_in_the_zone_of_the_set() {
    let folder = set(&waiver(BY_RULE, "2026-02-10", "2026-02-11"));
    // 2026-02-11 ends in Shanghai at 16:00 in Greenwich.
    for (as_of, exit, found) in [
        ("2026-02-10", 0, vec![WAIVED]),
        ("2026-02-11T15:59:59Z", 0, vec![WAIVED]),
        ("2026-02-11T16:00:00Z", 1, vec![LATE, ("list/waiver-expired", false)]),
    ] {
        let (code, report) = audit(folder.path(), &["--as-of", as_of]);
        assert_eq!((code, rules(&report)), (Some(exit), found), "{as_of}");
    }
    let early = set(&waiver(BY_RULE, "2026-02-11", "2026-02-12"));
    let (code, report) = audit(early.path(), &["--as-of", "2026-02-10"]);
    assert_eq!((code, rules(&report)), (Some(1), vec![LATE]), "it has not begun");
}

#[test]
fn what_is_waived_is_neither_late_nor_met() {
    let counts = |report: &Value| {
        let of = |own: &Value, keys: [&str; 4]| keys.map(|key| own[key].as_u64().unwrap());
        let keys = ["met", "late", "missing", "waived"];
        let duty = report["duties"].as_array().unwrap().iter().find(|own| own["id"] == "A-1");
        (of(&report["verdicts"], keys), of(&duty.unwrap()["verdicts"], keys))
    };
    let (_, plain) = audit(set("").path(), &[]);
    let (all, own) = counts(&plain);
    assert_eq!((all[1], own[1], all[3]), (1, 1, 0), "{all:?} {own:?}");
    let folder = set(&waiver(BY_RULE, "2026-02-10", "2026-02-24"));
    let (_, waived) = audit(folder.path(), &[]);
    let changed = |[met, late, missing, waived]: [u64; 4]| [met, late - 1, missing, waived + 1];
    assert_eq!(counts(&waived), (changed(all), changed(own)));
}

#[test]
fn what_a_waiver_names_must_all_be_true_of_a_finding() {
    let (_, plain) = audit(set("").path(), &[]);
    let print = plain["findings"][0]["id"].as_str().unwrap();
    let print = format!("fingerprint: '{print}'");
    let unused = vec![LATE, ("list/waiver-unused", false)];
    for (names, found) in [
        ("case: c2", vec![WAIVED]),
        ("case: [c9, c2], rule: disposal/step-late", vec![WAIVED]),
        ("body: 北队, duty: A-1", vec![WAIVED]),
        (print.as_str(), vec![WAIVED]),
        ("case: c1", unused.clone()),
        ("rule: disposal/step-missing, duty: A-1", unused.clone()),
        ("body: south, duty: A-1", unused.clone()),
        ("fingerprint: '0000000000000000'", unused),
    ] {
        let folder = set(&waiver(names, "2026-02-01", "2026-02-28"));
        assert_eq!(rules(&audit(folder.path(), &[]).1), found, "{names}");
    }
    // A period says nothing of a waiver that it has no use for.
    let folder = set(&waiver("case: c1", "2026-02-01", "2026-02-28"));
    let (_, report) = audit(folder.path(), &["--period", "2026-02-10"]);
    assert_eq!(rules(&report), [LATE]);
}

#[test]
fn a_waiver_that_is_not_whole_waives_nothing() {
    let long = waiver(BY_RULE, "2026-02-01", "2026-03-03");
    let longest = waiver(BY_RULE, "2026-02-01", "2026-03-02");
    let broad = waiver("rule: disposal/step-late", "2026-02-01", "2026-02-28");
    let nameless = longest.replace("approver: 李局长, ", "");
    for (waivers, found, rule) in [
        (longest.as_str(), WAIVED, None),
        (&long, LATE, Some("list/waiver-too-long")),
        (&broad, LATE, Some("list/waiver-too-broad")),
        (&nameless, LATE, Some("list/waiver-incomplete")),
    ] {
        let folder = set(waivers);
        assert_eq!(rules(&audit(folder.path(), &[]).1), [found], "{waivers}");
        let out = remit()
            .current_dir(folder.path())
            .args(["check", "--format", "json"])
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&out.stdout).unwrap();
        let own = report["findings"].as_array().unwrap();
        let own = own.iter().map(|own| own["rule"].as_str().unwrap());
        let own: Vec<_> = own.filter(|rule| rule.contains("waiver")).collect();
        assert_eq!(own, rule.into_iter().collect::<Vec<_>>(), "{waivers}");
    }
}

#[test]
fn waived_findings_are_in_every_format_and_in_no_count() {
    let folder = set(&waiver(BY_RULE, "2026-02-10", "2026-02-24"));
    let (code, report) = audit(folder.path(), &[]);
    assert_eq!(code, Some(0));
    assert_eq!(report["counts"]["by_severity"], json!({ "error": 0, "warning": 0, "note": 0 }));
    assert_eq!(report["counts"]["by_rule"], json!({}));
    assert_eq!(report["counts"]["by_body"], json!({ "north": 0 }));
    let own = &report["waivers"][0];
    let of = |key: &str| own[key].clone();
    assert_eq!(
        [
            of("id"),
            of("approver"),
            of("from"),
            of("until"),
            of("state"),
            of("left"),
            of("findings")
        ],
        [
            json!("W-1"),
            json!("李局长"),
            json!("2026-02-10"),
            json!("2026-02-24"),
            json!("holds"),
            json!(14),
            json!(1)
        ]
    );
    assert_eq!(own["place"]["line"], 3);
    assert_eq!(report["findings"][0]["waiver"]["approver"], "李局长");
    let notes = report["notes"].to_string();
    assert!(notes.contains("ends on 2026-02-24: 14 days left"), "{notes}");
    for format in ["terminal", "markdown", "html", "csv", "junit"] {
        let told = text(&run(folder.path(), &["--format", format]).stdout);
        for wanted in ["李局长", "2026-02-24", "the system was down"] {
            assert!(told.contains(wanted), "{format} lacks {wanted}: {told}");
        }
    }
    let later = set(&waiver(BY_RULE, "2026-02-10", "2026-02-25"));
    let (_, report) = audit(later.path(), &[]);
    assert!(!report["notes"].to_string().contains("W-1"), "fifteen days are not announced");
}

#[test]
fn waivers_beyond_what_is_kept_are_counted_to_the_last() {
    let folder = set(&waiver(BY_RULE, "2026-02-10", "2026-02-24"));
    let late = |n: u32| {
        format!("d{n},A-1,open,2026-02-10 08:00,north\nd{n},A-1,close,2026-02-10 12:00,north\n")
    };
    let more = (0..5).map(late).collect::<Vec<_>>().concat();
    std::fs::write(folder.path().join("logs/a.csv"), format!("{LOG}{more}")).unwrap();
    let (code, report) = audit(folder.path(), &["--keep", "2"]);
    assert_eq!((code, &report["waivers"][0]["findings"]), (Some(0), &json!(6)));
    assert_eq!(rules(&report), [WAIVED, WAIVED]);
    assert_eq!(report["waivers"][0]["beyond"].as_array().unwrap().len(), 4);
}

#[test]
fn what_a_baseline_has_is_marked_and_fails_nothing_and_what_is_new_fails() {
    let folder = set("");
    let path = folder.path();
    run(path, &["--format", "json=base.json"]);
    let (code, report) = audit(path, &["--baseline", "base.json"]);
    assert_eq!(code, Some(0));
    assert_eq!(report["findings"][0]["known"], true);
    assert_eq!(report["baseline"]["known"], json!({ "error": 1, "warning": 0, "note": 0 }));
    // The finding stays in every count.
    assert_eq!(report["counts"]["by_severity"]["error"], 1);
    for format in ["terminal", "markdown", "html"] {
        let told = text(&run(path, &["--baseline", "base.json", "--format", format]).stdout);
        assert!(told.contains("1 finding known from the baseline"), "{format}: {told}");
        assert!(told.contains("it makes nothing fail"), "{format}: {told}");
    }
    run(path, &["--baseline", "base.json", "--format", "json=again.json"]);
    let out = remit().current_dir(path).args(["verify", "again.json"]).output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));

    let late = "e1,A-1,open,2026-02-10 08:00,north\ne1,A-1,close,2026-02-10 12:00,north\n";
    std::fs::write(path.join("logs/a.csv"), format!("{LOG}{late}")).unwrap();
    let (code, report) = audit(path, &["--baseline", "base.json"]);
    let known: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| &f["known"]).collect();
    assert_eq!((code, known), (Some(1), vec![&json!(true), &Value::Null]));
    // Known or not is known of those too that are only counted.
    run(path, &["--format", "json=both.json"]);
    assert_eq!(audit(path, &["--baseline", "both.json", "--keep", "0"]).0, Some(0));
    assert_eq!(audit(path, &["--baseline", "base.json", "--keep", "0"]).0, Some(1));
}

#[test]
fn a_baseline_of_another_set_is_refused() {
    let folder = set("");
    run(folder.path(), &["--format", "json=base.json"]);
    let base = std::fs::read_to_string(folder.path().join("base.json")).unwrap();
    std::fs::write(folder.path().join("other.json"), base.replace("\"small\"", "\"other\""))
        .unwrap();
    for (file, why) in [("other.json", "another set"), ("remit.toml", "no saved audit")] {
        let out = remit()
            .current_dir(folder.path())
            .args(["audit", "--baseline", file])
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).contains(why), "{}", text(&out.stderr));
    }
}
