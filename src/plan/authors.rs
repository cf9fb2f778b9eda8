//! The pages of authors, and the list of them.

use std::collections::BTreeMap;

use crate::base::diagnostic::Place;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::author::Author;
use crate::plan::listings::numbered;
use crate::plan::output::{Output, paged};
use crate::plan::{articles, prose};
use crate::view::any::View;
use crate::view::article::TermLink;
use crate::view::author::{AuthorEntry, AuthorView, AuthorsView, LinkView};
use crate::view::build::Shared;
use crate::view::frame::{FeedLink, Pager};

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
    first: &Address,
    outputs: &mut Vec<Output>,
) {
    let settings = &shared.site.settings;
    let pages = paged(&author.articles, settings.lists.page_size);
    let whole = whole(shared, author, first);
    let above = [("Authors", shared.listing("authors"))];
    for (number, articles) in pages.iter().enumerate() {
        let number = number + 1;
        let mut view = whole.clone();
        view.articles = shared.cards(articles);
        view.pager = Pager::new(first, number, pages.len(), author.articles.len());
        let title = numbered(&author.name, number);
        let mut frame = shared.frame(first.page(number), &title, "authors");
        frame.description = view.bio.clone();
        frame.breadcrumbs = shared.breadcrumbs(&above, &author.name);
        if settings.outputs.term_feeds && settings.outputs.atom {
            frame.feeds.push(FeedLink {
                title: author.name.clone(),
                address: first.child("feed.xml"),
                media_type: "application/atom+xml",
            });
        }
        let view = View::Author(Box::new(view));
        let mut output =
            Output::page("the page of an author", "author.html", frame, view);
        if let Some(document) = &author.profile {
            output = output.of(&document.file, None);
        } else if let Some(article) =
            author.articles.first().and_then(|index| shared.site.articles.get(*index))
        {
            output.place = Some(Place::file(article.file()));
        }
        outputs.push(output);
    }
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
        email: front.email,
        languages: front.languages,
        former: front.former,
        organisation: author.organisation,
        subjects: subjects(shared, author),
        articles: Vec::new(),
        pager: Pager::default(),
        relies_on,
        citations,
        extra: front.extra,
        prose: prose.map(|document| prose::plain(&document.content, &author.resolved)),
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
        })
    };
    counts.iter().take(8).filter_map(link).collect()
}

fn list(shared: &Shared<'_>, outputs: &mut Vec<Output>) {
    let mut authors: Vec<&Author> = shared.site.authors.values().collect();
    authors.sort_by_cached_key(|author| (Id::fold(&author.sort_name), author.id.clone()));
    let first = address::listing("authors");
    let pages = paged(&authors, shared.site.settings.lists.page_size);
    for (number, page) in pages.iter().enumerate() {
        let number = number + 1;
        let view = AuthorsView {
            authors: page.iter().map(|author| entry(author)).collect(),
            pager: Pager::new(&first, number, pages.len(), authors.len()),
        };
        let title = numbered("Authors", number);
        let mut frame = shared.frame(first.page(number), &title, "authors");
        frame.breadcrumbs = shared.breadcrumbs(&[], "Authors");
        let view = View::Authors(Box::new(view));
        outputs.push(Output::page("the list of authors", "authors.html", frame, view));
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
