//! The command `remit`: parse, call, exit code.

fn main() {}
