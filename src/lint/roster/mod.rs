//! Rules on rosters.

mod absence_without_start;
mod circular_parents;
mod duplicate_body_name;
mod target_without_body;

lints! {
    circular_parents,
    duplicate_body_name;
    absence:
    absence_without_start,
    target_without_body,
}
