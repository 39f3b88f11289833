//! Rules on duties.

mod duty_with_two_holders;
mod duty_without_holder;
mod duty_without_standard;
mod duty_without_trigger;
mod duty_without_work_kind;
mod incomplete_frequency;
mod incomplete_trigger;
mod overlapping_boundaries;
mod self_trigger;
mod special_work_without_end;
mod special_work_without_order;
mod unknown_attribute;
mod unknown_target_kind;

lints! {
    duty_with_two_holders,
    overlapping_boundaries,
    self_trigger;
    absence:
    duty_without_holder,
    duty_without_trigger,
    duty_without_work_kind,
    incomplete_frequency,
    incomplete_trigger,
    special_work_without_end,
    special_work_without_order;
    elsewhere:
    duty_without_standard,
    unknown_attribute,
    unknown_target_kind,
}
