//! Relations between steps: against a small evaluator that tries every order, and against counts of
//! public logs on which several tools agree.

mod import;
mod oracle;
mod random;
mod real;
