use super::{escaped, render};
use crate::report::sample;
use crate::report::wire::{Change, Finding, More, Past, Prints, Verdicts};
use crate::text::{Lang, Words};

/// The cells of a table's line; a border that is escaped is none.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut before = ' ';
    for c in line.trim_matches('|').chars() {
        if c == '|' && before != '\\' {
            cells.push(String::new());
        } else if let Some(last) = cells.last_mut() {
            last.push(c);
        }
        before = c;
    }
    cells
}

/// Every table has as many cells in each line as its head.
fn tables_are_straight(text: &str) {
    let mut head = None;
    for line in text.lines() {
        if line.starts_with('|') {
            let own = cells(line).len();
            assert_eq!(*head.get_or_insert(own), own, "{line}");
        } else {
            head = None;
        }
    }
}

#[test]
fn the_answer_the_table_and_the_ledger_are_there_in_both_languages() {
    let report = sample::report();
    let english = render(&report, Lang::En);
    tables_are_straight(&english);
    assert!(english.contains("2,431 cases: 86 findings"), "{english}");
    assert!(
        english
            .contains("rows read 9,150 = judged 9,111 + out of list 9 + ignored 25 + rejected 5")
    );
    assert!(english.contains("Due within 7 days: 1,206"));
    assert!(english.contains("missing 45 · "), "{english}");
    // 60 missing steps of which five are kept; 12 late ones and 5 rejected rows of which none is.
    assert!(english.contains("- error `disposal/step-missing` a required step is missing: 55"));
    assert!(english.contains("- warning `disposal/step-late` a step was done too late: 12"));
    assert!(english.contains("(lists/proactive-policing/standards/%E7%9F%9B"), "{english}");
    assert!(english.contains(".toml#L41)"), "{english}");
    let chinese = render(&report, Lang::Zh);
    tables_are_straight(&chinese);
    assert!(chinese.contains("2,431件任务：共86项问题"), "{chinese}");
    assert!(chinese.contains("7日内到期：1,206项"));
    assert!(!chinese.contains("findings") && !chinese.contains("more not shown"), "{chinese}");
}

#[test]
fn what_changed_is_said_and_each_finding_says_what_became_of_it() {
    let mut report = sample::report();
    report.change = Some(Change {
        period: Some("2026-W06".to_owned()),
        new: 4,
        persisting: 81,
        returned: 1,
        resolved: 12,
        cannot_tell: 3,
        ..Change::default()
    });
    report.history = (1..=11u64)
        .map(|week| Past {
            period: Some(format!("2026-W{week:02}")),
            faults: week * 10,
            verdicts: Verdicts { met: 1000 + week, ..Verdicts::default() },
            ..Past::default()
        })
        .collect();
    report.findings[0].status = Some("returned".to_owned());
    let english = render(&report, Lang::En);
    tables_are_straight(&english);
    let told =
        "Since 2026-W06: 4 new, 81 persisting, 1 returned, 12 resolved; of 3 the log can't tell.";
    assert_eq!(english.matches(told).count(), 1, "{english}");
    assert!(
        english.contains("Worse than 2026-W10: 110 findings instead of 100, 100.0% met"),
        "{english}"
    );
    assert!(english.contains("| error | returned |"), "{english}");
    assert!(english.contains("| 2026-W11 | 110 | 1,011 | 0 | 0 |"), "{english}");
    assert!(!english.contains("2026-W03"), "eight are shown: {english}");
    assert!(english.contains("3 more not shown here."), "{english}");
    let chinese = render(&report, Lang::Zh);
    assert!(chinese.contains("与2026-W06相比：新增4项"), "{chinese}");
    assert!(chinese.contains("| 错误 | 再次出现 |"), "{chinese}");
}

#[test]
fn what_a_log_says_is_never_markup() {
    for (text, shown) in [
        ("a|b", "a\\|b"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("**bold** _it_ ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"),
        ("![x](http://e.vil/p.png)", "\\!\\[x\\](http:&#8203;//e.vil/p.png)"),
        ("www.example.com", "www&#8203;.example.com"),
        ("thanks @everyone, see #12", "thanks \\@&#8203;everyone, see \\#&#8203;12"),
        ("&amp;", "&amp;amp;"),
        ("`x`", "\\`x\\`"),
        ("- item", "\\- item"),
        ("line\nbreak\u{202e}\u{1b}[2J", "line break\u{fffd}\u{fffd}\\[2J"),
        ("back\\|slash", "back\\\\\\|slash"),
    ] {
        assert_eq!(escaped(text), shown, "{text}");
    }
    let mut report = sample::report();
    for finding in &mut report.findings {
        finding.message = Words::same("a|b <img src=x onerror=alert(1)> @all\n\n# big");
        finding.body = Some("x|y".to_owned());
        finding.case = Some("c|`d`".to_owned());
        if let Some(clause) = &mut finding.clause {
            clause.path = "a|b](x) <y>.toml".to_owned();
        }
    }
    for lang in Lang::ALL {
        let text = render(&report, lang);
        tables_are_straight(&text);
        assert!(!text.contains("<img") && !text.contains("<y>"), "{text}");
        assert!(text.contains("(a%7Cb%5D%28x%29%20%3Cy%3E.toml#L41)"), "{text}");
    }
}

#[test]
fn a_long_report_fits_a_comment_and_says_how_much_was_cut() {
    let mut report = sample::report();
    let template = report.findings[0].clone();
    let long = "矛盾纠纷排查化解".repeat(200);
    report.findings = (0..5_000)
        .map(|at| Finding {
            message: Words::same(format!("{at} {long}")),
            why: Some(Words::same(long.clone())),
            case: Some(long.clone()),
            body: Some(long.clone()),
            ..template.clone()
        })
        .collect();
    report.counts.by_rule = [("disposal/step-missing".to_owned(), 5_055)].into_iter().collect();
    report.more = vec![More {
        rule: template.rule.clone(),
        duty: None,
        count: 55,
        known: 0,
        fingerprints: Prints::default(),
    }];
    for lang in Lang::ALL {
        let text = render(&report, lang);
        assert!(text.chars().count() < 60_000, "{}", text.chars().count());
        let left = match lang {
            Lang::En => "5,047 more not shown here.",
            Lang::Zh => "另有5,047项未在此列出。",
        };
        assert!(text.contains(left), "{left}");
    }
}
