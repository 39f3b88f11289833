//! Models of other tools, taken over as documents of ours.

pub mod declare;
pub mod table;

use crate::text::Words;

/// What a file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// A document in YAML.
    pub text: String,
    /// What was taken over: rules.
    pub taken: usize,
    /// What was not, in the order of the file.
    pub left: Vec<Left>,
}

/// A line that can't be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The line, from one.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// Why not.
    pub why: Words,
}
