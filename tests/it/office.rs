//! Workbooks go through an office suite and come back, and what was filled into them is read.

#![expect(clippy::print_stdout, reason = "a test says clearly when LibreOffice is absent")]

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::command::{remit, text};

const ROOT: &str = "\
kind: set
id: small
version: '1'
title: { en: Small, zh: 小 }
languages: [en, zh]
timezone: Asia/Shanghai
logs: [log.csv]
---
";

const DUTIES: &str = include_str!("../small.yaml");

/// Three cases that are not closed; one of them is called like a formula.
const LOG: &str = "\
案件编号,事项,环节,时间,单位
=1+1,A-1,open,2026-02-10 08:00,north
c2,A-1,open,2026-02-10 09:00,north
c3,A-1,open,2026-02-10 10:00,north
c4,A-1,open,2026-02-12 08:00,north
c4,A-1,close,2026-02-12 09:00,north
";

/// The first two are closed at last.
const LATER: &str = "\
=1+1,A-1,close,2026-02-13 08:00,north
c5,A-1,open,2026-02-14 08:00,north
c5,A-1,close,2026-02-14 09:00,north
";

struct Sample {
    folder: tempfile::TempDir,
}

impl Sample {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("remit.yaml"), format!("{ROOT}{DUTIES}")).unwrap();
        std::fs::write(folder.path().join("log.csv"), LOG).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn audit(&self, args: &[&str]) -> String {
        let out = remit()
            .args(["audit", "--exit-zero"])
            .arg(self.folder.path())
            .args(args)
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        text(&out.stdout)
    }
}

/// Has the office suite convert a file; nothing where it is not installed.
fn convert(file: &Path, to: &str, folder: &Path) -> Option<()> {
    let profile = tempfile::tempdir().unwrap();
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .arg(file)
        .output();
    let Ok(out) = run else {
        println!("LibreOffice is not here: this test has nothing to open and passes");
        return None;
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(())
}

/// Copies the sheet of findings as a person would fill it in: for each case a word, an answer, a
/// name and a day.
fn fill(from: &Path, to: &Path, answers: &[(&str, &str, &str, &str)]) {
    let mut book: Xlsx<_> = calamine::open_workbook(from).unwrap();
    let name = book.sheet_names()[1].clone();
    let range = book.worksheet_range(&name).unwrap();
    let head: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = |title: &str| head.iter().position(|own| own == title).unwrap();
    let columns = ["整改情况", "答复", "责任人", "整改日期"].map(at);
    let mut made = Workbook::new();
    let sheet = made.add_worksheet();
    sheet.set_name("问题清单").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0u32..).zip(range.rows()) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Data::String(text) => drop(sheet.write_string(row, column, text).unwrap()),
                Data::Float(number) => drop(sheet.write_number(row, column, *number).unwrap()),
                Data::DateTime(at) => {
                    sheet.write_number_with_format(row, column, at.as_f64(), &day).unwrap();
                }
                _ => {}
            }
        }
        let case = cells[at("案件编号")].to_string();
        let Some(answer) = answers.iter().find(|own| own.0 == case) else { continue };
        let put = |at: usize| (row, u16::try_from(columns[at]).unwrap());
        for (at, text) in [(0, answer.1), (1, answer.2), (2, "王某")] {
            let (row, column) = put(at);
            sheet.write_string(row, column, text).unwrap();
        }
        if !answer.3.is_empty() {
            let (row, column) = put(3);
            let on = ExcelDateTime::parse_from_str(answer.3).unwrap();
            sheet.write_datetime_with_format(row, column, &on, &day).unwrap();
        }
    }
    made.save(to).unwrap();
}

const ANSWERS: [(&str, &str, &str, &str); 3] = [
    ("=1+1", "已整改", "=HYPERLINK(\"http://x\")", "2026-02-13"),
    ("c2", "已整改", "已补录", "2026-02-13"),
    ("c3", "有异议", "不属于本单位", ""),
];

/// What the second audit says of the answers.
fn checked(sample: &Sample, sheet: &Path) {
    std::fs::write(sample.path("log.csv"), format!("{LOG}{LATER}")).unwrap();
    let sheet = sheet.to_str().unwrap();
    let json = sample.audit(&["--rectified", sheet, "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let answers = &json["answers"];
    assert_eq!(answers["faulty"], Value::Array(Vec::new()), "{answers}");
    let of = |key: &str| answers[key].as_u64().unwrap();
    assert_eq!((of("rectified"), of("disputed"), of("open")), (2, 1, 0), "{answers}");
    assert_eq!((of("holding"), of("not_holding"), of("cannot_tell")), (1, 1, 0), "{answers}");
    let other = &answers["others"][0];
    assert_eq!(other["answer"]["holds"], true, "{answers}");
    assert_eq!(other["answer"]["response"], "=HYPERLINK(\"http://x\")", "{answers}");
    let finding = json["findings"].as_array().unwrap().iter().find(|own| own["case"] == "c2");
    let answer = &finding.unwrap()["answer"];
    assert_eq!(answer["holds"], false);
    assert_eq!(answer["responsible"], "王某");
    assert_eq!(answer["rectified_on"], "2026-02-13");
    // A period that has none of these findings comes to the same.
    let json = sample.audit(&["--rectified", sheet, "--period", "2026-02-14", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let of = |key: &str| json["answers"][key].as_u64().unwrap();
    assert_eq!((of("holding"), of("not_holding"), of("cannot_tell")), (1, 1, 0), "{json}");
    // People read it, and it comes out in the next sheet.
    let page = sample.audit(&["--rectified", sheet, "--lang", "zh", "--format", "csv"]);
    let line = page.lines().find(|line| line.contains(",c2,")).unwrap();
    assert!(line.contains(",rectified,已补录,王某,,2026-02-13,no,"), "{line}");
}

#[test]
fn a_filled_sheet_is_read_and_the_next_audit_says_whether_it_holds() {
    let sample = Sample::new();
    let (sheet, filled) = (sample.path("sheet.xlsx"), sample.path("filled.xlsx"));
    sample.audit(&["--lang", "zh", "--format", &format!("xlsx={}", sheet.display())]);
    fill(&sheet, &filled, &ANSWERS);
    checked(&sample, &filled);
}

#[test]
fn a_sheet_that_libreoffice_saved_anew_is_read_too() {
    let sample = Sample::new();
    let (sheet, filled) = (sample.path("sheet.xlsx"), sample.path("filled.xlsx"));
    sample.audit(&["--lang", "zh", "--format", &format!("xlsx={}", sheet.display())]);
    fill(&sheet, &filled, &ANSWERS);
    let again = sample.path("again");
    std::fs::create_dir(&again).unwrap();
    if convert(&filled, "xlsx", &again).is_some() {
        checked(&sample, &again.join("filled.xlsx"));
    }
}

#[test]
fn libreoffice_opens_every_sheet_and_shows_formulas_of_a_log_as_text() {
    let sample = Sample::new();
    let sheet = sample.path("sheet.xlsx");
    sample.audit(&["--lang", "en", "--format", &format!("xlsx={}", sheet.display())]);
    // All sheets, as UTF-8, as they are shown.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    if convert(&sheet, filter, sample.folder.path()).is_none() {
        return;
    }
    let read =
        |name: &str| std::fs::read_to_string(sample.path(&format!("sheet-{name}.csv"))).unwrap();
    for name in ["Summary", "Findings", "Due", "Measures", "Waivers", "Rejected", "Ledger"] {
        assert!(!read(name).trim().is_empty(), "{name}");
    }
    let findings = read("Findings");
    let mut reader = csv::Reader::from_reader(findings.as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |title: &str| head.iter().position(|own| own == title).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let open: Vec<_> =
        rows.iter().filter(|row| &row[at("Rule")] == "disposal/step-missing").collect();
    let cases: Vec<&str> = open.iter().map(|row| &row[at("Case")]).collect();
    assert_eq!(cases, ["=1+1", "c2", "c3"], "{findings}");
    // Two hours after eight.
    assert!(open[0][at("Was due")].starts_with("2026-02-10 10:00"), "{findings}");
    assert!(open.iter().all(|row| row[at("Fingerprint")].len() == 16));
    assert!(read("Summary").contains("2026-02-12 09:00"), "{}", read("Summary"));
}
