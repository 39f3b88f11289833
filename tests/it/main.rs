//! Tests of the whole: architecture, stories, the command line, the shipped sets.

mod answers;
mod broken;
mod command;
mod fines;
mod hostile;
mod layers;
mod same;
mod stories;
mod support;
