//! The output folder as the last build left it and the user may have changed it.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::cache::Stat;
use super::error::WriteError;
use super::folders::{above, stranger};
use super::manifest::Manifest;
use crate::base::digest::{Digest, Pieces};

/// How much of a file is read at once.
pub(super) const BLOCK: usize = 128 * 1024;

/// What stands at a path of ours.
enum Found {
    /// A regular file.
    File(Metadata),
    /// Nothing, or something that the manifest names and that may be replaced.
    Replaceable,
}

/// The output folder as the last build left it and the user may have changed it.
#[derive(Debug)]
pub(super) struct Earlier {
    root: PathBuf,
    /// What the last build wrote.
    pub(super) manifest: Manifest,
    /// The bytes of that manifest; `None` when there is none.
    pub(super) bytes: Option<Vec<u8>>,
    stats: BTreeMap<String, Stat>,
    /// Folders looked at already: whether they are there. (Nothing below the output folder
    /// changes before the journal runs.)
    folders: Mutex<HashMap<String, bool>>,
}

impl Earlier {
    /// An output folder with its manifest and what the cache knows of its files.
    pub(super) fn new(
        root: &Path,
        manifest: Manifest,
        bytes: Option<Vec<u8>>,
        stats: BTreeMap<String, Stat>,
    ) -> Self {
        Self { root: root.to_owned(), manifest, bytes, stats, folders: Mutex::default() }
    }

    /// The size and time of the file at a path when it holds the wanted bytes; `None` when
    /// it does not. A thing of the user's at that path is an error.
    pub(super) fn holds(
        &self,
        path: &str,
        wanted: Digest,
        len: Option<u64>,
    ) -> Result<Option<Option<Stat>>, WriteError> {
        let Found::File(found) = self.find(path)? else { return Ok(None) };
        let stat = Stat::of(&found);
        let same = if stat.is_some() && stat == self.stats.get(path).copied() {
            self.manifest.files.get(path) == Some(&wanted)
        } else if len.is_some_and(|len| len != found.len()) {
            false
        } else {
            // A file that cannot be read is replaced.
            digest(&self.root.join(path)).is_ok_and(|found| found == wanted)
        };
        Ok(same.then_some(stat))
    }

    /// What stands at a path.
    fn find(&self, path: &str) -> Result<Found, WriteError> {
        for folder in above(path) {
            if !self.is_folder(folder)? {
                return Ok(Found::Replaceable);
            }
        }
        let file = self.root.join(path);
        let found = match fs::symlink_metadata(&file) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Found::Replaceable);
            }
            Err(error) => return Err(WriteError::io("look at", &file)(error)),
        };
        if found.is_dir() {
            return self.find_folder(path);
        }
        if !self.manifest.files.contains_key(path) {
            return Err(WriteError::Foreign { path: file });
        }
        Ok(if found.is_file() { Found::File(found) } else { Found::Replaceable })
    }

    /// A folder where a file is to go: it must hold files of ours only, which the new site
    /// cannot have, so that they are removed.
    fn find_folder(&self, path: &str) -> Result<Found, WriteError> {
        let ours = |path: &str, is_folder: bool| match is_folder {
            true => self.manifest.names_below(path),
            false => self.manifest.files.contains_key(path),
        };
        if !ours(path, true) {
            return Err(WriteError::Foreign { path: self.root.join(path) });
        }
        match stranger(&self.root, path, &ours)? {
            Some(path) => Err(WriteError::Foreign { path }),
            None => Ok(Found::Replaceable),
        }
    }

    /// Whether a folder is there, when those above it are. A thing of the user's that is no
    /// folder is an error.
    fn is_folder(&self, folder: &str) -> Result<bool, WriteError> {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(folder) {
            return Ok(*answer);
        }
        let path = self.root.join(folder);
        let answer = match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => true,
            Ok(_) if self.manifest.files.contains_key(folder) => false,
            Ok(_) => return Err(WriteError::Foreign { path }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(WriteError::io("look at", &path)(error)),
        };
        known.insert(folder.to_owned(), answer);
        Ok(answer)
    }
}

/// The digest of a file.
pub(super) fn digest(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut pieces = Pieces::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(pieces.digest()),
            Ok(len) => pieces.add(block.get(..len).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
