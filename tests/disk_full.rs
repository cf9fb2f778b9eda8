//! A full disk leaves the output folder as it was. A small file system is mounted for it,
//! which needs Linux and the right to mount; without them the tests say so and pass.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chancery::engine::write::{Report, Stage, WriteError};

/// A file system of two megabytes, mounted as long as this lives.
struct Small {
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl Small {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("small");
        fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "chancery-test"])
            .arg(&at)
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self { at, _folder: folder });
        }
        std::io::stderr().write_all(b"skipped: mounting is not allowed here\n").unwrap();
        None
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.at).status();
    }
}

/// Every file below a folder and its bytes.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    entries
        .map(|e| (e.path().to_owned(), fs::read(e.path()).unwrap_or_default()))
        .collect()
}

fn build(output: &Path, files: usize, byte: u8) -> Result<Report, WriteError> {
    let stage = Stage::begin(output)?;
    for n in 0..files {
        stage.put(&format!("{n}/index.html"), &vec![byte; 50_000])?;
    }
    stage.commit()
}

#[test]
fn a_full_disk_leaves_the_output_as_it_was() {
    let Some(small) = Small::mount() else { return };
    let output = small.at.join("public");
    assert!(matches!(build(&output, 50, 1), Err(WriteError::NoSpace { .. })));
    assert!(!output.exists());
    build(&output, 25, 1).unwrap();
    let before = tree(&small.at);
    match build(&output, 25, 2) {
        Err(error @ WriteError::NoSpace { .. }) => assert_eq!(error.exit_code(), 3),
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(&small.at), before);
    let report = build(&output, 10, 2).unwrap();
    assert_eq!(report, Report { written: 10, unchanged: 0, removed: 15, bytes: 500_000 });
}

#[test]
fn an_output_folder_that_is_a_mount_is_staged_inside() {
    let Some(small) = Small::mount() else { return };
    build(&small.at, 20, 1).unwrap();
    let before = tree(&small.at);
    let paths = before.keys().filter(|path| **path != small.at).count();
    assert_eq!(paths, 20 * 2 + 1, "the files, their folders and the manifest, only");
    assert!(matches!(build(&small.at, 25, 2), Err(WriteError::NoSpace { .. })));
    assert_eq!(tree(&small.at), before);
    let stage = Stage::begin(&small.at).unwrap();
    stage.put("0/index.html", &[3; 10]).unwrap();
    assert!(small.at.join(".chancery-stage/0").exists());
    drop(stage);
    assert_eq!(tree(&small.at), before);
    assert_eq!(build(&small.at, 10, 2).unwrap().removed, 10);
}
