//! The real log of road traffic fines: every event accounted for, and the three tables of counts
//! that are known for it.

use std::path::Path;

use remit::audit::outcome::Verdict;
use remit::audit::{Audit, Options};
use remit::model::Model;
use remit::model::docs::MappingDoc;

use crate::support::{model, on_disk, project, read, shared, without_places};

/// Met, late, missing, not due of an obligation.
fn counts(audit: &Audit, name: &str) -> [u64; 4] {
    let own = audit.obligations.iter().find(|own| own.name == name);
    let own = own.unwrap_or_else(|| panic!("no obligation {name}"));
    [Verdict::Met, Verdict::Late, Verdict::Missing, Verdict::NotDue].map(|v| own.counts.of(v))
}

fn fines(mapping: &str) -> Option<Audit> {
    let log = shared("road-traffic-fines.csv.gz")?;
    let (_, model) = model("lists/road-traffic-fines");
    Some(audited(&model, &log, mapping))
}

fn audited(model: &Model, log: &Path, mapping: &str) -> Audit {
    let reading = read(model, vec![on_disk(log)], Some(mapping));
    let options = Options { keep: 5, ..Options::default() };
    remit::audit::run(model, reading, &options, &|rule| Some(rule.severity))
}

/// The mapping for the log as CSV, for the columns that XES gives.
fn of_xes(mapping: &MappingDoc) -> MappingDoc {
    let mut xes = mapping.clone();
    for (column, name) in [
        (&mut xes.columns.case, "case:concept:name"),
        (&mut xes.columns.step, "concept:name"),
        (&mut xes.columns.at, "time:timestamp"),
    ] {
        name.clone_into(&mut column.as_mut().unwrap().column.value);
    }
    xes
}

#[test]
fn the_same_log_as_xes_comes_to_the_same() {
    let (Some(csv), Some(xes)) =
        (shared("road-traffic-fines.csv.gz"), shared("road-traffic-fines.xes.gz"))
    else {
        return;
    };
    let (_, mut model) = model("lists/road-traffic-fines");
    let wanted = audited(&model, &csv, "dates");
    model.mappings = model.mappings.iter().map(of_xes).collect();
    let found = audited(&model, &xes, "dates");
    assert_eq!(found.ledger.judged, 561_470);
    let first =
        |audit: &Audit| without_places(audit).lines().map(str::to_owned).collect::<Vec<_>>();
    for (found, wanted) in first(&found).iter().zip(first(&wanted)) {
        assert_eq!(*found, wanted);
    }
    assert_eq!(without_places(&found), without_places(&wanted));
}

#[test]
fn taken_as_days_the_counts_are_those_of_the_civil_calendar() {
    let Some(audit) = fines("dates") else { return };
    assert_eq!(audit.ledger.read, 561_470);
    assert_eq!(audit.ledger.judged, 561_470);
    assert!(audit.ledger.adds_up());
    assert_eq!(audit.cases, 150_370);
    assert_eq!(counts(&audit, "RTF-02/sent-within-90-days"), [54_215, 49_772, 46_015, 368]);
    assert_eq!(
        counts(&audit, "RTF-03/notified-by-law-paid-or-not"),
        [68_649, 11_211, 69_380, 1_130]
    );
}

#[test]
fn taken_as_instants_the_counts_are_those_of_every_peer() {
    let Some(audit) = fines("instants") else { return };
    assert_eq!(counts(&audit, "RTF-02/sent-within-2160-hours"), [53_951, 50_036, 46_015, 368]);
}

#[test]
fn findings_beyond_those_kept_are_counted() {
    let (_, model) = model("lists/proactive-policing");
    let log = project("lists/proactive-policing/logs/tasks-2026-02-a.csv");
    let judge = |keep| {
        let options = Options { keep, ..Options::default() };
        let reading = read(&model, vec![on_disk(&log)], None);
        remit::audit::run(&model, reading, &options, &|rule| Some(rule.severity))
    };
    let (few, all) = (judge(1), judge(usize::MAX));
    assert_eq!(few.severities(), all.severities());
    let beyond: u64 = few.more.iter().map(|more| more.count).sum();
    assert!(beyond > 0 && all.more.is_empty());
    assert_eq!(few.findings.len() as u64 + beyond, all.findings.len() as u64);
}
