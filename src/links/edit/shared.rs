//! The recording of a copy in a file of shared works.

use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::links::edit::insert::Writer;
use crate::links::edit::{Insertion, Refusal, Wanted, bib, json, put_in};
use crate::parse::front::SourceFront;
use crate::parse::front_matter::yaml;
use crate::parse::library::{Format, Library};

/// The text of a file of shared works with a copy recorded in it.
///
/// # Errors
///
/// What is in the way.
pub(super) fn record(
    file: &FilePath,
    text: &str,
    wanted: &Wanted,
) -> Result<String, Refusal> {
    let old = read(file, text).ok_or_else(Refusal::changed)?;
    let at = old.find(&Id::fold(&wanted.key)).ok_or_else(Refusal::changed)?;
    if !source(&old, at).is_some_and(|source| wanted.is(source)) {
        return Err(Refusal::changed());
    }
    let format = Format::of(file).ok_or_else(Refusal::changed)?;
    let unsafe_edit = || wanted.unsafe_edit(&pair(format, &wanted.copy));
    let whole = old.works.get(at).map(|work| work.whole.clone()).unwrap_or_default();
    let insertions = match format {
        Format::Hayagriva => in_yaml(file, text, &whole, wanted)?,
        Format::BibLatex => bib::insertions(text, &whole, wanted)?,
        Format::CslJson => json::insertions(text, &whole, wanted)?,
    };
    let edited = put_in(text, insertions).ok_or_else(unsafe_edit)?;
    let new = read(file, &edited).ok_or_else(unsafe_edit)?;
    let same = says_the_same((&old, text), (&new, &edited), at, wanted);
    if same { Ok(edited) } else { Err(unsafe_edit()) }
}

/// Reads a file that has no errors beyond those of its works.
fn read(file: &FilePath, text: &str) -> Option<Library> {
    let mut found = Vec::new();
    let library = Library::read(file, text, &mut found)?;
    found.is_empty().then_some(library)
}

fn source(library: &Library, at: usize) -> Option<&SourceFront> {
    library.work(at)?.source.as_deref()
}

/// What somebody would write.
fn pair(format: Format, copy: &str) -> String {
    match format {
        Format::Hayagriva => format!("archive: \"{copy}\""),
        Format::BibLatex => format!("archiveurl = {{{copy}}}"),
        Format::CslJson => format!("\"archive_location\": \"{copy}\""),
    }
}

/// Where the copy is put into an entry of YAML.
fn in_yaml(
    file: &FilePath,
    text: &str,
    whole: &std::ops::Range<usize>,
    wanted: &Wanted,
) -> Result<Vec<Insertion>, Refusal> {
    let unsafe_edit = || wanted.unsafe_edit(&pair(Format::Hayagriva, &wanted.copy));
    let own = text.get(whole.clone()).unwrap_or("");
    let problems = Problems::new(file, own, whole.start);
    let node = yaml::read(&problems).ok_or_else(unsafe_edit)?;
    let entry = node.map().and_then(<[_]>::first).ok_or_else(unsafe_edit)?;
    let writer = Writer { text, key: "archive", value: &wanted.copy };
    writer.own(&entry.value, whole)?;
    writer.add_to_map(&entry.value, "url")
}

/// Whether two readings of a file differ in the copy of one work alone. A work whose text is
/// the same is the same, unless it takes over something from others.
fn says_the_same(
    (old, text): (&Library, &str),
    (new, edited): (&Library, &str),
    at: usize,
    wanted: &Wanted,
) -> bool {
    if old.works.len() != new.works.len() {
        return false;
    }
    let related = ["crossref", "xdata"].iter().any(|word| {
        text.as_bytes()
            .windows(word.len())
            .any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
    });
    old.works.iter().zip(&new.works).enumerate().all(|(index, (one, other))| {
        let texts = (text.get(one.whole.clone()), edited.get(other.whole.clone()));
        one.key == other.key
            && match (source(old, at), source(new, at)) {
                (Some(one), Some(other)) if index == at => {
                    wanted.with_copy(one) == *other && said(old, at) == said(new, at)
                }
                _ if related => source(old, index) == source(new, index),
                _ => texts.0 == texts.1,
            }
    })
}

/// What is wrong with a work.
fn said(library: &Library, at: usize) -> Vec<String> {
    let read = library.work(at).map(|read| read.diagnostics.as_slice());
    read.unwrap_or_default().iter().map(|d| d.code.to_string()).collect()
}
