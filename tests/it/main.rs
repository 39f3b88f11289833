//! Tests of the whole: architecture, stories, the command line, the shipped sets.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has to stop")]

mod answers;
mod broken;
mod browser;
mod command;
mod county;
mod declare;
mod fines;
mod hostile;
mod imports;
mod layers;
mod models;
mod overlays;
mod readme;
mod same;
mod simulate;
mod stories;
mod support;
mod trials;
mod whose;
