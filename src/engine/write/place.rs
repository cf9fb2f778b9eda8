//! Where an output folder stands, and what stands beside it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::names::{INSIDE, MANIFEST};

/// Where an output folder stands, links on the way to it resolved.
#[derive(Debug)]
pub(super) struct Place {
    /// The output folder.
    pub(super) root: PathBuf,
    /// The folder that holds it.
    parent: PathBuf,
    /// Its name there.
    name: OsString,
}

impl Place {
    /// Finds the place of an output folder and makes the folders above it.
    pub(super) fn find(output: &Path) -> Result<Self, WriteError> {
        let root = match fs::symlink_metadata(output) {
            Ok(_) => {
                let root = fs::canonicalize(output)
                    .map_err(WriteError::io("follow the link", output))?;
                if !root.is_dir() {
                    return Err(WriteError::NotAFolder { path: output.to_owned() });
                }
                root
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => absent(output)?,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder { path: output.to_owned() });
            }
            Err(error) => return Err(WriteError::io("look at", output)(error)),
        };
        match (root.parent(), root.file_name()) {
            (Some(parent), Some(name)) => {
                Ok(Self { parent: parent.to_owned(), name: name.to_owned(), root })
            }
            _ => Err(WriteError::NotAFolder { path: output.to_owned() }),
        }
    }

    /// Where the site is made when there is no output folder yet.
    pub(super) fn fresh(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where changed files are staged: a place from where they can be renamed.
    pub(super) fn stage(&self) -> PathBuf {
        let [beside, inside] = self.stages();
        if same_mount(&self.parent, &self.root) { beside } else { inside }
    }

    /// Every place where changed files may have been staged.
    pub(super) fn stages(&self) -> [PathBuf; 2] {
        [self.beside("stage"), self.root.join(INSIDE[0])]
    }

    /// Where the cache is kept, and where it is kept when that is not allowed.
    pub(super) fn caches(&self) -> [PathBuf; 2] {
        [self.beside("cache.json"), self.root.join(INSIDE[1])]
    }

    /// Where the next process finds what this one knows.
    pub(super) fn memo(&self) -> PathBuf {
        self.beside("memo")
    }

    /// Refuses a folder with files and without our manifest.
    pub(super) fn refuse_foreign(&self) -> Result<(), WriteError> {
        let root = &self.root;
        if fs::symlink_metadata(root.join(MANIFEST)).is_ok() {
            return Ok(());
        }
        let fail = || WriteError::io("list", root);
        for entry in fs::read_dir(root).map_err(fail())? {
            let name = entry.map_err(fail())?.file_name();
            if !INSIDE.iter().any(|own| name == **own) {
                return Err(WriteError::NotOurs { folder: root.clone() });
            }
        }
        Ok(())
    }

    /// A private path beside the output folder.
    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".chancery-");
        name.push(ending);
        self.parent.join(name)
    }
}

/// The resolved path of an output folder that does not exist yet.
fn absent(output: &Path) -> Result<PathBuf, WriteError> {
    let Some(name) = output.file_name() else {
        return Err(WriteError::NotAFolder { path: output.to_owned() });
    };
    let parent = match output.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(WriteError::io("create the folder", parent))?;
    let parent =
        fs::canonicalize(parent).map_err(WriteError::io("find the folder", parent))?;
    Ok(parent.join(name))
}

/// Whether a file can be renamed from one folder into another.
#[cfg(target_os = "linux")]
fn same_mount(a: &Path, b: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    // The device alone would not tell bind mounts apart.
    let mount = |path: &Path| {
        statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID)
            .map(|s| (s.stx_mnt_id, s.stx_dev_major, s.stx_dev_minor))
    };
    matches!((mount(a), mount(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a file can be renamed from one folder into another.
#[cfg(all(unix, not(target_os = "linux")))]
fn same_mount(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|m| m.dev());
    matches!((device(a), device(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a file can be renamed from one folder into another.
#[cfg(not(unix))]
fn same_mount(_: &Path, _: &Path) -> bool {
    true
}
