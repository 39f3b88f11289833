//! JSON: lines and documents.

use super::{Story, lines, rejects};
use crate::log::error::LogErrorKind;
use crate::log::{Format, Reading};

const LONG: &str = "kind: mapping\nid: m\n\
    columns: { case: id, step: what, at: when, body: unit.name, person: { column: who, keep: true }, \
    fields: { amount: n, result: ok } }\n";

fn format(reading: &Reading) -> Format {
    reading.inputs.first().unwrap().format
}

fn notes(reading: &Reading) -> Vec<&str> {
    reading.inputs.first().unwrap().notes.iter().map(|note| &*note.en).collect()
}

#[test]
fn values_of_every_kind_are_read_from_lines() {
    let text = "\u{feff}{\"id\":20260101001,\"what\":\"a\",\"when\":\"2026-01-05\",\"n\":13.0,\"ok\":true}\n\
        \n\
        {\"ok\":false,\"when\":\"2026-01-06T08:03:00\",\"n\":2.5,\"what\":\"say \\\"b\\\", \\u4e00\",\"id\":\"1\"}\r\n\
        {\"id\":2,\"what\":\"c\",\"when\":\"2026-01-07\",\"unit\":{\"name\":\"甲所\",\"no\":1},\"n\":null,\"who\":[\"z\",\"y\"]}";
    let reading = Story::of(text).mapped(LONG).read();
    assert_eq!(format(&reading), Format::Jsonl);
    assert_eq!(
        lines(&reading),
        [
            "1 20260101001 a 2026-01-05 amount=13 result=true",
            "3 1 say \"b\", 一 2026-01-06 08:03 amount=2.5 result=false",
            "4 2 c 2026-01-07 body=甲所 y z",
        ]
    );
    assert_eq!(reading.inputs.first().unwrap().header_row, 0);
    assert!(notes(&reading).is_empty());
}

#[test]
fn a_broken_line_costs_itself_and_a_half_last_one_too() {
    let text = "{\"id\":1,\"what\":\"a\",\"when\":\"2026-01-05\"}\n\
        {\"id\":2,\"what\":\"a\",,\"when\":\"2026-01-05\"}\n\
        [1,2]\n\
        {\"id\":3,\"what\":\"a\",\"when\":\"2026-01-05\"} x\n\
        {\"id\":4,\"what\":\"a\",\"what\":\"b\",\"when\":\"2026-01-05\"}\n\
        {\"id\":5,\"what\":\"a\",\"who\":\"p\",\"x\":1,\"x\":2,\"when\":\"2026-01-05\"}\n\
        {\"id\":6,\"what\":\"a\",\"when\":\"202";
    let reading = Story::of(text).mapped(LONG).read();
    assert_eq!(lines(&reading), ["1 1 a 2026-01-05", "6 5 a 2026-01-05 p"]);
    assert_eq!(
        rejects(&reading),
        [
            "2 [] it is no JSON from column 20 on",
            "3 [] it is no object with keys and values",
            "4 [] it is no JSON from column 41 on",
            "5 [what] it stands in the record twice, with different values",
            "7 [] the file ends in the middle: its end is missing",
        ]
    );
    assert!(reading.rejects.last().unwrap().raw.ends_with(b"\"202"));
    // Cut at any byte: what stands before is read, and nothing is lost without a word.
    let sound = "{\"id\":1,\"what\":\"一\",\"when\":\"2026-01-05\"}\n".repeat(3);
    for cut in 1..sound.len() {
        let Ok(reading) = Story::of(sound.as_bytes()[..cut].to_vec()).mapped(LONG).try_read()
        else {
            assert!(cut < 41, "{cut}");
            continue;
        };
        let whole = (cut + 1) / 42;
        assert_eq!(reading.rows_with_events, whole as u64, "{cut}");
        assert_eq!(reading.rejects.len(), usize::from((cut + 1) % 42 > 1), "{cut}");
    }
}

#[test]
fn a_key_that_turns_up_late_is_a_column_all_the_same() {
    let early = "{\"id\":1,\"what\":\"a\",\"when\":\"2026-01-05\"}\n".repeat(600);
    let late = "{\"id\":2,\"what\":\"b\",\"when\":\"2026-01-05\",\"N\":7,\"other\":1}\n";
    let reading = Story::of(format!("{early}{late}")).mapped(LONG).read();
    assert_eq!(lines(&reading).last().unwrap(), "601 2 b 2026-01-05 amount=7");
    assert_eq!(
        notes(&reading),
        ["no record has `unit.name`", "no record has `who`", "no record has `ok`"]
    );
    let columns = &reading.inputs.first().unwrap().columns;
    assert!(columns.contains(&("n".to_owned(), "fields.amount".to_owned())));
    assert!(!columns.iter().any(|(header, _)| header == "ok"));
    // Without a time nothing can be read, and the mapping is wrong.
    let error =
        Story::of("{\"id\":1,\"what\":\"a\",\"wen\":\"2026-01-05\"}\n").mapped(LONG).try_read();
    let error = error.unwrap_err();
    assert_eq!(error.kind(), LogErrorKind::MissingColumns);
    assert!(error.hint().unwrap().en.contains("`wen` for `when`?"), "{:?}", error.hint());
}

#[test]
fn records_repeat_each_other_whatever_the_order_of_their_keys() {
    let text = "{\"id\":1,\"what\":\"a\",\"when\":\"2026-01-05\",\"x\":1}\n\
        {\"x\":1,\"when\":\"2026-01-05\",\"what\":\"a\",\"id\":1}\n\
        {\"id\":1,\"what\":\"a\",\"when\":\"2026-01-05\",\"x\":2}\n";
    let reading = Story::of(text).mapped(LONG).read();
    let repeated: Vec<_> = reading.duplicates.iter().map(|(a, b)| (a.row, b.row)).collect();
    assert_eq!(repeated, [(2, 1)]);
}

#[test]
fn documents_are_read_wherever_their_records_are() {
    let one = "{\"id\":1,\"what\":\"a\",\"when\":\"2026-01-05\",\"tags\":[{\"k\":\"]}\"},{\"k\":\"\\\"\"}]}";
    let two = "{ \"id\": 2,\n \"what\": \"b\",\n \"when\": \"2026-01-06\" }";
    let wanted = ["1 1 a 2026-01-05", "2 2 b 2026-01-06"];
    for (text, table) in [
        (format!("[{one},{two}]"), None),
        (format!("[\n  {one} ,\n  {two}\n]\n"), None),
        (
            format!("{{\"count\":2,\"page\":{{\"rows\":[{one},{two}]}},\"more\":[1,2]}}"),
            Some("page.rows"),
        ),
        (format!("{{\n\"rows\": [\n{one},\n{two}\n]\n}}"), Some("rows")),
    ] {
        let reading = Story::of(text.clone()).mapped(LONG).read();
        assert_eq!(format(&reading), Format::Json, "{text}");
        assert_eq!(lines(&reading), wanted, "{text}");
        let input = reading.inputs.first().unwrap();
        assert_eq!(input.table.as_deref(), table);
        assert_eq!(input.places.name(2).unwrap().en, "record 2");
    }
    let lines_of = format!("{one}\n{}\n", two.replace('\n', ""));
    let reading = Story::of(lines_of).mapped(LONG).read();
    assert_eq!(
        (format(&reading), lines(&reading)),
        (Format::Jsonl, wanted.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_document_that_is_cut_keeps_what_was_read() {
    let record = |id: u32| format!("{{\"id\":{id},\"what\":\"a\",\"when\":\"2026-01-05\"}}");
    let all: Vec<_> = (100..110).map(record).collect();
    let whole = format!("[{}]", all.join(","));
    let length = record(100).len() + 1;
    for cut in length + 1..whole.len() {
        let reading = Story::of(whole.as_bytes()[..cut].to_vec()).mapped(LONG).read();
        assert_eq!(reading.rows_with_events, (cut / length) as u64, "{cut}");
        let [reject] = &reading.rejects[..] else { panic!("{cut}") };
        assert_eq!(reject.reason.en, "the file ends in the middle: its end is missing");
    }
    let broken = format!("[{},{{\"id\":,}}, 7, {}]", record(1), record(2));
    let reading = Story::of(broken).mapped(LONG).read();
    assert_eq!(lines(&reading), ["1 1 a 2026-01-05", "4 2 a 2026-01-05"]);
    assert_eq!(
        rejects(&reading),
        ["2 [] it is no JSON from column 7 on", "3 [] it is no object with keys and values"]
    );
}

#[test]
fn json_without_records_is_told_to_be_so() {
    for text in ["{\"a\":1,\"b\":[1,2]}", "[]", "{}"] {
        let mut story = Story::of(text).mapped(LONG);
        story.format = Some(Format::Json);
        let error = story.try_read().unwrap_err();
        assert_eq!(
            error.words().en,
            "`log.csv` is not a log: it is JSON without an array of objects"
        );
    }
    let deep = format!("{{\"id\":1,\"what\":{}1{}}}\n", "[".repeat(400), "]".repeat(400));
    assert_eq!(Story::of(deep).mapped(LONG).try_read().unwrap_err().kind(), LogErrorKind::NotALog);
}

#[test]
fn chinese_code_pages_are_read_here_too() {
    let text =
        "{\"id\":1,\"what\":\"告诫\",\"when\":\"2026-01-05\",\"unit\":{\"name\":\"城东派出所\"}}\n";
    let bytes = encoding_rs::GB18030.encode(text).0.into_owned();
    let reading = Story::of(bytes).mapped(LONG).read();
    assert_eq!(lines(&reading), ["1 1 告诫 2026-01-05 body=城东派出所"]);
    assert_eq!(reading.inputs.first().unwrap().encoding, "gb18030");
}
