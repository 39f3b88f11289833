//! Findings as comma-separated text, one row each.
//!
//! UTF-8 with a byte order mark and CRLF, which is what spreadsheets on Chinese Windows open without
//! asking. The header has codes that never change with the language; severities, classes and states
//! are codes too, texts are in the language asked for, and instants are as in the JSON.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a cell gets
//! an apostrophe before it, and so does one that begins with an apostrophe: **the value is the cell
//! without its first apostrophe, if it begins with one.**
//!
//! It has the findings that the report keeps in full. Those that are only counted
//! ([`Report::more`]) have no row, since a remark in their stead would be read as a finding;
//! `--keep` raises how many are kept, and every other format says how many there are.

use super::columns::{COLUMNS, Value};
use super::style::Style;
use super::view::View;
use super::wire::Report;
use crate::text::Lang;

/// The findings of a report.
pub fn render(report: &Report, lang: Lang) -> String {
    let view = View::new(report, Style { lang, ..Style::default() });
    let mut out = String::from('\u{feff}');
    row(COLUMNS.iter().map(|column| column.code.to_owned()), &mut out);
    for finding in &report.findings {
        row(COLUMNS.iter().map(|column| shown(&(column.of)(&view, finding))), &mut out);
    }
    out
}

/// A cell as it stands in the file.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Instant(text) | Value::Day(text) => defused(text),
        Value::Code(code, _) => (*code).to_owned(),
    }
}

/// What a spreadsheet takes for the beginning of a formula; wide forms too, since an input method
/// makes no difference to it.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];

/// A text that no spreadsheet takes for a formula.
pub(super) fn defused(text: &str) -> String {
    if text.trim_start().starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// A line of cells, quoted where they must be.
pub(super) fn row(cells: impl Iterator<Item = String>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{defused, render};
    use crate::report::sample;
    use crate::text::{Lang, Words};

    /// What the file says a cell is worth.
    fn restored(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    fn read(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let text = text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let head = own(reader.headers().unwrap());
        (head, reader.records().map(|record| own(&record.unwrap())).collect())
    }

    #[test]
    fn every_finding_is_a_row_under_codes_that_have_no_language() {
        let report = sample::report();
        for lang in Lang::ALL {
            let text = render(&report, lang);
            assert_eq!(text.matches("\r\n").count(), report.findings.len() + 1);
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
            let (head, rows) = read(&text);
            assert_eq!(rows.len(), report.findings.len());
            let at = |code: &str| head.iter().position(|own| own == code).unwrap();
            for (row, finding) in rows.iter().zip(&report.findings) {
                assert_eq!(row[at("severity")], finding.severity.code());
                assert_eq!(row[at("class")], "fault");
                assert_eq!(row[at("id")], finding.id);
                assert_eq!(row[at("rule")], finding.rule);
                assert_eq!(row[at("case")], finding.case.clone().unwrap());
                assert_eq!(row[at("due")], finding.due.clone().unwrap());
                let said = finding.message.get(lang).replace('\u{1b}', "\u{fffd}");
                assert_eq!(row[at("message")], said);
            }
            assert_eq!(
                rows[0][at("body_title")],
                match lang {
                    Lang::En => "Chengguan Police Station, Community Team",
                    Lang::Zh => "城关派出所社区警务队",
                }
            );
            assert_eq!(rows[0][at("rows")], "tasks-2026-02.csv:121");
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_text_and_can_be_had_back() {
        let hostile = [
            "=HYPERLINK(\"http://x\",\"y\")",
            "+86 10",
            "-1+1",
            "@SUM(A1)",
            "  =1+1",
            "＝1+1",
            "'quoted",
            "plain, with a comma",
            "\"=1\"",
            "a\nb",
            "",
        ];
        let mut report = sample::report();
        let finding = report.findings[0].clone();
        report.findings = hostile
            .iter()
            .map(|text| {
                let message = Words::same(*text);
                crate::report::wire::Finding { message, ..finding.clone() }
            })
            .collect();
        let (head, rows) = read(&render(&report, Lang::En));
        let at = head.iter().position(|own| own == "message").unwrap();
        for (row, text) in rows.iter().zip(hostile) {
            let cell = &row[at];
            let first = cell.trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{cell}");
            // A line break becomes a space, as everywhere.
            assert_eq!(restored(cell), text.replace('\n', " "));
        }
        assert_eq!(defused("7-1"), "7-1");
    }
}
