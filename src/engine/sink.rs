//! Where rendered bytes go: the output folder, memory, or nowhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::engine::write::{Stage, WriteError};

/// Where rendered bytes go. Called from many threads at once.
pub trait Sink: Sync {
    /// Takes the bytes of an output.
    ///
    /// # Errors
    ///
    /// What the output folder says.
    fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), WriteError>;

    /// Takes a copy of an input file.
    ///
    /// # Errors
    ///
    /// What the output folder says, or that the input has changed.
    fn copy(
        &self,
        address: &Address,
        from: &Path,
        digest: Digest,
        size: u64,
    ) -> Result<(), WriteError>;

    /// Whether the output already holds these bytes; they are kept then.
    ///
    /// # Errors
    ///
    /// What the output folder says.
    fn keep(&self, address: &Address, digest: Digest) -> Result<bool, WriteError>;

    /// Whether the output already holds all of these bytes; they are kept then, and otherwise
    /// none of them.
    fn keep_all(&self, _: &[(&Address, Digest)]) -> bool {
        false
    }
}

impl Sink for Stage {
    fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), WriteError> {
        Stage::put(self, &address.file(), bytes).map(drop)
    }

    fn copy(
        &self,
        address: &Address,
        from: &Path,
        digest: Digest,
        size: u64,
    ) -> Result<(), WriteError> {
        Stage::copy(self, &address.file(), from, digest, size).map(drop)
    }

    fn keep(&self, address: &Address, digest: Digest) -> Result<bool, WriteError> {
        Stage::keep(self, &address.file(), digest)
    }

    fn keep_all(&self, outputs: &[(&Address, Digest)]) -> bool {
        let file = |(address, digest): &(&Address, Digest)| (address.file(), *digest);
        Stage::keep_all(self, outputs.iter().map(file).collect())
    }
}

/// Takes nothing: for checking, and when errors are already known.
#[derive(Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &Address, _: &[u8]) -> Result<(), WriteError> {
        Ok(())
    }

    fn copy(&self, _: &Address, _: &Path, _: Digest, _: u64) -> Result<(), WriteError> {
        Ok(())
    }

    fn keep(&self, _: &Address, _: Digest) -> Result<bool, WriteError> {
        Ok(true)
    }
}

/// Keeps the bytes of every output, by the file that would hold them. Of copies it keeps
/// what the input held when it was asked.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Memory {
    /// The files, by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, address: &Address, bytes: Vec<u8>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(address.file(), bytes);
    }
}

impl Sink for Memory {
    fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), WriteError> {
        self.insert(address, bytes.to_vec());
        Ok(())
    }

    fn copy(
        &self,
        address: &Address,
        from: &Path,
        _: Digest,
        _: u64,
    ) -> Result<(), WriteError> {
        self.insert(address, std::fs::read(from).unwrap_or_default());
        Ok(())
    }

    /// Memory starts empty, so that nothing can be kept.
    fn keep(&self, _: &Address, _: Digest) -> Result<bool, WriteError> {
        Ok(false)
    }
}
