//! One file a subcommand: each wires the rooms together and talks to the terminal. The clock
//! and the environment are read here and nowhere else.

pub mod clock;
mod init;
mod new;
mod outcome;
pub mod progress;

use std::process::ExitCode;

use crate::cli::{Cli, Command};

pub use crate::command::outcome::{Exit, Failure, print, report};

/// Does what was typed; what went wrong stands on standard error when it returns.
pub fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::New(new) => new::run(&new),
        Command::Init(init) => init::run(&init),
        Command::Build(_) | Command::Check(_) | Command::List(_) | Command::Next(_) => {
            Err(Failure::system("this version cannot do that yet"))
        }
    };
    let exit = outcome.unwrap_or_else(|failure| {
        failure.show();
        failure.exit
    });
    exit.into()
}
