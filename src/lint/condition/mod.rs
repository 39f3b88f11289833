//! Rules on conditions, and on the fields that they ask for.

mod bad_condition;
mod contradictory_condition;
mod undeclared_field;
mod undeclared_value;

lints! {
    bad_condition,
    contradictory_condition,
    undeclared_value;
    elsewhere:
    undeclared_field,
}
