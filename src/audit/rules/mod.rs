//! What an audit can find. One file per rule.

use crate::finding::Rule;

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[];
