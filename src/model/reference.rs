//! References: the works that an article cites, and which of them are one work.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use url::Url;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::base::scalar::quoted;
use crate::base::suggest::nearest;
use crate::model::library::{Catalogue, Entry, published_by};
use crate::model::outlet::Registry;
use crate::parse::body::Content;
use crate::parse::front::SourceFront;

/// A reference of an article: an entry of its `sources`, resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The key it is cited by.
    pub key: Id,
    /// The entry, as written.
    pub source: Arc<SourceFront>,
    /// Whether a work is identified. An outlet, or an outlet's home page, is not a work.
    pub identified: bool,
    /// Who published it.
    pub outlet: Option<Id>,
    /// The agency behind it.
    pub via: Option<Id>,
    /// Where its entry stands, when it is a shared work.
    pub shared: Option<Place>,
    /// Its address in the form in which two are compared, and its title, as digests.
    pub compared: Compared,
}

/// What of a reference is compared with others, as digests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Compared {
    /// What can make two references one work: an identifier, with the folded title.
    pub identities: Vec<Digest>,
    /// The address of a work, in the form in which two are compared.
    pub address: Option<Digest>,
    /// The folded title.
    pub title: Option<Digest>,
}

impl Compared {
    fn of(source: &SourceFront, identified: bool) -> Self {
        if !identified {
            return Self::default();
        }
        let title = source.title.as_deref().map(|title| Digest::of(&Id::fold(title)));
        let url = source.url.as_deref().and_then(normalised_url);
        let address = url.as_deref().map(Digest::of);
        let doi = source.doi.as_ref().map(|doi| doi.to_lowercase());
        let digits =
            |isbn: &String| isbn.chars().filter(|c| c.is_alphanumeric()).collect();
        let isbn: Option<String> = source.isbn.as_ref().map(digits);
        let named = [("doi", doi), ("isbn", isbn), ("url", url)].into_iter();
        // A work without a title has an empty one.
        let folded = title.unwrap_or_else(|| Digest::of(""));
        let identity = |(kind, name): (&str, Option<String>)| {
            Some(Digest::of(&(kind, name?, folded)))
        };
        Self { identities: named.filter_map(identity).collect(), address, title }
    }
}

/// Resolves the sources of an article. A work without an outlet is a warning.
pub fn resolve(
    file: &FilePath,
    (sources, lost): (&[Arc<SourceFront>], bool),
    outlets: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Reference>> {
    let mut references = Vec::with_capacity(sources.len());
    for (index, source) in sources.iter().enumerate() {
        let outlet = outlets.of_source(source);
        // Where some were lost, nobody knows which entry this is.
        if outlet.is_none() && !lost {
            diagnostics.push(no_outlet(file, index, source));
        }
        let identified = is_identified(source);
        references.push(Arc::new(Reference {
            key: Id::fold(&source.key),
            identified,
            outlet,
            via: source.via.as_deref().map(|via| outlets.id_of(via)),
            shared: None,
            compared: Compared::of(source, identified),
            source: source.clone(),
        }));
    }
    references
}

/// Whose keys an article cites beside its own.
#[derive(Clone, Copy)]
pub struct Borrowing<'a> {
    /// The shared works of the publication.
    pub catalogue: &'a Catalogue,
    /// The files among them that the article names; none for all.
    pub files: &'a [String],
    /// The outlets.
    pub outlets: &'a Registry,
}

impl Borrowing<'_> {
    /// The digest of what a text and its own references find among the shared works.
    pub fn found(&self, content: &Content, sources: &[Arc<SourceFront>]) -> Digest {
        if self.catalogue.is_empty() {
            return Digest::default();
        }
        let cited = content.citations.iter().map(|citation| &citation.key);
        let keys = cited.chain(sources.iter().map(|source| &source.key));
        let entry = |key: &String| self.catalogue.find(&Id::fold(key), self.files);
        let found = keys.map(|key| entry(key).and_then(|e| self.catalogue.digest_of(e)));
        let files = self.files.iter().map(|name| self.catalogue.has(name));
        Digest::of(&(found.collect::<Vec<_>>(), files.collect::<Vec<_>>()))
    }

    /// Adds the shared works that a text cites and that are not its own.
    pub fn add(
        &self,
        file: &FilePath,
        content: &Content,
        references: &mut Vec<Arc<Reference>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        self.catalogue.check_names(file, self.files, diagnostics);
        if self.catalogue.is_empty() {
            return;
        }
        for (index, own) in references.iter().enumerate() {
            if let Some(entry) = self.catalogue.find(&own.key, self.files) {
                self.check_shadow(file, index, own, entry, diagnostics);
            }
        }
        for citation in &content.citations {
            let key = Id::fold(&citation.key);
            if references.iter().any(|reference| reference.key == key) {
                continue;
            }
            let entry = self.catalogue.find(&key, self.files);
            references.extend(entry.and_then(|entry| self.reference(key, entry)));
        }
    }

    /// A shared work as a reference.
    fn reference(&self, key: Id, entry: Entry) -> Option<Arc<Reference>> {
        let mut source = self.catalogue.source(entry)?;
        let place = self.catalogue.place(entry)?;
        if self.outlets.of_source(&source).is_none() {
            let publisher = published_by(&source).map(str::to_owned);
            Arc::make_mut(&mut source).outlet = publisher;
        }
        let identified = is_identified(&source);
        let mut compared = Compared::of(&source, identified);
        compared.identities.push(Digest::of(&("shared", &place.file, &key)));
        Some(Arc::new(Reference {
            identified,
            outlet: self.outlets.of_source(&source),
            via: source.via.as_deref().map(|via| self.outlets.id_of(via)),
            shared: Some(place),
            compared,
            key,
            source,
        }))
    }

    /// An entry of `sources` whose key a shared work has is that work, or an error.
    fn check_shadow(
        &self,
        file: &FilePath,
        index: usize,
        own: &Reference,
        entry: Entry,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(shared) = self.catalogue.source(entry) else { return };
        let same = SourceFront { key: shared.key.clone(), ..(*own.source).clone() };
        let Some(place) = self.catalogue.place(entry).filter(|_| same != *shared) else {
            return;
        };
        let own_place = Place::value(file, Field::key("sources").at(index));
        let message = format!("`{}` is the key of another, shared work", own.key);
        let diagnostic = Diagnostic::error("shadowed-reference", own_place, message);
        diagnostics.push(
            diagnostic
                .related(place, "the shared work is here")
                .hint("remove it here to cite the shared work, or give it another key"),
        );
    }
}

fn no_outlet(file: &FilePath, index: usize, source: &SourceFront) -> Diagnostic {
    let place = Place::value(file, Field::key("sources").at(index));
    let message = format!("nothing says who published `{}`", source.key);
    Diagnostic::warning("no-outlet", place, message)
        .hint("add `outlet: ...`, or the address's domain to content/outlets.yml")
}

/// Whether a source is a work: it has a title, a DOI, an ISBN, or an address beyond a site's
/// home page.
fn is_identified(source: &SourceFront) -> bool {
    let deep =
        |url: &str| Url::parse(url).is_ok_and(|u| u.path() != "/" || u.query().is_some());
    source.title.is_some()
        || source.doi.is_some()
        || source.isbn.is_some()
        || source.url.as_deref().is_some_and(deep)
}

/// Finds the reference of each citation. A key that names none is an error with the nearest
/// key as a hint, unless some entries were `lost`; an entry that nothing cites is a warning.
pub fn cite(
    file: &FilePath,
    content: &Content,
    (references, borrowing): (&[Arc<Reference>], Borrowing<'_>),
    lost: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let keys: BTreeMap<&str, usize> =
        references.iter().enumerate().map(|(index, r)| (r.key.as_str(), index)).collect();
    let mut cited = vec![false; references.len()];
    let mut targets = Vec::with_capacity(content.citations.len());
    for citation in &content.citations {
        let found = keys.get(Id::fold(&citation.key).as_str()).copied();
        match found {
            Some(index) => cited[index] = true,
            None if lost => {}
            None => {
                let place = content.place(file, citation.block, &citation.span);
                diagnostics.push(unknown(place, &citation.key, &keys, borrowing));
            }
        }
        targets.push(found);
    }
    let split = split_names(references, &cited);
    for (index, reference) in references.iter().enumerate() {
        if let Some((tails, whole)) = split.iter().find(|(tails, _)| tails.start == index)
        {
            diagnostics.push(split_name(file, references, tails, whole));
        }
        let said =
            split.iter().any(|(tails, _)| (tails.start - 1..tails.end).contains(&index));
        // Of two sources with one key the second is cited; that they are two is said already.
        let second = keys.get(reference.key.as_str()) == Some(&index);
        if !cited[index] && !lost && !said && second && reference.shared.is_none() {
            diagnostics.push(unused(file, index, reference));
        }
    }
    targets
}

/// The entries that nothing cites and that are probably the rest of the name before them
/// (`Ministry of Foreign Affairs, Oman` in brackets is two names), with the whole name.
fn split_names(
    references: &[Arc<Reference>],
    cited: &[bool],
) -> Vec<(Range<usize>, String)> {
    const BODIES: &str = "academy agency association authority bank board bureau center \
                          centre college commission committee council court department \
                          embassy house institute ministry mission office parliament \
                          secretariat university";
    let label = |index: usize| {
        let source = &references.get(index)?.source;
        let (key, label) = (source.key.clone(), Some(source.label.clone()?));
        let plain = SourceFront { key, label, ..SourceFront::default() };
        source.label.as_deref().filter(|_| plain == **source)
    };
    let is_body = |name: &str| {
        let mut words = name.split_whitespace().map(str::to_lowercase);
        words.any(|word| BODIES.split(' ').any(|body| body == word))
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < references.len() {
        let start = index + 1;
        let mut whole = label(index).unwrap_or("").to_owned();
        index = start;
        if !is_body(&whole) {
            continue;
        }
        while let Some(tail) = label(index).filter(|tail| !is_body(tail)) {
            if cited.get(index) != Some(&false) || tail.split_whitespace().count() > 4 {
                break;
            }
            whole.push_str(", ");
            whole.push_str(tail);
            index += 1;
        }
        if index > start {
            found.push((start..index, whole));
        }
    }
    found
}

fn split_name(
    file: &FilePath,
    references: &[Arc<Reference>],
    tails: &Range<usize>,
    whole: &str,
) -> Diagnostic {
    let names = references.get(tails.clone()).unwrap_or_default().iter();
    let names: Vec<&str> = names.filter_map(|r| r.source.label.as_deref()).collect();
    let head = whole.split(", ").next().unwrap_or(whole);
    let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let listed = listed.join(" and ");
    let message = format!("nothing cites {listed}: a comma may have cut `{head}` in two");
    let place = Place::value(file, Field::key("sources").at(tails.start));
    Diagnostic::warning("split-name", place, message).hint(format!(
        "if it is one name, write `{}`; if not, put `[@{}]` after the sentence that rests \
         on it",
        quoted(whole),
        names.first().unwrap_or(&"")
    ))
}

fn unknown(
    place: Place,
    key: &str,
    keys: &BTreeMap<&str, usize>,
    borrowing: Borrowing<'_>,
) -> Diagnostic {
    let catalogue = borrowing.catalogue;
    let elsewhere = catalogue.find(&Id::fold(key), &[]);
    let elsewhere = elsewhere.and_then(|entry| catalogue.file(entry));
    let known = keys.keys().copied().chain(catalogue.keys());
    let hint = match nearest(Id::fold(key).as_str(), known) {
        _ if let Some(file) = elsewhere => {
            format!("add `{file}`, where it stands, to `bibliography`")
        }
        Some(near) => format!("did you mean `@{near}`?"),
        None if keys.is_empty() => format!("add `{key}` under `sources:`"),
        None => {
            let all: Vec<_> =
                keys.keys().take(8).map(|key| format!("`@{key}`")).collect();
            format!("add `{key}` under `sources:`, or cite one of {}", all.join(", "))
        }
    };
    let message = match catalogue.is_empty() {
        true => format!("`@{key}` names no entry of `sources`"),
        false => format!("`@{key}` names no entry of `sources` and no shared work"),
    };
    Diagnostic::error("unknown-reference", place, message).hint(hint)
}

fn unused(file: &FilePath, index: usize, reference: &Reference) -> Diagnostic {
    let place = Place::value(file, Field::key("sources").at(index));
    let message = format!("nothing cites the source `{}`", reference.key);
    Diagnostic::warning("unused-reference", place, message).hint(format!(
        "put `[@{}]` after the sentence that rests on it; until then it is listed under \
         \"Further reading\"",
        reference.key
    ))
}

/// An address in the form in which two are compared: without scheme, `www.`, fragment,
/// tracking parameters and the last slash.
pub fn normalised_url(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    let host = parsed.host_str()?.trim_start_matches("www.").to_lowercase();
    let mut query: Vec<(String, String)> = parsed
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && key != "fbclid" && key != "gclid")
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    query.sort();
    let query: String =
        query.iter().map(|(key, value)| format!("&{key}={value}")).collect();
    Some(format!("{host}{}{query}", parsed.path().trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::normalised_url;

    #[test]
    fn addresses_of_one_work_compare_equal() {
        let plain = normalised_url("https://example.org/a/b");
        assert_eq!(plain.as_deref(), Some("example.org/a/b"));
        assert_eq!(normalised_url("http://www.example.org/a/b/?utm_source=x#top"), plain);
        assert_ne!(normalised_url("https://example.org/a/b?id=2"), plain);
    }
}
