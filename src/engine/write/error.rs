//! Why an output folder was not written.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder was not written.
///
/// Unless it was [`commit`](super::Stage::commit) that failed while running its journal,
/// the output folder is as it was; then the next build finishes the journal.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder holds files and no manifest of ours.
    NotOurs {
        /// The output folder.
        folder: PathBuf,
    },
    /// Something that the manifest does not name stands where a file is to go.
    Foreign {
        /// The thing in the way.
        path: PathBuf,
    },
    /// The output folder is not a folder.
    NotAFolder {
        /// What was given as the output folder.
        path: PathBuf,
    },
    /// The manifest cannot be understood, so nobody knows what may be removed.
    BadManifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another build is writing this folder now.
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// The disk is full, or the user's share of it.
    NoSpace {
        /// What was being written.
        path: PathBuf,
    },
    /// The system refused.
    Io {
        /// What was being done: `write`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An input file changed between being looked at and being copied.
    Changed {
        /// The input file.
        path: PathBuf,
    },
    /// A mistake of the caller: one path was given twice.
    Twice {
        /// The path below the output folder.
        path: String,
    },
    /// A mistake of the caller: one path is to be a file and a folder.
    Clash {
        /// The path below the output folder.
        path: String,
    },
    /// A mistake of the caller: a path that cannot stand below the output folder.
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A mistake of the caller: commit after a file that could not be written.
    Unfinished {
        /// The path below the output folder.
        path: String,
    },
}

impl WriteError {
    /// The exit code of a command that ends with it: 1 when the user has to choose another
    /// folder or move a file, 3 when the system or the program failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotOurs { .. }
            | Self::Foreign { .. }
            | Self::NotAFolder { .. }
            | Self::BadManifest { .. } => 1,
            Self::Io { source, .. } if in_the_way(source) => 1,
            _ => 3,
        }
    }

    /// What to do about it, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotOurs { .. } => "choose an empty or a new folder, or empty this one",
            Self::Foreign { .. } => "move it out of the output folder, or delete it",
            Self::NotAFolder { .. } => "choose another output folder",
            Self::BadManifest { .. } => "delete the output folder and build again",
            Self::Busy { .. } => "wait until the other build has ended",
            Self::NoSpace { .. } => "make room and build again",
            Self::Changed { .. } => "build again",
            Self::Io { source, .. } if refused(source) => {
                "ask for the right to write there, or name another folder with `--output`"
            }
            Self::Io { source, .. } if in_the_way(source) => {
                "name another folder with `--output`"
            }
            _ => return None,
        })
    }

    /// What the system said while something was done to a path.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::NoSpace { path }
            }
            _ => Self::Io { doing, path, source },
        }
    }
}

/// Whether the system does not allow it.
fn refused(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// Whether a file stands where a folder is needed.
fn in_the_way(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotADirectory
}

/// The folder that holds a path, or what we made beside an output folder for a while.
fn holder(path: &Path) -> &Path {
    let ours = |path: &Path| path.to_string_lossy().contains(".chancery-");
    path.ancestors().skip(1).find(|folder| !ours(folder)).unwrap_or(path)
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs { folder } => write!(
                f,
                "the output folder `{}` holds files that were not made by a build",
                folder.display()
            ),
            Self::Foreign { path } => write!(
                f,
                "`{}` was not made by a build and is in the way of an output",
                path.display()
            ),
            Self::NotAFolder { path } => {
                write!(f, "the output folder `{}` is not a folder", path.display())
            }
            Self::BadManifest { path, why } => {
                write!(f, "the manifest `{}` cannot be used: {why}", path.display())
            }
            Self::Busy { folder } => {
                write!(f, "another build is writing `{}` now", folder.display())
            }
            Self::NoSpace { path } => {
                let folder = holder(path).display();
                write!(f, "no space is left on the disk that holds `{folder}`")
            }
            Self::Io { doing, path, source } => {
                write!(f, "cannot {doing} `{}`: {source}", path.display())
            }
            Self::Changed { path } => {
                write!(f, "`{}` changed while it was being copied", path.display())
            }
            Self::Twice { path } => write!(f, "the output `{path}` was written twice"),
            Self::Clash { path } => {
                write!(f, "the output `{path}` cannot be both a file and a folder")
            }
            Self::BadPath { path, why } => {
                write!(f, "`{path}` cannot be the path of an output: {why}")
            }
            Self::Unfinished { path } => {
                write!(f, "the output `{path}` was never finished")
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
