//! The command itself, as it is typed.

use std::path::Path;

use assert_cmd::Command;

/// What a command did: its exit code, what it printed, what it complained of.
pub type Said = (Option<i32>, String, String);

/// Runs the command in a folder.
pub fn chancery(dir: &Path, line: &[&str]) -> Said {
    let mut command = Command::cargo_bin("chancery").unwrap();
    let output = command.current_dir(dir).args(line).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
