//! Rules on sets as a whole: their root document, and what stands in several documents.

mod bad_log_pattern;
mod blank_keyword;
mod declared_twice;
mod period_reversed;
mod set_too_large;
mod set_without_id;
mod set_without_timezone;
mod unknown_calendar;
mod unknown_language;
mod unknown_mapping;
mod unknown_roster;
mod unknown_timezone;
mod unseen_prohibition;

lints! {
    bad_log_pattern,
    blank_keyword,
    declared_twice,
    period_reversed,
    set_too_large,
    unknown_language,
    unknown_timezone;
    absence:
    set_without_id,
    set_without_timezone,
    unseen_prohibition;
    elsewhere:
    unknown_calendar,
    unknown_mapping,
    unknown_roster,
}
