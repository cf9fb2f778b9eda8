//! The `chancery` command: parse arguments, run, exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    chancery::command::run(chancery::cli::Cli::parse())
}
