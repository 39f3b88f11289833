//! Which findings a scenario answers for.
//!
//! A scenario is about a case. That twenty other duties of the set have no record in its few rows is
//! true and beside the point, so what looks at the whole log counts only where the scenario names
//! something of that group, and then for the duties that it names; or everything, with `whole`.

use crate::doc::Spanned;
use crate::finding::Finding;
use crate::model::docs::ScenarioDoc;

/// What looks at the whole log, in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Frequency,
    Silent,
    Measure,
    Signal,
    Clue,
    Quality,
}

fn group(rule: &str) -> Option<Group> {
    match rule {
        "gap/below-frequency" | "gap/target-missed" => Some(Group::Frequency),
        "gap/never-performed" | "gap/no-record" => Some(Group::Silent),
        "log/duplicate-row" | "log/unknown-person" => Some(Group::Quality),
        _ => match rule.split_once('/')?.0 {
            "evaluation" => Some(Group::Measure),
            "signal" => Some(Group::Signal),
            "clue" => Some(Group::Clue),
            _ => None,
        },
    }
}

/// Whether a finding must be expected.
pub(super) fn counts(finding: &Finding, doc: &ScenarioDoc) -> bool {
    let Some(own) = group(finding.rule.id) else {
        return true;
    };
    if doc.whole {
        return true;
    }
    let mut named = doc.expectations().map(|expect| &expect.value).filter(|expect| {
        expect.rule.as_ref().is_some_and(|rule| group(rule.as_str()) == Some(own))
    });
    named.any(|expect| {
        let about = expect.duty.as_ref().or(doc.duty.as_ref());
        let duty = finding.subject.duty.as_deref();
        about.is_none() || duty.is_none() || about.map(Spanned::as_str) == duty
    })
}

#[cfg(test)]
mod tests {
    use super::{Group, group};

    #[test]
    fn what_looks_at_the_whole_log_is_in_a_group_and_what_is_of_a_case_is_not() {
        assert_eq!(group("gap/never-performed"), Some(Group::Silent));
        assert_eq!(group("evaluation/below-target"), Some(Group::Measure));
        for rule in ["gap/not-triggered", "disposal/step-late", "log/rejected-row"] {
            assert_eq!(group(rule), None, "{rule}");
        }
    }

    #[test]
    fn every_rule_that_is_named_here_exists() {
        for rule in [
            "gap/below-frequency",
            "gap/target-missed",
            "gap/never-performed",
            "gap/no-record",
            "log/duplicate-row",
            "log/unknown-person",
        ] {
            assert!(crate::triage::find(rule).is_some(), "{rule}");
        }
    }
}
