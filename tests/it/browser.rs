//! The HTML report in a real Chromium, by the scripts of `tests/browser`: see there what is checked.
//!
//! The pages are made here from the report of a real set, with what the set's log has not: a history
//! of twenty weeks, clues, waivers, hostile texts, a hundred thousand findings.

use std::path::{Path, PathBuf};
use std::process::Command;

use remit::finding::Class;
use remit::report::html;
use remit::report::public::{self, PublicReport};
use remit::report::wire::{Answer, Change, Finding, Past, PastPart, Report, Row, State, to_json};
use remit::text::{Lang, Words};

use crate::command::remit;
use crate::support::project;

/// What a log may hold to do harm.
pub(crate) const HOSTILE: [&str; 7] = [
    "<script>document.title = 'broken'</script>",
    "<img src=x onerror=\"document.title = 'broken'\">",
    "</script><h1>broken</h1><!--",
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "\u{1b}[2J\u{1b}[31mred",
    "abc\u{202e}gpj.exe\u{2066}\u{200f}",
    "{0} & &amp; ' \" ` \\ | \u{fdd0}\u{fdd1}\u{ffff}\u{2028}\u{0}",
];

pub(crate) fn audit() -> Report {
    let out =
        remit().args(["audit", "lists/proactive-policing", "--format", "json"]).output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

/// Twenty weeks in which things get better, with a week of which one body has nothing.
fn with_history(mut report: Report) -> Report {
    let weeks: u64 = 20;
    let part = |id: &str, week: u64, seed: u64| {
        let mut verdicts = report.verdicts;
        verdicts.met = 200 + 7 * week + seed % 11;
        verdicts.late = (weeks - week) / 2 + seed % 3;
        verdicts.missing = seed % 5;
        PastPart { id: id.to_owned(), faults: verdicts.late + verdicts.missing, verdicts }
    };
    let pasts = (0..weeks).map(|week| {
        let bodies = report.bodies.iter().zip(0..);
        let bodies = bodies.filter(|(_, at)| *at != 2 || week != 9);
        let duties = report.duties.iter().zip(0..);
        let mut verdicts = report.verdicts;
        verdicts.missing += (weeks - week) * 40;
        Past {
            period: Some(format!("2025-W{:02}", 33 + week)),
            as_of: report.as_of.clone(),
            faults: 138 + (weeks - week) * 9 + week % 4 * 17,
            verdicts,
            duties: duties.map(|(own, at)| part(&own.id, week, at)).collect(),
            bodies: bodies.map(|(own, at)| part(&own.id, week, at)).collect(),
        }
    });
    report.history = pasts.collect();
    for (at, finding) in report.findings.iter_mut().enumerate() {
        finding.status = Some(["new", "persisting", "returned"][at % 3].to_owned());
        finding.waived = at % 40 == 7;
        if at % 5 == 2 {
            finding.answer = Some(Answer {
                state: State::ALL[at % 3],
                response: Some("已补录；见附件".to_owned()),
                responsible: Some("Wang Min".to_owned()),
                due: Some("2026-03-06".to_owned()),
                rectified_on: None,
                holds: (at % 3 == 0).then_some(at % 2 == 0),
            });
        }
    }
    report.resolved = report.findings.iter().take(30).cloned().collect();
    report.remaining = report.findings.iter().skip(60).take(12).cloned().collect();
    report.verdicts.waived = 4;
    report.change = Some(Change {
        period: Some("2026-W08".to_owned()),
        as_of: report.as_of.clone(),
        result: report.digests.result.clone(),
        new: 46,
        persisting: 46,
        returned: 46,
        resolved: 30,
        cannot_tell: 3,
    });
    report
}

/// Some rules find clues and signals.
fn with_looks(mut report: Report) -> Report {
    for rule in &mut report.rules {
        rule.class = match rule.id.as_str() {
            "outside/ambiguous" => Class::Clue,
            "log/duplicate-row" => Class::Signal,
            _ => Class::Fault,
        };
    }
    for finding in &mut report.findings {
        finding.class = report.rules.iter().find(|rule| rule.id == finding.rule).unwrap().class;
    }
    let of = |class: Class| report.findings.iter().filter(|own| own.class == class).count() as u64;
    let (fault, clue, signal) = (of(Class::Fault), of(Class::Clue), of(Class::Signal));
    report.counts.by_class = remit::report::wire::ByClass { fault, clue, signal };
    report
}

pub(crate) fn hostile(mut report: Report) -> Report {
    let cell = "巨大的单元格 <b>big</b> ".repeat(50_000);
    assert!(cell.len() > 1_000_000);
    report.set.title = Words::same(HOSTILE[0]);
    for (at, text) in HOSTILE.into_iter().chain([cell.as_str()]).enumerate() {
        let words = Words::same(text);
        let finding = &mut report.findings[at];
        finding.message = words.clone();
        finding.why = Some(words.clone());
        finding.help = Some(words.clone());
        finding.case = Some(text.to_owned());
        finding.person = Some(text.to_owned());
        finding.reckoning = vec![words.clone(), words.clone()];
        finding.answer = Some(Answer {
            state: State::Disputed,
            response: Some(text.to_owned()),
            responsible: Some(text.to_owned()),
            due: Some(text.to_owned()),
            rectified_on: None,
            holds: None,
        });
        finding.target = Some(text.to_owned());
        finding.window = Some(text.to_owned());
        finding.step = Some(text.to_owned());
        finding.rows = vec![Row {
            input: 0,
            row: 1,
            place: None,
            excerpt: words.clone(),
            words: words.clone(),
        }];
        report.notes.push(words.clone());
        if text.len() < 1000 {
            report.bodies[at].title = words.clone();
            report.duties[at].title = words.clone();
            report.rules[at].title = words.clone();
            report.measures[at].title = words.clone();
            report.due[at].title = words;
            text.clone_into(&mut report.due[at].case);
            report.options.logs.push(text.to_owned());
        }
    }
    HOSTILE[2].clone_into(&mut report.inputs[0].path);
    report
}

/// As many findings as asked for, no two alike.
pub(crate) fn many(mut report: Report, count: usize) -> Report {
    let all = std::mem::take(&mut report.findings);
    for (at, own) in all.iter().cycle().take(count).enumerate() {
        let mut own = own.clone();
        own.id = format!("{:016x}", (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mended =
            |text: &str| text.replace("2026-02", &format!("{}-{:02}", 2000 + at % 90, at % 12 + 1));
        let words = |words: &Words| Words::made(mended(&words.en), mended(&words.zh));
        own.message = words(&own.message);
        own.why = own.why.as_ref().map(words);
        own.reckoning = own.reckoning.iter().map(&words).collect();
        own.case = own.case.map(|case| format!("{}{}", mended(&case), at % 977));
        own.due = own.due.as_deref().map(mended);
        for row in &mut own.rows {
            row.row += at as u64;
            row.excerpt = words(&row.excerpt);
        }
        report.findings.push(own);
    }
    report
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn page(name: &str, report: &Report, lang: Lang) -> usize {
    let page = html::render(report, lang);
    std::fs::write(folder().join(format!("{name}.html")), &page).unwrap();
    page.len()
}

/// The page for the public.
fn public_page(name: &str, report: &Report, lang: Lang) {
    let page = public::html(&PublicReport::of(report), lang);
    std::fs::write(folder().join(format!("{name}.html")), page).unwrap();
}

/// The page, and beside it the report that it must agree with.
fn write(name: &str, report: &Report, lang: Lang) {
    page(name, report, lang);
    std::fs::write(folder().join(format!("{name}.json")), to_json(report).unwrap()).unwrap();
}

#[test]
fn five_thousand_findings_take_less_than_a_megabyte() {
    let report = many(with_history(audit()), 5_000);
    for (name, lang) in [("many-en", Lang::En), ("many-zh", Lang::Zh)] {
        let size = page(name, &report, lang);
        println!("5,000 findings, {name}: {size} bytes");
        assert!(size < 1_000_000, "{name}: {size} bytes");
    }
}

#[test]
fn the_page_holds_in_a_real_browser() {
    let modules = project("tests/browser/node_modules");
    if !modules.exists() {
        println!("tests/browser has no packages (npm ci there): the browser test passes untried");
        return;
    }
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success())
    });
    let Some(chromium) = chromium else {
        println!("there is no Chromium here: the browser test passes untried");
        return;
    };
    let report = audit();
    let full = with_history(with_looks(report.clone()));
    write("plain-en", &report, Lang::En);
    write("full-en", &full, Lang::En);
    write("full-zh", &full, Lang::Zh);
    let wicked = hostile(full.clone());
    write("hostile-en", &wicked, Lang::En);
    public_page("public-en", &report, Lang::En);
    public_page("public-zh", &report, Lang::Zh);
    public_page("public-hostile", &wicked, Lang::En);
    let most = many(full, 100_000);
    let body = report.findings.iter().find_map(|own| own.body.clone()).unwrap();
    let of = |own: &&Finding| own.class == Class::Fault && own.body.as_ref() == Some(&body);
    let count = most.findings.iter().filter(of).count();
    page("most-zh", &most, Lang::Zh);
    let wanted = serde_json::json!({ "body": body, "count": count }).to_string();
    std::fs::write(folder().join("most-zh.json"), wanted).unwrap();
    let out = Command::new("node")
        .args(["--test", "--test-reporter=spec", "."])
        .current_dir(project("tests/browser"))
        .env("REMIT_PAGES", folder())
        .env("REMIT_CHROMIUM", chromium)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&out.stdout) + String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{told}");
}
