//! Whose is a task? What the command says.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::command::{remit, text};
use crate::imports::set;

const LIST: &str = "\
kind: responsibility-list
duties:
  W-1:
    title: { en: Windows, zh: 门窗 }
    holder: HOUSE
    supporting: [GUARD]
    work: routine
    trigger: [{ event: { en: a request, zh: 申请 } }]
    until: 2026-06-30
    basis:
      - { law: Old Act, article: '1', from: 2000-01-01, until: 2025-12-31, status: verified, source: here }
      - { law: New Act, article: '2', from: 2026-01-01, status: verified, source: here }
    matches: { keywords: [window, bars], codes: ['0701'] }
    boundary: { excludes: [{ what: { en: shop windows, zh: 橱窗 }, to: W-2 }] }
  W-2:
    title: { en: Shops, zh: 商铺 }
    holder: SHOP
    work: routine
    trigger: [{ event: { en: a request, zh: 申请 } }]
    basis: [{ law: New Act, article: '3', from: 2026-01-01, status: placeholder }]
    matches: { keywords: [counter, bars], values: { kind: [kiosk] } }
    boundary: { excludes: [{ what: { en: windows of homes, zh: 住宅门窗 }, to: HOUSE }] }
---
kind: standard
duty: W-1
steps:
  measure: { title: { en: Measure, zh: 量尺寸 }, starts: true, ends: true, evidence: [note] }
safeguards: [{ require: words, of: measure, title: { en: asked, zh: 询问 } }]
evaluation: [{ measure: done, of: measure, target: 100% }]
---
kind: roster
roles: { HOUSE: { title: { en: House team, zh: 住宅组 } }, SHOP: { title: { en: Shop team, zh: 商铺组 } }, GUARD: { title: { en: Guards, zh: 保安 } } }
bodies:
  h: { title: { en: House north, zh: 住宅北组 }, roles: HOUSE }
  s: { title: { en: Shop north, zh: 商铺北组 }, roles: SHOP }
  g: { title: { en: Guard north, zh: 保安北队 }, roles: GUARD }
";

const TABLES: &str = "[fields]\nnote = { title = { en = \"Note\", zh = \"记录\" } }\n\
    kind = { title = { en = \"Kind\", zh = \"类别\" }, values = [\"kiosk\"] }\n\
    [[prohibited]]\ntitle = { en = \"Breaking in\", zh = \"破门\" }\nkeywords = [\"break the window\"]\n\
    basis = [{ law = \"New Act\", article = \"9\", from = 2026-01-01, status = \"placeholder\" }]\n";

fn ask(base: &Path, args: &[&str]) -> (i32, String) {
    let out = remit().current_dir(base).arg("whose").args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stdout) + &text(&out.stderr))
}

fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), "list", "", TABLES, LIST);
    folder
}

#[test]
fn a_task_is_told_with_its_duty_holder_supporters_and_basis_in_both_languages() {
    let folder = sample();
    let (code, told) = ask(folder.path(), &["put up a window", "--lang", "en"]);
    assert_eq!(code, 0, "{told}");
    for part in [
        "“put up a window” belongs to W-1 Windows",
        "House team (HOUSE): House north",
        "Guards (GUARD): Guard north",
        "until 2026-06-30",
        "Old Act, art. 1 (verified; 2000-01-01 to 2025-12-31)",
        "New Act, art. 2 (verified; since 2026-01-01)",
        "shop windows → W-2 Shops",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("not in force"), "{told}");
    let (code, told) = ask(folder.path(), &["put up a window", "--lang", "zh"]);
    assert_eq!(code, 0, "{told}");
    for part in ["属于W-1 门窗", "住宅组（HOUSE）：住宅北组", "保安北队", "橱窗 → 属于W-2 商铺"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_duty_and_a_law_out_of_force_on_the_day_are_marked() {
    let folder = sample();
    let (code, told) = ask(folder.path(), &["window", "--on", "2026-03-01", "--lang", "en"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("2025-12-31) — not in force on 2026-03-01"), "{told}");
    assert_eq!(told.matches("not in force").count(), 1, "{told}");
    let (code, told) = ask(folder.path(), &["window", "--on", "2026-07-01", "--lang", "en"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("which is not in force on 2026-07-01"), "{told}");
    let (code, told) = ask(folder.path(), &["window", "--on", "tomorrow", "--lang", "en"]);
    assert!(code == 2 && told.contains("not a day"), "{told}");
}

#[test]
fn a_unit_is_told_its_part_and_where_the_task_must_go() {
    let folder = sample();
    let of = |unit: &str| ask(folder.path(), &["window", "--unit", unit, "--lang", "en"]);
    for (unit, part) in [
        ("h", "House north answers for it"),
        ("Guard north", "Guard north supports it"),
        ("商铺北组", "Shop north is not concerned: it goes to House north (h)"),
        ("s", "its own W-2 Shops does not include: windows of homes"),
    ] {
        let (code, told) = of(unit);
        assert!(code == 0 && told.contains(part), "{unit}: {told}");
    }
    let (code, told) = of("Guard nroth");
    assert!(code == 2 && told.contains("did you mean `Guard north`?"), "{told}");
}

#[test]
fn names_steps_codes_and_values_are_known_too() {
    let folder = sample();
    for (task, duty, by) in [
        ("w-1", "W-1", "name"),
        ("Shops", "W-2", "name"),
        ("量尺寸", "W-1", "step"),
        ("０７０１", "W-1", "code"),
        ("KIOSK", "W-2", "value"),
        ("the counter", "W-2", "text"),
    ] {
        let (code, told) = ask(folder.path(), &[task, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&told).expect(&told);
        assert_eq!(code, 0, "{task}: {told}");
        assert_eq!(report["duties"][0]["id"], duty, "{task}");
        assert_eq!(report["by"], by, "{task}");
        assert_eq!(report["covered"], true);
    }
    let (_, told) = ask(folder.path(), &["Measure", "--format", "json", "--unit", "s"]);
    let report: serde_json::Value = serde_json::from_str(&told).expect(&told);
    assert_eq!(report["duties"][0]["steps"][0]["id"], "measure");
    assert_eq!(report["duties"][0]["unit"]["concern"], "none");
    assert_eq!(report["duties"][0]["unit"]["goes_to"]["id"], "h");
}

#[test]
fn what_nobody_holds_several_may_hold_or_nobody_may_do_ends_with_1() {
    let folder = sample();
    let (code, told) = ask(folder.path(), &["put up bars", "--lang", "en"]);
    assert!(code == 1 && told.contains("could belong to W-1 or W-2"), "{told}");
    assert!(told.contains("House team") && told.contains("Shop team"), "{told}");
    let (code, told) = ask(folder.path(), &["Windovs", "--lang", "en"]);
    assert!(code == 1 && told.contains("no duty covers “Windovs”"), "{told}");
    assert!(told.contains("Nearest     W-1 Windows"), "{told}");
    let (code, told) = ask(folder.path(), &["zzz qqq", "--lang", "en"]);
    assert!(code == 1 && told.contains("no duty is near it"), "{told}");
    let (code, told) = ask(folder.path(), &["break the window", "--lang", "en"]);
    assert!(code == 1 && told.contains("prohibited: Breaking in"), "{told}");
}

#[test]
fn odd_tasks_end_well() {
    let folder = sample();
    for task in ["", "  ", "\u{3000}"] {
        let (code, told) = ask(folder.path(), &[task, "--lang", "en"]);
        assert!(code == 2 && told.contains("no task is named"), "{task:?}: {told}");
    }
    assert_eq!(ask(folder.path(), &["--window"]).0, 0);
    assert_eq!(ask(folder.path(), &["\u{1b}[31mwindow\u{7}"]).0, 0);
    assert!(!ask(folder.path(), &["\u{1b}[31mwindow\u{7}"]).1.contains('\u{1b}'));
    let (code, told) = ask(folder.path(), &["window", "--set", "nowhere"]);
    assert_eq!(code, 2, "{told}");
    fs::write(folder.path().join("list/broken.yaml"), "kind: standard\nduty: [\n").unwrap();
    let (code, told) = ask(folder.path(), &["window", "--lang", "en"]);
    assert!(code == 2 && told.contains("can't be relied upon"), "{told}");
}

#[test]
fn a_megabyte_of_text_is_answered_at_once() {
    let folder = sample();
    for (task, code) in [("甲乙丙丁戊".repeat(70_000), 1), ("x".repeat(1 << 20) + " counter", 0)]
    {
        let mut child = remit()
            .current_dir(folder.path())
            .args(["whose", "-", "--lang", "en"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(task.as_bytes()).unwrap();
        let out = child.wait_with_output().unwrap();
        let told = text(&out.stdout);
        assert_eq!(out.status.code(), Some(code), "{told}");
        assert!(told.len() < 4_000, "{} bytes", told.len());
    }
}
