//! Every mechanism of the sources stands in the table of `lists/README.md`, with duties that exist and
//! rules that exist.

use std::collections::BTreeSet;

use crate::support::{model, project};

/// The sources by letter, the number of their mechanisms, and the set that carries them.
const SOURCES: [(&str, usize, &str); 5] = [
    ("A", 19, "lists/proactive-policing"),
    ("B", 6, "lists/clue-supervision"),
    ("C", 13, "lists/cross-border-cooperation"),
    ("D", 27, "lists/dv-linkage"),
    ("E", 16, "lists/citizen-participation"),
];

/// The cells of rows whose first cell begins with the id of a mechanism.
fn rows(path: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(project(path)).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix('|'));
    let cells = rows.map(|row| {
        row.trim_end().trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned())
    });
    let cells = cells.map(Iterator::collect::<Vec<_>>);
    cells.filter(|row| ids(row.first().map_or("", String::as_str)).next().is_some()).collect()
}

/// `A-1`, and each of `E-1…E-8`.
fn ids(cell: &str) -> impl Iterator<Item = String> {
    let word = cell.split_whitespace().next().unwrap_or_default().to_owned();
    let (letter, number) = word.split_once('-').map_or(("", ""), |(a, b)| (a, b));
    let known = SOURCES.iter().any(|(own, ..)| *own == letter);
    let number: Option<usize> = number.parse().ok().filter(|_| known);
    number.map(|number| format!("{letter}-{number}")).into_iter()
}

/// Words in backquotes.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn check(path: &str, set: &str, letter: &str, count: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let rows: Vec<_> = rows(path).into_iter().filter(|row| row[0].starts_with(letter)).collect();
    let seen: BTreeSet<String> = rows.iter().flat_map(|row| ids(&row[0])).collect();
    for number in 1..=count {
        let id = format!("{letter}-{number}");
        if !seen.contains(&id) {
            wrong.push(format!("{path} lacks {id}"));
        }
    }
    let (_, model) = model(set);
    let known: BTreeSet<&str> = model.duties.iter().map(|duty| duty.id.as_str()).collect();
    for row in &rows {
        let all = row[1..].join(" ");
        let words = all.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        for word in words.filter(|word| {
            word.split_once('-').is_some_and(|(letters, digits)| {
                letters.len() == 2
                    && letters.bytes().all(|b| b.is_ascii_uppercase())
                    && digits.len() == 2
                    && digits.bytes().all(|b| b.is_ascii_digit())
            })
        }) {
            if !known.contains(word) {
                wrong.push(format!("{path}, {}: {word} is no duty of {set}", row[0]));
            }
        }
        let rule = |name: &&str| {
            name.split_once('/').is_some_and(|(group, _)| {
                ["gap", "outside", "disposal", "safeguard", "log", "evaluation", "signal", "clue", "list"]
                    .contains(&group)
            })
        };
        for name in quoted(&all).filter(rule) {
            let is = |id: &str| match name.strip_suffix('*') {
                Some(group) => id.starts_with(group),
                None => id == name,
            };
            if !remit::triage::catalogue().iter().any(|own| is(own.id)) {
                wrong.push(format!("{path}, {}: {name} is no rule", row[0]));
            }
        }
        if row[1..].iter().any(String::is_empty) {
            wrong.push(format!("{path}, {}: an empty cell", row[0]));
        }
    }
    wrong
}

#[test]
fn every_mechanism_of_every_source_is_carried_by_a_duty_and_a_rule() {
    let mut wrong = Vec::new();
    for (letter, count, set) in SOURCES {
        wrong.extend(check("lists/README.md", set, letter, count));
        wrong.extend(check(&format!("{set}/README.md"), set, letter, count));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
