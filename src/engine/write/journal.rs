//! The journal: what a commit is going to do, written down before it does it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::earlier;
use super::error::WriteError;
use super::folders::{Folders, stranger};
use super::manifest::{self, Manifest};
use super::names::{self, MANIFEST};
use super::place::Place;
use crate::base::digest::Digest;

/// The name of the journal in the stage. The stage is committed once it is there.
const NAME: &str = "journal.json";

/// The version of the journal's form.
const FORMAT: u32 = 1;

/// Called before each step of a commit; a test lets the build die there.
pub(super) type Beat<'a> = &'a mut dyn FnMut() -> Result<(), WriteError>;

/// One staged file and the path that it goes to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Move {
    /// The name of the staged file, a number.
    pub(super) staged: usize,
    /// The path below the output folder.
    pub(super) path: String,
    /// The digest of its bytes.
    pub(super) digest: Digest,
}

/// What a commit is going to do, in this order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    format: u32,
    /// The digest of the manifest that it replaces.
    before: Option<Digest>,
    /// The digest of the manifest that it leaves.
    after: Digest,
    /// Files to remove first: where one stands a folder is to be, or the reverse.
    clear: Vec<String>,
    /// Staged files and where they go; the manifest is the last.
    moves: Vec<Move>,
    /// Files to remove.
    remove: Vec<String>,
}

impl Journal {
    /// A journal that replaces one manifest by another.
    pub(super) fn new(
        (before, after): (Option<Digest>, Digest),
        clear: Vec<String>,
        moves: Vec<Move>,
        remove: Vec<String>,
    ) -> Self {
        Self { format: FORMAT, before, after, clear, moves, remove }
    }

    /// Writes the journal into the stage, synced, under its name only when it is whole.
    pub(super) fn write(&self, stage: &Path, beat: Beat<'_>) -> Result<(), WriteError> {
        beat()?;
        let (unfinished, path) = (stage.join("journal.part"), stage.join(NAME));
        let fail = || WriteError::io("write", &path);
        let bytes = serde_json::to_vec(self).map_err(|e| fail()(e.into()))?;
        let mut file = File::create_new(&unfinished).map_err(fail())?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(fail())?;
        beat()?;
        fs::rename(&unfinished, &path).map_err(fail())?;
        if cfg!(unix) {
            File::open(stage).and_then(|folder| folder.sync_all()).map_err(fail())?;
        }
        Ok(())
    }

    /// Does what the journal says; what is done already is passed over. (A cleared path is
    /// never one of the new site: when it is met again, a folder or a file in place of its
    /// folder stands there, and both are left alone.)
    pub(super) fn run(
        &self,
        root: &Path,
        stage: &Path,
        beat: Beat<'_>,
    ) -> Result<(), WriteError> {
        let mut folders = Folders::new(root);
        for path in &self.clear {
            beat()?;
            folders.remove(path)?;
        }
        for step in &self.moves {
            let from = stage.join(step.staged.to_string());
            if !from.exists() {
                continue;
            }
            beat()?;
            folders.make_above(&step.path)?;
            let to = root.join(&step.path);
            fs::rename(&from, &to).map_err(WriteError::io("replace", &to))?;
        }
        for path in &self.remove {
            beat()?;
            folders.remove(path)?;
        }
        Ok(())
    }

    /// Refuses to run over what the user has put there since the crash.
    fn refuse_foreign(&self, root: &Path, stage: &Path) -> Result<(), WriteError> {
        let current = Manifest::load(root)?;
        for step in &self.moves {
            let target = root.join(&step.path);
            let ours = step.path == MANIFEST
                || current.as_ref().is_some_and(|m| m.files.contains_key(&step.path));
            let waits = stage.join(step.staged.to_string()).exists();
            if waits && !ours && fs::symlink_metadata(&target).is_ok_and(|t| !t.is_dir())
            {
                return Err(WriteError::Foreign { path: target });
            }
        }
        Ok(())
    }

    /// Whether the output folder is the one that the journal was written for.
    fn belongs_to(&self, root: &Path) -> Result<bool, WriteError> {
        if !root.is_dir() {
            return Ok(false);
        }
        if let Some(bytes) = manifest::read(root)? {
            let found = Some(Digest::of_bytes(&bytes));
            return Ok(found == self.before || found == Some(self.after));
        }
        if self.before.is_some() {
            return Ok(false);
        }
        // It was empty: what is there now must have been moved by this journal.
        let ours = |path: &str, is_folder: bool| {
            names::INSIDE.iter().any(|own| path.starts_with(own))
                || self.moves.iter().any(|m| match m.path.strip_prefix(path) {
                    Some("") => !is_folder,
                    Some(rest) => is_folder && rest.starts_with('/'),
                    None => false,
                })
        };
        Ok(stranger(root, "", &ours)?.is_none())
    }

    /// Lets no staged file be moved whose bytes did not reach the disk.
    fn drop_torn(&self, stage: &Path) -> Result<(), WriteError> {
        for step in &self.moves {
            let path = stage.join(step.staged.to_string());
            if path.exists() && earlier::digest(&path).ok() != Some(step.digest) {
                fs::remove_file(&path).map_err(WriteError::io("remove", &path))?;
            }
        }
        Ok(())
    }
}

/// Whether a crash left a journal for an output folder.
pub(super) fn is_left(place: &Place) -> bool {
    place.stages().iter().any(|stage| stage.join(NAME).exists())
}

/// Finishes the journal that a crash left, or drops what was staged without one. Returns
/// whether there was a journal.
pub(super) fn recover(place: &Place, beat: Beat<'_>) -> Result<bool, WriteError> {
    let mut found = false;
    for stage in place.stages() {
        if let Some(journal) = load(&stage)
            && journal.belongs_to(&place.root)?
        {
            found = true;
            journal.refuse_foreign(&place.root, &stage)?;
            journal.drop_torn(&stage)?;
            journal.run(&place.root, &stage, beat)?;
        }
        discard(&stage)?;
    }
    remove_all(&place.fresh())?;
    Ok(found)
}

/// Removes a stage, its journal first, so that a stage half removed is never run.
pub(super) fn discard(stage: &Path) -> Result<(), WriteError> {
    let path = stage.join(NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(WriteError::io("remove", &path)(error));
        }
        _ => {}
    }
    remove_all(stage)
}

/// Removes a folder of ours with everything in it, when it is there.
pub(super) fn remove_all(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WriteError::io("remove", folder)(error))
        }
        _ => Ok(()),
    }
}

/// The journal of a stage, when it is there and sound.
fn load(stage: &Path) -> Option<Journal> {
    let bytes = fs::read(stage.join(NAME)).ok()?;
    let journal: Journal = serde_json::from_slice(&bytes).ok()?;
    let sound = |path: &String| path == MANIFEST || names::check(path).is_ok();
    let paths = journal.moves.iter().map(|m| &m.path);
    let all = paths.chain(&journal.clear).chain(&journal.remove);
    (journal.format == FORMAT && all.into_iter().all(sound)).then_some(journal)
}
