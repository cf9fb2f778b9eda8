//! The pages of authors, and the list of them.

use std::collections::BTreeMap;

use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::author::Author;
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::plan::{articles, prose};
use crate::view::any::View;
use crate::view::article::TermLink;
use crate::view::author::{AuthorEntry, AuthorView, AuthorsView, LinkView};
use crate::view::build::Shared;
use crate::view::frame::Pager;

/// The pages of authors, and the list of them.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
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
    shared: &Shared<'_>,
    author: &Author,
    address: &Address,
    outputs: &mut Vec<Output>,
) {
    let whole = whole(shared, author, address);
    let profile = author.profile.as_ref();
    let first = profile.and_then(|document| document.content.blocks.first());
    let first = first.map(|block| block.text.to_string());
    let above = [("Authors", shared.listing("authors"))];
    let paging = Paging {
        shared,
        what: "the page of an author",
        template: "author.html",
        first: address,
        title: &author.name,
        crumb: &author.name,
        description: whole.bio.as_deref().or(first.as_deref()),
        section: "authors",
        above: &above,
        feed: true,
    };
    let pages = paging.outputs(&author.articles, |articles, pager| {
        let articles = shared.cards(articles);
        View::Author(Box::new(AuthorView { articles, pager, ..whole.clone() }))
    });
    let newest =
        author.articles.first().and_then(|index| shared.site.articles.get(*index));
    outputs.extend(pages.into_iter().map(|page| match (&author.profile, newest) {
        (Some(document), _) => page.of(&document.file, None),
        (None, Some(article)) => page.asked_by(article.file()),
        (None, None) => page,
    }));
}

/// Everything of an author's page but its articles.
fn whole(shared: &Shared<'_>, author: &Author, first: &Address) -> AuthorView {
    let front = author.front().cloned().unwrap_or_default();
    let (relies_on, citations) = shared.reliance(&author.articles, usize::MAX);
    let prose =
        author.profile.as_ref().filter(|document| !document.content.body.is_empty());
    AuthorView {
        address: first.clone(),
        id: author.id.to_string(),
        name: author.name.clone(),
        sort_name: author.sort_name.clone(),
        role: front.role,
        affiliation: front.affiliation,
        bio: front.bio,
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
fn subjects(shared: &Shared<'_>, author: &Author) -> Vec<TermLink> {
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

fn list(shared: &Shared<'_>, outputs: &mut Vec<Output>) {
    let wrote =
        |author: &&Author| author.profile.is_some() || !author.articles.is_empty();
    let mut authors: Vec<&Author> = shared.site.authors.values().filter(wrote).collect();
    authors.sort_by_cached_key(|author| (Id::fold(&author.sort_name), author.id.clone()));
    let first = address::listing("authors");
    let paging = Paging {
        shared,
        what: "the list of authors",
        template: "authors.html",
        first: &first,
        title: "Authors",
        crumb: "Authors",
        description: None,
        section: "authors",
        above: &[],
        feed: false,
    };
    outputs.extend(paging.outputs(&authors, |authors, pager| {
        let authors = authors.iter().map(|author| entry(author)).collect();
        View::Authors(Box::new(AuthorsView { authors, pager }))
    }));
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
