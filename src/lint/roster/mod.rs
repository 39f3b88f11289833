//! Rules on rosters.

mod absence_without_start;
mod circular_parents;
mod duplicate_body_name;
mod target_without_body;

lints![absence_without_start, circular_parents, duplicate_body_name, target_without_body];
