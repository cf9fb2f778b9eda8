//! The page of search. What its index is made of is in [`records`](crate::plan::records).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::path::Address;
use crate::model::address::listing;
use crate::model::site::Site;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::frame::MenuItem;
use crate::view::search::{SearchFacet, SearchView};

/// Where the page stands, and the folder of the index.
pub const ADDRESS: &str = "/search/";

/// What a content security policy has to let scripts be where there is an index: the
/// publication's own, and the WebAssembly that reads it.
pub const SCRIPT_SOURCES: &str = "'self' 'wasm-unsafe-eval'";

/// The keys of facets that are no taxonomy's, and the words of a search's address: a taxonomy
/// of such a name gets another key.
const TAKEN: [&str; 7] = ["author", "kind", "language", "outlet", "q", "sort", "year"];

/// The page of search.
pub fn outputs(shared: &Shared) -> Option<Output> {
    let page =
        || Output::by("the page of search", Address::new(ADDRESS), Arc::new(Page), 1);
    shared.site.settings.outputs.search.then(page)
}

/// Whether a site has an index to search.
pub fn has_index(site: &Site) -> bool {
    cfg!(feature = "search")
        && site.settings.outputs.search
        && (!site.public.is_empty() || site.public_pages().next().is_some())
}

/// The page of search.
#[derive(Debug)]
struct Page;

impl Recipe for Page {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let shared = &plan.shared;
        let view = SearchView {
            index: Address::new(ADDRESS),
            languages: match has_index(&shared.site) {
                true => languages(&shared.site).into_iter().collect(),
                false => Vec::new(),
            },
            facets: facets(&shared.site),
            lists: lists(shared),
        };
        let mut frame = shared.frame(Address::new(ADDRESS), "Search", "search");
        frame.breadcrumbs = shared.breadcrumbs(&[], "Search");
        // What somebody searched for is no page for search engines.
        frame.robots = Some("noindex");
        Make::page("search.html", frame, View::Search(Box::new(view)))
    }
}

/// The part of the index for a language: its first part, in lower case.
pub fn part(language: &str) -> String {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    let plain: String = first.chars().filter(char::is_ascii_alphabetic).collect();
    if plain.is_empty() { "und".to_owned() } else { plain.to_ascii_lowercase() }
}

/// The parts that an index has, that of the publication's own language first.
fn languages(site: &Site) -> Vec<String> {
    let own = part(&site.settings.language);
    let articles = site.public_articles().filter_map(|a| a.front().lang.as_deref());
    let pages = site.public_pages().filter_map(|page| page.front().lang.as_deref());
    let mut others: BTreeSet<String> = articles.chain(pages).map(part).collect();
    others.remove(&own);
    std::iter::once(own).chain(others).collect()
}

/// The key of a taxonomy's facet.
pub fn key(taxonomy: &str) -> String {
    match taxonomy {
        "topics" => "topic".to_owned(),
        taken if TAKEN.contains(&taken) || taken == "topic" => format!("{taken}-"),
        other => other.to_owned(),
    }
}

fn facets(site: &Site) -> Vec<SearchFacet> {
    let facet = |key: &str, label: &str| SearchFacet {
        key: key.to_owned(),
        label: label.to_owned(),
    };
    let terms = site.taxonomies.iter().filter(|(_, taxonomy)| !taxonomy.terms.is_empty());
    let mut all = vec![facet("kind", "Kind")];
    all.extend(terms.map(|(id, taxonomy)| facet(&key(id), &taxonomy.name)));
    all.push(facet("author", "Author"));
    all.push(facet("outlet", "Outlet cited"));
    all.push(facet("year", "Year"));
    all.push(facet("language", "Language"));
    all
}

/// The lists that a build has: those that its menu names, and the archive.
fn lists(shared: &Shared) -> Vec<MenuItem> {
    let outputs = shared.site.settings.outputs;
    let mut lists = shared.own_menu().sections.clone();
    if outputs.archive {
        let (label, section) = ("Archive".to_owned(), "archive".to_owned());
        let archive = MenuItem { label, address: listing("archive"), section };
        lists.insert(usize::from(outputs.articles), archive);
    }
    lists
}
