//! Rules on standards as a whole.

mod bad_target;
mod covered_without_frequency;
mod evidence_burden;
mod idle_measure_key;
mod idle_rule_part;
mod incomplete_group;
mod incomplete_measure;
mod incomplete_repeat;
mod incomplete_rule;
mod incomplete_safeguard;
mod measure_without_kind;
mod measure_without_target;
mod standard_without_content;
mod standard_without_duty;
mod standard_without_end;
mod standard_without_evaluation;
mod standard_without_safeguards;
mod two_standards;

lints! {
    bad_target,
    evidence_burden,
    idle_measure_key,
    idle_rule_part,
    two_standards;
    absence:
    incomplete_measure,
    incomplete_group,
    incomplete_repeat,
    incomplete_rule,
    incomplete_safeguard,
    measure_without_kind,
    measure_without_target,
    standard_without_content,
    standard_without_end,
    standard_without_evaluation,
    standard_without_safeguards;
    elsewhere:
    covered_without_frequency,
    standard_without_duty,
}
