//! `remit lsp` as editors meet it: the command as it is built, over standard input and output.

mod client;
mod editors;
mod edits;
mod large;
mod names;
mod wire;
