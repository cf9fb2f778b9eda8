//! The names that are ours in the output folder, and those that an output may have.

use super::error::WriteError;

/// The name of the manifest in the output folder.
pub(super) const MANIFEST: &str = ".chancery.json";

/// The names of private things inside the output folder, where beside it will not do.
pub(super) const INSIDE: [&str; 2] = [".chancery-stage", ".chancery-cache.json"];

/// Refuses a path that is not the plain relative path of a file below the output folder.
pub(super) fn check(path: &str) -> Result<(), WriteError> {
    let bad = |why| Err(WriteError::BadPath { path: path.to_owned(), why });
    if path.is_empty() {
        return bad("it is empty");
    }
    if path.starts_with('/') {
        return bad("it is not relative");
    }
    if path.contains(['\\', '\0']) {
        return bad("it holds a back slash or a null");
    }
    if cfg!(windows) && path.contains(':') {
        return bad("it holds a colon");
    }
    for part in path.split('/') {
        match part {
            "" => return bad("it has an empty part"),
            "." | ".." => return bad("it has a part of dots"),
            _ => {}
        }
    }
    let first = path.split('/').next().unwrap_or_default();
    if first == MANIFEST || INSIDE.contains(&first) {
        return bad("the name is reserved");
    }
    Ok(())
}
