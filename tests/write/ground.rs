//! A temporary folder with an output folder in it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chancery::engine::write::{Report, Stage, WriteError};

/// A temporary folder with an output folder's path in it.
pub struct Ground {
    pub folder: tempfile::TempDir,
    pub output: PathBuf,
}

impl Ground {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let output = fs::canonicalize(folder.path()).unwrap().join("public");
        Self { folder, output }
    }

    pub fn begin(&self) -> Stage {
        Stage::begin(&self.output).unwrap()
    }

    pub fn build(&self, site: &[(&str, &str)]) -> Report {
        let stage = self.begin();
        for (path, text) in site {
            stage.put(path, text.as_bytes()).unwrap();
        }
        stage.commit().unwrap()
    }

    /// Every file of the output folder, folders with a slash at their ends; without the
    /// manifest.
    pub fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = tree(&self.output);
        tree.remove(".chancery.json");
        tree
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.output.join(path)
    }
}

pub fn tree(root: &Path) -> BTreeMap<String, String> {
    let entries =
        walkdir::WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
    let files = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        match entry.file_type().is_dir() {
            true => (format!("{path}/"), String::new()),
            false => (path, fs::read_to_string(entry.path()).unwrap_or_default()),
        }
    });
    files.collect()
}

/// The time of each file's last change.
pub fn times(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    entries
        .map(|e| (e.path().to_owned(), e.metadata().unwrap().modified().unwrap()))
        .collect()
}

pub fn texts(site: &[(&str, &str)]) -> BTreeMap<String, String> {
    site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

pub fn set_time(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

pub fn foreign<T: std::fmt::Debug>(result: Result<T, WriteError>) -> PathBuf {
    match result {
        Err(WriteError::Foreign { path }) => path,
        other => panic!("{other:?}"),
    }
}
