//! One log in every format: the same verdicts and the same ledger.

#![cfg(feature = "xlsx")]

use std::io::Write as _;
use std::path::Path;

use remit::audit::Options;
use remit::model::Model;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Map, Value};

use crate::command::{remit, text};
use crate::support::{audit, in_memory, model, project, read, without_places};

const SET: &str = "lists/proactive-policing";

/// Header and rows of a log.
struct Log {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Log {
    fn of(path: &str) -> Self {
        let bytes = std::fs::read(project(path)).unwrap();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let header = rows.remove(0);
        Self { header, rows }
    }

    fn part(&self, from: usize, until: usize) -> Self {
        Self { header: self.header.clone(), rows: self.rows[from..until].to_vec() }
    }

    fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).unwrap();
        self.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    }

    fn gb18030(&self) -> Vec<u8> {
        let text = String::from_utf8(self.csv()).unwrap();
        encoding_rs::GB18030.encode(&text).0.into_owned()
    }

    /// A workbook with typed dates, and numbers where a number loses nothing.
    fn xlsx(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_row(0, 0, &self.header).unwrap();
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                let time = cell.replacen(' ', "T", 1) + ":00";
                let number: Option<f64> = cell.parse().ok();
                if cell.len() == 16 && ExcelDateTime::parse_from_str(&time).is_ok() {
                    let time = ExcelDateTime::parse_from_str(&time).unwrap();
                    sheet.write_datetime_with_format(row, column, time, &format).unwrap();
                } else if let Some(number) = number.filter(|own| own.to_string() == *cell) {
                    sheet.write_number(row, column, number).unwrap();
                } else if !cell.is_empty() {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    /// Objects with persons as lists, numbers as numbers and nothing as null.
    fn objects(&self) -> Vec<Value> {
        let value = |name: &String, cell: &String| match cell.as_str() {
            "" => Value::Null,
            cell if name == "经办人" => cell.split('、').collect(),
            cell => match cell.parse::<u64>() {
                Ok(number) if number.to_string() == cell => number.into(),
                _ => cell.into(),
            },
        };
        let object = |row: &Vec<String>| {
            let pairs = self.header.iter().zip(row);
            pairs.map(|(name, cell)| (name.clone(), value(name, cell))).collect::<Map<_, _>>()
        };
        self.rows.iter().map(|row| object(row).into()).collect()
    }

    fn jsonl(&self) -> Vec<u8> {
        let lines = self.objects().into_iter().map(|own| format!("{own}\n"));
        lines.collect::<String>().into_bytes()
    }

    fn json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(&serde_json::json!({ "rows": self.objects() })).unwrap()
    }

    fn formats(&self) -> [(&'static str, Vec<u8>); 5] {
        [
            ("log.csv", self.csv()),
            ("log-gb18030.csv", self.gb18030()),
            ("log.xlsx", self.xlsx()),
            ("log.jsonl", self.jsonl()),
            ("log.json", self.json()),
        ]
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// Everything that an audit of these files says, without places.
fn said(model: &Model, files: Vec<(&str, Vec<u8>)>, mapping: &str) -> String {
    let sources = files.into_iter().map(|(name, bytes)| in_memory(name, bytes)).collect();
    let reading = read(model, sources, Some(mapping));
    let rejects: Vec<_> =
        reading.rejects.iter().map(|own| (own.column.clone(), own.reason.clone())).collect();
    let events = reading.events.len();
    let audit = audit(model, reading, Options::default());
    format!("{events} {rejects:?}\n{}", without_places(&audit))
}

fn same_in_every_format(path: &str, mapping: &str) {
    let (_, model) = model(SET);
    let log = Log::of(path);
    let [(_, wanted), others @ ..] = log.formats();
    let wanted = said(&model, vec![("log.csv", wanted)], mapping);
    for (name, bytes) in others {
        let gz = format!("{name}.gz");
        assert_eq!(said(&model, vec![(&gz, packed(&bytes))], mapping), wanted, "{gz}");
        assert_eq!(said(&model, vec![(name, bytes)], mapping), wanted, "{name}");
    }
    let (a, b) = (log.rows.len() / 3, log.rows.len() / 2);
    let parts = vec![
        ("a.xlsx", log.part(0, a).xlsx()),
        ("b.jsonl", log.part(a, b).jsonl()),
        ("c.csv", log.part(b, log.rows.len()).csv()),
    ];
    assert_eq!(said(&model, parts, mapping), wanted, "in three formats at once");
}

#[test]
fn a_long_log_is_the_same_in_every_format() {
    same_in_every_format("lists/proactive-policing/logs/tasks-2026-02-a.csv", "tasks");
}

#[test]
fn a_wide_log_is_the_same_in_every_format() {
    same_in_every_format("lists/proactive-policing/logs/alarms-2026-02.csv", "alarms");
}

/// Runs a command on a file; its exit code, what it prints, and what it complains of.
fn run(args: &[&str]) -> (i32, String, String) {
    let out = remit().env("COLUMNS", "80").args(args).output().unwrap();
    (out.status.code().unwrap(), text(&out.stdout), text(&out.stderr))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

#[test]
fn a_cut_or_bent_file_of_any_format_never_ends_in_a_panic() {
    let (_, model) = model(SET);
    let log = Log::of("lists/proactive-policing/logs/tasks-2026-02-a.csv").part(0, 30);
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let attempt = |name: &str, bytes: Vec<u8>| {
        let context = remit::log::Context {
            chosen: Some("tasks"),
            ..remit::log::Context::of(&model, &fields)
        };
        remit::log::read(vec![in_memory(name, bytes)], &context)
    };
    for (name, bytes) in log.formats() {
        for bytes in [bytes.clone(), packed(&bytes)] {
            for cut in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
                match attempt(name, bytes[..cut].to_vec()) {
                    Ok(reading) => {
                        assert!(reading.adds_up() && reading.rows <= 31, "{name} {cut}");
                        let whole = reading.rejects.is_empty() && reading.rows < 29;
                        assert!(
                            !whole || name.ends_with("csv") || name.ends_with("jsonl"),
                            "{name} {cut}"
                        );
                    }
                    Err(error) => assert!(error.hint().is_some(), "{name} {cut}"),
                }
                let mut bent = bytes.clone();
                bent[cut] ^= 0x15;
                if let Ok(reading) = attempt(name, bent) {
                    assert!(reading.adds_up(), "{name} {cut}");
                }
            }
        }
    }
}

#[test]
fn a_place_in_a_workbook_is_its_sheet_and_row() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::of("lists/proactive-policing/logs/tasks-2026-02-a.csv");
    let row = log.rows.iter().position(|row| row.iter().any(|cell| cell == "2026-02-30 10:12"));
    let row = row.unwrap() + 2;
    let path = write(folder.path(), "tasks.xlsx", &log.xlsx());
    let rejects = folder.path().join("rejects.csv");
    let (_, _, err) = run(&[
        "audit",
        SET,
        "--log",
        &path,
        "--mapping",
        "tasks",
        "--lang",
        "en",
        "--exit-zero",
        "--show",
        "quality/unreadable-row",
        "--rejects",
        rejects.to_str().unwrap(),
    ]);
    let written = std::fs::read_to_string(&rejects).expect(&err);
    assert!(written.contains(&format!("tasks.xlsx:Sheet1,{row},时间,")), "{written}");
    let path = write(folder.path(), "tasks.json", &log.json());
    let (code, out, err) = run(&["log", &path, "--set", SET, "--mapping", "tasks", "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(&format!("record {}, 时间: `2026-02-30 10:12`", row - 1)), "{out}");
}

#[test]
fn what_a_log_is_taken_for_is_shown_without_names() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "任务编号,环节,时间,经办人,事由,姓名,其他\n\
                1,登记,2026-01-05 08:03,张三、李四,王五来访,王五,x\n\
                2,登记,2026-02-30,张三,赵六来访,赵六,y\n";
    let gb = encoding_rs::GB18030.encode(rows).0.into_owned();
    let path = write(folder.path(), "台账.csv", &gb);
    for lang in ["en", "zh"] {
        let (code, out, err) = run(&["log", &path, "--lang", lang]);
        assert_eq!((code, err.as_str()), (0, ""));
        for name in ["张三", "李四", "王五", "赵六"] {
            assert!(!out.contains(name), "{out}");
        }
        for wanted in
            ["gb18030", "任务编号 = case", "经办人 = person", "姓名 = personal", "其他", "p-"]
        {
            assert!(out.contains(wanted), "{wanted}: {out}");
        }
        let widest = out.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= 80, "{widest}: {out}");
    }
    let (code, out, _) = run(&["log", &path, "--format", "json"]);
    assert_eq!(code, 0);
    let json: Value = serde_json::from_str(&out).unwrap();
    let table = &json["files"][0]["tables"][0];
    assert_eq!(table["format"], "csv");
    assert_eq!(table["unused"], serde_json::json!(["其他"]));
    assert_eq!(
        (&table["rows"], &table["events"], &table["cases"]),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(table["rejected"], 1);
    assert_eq!(table["rejects"][0]["row"], 3);
    assert_eq!(table["first"], table["last"]);
}

#[test]
fn a_file_that_is_no_log_is_told_beside_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let good =
        write(folder.path(), "a.jsonl", b"{\"case\":1,\"step\":\"a\",\"at\":\"2026-01-05\"}\n");
    let bad = write(folder.path(), "b.pdf", b"%PDF-1.7");
    let (code, out, _) = run(&["log", &good, &bad, "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(out.contains("jsonl, utf-8, columns are keys"), "{out}");
    assert!(out.contains("it is a PDF"), "{out}");
    let (code, _, err) = run(&["log", &bad, "--write-mapping", "x.yaml", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(err.contains("no log could be read"), "{err}");
}

#[test]
fn standard_input_is_read_in_any_format() {
    let log = Log::of("lists/proactive-policing/logs/tasks-2026-02-a.csv").part(0, 20);
    for (name, bytes) in log.formats() {
        for bytes in [packed(&bytes), bytes] {
            let mut child = remit()
                .args(["log", "-", "--set", SET, "--mapping", "tasks", "--format", "json"])
                .stdin(std::process::Stdio::piped())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(&bytes).unwrap();
            let out = child.wait_with_output().unwrap();
            let json: Value = serde_json::from_slice(&out.stdout).unwrap();
            assert_eq!(json["files"][0]["tables"][0]["rows"], 20, "{name}");
        }
    }
}

/// A set with one duty, in a folder of its own.
fn small_set(folder: &Path) {
    let set = "kind: set\nid: small\nversion: 1.0.0\ntitle: { en: Small, zh: 小 }\n\
               timezone: Asia/Shanghai\nfields:\n  grade: { title: { en: Grade, zh: 等级 }, type: text }\n";
    let list = "kind: responsibility-list\nduties:\n  D-1:\n    title: { en: Case, zh: 案件 }\n    \
                holder: station\n    work: routine\n    trigger: [{ event: { en: a report, zh: 报案 } }]\n    \
                basis: [{ law: Act, article: '1', from: 2020-01-01, status: verified, source: here }]\n";
    std::fs::write(folder.join("remit.yaml"), set).unwrap();
    std::fs::write(folder.join("list.yaml"), list).unwrap();
}

#[test]
fn the_mapping_that_is_written_reads_the_log_the_same_way() {
    let (_, model) = model(SET);
    for (path, mapping) in [("tasks-2026-02-a.csv", "tasks"), ("alarms-2026-02.csv", "alarms")] {
        let log = Log::of(&format!("{SET}/logs/{path}"));
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("seen.xlsx", log.xlsx()), ("seen.csv", log.gb18030())] {
            let path = write(folder.path(), name, &bytes);
            let yaml = folder.path().join("seen.yaml");
            let args = ["log", &path, "--set", SET, "--mapping", mapping, "--write-mapping"];
            let out = remit().args(args).arg(&yaml).output().unwrap();
            assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
            let mut again = model.clone();
            let text = std::fs::read_to_string(&yaml).unwrap();
            again.mappings = vec![mapping_of(&text)];
            let wanted = said(&model, vec![(name, bytes.clone())], mapping);
            assert_eq!(said(&again, vec![(name, bytes)], "seen"), wanted, "{text}");
        }
    }
}

/// A mapping from its YAML.
fn mapping_of(text: &str) -> remit::model::docs::MappingDoc {
    use remit::doc::{Format, Reader, read_text};
    let mut sources = remit::text::Sources::default();
    let mut sink = remit::finding::Sink::default();
    let documents = read_text("seen.yaml", text, Format::Yaml, &mut sources, &mut sink);
    let mapping = Reader::new(&mut sink).read(&documents[0].root).unwrap();
    assert!(sink.findings().is_empty(), "{text}");
    mapping
}

#[test]
fn a_first_mapping_of_a_log_without_one_passes_the_check() {
    let folder = tempfile::tempdir().unwrap();
    small_set(folder.path());
    let set = folder.path().to_str().unwrap();
    let (before, out, _) = run(&["check", set, "--lang", "en"]);
    assert_ne!(before, 2, "{out}");
    let log = "Case ID,Activity,Timestamp,Unit,Grade,Phone\n\
               1,registered,2026-01-05 08:00,station,low,138\n1,closed,2026-01-06 09:00,station,high,139\n";
    let path = write(folder.path(), "first log.csv", log.as_bytes());
    let yaml = folder.path().join("mapping.yaml");
    let (code, _, err) =
        run(&["log", &path, "--set", set, "--write-mapping", yaml.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let written = std::fs::read_to_string(&yaml).unwrap();
    assert_eq!(
        written,
        "kind: mapping\nid: first-log\nfiles: first log.csv\nencoding: utf-8\ndelimiter: ','\n\
         header_row: 1\ncolumns:\n  case: Case ID\n  step: Activity\n  at: Timestamp\n  body: Unit\n  \
         fields:\n    grade: Grade\n"
    );
    let (after, told, _) = run(&["check", set, "--lang", "en"]);
    assert_eq!(after, before, "{out}\n{told}");
    assert!(!told.contains("mapping.yaml"), "{told}");
}
