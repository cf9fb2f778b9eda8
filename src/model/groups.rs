//! What belongs together by what front matters name: the articles of each author and of each
//! term, series, related articles.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::id::Id;
use crate::model::article::{Article, Contributor};
use crate::model::series::Series;
use crate::model::{author, related, series, term};
use crate::parse::front::Byline;

/// What belongs together. Articles stand in it by their index, newest first.
#[derive(Debug, Default)]
pub struct Groups {
    /// How the names of authors without a profile are written.
    pub authors: author::Written,
    /// How the terms of each taxonomy that have no introduction are written.
    pub terms: BTreeMap<String, term::Written>,
    /// The public articles of each author.
    pub by_author: BTreeMap<Id, ByAuthor>,
    /// The public articles of each term of each taxonomy.
    pub by_term: BTreeMap<String, BTreeMap<Id, Vec<usize>>>,
    /// The series.
    pub series: Arc<BTreeMap<Id, Series>>,
    /// The related articles of each article, public or not.
    pub related: Vec<Arc<[usize]>>,
    /// What is wrong with the series.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether an article is among some, which stand in order.
fn is(listed: &[usize], index: usize) -> bool {
    listed.binary_search(&index).is_ok()
}

/// The public articles of an author.
#[derive(Debug, Default)]
pub struct ByAuthor {
    /// Those whose byline names them.
    pub wrote: Vec<usize>,
    /// Those whose credits name them and whose byline does not.
    pub credited_in: Vec<usize>,
}

/// What decides which ids names stand for.
#[derive(Clone, Copy)]
pub struct Registries<'a> {
    /// Of authors.
    pub authors: &'a author::Registry,
    /// Of the terms of each taxonomy.
    pub terms: &'a BTreeMap<String, term::Registry>,
}

impl Groups {
    /// Groups the public articles, which are given newest first, and of those that there are in
    /// several languages the `listed` ones.
    pub fn of(
        articles: &[Article],
        (public, listed): (&[usize], &[usize]),
        registries: Registries<'_>,
        series_pages: bool,
    ) -> Self {
        let mut groups = Self::default();
        let mut known = HashSet::new();
        for &index in public {
            let Some(article) = articles.get(index) else { continue };
            groups.note_people(article, registries.authors);
            groups.note_terms(article, registries.terms, &mut known);
            let original = article.languages.first().filter(|_| !is(listed, index));
            groups.add(index, article, original.and_then(|index| articles.get(*index)));
        }
        let found = &mut groups.diagnostics;
        let series = series::collect(articles, listed, series_pages, found);
        groups.series = Arc::new(series);
        groups.related = related::compute(articles, listed);
        groups
    }

    /// Notes how an article writes the names of people.
    fn note_people(&mut self, article: &Article, registry: &author::Registry) {
        let front = article.front();
        for (byline, author) in front.authors.iter().zip(&article.authors) {
            if let Some(id) = author.id() {
                registry.note(id, byline, &mut self.authors);
            }
        }
        let written = front.credits.iter().flat_map(|credit| &credit.people);
        let people = article.credits.iter().flat_map(|(_, people)| people);
        for (name, person) in written.zip(people) {
            if let Some(id) = person.id() {
                registry.note(id, &Byline::Named(name.clone()), &mut self.authors);
            }
        }
    }

    /// Notes how an article writes its terms; `known` are those that are noted already.
    fn note_terms<'a>(
        &mut self,
        article: &'a Article,
        registries: &BTreeMap<String, term::Registry>,
        known: &mut HashSet<(&'a str, &'a str)>,
    ) {
        for (taxonomy, terms) in &article.front().terms {
            let Some(registry) = registries.get(taxonomy) else { continue };
            for term in terms.iter().filter(|term| known.insert((taxonomy, term))) {
                if let Some(written) = self.terms.get_mut(taxonomy) {
                    registry.note(term, written);
                } else {
                    let written = self.terms.entry(taxonomy.clone()).or_default();
                    registry.note(term, written);
                }
            }
        }
    }

    /// Adds an article to those of its authors and of its terms; one that stands in lists by
    /// another of its languages, to those of people who had no part in that one.
    fn add(&mut self, index: usize, article: &Article, instead: Option<&Article>) {
        let had_part = |id: &Id| {
            let people = |article: &Article| {
                let credits = article.credits.iter().flat_map(|(_, people)| people);
                article.authors.iter().chain(credits).any(|one| one.id() == Some(id))
            };
            instead.is_some_and(people)
        };
        let ids = article.authors.iter().filter_map(Contributor::id);
        let wrote: BTreeSet<&Id> = ids.filter(|id| !had_part(id)).collect();
        for id in &wrote {
            let by_author = &mut self.by_author;
            match by_author.get_mut(*id) {
                Some(known) => known.wrote.push(index),
                None => by_author.entry((*id).clone()).or_default().wrote.push(index),
            }
        }
        let credited = article.credits.iter().flat_map(|(_, people)| people);
        let ids = credited.filter_map(Contributor::id);
        let credited: BTreeSet<&Id> = ids.filter(|id| !had_part(id)).collect();
        for id in credited.difference(&wrote) {
            let known = self.by_author.entry((*id).clone()).or_default();
            known.credited_in.push(index);
        }
        if instead.is_some() {
            return;
        }
        for (taxonomy, ids) in &article.terms {
            if !self.by_term.contains_key(taxonomy) {
                self.by_term.insert(taxonomy.clone(), BTreeMap::new());
            }
            let Some(terms) = self.by_term.get_mut(taxonomy) else { continue };
            for id in ids {
                match terms.get_mut(id) {
                    Some(known) => known.push(index),
                    None => terms.entry(id.clone()).or_default().push(index),
                }
            }
        }
    }
}
