//! Broken publications, each with the whole text that its writer is told.
//!
//! A case is one file under `cases/`: see [`case`] for how it is written. With `UPDATE=1`
//! what is said now is written into the cases; without it every byte is compared. A case
//! that fails must leave its folder, the earlier site in it included, as it was.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::explicit_write,
    reason = "a test ends where it is surprised, and is told by the environment what to do"
)]

mod case;
mod diff;
mod ground;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::Case;
use ground::{Outcome, run};

/// How many cases there are at least, so that none is lost by a slip.
const LEAST: usize = 65;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases")
}

/// The files of the cases; those whose names hold the text of `CASE`, when it is set.
fn files() -> Vec<PathBuf> {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.to_string_lossy().contains(&wanted)).collect();
    files.sort();
    files
}

/// What is wrong with one case, if anything is.
fn fault(file: &Path, update: bool) -> Option<String> {
    let text = fs::read_to_string(file).unwrap();
    let name = file.file_stem().unwrap().to_string_lossy();
    let case = Case::parse(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
    let said = match run(&case) {
        Outcome::Said(said) => said,
        Outcome::Skipped(why) => {
            // Not by `eprintln`, which nobody would see.
            writeln!(std::io::stderr(), "skipped: {name}: {why}").unwrap();
            return None;
        }
        Outcome::Fault(why) => return Some(format!("{name}: {why}")),
    };
    let new = case.with(&said);
    if new == text {
        return None;
    }
    if update {
        fs::write(file, new).unwrap();
        return None;
    }
    Some(format!("{name} (- expected, + said)\n{}", diff::lines(&text, &new)))
}

#[test]
fn every_broken_publication_is_told_what_to_type() {
    let update = std::env::var("UPDATE").is_ok_and(|value| value == "1");
    let files = files();
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(fault) = fault(file, update) {
                        faults.lock().unwrap().push(fault);
                    }
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    assert!(
        faults.is_empty(),
        "{} of {} cases differ; `UPDATE=1 cargo test --test diagnostics` takes what is \
         said now\n\n{}",
        faults.len(),
        files.len(),
        faults.join("\n")
    );
}

/// A message without the words to type is half a message.
#[test]
fn every_message_says_what_to_type() {
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let (_, said) = text.split_once("== stderr ==\n").unwrap();
        let coded =
            |part: &&str| part.starts_with("error[") || part.starts_with("warning[");
        for message in said.split("\n\n").filter(coded) {
            assert!(message.contains(" = help: "), "{}: {message}", file.display());
        }
    }
}

#[test]
fn no_case_is_lost() {
    let cases = fs::read_dir(folder()).unwrap().count();
    assert!(cases >= LEAST, "{cases} cases");
}
