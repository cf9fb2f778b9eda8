//! The shared works of a publication: every file of `content/references/` as one.

use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::model::outlet;
use crate::parse::document::{Document, Front};
use crate::parse::front::SourceFront;
use crate::parse::library::{Library, ReadWork};

/// The shared works of a publication.
#[derive(Debug, Default)]
pub struct Catalogue {
    documents: Vec<Arc<Document>>,
}

/// A work of it: the file's place among the files, and the work's in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    file: usize,
    work: usize,
}

impl Catalogue {
    /// Takes the files of shared works, in their order. One key in two of them with different
    /// content is an error that names both.
    pub fn new(documents: Vec<Arc<Document>>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let catalogue = Self { documents };
        catalogue.conflicts(diagnostics);
        catalogue
    }

    /// The digest of all of it.
    pub fn digest(&self) -> Digest {
        let file = |document: &Arc<Document>| (document.file.clone(), document.digest);
        Digest::of(&self.documents.iter().map(file).collect::<Vec<_>>())
    }

    /// Whether there is no shared work.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    fn libraries(&self) -> impl Iterator<Item = (usize, &Library)> {
        self.documents.iter().enumerate().filter_map(|(at, document)| {
            match &document.front {
                Front::Library(library) => Some((at, &**library)),
                _ => None,
            }
        })
    }

    fn library(&self, file: usize) -> Option<&Library> {
        match &self.documents.get(file)?.front {
            Front::Library(library) => Some(library),
            _ => None,
        }
    }

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.documents.iter().any(|document| short(&document.file) == name)
    }

    /// The work that a key names, in files of these names; of no names, in all.
    pub fn find(&self, key: &Id, named: &[String]) -> Option<Entry> {
        let mut libraries = self.libraries();
        libraries.find_map(|(file, library)| {
            let here =
                named.is_empty() || named.iter().any(|name| name == short(&library.file));
            let work = here.then(|| library.find(key)).flatten()?;
            Some(Entry { file, work })
        })
    }

    /// The work of an entry, read now if nobody has asked for it before.
    pub fn read(&self, entry: Entry) -> Option<&ReadWork> {
        self.library(entry.file)?.work(entry.work)
    }

    /// The work of an entry.
    pub fn source(&self, entry: Entry) -> Option<Arc<SourceFront>> {
        self.read(entry)?.source.clone()
    }

    /// The name of an entry's file below `content/references/`.
    pub fn file(&self, entry: Entry) -> Option<&str> {
        Some(short(&self.library(entry.file)?.file))
    }

    /// Where an entry's key stands.
    pub fn place(&self, entry: Entry) -> Option<Place> {
        Some(self.library(entry.file)?.place(entry.work))
    }

    /// The digest of all that an entry is read from.
    pub fn digest_of(&self, entry: Entry) -> Option<Digest> {
        self.library(entry.file)?.digest(entry.work)
    }

    /// All keys, for hints.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let libraries = self.libraries();
        libraries.flat_map(|(_, library)| library.works.iter().map(|w| w.key.as_str()))
    }

    /// Checks the names of files in an article's `bibliography`.
    pub fn check_names(
        &self,
        file: &FilePath,
        named: &[String],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (index, name) in named.iter().enumerate() {
            if self.has(name) {
                continue;
            }
            let place = Place::value(file, Field::key("bibliography").at(index));
            let message = format!("there is no file `content/references/{name}`");
            let files = self.documents.iter().map(|document| short(&document.file));
            let hint = match nearest(name, files) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a file of `content/references/`".to_owned(),
            };
            diagnostics.push(
                Diagnostic::error("unknown-bibliography", place, message).hint(hint),
            );
        }
    }

    /// Reports what is wrong with entries that are cited, each once.
    pub fn report(
        &self,
        mut used: Vec<Entry>,
        outlets: &outlet::Registry,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        used.sort_unstable();
        used.dedup();
        for entry in used {
            let Some(read) = self.read(entry) else { continue };
            diagnostics.extend(read.diagnostics.iter().cloned());
            let nobody = read.source.as_ref().is_some_and(|source| {
                outlets.of_source(source).is_none() && published_by(source).is_none()
            });
            if let (true, Some(place), Some(source)) =
                (nobody, self.place(entry), &read.source)
            {
                let message = format!("nothing says who published `{}`", source.key);
                let hint =
                    "give it a publisher, or add its domain to content/outlets.yml";
                diagnostics
                    .push(Diagnostic::warning("no-outlet", place, message).hint(hint));
            }
        }
    }

    /// Reports keys that two files have with different content.
    fn conflicts(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (file, library) in self.libraries() {
            for (work, own) in library.works.iter().enumerate() {
                let mut before = self.libraries().take_while(|(other, _)| *other < file);
                let earlier = before.find_map(|(file, library)| {
                    Some(Entry { file, work: library.find(&own.key)? })
                });
                let Some(earlier) = earlier else { continue };
                let entry = Entry { file, work };
                if self.source(entry) == self.source(earlier) {
                    continue;
                }
                let (Some(place), Some(first), Some(other)) =
                    (self.place(entry), self.place(earlier), self.library(earlier.file))
                else {
                    continue;
                };
                let message = format!(
                    "the key `{}` is another work in `{}`",
                    own.key,
                    short(&other.file)
                );
                let diagnostic = Diagnostic::error("reference-twice", place, message);
                let diagnostic = diagnostic
                    .related(first, "the other work is here")
                    .hint("give one of the two another key, or make them the same");
                diagnostics.push(diagnostic);
            }
        }
    }
}

/// The name of a file below `content/references/`.
pub fn short(file: &FilePath) -> &str {
    file.as_str().strip_prefix("content/references/").unwrap_or(file.as_str())
}

/// Who published a work that names no outlet: a periodical or a site, else a publisher.
pub fn published_by(source: &SourceFront) -> Option<&str> {
    const PERIODICALS: [&str; 5] =
        ["news", "magazine", "journal article", "blog", "web page"];
    let container = source.container.as_deref();
    let periodical =
        source.kind.as_deref().is_some_and(|kind| PERIODICALS.contains(&kind));
    match periodical {
        true => container.or(source.publisher.as_deref()),
        false => source.publisher.as_deref().or(container),
    }
}
