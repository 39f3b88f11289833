use serde_json::Value;

use super::{Place, Run, Surroundings, audit, github, gitlab, junit, line_hashes, sarif};
use crate::finding::Severity;
use crate::report::sample;
use crate::report::wire::{Report, Waiver};
use crate::text::{Lang, Words};

/// Computed character by character, with a window that rolls on.
#[test]
fn lines_have_the_hashes_that_code_scanning_reckons() {
    let of = |text: &str| line_hashes(text);
    assert_eq!(of(""), ["c129715d7a2bc9a3:1"]);
    assert_eq!(
        of(" a\nb\n  \t\tc\n d"),
        ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
    );
    assert_eq!(
        of("甲乙\r\n\t乙𠮷: 1\r\n\r\n"),
        ["4bb62b5ddac94429:1", "74a92b4d0cecf62c:1", "3c5bef55b72b93c9:1", "c129715d7a2bc9a3:1"]
    );
    assert_eq!(
        of("\u{feff}kind: set\r\n责任 = \"排查\"\n\r x\r \ny"),
        [
            "79fea0448a93556b:1",
            "bcdc0afce14b39aa:1",
            "ac2ce15b0bc5ecb2:1",
            "ea5c6c22b47aa350:1",
            "f85c2d2aa834d48e:1",
            "ed3261245082261c:1"
        ]
    );
    let same = of(&"Lorem ipsum dolor sit amet.\n".repeat(10));
    assert_eq!(same[0], "a7f2ff13bc495cf2:1");
    assert_eq!(same[5], "a7f2ff13bc495cf2:6");
    assert_eq!(same[6], "a7f2ff1481e87703:1");
    assert_eq!(same[10], "c129715d7a2bc9a3:1");
}

fn with<T>(inside: impl FnOnce(&Surroundings<'_>) -> T) -> T {
    inside(&Surroundings {
        lang: Lang::En,
        fails: Some(Severity::Error),
        locate: &|path| path.to_owned(),
        read: &|_| Some("first\nsecond\n".to_owned()),
    })
}

/// A report with one finding of its own kind of fault, then changed.
fn one(change: impl FnOnce(&mut Report)) -> Run {
    let mut report = sample::report();
    report.findings.retain(|own| own.clause.is_some() && own.severity == Severity::Error);
    report.findings.truncate(1);
    report.more.clear();
    change(&mut report);
    with(|around| audit(&report, around))
}

fn waiver() -> Waiver {
    Waiver {
        id: "W-1".to_owned(),
        approver: "李局".to_owned(),
        reason: Words::same("line, broken"),
        from: "2026-01-01".to_owned(),
        until: "2026-03-01".to_owned(),
        place: None,
    }
}

#[test]
fn commands_of_github_end_only_where_they_should() {
    let run = one(|report| {
        report.findings[0].message = Words::same("100 %\r\nof :: it, all");
        report.findings[0].clause.as_mut().unwrap().path = "a,b:c%/x.toml".to_owned();
    });
    let text = with(|around| github::render(&[run], around));
    let line = text.lines().next().unwrap();
    assert!(line.contains("file=a%2Cb%3Ac%25/x.toml,line="), "{line}");
    assert!(line.contains("::100 %25"), "{line}");
    assert!(!line.contains('\r'), "{line}");
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[test]
fn ten_annotations_of_a_level_are_shown_and_the_tenth_says_how_many_there_are() {
    let mut run = one(|_| ());
    let item = run.items[0].clone();
    let many = |count: usize, run: &Run| Run { items: vec![item.clone(); count], ..run.clone() };
    let lines = |run: Run| with(|around| github::render(&[run], around));
    assert_eq!(lines(many(10, &run)).lines().count(), 10);
    let eleven = lines(many(11, &run));
    assert_eq!(eleven.lines().count(), 10);
    assert!(eleven.lines().last().unwrap().contains("::2 more of this level"), "{eleven}");
    run.items.clear();
    assert_eq!(lines(run), "");
}

#[test]
fn waived_findings_are_left_out_of_alerts_and_skipped_as_tests() {
    let run = one(|report| {
        for own in &mut report.findings {
            own.waived = true;
            own.waiver = Some(waiver());
        }
    });
    with(|around| {
        let log: Value = serde_json::from_str(
            &sarif::render(std::slice::from_ref(&run), false, around).unwrap(),
        )
        .unwrap();
        assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
        assert_eq!(gitlab::render(std::slice::from_ref(&run), around).unwrap(), "[]\n");
        assert_eq!(github::render(std::slice::from_ref(&run), around), "");
        let text = junit::render(std::slice::from_ref(&run), around);
        assert!(text.contains("waived by 李局 until 2026-03-01: line, broken"), "{text}");
        assert!(!text.contains("<failure"), "{text}");
        let summary = github::summary(&[run], around);
        assert!(summary.contains("(waived)"), "{summary}");
    });
}

#[test]
fn what_the_baseline_knows_is_unchanged_and_fails_nothing() {
    let run = one(|report| report.findings.iter_mut().for_each(|own| own.known = true));
    with(|around| {
        let log: Value =
            serde_json::from_str(&sarif::render(std::slice::from_ref(&run), true, around).unwrap())
                .unwrap();
        assert_eq!(log["runs"][0]["results"][0]["baselineState"], "unchanged");
        assert!(gitlab::render(std::slice::from_ref(&run), around).unwrap().contains("\"known: "));
        assert!(github::render(std::slice::from_ref(&run), around).starts_with("::notice "));
        let text = junit::render(&[run], around);
        assert!(text.contains("<skipped message=\"known, "), "{text}");
        assert!(!text.contains("<failure"), "{text}");
    });
}

#[test]
fn an_item_stands_for_all_findings_of_a_rule_a_duty_and_a_body() {
    let report = sample::report();
    let run = with(|around| audit(&report, around));
    let findings: u64 = run.items.iter().map(|item| item.counts.total()).sum();
    let beyond: u64 = report.more.iter().map(|more| more.count).sum();
    assert_eq!(findings, report.findings.len() as u64 + beyond);
    let mut ids: Vec<&str> = run.items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), run.items.len());
    assert!(run.items.is_sorted_by_key(|item| item.severity));
}

#[test]
fn at_most_5000_results_are_written_and_the_rest_is_said() {
    let mut run = one(|_| ());
    run.items = vec![run.items[0].clone(); 5_003];
    let log = with(|around| sarif::render(&[run], false, around).unwrap());
    let log: Value = serde_json::from_str(&log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 5_000);
    let told = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(told.contains("3 more results are left out"), "{told}");
}

#[test]
fn places_become_uris_and_texts_neither_links_nor_placeholders() {
    let mut run = one(|_| ());
    run.items[0].place =
        Place { path: "清单/a b#%.toml".to_owned(), line: Some(2), ..Place::default() };
    run.items[0].message = "see [this](http://x) and {0}".to_owned();
    run.items[0].related.clear();
    let log = with(|around| sarif::render(std::slice::from_ref(&run), false, around).unwrap());
    let log: Value = serde_json::from_str(&log).unwrap();
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E6%B8%85%E5%8D%95/a%20b%23%25.toml");
    assert_eq!(place["region"], serde_json::json!({ "startLine": 2 }));
    let text = result["message"]["text"].as_str().unwrap();
    assert!(text.starts_with("see [this\\](http://x) and {{0}."), "{text}");
    run.items[0].place.path = "/somewhere/else.toml".to_owned();
    let log = with(|around| sarif::render(&[run], false, around).unwrap());
    assert!(log.contains("\"file:///somewhere/else.toml\""), "{log}");
}

#[test]
fn xml_holds_what_it_can_not_write() {
    let mut run = one(|_| ());
    run.items[0].message = "a \u{1} <b> & \"c\"".to_owned();
    run.title = String::new();
    let text = with(|around| junit::render(&[run], around));
    assert!(text.contains("message=\"a \u{fffd} &lt;b&gt; &amp; &quot;c&quot;"), "{text}");
    assert!(text.contains("name=\"title\" value=\"-\""), "{text}");
}
