//! Stories: each a folder with a set, a log and exactly the findings that must come out of them.
//!
//! | file | says |
//! |---|---|
//! | `remit.toml`, `*.yaml` | the set, and in a comment what the story is about |
//! | `log.csv` | the log |
//! | `expected.csv` | the findings of an audit of the whole log; its columns are compared |
//! | `expected-PERIOD.csv` | the findings of a period: `2026-W10`, `FROM..UNTIL` |
//! | `verdicts.csv` | what the obligations named there come to; `verdicts-PERIOD.csv` likewise |
//! | `log-2.csv` | more of the log, with the same header |
//! | `cases.csv` | the cases of each clue, in order, and when it came true |
//! | `measures.csv`, `due.csv`, `ledger.csv` | all measures, what falls due, where rows went |

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::{ISOWeekDate, Weekday};
use remit::audit::outcome::{Period, Verdict};
use remit::audit::{Audit, Options};
use remit::finding::Finding;
use remit::model::docs::Ties;
use remit::model::{Day, Model};

use crate::support::{audit, in_memory, model, project, read};

/// Rows of a table, each a list of cells.
type Rows = Vec<Vec<String>>;

/// A story that was read.
struct Story {
    name: String,
    folder: PathBuf,
    model: Model,
    logs: Vec<String>,
}

fn stories() -> Vec<Story> {
    let folders = std::fs::read_dir(project("tests/stories")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.join("log.csv").exists()).collect();
    folders.sort();
    folders.into_iter().map(story).collect()
}

fn story(folder: PathBuf) -> Story {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let (_, model) = model(&format!("tests/stories/{name}"));
    let read = |name| std::fs::read_to_string(folder.join(name));
    let logs = std::iter::once(read("log.csv").unwrap()).chain(read("log-2.csv")).collect();
    Story { name, folder, model, logs }
}

impl Story {
    fn judge(&self, period: Option<Period>) -> Audit {
        self.judge_logs(&self.logs, period)
    }

    fn judge_logs(&self, logs: &[String], period: Option<Period>) -> Audit {
        let logs = logs.iter().zip(1..).map(|(log, n)| in_memory(&format!("{n}.csv"), log.clone()));
        let reading = read(&self.model, logs.collect(), None);
        let audit = audit(&self.model, reading, Options { period, ..Options::default() });
        assert!(audit.ledger.adds_up(), "{}: {:?}", self.name, audit.ledger);
        audit
    }

    /// Tables of this story that begin with a word, with the period that each is about.
    fn tables(&self, word: &str) -> Vec<(Option<String>, PathBuf)> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&self.folder).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            let rest = name.strip_prefix(word).and_then(|rest| rest.strip_suffix(".csv"));
            if let Some(rest) = rest {
                found.push((rest.strip_prefix('-').map(str::to_owned), self.folder.join(&name)));
            }
        }
        found.sort();
        found
    }

    /// The log with its rows from last to first, and as two files with every other row.
    fn rearranged(&self) -> [Vec<String>; 2] {
        let parts = self.logs.iter().map(|log| log.split_once('\n').unwrap());
        let parts: Vec<(&str, &str)> = parts.collect();
        let header = parts[0].0;
        assert!(parts.iter().all(|(own, _)| *own == header), "{}: two headers", self.name);
        let rows: Vec<&str> = parts.iter().flat_map(|(_, rows)| rows.lines()).collect();
        let with = |rows: Vec<&str>| format!("{header}\n{}\n", rows.join("\n"));
        let every = |first: usize| with(rows.iter().skip(first).step_by(2).copied().collect());
        [vec![with(rows.iter().rev().copied().collect())], vec![every(1), every(0)]]
    }
}

fn period(name: &str) -> Period {
    let (from, until) = if let Some((from, until)) = name.split_once("..") {
        (Day::parse(from).unwrap(), Day::parse(until).unwrap())
    } else {
        let (year, week) = name.split_once("-W").unwrap();
        let (year, week) = (year.parse().unwrap(), week.parse().unwrap());
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).unwrap();
        let monday = Day::from_date(monday.date());
        (monday, monday.plus(6))
    };
    Period { name: name.to_owned(), from, until }
}

/// A table's header and rows.
fn table(path: &Path) -> (Vec<String>, Rows) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    (header, reader.records().map(|row| cells(row.unwrap())).collect())
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

fn findings(audit: &Audit, columns: &[String]) -> Rows {
    let row = |f: &Finding| columns.iter().map(|column| cell(f, column)).collect();
    audit.findings.iter().map(row).collect()
}

/// The cases of each finding that is about several, and when it came true.
fn cases(audit: &Audit, model: &Model, columns: &[String]) -> Rows {
    let several = audit.findings.iter().filter(|finding| !finding.cases.is_empty());
    let row = |finding: &Finding| {
        let column = |column: &String| match column.as_str() {
            "cases" => finding.cases.join(" "),
            "came_true" => model.zone.show_short(finding.came_true.unwrap()),
            other => cell(finding, other),
        };
        columns.iter().map(column).collect()
    };
    several.map(row).collect()
}

/// What the obligations of a table come to.
fn verdicts(audit: &Audit, columns: &[String], wanted: &Rows) -> Rows {
    let row = |name: &String| {
        let own = audit.obligations.iter().find(|own| own.name == *name);
        let count = |column: &String| {
            let verdict = Verdict::ALL.into_iter().find(|v| v.code() == column).unwrap();
            own.map_or("no such obligation".to_owned(), |own| own.counts.of(verdict).to_string())
        };
        std::iter::once(name.clone()).chain(columns[1..].iter().map(count)).collect()
    };
    wanted.iter().map(|wanted| row(&wanted[0])).collect()
}

/// A length of time without loss, in hours if it is so many.
fn length(ms: i64) -> String {
    assert_eq!(ms % 60_000, 0);
    let minutes = ms / 60_000;
    if minutes % 60 == 0 { format!("{}h", minutes / 60) } else { format!("{minutes}m") }
}

fn measures(audit: &Audit, model: &Model, columns: &[String]) -> Rows {
    let mut rows = Vec::new();
    for own in &audit.measures {
        let step = own.step.map_or(String::new(), |step| model.step(step).id.clone());
        let bodies = own.by_body.iter().map(|(at, share)| (audit.bodies[*at].id.clone(), *share));
        for (body, share) in std::iter::once((String::new(), own.all)).chain(bodies) {
            let parts = [share.numerator, share.denominator, share.cannot_tell];
            let what = [&model.duty(own.duty).id, &step, own.kind, &body].map(str::to_owned);
            let value = columns.last().filter(|name| *name == "value");
            let value = value.map(|_| share.value.map_or(String::new(), length));
            let parts = parts.map(|n| n.to_string());
            rows.push(what.into_iter().chain(parts).chain(value).collect());
        }
    }
    rows
}

fn due(audit: &Audit, model: &Model) -> Rows {
    assert_eq!(audit.due_count, audit.due.len() as u64);
    let day = |ms| model.zone.day(ms).to_string();
    let items = audit.due.iter().cloned();
    items.map(|own| vec![own.duty, own.step, own.case, own.body, day(own.due)]).collect()
}

fn ledger(audit: &Audit) -> Rows {
    let own = &audit.ledger;
    let counts = [own.read, own.judged, own.out_of_list, own.ignored, own.rejected];
    vec![counts.map(|n| n.to_string()).to_vec()]
}

/// Says what is missing and what is too much, if anything is.
fn differ(what: &str, wanted: &Rows, got: &Rows, all: &mut Vec<String>) {
    let mut counts: BTreeMap<&Vec<String>, i32> = BTreeMap::new();
    for row in wanted {
        *counts.entry(row).or_default() += 1;
    }
    for row in got {
        *counts.entry(row).or_default() -= 1;
    }
    for (row, count) in counts.into_iter().filter(|(_, count)| *count != 0) {
        let sign = if count > 0 { "lacks" } else { "has" };
        all.push(format!("{what} {sign} {}", row.join(",")));
    }
}

#[test]
fn every_story_ends_as_it_is_written() {
    let mut wrong = Vec::new();
    for story in stories() {
        assert!(!story.tables("expected").is_empty(), "{} has no end", story.name);
        for word in ["expected", "cases", "verdicts", "measures", "due", "ledger"] {
            for (name, path) in story.tables(word) {
                let audit = story.judge(name.as_deref().map(period));
                let (columns, wanted) = table(&path);
                let got = match word {
                    "expected" => findings(&audit, &columns),
                    "verdicts" => verdicts(&audit, &columns, &wanted),
                    "cases" => cases(&audit, &story.model, &columns),
                    "measures" => measures(&audit, &story.model, &columns),
                    "due" => due(&audit, &story.model),
                    _ => ledger(&audit),
                };
                let what = format!("{} {word} {}", story.name, name.unwrap_or_default());
                differ(&what, &wanted, &got, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_order_of_rows_and_files_makes_no_difference() {
    let seen = |audit: &Audit| {
        let mut all: Vec<String> = audit
            .findings
            .iter()
            .map(|f| {
                let Finding { rule, subject, message, came_true, cases, .. } = f;
                format!("{} {subject:?} {} {came_true:?} {cases:?}", rule.id, message.en)
            })
            .collect();
        let counts = audit.obligations.iter().map(|own| format!("{} {:?}", own.name, own.counts));
        all.extend(counts);
        all.push(format!("{:?}", audit.ledger));
        all
    };
    for story in stories() {
        if story.model.ties == Ties::FileOrder {
            continue;
        }
        let as_written = seen(&story.judge(None));
        for logs in story.rearranged() {
            assert_eq!(as_written, seen(&story.judge_logs(&logs, None)), "{}", story.name);
        }
    }
}

#[test]
fn consecutive_weeks_share_no_finding() {
    for story in stories() {
        let mut earlier = BTreeSet::new();
        for name in story.tables("expected").into_iter().filter_map(|(name, _)| name) {
            for finding in &story.judge(Some(period(&name))).findings {
                let fingerprint = finding.fingerprint(&story.model.id);
                let message = &finding.message.en;
                assert!(earlier.insert(fingerprint), "{}, {name}: {message}", story.name);
            }
        }
    }
}
