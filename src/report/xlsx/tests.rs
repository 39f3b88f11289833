use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::{due, render, whole};
use crate::report::columns::{COLUMNS, Value};
use crate::report::sample;
use crate::report::style::Style;
use crate::report::view::View;
use crate::report::wire::due::DueReport;
use crate::report::wire::{Answer, Finding, Past, PastPart, Report, State, Verdicts};
use crate::text::{Lang, Words};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// Every sheet's values; fails on any formula.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut book = open(bytes);
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
            let range = book.worksheet_range(&name).unwrap();
            (name, range)
        })
        .collect()
}

fn at(range: &Range<Data>, row: usize, column: usize) -> Data {
    let at = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
    range.get_value(at).cloned().unwrap_or_default()
}

/// A date as the report writes it, to the second.
fn date(cell: &Data) -> String {
    let Data::DateTime(at) = cell else { panic!("no date: {cell:?}") };
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// The number beside a word in the first two columns.
fn beside(range: &Range<Data>, word: &str) -> f64 {
    let row = range.rows().find(|row| row[0] == Data::String(word.to_owned()));
    match row.unwrap_or_else(|| panic!("{word}"))[1] {
        Data::Float(number) => number,
        ref other => panic!("{word}: {other:?}"),
    }
}

/// The sample with answers and words that would do harm.
fn hostile() -> Report {
    let mut report = sample::report();
    let texts = [
        "=HYPERLINK(\"http://e.vil\",\"x\")",
        "+1+1",
        "-2",
        "@SUM(A1:A9)",
        "_x000D_ \u{1b}[2J \u{202e}abc",
        "0012345678901234567890",
    ];
    for (finding, text) in report.findings.iter_mut().zip(texts) {
        finding.message = Words::same(text);
        finding.case = Some(text.to_owned());
        finding.body = Some(text.to_owned());
    }
    report.findings[0].answer = Some(Answer {
        state: State::Rectified,
        response: Some("=1+1".to_owned()),
        responsible: Some("王某".to_owned()),
        due: Some("2026-02-20".to_owned()),
        rectified_on: Some("2026-02-14".to_owned()),
        holds: Some(false),
    });
    report
}

#[test]
fn every_cell_of_every_finding_is_what_the_report_has() {
    let report = hostile();
    for lang in Lang::ALL {
        let view = View::new(&report, Style { lang, ..Style::default() });
        let sheets = sheets(render(&report, lang).unwrap());
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            match lang {
                Lang::En => {
                    [
                        "Summary",
                        "Findings",
                        "Due",
                        "Measures",
                        "Waivers",
                        "Rejected",
                        "Ledger",
                        "Bodies and duties",
                    ]
                }
                Lang::Zh => {
                    [
                        "概览",
                        "问题清单",
                        "即将到期",
                        "评价指标",
                        "豁免",
                        "无法读取的行",
                        "台账",
                        "单位与事项",
                    ]
                }
            }
        );
        let range = &sheets[1].1;
        assert_eq!(range.height(), report.findings.len() + 1);
        for (column, own) in COLUMNS.iter().enumerate() {
            assert_eq!(at(range, 0, column), Data::String(own.title.get(lang).to_owned()));
            for (row, finding) in (1..).zip(&report.findings) {
                let cell = at(range, row, column);
                match (own.of)(&view, finding) {
                    Value::Empty => assert_eq!(cell, Data::Empty, "{}", own.code),
                    Value::Text(text) => assert_eq!(cell, Data::String(text), "{}", own.code),
                    Value::Code(_, words) => {
                        assert_eq!(cell, Data::String(words.get(lang).to_owned()));
                    }
                    Value::Instant(text) => assert_eq!(text.get(..19), Some(date(&cell).as_str())),
                    Value::Day(text) => assert_eq!(date(&cell), format!("{text}T00:00:00")),
                }
            }
        }
        assert_eq!(at(range, 2, 5), Data::String("+1+1".to_owned()));
        assert_eq!(at(range, 6, 4), Data::String("0012345678901234567890".to_owned()));
    }
}

#[test]
fn the_other_sheets_have_the_numbers_of_the_report() {
    let report = sample::report();
    let all = sheets(render(&report, Lang::En).unwrap());
    let of = |name: &str| &all.iter().find(|(own, _)| own == name).unwrap().1;
    let summary = of("Summary");
    for (word, number) in [
        ("Cases", 2431.0),
        ("Faults", 86.0),
        ("Errors", 69.0),
        ("Warnings", 17.0),
        ("Findings in the sheet", 6.0),
        ("Counted beyond it", 80.0),
        ("Falling due", 1206.0),
        ("met", 61_204.0),
        ("missing", 45.0),
        ("disposal/step-missing", 60.0),
    ] {
        assert!((beside(summary, word) - number).abs() < 0.1, "{word}");
    }
    let as_of = summary.rows().find(|row| row[0] == Data::String("As of".to_owned())).unwrap();
    assert_eq!(date(&as_of[1]), "2026-02-15T23:59:59");
    // Body × duty adds up to what the report counts.
    let matrix = of("Bodies and duties");
    let head =
        matrix.rows().position(|row| row[0] == Data::String("Faults by body and duty".to_owned()));
    let total: f64 = matrix
        .rows()
        .skip(head.unwrap() + 1)
        .take_while(|row| row[0] != Data::Empty)
        .map(|row| match row.iter().rfind(|cell| **cell != Data::Empty) {
            Some(Data::Float(number)) => *number,
            other => panic!("{other:?}"),
        })
        .sum();
    let counted: u64 = report.counts.by_body.iter().map(|(_, count)| count).sum();
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let counted = counted as f64;
    assert!((total - counted).abs() < 0.1, "{total} {counted}");
    let ledger = of("Ledger");
    for (word, number) in [
        ("read", 9150.0),
        ("judged", 9111.0),
        ("out of list", 9.0),
        ("ignored", 25.0),
        ("rejected", 5.0),
    ] {
        assert!((beside(ledger, word) - number).abs() < 0.1, "{word}");
    }
    assert!((beside(of("Rejected"), "column `办理时间`: no time") - 5.0).abs() < 0.1);
    let due = of("Due");
    assert_eq!(due.height(), report.due.len() + 1);
    assert_eq!(date(&at(due, 1, 0)), "2026-02-16T10:00:00");
    let measures = of("Measures");
    assert_eq!(measures.height(), report.measures.len() + 1);
    assert_eq!((at(measures, 1, 5), at(measures, 1, 6)), (Data::Float(310.0), Data::Float(340.0)));
    assert_eq!(of("Waivers").height(), 1);
}

#[test]
fn what_is_open_from_earlier_goes_round_too_and_every_audit_has_its_rows() {
    let mut report = sample::report();
    report.remaining = report.findings.iter().take(2).cloned().collect();
    let verdicts = Verdicts { met: 3, late: 1, ..Verdicts::default() };
    let part = |id: &str, faults| PastPart { id: id.to_owned(), faults, verdicts };
    let past = |week: u64| Past {
        period: Some(format!("2026-W{week:02}")),
        as_of: report.as_of.clone(),
        faults: 90 + week,
        verdicts,
        duties: vec![part("PP-03", 40 + week)],
        bodies: vec![part("S1-COM", 30 + week), part("S1", 20 + week)],
    };
    report.history = vec![past(6), past(7)];
    let all = sheets(render(&report, Lang::En).unwrap());
    let of = |name: &str| &all.iter().find(|(own, _)| own == name).unwrap().1;
    let earlier = of("Open from earlier");
    assert_eq!(earlier.height(), 3);
    let id = COLUMNS.iter().position(|own| own.code == "id").unwrap();
    let fill = COLUMNS.iter().position(|own| own.code == "answer").unwrap();
    assert_eq!(at(earlier, 2, id), Data::String(report.findings[1].id.clone()));
    assert_eq!(at(earlier, 0, fill), Data::String("Rectified?".to_owned()));
    let history = of("History");
    // A row for each audit as a whole, for each body and for each duty.
    let faults: Vec<Data> = (1..history.height()).map(|row| at(history, row, 5)).collect();
    let wanted = [96.0, 97.0, 36.0, 26.0, 37.0, 27.0, 46.0, 47.0].map(Data::Float);
    assert_eq!(faults, wanted);
    assert_eq!(
        at(history, 3, 4),
        Data::String("Chengguan Police Station, Community Team".to_owned())
    );
    assert_eq!(at(history, 8, 9), Data::Float(0.75));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = hostile();
    for lang in Lang::ALL {
        let first = render(&report, lang).unwrap();
        assert_eq!(first, render(&report, lang).unwrap());
        // The clock of the second after which the first was made makes no difference either: the
        // date of making is that of as-of.
        let text = String::from_utf8_lossy(&first).into_owned();
        assert!(text.starts_with("PK"), "a ZIP file");
    }
}

#[test]
fn what_a_sheet_can_not_hold_is_counted_and_long_text_is_cut() {
    let mut report = sample::report();
    let template = report.findings[0].clone();
    report.findings = (0..7)
        .map(|at| Finding {
            message: Words::same("长".repeat(1_000_000 * usize::from(at == 0) + 10)),
            ..template.clone()
        })
        .collect();
    let all = sheets(whole(&report, Lang::En, 5).unwrap());
    assert_eq!(all[1].1.height(), 6);
    assert!((beside(&all[0].1, "Findings in the sheet") - 5.0).abs() < 0.1);
    assert!((beside(&all[0].1, "Counted beyond it") - 81.0).abs() < 0.1);
    let Data::String(text) = at(&all[1].1, 1, 5) else { panic!() };
    assert!(text.ends_with('…') && text.chars().count() == 32_001);
}

#[test]
fn what_falls_due_is_a_sheet_of_its_own() {
    let report = DueReport::of(&sample::report(), None);
    for lang in Lang::ALL {
        let all = sheets(due(&report, lang).unwrap());
        let range = &all[0].1;
        assert_eq!(range.height(), report.items.len() + 1);
        for (row, item) in (1..).zip(&report.items) {
            assert_eq!(item.due.get(..19), Some(date(&at(range, row, 1)).as_str()));
            assert_eq!(at(range, row, 8), Data::String(item.case.clone()));
        }
    }
}

#[test]
fn many_findings_fit() {
    let mut report = sample::report();
    let template = report.findings[0].clone();
    report.findings = (0..5_000)
        .map(|at| Finding { case: Some(format!("AL-{at}")), ..template.clone() })
        .collect();
    let bytes = render(&report, Lang::Zh).unwrap();
    let mut book = open(bytes);
    let range = book.worksheet_range("问题清单").unwrap();
    assert_eq!(range.height(), 5_001);
    assert_eq!(at(&range, 5_000, 4), Data::String("AL-4999".to_owned()));
}
