//! Logs into events. One row that can't be read never stops the rest, and none is lost.

pub mod event;
pub mod strings;

pub use event::{Event, Ignored, Input, Reading, Reject, RowId, Symbol};
pub use strings::Strings;

/// (merged with the log branch)
pub fn token(key: &[u8], name: &str) -> String {
    use sha2::Digest as _;
    let mut hash = sha2::Sha256::new();
    hash.update(key);
    hash.update([0]);
    hash.update(name);
    let hex: String = hash
        .finalize()
        .iter()
        .take(5)
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("p-{hex}")
}
