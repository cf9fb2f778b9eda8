//! Stores of objects: S3 and what speaks as it does, Google Cloud Storage, Azure Blob.
//!
//! Lock and record are written only over the version that was read, which the store checks;
//! so of two deploys one learns that it was not the first.

use std::sync::{Mutex, PoisonError};

use object_store::path::Path;
use object_store::{
    Attribute, AttributeValue, Attributes, GetOptions, ObjectStore, ObjectStoreExt,
    PutMode, PutOptions, PutPayload, UpdateVersion,
};

use crate::deploy::headers;
use crate::deploy::lease::Lease;
use crate::deploy::problem::Problem;
use crate::deploy::record::RECORD;
use crate::deploy::site::SiteFile;
use crate::deploy::store::failure::of_store;

/// The name of the lock.
const LOCK: &str = ".chancery-deploy.lock";

/// The name under which a store keeps the mark of a file beside it.
const MARK: &str = "chancerymark";

/// A bucket or a container.
pub struct Objects {
    store: Box<dyn ObjectStore>,
    prefix: String,
    lock: Mutex<Option<UpdateVersion>>,
    record: Mutex<Option<UpdateVersion>>,
}

/// An object that was read: its bytes and its version.
type Seen = (Vec<u8>, UpdateVersion);

impl Objects {
    /// What is below a prefix in a store.
    pub fn new(store: Box<dyn ObjectStore>, prefix: &str) -> Self {
        let (lock, record) = (Mutex::default(), Mutex::default());
        Self { store, prefix: prefix.to_owned(), lock, record }
    }

    /// The name of an object.
    fn name(&self, path: &str) -> Result<Path, Problem> {
        Path::parse(format!("{}{path}", self.prefix)).map_err(|error| {
            let hint = "give the file another name";
            Problem::lasting(format!("`{path}` cannot be stored: {error}"), hint)
        })
    }

    /// Keeps other deploys away.
    ///
    /// # Errors
    ///
    /// That another one is at work, or what the store says.
    pub async fn lock(
        &self,
        lease: &Lease,
        waiting: &(dyn Fn() + Sync),
    ) -> Result<(), Problem> {
        let text = lease.text(0);
        let mut taken = self.write_if(LOCK, &text, None).await?;
        if taken.is_none() {
            waiting();
            let read = async || Ok(self.read(LOCK).await?.map(Compared));
            let silent = lease.silent(read).await?;
            let version = silent.map(|Compared((_, version))| version);
            taken = self.write_if(LOCK, &text, version).await?;
        }
        let taken = taken.ok_or_else(Problem::busy)?;
        set(&self.lock, Some(taken));
        Ok(())
    }

    /// Gives a sign of life.
    ///
    /// # Errors
    ///
    /// That another deploy has taken over, or what the store says.
    pub async fn beat(&self, lease: &Lease, number: u64) -> Result<(), Problem> {
        let known = get(&self.lock);
        let written = self.write_if(LOCK, &lease.text(number), known).await?;
        if written.is_none() {
            // An answer that was lost on its way is no other deploy.
            let seen = self.read(LOCK).await?;
            let (_, version) =
                seen.filter(|(text, _)| lease.is_ours(text)).ok_or_else(Problem::lost)?;
            set(&self.lock, Some(version));
            return Ok(());
        }
        set(&self.lock, written);
        Ok(())
    }

    /// Lets other deploys in.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub async fn unlock(&self) -> Result<(), Problem> {
        self.delete(LOCK).await
    }

    /// The record of what the store holds.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub async fn record(&self) -> Result<Option<Vec<u8>>, Problem> {
        let seen = self.read(RECORD).await?;
        let (bytes, version) = seen.unzip();
        set(&self.record, version);
        Ok(bytes)
    }

    /// Writes the record, over the one that was read.
    ///
    /// # Errors
    ///
    /// That another deploy has written it, or what the store says.
    pub async fn keep(&self, record: &[u8]) -> Result<(), Problem> {
        let written = self.write_if(RECORD, record, get(&self.record)).await?;
        set(&self.record, Some(written.ok_or_else(Problem::lost)?));
        Ok(())
    }

    /// Whether the store holds a file, by the mark beside it.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub async fn holds(&self, file: &SiteFile) -> Result<bool, Problem> {
        let options = GetOptions { head: true, ..GetOptions::default() };
        match self.store.get_opts(&self.name(&file.path)?, options).await {
            Ok(found) => {
                let mark = found.attributes.get(&Attribute::Metadata(MARK.into()));
                Ok(mark.is_some_and(|mark| mark.as_ref() == file.mark.to_string()))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(of_store(&error)),
        }
    }

    /// Sends a file with what a browser is to be told of it.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub async fn put(&self, file: &SiteFile, bytes: Vec<u8>) -> Result<(), Problem> {
        let cache = headers::cache_control(&file.path, file.digest);
        let mut attributes = attributes(headers::content_type(&file.path), cache);
        let mark = AttributeValue::from(file.mark.to_string());
        attributes.insert(Attribute::Metadata(MARK.into()), mark);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let name = self.name(&file.path)?;
        let put = self.store.put_opts(&name, PutPayload::from(bytes), options).await;
        put.map(drop).map_err(|error| of_store(&error))
    }

    /// Deletes an object.
    ///
    /// # Errors
    ///
    /// What the store says; one that is not there is no error.
    pub async fn delete(&self, path: &str) -> Result<(), Problem> {
        match self.store.delete(&self.name(path)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(of_store(&error)),
        }
    }

    /// An object with its version.
    async fn read(&self, path: &str) -> Result<Option<Seen>, Problem> {
        let found = match self.store.get(&self.name(path)?).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(of_store(&error)),
        };
        let version = UpdateVersion {
            e_tag: found.meta.e_tag.clone(),
            version: found.meta.version.clone(),
        };
        let bytes = found.bytes().await.map_err(|error| of_store(&error))?;
        Ok(Some((bytes.to_vec(), version)))
    }

    /// Writes an object over the version that is known, or where none is; its new version, or
    /// none when somebody else has written it.
    async fn write_if(
        &self,
        path: &str,
        bytes: &[u8],
        known: Option<UpdateVersion>,
    ) -> Result<Option<UpdateVersion>, Problem> {
        let is_new = known.is_none();
        let mode = known.map_or(PutMode::Create, PutMode::Update);
        let media = if path == RECORD { "application/json" } else { "text/plain" };
        let attributes = attributes(media, "no-store");
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        let payload = PutPayload::from(bytes.to_vec());
        match self.store.put_opts(&self.name(path)?, payload, options).await {
            Ok(written) => Ok(Some(written.into())),
            // There is no such bucket.
            Err(error @ object_store::Error::NotFound { .. }) if is_new => {
                Err(of_store(&error))
            }
            Err(
                object_store::Error::AlreadyExists { .. }
                | object_store::Error::Precondition { .. }
                | object_store::Error::NotFound { .. },
            ) => {
                // It may be this one, whose answer was lost on its way.
                let seen = self.read(path).await?;
                Ok(seen.filter(|(found, _)| found == bytes).map(|(_, version)| version))
            }
            Err(error) => Err(of_store(&error)),
        }
    }
}

/// What was seen of the lock, compared by its text.
struct Compared(Seen);

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        self.0.0 == other.0.0
    }
}

fn attributes(media: &'static str, cache: &'static str) -> Attributes {
    Attributes::from_iter([
        (Attribute::ContentType, AttributeValue::from(media)),
        (Attribute::CacheControl, AttributeValue::from(cache)),
    ])
}

fn get(version: &Mutex<Option<UpdateVersion>>) -> Option<UpdateVersion> {
    version.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn set(version: &Mutex<Option<UpdateVersion>>, new: Option<UpdateVersion>) {
    *version.lock().unwrap_or_else(PoisonError::into_inner) = new;
}
