//! Rules on single steps and on their order.

mod circular_order;
mod contradictory_actors;
mod duplicate_step_name;
mod forbidden_and_required;
mod impossible_count;
mod step_without_evidence;
mod unknown_step;
mod unreachable_step;

lints! {
    circular_order,
    contradictory_actors,
    duplicate_step_name,
    forbidden_and_required,
    impossible_count,
    unreachable_step;
    absence:
    step_without_evidence;
    elsewhere:
    unknown_step,
}
