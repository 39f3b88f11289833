//! Where rows go, beside a reckoning by the definition.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::audit::{Audit, Options, period, run};
use crate::doc::{Format, read_text};
use crate::finding::Sink;
use crate::log::{self, Context, LogSource};
use crate::model::load::assemble;
use crate::model::resolve::Model;
use crate::text::Sources;

/// Of two duties one ends, and the mapping names a step that no standard has.
const SET: &str = "\
kind: set
id: fates
timezone: UTC
---
kind: responsibility-list
duties: { D: {}, E: { until: 2026-01-10 } }
---
kind: standard
duty: D
steps: { a: { title: a } }
---
kind: standard
duty: E
steps: { b: { title: b } }
---
kind: mapping
form: wide
columns: { case: c }
steps: { D.a: { at: ta }, E.b: { at: tb }, D.x: { at: tx } }
";

/// What a cell may say: nothing, while both duties are in force, after one of them, and after the
/// instant of the audit.
const TIMES: [&str; 4] = ["", "2026-01-05 08:00:00", "2026-01-15 08:00:00", "2026-01-25 08:00:00"];

fn audit(rows: &[(u8, [usize; 3])]) -> Audit {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("set.yaml", SET, Format::Yaml, &mut sources, &mut sink);
    let model = Model::resolve(&assemble(&documents, sources, &mut sink));
    let row = |(case, [a, b, x]): &(u8, [usize; 3])| {
        format!("k{case},{},{},{}\n", TIMES[*a], TIMES[*b], TIMES[*x])
    };
    let text = format!("c,ta,tb,tx\n{}", rows.iter().map(row).collect::<String>());
    let source = LogSource::from_bytes("log.csv", text);
    let reading = log::read(vec![source], &Context::of(&model, &[])).unwrap_or_else(|error| {
        panic!("{}", error.words().en);
    });
    let as_of = period::parse("2026-01-20").map(|period| model.zone.start(period.until)).ok();
    let options = Options { as_of, ..Options::default() };
    run(&model, reading, &options, &|rule| Some(rule.severity))
}

/// Judged, outside and too late, by what a cell says and in which column it stands.
fn fate(column: usize, time: usize) -> Option<usize> {
    match (column, time) {
        (_, 0) => None,
        (_, 3) => Some(2),
        (0, _) | (1, 1) => Some(0),
        _ => Some(1),
    }
}

proptest! {
    #[test]
    fn every_row_goes_where_the_first_that_applies_to_one_of_its_events_says(
        rows in prop::collection::vec((0u8..6, [0usize..4, 0..4, 0..4]), 0..40),
        // Without these all rows surely belong to a duty, and none needs a closer look.
        others in any::<bool>(),
        late in any::<bool>(),
    ) {
        let mut rows = rows;
        for (_, times) in &mut rows {
            if !others {
                (times[1], times[2]) = (0, 0);
            }
            for time in times.iter_mut().filter(|_| !late) {
                *time %= 3;
            }
        }
        // A log without any row is none.
        rows.push((9, [1, 0, 0]));
        let audit = audit(&rows);
        let mut wanted = [0; 4];
        let (mut events, mut cases) = (0, HashSet::new());
        for (case, times) in &rows {
            let fates: Vec<usize> = (0..3).filter_map(|at| fate(at, times[at])).collect();
            wanted[fates.iter().copied().min().unwrap_or(3)] += 1;
            let judged = fates.iter().filter(|fate| **fate == 0).count() as u64;
            events += judged;
            if judged > 0 {
                cases.insert(case);
            }
        }
        let ledger = &audit.ledger;
        let [judged, outside, after, empty] = wanted;
        prop_assert_eq!((ledger.read, ledger.rejected), (rows.len() as u64, 0));
        prop_assert_eq!((ledger.judged, ledger.out_of_list), (judged, outside));
        prop_assert_eq!(ledger.ignored, after + empty);
        prop_assert_eq!((audit.events, audit.cases), (events, cases.len() as u64));
        prop_assert!(ledger.adds_up());
    }
}
