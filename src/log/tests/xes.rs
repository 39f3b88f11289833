//! Event logs of process mining.

use std::io::Write as _;

use super::{Story, lines, rejects};

/// A log with what XES has beyond traces and events.
const RICH: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- <log><trace><event/></trace></log> -->
<!DOCTYPE log [ <!ENTITY lol "lol"> <!ENTITY lol2 "&lol;&lol;&lol;"> ]>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<global scope="trace"><string key="concept:name" value="NONE"/><string key="grade" value="C"/></global>
	<global scope="event">
		<string key="concept:name" value="NONE"/>
		<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
		<string key="org:group" value="headquarters"/>
	</global>
	<classifier name="Activity" keys="concept:name lifecycle:transition"/>
	<string key="source" value="made up"><int key="concept:name" value="9"/></string>
	<trace>
		<string key="concept:name" value="A&amp;1"/>
		<event>
			<string key="concept:name" value="open"><string key="code" value="7"/></string>
			<date key="time:timestamp" value="2026-01-05T08:00:00.250+08:00"/>
			<string key="org:resource" value="p1"/>
			<float key="amount" value="35.0"/>
			<list key="result"><values><string key="r" value="x"/><string key="r" value="y"/></values></list>
			<container key="more"><boolean key="urgent" value="true"/></container>
		</event>
		<event>
			<date key='time:timestamp' value='2026-01-05T01:00:00Z'/> <![CDATA[ <event/> ]]>
			<string value="close" key="concept:name"></string>
			<string key="org:group" value="二大队"/>
		</event>
	</trace>
	<trace>
		<string key="grade" value="A"/>
		<string key="concept:name" value="B"/>
		<event><string key="concept:name" value="open"/></event>
		<event><date key="time:timestamp" value="2026-01-06"/></event>
		<event><string key="concept:name" value="&lol2;"/><date key="time:timestamp" value="2026-01-06"/></event>
		<event><string key="concept:name" value="open"/><date key="time:timestamp" value="2026-01-07"/></event>
	</trace>
</log>
"#;

const RICH_MAPPING: &str = "kind: mapping
columns:
  case: case:concept:name
  step: concept:name
  at: time:timestamp
  body: org:group
  person: { column: org:resource, keep: true }
  code: concept:name.code
  area: more.urgent
  fields: { grade: case:grade, amount: amount, result: result }
";

/// Two traces, three events, as text and a few bytes.
fn small(event: &str) -> String {
    format!(
        "<log><trace><string key=\"concept:name\" value=\"1\"/>{event}<event><string \
         key=\"concept:name\" value=\"b\"/><date key=\"time:timestamp\" value=\"2026-01-05\"/>\
         </event></trace></log>"
    )
}

#[test]
fn attributes_become_columns_as_process_mining_flattens_them() {
    let reading = Story::of(RICH).mapped(RICH_MAPPING).read();
    assert_eq!(
        lines(&reading),
        [
            "1 A&1 open 2026-01-05 08:00 code=7 body=headquarters area=true p1 grade=C amount=35.0 \
             result=x result=y",
            "2 A&1 close 2026-01-05 09:00 body=二大队 grade=C",
            "6 B open 2026-01-07 body=headquarters grade=A",
        ]
    );
    assert_eq!(
        rejects(&reading),
        [
            "3 [time:timestamp] the time is empty",
            "4 [] nothing says what was done: step, duty, text and code are empty",
            "5 [] a text refers to something that is defined elsewhere (`&…;`), which is not followed",
        ]
    );
    let input = reading.inputs.first().unwrap();
    let name = |row| input.places.name(row).unwrap().en;
    assert_eq!((name(2), name(5)), ("trace 1, event 2".into(), "trace 2, event 3".into()));
    assert_eq!(
        (input.format.name(), input.encoding.as_str(), input.header_row),
        ("xes", "utf-8", 0)
    );
    assert!(
        input
            .notes
            .iter()
            .any(|note| note.en.contains("Activity (concept:name lifecycle:transition)")),
        "{:?}",
        input.notes
    );
}

#[test]
fn the_standard_keys_need_no_mapping() {
    let reading = Story::of(RICH).read();
    let input = reading.inputs.first().unwrap();
    let columns: Vec<_> = input.columns.iter().map(|(a, b)| format!("{a}={b}")).collect();
    for wanted in [
        "case:concept:name=case",
        "concept:name=step",
        "time:timestamp=at",
        "org:group=body",
        "org:resource=person",
    ] {
        assert!(columns.iter().any(|column| column == wanted), "{wanted} in {columns:?}");
    }
    assert_eq!(reading.events.len(), 3);
}

#[test]
fn every_encoding_and_packing_gives_the_same() {
    let wanted = lines(&Story::of(RICH).mapped(RICH_MAPPING).read());
    let said = |label: &str| RICH.replace("UTF-8", label);
    let gb = encoding_rs::GB18030.encode(&said("GB18030")).0.into_owned();
    let text = said("UTF-16");
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", RICH.as_bytes()].concat();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(RICH.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    for (name, bytes) in [("gb18030", gb), ("utf-16le", wide), ("utf-8", marked), ("utf-8", packed)]
    {
        let reading = Story::of(bytes).mapped(RICH_MAPPING).read();
        assert_eq!(lines(&reading), wanted, "{name}");
        assert_eq!(reading.inputs.first().unwrap().encoding, name);
    }
}

#[test]
fn what_is_no_text_rejects_its_event_and_no_other() {
    let event = "<event><string key=\"concept:name\" value=\"a\u{1}\"/><date \
                 key=\"time:timestamp\" value=\"2026-01-05\"/></event>";
    let mut bytes = small(&event.replace('\u{1}', "")).into_bytes();
    let at = bytes.windows(9).position(|w| w == b"value=\"a\"").unwrap() + 7;
    bytes.splice(at..=at, [0xff, 0xfe]);
    let reading = Story::of(bytes).read();
    assert_eq!(lines(&reading), ["2 1 b 2026-01-05"]);
    assert_eq!(rejects(&reading), ["1 [] its bytes are no text in the encoding of the file"]);
}

#[test]
fn wherever_a_log_is_cut_what_was_whole_stays_and_one_row_says_so() {
    let whole = RICH.trim_end();
    let ends: Vec<_> = whole.match_indices("</event>").map(|(at, end)| at + end.len()).collect();
    // The comment and the data section hold no events.
    let first = whole.find("<trace>\n").unwrap();
    for cut in (0..whole.len()).step_by(11).filter(|cut| whole.is_char_boundary(*cut)) {
        let text = whole.get(..cut).unwrap();
        let whole_events = ends.iter().filter(|end| **end <= cut && **end > first).count();
        match Story::of(text).mapped(RICH_MAPPING).try_read() {
            Ok(reading) => {
                assert_eq!(reading.rows, u64::try_from(whole_events).unwrap() + 1, "{cut}");
                let last = rejects(&reading).pop().unwrap();
                assert!(last.contains("the file ends in the middle"), "{cut}: {last}");
            }
            Err(error) => {
                assert!(whole_events < 2, "{cut}: {error}");
                assert!(error.hint().is_some(), "{cut}");
            }
        }
    }
}

#[test]
fn damage_in_the_middle_keeps_what_came_before() {
    let good = small("");
    for (broken, why) in [
        (good.replace("</trace>", "</trance>"), "`</trace>` is missing before `</trance>`"),
        (format!("{good}{good}"), "another log begins where this one has ended"),
        (good.replace("</log>", "<trace></log>"), "`</trace>` is missing before `</log>`"),
        (good.replace("</log>", "<!x></log>"), "no well-formed XML"),
    ] {
        let reading = Story::of(broken).read();
        assert_eq!(reading.events.len(), 1);
        let said = rejects(&reading);
        assert!(matches!(said.as_slice(), [one] if one.contains(why)), "{said:?}");
    }
}

#[test]
fn events_that_stand_where_none_may_are_not_lost() {
    let reading = Story::of(
        "<log><event><string key='concept:name' value='x'/></event><trace><event><event/></event>\
         <string key='concept:name' value='1'/><event><string key='concept:name' value='b'/>\
         <date key='time:timestamp' value='2026-01-05'/></event></trace></log>",
    )
    .read();
    assert_eq!(lines(&reading), ["3 1 b 2026-01-05"]);
    assert_eq!(
        rejects(&reading),
        ["1 [case:concept:name] the case is empty", "2 [] a `event` stands within it"]
    );
    let input = reading.inputs.first().unwrap();
    assert_eq!(input.places.name(3).unwrap().en, "record 3");
    assert_eq!(input.notes.len(), 2, "{:?}", input.notes);
}

#[test]
fn hostile_xml_neither_grows_nor_breaks() {
    // Entities that would grow to gigabytes: a reference to one rejects its event.
    let mut bomb = String::from("<!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\">");
    for (one, next) in "abcdefghij".chars().zip("bcdefghijk".chars()) {
        let grown = format!("&{one};").repeat(10);
        bomb.extend(["<!ENTITY ", &next.to_string(), " \"", &grown, "\">"]);
    }
    let event = |value: &str| {
        format!(
            "<event><string key='concept:name' value='{value}'/><date key='time:timestamp' \
             value='2026-01-05'/></event>"
        )
    };
    let text = bomb + "]>" + &small(&event("&k;"));
    let reading = Story::of(text).read();
    assert_eq!((reading.events.len(), reading.rejects.len()), (1, 1));
    // An attribute of ten megabytes, and one too long for any memory.
    let long = "x".repeat(10 << 20);
    let reading = Story::of(small(&event(&long))).read();
    assert_eq!(reading.events.len(), 2);
    assert_eq!(reading.strings.get(reading.events.first().unwrap().step).len(), 10 << 20);
    let reading = Story::of(small(&(event("a") + &event(&"x".repeat(70 << 20))))).read();
    assert_eq!(lines(&reading), ["1 1 a 2026-01-05"]);
    assert!(rejects(&reading).pop().unwrap().contains("more than 64 MB"));
    // A hundred thousand elements in each other.
    let deep = "<string key='a' value='b'>".repeat(100_000) + &"</string>".repeat(100_000);
    let reading = Story::of(small(&event("a").replace("</event>", &(deep + "</event>")))).read();
    assert_eq!(lines(&reading), ["2 1 b 2026-01-05"]);
    assert!(rejects(&reading).pop().unwrap().contains("more than 64 deep"));
}

#[test]
fn xml_that_is_no_log_is_told_apart() {
    let said = |text: &str| Story::of(text).try_read().unwrap_err().words().en.into_owned();
    assert!(said("<?xml version=\"1.0\"?><html></html>").contains("HTML or XML"));
    assert!(said("<?xml version=\"1.0\" encoding=\"klingon\"?><log/>").contains("klingon"));
    assert!(said("<log></log>").contains("empty"));
}
