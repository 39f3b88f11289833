//! Tests of the whole: architecture, stories, the command line, the shipped sets.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has to stop")]

mod answers;
#[cfg(feature = "xlsx")]
mod any_format;
mod bounded;
mod broken;
mod browser;
mod ci;
mod command;
mod county;
mod declare;
mod drafting;
mod exceptions;
mod fines;
mod formats;
#[cfg(feature = "xlsx")]
mod formats_agree;
mod formats_more;
mod hostile;
mod imports;
mod layers;
#[cfg(feature = "lsp")]
mod lsp;
mod models;
#[cfg(feature = "xlsx")]
mod office;
mod overlays;
mod pipeline;
mod previous;
mod readers;
mod readme;
mod same;
mod schemas;
mod simulate;
mod stories;
mod support;
mod trials;
mod versions;
mod whose;
