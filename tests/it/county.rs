//! The county log of `lists/dv-linkage`, in the proportions of a published case: the audit finds
//! what was not done, every clue with its cases, and the ratios, and nothing else.

use remit::audit::{Audit, Options};
use remit::finding::Finding;

use crate::support::{audit, model, project, read};

/// The columns of the answer sheet that tell findings apart; the last holds the cases of a clue.
const COLUMNS: usize = 9;

fn sheet(name: &str) -> Vec<csv::StringRecord> {
    let path = project("lists/dv-linkage/logs").join(name);
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

fn told(finding: &Finding) -> [String; COLUMNS] {
    let subject = &finding.subject;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        finding.rule.id.to_owned(),
        text(&subject.duty),
        text(&subject.step),
        text(&subject.case),
        text(&subject.body),
        text(&subject.target),
        text(&subject.window),
        text(&subject.detail),
        finding.cases.join(";"),
    ]
}

fn county() -> Audit {
    let (_, model) = model("lists/dv-linkage");
    let folder = project("lists/dv-linkage");
    let sources =
        remit::log::sources::find(&folder, &model.logs, || Box::new(std::io::empty())).unwrap();
    let audit = audit(&model, read(&model, sources, None), Options::default());
    assert!(audit.ledger.adds_up());
    audit
}

#[test]
fn the_county_yields_its_gaps_and_clues_and_nothing_else() {
    let audit = county();
    let found: Vec<_> = audit.findings.iter().map(told).collect();
    // The sheet says of each finding what tells it from all others; what it leaves empty is free.
    let sheet = sheet("answers.csv");
    let fits = |wanted: &csv::StringRecord, own: &[String; COLUMNS]| {
        let pairs = wanted.iter().zip(own);
        pairs.into_iter().all(|(wanted, own)| wanted.is_empty() || wanted == own)
    };
    let missed: Vec<_> = sheet.iter().filter(|w| !found.iter().any(|own| fits(w, own))).collect();
    let extra: Vec<_> = found.iter().filter(|own| !sheet.iter().any(|w| fits(w, own))).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "not found: {missed:#?}\nnot planted: {extra:#?}"
    );
    assert_eq!(found.len(), sheet.len(), "as many findings as answers");
}

#[test]
fn every_clue_names_two_cases_or_more() {
    let audit = county();
    let clues: Vec<_> =
        audit.findings.iter().filter(|finding| finding.rule.id == "clue/pattern").collect();
    for model in ["repeat-no-letter", "repeat-mediated", "closed-untold", "l3-repeats"] {
        let own = |clue: &&&Finding| clue.subject.detail.as_deref() == Some(model);
        assert!(clues.iter().any(|clue| own(&clue)), "{model} found nothing");
    }
    assert!(clues.iter().all(|clue| clue.cases.len() >= 2));
}

#[test]
fn the_ratios_are_those_of_the_sheet() {
    let (_, model) = model("lists/dv-linkage");
    let audit = county();
    for row in sheet("ratios.csv") {
        let [name, duty, many, all, open] = [0, 1, 2, 3, 4].map(|at| row.get(at).unwrap());
        let mut own = audit.measures.iter().filter(|measure| {
            model.duty(measure.duty).id == duty && ["ratio", "repeated"].contains(&measure.kind)
        });
        let share = own.next().unwrap().all;
        let told = [share.numerator, share.denominator, share.cannot_tell].map(|n| n.to_string());
        assert_eq!(told, [many, all, open], "{name}");
        assert!(own.next().is_none(), "{duty} has one ratio");
    }
}
