//! Bytes of which so many and no more may pass until something is whole.

use std::io::{self, BufRead, Read};

/// The memory that one event, or all that a trace says of itself, may need.
const MOST: usize = 64 << 20;

/// A reader that ends with an error where one thing is too long to be held.
pub(super) struct Bounded<R> {
    inner: R,
    left: usize,
}

/// What is said where the bound is reached.
#[derive(Debug, thiserror::Error)]
#[error("too long")]
pub(super) struct TooLong;

impl<R> Bounded<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, left: MOST }
    }

    /// What came so far is done with.
    pub(super) fn renew(&mut self) {
        self.left = MOST;
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other(TooLong));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}
