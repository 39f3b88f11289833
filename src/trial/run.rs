//! Scenarios, run one after another.

use super::compare::{Failure, Fault, compare};
use super::prepare::{Prepared, Variant};
use crate::audit::{self, Audit};
use crate::doc::Spanned;
use crate::model::Model;
use crate::triage::Severities;

/// Which scenarios are run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only those whose id, duty or variant has this in its name.
    pub filter: Option<String>,
}

/// What running scenarios came to.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// Scenarios that were run.
    pub scenarios: u64,
    /// Variants that were run.
    pub variants: u64,
    /// Scenarios of which something is not as they say, themselves or a variant.
    pub failed: u64,
    /// The scenarios and variants that were run, in the order of the files.
    pub ran: Vec<(String, Option<String>)>,
    /// What is not, in the order of the files.
    pub failures: Vec<Failure>,
}

/// Runs scenarios against a model.
pub fn run(
    prepared: &[Prepared<'_>],
    model: &Model,
    severities: &Severities,
    options: &Options,
) -> Trial {
    let mut trial = Trial::default();
    for scenario in prepared {
        let mut failed = false;
        let mut ran = false;
        for variant in &scenario.variants {
            if !wanted(scenario, variant, options) {
                continue;
            }
            ran = true;
            trial.ran.push((scenario.id.to_owned(), variant.name.map(str::to_owned)));
            trial.variants += u64::from(variant.name.is_some());
            let faults = match &variant.input {
                Err(obstacles) => obstacles.iter().cloned().map(Fault::Stuck).collect(),
                Ok(_) => judge(variant, model, severities)
                    .map(|audit| compare(scenario, variant, &audit))
                    .unwrap_or_default(),
            };
            if faults.is_empty() {
                continue;
            }
            failed = true;
            trial.failures.push(Failure {
                scenario: scenario.id.to_owned(),
                variant: variant.name.map(str::to_owned),
                span: variant.span,
                faults,
            });
            // What stands in the way of a scenario stands in the way of its variants.
            if variant.input.is_err() && variant.name.is_none() {
                break;
            }
        }
        trial.scenarios += u64::from(ran);
        trial.failed += u64::from(failed);
    }
    trial
}

/// The audit of a variant; nothing if it can't be run.
pub(super) fn judge(
    variant: &Variant<'_>,
    model: &Model,
    severities: &Severities,
) -> Option<Audit> {
    let (reading, options) = variant.input.as_ref().ok()?;
    Some(audit::examine(model, reading, options, &|rule| severities.of(rule)))
}

fn wanted(scenario: &Prepared<'_>, variant: &Variant<'_>, options: &Options) -> bool {
    let Some(filter) = &options.filter else {
        return true;
    };
    let duty = scenario.doc.duty.as_ref().map(Spanned::as_str);
    let names = [Some(scenario.id), duty, variant.name];
    names.into_iter().flatten().any(|name| name.contains(filter.as_str()))
}
