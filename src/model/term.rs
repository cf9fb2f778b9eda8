//! Topics and terms of other taxonomies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::suggest::nearest;
use crate::model::address;
use crate::model::author::same_id;
use crate::model::names;
use crate::model::resolved::Resolved;
use crate::parse::document::{Document, Front};
use crate::parse::entities::TermFront;

/// A taxonomy with its terms.
#[derive(Debug)]
pub struct Taxonomy {
    /// Its name: `Topics`.
    pub name: String,
    /// Its terms by id.
    pub terms: BTreeMap<Id, Term>,
}

/// A topic, or a term of another taxonomy.
#[derive(Debug)]
pub struct Term {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its introduction's document, if there is one.
    pub document: Option<Arc<Document>>,
    /// Its page; none when the build has no pages of terms.
    pub address: Option<Address>,
    /// The wider term.
    pub parent: Option<Id>,
    /// Narrower terms.
    pub children: Vec<Id>,
    /// Public articles, newest first.
    pub articles: Vec<usize>,
    /// Where the links and images of the introduction lead.
    pub resolved: Arc<Resolved>,
}

impl Term {
    /// The front matter of the introduction.
    pub fn front(&self) -> Option<&TermFront> {
        self.document.as_deref().and_then(term_front)
    }
}

/// The front matter of an introduction.
pub fn term_front(document: &Document) -> Option<&TermFront> {
    match &document.front {
        Front::Term(_, front) => Some(front),
        _ => None,
    }
}

/// The terms of one taxonomy known so far.
#[derive(Debug, Default)]
pub struct Registry {
    documents: BTreeMap<Id, Arc<Document>>,
    by_name: BTreeMap<Id, Id>,
}

/// Every way in which terms without an introduction are written.
pub type Written = BTreeMap<Id, BTreeSet<String>>;

impl Registry {
    /// Takes the introductions of a taxonomy; the file's name is the id.
    pub fn new(documents: &[Arc<Document>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut registry = Self::default();
        for document in documents {
            let id = Id::fold(document.file.stem());
            if let Some(other) = registry.documents.get(&id) {
                diagnostics.push(same_id(&document.file, &other.file, id.as_str()));
                continue;
            }
            let front = term_front(document);
            for name in front.iter().flat_map(|f| f.name.iter()) {
                registry.by_name.entry(Id::fold(name)).or_insert_with(|| id.clone());
            }
            registry.documents.insert(id, document.clone());
        }
        registry
    }

    /// The id that a written term stands for.
    pub fn id_of(&self, written: &str) -> Id {
        let id = Id::fold(written);
        if self.documents.contains_key(&id) {
            return id;
        }
        self.by_name.get(&id).cloned().unwrap_or(id)
    }

    /// Notes how a term was written.
    pub fn note(&self, term: &str, written: &mut Written) {
        let id = self.id_of(term);
        if !self.documents.contains_key(&id) {
            written.entry(id).or_default().insert(term.to_owned());
        }
    }

    /// The digest of all that decides which id a term stands for.
    pub fn digest(&self) -> Digest {
        let ids: Vec<&Id> = self.documents.keys().collect();
        Digest::of(&(ids, &self.by_name))
    }

    /// The terms: every introduction, and every term that was written.
    pub fn terms(
        &self,
        written: &Written,
        key: &str,
        pages: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Id, Term> {
        let mut terms = BTreeMap::new();
        for (id, document) in &self.documents {
            let name = term_front(document).and_then(|front| front.name.clone());
            let name = name.unwrap_or_else(|| names::from_id(id.as_str()));
            let new =
                Term { document: Some(document.clone()), ..term(key, id, name, pages) };
            terms.insert(id.clone(), new);
        }
        for (id, written) in written {
            let name = names::choose(id.as_str(), written.iter().map(String::as_str));
            terms.insert(id.clone(), term(key, id, name, pages));
        }
        for (id, document) in &self.documents {
            let Some(parent) = term_front(document).and_then(|f| f.parent.as_deref())
            else {
                continue;
            };
            let parent = self.id_of(parent);
            if !terms.contains_key(&parent) || parent == *id {
                diagnostics.push(unknown_parent(document, &parent, &terms));
                continue;
            }
            if let Some(term) = terms.get_mut(&parent) {
                term.children.push(id.clone());
            }
            if let Some(term) = terms.get_mut(id) {
                term.parent = Some(parent);
            }
        }
        self.break_circles(&mut terms, diagnostics);
        terms
    }
}

impl Registry {
    /// Takes the parent from a term that is above itself, with an error.
    fn break_circles(
        &self,
        terms: &mut BTreeMap<Id, Term>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (id, document) in &self.documents {
            let above = |id: &Id| terms.get(id).and_then(|term| term.parent.clone());
            let mut way = vec![id.clone()];
            while let Some(parent) = way.last().and_then(above) {
                if way.contains(&parent) {
                    break;
                }
                way.push(parent);
            }
            if way.last().and_then(above).as_ref() != Some(id) {
                continue;
            }
            let names: Vec<String> =
                way.iter().chain([id]).map(|id| format!("`{id}`")).collect();
            let message = format!("a term is above itself: {}", names.join(" in "));
            let place = Place::value(&document.file, Field::key("parent"));
            diagnostics.push(
                Diagnostic::error("term-circle", place, message)
                    .hint("take `parent` from one of them"),
            );
            let parent = terms.get_mut(id).and_then(|term| term.parent.take());
            if let Some(parent) = parent.and_then(|parent| terms.get_mut(&parent)) {
                parent.children.retain(|child| child != id);
            }
        }
    }
}

fn term(key: &str, id: &Id, name: String, pages: bool) -> Term {
    Term {
        address: pages.then(|| address::entity(key, &id.segment())),
        id: id.clone(),
        name,
        document: None,
        parent: None,
        children: Vec::new(),
        articles: Vec::new(),
        resolved: Arc::default(),
    }
}

fn unknown_parent(
    document: &Document,
    parent: &Id,
    terms: &BTreeMap<Id, Term>,
) -> Diagnostic {
    let near = nearest(parent.as_str(), terms.keys().map(Id::as_str));
    let place = Place::value(&document.file, Field::key("parent"));
    let message = format!("`{parent}` names no other term");
    Diagnostic::error("unknown-parent", place, message)
        .hint("name a term that has a file of its own, or that an article names")
        .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
}
