//! The moment when a stage becomes the output folder.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::mem;
use std::path::Path;
use std::sync::PoisonError;

use super::earlier::Earlier;
use super::error::WriteError;
use super::folders::above;
use super::journal::{self, Beat, Journal, Move};
use super::manifest::Manifest;
use super::names::MANIFEST;
use super::stage::{Claims, Entry, Stage};
use crate::base::digest::Digest;

/// What a commit did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many files were written.
    pub written: usize,
    /// How many files held their bytes already.
    pub unchanged: usize,
    /// How many files of the last build were removed.
    pub removed: usize,
    /// How many bytes were written.
    pub bytes: u64,
}

/// The new site, complete.
struct Site {
    files: BTreeMap<String, Entry>,
    /// The bytes of its manifest.
    manifest: Vec<u8>,
}

impl Stage {
    /// Makes the output folder what was put into this stage: moves, then removals of files
    /// of the last build that are not in this one, then of folders that this left empty.
    /// Nothing is touched that is as it should be, the manifest included.
    pub fn commit(self) -> Result<Report, WriteError> {
        self.commit_with(&mut || Ok(()))
    }

    /// Commits, with a call before each step.
    pub(super) fn commit_with(mut self, beat: Beat<'_>) -> Result<Report, WriteError> {
        let claims = mem::take(&mut self.claims);
        let claims = claims.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (site, folders) = Site::complete(claims)?;
        let mut report = site.report();
        match self.earlier.take() {
            None => self.rename_new(&site, beat)?,
            Some(earlier) => {
                let gone = gone(&earlier, &site, &folders);
                report.removed = gone.0.len() + gone.1.len();
                self.update(&earlier, &site, gone, beat)?;
            }
        }
        beat()?;
        let stats = site.files.iter();
        let stats = stats.filter_map(|(path, e)| Some((path.clone(), e.stat?))).collect();
        self.cache.write(Digest::of_bytes(&site.manifest), stats);
        Ok(report)
    }

    /// Makes the folder that was written the output folder.
    fn rename_new(&mut self, site: &Site, beat: Beat<'_>) -> Result<(), WriteError> {
        self.make(&self.folder)?;
        write_synced(&self.folder.join(MANIFEST), &site.manifest)?;
        beat()?;
        let root = &self.place.root;
        fs::rename(&self.folder, root).map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
                WriteError::NotOurs { folder: root.clone() }
            }
            _ => WriteError::io("create", root)(error),
        })?;
        self.drops = false;
        Ok(())
    }

    /// Writes the journal and runs it.
    fn update(
        &mut self,
        earlier: &Earlier,
        site: &Site,
        (clear, remove): (Vec<String>, Vec<String>),
        beat: Beat<'_>,
    ) -> Result<(), WriteError> {
        let mut moves: Vec<Move> = site.moves();
        if earlier.bytes.as_ref() != Some(&site.manifest) {
            self.make(&self.folder)?;
            let staged = self.number();
            write_synced(&self.folder.join(staged.to_string()), &site.manifest)?;
            moves.push(Move {
                staged,
                path: MANIFEST.to_owned(),
                digest: Digest::of_bytes(&site.manifest),
            });
        }
        if moves.is_empty() {
            return Ok(());
        }
        let before = earlier.bytes.as_ref().map(|bytes| Digest::of_bytes(bytes));
        let after = Digest::of_bytes(&site.manifest);
        let journal = Journal::new((before, after), clear, moves, remove);
        journal.write(&self.folder, beat)?;
        // From here on the journal is finished, by this build or by the next.
        self.drops = false;
        journal.run(&self.place.root, &self.folder, beat)?;
        beat()?;
        journal::discard(&self.folder)
    }
}

impl Site {
    /// The new site with the folders that it has, when every claimed path has its file.
    fn complete(claims: Claims) -> Result<(Self, HashSet<String>), WriteError> {
        let mut files = BTreeMap::new();
        for (path, entry) in claims.files {
            match entry {
                Some(entry) => files.insert(path, entry),
                None => return Err(WriteError::Unfinished { path }),
            };
        }
        let digests = files.iter().map(|(path, e)| (path.clone(), e.digest)).collect();
        let manifest = Manifest::new(digests).to_bytes();
        Ok((Self { files, manifest }, claims.folders))
    }

    /// What is written and what is unchanged.
    fn report(&self) -> Report {
        let mut report = Report::default();
        for entry in self.files.values() {
            match entry.staged {
                Some((len, _)) => {
                    report.written += 1;
                    report.bytes += len;
                }
                None => report.unchanged += 1,
            }
        }
        report
    }

    /// The staged files and where they go.
    fn moves(&self) -> Vec<Move> {
        let staged = |(path, entry): (&String, &Entry)| {
            let (_, staged) = entry.staged?;
            Some(Move { staged, path: path.clone(), digest: entry.digest })
        };
        self.files.iter().filter_map(staged).collect()
    }
}

/// The files of the last build that are not in the new site: those in the way of it, and the
/// others.
fn gone(
    earlier: &Earlier,
    site: &Site,
    folders: &HashSet<String>,
) -> (Vec<String>, Vec<String>) {
    let gone =
        earlier.manifest.files.keys().filter(|path| !site.files.contains_key(*path));
    gone.cloned().partition(|path| {
        folders.contains(path) || above(path).iter().any(|f| site.files.contains_key(*f))
    })
}

/// Writes a small new file and waits until it is on the disk.
fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(WriteError::io("write", path))
}
