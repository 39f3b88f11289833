//! Same inputs, same result: whatever the order of rows, however the log is cut.

use proptest::test_runner::{Config, TestRunner};
use remit::audit::Options;
use remit::log::LogSource;
use remit::model::Model;

use crate::support::{audit, in_memory, model, project, read, without_places};

/// Header and rows of a shipped log.
fn rows(path: &str) -> (String, Vec<String>) {
    let bytes = std::fs::read(project(path)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::to_owned);
    (lines.next().unwrap(), lines.collect())
}

fn result(model: &Model, sources: Vec<LogSource>) -> String {
    without_places(&audit(model, read(model, sources, None), Options::default()))
}

fn cut(name: &str, header: &str, rows: &[String], pieces: usize) -> Vec<LogSource> {
    let size = rows.len().div_ceil(pieces).max(1);
    let chunks = rows.chunks(size).enumerate();
    chunks
        .map(|(at, rows)| {
            in_memory(&format!("{name}-{at}.csv"), format!("{header}\n{}\n", rows.join("\n")))
        })
        .collect()
}

fn check(set: &str, log: &str, name: &str) {
    let (_, model) = model(set);
    let (header, rows) = rows(log);
    let wanted = result(&model, cut(name, &header, &rows, 1));
    assert_eq!(result(&model, cut(name, &header, &rows, 1)), wanted, "twice");
    assert_eq!(result(&model, cut(name, &header, &rows, 10)), wanted, "cut into ten files");
    let mut runner = TestRunner::new(Config { cases: 6, ..Config::default() });
    let shuffled = proptest::strategy::Strategy::prop_shuffle(proptest::strategy::Just(rows));
    runner
        .run(&shuffled, |rows| {
            let one = result(&model, cut(name, &header, &rows, 1));
            proptest::prop_assert!(one == wanted, "shuffled");
            let ten = result(&model, cut(name, &header, &rows, 10));
            proptest::prop_assert!(ten == wanted, "shuffled and cut");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_long_log_may_be_shuffled_and_cut() {
    check(
        "lists/proactive-policing",
        "lists/proactive-policing/logs/tasks-2026-02-a.csv",
        "tasks-2026-02",
    );
}

#[test]
fn a_wide_log_may_be_shuffled_and_cut() {
    check(
        "lists/proactive-policing",
        "lists/proactive-policing/logs/alarms-2026-02.csv",
        "alarms-2026-02",
    );
}

#[test]
fn a_log_of_dates_may_be_shuffled_and_cut() {
    check("lists/road-traffic-fines", "lists/road-traffic-fines/logs/example.csv", "example");
}
