//! One file a subcommand: each wires the rooms together and talks to the terminal. The clock
//! and the environment are read here and nowhere else.

mod build;
mod ci;
pub mod clock;
mod completions;
#[cfg(feature = "deploy")]
mod deploy;
mod headlines;
mod import;
mod init;
mod interrupt;
mod list;
mod new;
mod next;
mod outcome;
pub mod progress;
mod schema;
mod site;
#[cfg(feature = "links")]
mod sources;
pub mod timings;
mod watch;
mod why;

use std::process::ExitCode;
use std::sync::Arc;

use crate::cli::{Cli, Command};
use crate::engine::index::Indexer;

pub use crate::command::outcome::{Exit, Failure, print, report};

/// Who makes the index of search.
#[cfg(feature = "search")]
pub fn indexer() -> Option<Arc<dyn Indexer>> {
    Some(Arc::new(crate::search::Pagefind))
}

/// Nobody makes an index of search.
#[cfg(not(feature = "search"))]
pub fn indexer() -> Option<Arc<dyn Indexer>> {
    None
}

/// Does what was typed; what went wrong stands on standard error when it returns.
pub fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Watch(watch) => watch::run(&watch),
        Command::Why(why) => why::run(&why),
        Command::New(new) => new::run(&new),
        Command::Init(init) => init::run(&init),
        Command::Build(build) => build::build(&build),
        #[cfg(feature = "deploy")]
        Command::Deploy(deploy) => deploy::run(&deploy),
        Command::Check(check) => build::check(&check),
        Command::List(list) => list::run(&list),
        Command::Headlines(headlines) => headlines::run(&headlines),
        Command::Next(next) => next::run(&next),
        #[cfg(feature = "links")]
        Command::Sources(sources) => sources::run(&sources),
        Command::Import(import) => import::run(&import),
        Command::Schema(schema) => schema::run(&schema),
        Command::Completions(completions) => completions::completions(&completions),
        Command::Man(man) => completions::man(&man),
    };
    let exit = outcome.unwrap_or_else(|failure| {
        failure.show();
        failure.exit
    });
    exit.into()
}
