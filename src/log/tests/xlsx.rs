//! Workbooks, with the habits of those who fill them in.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::{Story, lines, rejects};
use crate::log::error::LogErrorKind;

const LONG: &str = "kind: mapping\nid: m\ncolumns: { case: 编号, step: 步骤, at: 时间, fields: { amount: 数量 } }\n";

fn format(code: &str) -> Format {
    Format::new().set_num_format(code)
}

fn at(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

fn header(sheet: &mut Worksheet, row: u32) {
    sheet.write_row(row, 0, ["编号", "步骤", "时间", "数量"]).unwrap();
}

fn story(mut workbook: Workbook) -> Story {
    Story::of(workbook.save_to_buffer().unwrap()).named("log.xlsx")
}

/// A sheet with one sound row of data in row 2.
fn sound(sheet: &mut Worksheet, case: &str) {
    header(sheet, 0);
    sheet.write_row(1, 0, [case, "a", "2026-01-05"]).unwrap();
}

#[test]
fn values_are_what_the_program_shows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    header(sheet, 0);
    let day = format("yyyy/m/d");
    let instant = format("yyyy-mm-dd hh:mm:ss");
    let rows: [(u32, &str, f64); 4] = [(1, "a", 13.0), (2, "b", 2.5), (3, "c", 0.3), (4, "d", 7.0)];
    for (row, step, amount) in rows {
        sheet.write_number(row, 0, 20_260_101_001.0 + f64::from(row)).unwrap();
        sheet.write_string(row, 1, step).unwrap();
        sheet.write_number(row, 3, amount).unwrap();
    }
    sheet.write_datetime_with_format(1, 2, at("2026-01-05"), &day).unwrap();
    sheet.write_datetime_with_format(2, 2, at("2026-01-05T08:03:09"), &instant).unwrap();
    // The same as text, and at midnight in a column of instants.
    sheet.write_string(3, 2, "2026年1月5日 8:03").unwrap();
    sheet.write_datetime_with_format(4, 2, at("2026-01-06"), &instant).unwrap();
    // Numbers kept as text, and codes whose zeros are only shown.
    sheet.write_row(5, 0, ["00717", "e", "46027", "0013"]).unwrap();
    sheet.write_number_with_format(6, 0, 718.0, &format("00000")).unwrap();
    sheet.write_boolean(6, 1, true).unwrap();
    sheet.write_number_with_format(6, 2, 46_027.5, &instant).unwrap();
    sheet.write_formula(6, 3, rust_xlsxwriter::Formula::new("=6*7").set_result("42")).unwrap();
    let reading = story(workbook).mapped(LONG).read();
    assert_eq!(
        lines(&reading),
        [
            "2 20260101002 a 2026-01-05 amount=13",
            "3 20260101003 b 2026-01-05 08:03 amount=2.5",
            "4 20260101004 c 2026-01-05 08:03 amount=0.3",
            "5 20260101005 d 2026-01-06 00:00 amount=7",
            "6 00717 e 2026-01-05 amount=0013",
            "7 00718 TRUE 2026-01-05 12:00 amount=42",
        ]
    );
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.table.as_deref(), input.header_row, input.rows), (Some("Sheet1"), 1, 6));
    assert_eq!(input.format, crate::log::Format::Xlsx);
}

#[test]
fn titles_sums_and_rows_that_are_only_coloured_are_no_data() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let title = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 3, "2026年第一季度警情台账", &title).unwrap();
    header(sheet, 3);
    sheet.write_row(4, 0, ["1", "a", "2026-01-05", "1"]).unwrap();
    sheet.write_row(6, 0, ["2", "a", "", "1"]).unwrap();
    sheet.write_row(7, 0, ["合计", "", "", "2"]).unwrap();
    for row in [9, 500, 1_048_575] {
        sheet.write_blank(row, 0, &title).unwrap();
    }
    let reading = story(workbook).mapped(LONG).read();
    assert_eq!(lines(&reading), ["5 1 a 2026-01-05 amount=1"]);
    assert_eq!(rejects(&reading), ["7 [时间] the time is empty"]);
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.header_row, input.rows, input.furniture), (4, 2, 2));
}

#[test]
fn a_header_of_two_rows_is_read_by_the_lower_or_by_both_names() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.write_string(0, 0, "台账").unwrap();
    sheet.merge_range(1, 0, 2, 0, "编号", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "接警", &plain).unwrap();
    sheet.merge_range(1, 3, 1, 4, "处警", &plain).unwrap();
    sheet.write_row(2, 1, ["时间", "单位", "时间", "人员"]).unwrap();
    sheet.write_row(3, 0, ["1", "2026-01-05", "甲所", "2026-01-06", "张三"]).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let both = "kind: mapping\nform: wide\ncolumns: { case: 编号, body: 单位 }\n\
                steps: { r: { at: 接警时间 }, d: { at: 处警 时间 } }\n";
    // `单位` alone is no name of the joined header, so that it must be written in full.
    let full = both.replace("单位", "接警单位");
    let reading = Story::of(bytes.clone()).mapped(&full).read();
    assert_eq!(lines(&reading), ["4 1 r 2026-01-05 body=甲所", "4 1 d 2026-01-06 body=甲所"]);
    assert_eq!(reading.inputs.first().unwrap().header_row, 3);
    assert_eq!(reading.inputs.first().unwrap().furniture, 2);
    let lower = "kind: mapping\nform: wide\ncolumns: { case: 编号, body: 单位 }\n\
                 steps: { r: { at: '时间#1' }, d: { at: '时间#2' } }\n";
    let reading = Story::of(bytes).mapped(lower).read();
    assert_eq!(lines(&reading), ["4 1 r 2026-01-05 body=甲所", "4 1 d 2026-01-06 body=甲所"]);
}

#[test]
fn every_sheet_that_fits_is_read_and_the_others_are_named() {
    let mut workbook = Workbook::new();
    sound(workbook.add_worksheet().set_name("一月").unwrap(), "1");
    workbook
        .add_worksheet()
        .set_name("说明")
        .unwrap()
        .write_string(0, 0, "本表由办公室填写")
        .unwrap();
    workbook.add_worksheet().set_name("空").unwrap();
    let hidden = workbook.add_worksheet().set_name("二月").unwrap();
    hidden.set_hidden(true);
    sound(hidden, "2");
    let bytes = workbook.save_to_buffer().unwrap();
    let reading = Story::of(bytes.clone()).mapped(LONG).read();
    assert_eq!(lines(&reading), ["2 1 a 2026-01-05", "2 2 a 2026-01-05"]);
    let tables: Vec<_> = reading.inputs.iter().map(|i| i.table.as_deref().unwrap()).collect();
    assert_eq!(tables, ["一月", "二月"]);
    let notes = |at: usize| -> Vec<&str> {
        reading.inputs[at].notes.iter().map(|note| &*note.en).collect()
    };
    assert_eq!(notes(1), ["the sheet is hidden, and read all the same"]);
    let [explanation, empty] = notes(0)[..] else { panic!("{:?}", notes(0)) };
    assert!(explanation.starts_with("`说明` was left aside: the mapping `m` names columns"));
    assert_eq!(empty, "`空` was left aside: it is empty");
    // The mapping may say which sheet it is for.
    let chosen = Story::of(bytes.clone()).mapped(&format!("{LONG}sheet: 二*\n")).read();
    assert_eq!(lines(&chosen), ["2 2 a 2026-01-05"]);
    let none = Story::of(bytes).mapped(&format!("{LONG}sheet: 三月\n")).try_read().unwrap_err();
    assert_eq!(none.kind(), LogErrorKind::NotRecognised);
    let hint = none.hint().unwrap();
    assert!(["一月", "说明", "二月"].iter().all(|sheet| hint.zh.contains(sheet)), "{}", hint.zh);
}

/// A sheet comes in portions from another thread: all of them must come, in order, and that thread must
/// end where nobody wants them.
#[test]
fn a_long_sheet_is_read_to_its_end_and_one_that_no_mapping_fits_is_left_at_once() {
    let rows = 9_000;
    let mut workbook = Workbook::new();
    let other = workbook.add_worksheet().set_name("别的").unwrap();
    for row in 0..rows {
        other.write_row(row, 0, ["x", "y", "z"]).unwrap();
    }
    let sheet = workbook.add_worksheet().set_name("台账").unwrap();
    header(sheet, 0);
    for row in 1..=rows {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_row(row, 1, ["a", "2026-01-05", "1"]).unwrap();
    }
    let reading = story(workbook).mapped(LONG).read();
    let wanted = (1..=rows).map(|row| format!("{} {row} a 2026-01-05 amount=1", row + 1));
    assert!(lines(&reading).into_iter().eq(wanted));
    assert_eq!(reading.rows, u64::from(rows));
}

#[test]
fn a_sheet_that_stands_alone_is_told_like_any_other_log() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["编号", "步骤", "日子"]).unwrap();
    let error = story(workbook).mapped(LONG).try_read().unwrap_err();
    assert_eq!(error.kind(), LogErrorKind::MissingColumns);
    assert!(error.words().en.contains("`时间`"), "{}", error.words().en);
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let error = story(workbook).mapped(LONG).try_read().unwrap_err();
    assert!(error.words().en.contains("it is empty"), "{}", error.words().en);
}

#[test]
fn errors_in_cells_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sound(sheet, "1");
    sheet.write_row(2, 0, ["2", "a"]).unwrap();
    let broken = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write_formula(2, 2, broken).unwrap();
    let reading = story(workbook).mapped(LONG).read();
    assert_eq!(lines(&reading), ["2 1 a 2026-01-05"]);
    assert_eq!(reading.rejects.len(), 1);
    let notes = &reading.inputs.first().unwrap().notes;
    assert_eq!(notes.first().unwrap().en, "1 cell of the sheet hold errors such as #N/A");
}

#[test]
fn what_stands_under_no_header_does_no_harm() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sound(sheet, "1");
    sheet.write_string(1, 9, "已核").unwrap();
    sound(workbook.add_worksheet(), "1");
    let reading = story(workbook).mapped(LONG).read();
    assert_eq!(reading.rows_with_events, 2);
    assert!(reading.duplicates.is_empty(), "they differ in a cell");
}

#[test]
fn a_workbook_that_is_cut_or_damaged_is_told_and_never_half_judged() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    header(sheet, 0);
    for row in 1..40_u32 {
        sheet.write_row(row, 0, [row.to_string().as_str(), "a", "2026-01-05"]).unwrap();
    }
    let whole = workbook.save_to_buffer().unwrap();
    let wanted = Story::of(whole.clone()).mapped(LONG).read().rows;
    assert_eq!(wanted, 39);
    for cut in (4..whole.len()).step_by(97) {
        let error = Story::of(&whole[..cut]).mapped(LONG).try_read().unwrap_err();
        assert!(error.hint().is_some(), "{cut}");
    }
    for at in (4..whole.len()).step_by(61) {
        let mut bent = whole.clone();
        bent[at] ^= 0x5a;
        match Story::of(bent).mapped(LONG).try_read() {
            Ok(reading) => assert!(reading.rows <= wanted + 1, "{at}"),
            Err(error) => assert!(!error.words().zh.is_empty()),
        }
    }
}

#[test]
fn files_that_look_like_workbooks_are_told_apart() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    // A ZIP file in which no part is called as those of a workbook are.
    let mut workbook = Workbook::new();
    sound(workbook.add_worksheet(), "1");
    let mut other = workbook.save_to_buffer().unwrap();
    for at in 0..other.len() - 8 {
        if &other[at..at + 8] == b"workbook" {
            other[at..at + 8].copy_from_slice(b"document");
        }
    }
    for (bytes, wanted) in [
        (other, "a ZIP file and no workbook"),
        ([old.as_slice(), &[0; 512]].concat(), "an old workbook (.xls)"),
        ([old.as_slice(), &[0; 512], &name].concat(), "a workbook with a password"),
        (b"PK\x03\x04 and no more".to_vec(), "cut off or damaged"),
    ] {
        let error = Story::of(bytes).mapped(LONG).try_read().unwrap_err();
        assert_eq!(error.kind(), LogErrorKind::NotALog);
        assert!(error.words().en.contains(wanted), "{}", error.words().en);
    }
}
