//! The same log in every format of this project comes to the same; damaged files never break it.

use std::fmt::Write as _;
use std::io::Write as _;

use remit::audit::Options;
use remit::log::{self, LogSource, Reading};
use remit::model::Model;

use crate::support::{audit, model_of, read, without_places};

const SET: &str = "kind: set
id: s
timezone: UTC
fields: { grade: { title: grade, type: text } }
---
kind: responsibility-list
duties: { D: { title: work } }
---
kind: standard
duty: D
steps:
  open: { starts: true }
  visit: { after: open, within: { limit: 24h, of: open } }
  close: { after: visit, ends: true }
";

/// Case, step, seconds since 1970, body, grade.
type Row = (String, &'static str, i64, &'static str, &'static str);

/// Cases that are in time, late, without a visit, and still open; some steps are not listed.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for case in 0..40_i64 {
        let start = 1_767_571_389 + case * 7919;
        let name = format!("案件{case}");
        let body = ["一大队", "headquarters, \"east\"", ""][usize::try_from(case % 3).unwrap()];
        rows.push((name.clone(), "open", start, body, "red"));
        if case % 4 != 1 {
            rows.push((name.clone(), "visit", start + 3600 * (case + 3), body, ""));
        }
        if case % 5 == 2 {
            rows.push((name.clone(), "dance", start + 60, body, "x&y<z>"));
        }
        if case % 7 != 3 {
            rows.push((name, "close", start + 86_400 * 3, body, ""));
        }
    }
    rows
}

fn time(seconds: i64) -> String {
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let day = remit::model::Day(i32::try_from(day).unwrap());
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

fn csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["case_id", "activity", "timestamp", "unit", "grade"]).unwrap();
    for (case, step, at, body, grade) in rows {
        writer.write_record([case, *step, &time(*at), body, grade]).unwrap();
    }
    writer.into_inner().unwrap()
}

fn xes(rows: &[Row]) -> Vec<u8> {
    let escape =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>");
    let mut last = None;
    for (case, step, at, body, grade) in rows {
        if last != Some(case) {
            text += if last.is_some() { "</trace>\n<trace>" } else { "<trace>" };
            let _ = write!(text, "<string key=\"concept:name\" value=\"{case}\"/>");
            last = Some(case);
        }
        let _ = write!(
            text,
            "<event><string key=\"concept:name\" value=\"{step}\"/><date key=\"time:timestamp\" \
             value=\"{}\"/>",
            time(*at)
        );
        for (key, value) in [("org:group", body), ("grade", grade)] {
            if !value.is_empty() {
                let _ = write!(text, "<string key=\"{key}\" value=\"{}\"/>", escape(value));
            }
        }
        text += "</event>\n";
    }
    (text + "</trace></log>\n").into_bytes()
}

fn ocel(rows: &[Row]) -> Vec<u8> {
    let mut cases: Vec<&String> = rows.iter().map(|row| &row.0).collect();
    cases.dedup();
    let objects: Vec<_> = cases
        .iter()
        .map(|case| serde_json::json!({ "id": case, "type": "case", "attributes": [], "relationships": [] }))
        .collect();
    let events: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(number, (case, step, at, body, grade))| {
            serde_json::json!({
                "id": format!("e{number}"), "type": step, "time": time(*at),
                "attributes": [{ "name": "org:group", "value": body }, { "name": "grade", "value": grade }],
                "relationships": [{ "objectId": case, "qualifier": "of" }],
            })
        })
        .collect();
    let all = serde_json::json!({
        "objectTypes": [], "eventTypes": [], "objects": objects, "events": events,
    });
    serde_json::to_vec(&all).unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[cfg(feature = "sqlite")]
fn database(fill: impl FnOnce(&rusqlite::Connection)) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.sqlite");
    let connection = rusqlite::Connection::open(&path).unwrap();
    fill(&connection);
    connection.close().unwrap();
    std::fs::read(path).unwrap()
}

#[cfg(feature = "sqlite")]
fn sqlite(rows: &[Row]) -> Vec<u8> {
    database(|connection| {
        connection
            .execute_batch(
                "CREATE TABLE stations (name TEXT); INSERT INTO stations VALUES ('x');
                 CREATE TABLE tasks (case_id, activity TEXT, timestamp TEXT, unit, grade);",
            )
            .unwrap();
        for (case, step, at, body, grade) in rows {
            let grade = Some(grade).filter(|grade| !grade.is_empty());
            let values = rusqlite::params![case, step, time(*at), body, grade];
            connection.execute("INSERT INTO tasks VALUES (?, ?, ?, ?, ?)", values).unwrap();
        }
    })
}

#[cfg(feature = "sqlite")]
fn ocel_sqlite(rows: &[Row]) -> Vec<u8> {
    database(|connection| {
        connection
            .execute_batch(
                "CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
                 CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
                 CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
                 CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
                 CREATE TABLE object_case (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT);
                 CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
                 INSERT INTO object_map_type VALUES ('case', 'case');",
            )
            .unwrap();
        for step in ["open", "visit", "dance", "close"] {
            connection
                .execute_batch(&format!(
                    "INSERT INTO event_map_type VALUES ('{step}', '{step}');
                     CREATE TABLE event_{step} (ocel_id TEXT, ocel_time TEXT, \"org:group\", grade)"
                ))
                .unwrap();
        }
        for (number, (case, step, at, body, grade)) in rows.iter().enumerate() {
            let id = format!("e{number}");
            let run = |query: &str, values: &[&dyn rusqlite::ToSql]| {
                connection.execute(query, values).unwrap()
            };
            run("INSERT OR IGNORE INTO object VALUES (?, 'case')", &[case]);
            run("INSERT INTO event VALUES (?, ?)", &[&id, step]);
            run("INSERT INTO event_object VALUES (?, ?, 'of')", &[&id, case]);
            let query = format!("INSERT INTO event_{step} VALUES (?, ?, ?, ?)");
            run(&query, &[&id, &time(*at), body, grade]);
        }
    })
}

#[cfg(feature = "parquet")]
fn parquet(rows: &[Row]) -> Vec<u8> {
    use std::sync::Arc;

    use parquet::basic::{Compression, GzipLevel, ZstdLevel};
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;

    let schema = "message log { required binary case_id (UTF8); required binary activity (UTF8); \
                  required int64 timestamp (TIMESTAMP(MICROS,true)); optional binary unit (UTF8); \
                  optional binary grade (UTF8); }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let packings =
        [Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default()), Compression::LZ4_RAW];
    let names = ["case_id", "activity", "timestamp"];
    let mut properties =
        WriterProperties::builder().set_compression(Compression::GZIP(GzipLevel::default()));
    for (name, packing) in names.iter().zip(packings) {
        properties = properties.set_column_compression((*name).into(), packing);
    }
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties.build())).unwrap();
    for rows in rows.chunks(50) {
        let mut group = writer.next_row_group().unwrap();
        let mut texts = |values: Vec<&str>, all: bool| {
            let mut column = group.next_column().unwrap().unwrap();
            let present: Vec<i16> = values.iter().map(|v| i16::from(!v.is_empty())).collect();
            let filled = values.iter().filter(|value| all || !value.is_empty());
            let filled: Vec<_> = filled.map(|value| ByteArray::from(*value)).collect();
            let levels = (!all).then_some(present.as_slice());
            column.typed::<ByteArrayType>().write_batch(&filled, levels, None).unwrap();
            column.close().unwrap();
        };
        texts(rows.iter().map(|row| row.0.as_str()).collect(), true);
        texts(rows.iter().map(|row| row.1).collect(), true);
        let times: Vec<i64> = rows.iter().map(|row| row.2 * 1_000_000).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&times, None, None).unwrap();
        column.close().unwrap();
        let mut texts = |values: Vec<&str>| {
            let mut column = group.next_column().unwrap().unwrap();
            let present: Vec<i16> = values.iter().map(|v| i16::from(!v.is_empty())).collect();
            let filled = values.iter().filter(|value| !value.is_empty());
            let filled: Vec<_> = filled.map(|value| ByteArray::from(*value)).collect();
            column.typed::<ByteArrayType>().write_batch(&filled, Some(&present), None).unwrap();
            column.close().unwrap();
        };
        texts(rows.iter().map(|row| row.3).collect());
        texts(rows.iter().map(|row| row.4).collect());
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

/// The log in every format, by name.
fn written() -> Vec<(&'static str, Vec<u8>)> {
    let rows = rows();
    vec![
        ("xes", xes(&rows)),
        ("ocel", ocel(&rows)),
        #[cfg(feature = "sqlite")]
        ("sqlite", sqlite(&rows)),
        #[cfg(feature = "sqlite")]
        ("sqlite", ocel_sqlite(&rows)),
        #[cfg(feature = "parquet")]
        ("parquet", parquet(&rows)),
    ]
}

fn judged(model: &Model, bytes: &[u8]) -> (String, Reading) {
    let source = || vec![LogSource::from_bytes("log", bytes)];
    let all = without_places(&audit(model, read(model, source(), None), Options::default()));
    (all, read(model, source(), None))
}

#[test]
fn the_same_log_in_every_format_comes_to_the_same() {
    let model = model_of(SET);
    let (wanted, reading) = judged(&model, &csv(&rows()));
    assert_eq!(reading.rows, u64::try_from(rows().len()).unwrap());
    // Thirty cases have a visit; from case 22 on it comes after more than a day.
    assert!(wanted.contains("D.visit Counts([16, 14, 10, 0,"), "{wanted}");
    for (format, bytes) in written() {
        for bytes in [bytes.clone(), gz(&bytes)] {
            let (found, reading) = judged(&model, &bytes);
            assert_eq!(reading.inputs.first().unwrap().format.name(), format);
            assert_eq!(found, wanted, "{format}");
        }
    }
}

/// Reads as the command line does; whatever the file is, this returns.
fn try_read(model: &Model, bytes: &[u8]) -> Result<Reading, log::LogError> {
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let context = log::Context::of(model, &fields);
    log::read(vec![LogSource::from_bytes("log", bytes)], &context)
}

#[test]
fn damaged_files_end_in_words() {
    let model = model_of(SET);
    let all = rows().len();
    for (format, bytes) in written() {
        let pieces = 60;
        for piece in 0..pieces {
            let cut = bytes.len() * piece / pieces;
            match try_read(&model, &bytes[..cut]) {
                Ok(reading) => {
                    assert!(reading.events.len() <= all, "{format} cut at {cut}");
                    let last = reading.rejects.last();
                    let said = last.map(|reject| reject.reason.en.to_string());
                    let says = |said: &String| said.contains("the file ends in the middle");
                    assert!(said.as_ref().is_some_and(says), "{format} cut at {cut}: {said:?}");
                }
                Err(error) => assert!(error.hint().is_some(), "{format} cut at {cut}"),
            }
            // A byte turned over, here and in the beginning: anything may be read, nothing breaks.
            for at in [cut, piece * 3] {
                let mut other = bytes.clone();
                other[at] ^= 0xff;
                if let Ok(reading) = try_read(&model, &other) {
                    assert!(reading.adds_up(), "{format} at {at}");
                }
            }
        }
    }
}

#[cfg(feature = "sqlite")]
#[test]
fn a_view_is_a_table_and_one_without_end_is_left_aside() {
    let model = model_of(SET);
    let bytes = database(|connection| {
        connection
            .execute_batch(
                "CREATE TABLE raw (a, b, c); INSERT INTO raw VALUES (1, 'open', '2026-01-05'), (NULL, 'x', 7);
                 CREATE VIEW tasks AS SELECT a AS case_id, b AS activity, c AS timestamp FROM raw;
                 CREATE VIEW forever AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                 SELECT x AS case_id, x AS activity, x AS timestamp FROM n WHERE x < 0;
                 CREATE VIEW broken AS SELECT x FROM nowhere;",
            )
            .unwrap();
    });
    let reading = try_read(&model, &bytes).unwrap();
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.table.as_deref(), input.rows), (Some("tasks"), 2));
    assert_eq!((reading.events.len(), reading.rejects.len()), (1, 1));
    assert_eq!(input.places.name(2).unwrap().en, "record 2");
    let notes: Vec<_> = input.notes.iter().map(|note| note.en.as_ref()).collect();
    for (table, why) in [("raw", "column"), ("forever", "too long"), ("broken", "nowhere")] {
        let told = notes.iter().any(|note| note.contains(table) && note.contains(why));
        assert!(told, "{table}: {notes:?}");
    }
}
