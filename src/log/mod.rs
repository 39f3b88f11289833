//! Logs into events. One row that can't be read never stops the rest, and none is lost.
//!
//! ```text
//! sources ─► bytes ─► encoding ─► split ─► header ─► plan ─► rows ─► Reading
//! paths      gzip,    UTF-8 or    rows,    columns   mapping  events, rejects,
//!            digest   GB18030     cells              or names ignored, furniture
//! ```
//!
//! The text of a row passes by once and is not kept: what an event needs is interned, and of persons
//! only tokens are. Every row is counted in one place, so that [`Reading::adds_up`] holds.

mod batch;
mod bytes;
mod column;
mod encoding;
pub mod error;
pub mod event;
pub mod events;
mod furniture;
mod header;
mod known;
pub mod plain;
mod plan;
mod read;
mod rejects;
mod repeats;
mod rows;
mod runs;
pub mod sources;
mod split;
pub mod strings;
mod text;
mod time;
mod unnamed;

#[cfg(test)]
mod tests;

pub use error::{LogError, LogErrorKind};
pub use event::{Event, Ignored, Input, Reading, Reject, RowId, Symbol};
pub use events::Events;
pub use read::{Context, read};
pub use rejects::write_rejects;
pub use sources::LogSource;
pub use strings::Strings;
pub use text::{normal, token};
pub use time::moment;
