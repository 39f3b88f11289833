//! An edit that mends a fault and changes no meaning.

use crate::text::Span;

/// An edit of a document, by its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Another way to write the value that stands there.
    Write(Span, String),
    /// The key whose value stands there means nothing and goes.
    Remove(Span),
}

impl Fix {
    /// The value that is concerned.
    pub const fn span(&self) -> Span {
        match self {
            Self::Write(span, _) | Self::Remove(span) => *span,
        }
    }
}
