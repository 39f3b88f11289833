#![cfg(feature = "xlsx")]

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::read::read;
use super::{Sheets, Still, agree, apply};
use crate::report::columns::COLUMNS;
use crate::report::style::Style;
use crate::report::wire::{Answer, AnswerCounts, AnswerPlace, Finding, OtherAnswer, Report, State};
use crate::report::{markdown, sample, terminal, xlsx};
use crate::text::Lang;

/// The sample with a fingerprint for each finding.
fn report() -> Report {
    let mut report = sample::report();
    for (at, finding) in report.findings.iter_mut().enumerate() {
        finding.id = format!("{:016x}", 0xabcd_ef00_0000_0000_u64 + at as u64);
    }
    report.log.begins = Some("2026-01-01T00:00:00+08:00".to_owned());
    report
}

/// The sheet of findings as texts, its head first.
fn grid(report: &Report, lang: Lang) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::render(report, lang).unwrap())).unwrap();
    let name = book.sheet_names()[1].clone();
    let text = |cell: &Data| match cell {
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        own => own.to_string(),
    };
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn column(code: &str) -> usize {
    COLUMNS.iter().position(|own| own.code == code).unwrap()
}

/// A workbook with these texts; what begins with `#` is a number, with `date:` a date.
fn book(tabs: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let format = Format::new().set_num_format("yyyy/m/d");
    for (name, rows) in tabs {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(cells) {
                if let Some(number) = text.strip_prefix('#') {
                    sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
                } else if let Some(date) = text.strip_prefix("date:") {
                    let date = ExcelDateTime::parse_from_str(date).unwrap();
                    sheet.write_datetime_with_format(row, column, &date, &format).unwrap();
                } else if !text.is_empty() {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn sheets(bytes: Vec<u8>) -> Sheets {
    let mut sheets = Sheets::default();
    read("filled.xlsx", bytes, &mut sheets).unwrap();
    sheets
}

/// Cases that the log still has.
fn still(report: &Report) -> Still {
    let cases = report.findings.iter().filter_map(|own| own.case.clone()).collect();
    Still { found: HashSet::new(), cases }
}

fn fill(row: &mut [String], state: &str, response: &str, due: &str, on: &str) {
    for (code, text) in
        [("answer", state), ("response", response), ("rectify_by", due), ("rectified_on", on)]
    {
        text.clone_into(&mut row[column(code)]);
    }
}

#[test]
fn a_sheet_that_was_sorted_and_changed_is_read_by_headings_and_fingerprints() {
    let before = report();
    for lang in Lang::ALL {
        let word = |state: State| state.words().get(lang).to_owned();
        let mut rows = grid(&before, lang);
        fill(&mut rows[1], &word(State::Rectified), "=done", "date:2026-02-20", "date:2026-02-14");
        fill(&mut rows[2], &format!(" {} ", word(State::Rectified)), "", "", "2026/2/13");
        fill(&mut rows[3], &word(State::Disputed), "not ours", "", "");
        fill(&mut rows[4], "", "is being done", "#46073", "");
        // Turned round, with rows and columns put between, and a title above.
        let head = rows.remove(0);
        rows.reverse();
        rows.insert(2, vec!["小计".to_owned()]);
        rows.insert(0, head);
        rows.insert(0, Vec::new());
        rows.insert(0, vec!["某某派出所 2026年第7周".to_owned()]);
        for row in &mut rows {
            row.reverse();
            row.insert(0, String::new());
            row.insert(row.len().min(3), "note".to_owned());
        }
        let sheets = sheets(book(&[("别的", vec![vec!["x".to_owned()]]), ("Sheet1", rows)]));
        assert_eq!(sheets.faulty, []);
        let find = |at: usize| {
            sheets.answered.iter().find(|own| own.id == before.findings[at].id).unwrap()
        };
        assert_eq!(sheets.answered.len(), 4);
        let first = find(0);
        assert_eq!(first.answer.state, State::Rectified);
        assert_eq!(first.answer.response.as_deref(), Some("=done"));
        assert_eq!(first.answer.due.as_deref(), Some("2026-02-20"));
        assert_eq!(first.answer.rectified_on.as_deref(), Some("2026-02-14"));
        assert_eq!(first.case, before.findings[0].case);
        assert_eq!(first.rule.as_deref(), Some("disposal/step-missing"));
        assert_eq!(find(1).answer.rectified_on.as_deref(), Some("2026-02-13"));
        assert_eq!(find(2).answer.state, State::Disputed);
        // A date whose format was lost is the number of days since the last of 1899.
        let open = &find(3).answer;
        assert_eq!((open.state, open.due.as_deref()), (State::Open, Some("2026-02-20")));
        // The answers stand in the report and come out again.
        let mut after = report();
        apply(&mut after, sheets, &still(&before));
        let counts = after.answers.as_ref().unwrap();
        assert_eq!((counts.rectified, counts.disputed, counts.open), (2, 1, 1));
        assert_eq!((counts.not_holding, counts.holding, counts.cannot_tell), (2, 0, 0));
        assert_eq!(after.findings[0].answer.as_ref().unwrap().holds, Some(false));
        assert_eq!(after.findings[2].answer.as_ref().unwrap().holds, None);
        let again = grid(&after, lang);
        assert_eq!(again[1][column("answer")], word(State::Rectified));
        assert_eq!(again[1][column("response")], "=done");
        assert_eq!(again[1][column("rectify_by")], "2026-02-20 00:00:00");
    }
}

#[test]
fn what_was_put_right_holds_if_it_is_gone_and_the_log_can_tell() {
    let before = report();
    let mut rows = grid(&before, Lang::En);
    for row in rows.iter_mut().skip(1) {
        fill(row, "rectified", "", "", "");
    }
    // The day of rectification lies after the audit.
    fill(&mut rows[5], "rectified", "", "", "2026-03-01");
    let sheets = sheets(book(&[("Findings", rows)]));
    let mut after = report();
    // 0 is gone; of 1 the log has no case; 2 is only counted; 3 is found in another period;
    // 4 is still found, and was put right later than the log; 5 is still found.
    let gone: Vec<_> = after.findings.drain(..4).collect();
    after.more[0].fingerprints = [gone[2].id.parse().unwrap()].into_iter().collect();
    let cases = [0, 2, 3].map(|at: usize| gone[at].case.clone().unwrap());
    let still = Still {
        found: [gone[3].id.clone()].into_iter().collect(),
        cases: cases.into_iter().collect(),
    };
    apply(&mut after, sheets.clone(), &still);
    let counts = after.answers.as_ref().unwrap();
    let told: Vec<_> = counts.others.iter().map(|own| (own.found, own.answer.holds)).collect();
    assert_eq!(
        told,
        [(false, Some(true)), (false, None), (true, Some(false)), (true, Some(false))]
    );
    assert_eq!(after.findings[0].answer.as_ref().unwrap().holds, None);
    assert_eq!(after.findings[1].answer.as_ref().unwrap().holds, Some(false));
    assert_eq!((counts.rectified, counts.holding, counts.not_holding), (6, 1, 3));
    assert_eq!(counts.cannot_tell, 2);
    // A log that begins later than the finding can't tell that it is gone.
    let mut later = report();
    later.findings.clear();
    later.log.begins = Some("2026-02-12T00:00:00+08:00".to_owned());
    apply(&mut later, sheets, &self::still(&before));
    assert_eq!(later.answers.as_ref().unwrap().holding, 0);
    // What people read says so.
    let page = terminal::render(&after, Style::default());
    assert!(
        page.contains("6 rectified (1 hold, 3 still found, 2 cannot tell), 0 disputed, 0 open"),
        "{page}"
    );
    let text = markdown::render(&after, Lang::Zh);
    assert!(text.contains("已整改6项（属实1，仍存在3，无法判定2）"), "{text}");
}

#[test]
fn what_is_not_understood_is_told_with_its_sheet_and_row() {
    let before = report();
    let mut rows = grid(&before, Lang::En);
    fill(&mut rows[1], "mostly", "", "", "");
    fill(&mut rows[2], "rectified", "a", "", "");
    let mut twice = rows[2].clone();
    fill(&mut twice, "disputed", "b", "", "");
    rows.push(twice);
    fill(&mut rows[3], "open", "", "soon", "");
    let mut stranger = rows[3].clone();
    "12345".clone_into(&mut stranger[column("id")]);
    rows.push(stranger);
    let mut nameless = rows[3].clone();
    nameless[column("id")].clear();
    rows.push(nameless);
    fill(&mut rows[4], "", "", "", "2026-02-01");
    fill(&mut rows[5], "open", "", "", "");
    "other-set".clone_into(&mut rows[5][column("set")]);
    // The same answer twice is one answer.
    fill(&mut rows[6], "open", "x", "", "");
    let same = rows[6].clone();
    rows.push(same);
    let mut after = report();
    apply(&mut after, sheets(book(&[("Findings", rows)])), &still(&before));
    let counts = after.answers.unwrap();
    let told: Vec<_> = counts.faulty.iter().map(|own| (own.place.row, &*own.words.en)).collect();
    assert_eq!(
        told,
        [
            (2, "`mostly` is not one of rectified, disputed, open"),
            (3, "several rows answer this finding, and differently: none of them counts"),
            (4, "`soon` is no day; the rest of the answer counts"),
            (5, "there is a day of rectification, but the row does not say that it was put right"),
            (6, "the finding belongs to the set `other-set`, this audit to `proactive-policing`"),
            (8, "several rows answer this finding, and differently: none of them counts"),
            (9, "`12345` is no fingerprint"),
            (10, "the row has an answer and no fingerprint: nobody knows what it answers"),
        ]
    );
    assert!(counts.faulty.iter().all(|own| own.place.tab == "Findings"));
    assert_eq!((counts.rectified, counts.disputed, counts.open), (0, 0, 2));
    assert_eq!(after.findings[2].answer.as_ref().unwrap().due.as_deref(), Some("soon"));
    assert_eq!(counts.sheets[0].rows, 10);
}

#[test]
fn what_is_no_workbook_with_answers_is_refused_without_harm() {
    let mut sheets = Sheets::default();
    for bytes in [Vec::new(), b"PK\x03\x04".to_vec(), b"id,answer\r\n".to_vec()] {
        let fault = read("x.xlsx", bytes, &mut sheets).unwrap_err();
        assert!(fault.words.en.contains("can't be read as a workbook"), "{fault:?}");
    }
    let empty = book(&[("A", vec![vec!["Fingerprint".to_owned()]])]);
    let fault = read("x.xlsx", empty, &mut sheets).unwrap_err();
    assert!(fault.words.en.contains("no sheet with the columns"), "{fault:?}");
    assert!(fault.words.zh.contains("“指纹”和“整改情况”"), "{fault:?}");
    assert_eq!(sheets, Sheets::default());
    let whole = book(&[("A", vec![vec!["Fingerprint".to_owned(), "Rectified?".to_owned()]])]);
    for end in (0..whole.len()).step_by(97) {
        // Whatever comes of a file that was cut off, it is no panic.
        drop(read("x.xlsx", whole[..end].to_vec(), &mut sheets));
    }
}

#[test]
fn answers_and_the_comparison_with_an_earlier_audit_say_the_same() {
    let mut report = report();
    let answer = |holds, rectified_on: Option<&str>| Answer {
        state: State::Rectified,
        response: None,
        responsible: None,
        due: None,
        rectified_on: rectified_on.map(str::to_owned),
        holds,
    };
    let place = AnswerPlace { sheet: 0, tab: "a".to_owned(), row: 2 };
    let other = |at: usize, found, answer| OtherAnswer {
        id: format!("old-{at}"),
        found,
        answer,
        place: place.clone(),
    };
    let finding = |at: usize| Finding { id: format!("old-{at}"), ..report.findings[0].clone() };
    // Gone, and the log alone could not tell; standing; gone, but of the next year; of another audit.
    let resolved = vec![finding(0), finding(2)];
    let remaining = vec![finding(1)];
    report.answers = Some(AnswerCounts {
        rectified: 4,
        holding: 1,
        cannot_tell: 3,
        others: vec![
            other(0, true, answer(None, None)),
            other(1, false, answer(Some(true), Some("2026-02-01"))),
            other(2, false, answer(None, Some("2027-01-01"))),
            other(3, false, answer(None, None)),
        ],
        ..AnswerCounts::default()
    });
    report.resolved = resolved;
    report.remaining = remaining;
    agree(&mut report);
    let counts = report.answers.as_ref().unwrap();
    let told: Vec<_> = counts.others.iter().map(|own| (own.found, own.answer.holds)).collect();
    let wanted = [(false, Some(true)), (true, Some(false)), (false, None), (false, None)];
    assert_eq!(told, wanted);
    assert_eq!((counts.holding, counts.not_holding, counts.cannot_tell), (1, 1, 2));
}
