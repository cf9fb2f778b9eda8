//! Documents to [`Site`]: everything that needs more than one file.

mod aftermath;
mod articles;
mod links;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::id::Id;
use crate::base::path::{Address, FilePath};
use crate::load::config::Settings;
use crate::load::reserved::FIRST_PARTS;
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::model::article::{Article, Contributor};
use crate::model::article_names::ArticleNames;
use crate::model::evidence::{self, Evidence};
use crate::model::front_page;
use crate::model::home::Home;
use crate::model::outlet::{self, Outlet};
use crate::model::page::{self, Page};
use crate::model::related;
use crate::model::series;
use crate::model::site::{Redirect, Site};
use crate::model::term::Taxonomy;
use crate::model::{author, term};
use crate::parse::chart_data::DataFiles;
use crate::parse::document::{Document, Front};

/// Documents by what they describe.
#[derive(Default)]
struct Sorted {
    articles: Vec<Arc<Document>>,
    authors: Vec<Arc<Document>>,
    terms: BTreeMap<String, Vec<Arc<Document>>>,
    pages: Vec<Arc<Document>>,
    home: Option<Arc<Document>>,
    outlets: Option<Arc<Document>>,
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
}

/// Assembles the site from documents without errors, for one moment.
pub fn assemble(
    documents: &[Arc<Document>],
    settings: &Arc<Settings>,
    snapshot: &Snapshot,
    data: &DataFiles,
    now: Timestamp,
) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sorted = Sorted::new(documents);
    sorted.broken.extend(snapshot.unread.iter().cloned());
    let mut registries = Registries {
        authors: author::Registry::new(&sorted.authors, &mut diagnostics),
        terms: term_registries(settings, &sorted, &mut diagnostics),
        outlets: outlet::Registry::new(sorted.outlets.as_deref()),
    };
    let mut articles =
        articles::resolve(&sorted.articles, settings, now, &registries, &mut diagnostics);
    let public: Vec<usize> =
        (0..articles.len()).filter(|index| articles[*index].is_public()).collect();
    note_names(&articles, &public, &mut registries);
    let outputs = settings.outputs;
    let evidence = Evidence::collect(&articles, &public, outputs.works);
    evidence::same_url(&articles, &public, &mut diagnostics);
    let names = ArticleNames::of(&articles);
    articles::relate(&mut articles, &names, &public, &mut diagnostics);
    let related = related::compute(&articles, &public);
    for (index, list) in related {
        if articles[index].front().related.is_none() {
            articles[index].related = list;
        }
    }
    let outlets =
        outlets(&articles, &public, &evidence, &registries.outlets, outputs.outlets);
    let mut site = Site {
        settings: settings.clone(),
        now,
        series: series::collect(&articles, &public, outputs.series, &mut diagnostics),
        authors: registries.authors.authors(outputs.authors),
        taxonomies: taxonomies(settings, registries.terms, &mut diagnostics),
        outlets,
        evidence,
        pages: pages(&sorted.pages, settings, &mut diagnostics),
        home: Home::default(),
        redirects: Vec::new(),
        files: BTreeMap::new(),
        held_files: BTreeMap::new(),
        articles,
        public,
    };
    fill_members(&mut site);
    diagnostics.extend(missing_files(settings, snapshot));
    links::resolve(&mut site, snapshot, data, &sorted.broken, &mut diagnostics);
    site.home =
        front_page::resolve(&site, &names, sorted.home.as_deref(), &mut diagnostics);
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

/// Notes how the public articles write the names of authors and terms, so that each is
/// shown in the best of its spellings.
fn note_names(articles: &[Article], public: &[usize], registries: &mut Registries) {
    for &index in public {
        let front = articles[index].front();
        for byline in &front.authors {
            registries.authors.note(byline);
        }
        for person in front.credits.iter().flat_map(|credit| &credit.people) {
            registries.authors.note(&crate::parse::front::Byline::Named(person.clone()));
        }
        for (taxonomy, terms) in &front.terms {
            if let Some(registry) = registries.terms.get_mut(taxonomy) {
                terms.iter().for_each(|term| registry.note(term));
            }
        }
    }
}

fn taxonomies(
    settings: &Settings,
    mut registries: BTreeMap<String, term::Registry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Taxonomy> {
    let pages = settings.outputs.topics;
    let taxonomy = |(key, settings): (&String, &crate::load::config::Taxonomy)| {
        let registry = registries.remove(key).unwrap_or_default();
        let terms = registry.terms(key, pages, diagnostics);
        (key.clone(), Taxonomy { name: settings.name.clone(), terms })
    };
    settings.taxonomies.iter().map(taxonomy).collect()
}

/// The outlets that something public cites or lists, with pages, and those of outlets.yml.
fn outlets(
    articles: &[Article],
    public: &[usize],
    evidence: &Evidence,
    registry: &outlet::Registry,
    pages: bool,
) -> BTreeMap<Id, Outlet> {
    let mut written: BTreeMap<&Id, Vec<&str>> = BTreeMap::new();
    for &index in public {
        for reference in &articles[index].references {
            let source = &reference.source;
            let names = [
                (&reference.outlet, source.outlet.as_deref().or(source.label.as_deref())),
                (&reference.via, source.via.as_deref()),
            ];
            for (id, name) in names {
                if let Some(id) = id {
                    written.entry(id).or_default().extend(name);
                }
            }
        }
    }
    let outlet = |id: &Id| {
        let names = written.get(id).map_or(&[][..], Vec::as_slice);
        let page = pages && evidence.by_outlet.contains_key(id);
        (id.clone(), registry.outlet(id, names, page))
    };
    let named = written.keys().copied().chain(registry.ids());
    named.chain(evidence.by_outlet.keys()).map(outlet).collect()
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
    for &index in &site.public {
        let article = &site.articles[index];
        let wrote: BTreeSet<&Id> =
            article.authors.iter().filter_map(Contributor::id).collect();
        let credited = article.credits.iter().flat_map(|(_, people)| people);
        let credited: BTreeSet<&Id> = credited.filter_map(Contributor::id).collect();
        for id in &wrote {
            if let Some(author) = site.authors.get_mut(*id) {
                author.articles.push(index);
            }
        }
        for id in credited.difference(&wrote) {
            if let Some(author) = site.authors.get_mut(*id) {
                author.credited_in.push(index);
            }
        }
        for (taxonomy, ids) in &article.terms {
            let Some(taxonomy) = site.taxonomies.get_mut(taxonomy) else { continue };
            for id in ids {
                if let Some(term) = taxonomy.terms.get_mut(id) {
                    term.articles.push(index);
                }
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
    for article in site.public_articles() {
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
