//! The kinds of places to which single files are sent.

pub mod aws;
pub mod connect;
pub mod failure;
pub mod folder;
pub mod objects;
pub mod remote;
pub mod sftp;
pub mod ssh;

use std::path::Path;

use crate::deploy::environment::Environment;
use crate::deploy::lease::Lease;
use crate::deploy::problem::Problem;
use crate::deploy::site::SiteFile;
use crate::deploy::store::folder::Folder;
use crate::deploy::store::objects::Objects;
use crate::deploy::store::sftp::Sftp;
use crate::load::config::Place;

/// A place to which single files are sent.
pub enum Store {
    /// A folder of this machine.
    Folder(Folder),
    /// A bucket or a container.
    Objects(Objects),
    /// A folder of a host.
    Sftp(Box<Sftp>),
}

impl Store {
    /// The store of a place; `None` for a branch. Nothing is asked of it yet. What is relative
    /// is so to the publication's folder.
    ///
    /// # Errors
    ///
    /// When there are no credentials, or they cannot be used.
    pub fn of(
        place: &Place,
        root: &Path,
        environment: &Environment,
    ) -> Result<Option<Self>, Problem> {
        Ok(Some(match place {
            Place::Folder { path } => {
                Self::Folder(Folder::new(root.join(environment.path(path))))
            }
            Place::Git { .. } => return Ok(None),
            Place::Sftp { .. } => Self::Sftp(Box::new(Sftp::new(place, environment)?)),
            place => Self::Objects(connect::objects(place, environment)?),
        }))
    }

    /// Keeps other deploys away. `waiting` is called when it must be seen first whether another
    /// one is alive.
    ///
    /// # Errors
    ///
    /// That another one is at work, or what the target says.
    pub async fn lock(
        &self,
        lease: &Lease,
        waiting: &(dyn Fn() + Sync),
    ) -> Result<(), Problem> {
        match self {
            Self::Folder(folder) => folder.lock(),
            Self::Objects(objects) => objects.lock(lease, waiting).await,
            Self::Sftp(sftp) => sftp.lock(lease, waiting).await,
        }
    }

    /// Whether others see only by signs of life that a deploy is at work.
    pub fn beats(&self) -> bool {
        !matches!(self, Self::Folder(_))
    }

    /// Gives a sign of life.
    ///
    /// # Errors
    ///
    /// That another deploy has taken over, or what the target says.
    pub async fn beat(&self, lease: &Lease, number: u64) -> Result<(), Problem> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Objects(objects) => objects.beat(lease, number).await,
            Self::Sftp(sftp) => sftp.beat(lease, number).await,
        }
    }

    /// Lets other deploys in.
    ///
    /// # Errors
    ///
    /// What the target says.
    pub async fn unlock(&self) -> Result<(), Problem> {
        match self {
            Self::Folder(folder) => folder.unlock(),
            Self::Objects(objects) => objects.unlock().await,
            Self::Sftp(sftp) => sftp.unlock().await,
        }
    }

    /// The record of what the target holds.
    ///
    /// # Errors
    ///
    /// What the target says.
    pub async fn record(&self) -> Result<Option<Vec<u8>>, Problem> {
        match self {
            Self::Folder(folder) => folder.record(),
            Self::Objects(objects) => objects.record().await,
            Self::Sftp(sftp) => sftp.record().await,
        }
    }

    /// Writes the record.
    ///
    /// # Errors
    ///
    /// That another deploy has written it, or what the target says.
    pub async fn keep(&self, record: &[u8]) -> Result<(), Problem> {
        match self {
            Self::Folder(folder) => folder.keep(record),
            Self::Objects(objects) => objects.keep(record).await,
            Self::Sftp(sftp) => sftp.keep(record).await,
        }
    }

    /// Whether the target holds a file already, asked when that is in doubt.
    ///
    /// # Errors
    ///
    /// What the target says.
    pub async fn holds(&self, file: &SiteFile) -> Result<bool, Problem> {
        match self {
            Self::Folder(folder) => folder.holds(file),
            Self::Objects(objects) => objects.holds(file).await,
            Self::Sftp(sftp) => sftp.holds(file).await,
        }
    }

    /// Sends a file: whole or not at all.
    ///
    /// # Errors
    ///
    /// What the target says.
    pub async fn put(&self, file: &SiteFile, bytes: Vec<u8>) -> Result<(), Problem> {
        match self {
            Self::Folder(folder) => folder.put(&file.path, &bytes),
            Self::Objects(objects) => objects.put(file, bytes).await,
            Self::Sftp(sftp) => sftp.put(&file.path, &bytes).await,
        }
    }

    /// Deletes a file; one that is not there is as good as deleted.
    ///
    /// # Errors
    ///
    /// What the target says.
    pub async fn delete(&self, path: &str) -> Result<(), Problem> {
        match self {
            Self::Folder(folder) => folder.delete(path),
            Self::Objects(objects) => objects.delete(path).await,
            Self::Sftp(sftp) => sftp.delete(path).await,
        }
    }
}
