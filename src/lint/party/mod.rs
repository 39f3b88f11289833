//! Rules on who holds, supports and carries out duties.

mod actor_outside_duty;
mod role_without_body;
mod unknown_holder;
mod unknown_level;
mod unknown_party;
mod unknown_person_kind;
mod unused_supporting_body;

lints! {
    unknown_person_kind;
    elsewhere:
    actor_outside_duty,
    role_without_body,
    unknown_holder,
    unknown_level,
    unknown_party,
    unused_supporting_body,
}
