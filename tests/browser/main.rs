//! The pages as a browser, a printer and a reader of feeds get them: the demonstration, the
//! gallery beside this file and, where it is there, the publication of `../shared/real`. Each
//! test hands built sites to a script of this folder, and ends with the list of what it found.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where it is surprised"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The moment at which every site is built.
const NOW: &str = "2027-01-01";

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The publications: a name for messages, and the folder.
fn publications() -> Vec<(&'static str, PathBuf)> {
    let real = root().join("../shared/real");
    let mut all = vec![("demonstration", root())];
    all.extend(real.is_dir().then_some(("real", real)));
    all.push(("gallery", root().join("tests/gallery")));
    all
}

/// Builds a publication, without an error.
fn build(publication: &Path, output: &Path) {
    let built = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["build", "--now", NOW, "--root"])
        .arg(publication)
        .arg("--output")
        .arg(output)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{} does not build:\n{said}", publication.display());
}

/// Built sites as `name=folder`, and the folder that goes away with them.
fn sites(names: &[&str]) -> (TempDir, Vec<OsString>) {
    let scratch = tempfile::tempdir().unwrap();
    let mut places = Vec::new();
    for (name, folder) in publications() {
        if !names.is_empty() && !names.contains(&name) {
            continue;
        }
        let output = scratch.path().join(name);
        build(&folder, &output);
        let mut place = OsString::from(format!("{name}="));
        place.push(output);
        places.push(place);
    }
    (scratch, places)
}

/// Runs a script over built sites. Whatever it prints is a finding.
fn judge(program: &Path, script: &str, check: Option<&str>, names: &[&str]) {
    let missing = format!("`{}` is missing: run `bash tests/tools`", program.display());
    let (_scratch, places) = sites(names);
    let mut command = Command::new(program);
    command.arg(root().join("tests/browser").join(script)).args(check).args(places);
    let Ok(output) = command.output() else { panic!("{missing}") };
    let found = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && found.is_empty(), "\n{found}\n{said}");
}

/// Runs a check of `checks/` in the browser, over every publication.
fn browse(check: &str) {
    judge(Path::new("node"), "run.mjs", Some(check), &[]);
}

#[test]
fn axe_finds_nothing_in_the_publications() {
    let names = ["demonstration", "real"];
    judge(Path::new("node"), "run.mjs", Some("axe"), &names);
}

#[test]
fn axe_finds_nothing_in_the_gallery() {
    judge(Path::new("node"), "run.mjs", Some("axe"), &["gallery"]);
}

#[test]
fn no_page_scrolls_sideways() {
    browse("scroll");
}

#[test]
fn pages_ask_their_own_origin_only_and_keep_the_console_empty() {
    browse("requests");
}

#[test]
fn styles_and_scripts_are_files_and_keep_to_their_budgets() {
    browse("bytes");
}

#[test]
fn reading_needs_no_script() {
    browse("reading");
}

#[test]
fn lines_headlines_and_targets_keep_their_measures() {
    browse("measure");
}

#[test]
fn spaced_and_doubled_text_is_not_cut() {
    browse("spacing");
}

#[test]
fn the_keyboard_goes_everywhere_and_shows_where() {
    browse("keyboard");
}

#[test]
fn print_holds_the_text_and_its_sources_and_no_navigation() {
    browse("print");
}

/// Searches, by typing, in built sites.
fn search(sites: &[(&str, &Path)]) {
    let scratch = tempfile::tempdir().unwrap();
    let mut command = Command::new("node");
    command.arg(root().join("tests/browser/search.mjs"));
    for (name, publication) in sites {
        let output = scratch.path().join(name);
        build(publication, &output);
        command.arg(format!("{name}={}", output.display()));
    }
    let output = command.output().unwrap();
    let found = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((&*found, &*said), ("", ""));
    assert!(output.status.success());
}

#[test]
fn search_finds_by_typing_under_a_strict_policy() {
    search(&[("gallery", &root().join("tests/gallery"))]);
}

#[test]
fn search_is_read_from_right_to_left() {
    let copy = tempfile::tempdir().unwrap();
    let gallery = root().join("tests/gallery");
    for entry in walkdir::WalkDir::new(&gallery) {
        let entry = entry.unwrap();
        let to = copy.path().join(entry.path().strip_prefix(&gallery).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let settings = copy.path().join("site.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let text = text.replace("language = \"en-GB\"", "language = \"ar\"");
    std::fs::write(&settings, text).unwrap();
    search(&[("rtl", copy.path())]);
}

#[test]
fn feeds_are_read_by_feedparser() {
    judge(&root().join("target/tools/python/bin/python"), "feeds.py", None, &[]);
}
