//! What links may name: content files and addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::{Address, FilePath};
use crate::model::address;
use crate::model::site::Site;
use crate::parse::body::Content;

/// What a content file can be linked to as.
#[derive(Clone, Copy, Debug)]
pub struct LinkTarget<'a> {
    /// The file.
    pub file: &'a FilePath,
    /// Its address, when it has a page.
    pub address: Option<&'a Address>,
    /// Whether it is public.
    pub public: bool,
    /// Its prose, which defines the ids on its page.
    pub content: &'a Content,
}

/// What each content file can be linked to as.
pub fn targets(site: &Site) -> BTreeMap<&FilePath, LinkTarget<'_>> {
    let articles = site.articles.iter().map(|article| LinkTarget {
        file: article.file(),
        address: Some(&article.address),
        public: article.is_public(),
        content: article.content(),
    });
    let profiles =
        site.authors.values().map(|a| (a.profile.as_ref(), a.address.as_ref()));
    let terms = site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    let terms = terms.map(|term| (term.document.as_ref(), term.address.as_ref()));
    let entities = profiles.chain(terms).filter_map(|(document, address)| {
        let document = document?;
        let (file, content) = (&document.file, &*document.content);
        Some(LinkTarget { file, address, public: address.is_some(), content })
    });
    let pages = site.pages.iter().map(|page| LinkTarget {
        file: &page.document.file,
        address: Some(&page.address),
        public: page.public,
        content: &page.document.content,
    });
    let all = articles.chain(entities).chain(pages);
    all.map(|target| (target.file, target)).collect()
}

/// Every address that a link may name though no content file stands behind it, and those of
/// content files too.
pub fn addresses(site: &Site) -> BTreeSet<Address> {
    let outputs = site.settings.outputs;
    let listings = [
        (outputs.articles, "articles"),
        (outputs.archive, "archive"),
        (outputs.author_list, "authors"),
        (outputs.outlet_list, "sources"),
        (outputs.series && !site.series.is_empty(), "series"),
        (outputs.corrections, "corrections"),
    ];
    let mut all: BTreeSet<Address> = listings
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, name)| address::listing(name))
        .collect();
    if outputs.home {
        all.insert(Address::new("/"));
    }
    if outputs.topic_list {
        all.extend(site.taxonomies.keys().map(|key| address::listing(key)));
    }
    all.extend(site.public_articles().map(|article| article.address.clone()));
    all.extend(site.authors.values().filter_map(|author| author.address.clone()));
    let terms = site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    all.extend(terms.filter_map(|term| term.address.clone()));
    all.extend(site.outlets.values().filter_map(|outlet| outlet.address.clone()));
    all.extend(site.evidence.works.iter().filter_map(|work| work.address.clone()));
    all.extend(site.series.values().filter_map(|series| series.address.clone()));
    all.extend(site.public_pages().map(|page| page.address.clone()));
    all
}
