//! Files of shared works under `content/references/`: Hayagriva's YAML, BibLaTeX, CSL-JSON.
//!
//! A file of twenty thousand works is indexed, not read: where each stands and what it is
//! cited by. One is read when somebody asks for it.

mod bib;
mod json;
mod kind;
mod languages;
mod names;
mod yaml;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::parse::front::SourceFront;

pub use kind::csl_type;
pub use languages::babel;

/// How the works of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A map from key to work in YAML, as Hayagriva reads it.
    Hayagriva,
    /// BibLaTeX or BibTeX.
    BibLatex,
    /// A list in JSON (CSL-JSON 1.0.2), as Zotero exports it.
    CslJson,
}

impl Format {
    /// The format of a file, by its ending.
    pub fn of(file: &FilePath) -> Option<Self> {
        Some(match &*file.extension() {
            "yml" | "yaml" => Self::Hayagriva,
            "bib" => Self::BibLatex,
            "json" => Self::CslJson,
            _ => return None,
        })
    }
}

/// Whether a file below `content/references/` is one of shared works, by its ending.
pub fn is_library(file: &FilePath) -> bool {
    Format::of(file).is_some()
}

/// The works of one file.
#[derive(Debug)]
pub struct Library {
    /// The file.
    pub file: FilePath,
    /// The works, in the order of the file.
    pub works: Vec<SharedWork>,
    format: Format,
    text: Arc<str>,
    /// Where abbreviations are defined, in BibLaTeX.
    abbreviations: Vec<Range<usize>>,
    /// The first work of each key.
    by_key: HashMap<Id, usize>,
}

/// A work of such a file.
#[derive(Debug)]
pub struct SharedWork {
    /// The key, folded.
    pub key: Id,
    /// Where the key stands.
    pub place: Range<usize>,
    /// Where the whole entry stands.
    pub whole: Range<usize>,
    /// The entry, once somebody has asked for it.
    read: OnceLock<ReadWork>,
}

/// A work as it was read.
#[derive(Clone, Debug, Default)]
pub struct ReadWork {
    /// The work; `None` when nothing of it could be read.
    pub source: Option<Arc<SourceFront>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A key with its place and that of its entry.
struct Indexed {
    key: String,
    place: Range<usize>,
    whole: Range<usize>,
}

impl Library {
    /// Finds the works of a file. `None` when it cannot be read at all, which is then among
    /// the diagnostics.
    pub fn read(file: &FilePath, text: &str, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let format = Format::of(file)?;
        let mut abbreviations = Vec::new();
        let found = match format {
            Format::Hayagriva => yaml::index(file, text, out)?,
            Format::BibLatex => bib::index(file, text, &mut abbreviations, out)?,
            Format::CslJson => json::index(file, text, out)?,
        };
        let work = |Indexed { key, place, whole }| SharedWork {
            key: Id::fold(&key),
            place,
            whole,
            read: OnceLock::new(),
        };
        let works: Vec<SharedWork> = found.into_iter().map(work).collect();
        let (text, by_key) = (Arc::from(text), HashMap::with_capacity(works.len()));
        let file = file.clone();
        let mut library = Self { file, works, format, text, abbreviations, by_key };
        library.take_keys(out);
        Some(library)
    }

    /// Reads a work.
    pub fn work(&self, at: usize) -> Option<&ReadWork> {
        let work = self.works.get(at)?;
        Some(work.read.get_or_init(|| match self.format {
            Format::Hayagriva => yaml::read(&self.file, &self.text, &work.whole),
            Format::BibLatex => bib::read(self, at),
            Format::CslJson => {
                json::read(&self.file, &self.text, &work.whole, &work.place)
            }
        }))
    }

    /// The digest of all that a work is read from, its place included.
    pub fn digest(&self, at: usize) -> Option<Digest> {
        let work = self.works.get(at)?;
        let text = self.text.get(work.whole.clone())?;
        // What a work of BibLaTeX takes from others, and what its abbreviations stand for, is
        // not told by its own text.
        let around = (self.format == Format::BibLatex).then(|| self.around(text));
        Some(Digest::of(&(&self.file, work.place.start, text, around)))
    }

    /// The digest of what an entry with this text may be made of beside it.
    fn around(&self, text: &str) -> Digest {
        let text = text.to_ascii_lowercase();
        if text.contains("crossref") || text.contains("xdata") {
            return Digest::of(&*self.text);
        }
        let defined = self.abbreviations.iter().map(|range| self.text.get(range.clone()));
        Digest::of(&defined.collect::<Vec<_>>())
    }

    /// The place of a work's key.
    pub fn place(&self, at: usize) -> Place {
        let place = self.works.get(at).map(|work| work.place.clone());
        place.map_or_else(
            || Place::file(&self.file),
            |range| Place::bytes(&self.file, range),
        )
    }

    /// The work that a key names.
    pub fn find(&self, key: &Id) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Takes the keys, and reports those that stand twice.
    fn take_keys(&mut self, out: &mut Vec<Diagnostic>) {
        for (at, work) in self.works.iter().enumerate() {
            let Some(first) = self.by_key.get(&work.key).copied() else {
                self.by_key.insert(work.key.clone(), at);
                continue;
            };
            let message = format!("the key `{}` stands twice in this file", work.key);
            let diagnostic = Diagnostic::error("repeated-key", self.place(at), message);
            out.push(
                diagnostic
                    .related(self.place(first), "the first is here")
                    .hint("remove one of the two, or give it a key of its own"),
            );
        }
    }
}

#[cfg(test)]
mod tests;
