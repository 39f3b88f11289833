//! One text in every dress gives one reading.

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;

use super::{Story, lines, rejects};

const LONG: &str = "kind: mapping\ncolumns: { case: 编号, step: 步骤, at: 时间, body: 单位 }\n";

fn gb(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn dresses(text: &str) -> Vec<Vec<u8>> {
    let plain = text.as_bytes().to_vec();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    vec![
        packed(&plain),
        plain,
        marked,
        gb(text),
        packed(&gb(text)),
        wide(text, false),
        wide(text, true),
    ]
}

/// What a reading says, apart from how the file was stored.
fn said(bytes: Vec<u8>) -> (Vec<String>, Vec<String>, u64, u64) {
    let reading = Story::of(bytes).mapped(LONG).read();
    let furniture = reading.inputs.first().unwrap().furniture;
    (lines(&reading), rejects(&reading), reading.rows, furniture)
}

#[test]
fn the_dress_of_a_log_does_not_matter() {
    for separator in [",", "|", "\t"] {
        let text = "警情台账,,,\n编号,步骤,时间,单位\n1,到场,2026年1月5日 8时3分,城东派出所\n2,到场,２０２６/1/5,\"一\n二\"\n3,到场,明天,x\n合计,,,\n"
            .replace(',', separator);
        let wanted = said(text.clone().into_bytes());
        assert_eq!((wanted.0.len(), wanted.1.len(), wanted.3), (2, 1, 2));
        for bytes in dresses(&text) {
            assert_eq!(said(bytes), wanted, "{separator}");
        }
    }
}

#[test]
fn a_separator_within_gb18030_characters_is_seen_to_even_when_they_come_late() {
    let mut text = String::from("c|s|t|b\n");
    for row in 0..20_000 {
        let _ = writeln!(text, "{row}|a|2026-01-05|x");
    }
    // The second byte of this character is the separator.
    text.push_str("z|a|2026-01-05|倈所\n");
    assert!(gb("倈").contains(&b'|'));
    let yaml = "kind: mapping\ncolumns: { case: c, step: s, at: t, body: b }\n";
    let reading = Story::of(gb(&text)).mapped(yaml).read();
    assert_eq!(lines(&reading).last().unwrap(), "20002 z a 2026-01-05 body=倈所");
    assert_eq!(
        (reading.rows, reading.inputs.first().unwrap().encoding.as_str()),
        (20_001, "gb18030")
    );
}

#[test]
fn a_cell_that_is_no_text_rejects_its_row_if_it_is_needed() {
    let mut bytes = b"case_id,activity,timestamp,unit,other\n1,a,2026-01-05,".to_vec();
    bytes.extend_from_slice("派出所".as_bytes());
    bytes.extend_from_slice(b",x\n2,a,2026-01-05,\xe6\xb4,x\n3,a,2026-01-05,x,\xff\xff\n");
    let reading = Story::of(bytes).read();
    assert_eq!(lines(&reading), ["2 1 a 2026-01-05 body=派出所", "4 3 a 2026-01-05 body=x"]);
    assert_eq!(
        rejects(&reading),
        ["3 [unit] its bytes are no text in utf-8: it may have been cut within a character",]
    );
}

#[test]
fn a_truncated_file_gives_its_rows_and_a_reject() {
    let mut text = String::from("case_id,activity,timestamp\n");
    for row in 0..5_000 {
        let _ = writeln!(text, "{row},a{},2026-01-05", row * 7919 % 5000);
    }
    let whole = packed(text.as_bytes());
    for length in [whole.len() - 4, whole.len() - 9, whole.len() / 2, 40, 12, 11, 3] {
        let story = Story::of(&whole[..length]);
        match story.try_read() {
            Ok(reading) => {
                assert_eq!(reading.rejects.len(), 1, "{length}");
                let reject = reading.rejects.first().unwrap();
                assert_eq!(reject.reason.en, "the file ends in the middle: its end is missing");
                assert_eq!(reading.rows, reading.rows_with_events + 1);
                assert!(length < 100 || reading.events.len() > 1_000, "{length}");
            }
            // So little is left that there is no header.
            Err(error) => assert!(length <= 40, "{length}: {error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn random_texts_read_alike_in_every_dress(
        rows in prop::collection::vec(("[A-C]{1,2}", "[到场返回一丁,\" ]{1,6}", "[派出所城东西x\n]{0,8}"), 0..20)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["编号", "步骤", "时间", "单位"]).unwrap();
        for (case, step, body) in &rows {
            writer.write_record([case, step, "2026-01-05", body]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let wanted = said(text.clone().into_bytes());
        for bytes in dresses(&text) {
            prop_assert_eq!(&said(bytes), &wanted);
        }
    }
}
