use super::{csv, ics, render};
use crate::report::sample;
use crate::report::style::Style;
use crate::report::wire::due::DueReport;
use crate::report::wire::{DueItem, Report};
use crate::text::width::width;
use crate::text::{Lang, Words};

/// The sample with hostile words, and a step that is owed twice.
fn report() -> Report {
    let mut report = sample::report();
    let first = report.due[0].clone();
    report.due.push(DueItem { due: "2026-02-17T10:00:00+08:00".to_owned(), ..first.clone() });
    report.due.push(DueItem {
        due: "2026-02-16T01:00:00Z".to_owned(),
        title: Words::same("=1+1;a,b\\c\nEND:VEVENT\r\nX:\u{1b}[2J\u{202e}"),
        case: format!("AL,{}", "重".repeat(80)),
        body: "S2-COM".to_owned(),
        ..first
    });
    report.due_count = report.due.len() as u64;
    report
}

/// The lines of a calendar, unfolded; fails on any that breaks RFC 5545.
fn lines(text: &str) -> Vec<(String, String)> {
    let mut lines: Vec<String> = Vec::new();
    assert!(text.ends_with("\r\n"));
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let split = lines.iter().map(|line| line.split_once(':').expect(line));
    let lines: Vec<_> = split.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    for (name, _) in &lines {
        assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name}");
    }
    lines
}

/// Events as maps; every `BEGIN` has its `END`.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    let mut open: Vec<String> = Vec::new();
    let mut events: Vec<Vec<(String, String)>> = Vec::new();
    for (name, value) in lines(text) {
        match name.as_str() {
            "BEGIN" => {
                if value == "VEVENT" {
                    events.push(Vec::new());
                }
                open.push(value);
            }
            "END" => assert_eq!(open.pop(), Some(value)),
            _ if open.last().is_some_and(|own| own == "VEVENT") => {
                events.last_mut().unwrap().push((name, value));
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
    events
}

fn of<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    let found: Vec<_> = event.iter().filter(|(own, _)| own == name).collect();
    assert_eq!(found.len(), 1, "{name}: once in each event");
    &found[0].1
}

#[test]
fn what_is_overdue_comes_first_then_what_falls_due_soonest_and_the_worst_body_first() {
    let due = DueReport::of(&report(), None);
    // Five missing steps, one of them for S2-COM; six items and one more for S1-COM; one for S2-COM.
    assert_eq!((due.overdue, due.due), (5, 8));
    let bodies: Vec<_> = due.bodies.iter().map(|b| (b.id.as_str(), b.overdue, b.due)).collect();
    assert_eq!(bodies, [("S1-COM", 2, 7), ("S3-COM", 2, 0), ("S2-COM", 1, 1)]);
    let own: Vec<_> = due.items.iter().take(9).map(|i| (i.overdue, i.due.as_str())).collect();
    assert!(own[0].0 && own[1].0 && !own[2].0, "{own:?}");
    assert!(own.windows(2).skip(2).take(6).all(|two| two[0].1 <= two[1].1), "{own:?}");
    assert_eq!(own[8].1, "2026-02-17T10:00:00+08:00");
    // A station has its teams with it.
    let station = DueReport::of(&report(), Some("S1"));
    assert_eq!((station.overdue, station.due, station.bodies.len()), (2, 7, 1));
    assert_eq!(DueReport::of(&report(), Some("JUS")).items, []);
}

#[test]
fn a_calendar_keeps_to_the_standard_and_says_the_same_every_time() {
    let due = DueReport::of(&report(), None);
    for lang in Lang::ALL {
        let text = ics::render(&due, lang);
        let events = events(&text);
        assert_eq!(events.len(), 13);
        let mut names: Vec<_> = events.iter().map(|event| of(event, "UID")).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 13, "every event has a name of its own");
        assert_eq!(text.matches("BEGIN:VALARM").count(), 13);
        for event in &events {
            // As of 2026-02-15T23:59:59.999+08:00.
            assert_eq!(of(event, "DTSTAMP"), "20260215T155959Z");
            assert!(of(event, "DTSTART") < of(event, "DTEND"));
        }
        // 10:00 in China is 02:00 in UTC.
        let first = events.iter().find(|event| of(event, "DTEND") == "20260216T020000Z").unwrap();
        assert_eq!(of(first, "DTSTART"), "20260216T013000Z");
        let hostile = events.iter().find(|event| of(event, "DTEND") == "20260216T010000Z").unwrap();
        let summary = of(hostile, "SUMMARY");
        assert!(summary.starts_with("=1+1\\;a\\,b\\\\c\\nEND:VEVENT"), "{summary}");
        assert!(summary.contains(&"重".repeat(80)), "{summary}");
        let late = events.iter().filter(|event| {
            of(event, "SUMMARY").starts_with(match lang {
                Lang::En => "OVERDUE: ",
                Lang::Zh => "【已超期】",
            })
        });
        assert_eq!(late.count(), 5);
        assert_eq!(text, ics::render(&DueReport::of(&report(), None), lang));
    }
    // Names do not depend on the language or on what else is due.
    let mut less = report();
    less.due.remove(2);
    let own = |report: &Report, lang| {
        let text = ics::render(&DueReport::of(report, None), lang);
        events(&text).iter().map(|event| of(event, "UID").to_owned()).collect::<Vec<_>>()
    };
    let (all, fewer) = (own(&report(), Lang::En), own(&less, Lang::Zh));
    assert_eq!(fewer.len(), 12);
    assert!(fewer.iter().all(|name| all.contains(name)));
}

#[test]
fn the_page_fits_and_the_table_has_every_item() {
    let due = DueReport::of(&report(), None);
    for lang in Lang::ALL {
        for columns in [60, 80, 120] {
            let style = Style { lang, width: columns, ..Style::default() };
            let page = render(&due, false, style);
            assert!(page.lines().all(|line| width(line) <= columns), "{page}");
            assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
        }
        let text = csv(&due, lang);
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 13);
        assert_eq!(rows.iter().filter(|row| &row[0] == "overdue").count(), 5);
        assert!(rows.iter().any(|row| row[7].starts_with("'=1+1")));
    }
    let brief = |lang| render(&due, true, Style { lang, ..Style::default() });
    assert_eq!(brief(Lang::En), "5 overdue and open, 8 fall due within 7 days.\n");
    assert_eq!(brief(Lang::Zh), "已超期未办5项，7日内到期8项。\n");
}
