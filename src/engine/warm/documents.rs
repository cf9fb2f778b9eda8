//! Documents that an earlier process parsed.
//!
//! A record is kept under the path of the file, the digest of its bytes and the digest of the
//! rules of parsing, of a document with which nothing is wrong. It holds its prose and its
//! front matter, but not the keys `draft`, `embargo` and `expires`, nor `draft`, `from` and
//! `until` of its headlines. They are read from the text each time: where its front matter so much as names one of them, all of it is read anew, and
//! only the prose is taken from the record; where it names none, the document has none.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::digest::{Digest, Digested};
use crate::base::path::FilePath;
use crate::engine::warm::file::Writer;
use crate::parse::body::{Citation, Content};
use crate::parse::document::{Document, Front};
use crate::parse::read;
use crate::parse::rules::Rules;

/// How many records are written at once.
const BATCH: usize = 32;

/// Where the record of a document stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The document's file.
    file: String,
    /// The digest of the file's bytes.
    digest: Digest,
    /// Where the record begins.
    at: u64,
    /// How long it is.
    length: u32,
    /// Its checksum.
    sum: Digest,
}

impl Place {
    /// How long the record is.
    pub fn length(&self) -> u64 {
        u64::from(self.length)
    }
}

/// Documents that an earlier process parsed.
#[derive(Debug, Default)]
pub struct Store {
    path: PathBuf,
    /// The digest of the rules by which they were parsed.
    rules: Digest,
    /// Where they stand, in the order of their files.
    places: Vec<Place>,
}

impl Store {
    /// The documents in a file whose records end somewhere; `None` where they cannot stand.
    pub fn new(path: &Path, rules: Digest, places: Vec<Place>, end: u64) -> Option<Self> {
        let within = |place: &Place| {
            place.at.checked_add(place.length()).is_some_and(|last| last <= end)
        };
        let sound = places.is_sorted() && places.iter().all(within);
        sound.then(|| Self { path: path.to_owned(), rules, places })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where the record of a file with these bytes stands.
    fn place(&self, file: &FilePath, digest: Digest) -> Option<&Place> {
        let at = self.places.binary_search_by(|known| (*known.file).cmp(file.as_str()));
        at.ok().and_then(|at| self.places.get(at)).filter(|known| known.digest == digest)
    }

    /// Documents that were parsed by some rules, apart: the places of those that have a
    /// record, and those that are to be given one.
    pub fn sort<'d>(
        &self,
        rules: Digest,
        documents: &'d [Arc<Document>],
    ) -> (Vec<Place>, Vec<&'d Arc<Document>>) {
        let (mut places, mut fresh) = (Vec::new(), Vec::new());
        for document in documents.iter().filter(|document| is_kept(document)) {
            let place = self.place(&document.file, document.digest);
            match place.filter(|_| self.rules == rules) {
                Some(place) => places.push(place.clone()),
                None => fresh.push(document),
            }
        }
        (places, fresh)
    }

    /// A reader of records, for one thread.
    pub fn reader(&self) -> Reader<'_> {
        let file = if self.is_empty() { None } else { File::open(&self.path).ok() };
        Reader { store: self, file, bytes: Vec::new() }
    }
}

/// Reads records.
pub struct Reader<'a> {
    store: &'a Store,
    file: Option<File>,
    bytes: Vec<u8>,
}

impl Reader<'_> {
    /// The document of a text, by the record of an earlier process; `None` where there is
    /// none, or on any doubt.
    pub fn document(
        &mut self,
        file: &FilePath,
        digest: Digest,
        text: &str,
        (rules, of_rules): (&Rules, Digest),
    ) -> Option<Document> {
        if self.store.rules != of_rules {
            return None;
        }
        let place = self.store.place(file, digest)?;
        self.bytes.resize(usize::try_from(place.length).ok()?, 0);
        let from = self.file.as_mut()?;
        from.seek(SeekFrom::Start(place.at)).ok()?;
        from.read_exact(&mut self.bytes).ok()?;
        if sum(file.as_str(), &self.bytes) != place.sum {
            return None;
        }
        let (of_content, rest): (Digest, _) =
            postcard::take_from_bytes(&self.bytes).ok()?;
        let (content, rest) = content(rest)?;
        let front = match read::may_be_held_back(text) {
            true => {
                let mut wrong = Vec::new();
                let front = read::front_alone(file, text, rules, &mut wrong);
                front.filter(|_| wrong.is_empty())?
            }
            false => postcard::from_bytes(rest).ok()?,
        };
        Some(Document {
            file: file.clone(),
            digest,
            front,
            content: Digested::known(of_content, content),
            diagnostics: Vec::new(),
        })
    }
}

/// The checksum of a record.
fn sum(file: &str, record: &[u8]) -> Digest {
    Digest::of(&(file, record))
}

/// Whether a document is given a record.
pub fn is_kept(document: &Document) -> bool {
    use Front::{Article, Author, Page, Term};
    let prose = matches!(document.front, Article(_) | Author(_) | Page(_) | Term(..));
    prose && document.diagnostics.is_empty()
}

/// The paragraphs of passages that are not the texts of their blocks.
fn paragraphs(content: &Content) -> Vec<Option<&str>> {
    content.citations.iter().map(|citation| paragraph(content, citation)).collect()
}

fn paragraph<'a>(content: &Content, citation: &'a Citation) -> Option<&'a str> {
    let paragraph = &citation.passage.paragraph;
    let text = block(content, citation.block);
    text.is_none_or(|text| text != paragraph).then_some(paragraph)
}

/// The text of a block.
fn block(content: &Content, at: u32) -> Option<&Arc<str>> {
    let block = content.blocks.get(usize::try_from(at).ok()?)?;
    Some(&block.text)
}

/// Prose from a record, and what stands behind it.
fn content(record: &[u8]) -> Option<(Content, &[u8])> {
    let (mut content, rest): (Content, _) = postcard::take_from_bytes(record).ok()?;
    let (own, rest): (Vec<Option<&str>>, _) = postcard::take_from_bytes(rest).ok()?;
    if own.len() != content.citations.len() {
        return None;
    }
    let mut citations = std::mem::take(&mut content.citations);
    for (citation, own) in citations.iter_mut().zip(own) {
        citation.passage.paragraph = match own {
            Some(own) => own.into(),
            None => block(&content, citation.block)?.clone(),
        };
    }
    Some((Content { citations, ..content }, rest))
}

/// The record of a document, behind others.
fn record(document: &Document, out: Vec<u8>) -> postcard::Result<Vec<u8>> {
    let content = &document.content;
    let out = postcard::to_extend(&content.digest(), out)?;
    let out = postcard::to_extend(&**content, out)?;
    let out = postcard::to_extend(&paragraphs(content), out)?;
    postcard::to_extend(&document.front, out)
}

/// Writes the records of documents, and says where.
///
/// # Errors
///
/// The system's.
pub fn write(
    to: &Writer,
    documents: &[&Arc<Document>],
    places: &mut Vec<Place>,
) -> io::Result<()> {
    let places = Mutex::new(places);
    let batches = documents.par_chunks(BATCH);
    batches.try_for_each_init(Vec::new, |bytes, documents| {
        bytes.clear();
        let mut own = Vec::with_capacity(documents.len());
        for document in documents {
            let at = bytes.len();
            *bytes = record(document, std::mem::take(bytes)).map_err(io::Error::other)?;
            let file = document.file.to_string();
            let record = bytes.get(at..).unwrap_or_default();
            let sum = sum(&file, record);
            let length = u32::try_from(record.len()).map_err(io::Error::other)?;
            own.push(Place { file, digest: document.digest, at: at as u64, length, sum });
        }
        let begin = to.add(bytes)?;
        let at = |place: Place| Place { at: begin + place.at, ..place };
        let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
        places.extend(own.into_iter().map(at));
        Ok(())
    })
}
