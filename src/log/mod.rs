//! Logs into events. One row that can't be read never stops the rest, and none is lost.

pub mod event;
pub mod strings;

pub use event::{Event, Ignored, Input, Reading, Reject, RowId, Symbol};
pub use strings::Strings;
