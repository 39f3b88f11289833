//! How long the parts of an audit take: `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a bench that can't go on has to stop")]

use std::fmt::Write as _;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use remit::audit::{Audit, Options, examine};
use remit::finding::Sink;
use remit::log::{self, Context, LogSource, Reading, Strings};
use remit::model::{Draft, Model, Zone};
use remit::report::wire::{self, Report};

/// Cases of the log, each of about five events.
const CASES: u32 = 20_000;

const STEPS: [&str; 6] = ["receive", "dispatch", "arrive", "mediate", "record", "review"];

const SET: &str = "\
kind: set
id: bench
timezone: UTC
---
kind: responsibility-list
duties: { D: {} }
---
kind: mapping
columns: { case: case, step: step, at: at, body: unit }
---
kind: standard
duty: D
steps:
  receive: { starts: true }
  dispatch: { after: receive, within: { limit: 10m, of: receive, basis: placeholder } }
  arrive: { after: dispatch, within: { limit: 1h, of: dispatch, basis: placeholder } }
  mediate: { optional: true }
  record: { optional: true }
  review: { optional: true, after: record, ends: true }
rules:
  kept: { template: response, activation: mediate, target: record }
  once: { template: exactly, activation: arrive, count: 1 }
";

fn main() {
    divan::main();
}

/// A log in which cases interleave, and every fifth step is left out.
fn log() -> String {
    let mut text = "case,step,at,unit,remark\n".to_owned();
    for round in 0..CASES {
        for (at, step) in (0u32..).zip(STEPS) {
            let case = (round * 7919 + at * 104_729) % CASES;
            if (case + at).is_multiple_of(5) {
                continue;
            }
            let (day, hour) = (1 + round / 720 % 28, round / 30 % 24);
            let (minute, unit) = (round % 60, case % 60);
            writeln!(
                text,
                "J{case:08},{step},2026-01-{day:02}T{hour:02}:{minute:02}:{at:02}Z,station {unit},"
            )
            .unwrap();
        }
    }
    text
}

fn draft() -> Draft {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("remit.yaml"), SET).unwrap();
    remit::model::load(folder.path(), &mut Sink::default())
}

fn model() -> Model {
    Model::resolve(&draft())
}

fn read(model: &Model, log: &str) -> Reading {
    let context = Context::of(model, &[]);
    log::read(vec![LogSource::from_bytes("log.csv", log)], &context).unwrap()
}

fn audit(model: &Model, reading: &Reading) -> Audit {
    examine(model, reading, &Options::default(), &|rule| Some(rule.severity))
}

fn report() -> Report {
    let draft = draft();
    let model = Model::resolve(&draft);
    let audit = audit(&model, &read(&model, &log()));
    Report::of(&audit, &model, &draft.sources, wire::Options::default()).unwrap()
}

/// Splitting, decoding, times and interning: from bytes to events.
#[divan::bench]
fn read_rows(bencher: Bencher<'_, '_>) {
    let (model, log) = (model(), log());
    bencher.counter(BytesCount::of_str(&log)).bench_local(|| read(&model, black_box(&log)));
}

/// Texts into symbols, half of them new.
#[divan::bench]
fn intern(bencher: Bencher<'_, '_>) {
    let texts: Vec<String> = (0..100_000).map(|at| format!("J{:08}", at / 2)).collect();
    bencher.counter(ItemsCount::new(texts.len())).bench_local(|| {
        let mut strings = Strings::default();
        for text in &texts {
            black_box(strings.intern(text));
        }
        strings
    });
}

/// Cells into moments, in the form of most logs and in one that spreadsheets write.
#[divan::bench(args = ["2026-01-05T08:03:09Z", "2026/1/5 8:03"])]
fn moment(bencher: Bencher<'_, '_>, cell: &str) {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    bencher.bench_local(|| log::moment(black_box(cell), &zone));
}

/// Matching, grouping and judging.
#[divan::bench]
fn judge(bencher: Bencher<'_, '_>) {
    let model = model();
    let reading = read(&model, &log());
    bencher.counter(ItemsCount::new(reading.events.len())).bench_local(|| audit(&model, &reading));
}

/// The digests of a report, of which nothing was written yet.
#[divan::bench(sample_count = 20)]
fn seal(bencher: Bencher<'_, '_>) {
    let json = wire::to_json(&report()).unwrap();
    let fresh = || serde_json::from_str::<Report>(&json).unwrap();
    bencher.with_inputs(fresh).bench_local_values(|mut report| {
        report.seal().unwrap();
        report
    });
}

/// A report as JSON, once it has its digests.
#[divan::bench]
fn write_json(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench_local(|| wire::to_json(&report).unwrap());
}
