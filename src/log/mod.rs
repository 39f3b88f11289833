//! Logs into events. One row that can't be read never stops the rest, and none is lost.

mod bytes;
mod encoding;
pub mod error;
pub mod event;
pub mod sources;
mod split;
pub mod strings;
mod text;
mod time;

pub use error::{LogError, LogErrorKind};
pub use event::{Event, Ignored, Input, Reading, Reject, RowId, Symbol};
pub use sources::LogSource;
pub use strings::Strings;
pub use text::{normal, token};
