//! A set that is broken on purpose: every fault at its place, in one run.

use crate::command::{remit, text};

/// Rule, file, line, first column, column after the last: counted by hand in an editor, in
/// characters, from one.
const FAULTS: [(&str, &str, u32, u32, u32); 18] = [
    ("list/unknown-kind", "calendars/日历.yml", 1, 7, 15),
    ("list/not-utf8", "mappings/老系统.toml", 2, 9, 10),
    ("list/import-missing", "remit.toml", 7, 12, 24),
    ("list/unknown-key", "remit.toml", 9, 1, 6),
    ("list/unknown-rule", "remit.toml", 12, 1, 18),
    ("list/unknown-severity", "remit.toml", 13, 21, 27),
    ("list/syntax", "rosters/名册.yaml", 5, 2, 3),
    ("list/empty-file", "rosters/空.yaml", 1, 1, 1),
    ("list/wrong-type", "standards/告诫书.toml", 6, 12, 15),
    ("list/wrong-type", "standards/告诫书.toml", 11, 11, 13),
    ("list/duplicate-key", "standards/告诫书.toml", 13, 8, 12),
    ("list/duplicate-key", "standards/告诫书.toml", 14, 1, 6),
    ("list/syntax", "standards/告诫书.toml", 17, 16, 18),
    ("list/unknown-key", "清单/责任.yaml", 4, 44, 49),
    ("list/unknown-value", "清单/责任.yaml", 8, 11, 16),
    ("list/duplicate-key", "清单/责任.yaml", 9, 5, 11),
    ("list/wrong-type", "清单/责任.yaml", 11, 12, 41),
    ("list/wrong-type", "清单/责任.yaml", 14, 21, 23),
];

const SET: &str = "tests/broken/page";

#[test]
fn every_fault_is_found_at_its_place_in_one_run() {
    let out = remit().args(["check", SET, "--format", "json"]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    for (rule, file, line, column, end) in FAULTS {
        let path = format!("{SET}/{file}");
        let found = findings.iter().any(|finding| {
            let clause = &finding["clause"];
            finding["rule"] == rule
                && clause["path"] == path
                && (&clause["line"], &clause["column"]) == (&line.into(), &column.into())
                && clause["end_column"] == end
        });
        assert!(found, "{rule} at {path}:{line}:{column} to {end}\n{findings:#?}");
    }
    let mut ids: Vec<_> = findings.iter().map(|finding| finding["id"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), findings.len(), "each finding has an identity of its own");
}

/// A line of a document as it is shown, and the line of marks that must stand under it.
const MARKS: [(&str, &str); 6] = [
    (
        "  4 │   DV-01: { title: { zh: 接警登记, en: Alarm }, holdr: 综合指挥室 }",
        "    ·                                                ──┬──",
    ),
    ("  8 │     work: 专项工作吗", "    ·           ─────┬────"),
    (
        " 11 │     title: { zh: 告诫书, 法: Mise en garde }",
        "    ·            ────────────────┬────────────────",
    ),
    ("  6 │ optional = \"是\"", "    ·            ──┬─"),
    (" 17 │ title = { zh = 归档 }", "    ·                ──┬─"),
    (" 13 │ [steps.\"送达\"]", "    ·        ───┬──"),
];

#[test]
fn marks_stand_under_their_characters_in_chinese_and_crlf() {
    for lang in ["en", "zh"] {
        let out =
            remit().args(["check", SET, "--lang", lang]).env("COLUMNS", "80").output().unwrap();
        let told = text(&out.stdout);
        for (line, marks) in MARKS {
            // The space before a line number depends on the longest in the excerpt, and a line may
            // be shown for several faults.
            let lines: Vec<&str> = told.lines().collect();
            let under = |marks: &str| marks.split_once('·').map(|(_, marks)| marks.to_owned());
            let shown = lines.windows(2).any(|pair| {
                pair[0].trim_start() == line.trim_start() && under(pair[1]) == under(marks)
            });
            assert!(shown, "{line}\n{marks}\n{told}");
        }
        for (_, file, line, column, _) in FAULTS {
            let place = format!("[{SET}/{file}:{line}:{column}]");
            assert!(told.contains(&place), "{place}\n{told}");
        }
        assert!(told.lines().all(|line| remit::text::width::width(line) <= 80), "{told}");
    }
}

#[test]
fn nothing_english_is_left_in_chinese_but_names_and_codes() {
    let out = remit().args(["check", SET, "--lang", "zh"]).output().unwrap();
    let told = text(&out.stdout);
    for word in
        ["help", "error", "warning", "not ", "given", "reading", "see also", "expected", "files"]
    {
        // What stands in backquotes is written by the user, or to be written.
        let own = |line: &str| line.split('`').step_by(2).collect::<String>();
        let mut lines = told.lines().filter(|line| !line.contains('│') && !line.contains("list/"));
        let said = lines.find(|line| own(line).contains(word));
        assert!(said.is_none(), "{said:?}");
    }
}
