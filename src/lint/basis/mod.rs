//! Rules on legal bases.

mod basis_out_of_force;
mod basis_without_article;
mod basis_without_law;
mod basis_without_period;
mod basis_without_source;
mod basis_without_status;
mod duty_without_basis;

lints! {
    basis_out_of_force;
    absence:
    basis_without_article,
    basis_without_law,
    basis_without_period,
    basis_without_source,
    basis_without_status,
    duty_without_basis,
}
