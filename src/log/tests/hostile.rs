//! Bytes that nobody meant as a log. Nothing panics, and the account adds up.

use proptest::prelude::*;

use super::super::write_rejects;
use super::{Story, lines, rejects};
use crate::text::Lang;

const WIDE: &str = "kind: mapping\nform: wide\ncolumns: { case: c, person: { column: p, split: 、 }, fields: { grade: g } }\nsteps: { a: { at: t }, b: { at: s, body: p } }\nignore: [{ when: { g: x } }]\n";

#[test]
fn a_lone_mark_costs_its_row_and_no_other() {
    let text = "case_id,activity,timestamp,unit\n1,a,2026-01-05,\"x\n2,b,2026-01-06,x\n3,c,2026-01-07,5\" pipe\n4,d,2026-01-08,\"x\"\n";
    let reading = Story::of(text).read();
    assert_eq!(
        lines(&reading),
        ["3 2 b 2026-01-06 body=x", "4 3 c 2026-01-07 body=5\" pipe", "5 4 d 2026-01-08 body=x",]
    );
    assert_eq!(rejects(&reading), ["2 [] a quotation mark is opened in this row and never closed"]);
    assert_eq!(reading.strings.get(reading.rejects.first().unwrap().case), "1");
    let at_end = Story::of("case_id,activity,timestamp\n1,a,2026-01-05\n2,b,\"").read();
    assert_eq!((at_end.rows, at_end.events.len(), at_end.rejects.len()), (2, 1, 1));
}

#[test]
fn great_cells_and_zero_bytes_are_just_texts() {
    let great = "长".repeat(400_000);
    let text = format!(
        "case_id,activity,timestamp,unit\n1,\"{great}\",2026-01-05,x\n2,a\0b,2026-01-05\0,\0\n"
    );
    let reading = Story::of(text).read();
    assert_eq!(reading.events.len(), 2);
    assert_eq!(reading.strings.get(reading.events.first().unwrap().step).len(), great.len());
    let rejected = Story::of(format!("case_id,activity,timestamp\n1,a,{great}\n")).read();
    assert_eq!(rejected.rejects.first().unwrap().raw.len(), 64 << 10);
}

#[test]
fn rejects_are_written_as_a_table_that_spreadsheets_open() {
    let text = "编号,步骤,时间\n1,\"a,b\",明天\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let reading = Story::of(gb).read();
    let mut out = Vec::new();
    write_rejects(&reading, Lang::Zh, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let mut rows = out.lines();
    assert_eq!(rows.next(), Some("\u{feff}文件,行,列,原因,原文"));
    let row = rows.next().unwrap();
    assert!(row.starts_with("log.csv,2,时间,不是可识别的时间写法"), "{row}");
    assert!(row.ends_with(",\"1,\"\"a,b\"\",明天\""), "{row}");
    assert_eq!(rows.next(), None);
}

#[test]
fn a_source_that_fails_is_an_error_and_not_a_short_log() {
    struct Failing(usize);
    impl std::io::Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            if self.0 > 40 {
                return Err(std::io::Error::other("the disk is gone"));
            }
            let text = b"case_id,activity,timestamp\n";
            let count = text.len().min(into.len());
            into[..count].copy_from_slice(&text[..count]);
            Ok(count)
        }
    }
    let story = Story::of("");
    let zone = crate::model::Zone::utc();
    let context = super::super::Context {
        mappings: &story.mappings,
        ..super::super::Context::unknown(&zone)
    };
    let source = super::super::LogSource { name: "x.csv".to_owned(), bytes: Box::new(Failing(0)) };
    let error = super::super::read(vec![source], &context).unwrap_err();
    assert_eq!(error.kind(), super::super::LogErrorKind::Unreadable);
    assert!(error.words().en.contains("the disk is gone"));
}

proptest! {
    #[test]
    fn garbage_behind_a_header_is_accounted_for(
        bytes in prop::collection::vec(prop::sample::select(
            b"12a,,,\"\n\n\r;|\0\xff\xd6\xd0\xe4\xb8\xad\x1f\x8b-:T Z/xx".to_vec()), 0..200),
        ignore_duplicates: bool,
    ) {
        for (header, mapping) in [("case_id,activity,timestamp\n", None), ("c,p,g,t,s\n", Some(WIDE))] {
            let text = [header.as_bytes(), &bytes, b"\n1,x,2026-01-05,2026-01-05,\n"].concat();
            let mut story = Story::of(text);
            if let Some(yaml) = mapping { story = story.mapped(yaml); }
            story.ignore_duplicates = ignore_duplicates;
            if let Ok(reading) = story.try_read() {
                prop_assert!(reading.adds_up());
                prop_assert!(write_rejects(&reading, Lang::En, &mut Vec::new()).is_ok());
                let ranges_hold = reading.events.iter().all(|event| {
                    event.values.0 as usize + usize::from(event.values.1) <= reading.values.len()
                        && event.persons.0 as usize + usize::from(event.persons.1) <= reading.persons.len()
                });
                prop_assert!(ranges_hold);
            }
        }
    }

    #[test]
    fn any_bytes_at_all_are_an_error_or_a_reading(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let story = Story::of(bytes);
        if let Ok(reading) = story.try_read() {
            prop_assert!(reading.adds_up());
        }
    }

    #[test]
    fn how_a_log_is_cut_into_files_does_not_matter(
        rows in prop::collection::vec(("[A-C]", "[ab]", 1..28_u8), 1..30), cut in 0..30_usize
    ) {
        let header = "case_id,activity,timestamp\n";
        let text: Vec<_> = rows.iter().map(|(c, s, d)| format!("{c},{s},2026-01-{d:02}\n")).collect();
        let (one, two) = text.split_at(cut.min(text.len()));
        let whole = Story::of(format!("{header}{}", text.concat())).read();
        let mut parts = Story::of(format!("{header}{}", one.concat()));
        parts.sources.push(("more.csv".to_owned(), format!("{header}{}", two.concat()).into_bytes()));
        let parts = parts.read();
        let without_rows = |reading| {
            let lines: Vec<_> = lines(reading);
            lines.iter().map(|l| l.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>()
        };
        prop_assert_eq!(without_rows(&whole), without_rows(&parts));
        prop_assert_eq!(whole.duplicates.len(), parts.duplicates.len());
    }
}

#[test]
fn a_half_written_last_row_is_rejected_and_a_short_one_that_ends_is_not() {
    // All that is needed is there; but `y` may be half a name.
    let text = "case_id,activity,timestamp,resource,remark\n1,a,2026-01-05,x,r\n2,b,2026-01-05,y";
    let story = Story::of(text);
    let reading = story.read();
    assert_eq!((reading.rows, reading.rejects.len()), (2, 1));
    let reject = &reading.rejects[0];
    assert_eq!(reject.reason.en, "the file ends in the middle of this row, at cell 4 of 5");
    assert_eq!(reading.strings.get(reject.case), "2", "its case is known, so nobody is accused");
    let story = Story::of(format!("{text}\n"));
    assert!(story.read().rejects.is_empty());
}
