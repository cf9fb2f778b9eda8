//! The pages of authors, and the list of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::author::Author;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::{articles, change, ingredients, prose};
use crate::view::any::View;
use crate::view::article::TermLink;
use crate::view::author::{AuthorEntry, AuthorView, AuthorsView, LinkView};
use crate::view::balance;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::frame::Pager;

/// The pages of authors, and the list of them.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let mut outputs = Vec::new();
    for author in shared.site.authors.values() {
        if let Some(address) = &author.address {
            pages_of(shared, author, address, &mut outputs);
        }
    }
    if shared.site.settings.outputs.author_list {
        list(shared, &mut outputs);
    }
    outputs
}

fn pages_of(
    shared: &Shared,
    author: &Author,
    address: &Address,
    outputs: &mut Vec<Output>,
) {
    let (whole, digest) = (OnceLock::new(), OnceLock::new());
    let recipe = Of { id: author.id.clone(), whole, digest };
    let count = author.articles.len();
    let pages = pages(shared, "the page of an author", address, count, recipe);
    let newest =
        author.articles.first().and_then(|index| shared.site.articles.get(*index));
    outputs.extend(pages.map(|page| match (&author.profile, newest) {
        (Some(document), _) => page.of(&document.file),
        (None, Some(article)) => page.asked_by(article.file()),
        (None, None) => page,
    }));
}

/// The pages of one author, with what they have in common.
#[derive(Debug)]
struct Of {
    id: Id,
    whole: OnceLock<AuthorView>,
    digest: OnceLock<Digest>,
}

impl Recipe for Of {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let author = &shared.site.authors[&self.id];
        let whole = self.whole.get_or_init(|| whole(shared, author));
        let profile = author.profile.as_ref();
        let first = profile.and_then(|document| document.content.blocks.first());
        let above = [(shared.own_words().say("Authors"), shared.listing("authors"))];
        let paging = Paging {
            shared,
            template: "author.html",
            first: &whole.address,
            title: &author.name,
            crumb: &author.name,
            description: whole.bio.as_deref().or(first.map(|block| &*block.text)),
            section: "authors",
            above: &above,
            feed: true,
            language: None,
        };
        paging.page(&author.articles, number, |articles, pager| {
            let articles = shared.cards(articles);
            View::Author(Box::new(AuthorView { articles, pager, ..whole.clone() }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let digest = self.digest.get_or_init(|| {
            let site = &plan.shared.site;
            let author = site.authors.get(&self.id);
            let wrote =
                author.map(|author| ingredients::articles(site, &author.articles));
            let credited = author.map(|a| ingredients::articles(site, &a.credited_in));
            Digest::of(&(ingredients::common(plan), &self.id, wrote, credited))
        });
        Some(Digest::of(&(digest, number)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let author = shared.site.authors.get(&self.id)?;
        let shown = part(shared, &author.articles, number).iter();
        change::of_articles(shared, shown.chain(&author.credited_in).copied())
    }
}

/// Everything of an author's page but its articles.
fn whole(shared: &Shared, author: &Author) -> AuthorView {
    let listing = || address::listing("authors");
    let front = author.front().cloned().unwrap_or_default();
    let (relies_on, citations) = shared.reliance(&author.articles, usize::MAX);
    let prose =
        author.profile.as_ref().filter(|document| !document.content.body.is_empty());
    AuthorView {
        address: author.address.clone().unwrap_or_else(listing),
        id: author.id.to_string(),
        name: author.name.clone(),
        sort_name: author.sort_name.clone(),
        role: front.role,
        affiliation: front.affiliation,
        bio: front.bio,
        balance: (shared.site.settings.evidence.on_authors)
            .then(|| balance::of(&shared.site, &author.articles, shared.own_words()))
            .flatten(),
        photo: articles::photo(author),
        links: front
            .links
            .into_iter()
            .map(|link| LinkView { label: link.label, url: link.url })
            .collect(),
        orcid: front.orcid,
        same_as: front.same_as,
        email: front.email,
        languages: front.languages,
        former: front.former,
        organisation: author.organisation,
        subjects: subjects(shared, author),
        articles: Vec::new(),
        pager: Pager::default(),
        credited_in: shared.cards(&author.credited_in),
        relies_on,
        citations,
        extra: front.extra,
        prose: prose.map(|document| {
            let language = &shared.site.settings.language;
            prose::plain(&document.content, &author.resolved, language)
        }),
    }
}

/// The topics of an author's articles, most first, eight at most.
fn subjects(shared: &Shared, author: &Author) -> Vec<TermLink> {
    let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
    let articles =
        author.articles.iter().filter_map(|index| shared.site.articles.get(*index));
    for id in articles.filter_map(|article| article.terms.get("topics")).flatten() {
        *counts.entry(id).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let topics = shared.site.taxonomies.get("topics");
    let link = |(id, count): &(&Id, usize)| {
        let term = topics?.terms.get(*id)?;
        Some(TermLink {
            id: id.to_string(),
            name: term.name.clone(),
            address: term.address.clone(),
            count: *count,
            same_as: Vec::new(),
        })
    };
    counts.iter().take(8).filter_map(link).collect()
}

fn list(shared: &Shared, outputs: &mut Vec<Output>) {
    let wrote =
        |author: &&Author| author.profile.is_some() || !author.articles.is_empty();
    let mut authors: Vec<&Author> = shared.site.authors.values().filter(wrote).collect();
    authors.sort_by_cached_key(|author| (Id::fold(&author.sort_name), author.id.clone()));
    let recipe = List(authors.into_iter().map(|author| author.id.clone()).collect());
    let (count, first) = (recipe.0.len(), address::listing("authors"));
    outputs.extend(pages(shared, "the list of authors", &first, count, recipe));
}

/// The list of authors, by name.
#[derive(Debug)]
struct List(Vec<Id>);

impl Recipe for List {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let paging = Paging {
            shared,
            template: "authors.html",
            first: &address::listing("authors"),
            title: shared.own_words().say("Authors"),
            crumb: shared.own_words().say("Authors"),
            description: None,
            section: "authors",
            above: &[],
            feed: false,
            language: None,
        };
        paging.page(&self.0, number, |ids, pager| {
            let authors = ids.iter().filter_map(|id| shared.site.authors.get(id));
            let authors = authors.map(entry).collect();
            View::Authors(Box::new(AuthorsView { authors, pager }))
        })
    }
}

fn entry(author: &Author) -> AuthorEntry {
    let front = author.front();
    AuthorEntry {
        name: author.name.clone(),
        address: author.address.clone(),
        role: front.and_then(|front| front.role.clone()),
        affiliation: front.and_then(|front| front.affiliation.clone()),
        former: front.is_some_and(|front| front.former),
        articles: author.articles.len(),
    }
}
