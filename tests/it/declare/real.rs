//! Public logs: eleven rules each, with the number of violating cases on which other tools agree.

#![expect(clippy::format_push_string, reason = "a text made once in a test")]
#![expect(clippy::print_stdout, reason = "a test says clearly when the real log is absent")]

use std::collections::BTreeSet;
use std::path::Path;

use remit::audit::Options;
use remit::audit::outcome::Verdict;
use serde_json::Value;

use crate::support::{model_of, on_disk, project, read, shared};

/// The activities of a log, in the second column.
fn activities(log: &Path) -> BTreeSet<String> {
    let file = flate2::read::GzDecoder::new(std::fs::File::open(log).unwrap());
    let mut reader = csv::Reader::from_reader(file);
    reader
        .byte_records()
        .map(|row| String::from_utf8_lossy(&row.unwrap()[1]).into_owned())
        .collect()
}

/// A rule as the other tools write it: its name, one or two activities, and days.
fn rule(number: usize, rule: &Value, steps: &[String]) -> String {
    let text = |at: usize| rule[at].as_str().unwrap();
    let step = |at: usize| format!("s{}", steps.iter().position(|own| own == text(at)).unwrap());
    let body = match text(0) {
        "existence" => format!("template: existence, activation: {}", step(1)),
        "absence" => format!("template: absence, activation: {}", step(1)),
        "exactly_one" => format!("template: exactly, activation: {}, count: 1", step(1)),
        "response" => format!("template: response, activation: {}, target: {}", step(1), step(2)),
        "precedence" => {
            format!("template: precedence, activation: {}, target: {}", step(2), step(1))
        }
        "altresponse" => {
            format!("template: alternate-response, activation: {}, target: {}", step(1), step(2))
        }
        "altprecedence" => {
            format!("template: alternate-precedence, activation: {}, target: {}", step(2), step(1))
        }
        "succession" => {
            format!("template: succession, activation: {}, target: {}", step(1), step(2))
        }
        "timed_response" => format!(
            "template: response, activation: {}, target: {}, within: {:.0}h",
            step(1),
            step(2),
            rule[3].as_f64().unwrap() * 24.0
        ),
        other => panic!("{other}"),
    };
    format!("  r{number}: {{ {body} }}\n")
}

/// Violating cases of each rule: missing, late, or open at the end of the log.
fn violating(name: &str, ending: &str) -> Option<Vec<u64>> {
    let log = shared(&format!("{name}.csv.gz"))?;
    let judged = shared(&format!("{name}.{ending}.gz"))?;
    let rules = project("../shared/bench").join(format!("{name}.rules.json"));
    let Ok(rules) = std::fs::read_to_string(&rules) else {
        println!("the rules for {name} are not here: this test has nothing to check and passes");
        return None;
    };
    let rules: Vec<Value> = serde_json::from_str(&rules).unwrap();
    let steps: Vec<String> = activities(&log).into_iter().collect();
    let mut set = "kind: set\nid: s\ntimezone: UTC\nties: file-order\n---\n\
                   kind: responsibility-list\nduties: { D: {} }\n---\n\
                   kind: mapping\nfiles: '*.csv.gz'\n\
                   columns: { case: case_id, step: activity, at: timestamp }\n---\n\
                   kind: mapping\nfiles: '*.xes.gz'\ncolumns: { case: 'case:concept:name', \
                   step: 'concept:name', at: 'time:timestamp' }\n---\n\
                   kind: standard\nduty: D\nsteps:\n"
        .to_owned();
    for (at, step) in steps.iter().enumerate() {
        set.push_str(&format!("  s{at}: {{ aliases: \"{step}\", optional: true }}\n"));
    }
    set.push_str("rules:\n");
    for (at, own) in rules.iter().enumerate() {
        set.push_str(&rule(at, own, &steps));
    }
    let model = model_of(&set);
    let reading = read(&model, vec![on_disk(&judged)], None);
    let options = Options { keep: 1, ..Options::default() };
    let audit = remit::audit::run(&model, reading, &options, &|rule| Some(rule.severity));
    assert_eq!(audit.ledger.out_of_list + audit.ledger.rejected, 0);
    let count = |at: usize| {
        let name = format!("D/r{at}");
        let own = audit.obligations.iter().find(|own| own.name == name).unwrap();
        assert_eq!(own.counts.total(), audit.cases, "each case gets one verdict");
        assert_eq!(own.counts.of(Verdict::CannotTell), 0);
        [Verdict::Missing, Verdict::Late, Verdict::NotDue].map(|v| own.counts.of(v)).iter().sum()
    };
    Some((0..rules.len()).map(count).collect())
}

#[test]
fn the_road_traffic_fines_violate_what_every_tool_says() {
    for ending in ["csv", "xes"] {
        let Some(counts) = violating("road-traffic-fines", ending) else { return };
        assert_eq!(counts, [46383, 555, 88197, 46383, 0, 0, 0, 80655, 54324, 3267, 96419]);
    }
}

#[test]
fn the_sepsis_cases_violate_what_every_tool_says() {
    for ending in ["csv", "xes"] {
        let Some(counts) = violating("sepsis", ending) else { return };
        assert_eq!(counts, [250, 294, 715, 226, 130, 17, 161, 775, 799, 161, 707]);
    }
}
