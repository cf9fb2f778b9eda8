//! Documents to [`Site`]: everything that needs more than one file.

mod aftermath;
mod articles;
mod core;
mod links;
mod stages;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::base::clock::Clock;
use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::base::phase::phase;
use crate::load::config::Settings;
use crate::load::reserved::FIRST_PARTS;
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::model::article::Article;
use crate::model::assemble::articles::{Against, Resolved};
use crate::model::assemble::stages::Stages;
use crate::model::dead::DeadLinks;
use crate::model::front_page;
use crate::model::groups::Groups;
use crate::model::home::Home;
use crate::model::library::Catalogue;
use crate::model::outlet;
use crate::model::page::{self, Page};
use crate::model::reference::Borrowing;
use crate::model::site::{Kept, Redirect, Registered, Site};
use crate::model::styles::OwnStyles;
use crate::model::term::Taxonomy;
use crate::model::{author, term, translations};
use crate::parse::chart_data::DataFiles;
use crate::parse::document::{Document, Front};
use crate::parse::front::ArticleFront;

/// Documents by what they describe.
#[derive(Default)]
struct Sorted {
    articles: Vec<Arc<Document>>,
    authors: Vec<Arc<Document>>,
    terms: BTreeMap<String, Vec<Arc<Document>>>,
    pages: Vec<Arc<Document>>,
    home: Option<Arc<Document>>,
    outlets: Option<Arc<Document>>,
    links: Option<Arc<Document>>,
    libraries: Vec<Arc<Document>>,
    styles: Vec<Arc<Document>>,
    broken: BTreeSet<FilePath>,
}

impl Sorted {
    fn new(documents: &[Arc<Document>]) -> Self {
        let mut sorted = Self::default();
        for document in documents {
            let document = document.clone();
            match &document.front {
                Front::Article(_) => sorted.articles.push(document),
                Front::Author(_) => sorted.authors.push(document),
                Front::Term(key, _) => {
                    sorted.terms.entry(key.clone()).or_default().push(document);
                }
                Front::Page(_) => sorted.pages.push(document),
                Front::Home(_) => sorted.home = Some(document),
                Front::Outlets(_) => sorted.outlets = Some(document),
                Front::Links(_) => sorted.links = Some(document),
                Front::Library(_) => sorted.libraries.push(document),
                Front::Style(_) => sorted.styles.push(document),
                Front::Broken => {
                    sorted.broken.insert(document.file.clone());
                }
            }
        }
        sorted
    }
}

/// What bylines, terms and sources are resolved against.
pub(super) struct Registries {
    authors: author::Registry,
    terms: BTreeMap<String, term::Registry>,
    outlets: outlet::Registry,
    catalogue: Catalogue,
}

impl Registries {
    fn new(
        settings: &Settings,
        sorted: &Sorted,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            authors: author::Registry::new(&sorted.authors, diagnostics),
            terms: term_registries(settings, sorted, diagnostics),
            outlets: outlet::Registry::new(sorted.outlets.as_deref()),
            catalogue: Catalogue::new(sorted.libraries.clone(), diagnostics),
        }
    }

    /// The shared works that an article can cite.
    fn borrowing<'a>(&'a self, front: &'a ArticleFront) -> Borrowing<'a> {
        let (catalogue, outlets) = (&self.catalogue, &self.outlets);
        Borrowing { catalogue, files: &front.bibliography, outlets }
    }

    /// Reports what is wrong with the shared works that articles cite.
    fn report_shared(&self, articles: &[Article], diagnostics: &mut Vec<Diagnostic>) {
        let borrowing = articles.iter().filter(|article| article.gist.rare.borrows);
        let used = borrowing.flat_map(|article| {
            let files = &article.front().bibliography;
            let shared = article.references.iter().filter(|r| r.shared.is_some());
            shared.filter_map(move |r| self.catalogue.find(&r.key, files))
        });
        self.catalogue.report(used.collect(), &self.outlets, diagnostics);
    }

    fn digests(&self) -> Registered {
        let terms = self.terms.iter().map(|(key, terms)| (key, terms.digest()));
        Registered {
            profiles: self.authors.profiles(),
            names: self.authors.names(),
            terms: Digest::of(&terms.collect::<Vec<_>>()),
            outlets: self.outlets.digest(),
            library: self.catalogue.digest(),
        }
    }
}

/// The public ones among articles, as indices.
fn public_of(articles: &[Article]) -> Vec<usize> {
    let all = articles.iter().enumerate();
    all.filter(|(_, article)| article.is_public()).map(|(index, _)| index).collect()
}

/// Assembles the site from documents without errors, for one moment. What `earlier` was made
/// of and this site is made of too is taken over from it; the result is the same without it.
pub fn assemble(
    documents: &[Arc<Document>],
    settings: &Arc<Settings>,
    snapshot: &Snapshot,
    data: &DataFiles,
    now: Timestamp,
    earlier: Option<&Site>,
) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sorted = Sorted::new(documents);
    sorted.broken.extend(snapshot.unread.iter().cloned());
    let registries = Registries::new(settings, &sorted, &mut diagnostics);
    let earlier = earlier.filter(|earlier| earlier.settings == *settings);
    let registered = registries.digests();
    let now = Clock::new(now);
    let against =
        Against { settings, registries: &registries, registered, now: &now, earlier };
    let part = phase!("articles");
    let Resolved { mut articles, by_file } =
        articles::resolve(&sorted.articles, against, &mut diagnostics);
    registries.report_shared(&articles, &mut diagnostics);
    part.items(articles.len());
    drop(part);
    let public = public_of(&articles);
    let names = stages::names(&articles, against);
    translations::join(&mut articles, &names.1, &settings.language, &mut diagnostics);
    let listed = translations::listed(&articles, &public, &settings.language);
    let stages =
        Stages { articles: &articles, public: &public, listed: &listed, against };
    let part = phase!("groups and evidence");
    let ((groups, repeats), sources) = rayon::join(
        || rayon::join(|| stages.groups(), || stages.repeats()),
        || stages.sources(),
    );
    part.items(sources.1.evidence.works.len());
    drop(part);
    let found = groups.1.diagnostics.iter().chain(&sources.1.diagnostics);
    diagnostics.extend(found.chain(repeats.1.iter()).cloned());
    articles::relate(&mut articles, (&names.1, &groups.1), &listed, &mut diagnostics);
    let mut site = Site {
        settings: settings.clone(),
        now,
        series: groups.1.series.clone(),
        authors: registries.authors.authors(&groups.1.authors, settings.outputs.authors),
        taxonomies: taxonomies(settings, &registries.terms, &groups.1, &mut diagnostics),
        outlets: sources.1.outlets.clone(),
        evidence: sources.1.evidence.clone(),
        styles: OwnStyles::new(std::mem::take(&mut sorted.styles)),
        dead: DeadLinks::new(sorted.links.as_deref()),
        pages: pages(&sorted.pages, settings, &mut diagnostics),
        home: Home::default(),
        redirects: Vec::new(),
        files: BTreeMap::new(),
        held_files: BTreeMap::new(),
        articles,
        public,
        listed,
        kept: Kept { by_file, registered, groups, sources, names, repeats },
    };
    fill_members(&mut site);
    diagnostics.extend(missing_files(settings, snapshot));
    site.styles.check(settings, &site.articles, &sorted.broken, &mut diagnostics);
    let world = links::World { snapshot, data, broken: &sorted.broken, earlier };
    links::resolve(&mut site, &world, &mut diagnostics);
    site.home = front_page::resolve(&site, sorted.home.as_deref(), &mut diagnostics);
    site.redirects = redirects(&site);
    aftermath::forgive(&mut diagnostics, &sorted.broken);
    (site, diagnostics)
}

fn term_registries(
    settings: &Settings,
    sorted: &Sorted,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, term::Registry> {
    let documents = |key: &str| sorted.terms.get(key).map_or(&[][..], Vec::as_slice);
    let keys = settings.taxonomies.keys();
    keys.map(|key| (key.clone(), term::Registry::new(documents(key), diagnostics)))
        .collect()
}

fn taxonomies(
    settings: &Settings,
    registries: &BTreeMap<String, term::Registry>,
    groups: &Groups,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Taxonomy> {
    let pages = settings.outputs.topics;
    let (registry, written) = (term::Registry::default(), term::Written::default());
    let taxonomy = |(key, settings): (&String, &crate::load::config::Taxonomy)| {
        let registry = registries.get(key).unwrap_or(&registry);
        let written = groups.terms.get(key).unwrap_or(&written);
        let terms = registry.terms(written, key, pages, diagnostics);
        (key.clone(), Taxonomy { name: settings.name.clone(), terms })
    };
    settings.taxonomies.iter().map(taxonomy).collect()
}

fn pages(
    documents: &[Arc<Document>],
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Page> {
    let mut pages = Vec::new();
    for document in documents {
        let front = page::page_front(document);
        let address = page::address(document);
        let first = address.as_str().split('/').nth(1).unwrap_or("");
        let reserved = settings.outputs.pages
            && (FIRST_PARTS.contains(&first)
                || settings.taxonomies.keys().any(|key| key == first));
        if reserved {
            let message = format!("`{address}` is an address that Chancery uses itself");
            let place = Place::file(&document.file);
            diagnostics.push(
                Diagnostic::error("reserved-address", place, message)
                    .hint("rename the file, or give the page another `slug`"),
            );
            continue;
        }
        pages.push(Page {
            public: !front.draft && settings.outputs.pages,
            document: document.clone(),
            address,
            resolved: Default::default(),
        });
    }
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    page::check_policies(&pages, settings, diagnostics);
    pages
}

/// Fills the articles of authors and terms, newest first.
fn fill_members(site: &mut Site) {
    let groups = site.kept.groups.1.clone();
    for (id, author) in &mut site.authors {
        if let Some(own) = groups.by_author.get(id) {
            author.articles.clone_from(&own.wrote);
            author.credited_in.clone_from(&own.credited_in);
        }
    }
    for (key, taxonomy) in &mut site.taxonomies {
        let Some(known) = groups.by_term.get(key) else { continue };
        for (id, term) in &mut taxonomy.terms {
            if let Some(articles) = known.get(id) {
                term.articles.clone_from(articles);
            }
        }
    }
}

/// Files of `static/` that the settings name and that are not there.
fn missing_files(settings: &Settings, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let logo =
        settings.publisher.as_ref().and_then(|publisher| publisher.logo.as_deref());
    let named = [
        (settings.image.as_deref(), Field::key("image")),
        (logo, Field::key("publisher").then("logo")),
    ];
    let missing = |(file, field): (Option<&str>, Field)| {
        let file = file.filter(|file| !file.contains("://"))?;
        let path = file.trim_start_matches('/').trim_start_matches("static/");
        if snapshot.get(&format!("static/{path}")).is_some() {
            return None;
        }
        let place = Place::value(&FilePath::new(SETTINGS), field);
        let message = format!("there is no image `{file}`");
        let hint = format!("put the image at `static/{path}`");
        Some(Diagnostic::error("missing-image", place, message).hint(hint))
    };
    named.into_iter().filter_map(missing).collect()
}

/// Every alias of everything public.
fn redirects(site: &Site) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    if !site.settings.outputs.redirects {
        return redirects;
    }
    let mut add = |aliases: &[String], document: &Document, to: &Address, title: &str| {
        for (index, alias) in aliases.iter().enumerate() {
            redirects.push(Redirect {
                from: old_address(alias),
                to: to.clone(),
                title: title.to_owned(),
                file: document.file.clone(),
                index,
            });
        }
    };
    for article in site.public_articles().filter(|article| article.gist.rare.aliases) {
        let front = article.front();
        add(&front.aliases, &article.document, &article.address, &front.title);
    }
    for author in site.authors.values() {
        if let (Some(front), Some(document), Some(address)) =
            (author.front(), author.profile.as_deref(), &author.address)
        {
            add(&front.aliases, document, address, &author.name);
        }
    }
    for term in site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values()) {
        if let (Some(front), Some(document), Some(address)) =
            (term.front(), term.document.as_deref(), &term.address)
        {
            add(&front.aliases, document, address, &term.name);
        }
    }
    for page in site.public_pages() {
        let front = page.front();
        add(&front.aliases, &page.document, &page.address, &front.title);
    }
    redirects
}

/// An alias as an address: what has no ending is a page.
fn old_address(alias: &str) -> Address {
    let name = alias.rsplit('/').next().unwrap_or("");
    let page = !name.is_empty() && !name.contains('.');
    Address::new(if page { format!("{alias}/") } else { alias.to_owned() })
}

/// The place of an alias.
pub fn alias_place(redirect: &Redirect) -> Place {
    Place::value(&redirect.file, Field::key("aliases").at(redirect.index))
}
