//! What an audit can find. One file per rule.

mod alone_not_recorded;
mod ambiguous;
mod below_frequency;
mod below_target;
mod choice_doubled;
mod choice_late;
mod choice_missing;
mod data_not_permitted;
mod disclosed_too_much;
mod duplicate_row;
mod evidence_missing;
mod forbidden_step;
mod handover_not_accepted;
mod level_too_low;
mod never_performed;
mod no_record;
mod not_above;
mod not_immediately_after;
mod not_in_force;
mod not_listed;
mod not_recorded;
mod not_triggered;
mod other_person;
mod out_of_order;
mod pattern;
mod person_kind;
mod prohibited_act;
mod rejected_row;
mod repeat_missed;
mod rule_broken;
mod same_person;
mod step_late;
mod step_missing;
mod step_not_in_standard;
mod step_too_early;
mod target_missed;
mod too_few;
mod too_few_persons;
mod too_many;
mod unknown_body;
mod unknown_person;
mod waiver_expired;
mod waiver_unused;
mod wrong_area;
mod wrong_body;
mod wrong_kind;
mod wrong_role;

pub use alone_not_recorded::ALONE_NOT_RECORDED;
pub use ambiguous::AMBIGUOUS;
pub use below_frequency::BELOW_FREQUENCY;
pub use below_target::BELOW_TARGET;
pub use choice_doubled::CHOICE_DOUBLED;
pub use choice_late::CHOICE_LATE;
pub use choice_missing::CHOICE_MISSING;
pub use data_not_permitted::DATA_NOT_PERMITTED;
pub use disclosed_too_much::DISCLOSED_TOO_MUCH;
pub use duplicate_row::DUPLICATE_ROW;
pub use evidence_missing::EVIDENCE_MISSING;
pub use forbidden_step::FORBIDDEN_STEP;
pub use handover_not_accepted::HANDOVER_NOT_ACCEPTED;
pub use level_too_low::LEVEL_TOO_LOW;
pub use never_performed::NEVER_PERFORMED;
pub use no_record::NO_RECORD;
pub use not_above::NOT_ABOVE;
pub use not_immediately_after::NOT_IMMEDIATELY_AFTER;
pub use not_in_force::NOT_IN_FORCE;
pub use not_listed::NOT_LISTED;
pub use not_recorded::NOT_RECORDED;
pub use not_triggered::NOT_TRIGGERED;
pub use other_person::OTHER_PERSON;
pub use out_of_order::OUT_OF_ORDER;
pub use pattern::PATTERN;
pub use person_kind::PERSON_KIND;
pub use prohibited_act::PROHIBITED_ACT;
pub use rejected_row::REJECTED_ROW;
pub use repeat_missed::REPEAT_MISSED;
pub use rule_broken::RULE_BROKEN;
pub use same_person::SAME_PERSON;
pub use step_late::STEP_LATE;
pub use step_missing::STEP_MISSING;
pub use step_not_in_standard::STEP_NOT_IN_STANDARD;
pub use step_too_early::STEP_TOO_EARLY;
pub use target_missed::TARGET_MISSED;
pub use too_few::TOO_FEW;
pub use too_few_persons::TOO_FEW_PERSONS;
pub use too_many::TOO_MANY;
pub use unknown_body::UNKNOWN_BODY;
pub use unknown_person::UNKNOWN_PERSON;
pub use waiver_expired::WAIVER_EXPIRED;
pub use waiver_unused::WAIVER_UNUSED;
pub use wrong_area::WRONG_AREA;
pub use wrong_body::WRONG_BODY;
pub use wrong_kind::WRONG_KIND;
pub use wrong_role::WRONG_ROLE;

pub use super::signals::{
    BACK_FILLED, BOUNCED, COPIED_TEXT, FILED_UNDER_NEAR_DUTY, IMPOSSIBLE_DURATION,
    IMPOSSIBLE_ORDER, LOWERED_AFTER_CLOSE, NEVER_ACCEPTED, ONE_INSTANT, ONE_SIDED, ROUND_TIMES,
    SELF_APPROVAL, SILENT_SUPPORTER, TOO_SHORT,
};

use crate::finding::Rule;

/// Every rule of this layer, by group.
pub static RULES: &[&Rule] = &[
    &BELOW_FREQUENCY,
    &TARGET_MISSED,
    &NOT_TRIGGERED,
    &NEVER_PERFORMED,
    &NO_RECORD,
    &NOT_LISTED,
    &AMBIGUOUS,
    &NOT_IN_FORCE,
    &WRONG_BODY,
    &WRONG_AREA,
    &PERSON_KIND,
    &PROHIBITED_ACT,
    &DATA_NOT_PERMITTED,
    &STEP_NOT_IN_STANDARD,
    &STEP_MISSING,
    &STEP_LATE,
    &REPEAT_MISSED,
    &STEP_TOO_EARLY,
    &OUT_OF_ORDER,
    &NOT_IMMEDIATELY_AFTER,
    &FORBIDDEN_STEP,
    &TOO_FEW,
    &TOO_MANY,
    &CHOICE_MISSING,
    &CHOICE_LATE,
    &CHOICE_DOUBLED,
    &WRONG_ROLE,
    &EVIDENCE_MISSING,
    &HANDOVER_NOT_ACCEPTED,
    &RULE_BROKEN,
    &TOO_FEW_PERSONS,
    &SAME_PERSON,
    &OTHER_PERSON,
    &WRONG_KIND,
    &LEVEL_TOO_LOW,
    &NOT_ABOVE,
    &NOT_RECORDED,
    &ALONE_NOT_RECORDED,
    &DISCLOSED_TOO_MUCH,
    &DUPLICATE_ROW,
    &REJECTED_ROW,
    &UNKNOWN_BODY,
    &UNKNOWN_PERSON,
    &WAIVER_EXPIRED,
    &WAIVER_UNUSED,
    &BELOW_TARGET,
    &PATTERN,
    &BACK_FILLED,
    &COPIED_TEXT,
    &IMPOSSIBLE_ORDER,
    &IMPOSSIBLE_DURATION,
    &ONE_INSTANT,
    &SELF_APPROVAL,
    &TOO_SHORT,
    &LOWERED_AFTER_CLOSE,
    &ROUND_TIMES,
    &ONE_SIDED,
    &NEVER_ACCEPTED,
    &BOUNCED,
    &SILENT_SUPPORTER,
    &FILED_UNDER_NEAR_DUTY,
];
