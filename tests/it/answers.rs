//! The shipped log of `lists/proactive-policing`: its planted faults are all found, and nothing else.

use remit::audit::Options;

use crate::support::{audit, key, model, project, read};

/// The answer sheet: rule, duty, step, case, body, target, window.
fn sheet() -> Vec<[String; 7]> {
    let path = project("lists/proactive-policing/logs/answers.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            std::array::from_fn(|at| record.get(at).unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let (_, model) = model("lists/proactive-policing");
    let folder = project("lists/proactive-policing");
    let sources =
        remit::log::sources::find(&folder, &model.logs, || Box::new(std::io::empty())).unwrap();
    let audit = audit(&model, read(&model, sources, None), Options::default());
    assert!(audit.ledger.adds_up());
    let found: Vec<[String; 7]> = audit.findings.iter().map(key).collect();
    // The sheet says of each finding what tells it from all others; what it leaves empty is free.
    let sheet = sheet();
    let fits = |wanted: &[String; 7], own: &[String; 7]| {
        wanted.iter().zip(own).all(|(wanted, own)| wanted.is_empty() || wanted == own)
    };
    let missed: Vec<_> = sheet.iter().filter(|w| !found.iter().any(|own| fits(w, own))).collect();
    let extra: Vec<_> = found.iter().filter(|own| !sheet.iter().any(|w| fits(w, own))).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "not found: {missed:#?}\nnot planted: {extra:#?}"
    );
    assert_eq!(found.len(), sheet.len(), "as many findings as planted faults");
}
