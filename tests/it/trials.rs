//! `remit test`: sets with scenarios, right and wrong, and what is told of them.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::command::{remit, text};
use crate::support::project;

const SET: &str = "tests/trials/letters";

fn test(args: &[&str]) -> Output {
    remit().arg("test").args(args).env("COLUMNS", "80").output().unwrap()
}

#[test]
fn what_differs_is_told_as_the_golden_files_say() {
    for lang in ["en", "zh"] {
        let out = test(&[SET, "--lang", lang]);
        assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
        let golden = fs::read_to_string(project(&format!("{SET}.{lang}.txt"))).unwrap();
        assert_eq!(text(&out.stdout), golden);
        for line in golden.lines() {
            assert!(remit::text::width::width(line) <= 80, "{line}");
        }
        let plain = text(&test(&[SET, "--lang", "en", "--ascii"]).stdout);
        let ours: String = plain.lines().filter(|line| !line.contains('“')).collect();
        assert!(ours.is_ascii(), "{plain}");
    }
}

#[test]
fn scenarios_that_agree_are_one_line() {
    let out = test(&[SET, "--filter", "L-1", "--filter", "late"]);
    assert_eq!(out.status.code(), Some(2), "a filter is given once");
    let out = test(&[SET, "--filter", "两份"]);
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(text(&out.stdout), format!("ok {SET}: 1 scenario (2 variants)\n"));
    let out = test(&[SET, "--filter", "nothing like it"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("no scenario has `nothing like it` in its name"));
    let out = test(&["lists/calendars"]);
    assert_eq!(
        (out.status.code(), text(&out.stdout).as_str()),
        (Some(0), "no scenarios here: nothing to test\n")
    );
}

#[test]
fn json_says_the_same() {
    let out = test(&[SET, "--format", "json"]);
    assert_eq!(out.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["remit"]["report"], 1);
    let counts = serde_json::json!({ "scenarios": 3, "variants": 10, "failed": 1 });
    assert_eq!(report["counts"], counts);
    let set = &report["sets"][0];
    assert_eq!((&set["id"], &set["counts"]), (&"letters".into(), &counts));
    let kinds = |at: usize| -> Vec<&str> {
        let faults = set["failures"][at]["faults"].as_array().unwrap();
        faults.iter().map(|fault| fault["is"].as_str().unwrap()).collect()
    };
    assert_eq!(kinds(0), ["lacks", "has", "differs"]);
    assert_eq!(kinds(1), ["stuck"]);
    assert_eq!(set["failures"][1]["variant"], "no such row");
    assert_eq!(set["failures"][0]["faults"][0]["expected"]["case"], "2");
    assert_eq!(set["failures"][0]["faults"][1]["finding"]["case"], "1");
}

/// A set with one duty and a scenario of its own.
fn set(folder: &Path, scenario: &str) {
    let root = "kind = \"set\"\nid = \"s\"\nversion = \"1\"\ntimezone = \"Asia/Shanghai\"\n";
    let list = "kind: responsibility-list\nduties:\n  A: { title: a, holder: H }\n---\n\
                kind: standard\nduty: A\nsteps:\n  one: { title: One }\n  two: { title: Two, after: one }\n---\n\
                kind: roster\nroles: { H: { title: h } }\nbodies: { b: { roles: [H] } }\n";
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("remit.toml"), root).unwrap();
    fs::write(folder.join("set.yaml"), list).unwrap();
    fs::write(folder.join("scenario.yaml"), scenario).unwrap();
}

fn told(scenario: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), scenario);
    let out = remit().arg("test").current_dir(folder.path()).output().unwrap();
    (out.status.code(), text(&out.stdout) + &text(&out.stderr))
}

#[test]
fn hostile_scenarios_fail_and_never_panic() {
    let head = "kind: scenario\nid: x\nduty: A\n";
    for (body, says) in [
        ("expect: []\n", "the scenario has no log"),
        ("log: \"\"\nexpect: []\n", "the log is empty"),
        (
            "log: \"step,at\\none,2026-03-02,b\"\nexpect: []\n",
            "the row has 3 cells and the header 2",
        ),
        ("log: \"step,at\\n\\\"one,2026-03-02\"\nexpect: []\n", "a quotation mark is never closed"),
        ("log: \"step,at,at\\none,x,y\"\nexpect: []\n", "the column `at` is there twice"),
        ("log: \"step\\none\"\nexpect: []\n", "the log has no column `at`"),
        ("log: \"step,at,odd\\none,2026-03-02,x\"\nexpect: []\n", "`odd` is neither a column"),
        ("log: \"step,at\\none,never\"\nexpect: []\n", "log/rejected-row"),
        ("file: gone.csv\nexpect: []\n", "gone.csv"),
        ("file: set.yaml\nexpect: []\n", "set.yaml"),
        ("file: a.csv\nlog: \"step,at\\none,2026-03-02\"\nexpect: []\n", "and names a file"),
        ("log: \"step,at\\none,2026-03-02\"\nas_of: soon\nexpect: []\n", "`soon` is not a day"),
        ("log: \"step,at\\none,2026-03-02\"\nperiod: soon\nexpect: []\n", "`soon` is not a period"),
        ("log: \"step,at\\none,2026-03-02\"\nexpect: [{}]\n", "any finding"),
        (
            "log: \"step,at\\none,2026-03-02\"\nverdicts: { A.on: { met: 1 } }\n",
            "no obligation `A.on`",
        ),
        (
            "log: \"step,at\\none,2026-03-02\"\nverdicts: { A.one: { mett: 1 } }\n",
            "`mett` is no verdict",
        ),
        (
            "log: \"step,at\\none,2026-03-02\"\nexpect: []\nvariants: { v: { drop: [one, one], expect: [] } }\n",
            "the log has no row `one`",
        ),
    ] {
        let (code, all) = told(&format!("{head}{body}"));
        assert_eq!(code, Some(1), "{body}{all}");
        assert!(all.contains(says), "{body}{all}");
        assert!(!all.contains("panicked"), "{all}");
    }
}

#[test]
fn a_huge_scenario_ends() {
    use std::fmt::Write as _;
    let mut body = "kind: scenario\nid: x\nduty: A\nlog: |\n  case,step,at\n".to_owned();
    for case in 0..4_000 {
        writeln!(body, "  {case},two,2026-03-02 09:00\n  {case},one,2026-03-02 10:00").unwrap();
    }
    body.push_str("expect:\n");
    for _ in 0..600 {
        body.push_str("  - { rule: disposal/out-of-order }\n");
    }
    let (code, all) = told(&body);
    assert_eq!(code, Some(1));
    assert_eq!(all.matches("+ has disposal/out-of-order").count(), 3_400);
}

#[test]
fn a_scenario_belongs_to_its_own_set_and_sees_what_that_imports() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = "kind: scenario\nid: x\nduty: A\nlog: \"step,at\\ntwo,2026-03-02\\none,2026-03-03\"\nexpect: []\n";
    set(&folder.path().join("base"), wrong);
    let upper = folder.path().join("upper");
    fs::create_dir(&upper).unwrap();
    let root = "kind = \"set\"\nid = \"u\"\nversion = \"1\"\nimports = [\"../base\"]\n";
    fs::write(upper.join("remit.toml"), root).unwrap();
    let right = "kind: scenario\nid: y\nlog: \"step,at\\nA.two,2026-03-02\\nA.one,2026-03-03\"\n\
                 expect: [{ rule: disposal/out-of-order, duty: A }]\n";
    fs::write(upper.join("y.yaml"), right).unwrap();
    let out = remit().args(["test", "upper"]).current_dir(folder.path()).output().unwrap();
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{told}{}", text(&out.stderr));
    assert_eq!(told, "ok upper: 1 scenario (0 variants)\n");
    let out = remit().args(["test", "."]).current_dir(folder.path()).output().unwrap();
    assert!(
        text(&out.stdout).ends_with("FAILED 1 of 2 scenarios (0 variants)\n"),
        "{}",
        text(&out.stdout)
    );
}

#[test]
fn coverage_says_what_no_scenario_exercises() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = "kind: scenario\nid: x\nduty: A\nlog: |\n  step,at,grade\n  one,2026-03-02,high\n  two,2026-03-03,high\nexpect: []\n";
    set(folder.path(), scenario);
    let root = "kind = \"set\"\nid = \"s\"\nversion = \"1\"\n[fields.grade]\n";
    fs::write(folder.path().join("remit.toml"), root).unwrap();
    let list = "kind: responsibility-list\nduties:\n  A: { title: a, holder: H }\n  B: { title: b, holder: H }\n---\n\
                kind: roster\nroles: { H: { title: h } }\n---\n\
                kind: standard\nduty: A\nsteps:\n  one: { title: One }\n\
                \x20 two: { title: Two, after: one, when: { grade: high }, within: [{ limit: 3d, when: { grade: high } }, { limit: prompt, of: one }] }\n\
                \x20 three: { title: Three, optional: true, not_before: 1d }\n";
    fs::write(folder.path().join("set.yaml"), list).unwrap();
    let run =
        |args: &[&str]| remit().arg("test").args(args).current_dir(folder.path()).output().unwrap();
    let out = run(&["--coverage", "--format", "json"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let coverage = &report["sets"][0]["coverage"];
    let part = |name: &str| {
        (coverage["parts"][name]["seen"].as_u64(), coverage["parts"][name]["of"].as_u64())
    };
    assert_eq!(part("duties"), (Some(1), Some(2)));
    assert_eq!(part("steps"), (Some(2), Some(3)));
    // Two conditions and an optional step, each of two sides.
    assert_eq!(part("branches"), (Some(3), Some(6)));
    // Three days, kept; not before a day. Promptly can't be missed.
    assert_eq!(part("deadlines"), (Some(1), Some(4)));
    let never: Vec<String> = coverage["never"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            format!(
                "{}:{} {}",
                own["place"]["line"],
                own["part"].as_str().unwrap(),
                own["what"]["en"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        never,
        [
            "13:branches A “Two”: never seen: its condition does not hold",
            "13:branches A “Two”: never seen: its condition does not hold",
            "13:deadlines A “Two”: never seen: 3 days missed",
            "14:steps A “Three”: never done",
            "14:branches A “Three”: never seen: done",
            "14:deadlines A “Three”, not before: never seen: 1 day kept",
            "14:deadlines A “Three”, not before: never seen: 1 day missed",
            "4:duties duty B “b”: no case has an event of it",
        ]
    );
    // Seven of fifteen.
    let told = text(&run(&["--coverage"]).stdout);
    assert!(told.contains("coverage 46.7% (7/15)"), "{told}");
    assert_eq!(run(&["--coverage", "--threshold", "47"]).status.code(), Some(1));
    assert_eq!(run(&["--coverage", "--threshold", "46"]).status.code(), Some(0));
    assert_eq!(run(&["--threshold", "46"]).status.code(), Some(2));
}

#[test]
fn rules_that_no_scenario_misses_are_listed_at_their_place() {
    let out = test(&[SET, "--mutate", "--format", "json", "--filter", "两份"]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mutation = &report["sets"][0]["mutation"];
    let left: Vec<String> = mutation["unnoticed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            let what = own["what"]["en"].as_str().unwrap();
            format!("{}:{} {what}", own["place"]["line"], own["place"]["column"])
        })
        .collect();
    let wanted = [
        // No scenario has another body act, leave the draft out or deliver before it.
        "16:13 `L-1` without `holder: CASE`",
        "28:3 `L-1.draft` not required",
        // What is open falls due by deadlines alone, and the duty's end does it as well.
        "29:3 `L-1.deliver` without `ends: true`",
        "31:12 `L-1.deliver` without `after: draft`",
        "21:67 `L-2` without `trigger.within: 7d`",
        // A duty that was never begun is told as such.
        "39:3 `L-2.visit` not required",
    ];
    assert_eq!(left, wanted);
    // L-1: holder, two steps required, who drafts, after, within, evidence, end. L-2: holder,
    // trigger with its condition and limit, frequency, a step required. `at_least: 1` is none.
    assert_eq!(mutation["tried"], 8 + 6);
    let told = text(&test(&[SET, "--mutate", "--lang", "zh"]).stdout);
    assert!(told.ends_with("已证明 14条规则中的8条\n"), "{told}");
    assert!(told.lines().all(|line| remit::text::width::width(line) <= 80), "{told}");
}
