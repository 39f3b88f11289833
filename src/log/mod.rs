//! Logs into events. One row that can't be read never stops the rest, and none is lost.
//!
//! ```text
//! sources ─► bytes ─► encoding ─► split ─► header ─► plan ─► rows ─► Reading
//! paths      gzip,    UTF-8 or    rows,    columns   mapping  events, rejects,
//!            digest   GB18030     cells              or names ignored, furniture
//!               │                               ▲
//!               └──► formats ─► record ─► table ┘
//!                    workbook,  cells     sheets, keys
//!                    JSON
//! ```
//!
//! A format other than text with separators gives records; a record becomes a row of text, so
//! that everything from the header on is the same for all.
//!
//! The text of a row passes by once and is not kept: what an event needs is interned, and of persons
//! only tokens are. Every row is counted in one place, so that [`Reading::adds_up`] holds.

mod alike;
mod batch;
mod bytes;
mod choose;
mod column;
mod encoding;
pub mod error;
pub mod event;
pub mod events;
mod formats;
mod furniture;
mod header;
mod known;
mod places;
pub mod plain;
mod plan;
mod read;
mod record;
mod rejects;
mod repeats;
mod rows;
mod runs;
pub mod sample;
pub mod sources;
mod split;
pub mod strings;
mod table;
mod text;
mod time;
mod unnamed;
pub mod written;

#[cfg(test)]
mod tests;

pub use error::{LogError, LogErrorKind};
pub use event::{Event, Ignored, Input, Reading, Reject, RowId, Symbol};
pub use events::Events;
pub use formats::Format;
pub use places::Places;
pub use read::{Context, read};
pub use rejects::write_rejects;
pub use sources::LogSource;
pub use strings::Strings;
pub use text::{normal, token};
pub use time::moment;
