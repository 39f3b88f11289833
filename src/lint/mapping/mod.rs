//! Rules on mappings.

mod ignore_without_reason;
mod mapping_unknown_duty;
mod mapping_without_case;
mod mapping_without_step;
mod mapping_without_time;

lints! {
    ; absence:
    ignore_without_reason,
    mapping_without_case,
    mapping_without_step,
    mapping_without_time;
    elsewhere:
    mapping_unknown_duty,
}
