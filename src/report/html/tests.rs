use super::{card, data, due::next_friday, encode, filter, render, tail::quoted};
use crate::finding::Class;
use crate::report::course::share;
use crate::report::sample;
use crate::report::style::{Style, number};
use crate::report::view::View;
use crate::report::wire::{Change, Past, PastPart, Report, Verdicts};
use crate::text::{Lang, Words};

/// The sample with everything that a report may have.
fn whole() -> Report {
    let mut report = sample::report();
    let past = |faults, met, missing| {
        let verdicts = Verdicts { met, missing, ..Verdicts::default() };
        let part = |id: &str| PastPart { id: id.to_owned(), faults, verdicts };
        Past {
            period: Some(format!("2026-W0{}", faults % 10)),
            as_of: report.as_of.clone(),
            faults,
            verdicts,
            duties: vec![part("PP-03")],
            bodies: vec![part("S1-COM")],
        }
    };
    report.history = vec![past(94, 90, 10), past(86, 95, 5)];
    report.resolved = report.findings.iter().take(2).cloned().collect();
    report.remaining = report.findings.iter().skip(2).take(1).cloned().collect();
    report.change = Some(Change { new: 81, resolved: 2, ..Change::default() });
    report.findings[0].status = Some("returned".to_owned());
    report.findings[0].waived = true;
    report
}

/// What stands in the data element.
fn data_of(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once("id=\"data\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

#[test]
fn what_a_log_says_is_never_markup() {
    let hostile = "</script><img src=x onerror='a'>\"&\u{1b}[31m\u{202e}\u{fdd0}";
    let mut report = whole();
    let words = Words::same(hostile);
    report.set.title = words.clone();
    report.notes.push(words.clone());
    report.inputs[0].path = hostile.to_owned();
    report.bodies[3].title = words.clone();
    report.duties[2].title = words.clone();
    for finding in &mut report.findings {
        finding.message = words.clone();
        finding.help = Some(words.clone());
        finding.case = Some(hostile.to_owned());
        finding.body = Some(hostile.to_owned());
        finding.person = Some(hostile.to_owned());
        finding.rows.iter_mut().for_each(|row| row.excerpt = words.clone());
        finding.clause.iter_mut().for_each(|own| own.path = hostile.to_owned());
    }
    for lang in Lang::ALL {
        let page = render(&report, lang);
        assert!(!page.contains("<img"), "{lang:?}");
        assert_eq!(page.matches("</script>").count(), 2, "the data and the script");
        let odd = |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{fdd0}".contains(*c);
        assert_eq!(page.chars().find(odd), None);
        assert!(page.contains("&lt;img src=x onerror='a'&gt;&quot;&amp;\u{fffd}[31m"));
    }
}

#[test]
fn the_page_has_the_numbers_of_the_report() {
    let report = whole();
    for lang in Lang::ALL {
        let page = render(&report, lang);
        let verdicts = report.verdicts;
        for count in [
            report.counts.by_class.fault,
            verdicts.met,
            verdicts.judged(),
            verdicts.cannot_tell,
            report.ledger.read,
            report.ledger.out_of_list,
            report.due_count,
            report.more[0].count,
            81,
        ] {
            assert!(page.contains(&number(count)), "{count} in {lang:?}");
        }
        let data = data_of(&page);
        assert_eq!(data["findings"].as_array().unwrap().len(), report.findings.len());
        assert_eq!(data["more"][0][2], report.more[0].count);
        // All, one body, one duty.
        let trend = data["trend"].as_array().unwrap();
        assert_eq!(trend.len(), 3);
        assert_eq!(trend[0]["cells"], serde_json::json!([["94", "90.0%"], ["86", "95.0%"]]));
    }
}

#[test]
fn a_heat_cell_has_the_findings_of_its_body_and_duty() {
    let report = sample::report();
    let page = render(&report, Lang::En);
    let mut cells = 0;
    for cell in report.counts.table.iter().filter(|cell| cell.findings.total() > 0) {
        let link = filter(&[("body", &cell.body), ("duty", &cell.duty)]).replace('&', "&amp;");
        let (_, rest) = page.split_once(&format!("href=\"{link}\"")).unwrap();
        let (own, _) = rest.split_once("</a>").unwrap();
        assert!(own.ends_with(&format!("</span>{}", cell.findings.total())), "{own}");
        cells += 1;
    }
    assert!(cells > 5);
}

#[test]
fn nothing_is_fetched_and_nothing_else_may_run() {
    let page = render(&whole(), Lang::Zh);
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"zh-CN\">"));
    for word in [" src=", "url(", "@import", " style=", " onclick=", "http://", "https://"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(!page.contains("unsafe"));
}

#[test]
fn parts_that_a_report_lacks_leave_no_empty_headings() {
    let mut report = sample::report();
    report.due.clear();
    report.measures.clear();
    let page = render(&report, Lang::En);
    for id in ["due", "trend", "looks", "remaining", "resolved", "measures", "waivers"] {
        assert!(!page.contains(&format!("id=\"{id}\"")), "{id}");
        assert!(!page.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    let page = render(&whole(), Lang::En);
    for id in ["due", "heat", "trend", "findings", "remaining", "resolved", "measures", "waivers"] {
        assert!(page.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_long_text_is_cut_with_the_whole_of_it_on_demand() {
    let report = sample::report();
    let view = View::new(&report, Style::default());
    let mut finding = report.findings[0].clone();
    finding.message = Words::same("长".repeat(321));
    let page = card::Card::of(&view, &finding).render(&view, Class::Fault).into_string();
    assert!(page.contains(&format!(">{}…<", "长".repeat(280))));
    assert!(page.contains(&format!("<p>{}</p>", "长".repeat(321))));
    finding.message = Words::same("长".repeat(4001));
    let page = card::Card::of(&view, &finding).render(&view, Class::Fault).into_string();
    assert_eq!(page.matches(&"长".repeat(2000)).count(), 2, "in pieces of 2,000");
    assert!(page.contains("<p>长</p>"));
    finding.message = Words::same("长".repeat(320));
    let page = card::Card::of(&view, &finding).render(&view, Class::Fault).into_string();
    assert!(!page.contains("<details"));
}

#[test]
fn all_is_said_only_of_all() {
    let of = |met, missing| share(Verdicts { met, missing, ..Verdicts::default() });
    assert_eq!(of(99_999, 1).as_deref(), Some("99.9%"));
    assert_eq!(of(5, 0).as_deref(), Some("100.0%"));
    assert_eq!(of(0, 0), None);
}

#[test]
fn friday_is_the_next_one_or_today() {
    let friday = |text| next_friday(text).map(|date| date.to_string());
    assert_eq!(friday("2026-02-15T23:59:59+08:00").as_deref(), Some("2026-02-20"));
    assert_eq!(friday("2026-02-20T00:00:00+08:00").as_deref(), Some("2026-02-20"));
    assert_eq!(friday("2026-02-21T00:00:00+08:00").as_deref(), Some("2026-02-27"));
    assert_eq!(friday("soon"), None);
}

#[test]
fn what_is_copied_to_a_shell_stays_one_word() {
    assert_eq!(quoted("lists/清单"), "lists/清单");
    assert_eq!(quoted("a b"), "'a b'");
    assert_eq!(quoted("$(x)'"), r"'$(x)'\'''");
    assert_eq!(quoted(""), "''");
    assert_eq!(encode("S1/*&<清"), "S1/*%26%3C%E6%B8%85");
}

#[test]
fn a_finding_takes_little_room() {
    let mut report = sample::report();
    let one = report.findings[0].clone();
    let size = |report: &Report| data::json(&View::new(report, Style::default())).len();
    let before = size(&report);
    for at in 0..1000 {
        let mut own = one.clone();
        own.id = format!("{at:016x}");
        own.case = Some(format!("AL-2026-{at:04}"));
        own.rows[0].row = at;
        own.rows[0].excerpt = Words::same(format!("AL-2026-{at:04} 登记"));
        report.findings.push(own);
    }
    let each = (size(&report) - before) / 1000;
    // A megabyte less a quarter for all else, by 5,000.
    assert!(each < 150, "{each} bytes each");
}
