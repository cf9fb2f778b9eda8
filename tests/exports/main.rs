//! The exports and the entries of citation styles, held against tools that others wrote:
//! `bash tests/tools` installs them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod hosts;
mod readers;
#[cfg(feature = "csl")]
mod reasons;
#[cfg(feature = "csl")]
mod styles;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of this test.
fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports")
}

/// Where `tests/tools` puts what it installs.
fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools")
}

/// Runs a command that `tests/tools` installs.
#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output();
    output.unwrap_or_else(|error| panic!("{command:?}: {error}: run `bash tests/tools`"))
}

/// Builds a publication.
#[track_caller]
fn build(root: &Path, output: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(["build", "--now", "2027-01-01", "--root"]).arg(root);
    let built = run(command.arg("--output").arg(output));
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{} does not build:\n{said}", root.display());
}
