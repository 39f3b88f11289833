//! What can be wrong with a document before its meaning is asked for. One file per rule.

mod alias_bomb;
mod ambiguous_text;
mod duplicate_key;
mod empty;
mod missing_key;
mod not_utf8;
mod syntax;
mod too_deep;
mod too_large;
mod unknown_key;
mod unknown_value;
mod unreadable;
mod wrong_type;

pub use alias_bomb::ALIAS_BOMB;
pub use ambiguous_text::AMBIGUOUS_TEXT;
pub use duplicate_key::DUPLICATE_KEY;
pub use empty::EMPTY;
pub use missing_key::MISSING_KEY;
pub use not_utf8::NOT_UTF8;
pub use syntax::SYNTAX;
pub use too_deep::TOO_DEEP;
pub use too_large::TOO_LARGE;
pub use unknown_key::UNKNOWN_KEY;
pub use unknown_value::UNKNOWN_VALUE;
pub use unreadable::UNREADABLE;
pub use wrong_type::WRONG_TYPE;

use crate::finding::Rule;

/// Every rule of this group.
pub static RULES: &[&Rule] = &[
    &ALIAS_BOMB,
    &AMBIGUOUS_TEXT,
    &DUPLICATE_KEY,
    &EMPTY,
    &MISSING_KEY,
    &NOT_UTF8,
    &SYNTAX,
    &TOO_DEEP,
    &TOO_LARGE,
    &UNKNOWN_KEY,
    &UNKNOWN_VALUE,
    &UNREADABLE,
    &WRONG_TYPE,
];
