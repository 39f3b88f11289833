//! Rows that say the same as an earlier one are read as that one was.

use proptest::prelude::*;

use super::super::Reading;
use super::{Story, lines, rejects};

const MAPPING: &str = "kind: mapping\ncolumns:\n  case: c\n  step: s\n  at: t\n  body: { column: b, split: ; }\n  person: { column: p, split: 、 }\n  area: a\n  fields: { grade: g }\nstep_values: { odd: D.even }\nignore: [{ when: { g: test } }]\n";

const HEADER: &str = "c,s,t,b,p,a,g";

/// What can be seen of a reading.
fn seen(reading: &Reading) -> (Vec<String>, Vec<String>, Vec<u64>, Vec<[u32; 2]>) {
    let ignored: Vec<u64> = reading.ignored.iter().map(|own| own.rows).collect();
    let counts = [reading.rows, reading.rows_with_events, reading.inputs[0].furniture];
    let twice = reading.duplicates.iter().map(|(one, other)| [one.row, other.row]);
    (lines(reading), rejects(reading), [&counts[..], &ignored].concat(), twice.collect())
}

proptest! {
    /// A case in quotation marks is looked up cell by cell, so that its row is never taken for
    /// another one.
    #[test]
    fn a_row_that_was_met_says_what_it_would_say_alone(
        kinds in prop::collection::vec((
            prop::sample::select(vec!["", "visit", "odd", "走访", "\"visit\"", "s"]),
            prop::sample::select(vec!["", "x", "x;y", "东所", "b"]),
            prop::sample::select(vec!["", "王、李", "李、王", "p"]),
            prop::sample::select(vec!["", "a", ",a,test"]),
            prop::sample::select(vec!["", "1", "2", "test", "g", "1,2", "1,"]),
        ), 5),
        // Few kinds of rows, so that nearly every row was met.
        rows in prop::collection::vec((
            0..5_usize,
            prop::sample::select(vec!["A1", "A2", "B-10000000000000000000", "案1", "", "=1+1", "c"]),
            prop::sample::select(vec![
                "2026-01-05T10:00:00Z", "2026-01-05 10:00:00", "2026-01-05", "明天", "", "t",
                "2026-01-06T10:00:00+08:00",
            ]),
        ), 0..60),
        as_gb18030: bool,
    ) {
        let text = |mark: &str| {
            let row = |(kind, c, t): &(usize, &str, &str)| {
                let (s, b, p, a, g) = kinds[*kind];
                format!("{mark}{c}{mark},{s},{t},{b},{p},{a},{g}\n")
            };
            let text = format!("{HEADER}\n{}", rows.iter().map(row).collect::<String>());
            if as_gb18030 {
                encoding_rs::GB18030.encode(&text).0.into_owned()
            } else {
                text.into_bytes()
            }
        };
        let read = |mark| Story::of(text(mark)).mapped(MAPPING).read();
        prop_assert_eq!(seen(&read("")), seen(&read("\"")));
    }
}

#[test]
fn rows_that_differ_only_where_cells_end_are_not_taken_for_one_another() {
    let row = |cells: &str| format!("A1,{cells}\n");
    let text = ["visit,2026-01-05 10:00:00,x,,y,1", "visit,2026-01-05 10:00:01,,x,y,1"];
    let text = [text[0], text[1], "visit,2026-01-05 10:00:02,x,,,y"].map(row).concat();
    let reading = Story::of(format!("{HEADER}\n{text}")).mapped(MAPPING).read();
    let said = lines(&reading);
    assert_eq!(said.len(), 3);
    assert!(said[0].contains("body=x area=y") && !said[1].contains("body="), "{said:?}");
    assert!(said[2].ends_with("body=x grade=y"), "{said:?}");
}
