//! The pages of topics and of terms of other taxonomies, and the lists of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::term::{Taxonomy, Term};
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::{change, ingredients, prose};
use crate::view::any::View;
use crate::view::article::TermLink;
use crate::view::balance;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::frame::Pager;
use crate::view::term::{TermEntry, TermView, TermsView};

/// How many outlets, and how many terms, stand beside a term.
const BESIDE: usize = 8;

/// The pages of terms, and the list of each taxonomy.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let mut outputs = Vec::new();
    for (key, taxonomy) in &shared.site.taxonomies {
        for term in taxonomy.terms.values() {
            if let Some(first) = &term.address {
                pages_of(shared, key, term, first, &mut outputs);
            }
        }
        if shared.site.settings.outputs.topic_list {
            list(shared, key, taxonomy, &mut outputs);
        }
    }
    outputs
}

fn pages_of(
    shared: &Shared,
    key: &str,
    term: &Term,
    first: &Address,
    outputs: &mut Vec<Output>,
) {
    let (key, id) = (key.to_owned(), term.id.clone());
    let (whole, digest) = (OnceLock::new(), OnceLock::new());
    let recipe = Pages { key, id, whole, digest };
    let pages = pages(shared, "the page of a term", first, term.articles.len(), recipe);
    let newest = term.articles.first().and_then(|index| shared.site.articles.get(*index));
    outputs.extend(pages.map(|page| match (&term.document, newest) {
        (Some(document), _) => page.of(&document.file),
        (None, Some(article)) => page.asked_by(article.file()),
        (None, None) => page,
    }));
}

/// The pages of one term, with what they have in common.
#[derive(Debug)]
struct Pages {
    key: String,
    id: Id,
    whole: OnceLock<TermView>,
    digest: OnceLock<Digest>,
}

impl Recipe for Pages {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let taxonomy = &shared.site.taxonomies[&self.key];
        let term = &taxonomy.terms[&self.id];
        let of = Of { shared, key: &self.key, taxonomy, term };
        let whole = self.whole.get_or_init(|| of.whole());
        let above = [(shared.own_words().say(&taxonomy.name), shared.listing(&self.key))];
        let paging = Paging {
            shared,
            template: "term.html",
            first: &whole.address,
            title: &term.name,
            crumb: &term.name,
            description: whole.description.as_deref(),
            section: &self.key,
            above: &above,
            feed: true,
            language: None,
        };
        paging.page(&term.articles, number, |articles, pager| {
            let articles = shared.cards(articles);
            View::Term(Box::new(TermView { articles, pager, ..whole.clone() }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let digest = self.digest.get_or_init(|| {
            let site = &plan.shared.site;
            let taxonomy = site.taxonomies.get(&self.key);
            let term = taxonomy.and_then(|taxonomy| taxonomy.terms.get(&self.id));
            let articles = term.map(|term| ingredients::articles(site, &term.articles));
            Digest::of(&(ingredients::common(plan), &self.key, &self.id, articles))
        });
        Some(Digest::of(&(digest, number)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let term = shared.site.taxonomies.get(&self.key)?.terms.get(&self.id)?;
        let shown = part(shared, &term.articles, number);
        change::of_articles(shared, shown.iter().copied())
    }
}

/// A term of a taxonomy.
struct Of<'a> {
    shared: &'a Shared,
    key: &'a str,
    taxonomy: &'a Taxonomy,
    term: &'a Term,
}

impl Of<'_> {
    /// Everything of a term's page but its articles.
    fn whole(&self) -> TermView {
        let term = self.term;
        let listing = || address::listing(self.key);
        let front = term.front().cloned().unwrap_or_default();
        let (sources, _) = self.shared.reliance(&term.articles, BESIDE);
        let document = term.document.as_ref();
        let introduction = document.filter(|document| !document.content.body.is_empty());
        TermView {
            address: term.address.clone().unwrap_or_else(listing),
            taxonomy: self.key.to_owned(),
            taxonomy_name: self.shared.own_words().say(&self.taxonomy.name).to_owned(),
            id: term.id.to_string(),
            name: term.name.clone(),
            description: front.description,
            parent: term.parent.as_ref().and_then(|id| link(self.taxonomy, id, 0)),
            children: term
                .children
                .iter()
                .filter_map(|id| link(self.taxonomy, id, 0))
                .collect(),
            related: self.related(),
            same_as: front.same_as,
            articles: Vec::new(),
            pager: Pager::default(),
            sources,
            balance: (self.shared.site.settings.evidence.on_terms)
                .then(|| {
                    balance::of(
                        &self.shared.site,
                        &term.articles,
                        self.shared.own_words(),
                    )
                })
                .flatten(),
            extra: front.extra,
            prose: introduction.map(|d| {
                let language = &self.shared.site.settings.language;
                prose::plain(&d.content, &term.resolved, language)
            }),
        }
    }

    /// The terms that most often stand beside this one.
    fn related(&self) -> Vec<TermLink> {
        let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
        let articles = self.term.articles.iter();
        let articles = articles.filter_map(|index| self.shared.site.articles.get(*index));
        for id in articles.filter_map(|article| article.terms.get(self.key)).flatten() {
            if *id != self.term.id {
                *counts.entry(id).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        let links = counts.iter().take(BESIDE);
        links.filter_map(|(id, count)| link(self.taxonomy, id, *count)).collect()
    }
}

fn link(taxonomy: &Taxonomy, id: &Id, count: usize) -> Option<TermLink> {
    let term = taxonomy.terms.get(id)?;
    let (id, name) = (id.to_string(), term.name.clone());
    let same_as = Vec::new();
    Some(TermLink { id, name, address: term.address.clone(), count, same_as })
}

fn list(shared: &Shared, key: &str, taxonomy: &Taxonomy, outputs: &mut Vec<Output>) {
    let mut terms: Vec<&Term> = taxonomy.terms.values().collect();
    terms.sort_by_cached_key(|term| (Id::fold(&term.name), term.id.clone()));
    let terms: Vec<Id> = terms.into_iter().map(|term| term.id.clone()).collect();
    let (count, first) = (terms.len(), address::listing(key));
    let recipe = List { key: key.to_owned(), terms };
    outputs.extend(pages(shared, "the list of a taxonomy", &first, count, recipe));
}

/// The list of a taxonomy, by name.
#[derive(Debug)]
struct List {
    key: String,
    terms: Vec<Id>,
}

impl Recipe for List {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let taxonomy = &shared.site.taxonomies[&self.key];
        let paging = Paging {
            shared,
            template: "terms.html",
            first: &address::listing(&self.key),
            title: shared.own_words().say(&taxonomy.name),
            crumb: shared.own_words().say(&taxonomy.name),
            description: None,
            section: &self.key,
            above: &[],
            feed: false,
            language: None,
        };
        let entry = |term: &Term| TermEntry {
            name: term.name.clone(),
            address: term.address.clone(),
            description: term.front().and_then(|front| front.description.clone()),
            parent: term.parent.as_ref().and_then(|id| link(taxonomy, id, 0)),
            articles: term.articles.len(),
        };
        paging.page(&self.terms, number, |ids, pager| {
            let terms = ids.iter().filter_map(|id| taxonomy.terms.get(id));
            View::Terms(Box::new(TermsView {
                taxonomy: self.key.clone(),
                name: shared.own_words().say(&taxonomy.name).to_owned(),
                terms: terms.map(entry).collect(),
                pager,
            }))
        })
    }
}
