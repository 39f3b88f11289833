//! What every format must bear: hostile texts of a log, and a hundred thousand findings.

use std::time::{Duration, Instant};

use calamine::{Data, Reader as _, Xlsx};
use remit::report::due::{self, ics};
use remit::report::public::{self, PublicReport};
use remit::report::terminal::Show;
use remit::report::wire::due::DueReport;
use remit::report::wire::{Report, to_json};
use remit::report::{Style, csv, html, markdown, terminal, xlsx};
use remit::text::{Lang, Words};

use crate::browser::{HOSTILE, audit, hostile, many};

/// A report in every format that is text.
fn texts(report: &Report, lang: Lang) -> Vec<(&'static str, String)> {
    let style = Style { lang, width: 100, color: false, ascii: false };
    let due = DueReport::of(report, None);
    let public = PublicReport::of(report);
    let show = |what: &str| terminal::show(report, &Show::parse(what), style).unwrap();
    vec![
        ("terminal", terminal::render(report, style)),
        ("ascii", terminal::render(report, Style { ascii: true, ..style })),
        ("obligations", show("obligations")),
        ("measures", show("measures")),
        ("rule", show(&report.findings[0].rule)),
        ("html", html::render(report, lang)),
        ("markdown", markdown::render(report, lang)),
        ("csv", csv::render(report, lang)),
        ("json", to_json(report).unwrap()),
        ("due", due::render(&due, false, style)),
        ("due csv", due::csv(&due, lang)),
        ("ics", ics::render(&due, lang)),
        ("public", public::terminal(&public, style)),
        ("public html", public::html(&public, lang)),
        ("public markdown", public::markdown(&public, lang)),
        ("public csv", public::csv(&public)),
        ("public json", to_json(&public).unwrap()),
    ]
}

/// What may not stand in any text: it does something where it is shown.
fn effective(c: char) -> bool {
    (c.is_control() && !"\r\n".contains(c))
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn hostile_texts_are_text_in_every_format() {
    let report = hostile(audit());
    for lang in Lang::ALL {
        for (name, text) in texts(&report, lang) {
            // JSON is for machines: it keeps what the log says, and has escapes for what is effective.
            if !name.ends_with("json") {
                assert_eq!(text.chars().find(|c| effective(*c)), None, "{name}");
            }
            assert!(text.chars().all(|c| !c.is_control() || "\r\n".contains(c)), "{name}");
            if ["html", "markdown"].iter().any(|own| name.ends_with(own)) {
                assert!(!text.contains("<script>document") && !text.contains("<img"), "{name}");
                assert!(!text.contains("<h1>broken"), "{name}");
            }
            if name.ends_with("csv") {
                cells_are_text(name, &text);
            }
            if name.starts_with("public") {
                let big = "巨大的单元格";
                assert!(!text.contains(big), "{name}: no cell of a log is told");
            }
        }
        let back: Report = serde_json::from_str(&to_json(&report).unwrap()).unwrap();
        assert_eq!(back, report);
    }
}

fn cells_are_text(name: &str, text: &str) {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut cells = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            let first = cell.trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{name}: {cell}");
            cells += 1;
        }
    }
    assert!(cells > 100, "{name}");
}

#[test]
fn hostile_texts_are_text_in_a_workbook() {
    let report = hostile(audit());
    let due = DueReport::of(&report, None);
    for bytes in [xlsx::render(&report, Lang::Zh).unwrap(), xlsx::due(&due, Lang::En).unwrap()] {
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let mut links = 0;
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{name} has a formula");
            let range = book.worksheet_range(&name).unwrap();
            for (_, _, cell) in range.used_cells() {
                let Data::String(text) = cell else { continue };
                assert!(text.encode_utf16().count() <= 32_767, "{name}");
                assert_eq!(text.chars().find(|c| effective(*c)), None, "{name}: {text}");
                links += usize::from(text == HOSTILE[3]);
            }
        }
        assert!(links > 0, "the text of a formula is there, as a text");
    }
}

/// A line of a calendar: its name, without parameters, and its value as people read it.
type Line = (String, String);

/// Reads a calendar as RFC 5545 has it, and stops at whatever it doesn't allow.
fn calendar(text: &str) -> Vec<Line> {
    assert!(text.ends_with("\r\n"));
    let mut unfolded: Vec<String> = Vec::new();
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "a line ends in CRLF: {line:?}");
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
            None => unfolded.push(line.to_owned()),
        }
    }
    unfolded.iter().map(|line| content(line)).collect()
}

fn content(line: &str) -> Line {
    let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
    assert!(
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'-'),
        "{name}"
    );
    assert!(!value.chars().any(char::is_control), "{line:?}");
    let mut shown = String::new();
    let mut chars = value.chars();
    let is_text = ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "CATEGORIES"].contains(&name);
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_text => match chars.next() {
                Some('n' | 'N') => shown.push('\n'),
                Some(own @ ('\\' | ';' | ',')) => shown.push(own),
                other => panic!("no such escape: {other:?} in {line}"),
            },
            ';' | ',' if is_text => panic!("a text has a bare {c}: {line}"),
            own => shown.push(own),
        }
    }
    (name.to_owned(), shown)
}

#[test]
fn a_calendar_is_what_the_standard_says() {
    for report in [audit(), hostile(audit())] {
        let due = DueReport::of(&report, None);
        let lines = calendar(&ics::render(&due, Lang::En));
        let mut open: Vec<&str> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut events: Vec<Vec<&Line>> = Vec::new();
        for line in &lines {
            let (name, value) = (line.0.as_str(), line.1.as_str());
            match name {
                "BEGIN" => {
                    open.push(value);
                    if value == "VEVENT" {
                        events.push(Vec::new());
                    }
                }
                "END" => assert_eq!(open.pop(), Some(value)),
                "UID" => assert!(seen.insert(value.to_owned()), "twice: {value}"),
                _ => {}
            }
            assert!(!open.is_empty() || name == "END", "{name} outside");
            if open == ["VCALENDAR", "VEVENT"] {
                events.last_mut().unwrap().push(line);
            }
        }
        assert!(open.is_empty());
        assert!(events.len() >= report.due.len() && !report.due.is_empty());
        assert_eq!(events.len(), seen.len());
        for event in &events {
            let of = |wanted: &str| {
                let mut own = event.iter().filter(|(name, _)| name == wanted);
                let found = own.next().unwrap_or_else(|| panic!("no {wanted}")).1.as_str();
                assert!(own.next().is_none(), "several {wanted}");
                found
            };
            let [stamp, start, end] = ["DTSTAMP", "DTSTART", "DTEND"].map(|name| {
                let own = of(name);
                let digits = own.bytes().filter(u8::is_ascii_digit).count();
                assert!(own.len() == 16 && digits == 14 && own.ends_with('Z'), "{name} {own}");
                own
            });
            assert!(start < end && stamp.len() == end.len(), "{start} {end}");
        }
    }
}

#[test]
fn a_hundred_thousand_findings_do_not_break_a_format() {
    const COUNT: usize = 100_000;
    let mut report = many(audit(), COUNT);
    report.counts.by_class.fault = COUNT as u64;
    let item = report.due[0].clone();
    report.due = (0..COUNT)
        .map(|at| remit::report::wire::DueItem { case: format!("C-{at}"), ..item.clone() })
        .collect();
    report.due_count = COUNT as u64;
    report.set.title = Words::fixed("Many", "很多");
    let from = Instant::now();
    for (name, text) in texts(&report, Lang::Zh) {
        println!("{name}: {} bytes", text.len());
        let rows = text.lines().count();
        match name {
            // One line each, and one of heads.
            "csv" => assert_eq!(rows, COUNT + 1),
            "due csv" => assert!(rows > COUNT),
            "ics" => assert!(text.matches("BEGIN:VEVENT").count() >= COUNT),
            "json" => {
                let back: Report = serde_json::from_str(&text).unwrap();
                assert_eq!(back.findings.len(), COUNT);
            }
            // In a browser: tests/browser.
            "html" => assert!(text.len() < 40_000_000),
            // Nobody reads more of it.
            "terminal" | "ascii" => assert!(rows < 300, "{rows}"),
            "markdown" => assert!(text.len() < 65_536, "{}", text.len()),
            _ => {}
        }
    }
    let bytes = xlsx::render(&report, Lang::Zh).unwrap();
    println!("xlsx: {} bytes; all: {:?}", bytes.len(), from.elapsed());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_range("问题清单").unwrap().height(), COUNT + 1);
    // A minute and a half in the slowest build; what takes the square of it would take hours.
    assert!(from.elapsed() < Duration::from_secs(600), "{:?}", from.elapsed());
}
