//! A text through a window that grows with what must be seen at once.

use std::io::{self, Read as _};

use super::super::bytes::{Peeked, damage};
use crate::text::Words;

/// A record longer than this is none: something is never closed.
pub(super) const LONGEST: usize = 64 << 20;

/// What is said of a record longer than [`LONGEST`].
pub(super) const TOO_LONG: Words =
    Words::fixed("a record is longer than 64 MB", "一条记录超过 64 MB");

/// How much is read at a time.
const PIECE: usize = 1 << 17;

/// The bytes from a place on, as far as they are read.
pub(super) struct Window {
    text: Peeked,
    buffer: Vec<u8>,
    at: usize,
    filled: usize,
    ended: bool,
    failed: Option<Words>,
}

impl Window {
    /// Opens a text behind its byte order mark.
    pub(super) fn new(text: Peeked) -> Self {
        let mut window =
            Self { text, buffer: Vec::new(), at: 0, filled: 0, ended: false, failed: None };
        while window.seen().len() < 3 && window.more() {}
        if window.seen().starts_with(b"\xef\xbb\xbf") {
            window.step(3);
        }
        window
    }

    /// What is read and not yet stepped over.
    pub(super) fn seen(&self) -> &[u8] {
        self.buffer.get(self.at..self.filled).unwrap_or_default()
    }

    /// The byte so far behind the place; nothing if the text ends before it.
    pub(super) fn byte(&mut self, ahead: usize) -> Option<u8> {
        while self.at + ahead >= self.filled {
            if !self.more() {
                return None;
            }
        }
        self.buffer.get(self.at + ahead).copied()
    }

    /// Steps over bytes that were seen.
    pub(super) fn step(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.filled);
    }

    /// Bytes that were seen, and a step over them.
    pub(super) fn take(&mut self, count: usize) -> &[u8] {
        let from = self.at;
        self.step(count);
        self.buffer.get(from..self.at).unwrap_or_default()
    }

    /// Why the text ended before its end, if it did.
    pub(super) fn failure(&self) -> Option<&Words> {
        self.failed.as_ref()
    }

    /// Reads more. Returns whether there was any.
    pub(super) fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.filled, 0);
            self.filled -= self.at;
            self.at = 0;
        }
        if self.buffer.len() - self.filled < PIECE {
            // A long record would be copied again and again by growing a piece at a time.
            let wanted = (self.filled * 2).max(self.filled + PIECE);
            self.buffer.resize(wanted, 0);
        }
        let free = self.buffer.get_mut(self.filled..).unwrap_or_default();
        match self.text.read(free) {
            Ok(count) => {
                self.filled += count;
                self.ended = count == 0;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                self.failed = Some(damage(&error));
                self.ended = true;
            }
        }
        !self.ended
    }
}
