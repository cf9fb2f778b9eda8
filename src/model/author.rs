//! Authors: from profiles and from bylines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::{Address, FilePath};
use crate::base::suggest::nearest;
use crate::model::address;
use crate::model::article::Contributor;
use crate::model::names;
use crate::model::resolved::Resolved;
use crate::parse::document::{Document, Front};
use crate::parse::entities::AuthorFront;
use crate::parse::front::Byline;

/// An author: a person or an organisation.
#[derive(Debug)]
pub struct Author {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The name to sort by.
    pub sort_name: String,
    /// Whether this is an organisation.
    pub organisation: bool,
    /// The profile, if there is one.
    pub profile: Option<Arc<Document>>,
    /// The page; none when the build has no pages of authors.
    pub address: Option<Address>,
    /// Public articles, newest first.
    pub articles: Vec<usize>,
    /// Public articles whose credits name them and whose byline does not, newest first.
    pub credited_in: Vec<usize>,
    /// Where the links and images of the profile lead, the photograph among them.
    pub resolved: Arc<Resolved>,
}

impl Author {
    /// The front matter of the profile.
    pub fn front(&self) -> Option<&AuthorFront> {
        self.profile.as_deref().and_then(profile_front)
    }
}

/// The front matter of a profile.
pub fn profile_front(document: &Document) -> Option<&AuthorFront> {
    match &document.front {
        Front::Author(front) => Some(front),
        _ => None,
    }
}

/// The authors known so far, by id and by name.
#[derive(Debug, Default)]
pub struct Registry {
    profiles: BTreeMap<Id, Arc<Document>>,
    by_name: BTreeMap<Id, Id>,
}

/// Every way in which the names of authors without a profile are written, and whether as
/// those of organisations.
pub type Written = BTreeMap<Id, (BTreeSet<String>, bool)>;

impl Registry {
    /// Takes the profiles; the file's name is the id.
    pub fn new(profiles: &[Arc<Document>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut registry = Self::default();
        for document in profiles {
            let id = Id::fold(document.file.stem());
            if let Some(other) = registry.profiles.get(&id) {
                diagnostics.push(same_id(&document.file, &other.file, id.as_str()));
                continue;
            }
            registry.profiles.insert(id, document.clone());
        }
        let names: Vec<_> = registry
            .profiles
            .iter()
            .filter_map(|(id, document)| {
                Some((Id::fold(&profile_front(document)?.name), id))
            })
            .map(|(name, id)| (name, id.clone()))
            .collect();
        for (name, id) in names {
            registry.by_name.entry(name).or_insert(id);
        }
        registry
    }

    /// The id that a written name stands for: a profile's, by id or name, else its own.
    pub fn id_of(&self, written: &str) -> Id {
        let id = Id::fold(written);
        if self.profiles.contains_key(&id) {
            return id;
        }
        self.by_name.get(&id).cloned().unwrap_or(id)
    }

    /// Whether there is a profile.
    pub fn has_profile(&self, id: &Id) -> bool {
        self.profiles.contains_key(id)
    }

    /// Resolves a byline of a file. A name without a profile is an error where the settings
    /// are strict.
    pub fn resolve(
        &self,
        byline: &Byline,
        strict: bool,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Contributor {
        let known = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
            let id = self.id_of(name);
            if strict && !self.has_profile(&id) {
                diagnostics.push(self.unknown(name, place()));
            }
            id
        };
        match byline {
            Byline::Named(name) => Contributor::Author(known(name, diagnostics)),
            Byline::Organisation(name) => Contributor::Author(known(name, diagnostics)),
            Byline::Guest { name, role, affiliation, bio } => Contributor::Guest {
                id: self.id_of(name),
                name: name.clone(),
                role: role.clone(),
                affiliation: affiliation.clone(),
                bio: bio.clone(),
            },
            Byline::Unnamed { description, reason } => Contributor::Unnamed {
                description: description.clone(),
                reason: reason.clone(),
            },
        }
    }

    /// Notes how a name was written, by the id that it stands for.
    pub fn note(&self, id: &Id, byline: &Byline, written: &mut Written) {
        let (name, organisation) = match byline {
            Byline::Named(name) | Byline::Guest { name, .. } => (name, false),
            Byline::Organisation(name) => (name, true),
            Byline::Unnamed { .. } => return,
        };
        if self.profiles.contains_key(id) {
            return;
        }
        let (names, organised) = written.entry(id.clone()).or_default();
        if !names.contains(name) {
            names.insert(name.clone());
        }
        *organised |= organisation;
    }

    /// The authors: every profile, and every name that was written.
    pub fn authors(&self, written: &Written, pages: bool) -> BTreeMap<Id, Author> {
        let mut authors = BTreeMap::new();
        for (id, document) in &self.profiles {
            let Some(front) = profile_front(document) else { continue };
            let (name, organisation) = (front.name.clone(), front.org);
            let sort_name = front.sort_name.clone();
            let author = author(id, name, sort_name, organisation, pages);
            let profile = Some(document.clone());
            authors.insert(id.clone(), Author { profile, ..author });
        }
        for (id, (written, organisation)) in written {
            let name = names::choose(id.as_str(), written.iter().map(String::as_str));
            let new = author(id, name, None, *organisation, pages);
            authors.insert(id.clone(), new);
        }
        authors
    }

    /// The digest of who has a profile.
    pub fn profiles(&self) -> Digest {
        Digest::of(&self.profiles.keys().collect::<Vec<&Id>>())
    }

    /// The digest of all that decides which id a name stands for.
    pub fn names(&self) -> Digest {
        Digest::of(&(self.profiles(), &self.by_name))
    }

    fn unknown(&self, name: &str, place: Place) -> Diagnostic {
        let near = nearest(Id::fold(name).as_str(), self.profiles.keys().map(Id::as_str));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add content/authors/{}.md", Id::fold(name).segment()),
        };
        let message = format!("there is no profile of the author `{name}`");
        Diagnostic::error("unknown-author", place, message).hint(hint)
    }
}

fn author(
    id: &Id,
    name: String,
    sort_name: Option<String>,
    organisation: bool,
    pages: bool,
) -> Author {
    let sort_name = sort_name.unwrap_or_else(|| sort_key(&name, organisation));
    Author {
        address: pages.then(|| address::entity("authors", &id.segment())),
        id: id.clone(),
        name,
        sort_name,
        organisation,
        profile: None,
        articles: Vec::new(),
        credited_in: Vec::new(),
        resolved: Arc::default(),
    }
}

/// The name to sort by: a person's last name first.
fn sort_key(name: &str, organisation: bool) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !organisation => format!("{family}, {given}"),
        _ => name.to_owned(),
    }
}

/// Two files that stand for one thing.
pub fn same_id(file: &FilePath, other: &FilePath, id: &str) -> Diagnostic {
    let message = format!("two files stand for `{id}`");
    Diagnostic::error("same-id", Place::file(file), message)
        .related(Place::file(other), "the other one")
        .hint("rename one of them, or make one of the two")
}

/// The place of a byline of an article.
pub fn byline_place(
    file: &FilePath,
    key: &'static str,
    index: usize,
    single: bool,
) -> Place {
    let field = Field::key(key);
    Place::value(file, if single { field } else { field.at(index) })
}
