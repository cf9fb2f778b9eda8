//! The private cache: sizes and times of files as they were written, and the lock.

use std::collections::BTreeMap;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::error::WriteError;
use super::place::Place;
use crate::base::digest::Digest;

/// The version of the cache's form.
const FORMAT: u32 = 1;

/// The size of a file and the time of its last change, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stat(u64, u64);

impl Stat {
    /// The size and time of a file; `None` when the time cannot be told.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self(metadata.len(), u64::try_from(time.as_nanos()).ok()?))
    }
}

/// Sizes and times of the files that a manifest names.
#[derive(Serialize, Deserialize)]
struct Content {
    /// The version of the form.
    format: u32,
    /// The digest of the manifest that was written with it.
    manifest: Digest,
    /// Path below the output folder, then what it was.
    files: BTreeMap<String, Stat>,
}

/// The file of the cache, locked as long as this lives.
#[derive(Debug)]
pub(super) struct Cache {
    file: File,
    /// The digest of its bytes as they were read.
    seen: Option<Digest>,
}

impl Cache {
    /// Opens the cache of an output folder and takes its lock.
    pub(super) fn lock(place: &Place) -> Result<Self, WriteError> {
        let [beside, inside] = place.caches();
        let open = |path| {
            OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
        };
        let denied = |error: &io::Error| {
            use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
            matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
        };
        let (file, path) = match open(&beside) {
            Err(error) if denied(&error) && place.root.is_dir() => {
                (open(&inside), inside)
            }
            file => (file, beside),
        };
        let file = file.map_err(WriteError::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file, seen: None }),
            Err(TryLockError::WouldBlock) => {
                Err(WriteError::Busy { folder: place.root.clone() })
            }
            Err(TryLockError::Error(error)) => Err(WriteError::io("lock", &path)(error)),
        }
    }

    /// What is known of the files of a manifest: nothing, on any doubt.
    pub(super) fn read(&mut self, manifest: Digest) -> BTreeMap<String, Stat> {
        let mut bytes = Vec::new();
        if self.file.rewind().is_err() || self.file.read_to_end(&mut bytes).is_err() {
            return BTreeMap::new();
        }
        self.seen = Some(Digest::of_bytes(&bytes));
        match serde_json::from_slice::<Content>(&bytes) {
            Ok(content) if content.format == FORMAT && content.manifest == manifest => {
                content.files
            }
            _ => BTreeMap::new(),
        }
    }

    /// Writes what is known of the files of a manifest. A cache that cannot be written is
    /// emptied: it costs the next build time and nothing else.
    pub(super) fn write(&mut self, manifest: Digest, files: BTreeMap<String, Stat>) {
        let content = Content { format: FORMAT, manifest, files };
        let Ok(bytes) = serde_json::to_vec(&content) else { return };
        if self.seen == Some(Digest::of_bytes(&bytes)) {
            return;
        }
        let written = self.clear().and_then(|()| self.file.write_all(&bytes));
        if written.is_err() {
            // A torn cache is not believed either; there is nothing more to do.
            let _ = self.clear();
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.seen = None;
        self.file.set_len(0)?;
        self.file.rewind()
    }
}
