//! What one process leaves for the next, in a file beside the output folder: the documents as
//! they were parsed, what each output was made of, what styles of CSL have made of citations,
//! and what the whole build was.
//!
//! Each part is believed only with its checksum and only by the same build of Chancery; on any
//! doubt it is made anew. None of it says what is public. No record of a document holds the
//! keys that decide it (`draft`, `embargo`, `expires`, and `draft`, `from` and `until` of
//! headlines: see [`documents`]); whether an article or a headline is held back is read from
//! the text as it stands on the disk now, by the reader of front matter, in every build. A
//! build is called the same as the last one ([`whole`]) only when what the texts hold back now
//! is what was held back then.

pub mod documents;
pub mod file;
pub mod whole;

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::cite::formatted::Formatted;
use crate::cite::formatted_memo::FormattedMemo;
use crate::engine::index::Made;
use crate::engine::rendered::{Outputs, Rendered};
use crate::engine::warm::documents::{Place, Store};
use crate::engine::warm::file::Ends;
use crate::engine::warm::whole::Whole;
use crate::parse::document::Document;
use crate::render::output::Fingerprint;

/// What an earlier process left.
#[derive(Default)]
pub struct Left {
    /// Its documents.
    pub store: Store,
    /// The index of search, until somebody takes it.
    pub index: Option<Made>,
    /// What styles of CSL had made of citations, until somebody takes it.
    pub formatted: Vec<(Digest, Arc<Formatted>)>,
    /// Where the parts of the file end, when it is believed.
    ends: Option<Ends>,
}

/// What stands at the end of the file: all that is read of it at once.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Index {
    /// The digest of the rules by which the documents were parsed.
    rules: Digest,
    /// Where each document stands.
    documents: Vec<Place>,
    /// The outputs.
    outputs: Vec<Entry>,
    /// The whole build.
    whole: Option<Whole>,
    /// What styles of CSL have made of citations.
    formatted: Vec<(Digest, Arc<Formatted>)>,
    /// The index of search.
    index: Option<Made>,
}

/// An output: its address, the digest of its bytes, what it was made of, and what that was
/// made of.
#[derive(PartialEq, Serialize, Deserialize)]
struct Entry(String, Digest, [Digest; 5], Option<Digest>);

impl Entry {
    fn of((address, rendered): (&Address, &Rendered)) -> Self {
        let Rendered { fingerprint, ingredients, digest, bytes: _, facts: _ } = rendered;
        Self(address.to_string(), *digest, fingerprint.parts(), *ingredients)
    }

    fn output(self) -> Option<(Address, Rendered)> {
        let Self(address, digest, parts, ingredients) = self;
        let fingerprint = Fingerprint::of_parts(parts);
        let (bytes, facts) = (None, None);
        let rendered = Rendered { fingerprint, ingredients, digest, bytes, facts };
        address.starts_with('/').then(|| (Address::new(address), rendered))
    }
}

/// What an earlier process left in a file; nothing, on any doubt.
pub fn read(path: &Path) -> (Left, Outputs, Option<Whole>) {
    known(path).unwrap_or_default()
}

fn known(path: &Path) -> Option<(Left, Outputs, Option<Whole>)> {
    let (index, ends) = file::read(path)?;
    let index = postcard::from_bytes(&index).ok()?;
    let Index { rules, documents, outputs, whole, formatted, index } = index;
    let store = Store::new(path, rules, documents, ends.records)?;
    let outputs: Option<Outputs> = outputs.into_iter().map(Entry::output).collect();
    Some((Left { store, index, formatted, ends: Some(ends) }, outputs?, whole))
}

/// The bytes of an index.
fn packed(index: &Index) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(index).map_err(io::Error::other)
}

/// What a process leaves.
pub struct Leaving<'a> {
    /// What the process before it left.
    pub left: &'a Left,
    /// The digest of the rules by which the documents were parsed.
    pub rules: Digest,
    /// The documents, in the order of their files.
    pub documents: &'a [Arc<Document>],
    /// The outputs.
    pub outputs: &'a Outputs,
    /// The whole build.
    pub whole: Option<&'a Whole>,
    /// What styles of CSL have made of citations.
    pub formatted: &'a FormattedMemo,
    /// The index of search.
    pub index: Option<&'a Made>,
}

impl Leaving<'_> {
    /// Leaves it in a file: what is not there yet is added to what is. Where it cannot be
    /// written the next process starts with nothing.
    pub fn write(&self, path: &Path) {
        if self.written(path).is_err() {
            // A torn file is not believed either; there is nothing more to do.
            let _ = std::fs::remove_file(path);
        }
    }

    fn written(&self, path: &Path) -> io::Result<()> {
        let store = &self.left.store;
        let (mut places, mut fresh) = store.sort(self.rules, self.documents);
        let kept: u64 = places.iter().map(Place::length).sum();
        let ends = self.left.ends.filter(|ends| !ends.wasteful(kept));
        if ends.is_none() {
            places.clear();
            fresh = self.documents.iter().filter(|d| documents::is_kept(d)).collect();
        }
        let mut index = Index {
            rules: self.rules,
            documents: places,
            outputs: self.outputs.iter().map(Entry::of).collect(),
            whole: self.whole.cloned(),
            formatted: self.formatted.last(self.documents.len()),
            index: self.index.cloned(),
        };
        if let Some(ends) = ends.filter(|_| fresh.is_empty())
            && ends.has(&packed(&index)?)
        {
            return Ok(());
        }
        let writer = file::Writer::open(path, ends)?;
        documents::write(&writer, &fresh, &mut index.documents)?;
        index.documents.sort_unstable();
        writer.finish(&packed(&index)?)
    }
}
