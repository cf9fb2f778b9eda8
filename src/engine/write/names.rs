//! The names that are ours in the output folder, and those that an output may have.

use super::error::WriteError;
use crate::base::path::is_plain;

/// The name of the manifest in the output folder.
pub(super) const MANIFEST: &str = ".chancery.json";

/// The names of private things inside the output folder, where beside it will not do.
pub(super) const INSIDE: [&str; 2] = [".chancery-stage", ".chancery-cache.json"];

/// Refuses a path that is not the plain relative path of a file below the output folder.
pub(super) fn check(path: &str) -> Result<(), WriteError> {
    is_plain(path).map_err(|why| WriteError::BadPath { path: path.to_owned(), why })
}
