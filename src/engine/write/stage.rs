//! A site on its way to the output folder.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::cache::{Cache, Stat};
use super::earlier::{BLOCK, Earlier};
use super::error::WriteError;
use super::folders::above;
use super::journal::{self, Beat};
use super::manifest::{self, Manifest};
use super::names::{self, MANIFEST};
use super::place::Place;
use crate::base::digest::{Digest, Pieces};

/// What became of a file that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The output folder holds these bytes already; nothing was touched.
    Unchanged,
    /// The bytes wait for [`Stage::commit`].
    Staged,
}

/// A site on its way to the output folder.
///
/// A stage that is dropped leaves the output folder as it was. While it lives no other stage
/// can begin on the same folder.
#[derive(Debug)]
pub struct Stage {
    pub(super) place: Place,
    pub(super) cache: Cache,
    /// The output folder as it stands; `None` when there is none yet.
    pub(super) earlier: Option<Earlier>,
    /// Where files are written until commit.
    pub(super) folder: PathBuf,
    pub(super) claims: Mutex<Claims>,
    /// Folders that were made below `folder`.
    made: Mutex<HashSet<PathBuf>>,
    next: AtomicUsize,
    /// Whether `folder` goes when the stage is dropped.
    pub(super) drops: bool,
}

/// The paths of the new site.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Each path with its file, once that is written or found unchanged.
    pub(super) files: BTreeMap<String, Option<Entry>>,
    /// The folders that hold them.
    pub(super) folders: HashSet<String>,
}

/// One file of the new site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) digest: Digest,
    pub(super) stat: Option<Stat>,
    /// Its length and its number in the stage; `None` when it is unchanged.
    pub(super) staged: Option<(u64, usize)>,
}

impl Stage {
    /// The file beside the output folder in which a build leaves what it knows.
    pub fn memo(&self) -> PathBuf {
        self.place.memo()
    }

    /// Begins to write an output folder: takes its lock, finishes or drops what a crashed
    /// build left, and refuses a folder that holds files and no manifest of ours.
    pub fn begin(output: &Path) -> Result<Self, WriteError> {
        Self::begin_with(output, &mut || Ok(()))
    }

    /// Begins, with a call before each step of a recovery.
    pub(super) fn begin_with(output: &Path, beat: Beat<'_>) -> Result<Self, WriteError> {
        let place = Place::find(output)?;
        // Looked at before the lock too, so that nothing is made beside a folder of the
        // user's. A first build that crashed has left a journal and no manifest yet.
        if place.root.exists() && !journal::is_left(&place) {
            place.refuse_foreign()?;
        }
        let mut cache = Cache::lock(&place)?;
        if journal::recover(&place, beat)? {
            cache.clear().map_err(WriteError::io("empty the cache of", &place.root))?;
        }
        let (earlier, folder) = if place.root.exists() {
            place.refuse_foreign()?;
            (Some(look(&place.root, &mut cache)?), place.stage())
        } else {
            (None, place.fresh())
        };
        Ok(Self {
            place,
            cache,
            earlier,
            folder,
            claims: Mutex::default(),
            made: Mutex::default(),
            next: AtomicUsize::new(0),
            drops: true,
        })
    }

    /// Puts a file into the new site.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, WriteError> {
        self.claim(path, None)?;
        let digest = Digest::of_bytes(bytes);
        let len = bytes.len() as u64;
        if let Some(stat) = self.holds(path, digest, Some(len))? {
            self.settle(path, Entry { digest, stat, staged: None });
            return Ok(Put::Unchanged);
        }
        let (mut file, number, to) = self.open(path)?;
        file.write_all(bytes).map_err(WriteError::io("write", &to))?;
        self.finish(path, digest, (len, number), &file);
        Ok(Put::Staged)
    }

    /// Puts a file into the new site whose bytes the output folder may hold already: `false`
    /// when it does not (any more), and then the path is free to be put.
    pub fn keep(&self, path: &str, digest: Digest) -> Result<bool, WriteError> {
        names::check(path)?;
        let Some(stat) = self.holds(path, digest, None)? else { return Ok(false) };
        self.claim(path, Some(Entry { digest, stat, staged: None }))?;
        Ok(true)
    }

    /// Makes the new site of files that the output folder may hold already: `false` when it
    /// does not hold all of them, or on any doubt, and then every path is free to be put.
    pub fn keep_all(&self, files: Vec<(String, Digest)>) -> bool {
        let found = files.into_par_iter().map(|(path, digest)| {
            names::check(&path).ok()?;
            let stat = self.holds(&path, digest, None).ok()??;
            Some((path, Some(Entry { digest, stat, staged: None })))
        });
        let Some(found) = found.collect::<Option<Vec<_>>>() else { return false };
        let mut kept = Claims::default();
        for (path, _) in &found {
            for folder in above(path).into_iter().rev() {
                if !kept.folders.contains(folder) {
                    kept.folders.insert(folder.to_owned());
                }
            }
        }
        let length = found.len();
        kept.files = found.into_iter().collect();
        let clash = kept.folders.iter().any(|folder| kept.files.contains_key(folder));
        let mut claims = self.claims();
        if clash || kept.files.len() != length || !claims.files.is_empty() {
            return false;
        }
        *claims = kept;
        true
    }

    /// Puts a copy of an input file into the new site, without holding it in memory. The
    /// digest and the length are what the input is known to have; when it has others by now
    /// the copy fails.
    pub fn copy(
        &self,
        path: &str,
        from: &Path,
        digest: Digest,
        len: u64,
    ) -> Result<Put, WriteError> {
        self.claim(path, None)?;
        if let Some(stat) = self.holds(path, digest, Some(len))? {
            self.settle(path, Entry { digest, stat, staged: None });
            return Ok(Put::Unchanged);
        }
        let mut input = File::open(from).map_err(WriteError::io("open", from))?;
        let (mut file, number, to) = self.open(path)?;
        let mut pieces = Pieces::new();
        let mut block = vec![0; BLOCK];
        let mut copied = 0;
        loop {
            let read = match input.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(WriteError::io("read", from)(error)),
            };
            let piece = block.get(..read).unwrap_or_default();
            pieces.add(piece);
            copied += read as u64;
            file.write_all(piece).map_err(WriteError::io("write", &to))?;
        }
        if copied != len || pieces.digest() != digest {
            return Err(WriteError::Changed { path: from.to_owned() });
        }
        self.finish(path, digest, (len, number), &file);
        Ok(Put::Staged)
    }

    /// The size and time of the output's file at a path when it holds the wanted bytes.
    fn holds(
        &self,
        path: &str,
        digest: Digest,
        len: Option<u64>,
    ) -> Result<Option<Option<Stat>>, WriteError> {
        match &self.earlier {
            Some(earlier) => earlier.holds(path, digest, len),
            None => Ok(None),
        }
    }

    /// Takes a path for the new site.
    fn claim(&self, path: &str, entry: Option<Entry>) -> Result<(), WriteError> {
        names::check(path)?;
        let clash = |path: &str| Err(WriteError::Clash { path: path.to_owned() });
        let mut claims = self.claims();
        if claims.files.contains_key(path) {
            return Err(WriteError::Twice { path: path.to_owned() });
        }
        if claims.folders.contains(path) {
            return clash(path);
        }
        for folder in above(path).into_iter().rev() {
            if claims.files.contains_key(folder) {
                return clash(folder);
            }
            if !claims.folders.contains(folder) {
                claims.folders.insert(folder.to_owned());
            }
        }
        claims.files.insert(path.to_owned(), entry);
        Ok(())
    }

    /// Opens a new file for a path, without the lock of the claims.
    fn open(&self, path: &str) -> Result<(File, usize, PathBuf), WriteError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let to = match self.earlier {
            Some(_) => self.folder.join(number.to_string()),
            None => self.folder.join(path),
        };
        if let Some(folder) = to.parent() {
            self.make(folder)?;
        }
        let file = File::create_new(&to).map_err(WriteError::io("create", &to))?;
        Ok((file, number, to))
    }

    /// Makes a folder of the stage, once.
    pub(super) fn make(&self, folder: &Path) -> Result<(), WriteError> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made().contains(folder) {
            return Ok(());
        }
        // Two threads may both make it, which does no harm; it counts as made only after.
        fs::create_dir_all(folder)
            .map_err(WriteError::io("create the folder", folder))?;
        made().insert(folder.to_owned());
        Ok(())
    }

    /// The number of a file that commit stages itself.
    pub(super) fn number(&self) -> usize {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Notes a file that was written.
    fn finish(&self, path: &str, digest: Digest, staged: (u64, usize), file: &File) {
        // A rename keeps size and time, so what is seen here is what the next build sees.
        let stat = file.metadata().ok().as_ref().and_then(Stat::of);
        self.settle(path, Entry { digest, stat, staged: Some(staged) });
    }

    /// Notes what became of a path that was claimed.
    fn settle(&self, path: &str, entry: Entry) {
        if let Some(claim) = self.claims().files.get_mut(path) {
            *claim = Some(entry);
        }
    }

    /// The paths of the new site. No thread panics with the lock held.
    fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.drops {
            // What cannot be removed now is removed by the next build.
            let _ = journal::discard(&self.folder);
        }
    }
}

/// Looks at an output folder that is there.
fn look(root: &Path, cache: &mut Cache) -> Result<Earlier, WriteError> {
    let bytes = manifest::read(root)?;
    let manifest = match &bytes {
        Some(bytes) => Manifest::of_bytes(bytes, &root.join(MANIFEST))?,
        None => Manifest::new(BTreeMap::new()),
    };
    let stats = match &bytes {
        Some(bytes) => cache.read(Digest::of_bytes(bytes)),
        None => BTreeMap::new(),
    };
    Ok(Earlier::new(root, manifest, bytes, stats))
}
