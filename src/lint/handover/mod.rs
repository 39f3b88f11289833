//! Rules on hand-overs.

mod acceptance_without_handover;
mod handover_without_acceptance;
mod handover_without_disclosure_basis;

lints! {
    ; absence:
    acceptance_without_handover,
    handover_without_acceptance,
    handover_without_disclosure_basis,
}
