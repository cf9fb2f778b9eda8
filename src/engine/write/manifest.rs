//! The manifest: what the output folder holds by our hand.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::WriteError;
use super::names::{self, MANIFEST};
use crate::base::digest::Digest;

/// The version of the manifest's form.
const FORMAT: u32 = 1;

/// What the output folder holds by our hand: paths below it and digests, sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `chancery`.
    generator: String,
    /// The version of the form.
    format: u32,
    /// Path below the output folder, then the digest of the bytes.
    pub files: BTreeMap<String, Digest>,
}

impl Manifest {
    /// The manifest of some files.
    pub(super) fn new(files: BTreeMap<String, Digest>) -> Self {
        Self { generator: "chancery".to_owned(), format: FORMAT, files }
    }

    /// The manifest of an output folder; `None` when it has none.
    pub fn load(folder: &Path) -> Result<Option<Self>, WriteError> {
        let Some(bytes) = read(folder)? else { return Ok(None) };
        Self::of_bytes(&bytes, &folder.join(MANIFEST)).map(Some)
    }

    /// Reads a manifest, strictly: what it names may be removed.
    pub(super) fn of_bytes(bytes: &[u8], path: &Path) -> Result<Self, WriteError> {
        let bad = |why: String| WriteError::BadManifest { path: path.to_owned(), why };
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|error| bad(error.to_string()))?;
        if manifest.generator != "chancery" {
            return Err(bad(format!("it belongs to `{}`", manifest.generator)));
        }
        if manifest.format != FORMAT {
            return Err(bad(format!("its format is {}, not {FORMAT}", manifest.format)));
        }
        for path in manifest.files.keys() {
            names::check(path).map_err(|error| bad(error.to_string()))?;
        }
        Ok(manifest)
    }

    /// The bytes of the manifest.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A map of texts has no way to fail; an empty text would be refused when read.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Whether any of the files stands below a folder.
    pub(super) fn names_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        self.files
            .range(start.clone()..)
            .next()
            .is_some_and(|(p, _)| p.starts_with(&start))
    }
}

/// The bytes of the manifest of an output folder; `None` when it has none.
pub(super) fn read(folder: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::io("read", &path)(error)),
    }
}
