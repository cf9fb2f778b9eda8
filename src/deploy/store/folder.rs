//! A folder of this machine: a mounted disk, the root of a web server.
//!
//! Each file is written beside and renamed, so that no half of one shows. The system itself
//! gives the lock back when a deploy ends in whatever way.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;
use crate::deploy::problem::Problem;
use crate::deploy::record::RECORD;
use crate::deploy::site::SiteFile;

/// The folder on the target for what is on its way, and for the lock.
pub const WORK: &str = ".chancery-deploy";

/// A folder to deploy to.
pub struct Folder {
    root: PathBuf,
    lock: Mutex<Option<File>>,
    /// Folders that are known to be there.
    made: Mutex<HashSet<PathBuf>>,
    next: AtomicUsize,
}

impl Folder {
    /// The folder at a path; it is made when it is locked.
    pub fn new(root: PathBuf) -> Self {
        let (lock, made) = (Mutex::default(), Mutex::default());
        Self { root, lock, made, next: AtomicUsize::new(0) }
    }

    /// Keeps other deploys away, and removes what one that was cut off has left half done.
    ///
    /// # Errors
    ///
    /// That another one is at work, that the folder is not ours, or what the system says.
    pub fn lock(&self) -> Result<(), Problem> {
        self.refuse_foreign()?;
        let work = self.root.join(WORK);
        fs::create_dir_all(&work).map_err(|error| of_path(&work, &error))?;
        let path = work.join("lock");
        let file = File::create(&path).map_err(|error| of_path(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Problem::busy()),
            Err(TryLockError::Error(error)) => return Err(of_path(&path, &error)),
        }
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        let left = fs::read_dir(&work).map_err(|error| of_path(&work, &error))?;
        for entry in left.flatten().filter(|entry| entry.file_name() != "lock") {
            let path = entry.path();
            fs::remove_file(&path).map_err(|error| of_path(&path, &error))?;
        }
        Ok(())
    }

    /// Refuses a folder with files and without a record of ours.
    fn refuse_foreign(&self) -> Result<(), Problem> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(of_path(&self.root, &error)),
        };
        let ours = [RECORD, WORK];
        let names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        let known = names.iter().any(|name| ours.iter().any(|ours| name == ours));
        if known || names.is_empty() {
            return Ok(());
        }
        let message =
            format!("`{}` holds files that no deploy has put there", self.root.display());
        Err(Problem::lasting(message, "name a new folder, or empty this one"))
    }

    /// Lets other deploys in.
    ///
    /// # Errors
    ///
    /// None: the system takes the lock back when its file is closed.
    pub fn unlock(&self) -> Result<(), Problem> {
        drop(self.lock.lock().unwrap_or_else(PoisonError::into_inner).take());
        Ok(())
    }

    /// The record of what the folder holds.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn record(&self) -> Result<Option<Vec<u8>>, Problem> {
        let path = self.root.join(RECORD);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(of_path(&path, &error)),
        }
    }

    /// Writes the record.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn keep(&self, record: &[u8]) -> Result<(), Problem> {
        self.put(RECORD, record)
    }

    /// Whether the folder holds a file.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn holds(&self, file: &SiteFile) -> Result<bool, Problem> {
        let path = self.root.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Digest::of_bytes(&bytes) == file.digest),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(of_path(&path, &error)),
        }
    }

    /// Writes a file: whole or not at all.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let to = self.root.join(path);
        if let Some(folder) = to.parent() {
            self.make(folder)?;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let beside = self.root.join(WORK).join(number.to_string());
        let written = File::create(&beside)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| fs::rename(&beside, &to));
        written.map_err(|error| {
            // It is of no use to anybody, and the next deploy looks for it too.
            let _ = fs::remove_file(&beside);
            of_path(&to, &error)
        })
    }

    /// Makes a folder below the root, and follows no link on the way.
    fn make(&self, folder: &Path) -> Result<(), Problem> {
        if folder == self.root || self.made().contains(folder) {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.make(above)?;
        }
        match fs::symlink_metadata(folder) {
            Ok(known) if known.is_dir() => {}
            Ok(_) => {
                let message = format!("`{}` is not a folder", folder.display());
                return Err(Problem::lasting(message, "remove it from the target"));
            }
            Err(_) => match fs::create_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(of_path(folder, &error));
                }
                _ => {}
            },
        }
        self.made().insert(folder.to_owned());
        Ok(())
    }

    fn made(&self) -> std::sync::MutexGuard<'_, HashSet<PathBuf>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Deletes a file, and the folders that this leaves empty.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn delete(&self, path: &str) -> Result<(), Problem> {
        let place = self.root.join(path);
        // A link on the way would lead to files that are not ours.
        let linked = place.ancestors().skip(1).take_while(|above| *above != self.root);
        if linked.into_iter().any(Path::is_symlink) {
            return Ok(());
        }
        match fs::remove_file(&place) {
            Err(error) if !is_absent(&error) => return Err(of_path(&place, &error)),
            _ => {}
        }
        for folder in place.ancestors().skip(1).take_while(|above| *above != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.made().remove(folder);
        }
        Ok(())
    }
}

/// Whether an error says that there is no such file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn of_path(path: &Path, error: &io::Error) -> Problem {
    let message = format!("`{}`: {error}", path.display());
    Problem::lasting(message, "look at the folder and its rights")
}
