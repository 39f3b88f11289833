//! What pipelines read: places by hand, and real validators of each format.
//!
//! `tests/pipeline` has what they need: `npm ci` there for SARIF, and for the others a Python
//! environment in `target/pipeline` with `requirements.txt`. Where either is absent it is said.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::command::{remit, text};
use crate::support::project;

/// Begins with a byte order mark, has CRLF, a tab and characters beyond the basic plane.
const HOSTILE: &str = "\u{feff}kind = \"set\"\r\nid = \"t\"\r\n\tclosd = true # 错字\r\nseverity = { \"list/甲𠮷\" = \"nope\" }\r\n";

/// A repository with such a set below it.
fn repository() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("清 单,a");
    std::fs::create_dir_all(&set).unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    std::fs::write(set.join("remit.toml"), HOSTILE).unwrap();
    (folder, set)
}

fn check(set: &Path, format: &str) -> String {
    let out = remit().current_dir(set).args(["check", "--format", format]).output().unwrap();
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    text(&out.stdout)
}

#[test]
fn places_are_exact_from_the_root_of_the_repository_on() {
    let (_folder, set) = repository();
    let log: Value = serde_json::from_str(&check(&set, "sarif")).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["automationDetails"]["id"], "remit/check/t/");
    // Rule; line, column, line and column of its end; the hash of the line with its mark.
    let wanted = [
        ("list/unknown-key", [3, 2, 3, 7], "7ebbabd95ef79c3d:1"),
        ("list/unknown-rule", [4, 14, 4, 23], "9c13d227d7609152:1"),
        ("list/unknown-severity", [4, 26, 4, 32], "9c13d227d7609152:1"),
    ];
    for (rule, [line, column, end_line, end_column], hash) in wanted {
        let results = run["results"].as_array().unwrap();
        let own = results.iter().find(|own| own["ruleId"] == rule).unwrap();
        let place = &own["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E6%B8%85%20%E5%8D%95%2Ca/remit.toml");
        let region = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
        assert_eq!(place["region"], region, "{rule}");
        assert_eq!(own["partialFingerprints"]["primaryLocationLineHash"], hash, "{rule}");
    }
    let commands = check(&set, "github");
    assert!(
        commands.contains(
            "::error file=清 单%2Ca/remit.toml,line=4,endLine=4,col=26,endColumn=32,title=list/unknown-severity::"
        ),
        "{commands}"
    );
    let quality: Value = serde_json::from_str(&check(&set, "gitlab")).unwrap();
    let own = quality.as_array().unwrap().iter();
    let own = own.clone().find(|own| own["check_name"] == "list/unknown-key").unwrap();
    assert_eq!(
        own["location"],
        json!({ "path": "清 单,a/remit.toml", "lines": { "begin": 3, "end": 3 } })
    );
}

#[test]
fn github_gets_a_summary_of_the_job_behind_what_is_there() {
    let (folder, set) = repository();
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let out = remit()
        .current_dir(&set)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .args(["check", "--format", "github", "--format", "sarif=x.sarif", "--exit-zero"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(0));
    let told = std::fs::read_to_string(&summary).unwrap();
    assert!(told.starts_with("before\n### "), "{told}");
    assert!(told.contains("`list/unknown-severity`"), "{told}");
    assert!(set.join("x.sarif").exists());
}

/// What every command writes for pipelines, in both languages.
fn written() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipeline");
    std::fs::create_dir_all(&folder).unwrap();
    let commands = [
        ("check", vec!["check", "tests/broken", "lists/dv-linkage"]),
        ("clean", vec!["check", "lists/road-traffic-fines"]),
        ("audit", vec!["audit", "lists/proactive-policing"]),
        ("test", vec!["test", "lists/dv-linkage", "--filter", "DV-05"]),
        ("failing", vec!["test", "tests/trials/letters"]),
    ];
    for lang in ["en", "zh"] {
        for (name, args) in &commands {
            let mut command = remit();
            command.args(args).args(["--lang", lang]);
            for (format, end) in
                [("sarif", "sarif"), ("gitlab", "gitlab.json"), ("junit", "xml"), ("github", "txt")]
            {
                let file = folder.join(format!("{name}-{lang}.{end}"));
                command.arg(format!("--format={format}={}", file.display()));
            }
            let out = command.output().unwrap();
            assert_ne!(out.status.code(), Some(2), "{name}: {}", text(&out.stderr));
        }
    }
    folder
}

#[test]
fn every_format_holds_in_its_validators() {
    let folder = written();
    let python = project("target/pipeline/bin/python");
    if python.exists() {
        let check = project("tests/pipeline/check.py");
        let out = Command::new(python).arg(check).arg(&folder).output().unwrap();
        let told = text(&out.stdout) + &text(&out.stderr);
        assert!(out.status.success(), "{told}");
        println!("{told}");
    } else {
        println!("no Python environment in target/pipeline: JUnit and GitLab stay unvalidated");
    }
    let tool =
        project("tests/pipeline/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
    if !tool.exists() {
        println!("tests/pipeline has no packages (npm ci there): SARIF stays unvalidated");
        return;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let found = folder.join("validated.json");
    let logs: Vec<PathBuf> = ["check", "clean", "audit", "test", "failing"]
        .iter()
        .flat_map(|name| ["en", "zh"].map(|lang| folder.join(format!("{name}-{lang}.sarif"))))
        .collect();
    let out = Command::new(&tool)
        .arg("validate")
        .args(&logs)
        .args(["--rule-kind", "Sarif;Gh", "--log", "ForceOverwrite", "--output"])
        .arg(&found)
        .output()
        .unwrap();
    let told = text(&out.stdout);
    assert!(told.contains(&format!("{} files scanned", logs.len())), "{told}");
    // It exits with 0 whatever it finds.
    let results: Value = serde_json::from_str(
        std::fs::read_to_string(&found).unwrap().trim_start_matches('\u{feff}'),
    )
    .unwrap();
    let results = results["runs"][0]["results"].as_array().unwrap();
    // The program has no page of its own yet, which is all that may be said of it.
    let rest: Vec<_> = results.iter().filter(|own| own["ruleId"] != "SARIF2005").collect();
    assert!(rest.is_empty(), "{rest:#?}");
}

/// What the set says of a rule holds in every format, and so does what makes the run fail.
#[test]
fn the_severity_that_a_set_chooses_is_shown_everywhere() {
    let late = "disposal/step-late";
    for (chosen, level, command, quality, exit) in [
        ("error", "error", "::error ", "major", 1),
        ("warning", "warning", "::warning ", "minor", 0),
        ("note", "note", "::notice ", "info", 0),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write(
            "remit.toml",
            &format!(
                "kind = 'set'\nid = 't'\ntimezone = 'Asia/Shanghai'\n[severity]\n'{late}' = '{chosen}'\n'evaluation/below-target' = 'off'\n"
            ),
        );
        write("duties.yaml", include_str!("../small.yaml"));
        write(
            "a.csv",
            "案件编号,事项,环节,时间,单位\nc,A-1,open,2026-02-10 08:00,north\nc,A-1,close,2026-02-10 12:00,north\n",
        );
        let run = |format: &str| {
            let args = ["audit", "--log", "a.csv", "--format", format];
            let out = remit().current_dir(folder.path()).args(args).output().unwrap();
            assert_eq!(out.status.code(), Some(exit), "{chosen}");
            text(&out.stdout)
        };
        let json = |format: &str| -> Value { serde_json::from_str(&run(format)).unwrap() };
        let log = json("sarif");
        assert_eq!(log["runs"][0]["results"][0]["level"], level);
        let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
        assert_eq!(
            (&rule["id"], &rule["defaultConfiguration"]["level"]),
            (&json!(late), &json!("error"))
        );
        assert!(run("github").starts_with(command), "{chosen}");
        assert_eq!(json("gitlab")[0]["severity"], quality);
        let junit = run("junit");
        assert_eq!(junit.contains("<failure"), exit == 1, "{junit}");
        assert!(junit.contains(&format!("{chosen} {late}")), "{junit}");
        assert_eq!(json("json")["findings"][0]["severity"], chosen);
        for format in ["terminal", "markdown", "csv"] {
            let told = run(format);
            assert!(told.contains(chosen), "{format}: {told}");
        }
        assert!(run("html").contains(&format!("data-severity=\"{chosen}\"")));
    }
}
