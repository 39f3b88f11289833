//! A word of the user's that is not what was asked for.

use crate::text::Words;

/// A word of the user's that is not what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong with it.
    pub words: Words,
    /// How to write it.
    pub hint: Words,
}

impl Misread {
    pub(super) fn new(words: Words, hint: Words) -> Self {
        Self { words, hint }
    }
}
