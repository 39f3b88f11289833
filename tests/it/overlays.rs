//! Overlays: a province and a county change a national duty.

use std::fs;
use std::path::Path;

use crate::command::{remit, text};
use crate::imports::set;

/// A national duty with its standard and roster.
const NATION: &str = "\
kind: responsibility-list
duties:
  DV-06:
    title: { en: Follow-up, zh: 回访 }
    holder: CASE
    supporting: [JC]
    reserved_to: [officer]
    delegates: [disclosure]
    work: routine
    trigger: [{ event: { en: a letter was delivered, zh: 告诫书送达 } }]
    expected: [{ at_least: 1, every: quarter, step: visit }]
    data: { note: { purpose: { en: result, zh: 结果 }, retention: 1y } }
    basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }]
---
kind: standard
duty: DV-06
closes_after: 60d
steps:
  deliver: { title: { en: Deliver, zh: 送达 }, starts: true, evidence: [note] }
  visit: { title: { en: Visit, zh: 上门 }, after: deliver, evidence: [note], within: { 7d: deliver }, by: { kind: officer } }
  hold: { title: { en: Hold, zh: 留置 }, optional: true, after: deliver, evidence: [note], within: [{ limit: 24h, of: deliver, clock: custody }] }
  report: { title: { en: Report, zh: 通报 }, after: visit, ends: true, evidence: [note], within: { 30d: deliver }, to: JC, disclose: [note], accepted: { step: take, within: 3d }, basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }] }
  take: { title: { en: Take, zh: 接收 }, optional: true, evidence: [note], by: { role: JC } }
safeguards: [{ require: two-persons, of: visit, title: { en: in pairs, zh: 双人上门 } }]
evaluation: [{ measure: on-time, of: visit, target: 90% }]
---
kind: roster
id: nation
roles: { CASE: { title: { en: Case team, zh: 办案队 } }, JC: { title: { en: Committee, zh: 居委会 } }, WF: { title: { en: Women's federation, zh: 妇联 } } }
bodies: { C: { title: { en: C, zh: 办案一队 }, roles: CASE }, J: { title: { en: J, zh: 东街居委会 }, roles: JC }, W: { title: { en: W, zh: 县妇联 }, roles: WF } }
";

const FIELDS: &str = "[fields]\nnote = { title = { en = \"Note\", zh = \"记录\" } }\n\
    photo = { title = { en = \"Photo\", zh = \"照片\" } }\n";

const BASIS: &str = "basis: [{ law: Local rule, article: '3', from: 2024-01-01, status: local, source: gazette }]\n";

/// What a province makes of it.
const PROVINCE: &str = "\
kind: overlay
duty: DV-06
title: { en: Provincial measures, zh: 省办法 }
add:
  supporting: [WF]
  steps: { call: { title: { en: Call, zh: 电话回访 }, after: visit, evidence: [note], by: { role: WF } } }
tighten:
  steps: { visit: { within: { 5d: deliver }, evidence: [note, photo] } }
  expected: [{ at_least: 1, every: month, step: visit }]
replace:
  title: { en: Follow-up in the province, zh: 省回访 }
";

/// What a county in it makes of that.
const COUNTY: &str = "\
种类: 地方细则
责任事项编号: DV-06
收紧:
  处置环节: { visit: { 时限: { 72h: deliver } }, call: { 时限: { 7d: visit } } }
";

fn run(base: &Path, args: &[&str]) -> (i32, String) {
    let out = remit().current_dir(base).args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stdout) + &text(&out.stderr))
}

/// A nation, a province and a county, each importing the one before.
fn country(province: &str, county: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    set(base, "nation", "", FIELDS, NATION);
    let with = |text: &str| if text.is_empty() { String::new() } else { format!("{text}{BASIS}") };
    set(base, "province", "imports = [\"../nation\"]", "", &with(province));
    set(
        base,
        "county",
        "imports = [\"../province\"]",
        "",
        &with(county).replace("basis", "法律依据"),
    );
    folder
}

#[test]
fn the_levels_alone_and_together_have_no_fault() {
    let folder = country(PROVINCE, COUNTY);
    for name in ["nation", "province", "county"] {
        let (code, told) = run(folder.path(), &["check", name, "--fail-on", "note"]);
        assert_eq!(code, 0, "{name}: {told}");
    }
}

#[test]
fn every_change_is_told_with_its_file_and_basis_in_both_languages() {
    let folder = country(PROVINCE, COUNTY);
    let explain = |set: &str, lang: &str| {
        run(folder.path(), &["explain", "DV-06", "--set", set, "--lang", lang]).1
    };
    let nation = explain("nation", "en");
    assert!(!nation.contains("Local rules") && nation.contains("within 7 days"), "{nation}");
    assert!(nation.contains("a lower level may by its own rules: let a hand-over disclose more"));
    let county = explain("county", "en");
    for part in [
        "DV-06 Follow-up in the province",
        "within 72 hours of “Deliver”",
        "Local rules Provincial measures · province/all.yaml",
        "by Local rule, art. 3 (local rule; since 2024-01-01; gazette)",
        "replaces name: Follow-up → Follow-up in the province (line 11)",
        "adds step “Call” (line 6)",
        "adds supporting body: Women's federation (WF) (line 5)",
        "tightens “Visit”, deadline: within 7 days of “Deliver” → within 5 days of “Deliver” (line 8)",
        "tightens “Visit”, evidence: Note → Note, Photo (line 8)",
        "tightens frequency: at least 1 time a quarter for each body (“Visit” counts) → at least 1 time a month",
        "county/all.yaml",
        "tightens “Visit”, deadline: within 5 days of “Deliver” → within 72 hours of “Deliver” (line 4)",
        "tightens “Call”, deadline: within 7 days of “Visit” (line 4)",
    ] {
        let flat = county.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(part), "{part}: {county}");
    }
    let county = explain("county", "zh");
    for part in ["地方规定", "收紧“上门”的时限", "增加环节“电话回访”", "省办法 · province/all.yaml"]
    {
        assert!(county.contains(part), "{part}: {county}");
    }
    let province = explain("province", "en");
    assert!(province.contains("→ within 5 days") && !province.contains("72 hours"), "{province}");
}

#[test]
fn a_case_is_judged_by_the_nearest_level_and_the_finding_points_at_its_line() {
    let folder = country(PROVINCE, COUNTY);
    let log = "案件编号,事项,环节,时间,单位,人员,人员身份,note,photo\n\
        c,DV-06,deliver,2026-03-02 09:00,C,p1,officer,x,\n\
        c,DV-06,visit,2026-03-06 09:00,C,p1、p2,officer,x,\n";
    fs::write(folder.path().join("log.csv"), log).unwrap();
    let found = |set: &str| {
        let args = ["audit", set, "--log", "log.csv", "--format", "json"];
        let (_, told) = run(folder.path(), &args);
        let report: serde_json::Value = serde_json::from_str(&told).expect(&told);
        let findings = report["findings"].as_array().unwrap().clone();
        let of_visit = findings.into_iter().filter(|f| f["step"] == "visit");
        let line = |f: serde_json::Value| {
            let clause = &f["clause"];
            format!("{} {}:{}", f["rule"].as_str().unwrap(), clause["path"], clause["line"])
        };
        let mut found: Vec<String> = of_visit.map(line).collect();
        found.retain(|f| f.starts_with("disposal"));
        found.sort();
        found
    };
    assert_eq!(found("nation"), Vec::<String>::new());
    let photo = "disposal/evidence-missing \"province/all.yaml\":8";
    assert_eq!(found("province"), [photo]);
    assert_eq!(found("county"), [photo, "disposal/step-late \"county/all.yaml\":4"]);
}

/// The rules on overlays that a county's overlay breaks, with the line of each, and whether the county
/// still visits within seven days.
fn faults(county: &str) -> Vec<String> {
    let folder = country("", county);
    let (_, told) =
        run(folder.path(), &["check", "county", "--format", "json", "--fail-on", "never"]);
    let report: serde_json::Value = serde_json::from_str(&told).expect(&told);
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|f| f["rule"].as_str().unwrap().replace("list/", "")).collect()
}

#[test]
fn what_an_overlay_may_not_do_is_a_fault_and_has_no_effect() {
    let of = |change: &str| faults(&format!("kind: overlay\nduty: DV-06\n{change}\n"));
    for (change, wanted) in [
        ("tighten: { steps: { visit: { within: { 8d: deliver } } } }", "overlay-loosens"),
        ("tighten: { steps: { visit: { within: { 1month: deliver } } } }", "overlay-loosens"),
        ("tighten: { steps: { hold: { within: { 1d: deliver } } } }", "overlay-loosens"),
        (
            "tighten: { steps: { report: { within: { 1month: deliver } } } }",
            "overlay-not-comparable",
        ),
        (
            "tighten: { steps: { visit: { within: { limit: 5d, of: deliver, pause: { from: hold, until: take } } } } }",
            "overlay-not-comparable",
        ),
        ("replace: { groups: { g: { one_of: [visit, hold] } } }", "overlay-unknown-part"),
        ("tighten: { steps: { visit: { by: { kind: volunteer } } } }", "overlay-loosens"),
        ("tighten: { steps: { visit: { evidence: [photo] } } }", "overlay-loosens"),
        ("tighten: { steps: { visit: { optional: true } } }", "overlay-loosens"),
        ("tighten: { steps: { visit: { forbidden: true } } }", "overlay-loosens"),
        ("tighten: { steps: { visit: { when: { note: x } } } }", "overlay-not-comparable"),
        ("tighten: { expected: [{ at_least: 1, every: year, step: visit }] }", "overlay-loosens"),
        ("tighten: { expected: [{ every: month }] }", "overlay-unknown-part"),
        (
            "tighten: { evaluation: [{ measure: on-time, of: visit, target: 80% }] }",
            "overlay-loosens",
        ),
        (
            "tighten: { evaluation: [{ measure: done, of: visit, target: 99% }] }",
            "overlay-unknown-part",
        ),
        (
            "tighten: { safeguards: [{ require: two-persons, of: visit, persons: 1 }] }",
            "overlay-loosens",
        ),
        ("tighten: { closes_after: 90d }", "overlay-loosens"),
        ("tighten: { reserved_to: [officer, auxiliary] }", "overlay-loosens"),
        ("tighten: { steps: { vist: { at_least: 2 } } }", "overlay-unknown-part"),
        ("add: { steps: { visit: { title: x } } }", "overlay-adds-existing"),
        ("add: { supporting: [JC] }", "overlay-adds-existing"),
        ("add: { data: { note: { retention: 1y } } }", "overlay-adds-existing"),
        ("add: { data: { photo: { purpose: p, retention: 1y } } }", "overlay-widens-power"),
        ("replace: { data: { note: { purpose: p, retention: 2y } } }", "overlay-widens-power"),
        ("replace: { data: { photo: { purpose: p, retention: 2y } } }", "overlay-unknown-part"),
        ("replace: { holder: JC }", "overlay-widens-power"),
        ("replace: { reserved_to: [officer, auxiliary] }", "overlay-widens-power"),
        ("replace: { reserved_to: [] }", "overlay-widens-power"),
        ("replace: { safeguards: [] }", "overlay-widens-power"),
        (
            "replace: { steps: { hold: { title: x, optional: true, evidence: [note], within: [{ limit: 48h, of: deliver, clock: custody }] } } }",
            "overlay-widens-power",
        ),
        (
            "replace: { steps: { hold: { title: x, optional: true, evidence: [note], within: { 24d: deliver } } } }",
            "overlay-widens-power",
        ),
        (
            "replace: { steps: { visit: { title: x, after: deliver, evidence: [note] } } }",
            "overlay-widens-power",
        ),
    ] {
        assert_eq!(of(change), [wanted], "{change}");
    }
}

#[test]
fn what_an_overlay_may_do_is_no_fault() {
    let of = |change: &str| faults(&format!("kind: overlay\nduty: DV-06\n{change}\n"));
    for change in [
        "tighten: { closes_after: 30d, reserved_to: [officer] }",
        "tighten: { steps: { visit: { within: { 7d: DV-06.deliver } } } }",
        "tighten: { steps: { visit: { by: { persons: 2 }, at_least: 2 } } }",
        "tighten: { evaluation: [{ measure: on-time, of: visit, target: 95% }] }",
        "tighten: { safeguards: [{ require: two-persons, of: visit, persons: 3 }] }",
        "tighten: { expected: [{ at_least: 4, every: quarter, step: visit }] }",
        "replace: { data: { note: { purpose: p, retention: 90d } } }",
        // The national duty delegates disclosure.
        "replace: { steps: { report: { title: x, after: visit, ends: true, evidence: [note], within: { 30d: deliver }, to: JC, disclose: [note, photo], accepted: { step: take, within: 3d }, basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }] } } }",
        "replace: { steps: { visit: { title: x, after: deliver, evidence: [note], within: { 9d: deliver }, by: { kind: officer } } } }",
        "replace: { expected: [{ at_least: 1, every: year }], supporting: [JC, WF], matches: { keywords: [回访] } }",
    ] {
        let found = of(change);
        let rest: Vec<_> = found.iter().filter(|rule| rule.starts_with("overlay")).collect();
        assert!(rest.is_empty(), "{change}: {found:?}");
    }
}

#[test]
fn what_is_refused_leaves_the_upper_rule_in_force() {
    let county = "kind: overlay\nduty: DV-06\ntighten: { steps: { visit: { within: { 8d: deliver }, at_least: 2 } } }\n\
        replace: { holder: JC }\n";
    let folder = country("", county);
    let (_, told) = run(folder.path(), &["explain", "DV-06", "--set", "county", "--lang", "en"]);
    assert!(
        told.contains("within 7 days of “Deliver”; evidence") || told.contains("within 7 days"),
        "{told}"
    );
    assert!(told.contains("Case team (CASE) answers for it"), "{told}");
    assert!(told.contains("tightens “Visit”, times at least: 2"), "{told}");
    assert!(!told.contains("8 days"), "{told}");
}

#[test]
fn two_overlays_of_one_level_that_change_the_same_are_told_and_the_first_holds() {
    let both = "kind: overlay\nduty: DV-06\nbasis: [{ law: x, status: placeholder }]\ntighten: { steps: { visit: { within: { 5d: deliver } } } }\n---\n\
        kind: overlay\nduty: DV-06\ntighten: { steps: { visit: { within: { 4d: deliver } }, report: { within: { 20d: deliver } } } }\n";
    assert_eq!(faults(both), ["overlay-conflict"]);
    // Two provinces beside each other.
    let folder = country("", "");
    let base = folder.path();
    let change = |days: u32| {
        format!(
            "kind: overlay\nduty: DV-06\n{BASIS}tighten: {{ steps: {{ visit: {{ within: {{ {days}d: deliver }} }} }} }}\n"
        )
    };
    set(base, "east", "imports = [\"../nation\"]", "", &change(5));
    set(base, "west", "imports = [\"../nation\"]", "", &change(4));
    set(base, "both", "imports = [\"../east\", \"../west\"]", "", "");
    let (code, told) = run(base, &["check", "both", "--lang", "en"]);
    assert!(code == 1 && told.contains("list/overlay-conflict"), "{told}");
    let (_, told) = run(base, &["explain", "DV-06", "--set", "both", "--lang", "en"]);
    assert!(told.contains("within 5 days") && !told.contains("within 4 days"), "{told}");
    let (code, told) = run(base, &["check", "east", "west", "nation"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn odd_overlays_are_told_and_nothing_breaks() {
    for (text, wanted) in [
        ("kind: overlay\n", vec!["overlay-unknown-duty"]),
        ("kind: overlay\nduty: DV-60\nadd: { supporting: [WF] }\n", vec!["overlay-unknown-duty"]),
        ("kind: overlay\nduty: []\n", vec!["overlay-unknown-duty", "wrong-type"]),
        ("kind: overlay\nduty: DV-06\nadd: 3\n", vec!["wrong-type"]),
        ("kind: overlay\nduty: DV-06\nadd: { stepps: {} }\n", vec!["unknown-key"]),
        (
            "kind: overlay\nduty: DV-06\ntighten: { steps: { visit: { within: { 5x: deliver } } } }\n",
            vec!["bad-deadline"],
        ),
        (
            "kind: overlay\nduty: DV-06\nadd: { steps: { a: { title: x, evidence: [note], after: b } } }\n",
            vec!["unknown-step"],
        ),
        ("kind: overlay\nduty: DV-06\nadd: { supporting: [XX] }\n", vec!["unknown-party"]),
    ] {
        let mut found = faults(text);
        found.retain(|rule| rule != "unused-supporting-body");
        assert_eq!(found, wanted, "{text}");
    }
    // Sets that import each other, each with an overlay of the other's duty.
    let folder = country(PROVINCE, COUNTY);
    set(folder.path(), "nation", "imports = [\"../county\"]", FIELDS, NATION);
    let (code, told) = run(folder.path(), &["check", "county", "--lang", "en"]);
    assert!(code == 1 && told.contains("list/import-cycle"), "{told}");
}

#[test]
fn an_overlay_of_a_duty_left_out_goes_with_it() {
    let folder = country(PROVINCE, "");
    let base = folder.path();
    let more = NATION.replace("DV-06", "DV-07").replace("id: nation\n", "id: second\n");
    let more = more.split("---\nkind: roster").next().unwrap().to_owned();
    fs::write(base.join("nation/more.yaml"), more).unwrap();
    set(base, "town", "imports = [{ set = \"../province\", only = [\"DV-07\"] }]", "", "");
    let (code, told) = run(base, &["check", "town", "--fail-on", "warning"]);
    assert_eq!(code, 0, "{told}");
    let own = format!("kind: overlay\nduty: DV-06\n{BASIS}add: {{ supporting: [WF] }}\n");
    set(base, "town", "imports = [{ set = \"../province\", only = [\"DV-07\"] }]", "", &own);
    let (code, told) = run(base, &["check", "town", "--lang", "en"]);
    assert!(code == 1 && told.contains("list/overlay-unknown-duty"), "{told}");
}
