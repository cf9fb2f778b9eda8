//! What makes the command ready to use, each part held against a program of others or done as a
//! person would: schemas by a validator, completions by shells, manual pages by a formatter,
//! recipes by running them.
#![allow(clippy::disallowed_methods, reason = "tests ask how they are run")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod commands;
mod keys;
mod package;
mod recipes;
mod schemas;
mod snippets;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Where `tests/tools` puts what it installs.
fn tools() -> PathBuf {
    root().join("target/tools")
}

/// The command that is tested.
fn chancery() -> PathBuf {
    assert_cmd::cargo::cargo_bin!("chancery").to_path_buf()
}

/// What a command prints that must succeed.
#[track_caller]
fn prints<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, dir: &Path, line: &[A]) -> String {
    let output = run(Command::new(program.as_ref()).current_dir(dir).args(line));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}\n{complaint}", program.as_ref());
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must be there.
fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|e| panic!("{command:?}: {e}; run `tests/tools`"))
}
