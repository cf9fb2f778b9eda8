//! The Snapshot after some paths have changed, without reading the rest again.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::diagnostic::Diagnostic;
use crate::base::path::FilePath;
use crate::load::config::Limits;
use crate::load::snapshot::{self, FOLDERS, Snapshot};

impl Snapshot {
    /// The Snapshot after some paths below the root have changed, with what is wrong with the
    /// files that were read; `None` when only a walk of everything can tell: a folder has
    /// changed, or a link is among the paths.
    pub fn refresh(
        &self,
        paths: &BTreeSet<FilePath>,
        limits: &Limits,
    ) -> Option<(Snapshot, Vec<Diagnostic>)> {
        let mut fresh = Snapshot {
            root: self.root.clone(),
            inputs: self.inputs.clone(),
            unread: BTreeSet::new(),
        };
        let mut diagnostics = Vec::new();
        let real = self.root.canonicalize().ok()?;
        for path in paths.iter().filter(|path| is_input(path)) {
            let full = self.root.join(path.as_str());
            let Ok(metadata) = std::fs::symlink_metadata(&full) else {
                if self.below(path.as_str()).next().is_some() {
                    return None;
                }
                fresh.inputs.remove(path);
                continue;
            };
            let parent = full.parent().and_then(|parent| parent.canonicalize().ok())?;
            if !metadata.is_file() || !parent.starts_with(&real) {
                return None;
            }
            match snapshot::read(&self.root, path, metadata.len(), limits) {
                Ok((input, warning)) => {
                    diagnostics.extend(warning);
                    fresh.inputs.insert(path.clone(), input);
                }
                Err(diagnostic) => {
                    fresh.inputs.remove(path);
                    fresh.unread.insert(path.clone());
                    diagnostics.push(*diagnostic);
                }
            }
        }
        (fresh.inputs.len() <= limits.files).then_some((fresh, diagnostics))
    }

    /// Whether every input has the same bytes.
    pub fn same(&self, other: &Snapshot) -> bool {
        self.inputs.len() == other.inputs.len()
            && self.unread == other.unread
            && self.inputs.iter().zip(&other.inputs).all(
                |((path, input), (other_path, other))| {
                    path == other_path
                        && input.digest == other.digest
                        && input.size == other.size
                },
            )
    }
}

/// Whether a path below the root is one that a walk would read, were it a file.
pub fn is_input(path: &FilePath) -> bool {
    let mut parts = Path::new(path.as_str()).iter().filter_map(|part| part.to_str());
    let Some(folder) = parts.next().filter(|folder| FOLDERS.contains(folder)) else {
        return false;
    };
    let mut rest = parts.peekable();
    rest.peek().is_some() && rest.all(|name| snapshot::is_wanted(name, folder))
}
