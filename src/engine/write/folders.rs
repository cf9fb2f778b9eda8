//! Folders below the output folder, never reached through a link.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;

/// Makes and removes folders below the output folder, and files in them.
pub(super) struct Folders<'a> {
    root: &'a Path,
    /// The folders that are known to be there.
    ready: HashSet<&'a str>,
}

impl<'a> Folders<'a> {
    /// The folders below the output folder.
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, ready: HashSet::new() }
    }

    /// Makes the folders that hold a path. A file or a link in the way is foreign.
    pub(super) fn make_above(&mut self, path: &'a str) -> Result<(), WriteError> {
        for folder in above(path) {
            if !self.ready.contains(folder) {
                self.make(&self.root.join(folder))?;
                self.ready.insert(folder);
            }
        }
        Ok(())
    }

    /// Makes one folder in a folder that is there.
    fn make(&self, folder: &Path) -> Result<(), WriteError> {
        match fs::symlink_metadata(folder) {
            Ok(found) if found.is_dir() => Ok(()),
            Ok(_) => Err(WriteError::Foreign { path: folder.to_owned() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(folder)
                    .map_err(WriteError::io("create the folder", folder))
            }
            Err(error) => Err(WriteError::io("look at", folder)(error)),
        }
    }

    /// Removes a file, and the folders above it that are empty then. What is not there, is
    /// a folder, or stands behind a link is left alone.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), WriteError> {
        for folder in above(path) {
            match fs::symlink_metadata(self.root.join(folder)) {
                Ok(found) if !found.is_dir() => return Ok(()),
                _ => {}
            }
        }
        let file = self.root.join(path);
        match fs::symlink_metadata(&file) {
            Ok(found) if found.is_dir() => return Ok(()),
            Ok(_) => fs::remove_file(&file).map_err(WriteError::io("remove", &file))?,
            Err(_) => {}
        }
        for folder in above(path).into_iter().rev() {
            match fs::remove_dir(self.root.join(folder)) {
                Ok(()) => {
                    self.ready.remove(folder);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // It holds something, or cannot be removed: an empty folder does no harm.
                Err(_) => break,
            }
        }
        Ok(())
    }
}

/// The folders above a path, outermost first: `a` and `a/b` of `a/b/c.html`.
pub(super) fn above(path: &str) -> Vec<&str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at)).collect()
}

/// The first thing below a folder, in the order of names, that `ours` does not know. It is
/// asked with paths below the output folder and whether each is a folder.
pub(super) fn stranger(
    root: &Path,
    folder: &str,
    ours: &dyn Fn(&str, bool) -> bool,
) -> Result<Option<PathBuf>, WriteError> {
    let here = root.join(folder);
    let fail = || WriteError::io("list", &here);
    let mut entries = Vec::new();
    for entry in fs::read_dir(&here).map_err(fail())? {
        let entry = entry.map_err(fail())?;
        entries.push((entry.file_name(), entry.file_type().map_err(fail())?.is_dir()));
    }
    entries.sort();
    for (name, is_folder) in entries {
        let path = match (name.to_str(), folder) {
            (Some(name), "") => name.to_owned(),
            (Some(name), folder) => format!("{folder}/{name}"),
            (None, _) => return Ok(Some(here.join(name))),
        };
        if !ours(&path, is_folder) {
            return Ok(Some(here.join(name)));
        }
        if is_folder && let Some(found) = stranger(root, &path, ours)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
