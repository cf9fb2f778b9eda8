//! The pages of topics and of terms of other taxonomies, and the lists of them.

use std::collections::BTreeMap;

use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::term::{Taxonomy, Term};
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::plan::prose;
use crate::view::any::View;
use crate::view::article::TermLink;
use crate::view::build::Shared;
use crate::view::frame::Pager;
use crate::view::term::{TermEntry, TermView, TermsView};

/// How many outlets, and how many terms, stand beside a term.
const BESIDE: usize = 8;

/// The pages of terms, and the list of each taxonomy.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let mut outputs = Vec::new();
    for (key, taxonomy) in &shared.site.taxonomies {
        for term in taxonomy.terms.values() {
            if let Some(first) = &term.address {
                Of { shared, key, taxonomy, term }.pages(first, &mut outputs);
            }
        }
        if shared.site.settings.outputs.topic_list {
            list(shared, key, taxonomy, &mut outputs);
        }
    }
    outputs
}

/// A term of a taxonomy.
struct Of<'a> {
    shared: &'a Shared<'a>,
    key: &'a str,
    taxonomy: &'a Taxonomy,
    term: &'a Term,
}

impl Of<'_> {
    fn pages(&self, first: &Address, outputs: &mut Vec<Output>) {
        let (shared, term) = (self.shared, self.term);
        let whole = self.whole(first);
        let above = [(&*self.taxonomy.name, shared.listing(self.key))];
        let paging = Paging {
            shared,
            what: "the page of a term",
            template: "term.html",
            first,
            title: &term.name,
            crumb: &term.name,
            description: whole.description.as_deref(),
            section: self.key,
            above: &above,
            feed: true,
        };
        let pages = paging.outputs(&term.articles, |articles, pager| {
            let articles = shared.cards(articles);
            View::Term(Box::new(TermView { articles, pager, ..whole.clone() }))
        });
        let newest =
            term.articles.first().and_then(|index| shared.site.articles.get(*index));
        outputs.extend(pages.into_iter().map(|page| match (&term.document, newest) {
            (Some(document), _) => page.of(&document.file, None),
            (None, Some(article)) => page.asked_by(article.file()),
            (None, None) => page,
        }));
    }

    /// Everything of a term's page but its articles.
    fn whole(&self, first: &Address) -> TermView {
        let term = self.term;
        let front = term.front().cloned().unwrap_or_default();
        let (sources, _) = self.shared.reliance(&term.articles, BESIDE);
        let document = term.document.as_ref();
        let introduction = document.filter(|document| !document.content.body.is_empty());
        TermView {
            address: first.clone(),
            taxonomy: self.key.to_owned(),
            taxonomy_name: self.taxonomy.name.clone(),
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

fn list(shared: &Shared<'_>, key: &str, taxonomy: &Taxonomy, outputs: &mut Vec<Output>) {
    let mut terms: Vec<&Term> = taxonomy.terms.values().collect();
    terms.sort_by_cached_key(|term| (Id::fold(&term.name), term.id.clone()));
    let first = address::listing(key);
    let paging = Paging {
        shared,
        what: "the list of a taxonomy",
        template: "terms.html",
        first: &first,
        title: &taxonomy.name,
        crumb: &taxonomy.name,
        description: None,
        section: key,
        above: &[],
        feed: false,
    };
    let entry = |term: &&Term| TermEntry {
        name: term.name.clone(),
        address: term.address.clone(),
        description: term.front().and_then(|front| front.description.clone()),
        parent: term.parent.as_ref().and_then(|id| link(taxonomy, id, 0)),
        articles: term.articles.len(),
    };
    outputs.extend(paging.outputs(&terms, |terms, pager| {
        View::Terms(Box::new(TermsView {
            taxonomy: key.to_owned(),
            name: taxonomy.name.clone(),
            terms: terms.iter().map(entry).collect(),
            pager,
        }))
    }));
}
