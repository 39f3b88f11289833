//! Rows and cells, against the `csv` crate and against what it does otherwise.

use std::io::{self, Cursor, Read};

use proptest::prelude::*;

use super::Splitter;

/// Gives a few bytes at a time, so that every row crosses the edge of what was read.
struct Dribble(Cursor<Vec<u8>>, usize);

impl Read for Dribble {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let some = self.1.min(into.len());
        self.0.read(&mut into[..some])
    }
}

type Rows = Vec<(u32, Vec<String>)>;

fn rows_of(text: &[u8], delimiter: u8, step: usize) -> Rows {
    let source = Dribble(Cursor::new(text.to_vec()), step);
    let mut splitter = Splitter::new(Box::new(source), delimiter);
    let mut rows = Vec::new();
    while splitter.advance() {
        let cells = splitter.cells();
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(&cell).into_owned());
        rows.push((cells.row, texts.collect()));
    }
    rows
}

fn rows(text: &str) -> Rows {
    let whole = rows_of(text.as_bytes(), b',', usize::MAX);
    for step in [1, 2, 3, 7] {
        assert_eq!(rows_of(text.as_bytes(), b',', step), whole, "{step} bytes at a time");
    }
    whole
}

fn said(rows: &[(u32, &[&str])]) -> Rows {
    rows.iter().map(|(row, cells)| (*row, cells.iter().map(|&c| c.to_owned()).collect())).collect()
}

#[test]
fn rows_end_at_every_kind_of_line_end_and_blank_rows_count() {
    let wanted = said(&[(1, &["a", "b"]), (2, &[""]), (3, &["c", "d"])]);
    for text in ["a,b\n\nc,d\n", "a,b\r\n\r\nc,d\r\n", "a,b\r\rc,d\r", "a,b\n\nc,d"] {
        assert_eq!(rows(text), wanted, "{text:?}");
    }
    assert_eq!(rows(""), []);
    assert_eq!(rows("\n"), said(&[(1, &[""])]));
    assert_eq!(rows(","), said(&[(1, &["", ""])]));
}

#[test]
fn a_quoted_line_end_makes_no_row_and_doubled_marks_are_one() {
    let text = "a,\"x\r\ny \"\"z\"\"\",c\n\"\",\"\"\"\",\"q\"\nlast";
    assert_eq!(
        rows(text),
        said(&[(1, &["a", "x\r\ny \"z\"", "c"]), (2, &["", "\"", "q"]), (3, &["last"]),])
    );
}

#[test]
fn a_mark_within_a_cell_is_just_a_character() {
    assert_eq!(
        rows("5\" pipe,a\n6\" pipe,b\n"),
        said(&[(1, &["5\" pipe", "a"]), (2, &["6\" pipe", "b"])])
    );
    assert_eq!(rows("a, \"b,c\n"), said(&[(1, &["a", " \"b", "c"])]));
    assert_eq!(rows("\"a\"b,c\n"), said(&[(1, &["ab", "c"])]));
}

#[test]
fn a_mark_that_is_never_closed_costs_its_own_row_only() {
    for text in ["1,\"a\n2,b\n3,c\n", "1,\"a\n2,\"b\"\n3,c\n"] {
        let mut splitter = Splitter::new(Box::new(Cursor::new(text.to_owned())), b',');
        let mut unclosed = Vec::new();
        let mut raw = Vec::new();
        while splitter.advance() {
            unclosed.push(splitter.cells().unclosed);
            raw.push(String::from_utf8_lossy(splitter.cells().raw).into_owned());
        }
        assert_eq!((unclosed[0], unclosed[1]), (true, false), "{text:?} {raw:?}");
        assert_eq!(raw[0], "1,\"a");
        assert!(raw.iter().any(|r| r == "3,c"), "{text:?} {raw:?}");
    }
    assert_eq!(rows("a,\""), said(&[(1, &["a", ""])]));
}

#[test]
fn a_row_that_outgrows_the_buffer_is_whole() {
    let long = "x".repeat(1 << 20);
    let text = format!("a,\"{long}\n{long}\",b\nc,{long}\n");
    let rows = rows_of(text.as_bytes(), b',', usize::MAX);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].1[1].len(), (1 << 21) + 1);
    assert_eq!(rows[1], (2, vec!["c".to_owned(), long]));
}

#[test]
fn canonical_cells_do_not_depend_on_marks() {
    let form = |text: &str, delimiter| {
        let mut splitter = Splitter::new(Box::new(Cursor::new(text.to_owned())), delimiter);
        assert!(splitter.advance());
        splitter.cells().canonical(&mut Vec::new()).to_vec()
    };
    assert_eq!(form("a,\"b\"", b','), form("a,b", b','));
    assert_eq!(form("a;\"b\"", b';'), form("a,b", b','));
    assert_ne!(form("\"a,b\"", b','), form("a,b", b','));
}

proptest! {
    #[test]
    fn well_formed_rows_are_those_of_the_csv_crate(
        cells in prop::collection::vec(
            prop::collection::vec("[ab,\"\n\r;中é]{0,6}", 1..5), 1..12),
        crlf: bool, always: bool, step in prop::sample::select(vec![1, 2, 3, 5, 8, 9, 31, usize::MAX]),
    ) {
        let mut writer = csv::WriterBuilder::new();
        writer.flexible(true);
        if crlf { writer.terminator(csv::Terminator::CRLF); }
        if always { writer.quote_style(csv::QuoteStyle::Always); }
        let mut writer = writer.from_writer(Vec::new());
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        let text = writer.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
        let theirs: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        let ours: Vec<_> = rows_of(&text, b',', step).into_iter().map(|row| row.1).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn no_byte_is_lost_and_nothing_panics(bytes in prop::collection::vec(
        prop::sample::select(b"a,\"\n\r;\0\xff\xd6\xd0".to_vec()), 0..80), step in prop::sample::select(vec![1, 2, 3, 8, 31, usize::MAX])) {
        let mut splitter = Splitter::new(Box::new(Dribble(Cursor::new(bytes.clone()), step)), b',');
        let mut total = 0;
        while splitter.advance() {
            total += splitter.cells().raw.iter().filter(|b| !b"\r\n".contains(b)).count();
        }
        prop_assert_eq!(total, bytes.iter().filter(|b| !b"\r\n".contains(b)).count());
    }
}
