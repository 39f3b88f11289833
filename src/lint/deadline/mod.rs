//! Rules on deadlines.

mod bad_deadline;
mod clock_starts_too_late;
mod deadline_before_predecessor;
mod placeholder_deadline;
mod shadowed_deadline;
mod working_days_without_calendar;

lints! {
    bad_deadline,
    clock_starts_too_late,
    deadline_before_predecessor,
    placeholder_deadline,
    shadowed_deadline;
    elsewhere:
    working_days_without_calendar,
}
