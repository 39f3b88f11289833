//! Tests of the whole: architecture, stories, the command line, the shipped sets.

mod layers;
