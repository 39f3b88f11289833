//! Rules on overlays: what a lower level may change of a duty, and what it may not.

mod overlay_adds_existing;
mod overlay_conflict;
mod overlay_loosens;
mod overlay_not_comparable;
mod overlay_unknown_duty;
mod overlay_unknown_part;
mod overlay_widens_power;
mod overlay_without_basis;

lints! {
    overlay_adds_existing,
    overlay_conflict,
    overlay_loosens,
    overlay_not_comparable,
    overlay_widens_power;
    absence:
    overlay_without_basis;
    elsewhere:
    overlay_unknown_duty,
    overlay_unknown_part,
}
