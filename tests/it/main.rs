//! Tests of the whole: architecture, stories, the command line, the shipped sets.

mod answers;
mod fines;
mod layers;
mod readme;
mod same;
mod stories;
mod support;
