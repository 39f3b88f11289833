//! Rules on mappings.

mod ignore_without_reason;
mod mapping_unknown_duty;
mod mapping_without_case;
mod mapping_without_step;
mod mapping_without_time;

lints![
    ignore_without_reason,
    mapping_unknown_duty,
    mapping_without_case,
    mapping_without_step,
    mapping_without_time,
];
