//! The balance of what some articles rest on: by outlet, kind, country, language and age.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::Address;
use crate::base::words::{Words, said};
use crate::model::article::Article;
use crate::model::reference::Reference;
use crate::model::site::Site;

/// How many shares of a facet are named.
const NAMED: usize = 10;

/// What citations rest on, by what can be said of the works and of who published them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BalanceView {
    /// How many citations there are.
    pub citations: usize,
    /// The ways in which they are told apart: by outlet, by kind of outlet, by country, by
    /// language, by age.
    pub facets: Vec<FacetView>,
}

/// One way to tell citations apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FacetView {
    /// `outlet`, `kind`, `country`, `language` or `age`.
    pub id: &'static str,
    /// The words for it: `Kind of outlet`.
    pub name: String,
    /// The shares, most first; ages from the newest on. What is not known comes last.
    pub shares: Vec<ShareView>,
}

/// A share of the citations.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ShareView {
    /// What it is of.
    pub name: String,
    /// The page of that, when there is one.
    pub address: Option<Address>,
    /// How many citations.
    pub count: usize,
    /// Their share in per cent.
    pub percent: usize,
}

/// What a citation counts under: where that stands in its order, its name, its page.
type Under = (usize, String, Option<Address>);

/// What a citation of an article counts under.
type Rule = fn(&Site, &Article, &Reference) -> Under;

/// The ways to tell citations apart.
const FACETS: [(&str, &str, Rule); 5] = [
    ("outlet", said("Outlet"), by_outlet),
    ("kind", said("Kind of outlet"), by_kind),
    ("country", said("Country"), by_country),
    ("language", said("Language"), by_language),
    ("age", said("Age when cited"), by_age),
];

/// The balance of some articles, by their indices; none where nothing is cited.
pub fn of(site: &Site, articles: &[usize], words: &Words) -> Option<BalanceView> {
    let articles: Vec<&Article> =
        articles.iter().filter_map(|index| site.articles.get(*index)).collect();
    let citations = articles.iter().map(|article| cited(article).count()).sum();
    let facet = |(id, name, under): (&'static str, &'static str, Rule)| {
        let mut counts: BTreeMap<Under, usize> = BTreeMap::new();
        for article in &articles {
            for reference in cited(article) {
                *counts.entry(under(site, article, reference)).or_default() += 1;
            }
        }
        let mut shares = shares(counts, citations);
        // Outlets have names, all else has words.
        for share in shares.iter_mut().filter(|share| share.address.is_none()) {
            share.name = words.say(&share.name).to_owned();
        }
        FacetView { id, name: words.say(name).to_owned(), shares }
    };
    (citations > 0).then(|| BalanceView { citations, facets: FACETS.map(facet).into() })
}

/// The reference of each citation of an article.
fn cited(article: &Article) -> impl Iterator<Item = &Reference> {
    let cited = article.citations.iter().flatten();
    cited.filter_map(|index| article.references.get(*index).map(AsRef::as_ref))
}

fn shares(counts: BTreeMap<Under, usize>, citations: usize) -> Vec<ShareView> {
    let mut counts: Vec<(Under, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|((place, ..), count)| (*place, std::cmp::Reverse(*count)));
    let share = |name: String, address: Option<Address>, count: usize| ShareView {
        name,
        address,
        count,
        percent: (count * 100 + citations / 2) / citations.max(1),
    };
    let known = counts.iter().filter(|((place, ..), _)| *place < UNKNOWN).count();
    let rest: usize = counts.iter().take(known).skip(NAMED).map(|(_, count)| count).sum();
    let mut shares = Vec::new();
    for (at, ((_, name, address), count)) in counts.into_iter().enumerate() {
        if at == NAMED.min(known) && rest > 0 {
            shares.push(share(said("Others").to_owned(), None, rest));
        }
        if at < NAMED || at >= known {
            shares.push(share(name, address, count));
        }
    }
    if known > NAMED && !shares.iter().any(|share| share.name == said("Others")) {
        shares.push(share(said("Others").to_owned(), None, rest));
    }
    shares
}

/// The place of what is not known: the last.
const UNKNOWN: usize = usize::MAX;

fn known(name: Option<String>) -> Under {
    match name {
        Some(name) => (0, name, None),
        None => (UNKNOWN, said("Not known").to_owned(), None),
    }
}

fn by_outlet(site: &Site, _: &Article, reference: &Reference) -> Under {
    let outlet = reference.outlet.as_ref().and_then(|id| site.outlets.get(id));
    match outlet {
        Some(outlet) => (0, outlet.name.clone(), outlet.address.clone()),
        None => known(None),
    }
}

/// What outlets.yml says of an outlet.
fn entry<'a>(
    site: &'a Site,
    reference: &Reference,
) -> Option<&'a crate::parse::entities::OutletFront> {
    site.outlets.get(reference.outlet.as_ref()?)?.entry.as_ref()
}

fn by_kind(site: &Site, _: &Article, reference: &Reference) -> Under {
    let kind = entry(site, reference).and_then(|entry| entry.kind.as_deref());
    known(kind.map(|kind| {
        let words = kind.replace(['-', '_'], " ");
        let mut letters = words.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }))
}

fn by_country(site: &Site, _: &Article, reference: &Reference) -> Under {
    known(entry(site, reference).and_then(|entry| entry.country.clone()))
}

fn by_language(site: &Site, _: &Article, reference: &Reference) -> Under {
    let own = reference.source.lang.clone();
    known(own.or_else(|| entry(site, reference).and_then(|entry| entry.lang.clone())))
}

/// How old a work was when the article appeared; a year alone counts from its end.
fn by_age(_: &Site, article: &Article, reference: &Reference) -> Under {
    let published = article.front().date.map(|date| date.day());
    let issued =
        reference.source.date.as_ref().map(|date| date.end.unwrap_or(date.start));
    let (Some(published), Some(issued)) = (published, issued) else { return known(None) };
    let months = (i32::from(published.year()) - i32::from(issued.year)) * 12
        + i32::from(published.month())
        - i32::from(issued.month.unwrap_or(12));
    let (place, words) = match months {
        ..=0 => (0, said("The same month")),
        1..=2 => (1, said("Up to three months")),
        3..=11 => (2, said("Up to a year")),
        12..=59 => (3, said("Up to five years")),
        _ => (4, said("Older")),
    };
    (place, words.to_owned(), None)
}
