//! The index of search: made as a whole, of all public pages, and only when one of them is
//! other than it was. Which crate makes it the engine does not know.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::base::phase::phase;
use crate::engine::rendered::{Outputs, Rendered};
use crate::engine::sink::Sink;
use crate::engine::write::WriteError;
use crate::load::snapshot::SETTINGS;
use crate::plan::{Plan, records, search};
use crate::render::output::Fingerprint;
use crate::view::search::Record;

/// The files of an index.
pub type Files = BTreeMap<Address, Arc<[u8]>>;

/// Makes the index.
pub trait Indexer: Send + Sync {
    /// The files of the index of some records, which stand in the order of their addresses.
    /// The same records make the same bytes.
    ///
    /// # Errors
    ///
    /// Why it could not be made, in words.
    fn index(&self, records: &[Record]) -> Result<Files, String>;
}

/// An index that was made, by what it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The digest of all that its records may be made of.
    pub ingredients: Digest,
    /// The digest of its records.
    pub records: Digest,
    /// Its files: addresses, and digests of their bytes.
    pub files: Vec<(String, Digest)>,
}

impl Made {
    /// Its files.
    pub fn addresses(&self) -> impl Iterator<Item = (Address, Digest)> {
        self.files.iter().map(|(address, digest)| (Address::new(&**address), *digest))
    }
}

/// What there is to an index of a plan.
pub struct Wanted {
    ingredients: Digest,
    /// The records, once they are there, with their digest.
    records: Option<(Vec<Record>, Digest)>,
}

impl Wanted {
    /// The index that a plan should have, if any.
    pub fn of(plan: &Plan) -> Option<Self> {
        let wanted = || Self { ingredients: records::ingredients(plan), records: None };
        search::has_index(&plan.shared.site).then(wanted)
    }

    /// Whether an index is this one; the records are made only where their ingredients differ.
    pub fn is(&mut self, known: &mut Made, plan: &Plan) -> bool {
        if known.ingredients == self.ingredients {
            return true;
        }
        let same = self.records(plan).1 == known.records;
        if same {
            known.ingredients = self.ingredients;
        }
        same
    }

    fn records(&mut self, plan: &Plan) -> &(Vec<Record>, Digest) {
        self.records.get_or_insert_with(|| {
            let records = records::records(plan);
            let digest = Digest::of(&records);
            (records, digest)
        })
    }

    /// Makes it. What the plan holds itself at an address stays; the last value says of how
    /// many pages it was made.
    ///
    /// # Errors
    ///
    /// Why it could not be made.
    pub fn make(
        mut self,
        plan: &Plan,
        indexer: &dyn Indexer,
    ) -> Result<(Made, Files, usize), Box<Diagnostic>> {
        let part = phase!("index");
        let ingredients = self.ingredients;
        let (records, digest) = self.records(plan);
        part.items(records.len());
        let mut files = indexer.index(records).map_err(|why| Box::new(failed(&why)))?;
        files.retain(|address, _| !plan.outputs.has(address.as_str()));
        let named =
            files.iter().map(|(a, bytes)| (a.to_string(), Digest::of_bytes(bytes)));
        let made = Made { ingredients, records: *digest, files: named.collect() };
        Ok((made, files, records.len()))
    }
}

/// Something that stands in the way of an index.
fn failed(why: &str) -> Diagnostic {
    let message = format!("the index of search cannot be made: {why}");
    Diagnostic::error("search", Place::file(&FilePath::new(SETTINGS)), message)
        .hint("set `search = false` below `[outputs]` to build without it")
}

/// What became of the index in a build.
#[derive(Default)]
pub struct Placed {
    /// The index; none without one.
    pub made: Option<Made>,
    /// Its files, as the next build can use them.
    pub outputs: Outputs,
    /// Those of them that were written.
    pub written: Vec<Address>,
    /// Of how many pages it was made; none when it was there.
    pub indexed: usize,
    /// Why it could not be made.
    pub failed: Option<Box<Diagnostic>>,
}

/// Puts the index of a plan into a sink. One that is known is kept when it is the same and the
/// sink has every file of it.
///
/// # Errors
///
/// What the sink says.
pub fn place(
    plan: &Plan,
    indexer: &dyn Indexer,
    known: Option<Made>,
    sink: &dyn Sink,
) -> Result<Placed, WriteError> {
    let mut placed = Placed::default();
    let Some(mut wanted) = Wanted::of(plan) else { return Ok(placed) };
    if let Some(mut known) = known
        && wanted.is(&mut known, plan)
        && kept(&known, sink)?
    {
        placed.outputs = outputs(&known);
        placed.made = Some(known);
        return Ok(placed);
    }
    match wanted.make(plan, indexer) {
        Err(diagnostic) => placed.failed = Some(diagnostic),
        Ok((made, files, indexed)) => {
            placed.written = put(&made, &files, sink)?;
            placed.outputs = outputs(&made);
            placed.indexed = indexed;
            placed.made = Some(made);
        }
    }
    Ok(placed)
}

/// Whether a sink has every file of an index; they are kept then.
///
/// # Errors
///
/// What the sink says.
pub fn kept(made: &Made, sink: &dyn Sink) -> Result<bool, WriteError> {
    for (address, digest) in made.addresses() {
        if !sink.keep(&address, digest)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts the files of an index into a sink that does not have them; gives those.
///
/// # Errors
///
/// What the sink says.
pub fn put(
    made: &Made,
    files: &Files,
    sink: &dyn Sink,
) -> Result<Vec<Address>, WriteError> {
    let mut written = Vec::new();
    for (address, digest) in made.addresses() {
        let Some(bytes) = files.get(&address) else { continue };
        if !sink.keep(&address, digest)? {
            sink.put(&address, bytes)?;
            written.push(address);
        }
    }
    Ok(written)
}

/// The files of an index as outputs.
fn outputs(made: &Made) -> Outputs {
    let none = Digest::default();
    let engine = Digest::of(env!("CARGO_PKG_VERSION"));
    let fingerprint = Fingerprint::of_parts([engine, none, none, none, made.records]);
    let output = |(address, digest): (Address, Digest)| {
        let (ingredients, bytes, facts) = (None, None, None);
        (address, Rendered { fingerprint, ingredients, digest, bytes, facts })
    };
    made.addresses().map(output).collect()
}
