//! A Declare model with every template becomes a standard that audits a log; what can't be taken over
//! is named at its line.

use remit::audit::Options;
use remit::audit::outcome::Verdict;
use remit::import::declare;

use crate::support::{audit, in_memory, model_of, read};

const MODEL: &str = r"# visits
activity Call In
activity Visit
activity Report
bind Call In: grade, minutes
grade: enum red, blue
minutes: integer between 0 and 90
flat: north, south
Existence[Visit]
Existence2[Visit] | | 
Absence3[Visit]
Exactly1[Report]
Init[Call In]
End[Report]
Choice[Visit, Report]
Exclusive Choice[Visit, Report]
Responded Existence[Call In, Visit]
Co-Existence[Call In, Visit]
Response[Call In, Visit] |A.grade is red and A.minutes >= 5 |same flat |0,90,m
Alternate Response[Call In, Visit]
Chain Response[Call In, Visit]
Precedence[Call In, Visit] | | |0,1,d
Alternate Precedence[Call In, Visit]
Chain Precedence[Call In, Visit]
Succession[Call In, Visit]
Alternate Succession[Call In, Visit]
Chain Succession[Call In, Visit]
Not Co-Existence[Call In, Report]
Not Responded Existence[Call In, Report]
Not Response[Visit, Call In]
Not Precedence[Visit, Call In]
Not Succession[Visit, Call In]
Not Chain Response[Visit, Report]
Not Chain Precedence[Visit, Report]
Not Chain Succession[Visit, Report]
";

/// One case: called in at 9:00 (red, 10 minutes, north), visited at 9:30 (north) and at 10:00 (south),
/// reported at 10:30.
const LOG: &str = "case,duty,step,at,grade,minutes,flat\n\
                   1,V-01,Call In,2026-03-02 09:00,red,10,north\n\
                   1,V-01,Visit,2026-03-02 09:30,,,north\n\
                   1,V-01,Visit,2026-03-02 10:00,,,south\n\
                   1,V-01,Report,2026-03-02 10:30,,,\n";

#[test]
fn a_model_with_every_template_audits_a_log() {
    let imported = declare::read(MODEL, "visits.decl", "V-01");
    assert_eq!(imported.left, []);
    assert_eq!(imported.taken, 27);
    let set = "kind: set\nid: s\ntimezone: UTC\n\
               fields: { grade: { values: [red, blue] }, minutes: { type: number }, flat: {} }\n---\n\
               kind: responsibility-list\nduties: { V-01: {} }\n---\n\
               kind: mapping\ncomplete: true\ncolumns: { case: case, duty: duty, step: step, at: at, \
               fields: { grade: grade, minutes: minutes, flat: flat } }\n---\n";
    let model = model_of(&format!("{set}{}", imported.text));
    let reading = read(&model, vec![in_memory("log.csv", LOG)], None);
    let audit = audit(&model, reading, Options::default());
    let broken: Vec<&str> = audit
        .obligations
        .iter()
        .filter(|own| own.counts.of(Verdict::Missing) + own.counts.of(Verdict::Late) > 0)
        .map(|own| own.name.as_str())
        .collect();
    // Both visit and report; the second visit has no call of its own, nor one just before it; called in
    // and reported; called in before a visit; a report at once after a visit, and a visit before it.
    assert_eq!(
        broken,
        [
            "V-01/exclusive_choice_visit_report",
            "V-01/alternate_precedence_call_in_visit",
            "V-01/chain_precedence_call_in_visit",
            "V-01/alternate_succession_call_in_visit",
            "V-01/chain_succession_call_in_visit",
            "V-01/not_co_existence_call_in_report",
            "V-01/not_responded_existence_call_in_report",
            "V-01/not_chain_response_visit_report",
            "V-01/not_chain_precedence_visit_report",
            "V-01/not_chain_succession_visit_report",
        ]
    );
    let rules = audit.obligations.iter().filter(|own| own.name.starts_with("V-01/"));
    assert_eq!(rules.map(|own| own.counts.total()).sum::<u64>(), 27);
}

#[test]
fn what_cannot_be_taken_over_is_named_at_its_line() {
    let text = "activity A\nactivity B\nx: enum p, q\nn: float between 0 and 1\n\
                Response[A, B] |A.x is p |T.x is q\n\
                Response[A, B] | | |5,9,d\n\
                Response[A, B] |A.x > 3\n\
                Response[A, C]\n\
                Response[A]\n\
                Telepathy[A, B]\n\
                Existence[A] | |0,1,d\n\
                Response[A, B] |A.y is p\n\
                y: integer from 1 to 2\n\
                what is this\n\
                Response[A, B] | | |0,30,s\n\
                Response[A, B |\n\
                Response[A, B] | |A.x != T.x |0,2,h\n";
    let imported = declare::read(text, "x.decl", "D");
    let lines: Vec<usize> = imported.left.iter().map(|left| left.line).collect();
    assert_eq!(lines, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    assert_eq!(imported.taken, 1);
    assert!(imported.text.contains("different: [x]") && imported.text.contains("within: \"2h\""));
}

#[test]
fn names_that_look_alike_and_hostile_ones_stay_apart() {
    let text = "activity Visit!\nactivity visit\nactivity 上门\nactivity \"quote\" # no\n\
                Response[Visit!, visit]\nResponse[Visit!, visit]\nPrecedence[上门, visit]\n";
    let imported = declare::read(text, "a\nb.decl", "D: x");
    assert_eq!(imported.left, []);
    let set = "kind: set\nid: s\ntimezone: UTC\n---\n\
               kind: responsibility-list\nduties: { \"D: x\": {} }\n---\n";
    let model = model_of(&format!("{set}{}", imported.text));
    assert_eq!(model.steps.len(), 4);
    assert_eq!(model.duties[0].relations.len(), 3);
    assert_ne!(model.duties[0].relations[0].activation, model.duties[0].relations[0].target);
}
