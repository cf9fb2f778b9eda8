//! The links and images of every document, resolved.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::path::{Address, FilePath};
use crate::load::snapshot::Snapshot;
use crate::model::address;
use crate::model::beside::From;
use crate::model::chart;
use crate::model::link::{LinkTarget, Links, Resolved, ResolvedImage};
use crate::model::site::Site;
use crate::parse::body::Content;
use crate::parse::chart_data::DataFiles;
use crate::parse::front::ImageFront;

/// What is to be resolved of one document.
#[derive(Clone, Copy)]
struct Job<'a> {
    from: From<'a>,
    content: &'a Content,
    image: Option<(&'a ImageFront, &'static str)>,
}

type Outcome = (Resolved, Option<ResolvedImage>, Vec<Diagnostic>);

/// Resolves the links and images of every document and collects the files they publish.
pub(super) fn resolve(
    site: &mut Site,
    snapshot: &Snapshot,
    data: &DataFiles,
    broken: &BTreeSet<FilePath>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let targets = targets(site);
    let links = Links { snapshot, targets, broken, addresses: addresses(site) };
    let outcomes: Vec<Outcome> =
        jobs(site).into_par_iter().map(|job| run(&links, data, job)).collect();
    let mut outcomes = outcomes.into_iter();
    let (public, held) = (&mut site.files, &mut site.held_files);
    let mut next = |is_public: bool| {
        let (resolved, image, own) = outcomes.next().unwrap_or_default();
        diagnostics.extend(own);
        let files = if is_public { &mut *public } else { &mut *held };
        files.extend(resolved.files.iter().map(|(a, f)| (a.clone(), f.clone())));
        (resolved, image)
    };
    // In the order of `jobs`.
    for article in &mut site.articles {
        (article.resolved, article.image) = next(article.is_public());
    }
    for author in site.authors.values_mut().filter(|author| author.profile.is_some()) {
        (author.resolved, author.photo) = next(author.address.is_some());
    }
    for taxonomy in site.taxonomies.values_mut() {
        for term in taxonomy.terms.values_mut().filter(|term| term.document.is_some()) {
            (term.resolved, _) = next(term.address.is_some());
        }
    }
    for page in &mut site.pages {
        (page.resolved, _) = next(page.public);
    }
}

fn run(links: &Links<'_>, data: &DataFiles, job: Job<'_>) -> Outcome {
    let mut diagnostics = Vec::new();
    let mut resolved = links.resolve(job.from, job.content, &mut diagnostics);
    let image = job.image.and_then(|(image, key)| {
        let files = &mut resolved.files;
        links.front_image(job.from, Some(image), key, files, &mut diagnostics)
    });
    resolved.charts =
        chart::resolve(links.snapshot, data, job.from, job.content, &mut diagnostics);
    (resolved, image, diagnostics)
}

/// One job for each document that has prose, in a fixed order.
fn jobs(site: &Site) -> Vec<Job<'_>> {
    let mut jobs = Vec::with_capacity(site.articles.len());
    for article in &site.articles {
        let from = From {
            file: article.file(),
            address: &article.address,
            public: article.is_public(),
        };
        let image = article.front().image.as_ref().map(|image| (image, "image"));
        jobs.push(Job { from, content: article.content(), image });
    }
    let nowhere = nowhere();
    for author in site.authors.values() {
        let Some(document) = &author.profile else { continue };
        let address = author.address.as_ref();
        let from = From {
            file: &document.file,
            address: address.unwrap_or(nowhere),
            public: address.is_some(),
        };
        let image = author.front().and_then(|front| front.photo.as_ref());
        jobs.push(Job {
            from,
            content: &document.content,
            image: image.map(|i| (i, "photo")),
        });
    }
    for term in site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values()) {
        let Some(document) = &term.document else { continue };
        let address = term.address.as_ref();
        let from = From {
            file: &document.file,
            address: address.unwrap_or(nowhere),
            public: address.is_some(),
        };
        jobs.push(Job { from, content: &document.content, image: None });
    }
    for page in &site.pages {
        let from = From {
            file: &page.document.file,
            address: &page.address,
            public: page.public,
        };
        jobs.push(Job { from, content: &page.document.content, image: None });
    }
    jobs
}

/// The address of documents that have no page.
fn nowhere() -> &'static Address {
    static NOWHERE: std::sync::OnceLock<Address> = std::sync::OnceLock::new();
    NOWHERE.get_or_init(|| Address::new("/"))
}

/// What each content file can be linked to as.
fn targets(site: &Site) -> BTreeMap<FilePath, LinkTarget> {
    let ids = |content: &Content| content.blocks.iter().map(|b| b.id.clone()).collect();
    let mut targets = BTreeMap::new();
    for article in &site.articles {
        let address = Some(article.address.clone());
        let target = LinkTarget {
            address,
            public: article.is_public(),
            ids: ids(article.content()),
        };
        targets.insert(article.file().clone(), target);
    }
    let profiles =
        site.authors.values().map(|a| (a.profile.as_ref(), a.address.as_ref()));
    let terms = site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    let terms = terms.map(|term| (term.document.as_ref(), term.address.as_ref()));
    for (document, address) in profiles.chain(terms) {
        let Some(document) = document else { continue };
        let target = LinkTarget {
            address: address.cloned(),
            public: address.is_some(),
            ids: ids(&document.content),
        };
        targets.insert(document.file.clone(), target);
    }
    for page in &site.pages {
        let address = Some(page.address.clone());
        let target =
            LinkTarget { address, public: page.public, ids: ids(&page.document.content) };
        targets.insert(page.document.file.clone(), target);
    }
    targets
}

/// Every address that a link may name though no content file stands behind it, and those of
/// content files too.
fn addresses(site: &Site) -> BTreeSet<Address> {
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
