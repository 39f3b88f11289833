//! The report of `remit test`: scenarios and what is not as they say.

use serde::{Deserialize, Serialize};

use super::{Clause, Finding, Maker, Pairs, SetInfo, place};
use crate::finding::{Label, Place};
use crate::text::{Sources, Span, Words};
use crate::trial::{self, Part, Trial};

/// What testing sets comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestReport {
    /// What made it.
    pub remit: Maker,
    /// The sets that have scenarios, in the order in which they were tested.
    pub sets: Vec<TestedSet>,
    /// Over all of them.
    pub counts: TestCounts,
}

/// A set that was tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestedSet {
    /// The folder as the user knows it.
    pub path: String,
    /// What it is called.
    #[serde(flatten)]
    pub set: SetInfo,
    /// How many scenarios.
    pub counts: TestCounts,
    /// The scenarios and variants that were run, in the order of the files. Not in the JSON.
    #[serde(skip)]
    pub ran: Vec<(String, Option<String>)>,
    /// What is not as the scenarios say.
    pub failures: Vec<Failure>,
    /// How much of the set the scenarios exercise, if that was asked for.
    pub coverage: Option<Coverage>,
    /// Which rules no scenario proves, if that was asked for.
    pub mutation: Option<Mutation>,
}

/// What taking rules away, one at a time, came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutation {
    /// Rules that were taken away.
    pub tried: u64,
    /// Those without which every scenario still passes, in the order of the lists.
    pub unnoticed: Vec<Unnoticed>,
}

/// A rule without which every scenario still passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unnoticed {
    /// Where it stands.
    pub place: Option<Clause>,
    /// What the list is like without it.
    pub what: Words,
}

/// How much of a set its scenarios exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Over all parts, in percent.
    pub percent: f64,
    /// How much of each part: `duties`, `steps`, `branches`, `deadlines`.
    pub parts: Pairs<Tally>,
    /// What no scenario exercises, in the order of the lists.
    pub never: Vec<Never>,
}

/// How many of something were exercised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// So many.
    pub seen: u64,
    /// Out of so many.
    pub of: u64,
}

/// Something that no scenario exercises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Never {
    /// Which part it is of.
    pub part: String,
    /// Where it stands.
    pub place: Option<Clause>,
    /// What was never seen.
    pub what: Words,
}

/// How many scenarios there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestCounts {
    /// Scenarios that were run.
    pub scenarios: u64,
    /// Their variants.
    pub variants: u64,
    /// Scenarios of which something is not as they say.
    pub failed: u64,
}

/// A scenario, or a variant of one, that is not as it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The scenario.
    pub scenario: String,
    /// Its variant; nothing for the scenario itself.
    pub variant: Option<String>,
    /// Where it stands.
    pub place: Option<Clause>,
    /// All that is not as it says.
    pub faults: Vec<Fault>,
}

/// One thing that is not as a scenario says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Fault {
    /// A finding is expected and was not found.
    Lacks {
        /// Where it is expected.
        place: Option<Clause>,
        /// What it asks for, by key.
        expected: Pairs<String>,
    },
    /// A finding was found and is not expected.
    Has {
        /// The finding.
        finding: Box<Finding>,
        /// What else tells it from others of its rule.
        detail: Option<String>,
    },
    /// An obligation came to something else.
    Differs {
        /// Where it is written.
        place: Option<Clause>,
        /// The obligation and the verdict.
        what: Words,
        /// How many were expected.
        wanted: u64,
        /// How many there are.
        found: u64,
    },
    /// It can't be run.
    Stuck {
        /// What stands in the way.
        place: Option<Clause>,
        /// Why.
        message: Words,
        /// What to do.
        help: Option<Words>,
    },
}

impl TestCounts {
    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        self.scenarios += other.scenarios;
        self.variants += other.variants;
        self.failed += other.failed;
    }
}

impl TestReport {
    /// Adds a set and what its scenarios came to.
    pub fn add(
        &mut self,
        path: String,
        set: SetInfo,
        trial: &Trial,
        coverage: Option<&trial::Coverage>,
        mutation: Option<&trial::Mutation>,
        sources: &Sources,
    ) {
        let counts = TestCounts {
            scenarios: trial.scenarios,
            variants: trial.variants,
            failed: trial.failed,
        };
        self.counts.merge(counts);
        let failures = trial.failures.iter().map(|own| failure(own, &set.id, sources)).collect();
        let coverage = coverage.map(|own| covered(own, sources));
        let mutation = mutation.map(|own| Mutation {
            tried: own.tried,
            unnoticed: own
                .unnoticed
                .iter()
                .map(|own| Unnoticed { place: at(own.span, sources), what: own.what.clone() })
                .collect(),
        });
        let ran = trial.ran.clone();
        self.sets.push(TestedSet { path, set, counts, ran, failures, coverage, mutation });
    }
}

/// A place without words of its own.
fn at(span: Span, sources: &Sources) -> Option<Clause> {
    place::clause(&Label { place: Place::Span(span), words: Words::same("") }, sources)
}

fn covered(own: &trial::Coverage, sources: &Sources) -> Coverage {
    let part = |(part, tally): (Part, &trial::Tally)| {
        (part.code().to_owned(), Tally { seen: tally.seen, of: tally.of })
    };
    let never = |never: &trial::Never| Never {
        part: never.part.code().to_owned(),
        place: at(never.span, sources),
        what: never.what.clone(),
    };
    Coverage {
        percent: own.all().percent(),
        parts: Part::ALL.into_iter().zip(&own.tallies).map(part).collect(),
        never: own.never.iter().map(never).collect(),
    }
}

fn failure(own: &trial::Failure, set: &str, sources: &Sources) -> Failure {
    let fault = |fault: &trial::Fault| match fault {
        trial::Fault::Lacks { span, keys } => Fault::Lacks {
            place: at(*span, sources),
            expected: keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect(),
        },
        trial::Fault::Has(finding) => Fault::Has {
            finding: Box::new(place::finding(finding, set, sources, &[], &|ms| ms.to_string())),
            detail: finding.subject.detail.clone(),
        },
        trial::Fault::Differs { span, what, wanted, found } => Fault::Differs {
            place: at(*span, sources),
            what: what.clone(),
            wanted: *wanted,
            found: *found,
        },
        trial::Fault::Stuck(obstacle) => Fault::Stuck {
            place: at(obstacle.span, sources),
            message: obstacle.words.clone(),
            help: obstacle.hint.clone(),
        },
    };
    Failure {
        scenario: own.scenario.clone(),
        variant: own.variant.clone(),
        place: at(own.span, sources),
        faults: own.faults.iter().map(fault).collect(),
    }
}
