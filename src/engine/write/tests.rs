//! A build that dies at every step of its commit, and a recovery that dies as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::stage::Stage;
use super::{Manifest, WriteError};
use crate::base::digest::Digest;

/// A site: paths and texts.
type Texts = &'static [(&'static str, &'static str)];

const OLD: Texts = &[
    ("becomes-file/a.html", "old"),
    ("becomes-file/deep/b.html", "old"),
    ("becomes-folder", "old"),
    ("changed.html", "old"),
    ("gone/deep/er.html", "old"),
    ("gone.html", "old"),
    ("shared/gone.html", "old"),
    ("same.html", "same"),
];

const NEW: Texts = &[
    ("added/deep/er.html", "new"),
    ("becomes-file", "new"),
    ("becomes-folder/a.html", "new"),
    ("changed.html", "new"),
    ("same.html", "same"),
];

/// Every file below a folder.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
    let files = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        match entry.file_type().is_dir() {
            true => (format!("{path}/"), Vec::new()),
            false => (path, fs::read(entry.path()).unwrap()),
        }
    });
    files.collect()
}

fn fill(stage: &Stage, texts: Texts) {
    for (path, text) in texts {
        stage.put(path, text.as_bytes()).unwrap();
    }
}

fn build(output: &Path, texts: Texts) {
    let stage = Stage::begin(output).unwrap();
    fill(&stage, texts);
    stage.commit().unwrap();
}

/// Dies at the step of this number, from 0.
fn die_at(step: usize) -> impl FnMut() -> Result<(), WriteError> {
    let mut left = step;
    move || match left.checked_sub(1) {
        Some(less) => {
            left = less;
            Ok(())
        }
        None => Err(WriteError::Unfinished { path: "died".to_owned() }),
    }
}

/// The tree of a site that is built into a new folder, with the user's file in it.
fn clean(texts: Texts) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    build(&output, texts);
    add_foreign(&output);
    tree(&output)
}

fn add_foreign(output: &Path) {
    fs::create_dir_all(output.join("shared")).unwrap();
    fs::write(output.join("shared/mine.txt"), "mine").unwrap();
}

/// The names beside the output folder.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name());
    let mut names: Vec<String> = names.map(|n| n.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Lets the commit of `NEW` over `OLD` die at a step. Returns whether it died.
fn crash(output: &Path, step: usize) -> bool {
    build(output, OLD);
    add_foreign(output);
    let stage = Stage::begin(output).unwrap();
    fill(&stage, NEW);
    stage.commit_with(&mut die_at(step)).is_err()
}

#[test]
fn a_crash_at_any_step_is_recovered() {
    let (old, new) = (clean(OLD), clean(NEW));
    let mut rolled_forward = 0;
    for step in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        if !crash(&output, step) {
            assert_eq!(tree(&output), new);
            break;
        }
        for (path, bytes) in tree(&output) {
            let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(whole, "step {step}: {path}");
        }
        drop(Stage::begin(&output).unwrap());
        let found = tree(&output);
        assert!(found == old || found == new, "step {step}: {:?}", found.keys());
        rolled_forward += usize::from(found == new);
        assert_eq!(beside(folder.path()), [".public.chancery-cache.json", "public"]);
        build(&output, NEW);
        assert_eq!(tree(&output), new, "step {step}");
    }
    // Three things cleared, five moves with the manifest's, three removals, two ends.
    assert_eq!(rolled_forward, 13);
}

#[test]
fn a_recovery_that_crashes_is_recovered() {
    let new = clean(NEW);
    for first in 2..14 {
        for second in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let output = folder.path().join("public");
            assert!(crash(&output, first));
            if Stage::begin_with(&output, &mut die_at(second)).is_ok() {
                break;
            }
            drop(Stage::begin(&output).unwrap());
            assert_eq!(tree(&output), new, "steps {first} and {second}");
        }
    }
}

#[test]
fn a_first_build_into_an_empty_folder_that_crashes_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    fs::create_dir(&output).unwrap();
    let stage = Stage::begin(&output).unwrap();
    fill(&stage, OLD);
    assert!(stage.commit_with(&mut die_at(5)).is_err());
    assert_eq!(Manifest::load(&output).unwrap(), None);
    drop(Stage::begin(&output).unwrap());
    add_foreign(&output);
    assert_eq!(tree(&output), clean(OLD));
}

#[test]
fn a_journal_is_not_run_over_a_folder_that_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    fs::create_dir(&output).unwrap();
    let stage = Stage::begin(&output).unwrap();
    fill(&stage, OLD);
    assert!(stage.commit_with(&mut die_at(5)).is_err());
    fs::rename(&output, folder.path().join("elsewhere")).unwrap();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.txt"), "mine").unwrap();
    assert!(matches!(Stage::begin(&output), Err(WriteError::NotOurs { .. })));
    assert_eq!(tree(&output), BTreeMap::from([("thesis.txt".into(), b"mine".to_vec())]));
}

#[test]
fn a_journal_is_not_run_over_a_file_of_the_users() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    assert!(crash(&output, 2));
    fs::create_dir_all(output.join("added/deep")).unwrap();
    let mine = output.join("added/deep/er.html");
    fs::write(&mine, "mine").unwrap();
    match Stage::begin(&output) {
        Err(WriteError::Foreign { path }) => {
            assert_eq!(path, fs::canonicalize(&mine).unwrap());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    fs::remove_file(&mine).unwrap();
    drop(Stage::begin(&output).unwrap());
    assert_eq!(tree(&output), clean(NEW));
}

#[test]
fn a_staged_file_that_did_not_reach_the_disk_is_not_moved() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    assert!(crash(&output, 2));
    let stage = folder.path().join(".public.chancery-stage");
    let torn = fs::read_dir(&stage).unwrap().map(|e| e.unwrap().path());
    let torn = torn.filter(|p| fs::read(p).unwrap() == b"new").min().unwrap();
    fs::write(&torn, "n").unwrap();
    drop(Stage::begin(&output).unwrap());
    let whole = |bytes: &Vec<u8>| bytes != b"n";
    assert!(tree(&output).values().all(whole));
    build(&output, NEW);
    assert_eq!(tree(&output), clean(NEW));
}

#[test]
fn what_a_killed_build_staged_without_a_journal_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    build(&output, OLD);
    for name in [".public.chancery-stage", ".public.chancery-new"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("0"), "half").unwrap();
    }
    fs::write(folder.path().join(".public.chancery-stage/journal.part"), "{").unwrap();
    let before = tree(&output);
    drop(Stage::begin(&output).unwrap());
    assert_eq!(tree(&output), before);
    assert_eq!(beside(folder.path()), [".public.chancery-cache.json", "public"]);
}

#[test]
fn a_journal_that_leaves_the_output_folder_is_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    build(&output, OLD);
    fs::write(folder.path().join("precious"), "mine").unwrap();
    let manifest = Digest::of_bytes(&fs::read(output.join(".chancery.json")).unwrap());
    let journal = format!(
        r#"{{"format":1,"before":"{manifest}","after":"{manifest}","clear":[],"moves":[],
        "remove":["../precious"]}}"#
    );
    let stage = folder.path().join(".public.chancery-stage");
    fs::create_dir(&stage).unwrap();
    fs::write(stage.join("journal.json"), journal).unwrap();
    drop(Stage::begin(&output).unwrap());
    assert_eq!(fs::read(folder.path().join("precious")).unwrap(), b"mine");
    assert!(!stage.exists());
}
