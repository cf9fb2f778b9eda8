//! The files of a site that has been built.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::deploy::headers;
use crate::deploy::problem::Problem;
use crate::engine::write::Manifest;

/// A site in its output folder.
#[derive(Clone, Debug)]
pub struct BuiltSite {
    /// The folder.
    pub folder: PathBuf,
    /// Its files, sorted by path.
    pub files: Vec<SiteFile>,
}

/// One file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path below the output folder.
    pub path: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The digest of its bytes and of what a store says with them.
    pub mark: Digest,
}

impl SiteFile {
    /// A file with a digest.
    pub fn new(path: String, digest: Digest) -> Self {
        let media = headers::content_type(&path);
        let cache = headers::cache_control(&path, digest);
        let mark = Digest::of_bytes(format!("{digest}\n{media}\n{cache}").as_bytes());
        Self { path, digest, mark }
    }
}

impl BuiltSite {
    /// The site of an output folder: what its manifest names.
    ///
    /// # Errors
    ///
    /// When the folder was not written by us.
    pub fn of(folder: &Path) -> Result<Self, Problem> {
        let unread = |why: String| {
            Problem::lasting(why, "build the site again with `chancery build`")
        };
        let manifest =
            Manifest::load(folder).map_err(|error| unread(error.to_string()))?;
        let manifest = manifest.ok_or_else(|| {
            unread(format!("there is no built site in `{}`", folder.display()))
        })?;
        let files = manifest.files.into_iter();
        let files = files.map(|(path, digest)| SiteFile::new(path, digest)).collect();
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// Where a file is.
    pub fn place(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// How long a file is.
    pub fn size(&self, path: &str) -> u64 {
        fs::metadata(self.place(path)).map_or(0, |known| known.len())
    }

    /// The bytes of a file, which must be those that were built.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is another one by now.
    pub fn bytes(&self, file: &SiteFile) -> Result<Vec<u8>, Problem> {
        let again =
            "type the command again, and let nothing else write the output folder";
        let bytes = fs::read(self.place(&file.path)).map_err(|error| {
            Problem::lasting(format!("`{}`: {error}", file.path), again)
        })?;
        if Digest::of_bytes(&bytes) != file.digest {
            let message = format!("`{}` was changed while it was deployed", file.path);
            return Err(Problem::lasting(message, again));
        }
        Ok(bytes)
    }
}
