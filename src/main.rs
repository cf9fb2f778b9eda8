//! The `chancery` command: parse arguments, run, exit code.

use std::process::ExitCode;

use clap::Parser;

/// A build makes and lets go of millions of small values, on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chancery::command::run(chancery::cli::Cli::parse())
}
