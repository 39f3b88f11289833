//! Stories: each a folder with a set, a log and exactly the findings that must come out of them.
//!
//! | file | says |
//! |---|---|
//! | `remit.toml`, `*.yaml` | the set, and in a comment what the story is about |
//! | `log.csv` | the log |
//! | `expected.csv` | the findings of an audit of the whole log; its columns are compared |
//! | `verdicts.csv` | what the obligations named there come to |
//! | `expected-PERIOD.csv`, `verdicts-PERIOD.csv` | the same for a period: `2026-W10`, `FROM..UNTIL` |

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::{ISOWeekDate, Weekday};
use remit::audit::outcome::{Period, Verdict};
use remit::audit::{Audit, Options, run};
use remit::finding::{Finding, Sink};
use remit::log::{Context, LogSource, read};
use remit::model::docs::Ties;
use remit::model::{Day, Model, load};

/// A story that was read.
struct Story {
    name: String,
    folder: PathBuf,
    model: Model,
    log: String,
}

fn stories() -> Vec<Story> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let folders = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders
        .filter(|path| path.join("log.csv").exists())
        .collect();
    folders.sort();
    folders.into_iter().map(story).collect()
}

fn story(folder: PathBuf) -> Story {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let mut sink = Sink::default();
    let draft = load(&folder, &mut sink);
    let faults: Vec<_> = sink
        .findings()
        .iter()
        .map(|f| (f.rule.id, &f.message.en))
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:?}");
    let log = std::fs::read_to_string(folder.join("log.csv")).unwrap();
    Story {
        name,
        folder,
        model: Model::resolve(&draft),
        log,
    }
}

impl Story {
    fn judge(&self, logs: &[String], period: Option<Period>) -> Audit {
        let model = &self.model;
        let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
        let context = Context {
            mappings: &model.mappings,
            chosen: None,
            fields: &fields,
            zone: &model.zone,
            ties: model.ties,
            ignore_duplicates: model.ignore_duplicate_rows,
            token_key: &[],
            step_names: &|_| false,
        };
        let sources = logs.iter().zip(1..);
        let sources =
            sources.map(|(log, n)| LogSource::from_bytes(format!("log-{n}.csv"), log.clone()));
        let reading = read(sources.collect(), &context);
        let reading = reading.unwrap_or_else(|e| panic!("{}: {}", self.name, e.words().en));
        let options = Options {
            period,
            ..Options::default()
        };
        let audit = run(model, reading, &options, &|rule| Some(rule.severity));
        assert!(audit.ledger.adds_up(), "{}: {:?}", self.name, audit.ledger);
        audit
    }

    /// Tables of this story that begin with a word, with the period that each is about.
    fn tables(&self, word: &str) -> Vec<(Option<String>, PathBuf)> {
        let entries = std::fs::read_dir(&self.folder).unwrap();
        let mut found = Vec::new();
        for path in entries.map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let Some(rest) = name.strip_prefix(word).and_then(|n| n.strip_suffix(".csv")) else {
                continue;
            };
            found.push((rest.strip_prefix('-').map(str::to_owned), path));
        }
        found.sort();
        found
    }

    /// The log with its rows from last to first, and as two files with every other row.
    fn rearranged(&self) -> Vec<Vec<String>> {
        let (header, rows) = self.log.split_once('\n').unwrap();
        let rows: Vec<&str> = rows.lines().collect();
        let with = |rows: Vec<&str>| format!("{header}\n{}\n", rows.join("\n"));
        let every = |first: usize| with(rows.iter().skip(first).step_by(2).copied().collect());
        vec![
            vec![with(rows.iter().rev().copied().collect())],
            vec![every(1), every(0)],
        ]
    }
}

fn period(name: &str) -> Period {
    let (from, until) = if let Some((from, until)) = name.split_once("..") {
        (Day::parse(from).unwrap(), Day::parse(until).unwrap())
    } else {
        let (year, week) = name.split_once("-W").unwrap();
        let week = week.parse().unwrap();
        let monday = ISOWeekDate::new(year.parse().unwrap(), week, Weekday::Monday).unwrap();
        let monday = Day::from_date(monday.date());
        (monday, monday.plus(6))
    };
    Period {
        name: name.to_owned(),
        from,
        until,
    }
}

/// A table: its header, and its rows, sorted.
fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.sort();
    (header, rows)
}

fn cell(finding: &Finding, column: &str) -> String {
    let subject = &finding.subject;
    let text = match column {
        "rule" => return finding.rule.id.to_owned(),
        "severity" => return finding.severity.code().to_owned(),
        "duty" => &subject.duty,
        "step" => &subject.step,
        "case" => &subject.case,
        "body" => &subject.body,
        "target" => &subject.target,
        "person" => &subject.person,
        "window" => &subject.window,
        "detail" => &subject.detail,
        other => panic!("`{other}` is not a column of findings"),
    };
    text.clone().unwrap_or_default()
}

fn findings(audit: &Audit, columns: &[String]) -> Vec<Vec<String>> {
    assert!(audit.more.is_empty(), "findings that are not kept in full");
    let row = |f: &Finding| columns.iter().map(|column| cell(f, column)).collect();
    let mut rows: Vec<Vec<String>> = audit.findings.iter().map(row).collect();
    rows.sort();
    rows
}

fn verdicts(audit: &Audit, columns: &[String], obligations: &[Vec<String>]) -> Vec<Vec<String>> {
    let row = |name: &String| {
        let own = audit.obligations.iter().find(|own| own.name == *name);
        let count = |column: &String| {
            let verdict = Verdict::ALL
                .into_iter()
                .find(|v| v.code() == column)
                .unwrap();
            own.map_or("no such obligation".to_owned(), |own| {
                own.counts.of(verdict).to_string()
            })
        };
        std::iter::once(name.clone())
            .chain(columns[1..].iter().map(count))
            .collect()
    };
    obligations.iter().map(|wanted| row(&wanted[0])).collect()
}

/// Says what is missing and what is too much, if anything is.
fn differ(what: &str, wanted: &[Vec<String>], got: &[Vec<String>], all: &mut Vec<String>) {
    let mut counts: BTreeMap<&Vec<String>, i32> = BTreeMap::new();
    wanted
        .iter()
        .for_each(|row| *counts.entry(row).or_default() += 1);
    got.iter()
        .for_each(|row| *counts.entry(row).or_default() -= 1);
    for (row, count) in counts.into_iter().filter(|(_, count)| *count != 0) {
        let sign = if count > 0 { "lacks" } else { "has" };
        all.push(format!("{what} {sign} {}", row.join(",")));
    }
}

#[test]
fn every_story_ends_as_it_is_written() {
    let mut wrong = Vec::new();
    for story in stories() {
        let log = std::slice::from_ref(&story.log);
        assert!(
            !story.tables("expected").is_empty(),
            "{} has no end",
            story.name
        );
        for (name, path) in story.tables("expected") {
            let audit = story.judge(log, name.as_deref().map(period));
            let (columns, wanted) = table(&path);
            let what = format!("{} {}", story.name, name.unwrap_or_default());
            differ(&what, &wanted, &findings(&audit, &columns), &mut wrong);
        }
        for (name, path) in story.tables("verdicts") {
            let audit = story.judge(log, name.as_deref().map(period));
            let (columns, wanted) = table(&path);
            let what = format!("{} {}", story.name, name.unwrap_or_default());
            differ(
                &what,
                &wanted,
                &verdicts(&audit, &columns, &wanted),
                &mut wrong,
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_order_of_rows_and_files_makes_no_difference() {
    for story in stories()
        .into_iter()
        .filter(|story| story.model.ties == Ties::Lenient)
    {
        let seen = |audit: &Audit| {
            let findings = audit.findings.iter().map(|f| {
                (
                    f.rule.id,
                    f.subject.clone(),
                    f.message.en.to_string(),
                    f.came_true,
                    f.due,
                )
            });
            let counts = audit
                .obligations
                .iter()
                .map(|own| (own.name.clone(), own.counts.0));
            (
                findings.collect::<Vec<_>>(),
                counts.collect::<Vec<_>>(),
                audit.ledger.clone(),
            )
        };
        let as_written = seen(&story.judge(std::slice::from_ref(&story.log), None));
        for logs in story.rearranged() {
            assert_eq!(
                as_written,
                seen(&story.judge(&logs, None)),
                "{}",
                story.name
            );
        }
    }
}

#[test]
fn consecutive_weeks_share_no_finding() {
    for story in stories() {
        let mut earlier = BTreeSet::new();
        for name in story
            .tables("expected")
            .into_iter()
            .filter_map(|(name, _)| name)
        {
            let audit = story.judge(std::slice::from_ref(&story.log), Some(period(&name)));
            for finding in &audit.findings {
                let fingerprint = finding.fingerprint(&story.model.id);
                let message = &finding.message.en;
                assert!(
                    earlier.insert(fingerprint),
                    "{}, {name}: {message}",
                    story.name
                );
            }
        }
    }
}
