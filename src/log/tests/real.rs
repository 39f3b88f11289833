//! Real logs, where they are at hand. They are not part of the project.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{Story, events};

fn at_hand(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data").join(name);
    if !path.exists() {
        println!("skipped: {} is not at hand", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn the_fines_log_is_read_whole() {
    let Some(path) = at_hand("road-traffic-fines.csv.gz") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let mut story = Story::of(bytes).mapped(
        "kind: mapping\ntimes: date\ncolumns: { case: case_id, step: activity, at: timestamp, person: resource, \
         fields: { amount: amount, result: dismissal } }\n",
    );
    story.zone = "Europe/Rome";
    let packed = story.read();
    let mut text = Vec::new();
    let stored = story.sources.first().map(|(_, bytes)| bytes.clone()).unwrap();
    flate2::read::GzDecoder::new(&stored[..]).read_to_end(&mut text).unwrap();
    story.sources = vec![("log.csv".to_owned(), text)];
    let reading = story.read();
    assert_eq!(packed.events.len(), reading.events.len());
    assert_eq!((reading.events.len(), reading.rows, reading.rejects.len()), (561_470, 561_470, 0));
    let cases: std::collections::BTreeSet<_> =
        reading.events.iter().map(|event| event.case).collect();
    assert_eq!(cases.len(), 150_370);
    let newest = reading.events.iter().max_by_key(|event| event.at).unwrap();
    let zone = crate::model::Zone::named("Europe/Rome").unwrap();
    assert_eq!(zone.show_moment(newest.at), "2013-06-18");
    let first = events(&reading, "Europe/Rome").swap_remove(0);
    assert!(first.starts_with("2 A1 Create Fine 2006-07-24 p-"), "{first}");
    assert!(first.ends_with("amount=35.0 result=NIL"), "{first}");
}

#[test]
fn the_sepsis_log_keeps_its_case_called_na() {
    let Some(path) = at_hand("sepsis.csv.gz") else {
        return;
    };
    let reading = Story::of(std::fs::read(path).unwrap()).read();
    assert_eq!((reading.events.len(), reading.rejects.len()), (15_214, 0));
    let cases: std::collections::BTreeSet<_> =
        reading.events.iter().map(|event| event.case).collect();
    assert_eq!(cases.len(), 1_050);
    assert!(cases.contains(&reading.strings.find("NA").unwrap()));
}
