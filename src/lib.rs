//! `remit` audits work against a published list of responsibilities.
//!
//! # How data flows
//!
//! ```text
//! text ─► doc ─► model ─► lint ─────────────────────────┐
//!                  │                                    ▼
//! log bytes ─► log ─► audit (match → case → judge) ─► finding ─► triage ─► report
//! ```
//!
//! # Layers
//!
//! A module imports only from those above it in this list; a test reads the `use` lines and fails
//! on an upward one.
//!
//! | module | room |
//! |---|---|
//! | [`text`] | sources, spans, line and column, words in two languages; imports nothing of ours |
//! | [`threads`] | many pieces of work at once, results in their order; imports nothing of ours |
//! | [`finding`] | rule (and its macro), place, finding, fingerprint, sink |
//! | [`doc`] | TOML and YAML into one tree with places; the one deserializer over it |
//! | [`import`] | models of other tools, taken over as documents |
//! | [`model`] | set, duty, standard, deadline, condition, roster, calendar, mapping |
//! | [`lint`] | one file per rule on documents |
//! | [`log`] | CSV, workbooks and JSON into events; mapping; encodings; rejects |
//! | [`audit`] | matching, cases, judging of steps and deadlines, gaps, measures, the ledger |
//! | [`triage`] | the catalogue of rules; severity |
//! | [`trial`] | scenarios: small logs with all that must be found in them; coverage of a list |
//! | [`simulate`] | a log made up for a set, with the sheet of what must be found |
//! | [`starter`] | a folder to begin with: a shipped set, or a small one of its own |
//! | [`report`] | the wire format and its renderings |
//! | [`editor`] | what an editor asks of texts that are being written |
//! | [`cli`] | arguments, one file per command, exit codes |
//!
//! # Invariants
//!
//! - Reading a document never stops at the first fault: it returns what it could read and every
//!   finding.
//! - Nothing unresolved passes [`model`]: beyond it there are ids, not names.
//! - The library never prints, never reads the clock, never exits. [`cli`] does, and it alone.
//! - A fault in the user's content is a finding; a job that can't be done is an error with a hint.
//! - One judgement engine: every command that judges calls [`audit`].
//! - The result does not depend on the order of files, on how a log is cut, or on how cases
//!   interleave.

pub mod audit;
pub mod cli;
pub mod doc;
pub mod editor;
pub mod finding;
pub mod import;
pub mod lint;
pub mod log;
pub mod model;
pub mod report;
pub mod simulate;
pub mod starter;
pub mod text;
pub mod threads;
pub mod triage;
pub mod trial;
