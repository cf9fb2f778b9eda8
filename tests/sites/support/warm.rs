//! Builds into a folder, each by a builder of its own that begins with what the last one left
//! beside that folder, as processes do.

use std::fs;
use std::path::PathBuf;

use chancery::engine::builder::{Builder, Built};
use chancery::engine::request::Request;
use chancery::engine::write::Stage;
use tempfile::TempDir;

use crate::support::{Files, Site, read};

/// An output folder and what is left beside it.
pub struct Warm(TempDir);

impl Warm {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The output folder.
    pub fn output(&self) -> PathBuf {
        self.0.path().join("public")
    }

    /// The file in which one builder leaves what it knows for the next.
    pub fn memo(&self) -> PathBuf {
        self.0.path().join(".public.chancery-memo")
    }

    /// Builds; with an error nothing is written or left.
    pub fn build(&self, site: &Site) -> Built {
        let request = Request { keep_bytes: false, ..site.request(false) };
        let stage = Stage::begin(&self.output()).unwrap();
        assert_eq!(stage.memo().file_name(), self.memo().file_name());
        let mut builder = Builder::new(site.root()).warm(&stage.memo());
        let built = builder.build(&request, &stage).unwrap();
        if !built.has_errors(false) {
            stage.commit().unwrap();
            builder.leave(&self.memo());
        }
        built
    }

    /// The files of the output folder, without the manifest.
    pub fn files(&self) -> Files {
        let mut files = read(&self.output());
        files.remove(".chancery.json");
        files
    }

    /// Spoils what was left, in one of several ways or not at all.
    pub fn spoil(&self, way: usize) {
        let Ok(bytes) = fs::read(self.memo()) else { return };
        let length = bytes.len();
        let spoilt = match way % 7 {
            0 => bytes[..length / 2].to_vec(),
            // The tail, the index before it, the middle, a record, and the head.
            1 => flipped(bytes, length - 10),
            2 => flipped(bytes, length - 1_000),
            3 => flipped(bytes, length / 2),
            4 => flipped(bytes, length / 5),
            5 => flipped(bytes, 12),
            _ => return,
        };
        fs::write(self.memo(), spoilt).unwrap();
    }
}

/// The same bytes but for one bit of a byte.
pub fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 1;
    bytes
}
