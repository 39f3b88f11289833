use super::{Show, render, show};
use crate::report::sample;
use crate::report::style::Style;
use crate::text::Lang;
use crate::text::width::width;

fn styles() -> impl Iterator<Item = Style> {
    [60, 80, 100, 120, 160].into_iter().flat_map(|width| {
        Lang::ALL.into_iter().flat_map(move |lang| {
            [false, true].map(|ascii| Style { lang, width, color: false, ascii })
        })
    })
}

/// Every text of the sample in every style.
fn pages() -> Vec<(Style, String)> {
    let report = sample::report();
    styles()
        .flat_map(|style| {
            let wanted =
                ["obligations", "disposal/step-missing", "PP-03", "S1", "AL-2026-0002", "gap"];
            let mut pages = vec![(style, render(&report, style))];
            for name in wanted {
                pages.push((style, show(&report, &Show::parse(name), style).unwrap()));
            }
            pages
        })
        .collect()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (style, page) in pages() {
        for line in page.lines() {
            assert!(width(line) <= style.width, "{style:?}: {} columns\n{line}", width(line));
        }
    }
}

/// There are characters that some terminals make one column wide and others two: borders and marks of
/// ours among them. With `--ascii` none of them is left, so that tables are straight in any terminal.
#[test]
fn in_ascii_a_table_is_straight_however_wide_ambiguous_characters_are() {
    let mut rows = 0;
    for (style, page) in pages().into_iter().filter(|(style, _)| style.ascii) {
        for line in page.lines().filter(|line| line.starts_with(['|', '+'])) {
            let wide = unicode_width::UnicodeWidthStr::width_cjk(line);
            assert_eq!(wide, width(line), "{style:?}: {line}");
            rows += 1;
        }
    }
    assert!(rows > 100);
    // The same characters, drawn with lines, are what they are because somebody looks at them so.
    let fancy = pages().into_iter().find(|(style, _)| !style.ascii).unwrap().1;
    let border = fancy.lines().find(|line| line.starts_with('╭')).unwrap();
    assert!(unicode_width::UnicodeWidthStr::width_cjk(border) > width(border));
}

#[test]
fn headings_keep_their_words_and_short_names() {
    let report = sample::report();
    for lang in Lang::ALL {
        let page = render(&report, Style { lang, width: 100, color: false, ascii: false });
        let head: String = page
            .lines()
            .skip_while(|line| !line.starts_with('╭'))
            .take_while(|line| !line.starts_with('├'))
            .collect();
        let cells: Vec<&str> = head.split(['│', ' ']).filter(|own| !own.is_empty()).collect();
        match lang {
            Lang::En => assert!(cells.contains(&"Station"), "{head}"),
            Lang::Zh => assert!(cells.iter().any(|own| own.ends_with("派出所")), "{head}"),
        }
    }
}

#[test]
fn borders_are_straight() {
    for (style, page) in pages() {
        let (left, cross) = if style.ascii { ("|", '|') } else { ("│", '│') };
        let bars = |line: &str| -> Vec<usize> {
            let bars = line.char_indices().filter(|(_, c)| *c == cross);
            bars.map(|(at, _)| width(line.get(..at).unwrap())).collect()
        };
        let mut before: Option<Vec<usize>> = None;
        let mut rows = 0;
        for line in page.lines() {
            if line.starts_with(left) {
                rows += 1;
                let own = bars(line);
                assert!(before.as_ref().is_none_or(|before| *before == own), "{style:?}\n{page}");
                before = Some(own);
            } else if !line.starts_with(['├', '+', '╭']) {
                before = None;
            }
        }
        assert!(rows == 0 || rows > 2, "{style:?}\n{page}");
    }
}

#[test]
fn ascii_is_kept_where_the_content_is() {
    let mut report = sample::report();
    report.inputs.clear();
    for finding in &mut report.findings {
        finding.message = crate::text::Words::same("x");
        finding.clause = None;
        finding.body = None;
    }
    report.bodies.pop();
    report.counts.table.retain(|cell| cell.body.is_ascii());
    report.counts.by_body.0.pop();
    let style = Style { ascii: true, width: 80, ..Style::default() };
    let page = render(&report, style);
    assert!(page.is_ascii(), "{:?}", page.chars().filter(|c| !c.is_ascii()).collect::<String>());
}

#[test]
fn escapes_of_a_log_never_reach_the_terminal() {
    for (style, page) in pages() {
        assert!(!page.contains('\u{1b}'), "{style:?}");
    }
    let report = sample::report();
    let style = Style { color: true, ..Style::default() };
    let page = render(&report, style);
    assert!(!page.contains("\u{1b}[31m企"), "the log's own colour");
    assert!(page.contains("\u{1b}[1;31m"), "and ours");
}

#[test]
fn the_answer_comes_first_with_its_numbers() {
    let report = sample::report();
    let english = render(&report, Style { width: 80, ..Style::default() });
    assert!(english.contains("2,431 cases: 86 findings"), "{english}");
    assert!(english.contains("72 disposal faults"), "{english}");
    assert!(english.contains("9 outside the list"), "{english}");
    assert!(english.contains("(error by default)"), "{english}");
    assert!(english.contains("rows read 9,150 = judged 9,111 + out of list 9"), "{english}");
    assert!(english.contains("58 more: --show disposal/step-missing"), "{english}");
    let english = render(&report, Style { width: 120, ..Style::default() });
    assert!(english.contains("91.2%, target 95% (310 of 340; 12 cannot tell)"), "{english}");
    let chinese = render(&report, Style { width: 80, lang: Lang::Zh, ..Style::default() });
    assert!(chinese.contains("2,431件任务：共86项问题"), "{chinese}");
    assert!(chinese.contains("（默认为错误）"), "{chinese}");
}

#[test]
fn what_has_no_name_is_said_with_the_nearest() {
    let report = sample::report();
    let missed = show(&report, &Show::parse("disposal/step-missin"), Style::default()).unwrap_err();
    assert_eq!(missed.hint.en, "did you mean `disposal/step-missing`?");
    let quiet = show(&report, &Show::parse("PP-01"), Style::default()).unwrap();
    assert!(quiet.contains("PP-01: 0 findings"), "{quiet}");
    let station = show(&report, &Show::parse("城关派出所"), Style::default()).unwrap();
    assert!(station.contains("2 findings"), "teams belong to their station: {station}");
}

#[test]
fn a_share_below_its_target_is_not_rounded_up_to_it() {
    let mut report = sample::report();
    for measure in &mut report.measures {
        (measure.numerator, measure.denominator) = (9_496, 10_000);
    }
    let page = render(&report, Style { width: 120, ..Style::default() });
    assert!(page.contains("94.9%, target 95% (9,496 of 10,000"), "{page}");
}
