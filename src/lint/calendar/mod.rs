//! Rules on calendars.

mod calendar_bad_day;
mod calendar_day_twice;
mod calendar_idle_entry;
mod calendar_without_id;
mod calendar_year_without_source;

lints! {
    calendar_bad_day,
    calendar_day_twice,
    calendar_idle_entry;
    absence:
    calendar_without_id,
    calendar_year_without_source,
}
