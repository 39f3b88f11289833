//! TOML and YAML as one tree whose every key and value knows its place, and one deserializer over it.

pub mod comments;
pub mod de;
mod error;
mod grammar;
pub mod keys;
pub mod layout;
pub mod lenient;
pub mod mend;
pub mod node;
pub mod read;
pub mod rules;
pub mod schema;
mod toml;
pub mod value;
mod yaml;

pub use de::Reader;
pub use lenient::{List, Many, Spanned, Table};
pub use node::{Kind, Node};
pub use read::{Document, Format, read_file, read_text};
pub use value::Value;
