//! The files of an article's exports, read by pybtex, bibtexparser, rispy, pandoc and
//! citation-js: all say the same of each work, but for what `check.py` lists with its reason.

use std::process::Command;

use crate::{build, here, run, tools};

#[test]
fn every_reader_says_the_same_of_every_work() {
    let output = tempfile::tempdir().unwrap();
    build(&here().join("site"), output.path());
    let mut command = Command::new(tools().join("python/bin/python"));
    command.arg("-B").arg(here().join("check.py")).arg(tools().join("node_modules"));
    let read = run(command.arg(output.path().join("articles/harbours")));
    let found = String::from_utf8_lossy(&read.stdout);
    let said = String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success() && found.is_empty(), "\n{found}\n{said}");
}
