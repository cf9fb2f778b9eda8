//! The index of search as a Generation serves and writes it.

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::engine::index;
use crate::engine::live::generation::{Generation, Served};
use crate::engine::sink::Sink;
use crate::engine::write::WriteError;
use crate::plan::search;

/// The files of an index that are asked for first.
const ENTRIES: [&str; 2] = ["pagefind.js", "pagefind-entry.json"];

impl Generation {
    /// A file of the index of search, which is made now where somebody begins to search in an
    /// old one.
    pub(super) fn of_index(&self, address: &Address) -> Option<Served> {
        let inside = address.as_str().strip_prefix(search::ADDRESS)?;
        let (plan, shelf) = (self.plan()?, self.shelf());
        let first = ENTRIES.iter().any(|entry| inside.ends_with(entry));
        let last = shelf.last().filter(|last| !first && last.files.is_some());
        let shelved = match last {
            Some(last) => last,
            None => shelf.fresh(plan).ok()??,
        };
        let bytes = shelved.files.as_ref()?.get(address)?.clone();
        let digest = Digest::of_bytes(&bytes);
        Some(Served { bytes, digest, state: None, broken: false })
    }

    /// Puts the last index of search into a sink, of whatever plan it was made; says how many
    /// files it has.
    pub(super) fn put_index(&self, sink: &dyn Sink) -> Result<usize, WriteError> {
        let shelf = self.shelf();
        shelf.put(None);
        let wanted = self.site().is_some_and(|site| search::has_index(site));
        let Some(last) = shelf.last().filter(|_| wanted) else { return Ok(0) };
        match &last.files {
            Some(files) => drop(index::put(&last.made, files, sink)?),
            None if index::kept(&last.made, sink)? => {}
            // What the folder no longer has as it was comes with the next index.
            None => {
                shelf.forget();
                return Ok(0);
            }
        }
        shelf.put(Some(&last.made));
        Ok(last.made.files.len())
    }

    /// Whether the output folder has another index than that of this plan, as far as errors
    /// leave it one.
    pub fn index_is_due(&self) -> bool {
        let plan = self.plan().filter(|_| !self.has_errors());
        plan.is_some_and(|plan| self.shelf().is_due(plan))
    }

    /// Makes the index of this plan, if it is not there; what stands in its way is told with
    /// the rest.
    pub fn index_now(&self) {
        let Some(plan) = self.plan() else { return };
        if let Err(diagnostic) = self.shelf().fresh(plan) {
            self.add(*diagnostic);
        }
    }
}
