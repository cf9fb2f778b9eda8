//! The links and images of every document, resolved.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::base::phase::phase;
use crate::load::snapshot::Snapshot;
use crate::model::article::Article;
use crate::model::beside::{From, is_published};
use crate::model::chart;
use crate::model::link::Links;
use crate::model::public::State;
use crate::model::resolved::Resolved;
use crate::model::site::Site;
use crate::parse::chart_data::DataFiles;
use crate::parse::document::{Document, Front};
use crate::parse::front::ImageFront;

/// What the links of a site are resolved against, beside the site.
pub(super) struct World<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// The files of data.
    pub data: &'a DataFiles,
    /// Content files that could not be read.
    pub broken: &'a BTreeSet<FilePath>,
    /// An earlier site.
    pub earlier: Option<&'a Site>,
}

/// What is to be resolved of one document.
struct Job<'a> {
    from: From<'a>,
    document: &'a Document,
    /// What is known of it from an earlier site.
    known: Option<Arc<Resolved>>,
}

impl Job<'_> {
    /// The image of the front matter, and its key.
    fn image(&self) -> Option<(&ImageFront, &'static str)> {
        match &self.document.front {
            Front::Article(front) => front.image.as_ref().map(|image| (image, "image")),
            Front::Author(front) => front.photo.as_ref().map(|image| (image, "photo")),
            _ => None,
        }
    }
}

/// Resolves the links and images of every document and collects the files they publish.
pub(super) fn resolve(
    site: &mut Site,
    world: &World<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let _part = phase!("links");
    let against = Against::of(site, world);
    let (articles, others): (Vec<_>, Vec<_>) = {
        let links = Links::new(site, world.snapshot, world.broken);
        let run = |job: &Job<'_>| run(&links, world.data, job, against);
        let article = |article: &Article| {
            let known = &article.resolved;
            let fresh = known.against == against.of_page(article.is_public());
            // Nothing can have become of it but what was.
            (!(fresh && known.named.is_empty())).then(|| run(&of_article(article)))
        };
        let articles = site.articles.par_iter().map(article).collect();
        (articles, others(site, world.earlier).par_iter().map(run).collect())
    };
    let (public, held) = (&mut site.files, &mut site.held_files);
    let mut note = |resolved: &Resolved, is_public: bool| {
        diagnostics.extend(resolved.diagnostics.iter().cloned());
        let files = if is_public { &mut *public } else { &mut *held };
        files.extend(resolved.files.iter().map(|(a, f)| (a.clone(), f.clone())));
    };
    let mut missing = Vec::new();
    for (article, outcome) in site.articles.iter_mut().zip(articles) {
        if let Some((resolved, own)) = outcome {
            article.resolved = resolved;
            missing.extend(own);
        }
        note(&article.resolved, article.state == State::Public);
    }
    let mut others = others.into_iter();
    let mut next = |is_public: bool| {
        let (resolved, own): (Arc<Resolved>, Vec<Diagnostic>) =
            others.next().unwrap_or_default();
        note(&resolved, is_public);
        missing.extend(own);
        resolved
    };
    // In the order of `others`.
    for author in site.authors.values_mut().filter(|author| author.profile.is_some()) {
        author.resolved = next(author.address.is_some());
    }
    for taxonomy in site.taxonomies.values_mut() {
        for term in taxonomy.terms.values_mut().filter(|term| term.document.is_some()) {
            term.resolved = next(term.address.is_some());
        }
    }
    for page in &mut site.pages {
        page.resolved = next(page.public);
    }
    diagnostics.extend(missing);
}

/// The digests of all that the links of any document are resolved against, but for the places
/// in other documents.
#[derive(Clone, Copy)]
struct Against {
    public: Digest,
    held: Digest,
}

impl Against {
    fn of(site: &Site, world: &World<'_>) -> Self {
        let all = against(site, world);
        Self { public: Digest::of(&(all, true)), held: Digest::of(&(all, false)) }
    }

    /// The digest for the page of a document.
    fn of_page(self, public: bool) -> Option<Digest> {
        Some(if public { self.public } else { self.held })
    }
}

fn against(site: &Site, world: &World<'_>) -> Digest {
    let articles =
        site.kept.by_file.iter().filter_map(|(index, _)| site.articles.get(*index));
    let articles: Vec<_> =
        articles.map(|article| (article.gist.parts.name, article.is_public())).collect();
    let profile =
        |document: &Option<Arc<Document>>| Some(document.as_ref()?.file.clone());
    let authors = site.authors.values();
    let authors: Vec<_> = authors.map(|a| (profile(&a.profile), &a.address)).collect();
    let terms = site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    let terms: Vec<_> = terms.map(|t| (profile(&t.document), &t.address)).collect();
    let page = |page: &crate::model::page::Page| {
        (page.document.file.clone(), page.address.clone(), page.public)
    };
    let pages: Vec<_> = site.pages.iter().map(page).collect();
    let keys: Vec<&String> = site.taxonomies.keys().collect();
    let series: Vec<_> = site.series.values().map(|series| &series.address).collect();
    let inputs = &world.snapshot.inputs;
    let files = inputs
        .iter()
        .filter(|(file, _)| is_published(file) || file.as_str().starts_with("static/"));
    let files: Vec<_> = files.map(|(file, input)| (file, input.dimensions)).collect();
    let data: Vec<_> =
        world.data.iter().map(|(key, data)| (key, data.digest())).collect();
    let named = (articles, authors, terms, pages, keys, series);
    let sources = site.kept.sources.1.addresses;
    let unread = &world.snapshot.unread;
    let outside = (files, data, world.broken, unread);
    Digest::of(&(named, sources, outside, &site.settings.outputs))
}

fn run(
    links: &Links<'_>,
    data: &DataFiles,
    job: &Job<'_>,
    against: Against,
) -> (Arc<Resolved>, Vec<Diagnostic>) {
    let against = against.of_page(job.from.public);
    let known = job.known.clone().filter(|known| known.against == against);
    let resolved = known.unwrap_or_else(|| {
        let content = &job.document.content;
        let mut resolved = links.resolve(job.from, content);
        if let Some((image, key)) = job.image() {
            links.front_image(job.from, image, key, &mut resolved);
        }
        let Resolved { charts, diagnostics, .. } = &mut resolved;
        let snapshot = links.snapshot;
        *charts = chart::resolve(snapshot, data, job.from, content, diagnostics);
        resolved.against = against;
        Arc::new(resolved)
    });
    let mut missing = Vec::new();
    links.check_places(&resolved, &mut missing);
    (resolved, missing)
}

fn of_article(article: &Article) -> Job<'_> {
    let (file, address) = (article.file(), &article.address);
    let from = From { file, address, public: article.is_public() };
    Job { from, document: &article.document, known: Some(article.resolved.clone()) }
}

/// One job for each other document that has prose, in a fixed order.
fn others<'a>(site: &'a Site, earlier: Option<&'a Site>) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for (id, author) in &site.authors {
        let Some(document) = &author.profile else { continue };
        let known = earlier.and_then(|site| site.authors.get(id)).filter(|known| {
            known.address == author.address && same(&known.profile, document)
        });
        jobs.push(Job {
            known: known.map(|known| known.resolved.clone()),
            ..entity(document, author.address.as_ref())
        });
    }
    for (key, taxonomy) in &site.taxonomies {
        let earlier = earlier.and_then(|site| site.taxonomies.get(key));
        for (id, term) in &taxonomy.terms {
            let Some(document) = &term.document else { continue };
            let known = earlier.and_then(|known| known.terms.get(id)).filter(|known| {
                known.address == term.address && same(&known.document, document)
            });
            let known = known.map(|known| known.resolved.clone());
            jobs.push(Job { known, ..entity(document, term.address.as_ref()) });
        }
    }
    for page in &site.pages {
        let (file, address) = (&page.document.file, &page.address);
        let from = From { file, address, public: page.public };
        let known = earlier.and_then(|site| {
            let at = site.pages.binary_search_by(|known| known.address.cmp(address));
            site.pages.get(at.ok()?)
        });
        let known = known.filter(|known| Arc::ptr_eq(&known.document, &page.document));
        let known = known.map(|known| known.resolved.clone());
        jobs.push(Job { from, document: &page.document, known });
    }
    jobs
}

/// Whether a document is the one that an earlier site had.
fn same(known: &Option<Arc<Document>>, document: &Arc<Document>) -> bool {
    known.as_ref().is_some_and(|known| Arc::ptr_eq(known, document))
}

/// The job of an author or of a term, who need not have a page.
fn entity<'a>(document: &'a Document, address: Option<&'a Address>) -> Job<'a> {
    let from = From {
        file: &document.file,
        address: address.unwrap_or(nowhere()),
        public: address.is_some(),
    };
    Job { from, document, known: None }
}

/// The address of documents that have no page.
fn nowhere() -> &'static Address {
    static NOWHERE: std::sync::OnceLock<Address> = std::sync::OnceLock::new();
    NOWHERE.get_or_init(|| Address::new("/"))
}
