//! The command `remit`: parse, call, exit code.

use std::process::ExitCode;

use remit::cli::{World, run};

fn main() -> ExitCode {
    World::of_process(|world| run(std::env::args_os(), world).into())
}
