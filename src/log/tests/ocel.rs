//! Object-centric logs.

use super::{Story, lines, rejects};

const LOG: &str = r#"{
  "eventTypes": [{"name": "received", "attributes": []}],
  "objectTypes": [{"name": "alarm", "attributes": []}],
  "events": [
    {"id": "e1", "type": "received", "time": "2026-01-05T00:00:00Z", "attributes": [{"name": "amount", "value": 35.0}],
     "relationships": [{"objectId": "a1", "qualifier": "reported"}, {"objectId": "u1", "qualifier": "handles"}]},
    {"id": "e2", "type": "visited", "time": "2026-01-05T02:00:00Z",
     "relationships": [{"objectId": "a1"}, {"objectId": "a2"}, {"objectId": "p1"}, {"objectId": "p2"}, {"objectId": "zz"}]},
    {"id": "e3", "type": "patrol", "time": "2026-01-05T03:00:00Z", "relationships": [{"objectId": "u1", "qualifier": ""}]},
    {"id": "e4"},
    {"id": "e5", "type": "closed", "relationships": [{"objectId": "a2", "qualifier": ""}]}
  ],
  "objects": [
    {"id": "a1", "type": "alarm", "relationships": [{"objectId": "u1", "qualifier": "at"}],
     "attributes": [{"name": "grade", "time": "1970-01-01T00:00:00Z", "value": "blue"},
                    {"name": "grade", "time": "2026-01-05T01:00:00Z", "value": "red"}]},
    {"id": "a2", "type": "alarm"},
    {"id": "u1", "type": "unit", "attributes": [{"name": "name", "time": "1970-01-01T00:00:00Z", "value": "城东"}]},
    {"id": "p1", "type": "officer"}, {"id": "p2", "type": "officer"}
  ]
}"#;

const MAPPING: &str = "kind: mapping
object_type: alarm
columns:
  case: case:concept:name
  step: concept:name
  at: time:timestamp
  body: object:unit.name
  person: { column: object:officer, keep: true }
  area: case:object:unit
  fields: { grade: case:grade, amount: amount, result: object:unit/handles }
";

#[test]
fn each_object_of_the_type_is_a_case() {
    let reading = Story::of(LOG).mapped(MAPPING).read();
    assert_eq!(
        lines(&reading),
        [
            "1 a1 received 2026-01-05 08:00 body=城东 area=u1 grade=blue amount=35 result=u1",
            "2 a1 visited 2026-01-05 10:00 area=u1 p1 p2 grade=red",
            "3 a2 visited 2026-01-05 10:00 p1 p2",
        ]
    );
    assert_eq!(
        rejects(&reading),
        ["4 [] it is no event of OCEL 2.0", "5 [time:timestamp] the time is empty"]
    );
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.format.name(), input.table.as_deref()), ("ocel", Some("alarm")));
    let notes: Vec<_> = input.notes.iter().map(|note| note.en.as_ref()).collect();
    assert!(notes.iter().any(|note| note.contains("1 events touch no object")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("1 times an event names")), "{notes:?}");
    let chinese = MAPPING.replace("object_type", "对象类型");
    assert_eq!(lines(&Story::of(LOG).mapped(&chinese).read()).len(), 3);
}

#[test]
fn which_type_is_the_case_must_be_said_if_there_are_several() {
    let error = Story::of(LOG).try_read().unwrap_err();
    assert!(error.words().en.contains("several types"), "{error}");
    assert!(error.hint().unwrap().en.contains("alarm, unit, officer"));
    let wrong = MAPPING.replace("object_type: alarm", "object_type: alarms");
    let error = Story::of(LOG).mapped(&wrong).try_read().unwrap_err();
    assert!(error.words().en.contains("no object of the type `alarms`"), "{error}");
}

#[test]
fn a_cut_log_keeps_what_it_can_or_judges_nothing() {
    // Objects come last: without their end nobody knows what a case is.
    let objects = LOG.find("\"objects\"").unwrap();
    let first = LOG.replacen("\"events\"", "\"later\"", 1).replacen("\"objects\"", "\"events\"", 1);
    let swapped = first.replacen("\"later\"", "\"objects\"", 1);
    assert_eq!(objects, LOG.rfind("\"objects\"").unwrap());
    for cut in (0..LOG.len() - 2).step_by(37).filter(|cut| LOG.is_char_boundary(*cut)) {
        let story = Story::of(LOG.get(..cut).unwrap()).mapped(MAPPING);
        let error = story.try_read().map(|reading| reading.events.len());
        assert!(error.is_err(), "{cut}");
        // Whatever stands where, nothing breaks.
        drop(Story::of(swapped.get(..cut).unwrap_or_default()).mapped(MAPPING).try_read());
    }
    // Events come last: those that are whole are kept.
    let (events, rest) = LOG.split_at(LOG.find("  \"events\"").unwrap());
    let (middle, last) = rest.split_at(rest.find("  \"objects\"").unwrap());
    let late = format!("{events}{},\n{middle}", last.trim_end().trim_end_matches('}').trim_end());
    let late = format!("{}\n}}", late.trim_end().trim_end_matches(','));
    assert_eq!(lines(&Story::of(late.as_str()).mapped(MAPPING).read()).len(), 3);
    let cut = late.find("\"e5\"").unwrap();
    let reading = Story::of(late.get(..cut).unwrap()).mapped(MAPPING).read();
    assert_eq!(lines(&reading).len(), 3);
    assert!(rejects(&reading).pop().unwrap().contains("the file ends in the middle"));
}
