//! However many findings a log has, few are kept in full: the same few whatever the order of rows,
//! and the rest is counted exactly.

use std::collections::BTreeSet;

use remit::audit::{self, Audit, Options};
use remit::model::Model;

use crate::support::{in_memory, key, model_of, read};

/// Cases of the log: several portions for each thread, and several batches of rows.
const CASES: u32 = 12_000;
const KEPT: usize = 20;

const SET: &str = "\
kind: set
id: s
timezone: UTC
---
kind: responsibility-list
duties: { D: {} }
---
kind: mapping
columns: { case: case, step: step, at: at, body: body }
---
kind: standard
duty: D
steps:
  open: { starts: true }
  close: { optional: true }
rules:
  closed: { template: response, activation: open, target: close, within: 24h }
  once: { template: absence, activation: close, count: 2 }
";

/// Rows of cases that are never closed (every third), closed late (every fifth of the others), and
/// closed twice (every seventh of all that are closed).
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for case in 0..CASES {
        let body = case % 4;
        let row = |step: &str, day: u32| {
            format!("C{case:05},{step},2026-01-{day:02}T08:00:00Z,body {body},\"a, remark\"\n")
        };
        rows.push(row("open", 1));
        if case % 3 > 0 {
            let day = if case % 5 == 0 { 4 } else { 1 };
            rows.push(row("close", day));
            if case % 7 == 0 {
                rows.push(row("close", day + 1));
            }
        }
    }
    // Other work, long after: nothing is open any more.
    rows.push("Z,open,2026-03-01T08:00:00Z,body 0,\n".to_owned());
    rows.push("Z,close,2026-03-01T08:00:00Z,body 0,\n".to_owned());
    rows
}

fn audited(model: &Model, rows: impl Iterator<Item = String>, keep: usize) -> Audit {
    let log = "case,step,at,body,remark\n".to_owned() + &rows.collect::<String>();
    let reading = read(model, vec![in_memory("log.csv", log)], None);
    let options = Options { keep, ..Options::default() };
    audit::run(model, reading, &options, &|rule| Some(rule.severity))
}

#[test]
fn a_log_of_thousands_of_findings_keeps_the_first_few_and_counts_the_rest() {
    let model = model_of(SET);
    let all = audited(&model, rows().into_iter(), usize::MAX);
    let few = audited(&model, rows().into_iter(), KEPT);
    let turned = audited(&model, rows().into_iter().rev(), KEPT);

    let closed = |case: &u32| !case.is_multiple_of(3);
    let broken = (0..CASES).filter(|case| !closed(case) || case % 5 == 0).count();
    let twice = (0..CASES).filter(|case| closed(case) && case % 7 == 0).count();
    assert!(broken + twice > 10 * KEPT);
    assert_eq!(all.findings.len(), broken + twice);
    assert_eq!(all.cases, u64::from(CASES) + 1);

    // One rule and one duty: one shelf.
    assert_eq!(few.findings.len(), KEPT);
    assert_eq!(few.by_rule.iter().map(|own| own.2).sum::<u64>(), (broken + twice) as u64);
    assert_eq!(few.more.iter().map(|own| own.count).sum::<u64>(), (broken + twice - KEPT) as u64);
    let keys = |audit: &Audit| audit.findings.iter().map(key).collect::<Vec<_>>();
    assert_eq!(keys(&few), keys(&all).into_iter().take(KEPT).collect::<Vec<_>>());
    assert_eq!(keys(&turned), keys(&few));

    let rest: BTreeSet<_> =
        all.findings.iter().skip(KEPT).map(|finding| finding.fingerprint("s")).collect();
    for own in [&few, &turned] {
        assert!(own.more.iter().flat_map(|more| &more.fingerprints).eq(&rest));
        assert_eq!(own.bodies, all.bodies);
        assert_eq!(own.verdicts, all.verdicts);
    }
}
