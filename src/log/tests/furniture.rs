//! Rows that are no data.

use super::{Story, lines, rejects};

const LONG: &str =
    "kind: mapping\ncolumns: { case: 编号, step: 步骤, at: 时间, fields: { amount: 数量 } }\n";

#[test]
fn titles_sums_blank_rows_notes_and_repeated_headers_are_furniture() {
    let text = "2026年第一季度警情台账,,,,\n\
                单位：城东派出所,,,,\n\
                编号,步骤,时间,数量,备注\n\
                1,a,2026-01-05,1,\n\
                小计,,,1,\n\
                ,,,,\n\
                编号,步骤,时间,数量,备注\n\
                \"编号\",步骤 ,时间,数量,备注\n\
                2,a,2026-01-06,2,\n\
                合计：,,,3,\n\
                制表人：张三,,,,\n\
                \n";
    let reading = Story::of(text).mapped(LONG).read();
    assert_eq!(lines(&reading), ["4 1 a 2026-01-05 amount=1", "9 2 a 2026-01-06 amount=2"]);
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.header_row, input.rows, input.furniture), (3, 2, 9));
    assert!(reading.rejects.is_empty());
}

#[test]
fn a_case_called_like_a_sum_is_data_when_something_was_done_in_it() {
    let reading =
        Story::of("编号,步骤,时间,数量\n合计,a,2026-01-05,\nTotal-7,b,,\n").mapped(LONG).read();
    assert_eq!(lines(&reading), ["2 合计 a 2026-01-05"]);
    assert_eq!(rejects(&reading), ["3 [时间] the time is empty"]);
    // A remark that begins like a note does not hide a row with data.
    let reading = Story::of("备注,编号,步骤,时间,数量\n备注：略,1,a,,\n").mapped(LONG).read();
    assert_eq!(rejects(&reading).len(), 1);
}

#[test]
fn the_sum_of_a_wide_log_is_no_task() {
    let yaml = "kind: mapping\nform: wide\ncolumns: { case: 编号 }\nsteps: { a: { at: 甲 }, b: { at: 乙 } }\n";
    let reading =
        Story::of("编号,甲,乙\n1,2026-01-05,\n2,,\n合计,1,0\nTotal,,\n").mapped(yaml).read();
    assert_eq!(lines(&reading), ["2 1 a 2026-01-05"]);
    assert_eq!((reading.rows, reading.rows_without_events), (2, 1));
    assert_eq!(reading.inputs.first().unwrap().furniture, 2);
}

#[test]
fn the_header_row_may_be_said() {
    let text = "编号,步骤,时间,数量\n编号,步骤,时间,数量\n1,a,2026-01-05,\n";
    let reading = Story::of(text).mapped(&format!("{LONG}header_row: 2\n")).read();
    assert_eq!(reading.inputs.first().unwrap().header_row, 2);
    assert_eq!(reading.rows, 1);
}
