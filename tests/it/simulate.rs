//! What a simulation writes down is what an audit finds, for every set and twenty seeds.

use std::collections::BTreeMap;

use remit::audit::{Audit, Options};
use remit::simulate::{self, Simulation};

use crate::command::remit;
use crate::support::{audit, in_memory, model, project, read};

/// Every shipped set that has duties.
fn sets() -> Vec<String> {
    let folders = std::fs::read_dir(project("lists")).unwrap();
    let mut names: Vec<String> = folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("remit.toml").exists())
        .map(|path| format!("lists/{}", path.file_name().unwrap().to_string_lossy()))
        .filter(|name| !model(name).1.duties.is_empty())
        .collect();
    names.sort();
    names
}

/// What follows from many cases together, and is no fault of one of them.
fn is_of_many(rule: &str) -> bool {
    ["evaluation/", "signal/", "clue/"].iter().any(|group| rule.starts_with(group))
}

type Key = (String, String, String, String);

fn found(audit: &Audit) -> BTreeMap<Key, usize> {
    let mut all = BTreeMap::new();
    for finding in audit.findings.iter().filter(|own| !is_of_many(own.rule.id)) {
        let subject = &finding.subject;
        // A step of the sheet is empty where the rule is not about one.
        let text = |own: &Option<String>| own.clone().unwrap_or_default();
        let step = if finding.rule.id.starts_with("outside/") {
            String::new()
        } else {
            text(&subject.step)
        };
        let key = (finding.rule.id.to_owned(), text(&subject.duty), step, text(&subject.case));
        *all.entry(key).or_default() += 1;
    }
    all
}

fn wanted(made: &Simulation) -> BTreeMap<Key, usize> {
    let mut all = BTreeMap::new();
    for own in &made.answers {
        let key = (own.rule.to_owned(), own.duty.clone(), own.step.clone(), own.case.clone());
        *all.entry(key).or_default() += 1;
    }
    all
}

fn made(set: &str, seed: u64) -> (Simulation, Audit) {
    let (_, mut model) = model(set);
    let options = simulate::Options {
        cases: (6 * model.duties.len()).max(60),
        seed,
        faults: 0.5,
        kinds: Vec::new(),
        from: simulate::Options::first_day(&model),
        days: 45,
    };
    let made = simulate::run(&model, &options);
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    model.mappings.push(remit::log::plain::of_files(fields.iter().map(String::as_str)));
    let reading = read(&model, vec![in_memory("log.plain.csv", made.log.clone())], None);
    let audit = audit(&model, reading, Options { keep: usize::MAX, ..Options::default() });
    assert!(audit.ledger.adds_up());
    (made, audit)
}

/// Faults that were planted by some simulations, by name; and how audits of them differ.
fn differences(
    set: &str,
    seeds: std::ops::RangeInclusive<u64>,
) -> (BTreeMap<&'static str, usize>, Vec<String>) {
    let (mut planted, mut wrong) = (BTreeMap::new(), Vec::new());
    for seed in seeds {
        let (made, audit) = made(set, seed);
        let (found, wanted) = (found(&audit), wanted(&made));
        for own in &made.answers {
            *planted.entry(own.fault).or_default() += 1;
        }
        for (key, count) in &wanted {
            if found.get(key) != Some(count) {
                let found = found.get(key);
                wrong.push(format!("{set} seed {seed} lacks {key:?} {count} {found:?}"));
            }
        }
        for (key, count) in found.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
            let told = audit.findings.iter().find(|own| {
                own.rule.id == key.0 && own.subject.case.as_deref().unwrap_or("") == key.3
            });
            let told = told.map(|own| own.message.en.to_string());
            wrong.push(format!("{set} seed {seed} has {key:?} {count}: {told:?}"));
        }
    }
    (planted, wrong)
}

#[test]
fn an_audit_finds_exactly_the_sheet() {
    let only = std::env::var("REMIT_SIMULATE").ok();
    let mut wrong: Vec<String> = Vec::new();
    for set in sets().into_iter().filter(|set| only.as_ref().is_none_or(|own| set.contains(own))) {
        // Nothing else is left to be tested by the time that this takes.
        let halves = std::thread::scope(|scope| {
            let other = scope.spawn(|| differences(&set, 11..=20));
            [differences(&set, 1..=10), other.join().unwrap()]
        });
        let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
        for (faults, lines) in halves {
            for (fault, count) in faults {
                *planted.entry(fault).or_default() += count;
            }
            wrong.extend(lines);
        }
        println!("{set}: {planted:?}");
        assert!(planted.len() >= 5, "{set}: {planted:?}");
    }
    // One example of each kind is enough to see what is wrong.
    let count = wrong.len();
    let kind = |line: &String| {
        let words = line.split(['"', ' ']).filter(|w| !w.chars().any(|c| c.is_ascii_digit()));
        words.take(12).collect::<String>()
    };
    let mut seen = std::collections::BTreeSet::new();
    wrong.retain(|line| seen.insert(kind(line)));
    wrong.truncate(60);
    assert!(wrong.is_empty(), "{count} differ: {wrong:#?}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let first = made("lists/proactive-policing", 7).0;
    let again = made("lists/proactive-policing", 7).0;
    assert_eq!(first.log, again.log);
    assert_eq!(first.answers, again.answers);
    assert_ne!(first.log, made("lists/proactive-policing", 8).0.log);
}

#[test]
fn a_folder_gets_a_log_and_its_sheet_that_the_audit_agrees_with() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("演练");
    let told = remit()
        .args(["simulate", "lists/road-traffic-fines", "--cases", "40", "--faults", "50%"])
        .args(["--fault", "evidence-missing", "--out"])
        .arg(&out)
        .current_dir(project("."))
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    let sheet = std::fs::read_to_string(out.join("answers.csv")).unwrap();
    assert!(sheet.lines().count() > 3, "{sheet}");
    assert!(sheet.lines().skip(1).all(|line| line.ends_with("evidence-missing")), "{sheet}");
    let audit = remit()
        .args(["audit", "lists/road-traffic-fines", "--format", "json", "--log"])
        .arg(out.join("log.plain.csv"))
        .current_dir(project("."))
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&audit.stdout).unwrap();
    let found = report["counts"]["by_rule"]["disposal/evidence-missing"].as_u64().unwrap();
    assert_eq!(found, sheet.lines().count() as u64 - 1);
}

#[test]
fn what_cannot_be_simulated_is_said() {
    for (args, said) in [
        (vec!["--fault", "step-latee"], "step-late"),
        (vec!["--faults", "often"], "10%"),
        (vec!["--from", "yesterday"], "2026-03-01"),
    ] {
        let out = remit()
            .arg("simulate")
            .arg("lists/road-traffic-fines")
            .args(args)
            .current_dir(project("."))
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&out.stderr).contains(said));
    }
}

#[test]
fn the_logs_that_are_shipped_are_what_the_command_makes() {
    for set in [
        "lists/citizen-participation",
        "lists/clue-supervision",
        "lists/cn-case-baseline",
        "lists/cross-border-cooperation",
    ] {
        let (_, model) = model(set);
        let options = simulate::Options {
            cases: 120,
            seed: 2026,
            faults: 0.2,
            kinds: Vec::new(),
            from: simulate::Options::first_day(&model),
            days: 45,
        };
        let made = simulate::run(&model, &options);
        for (name, text) in [("log.plain.csv", made.log.clone()), ("answers.csv", made.sheet())] {
            let path = project(&format!("{set}/logs/{name}"));
            // `UPDATE_GOLDEN=1 cargo test` writes them anew.
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            let shipped = std::fs::read_to_string(&path).unwrap();
            assert!(shipped == text, "{set}/logs/{name}: UPDATE_GOLDEN=1 writes it anew");
        }
    }
}
