//! What the index of search is made of: every public page as plain text, with what it is found
//! by. Nothing that is held back is in it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::model::article::{Article, Contributor};
use crate::model::author::Author;
use crate::model::outlet::Outlet;
use crate::model::page::Page;
use crate::model::term::{Taxonomy, Term};
use crate::parse::body::{BlockKind, Content};
use crate::parse::front::Status;
use crate::plan::output::Plan;
use crate::plan::{articles, ingredients, search};
use crate::view::build::{self, Shared};
use crate::view::search::{Record, RecordPart, RecordRole};

/// The digest of all that the records of a plan may be made of: as long as it stays the same,
/// so do they.
pub fn ingredients(plan: &Plan) -> Digest {
    let site = &plan.shared.site;
    let pages = site.public_pages().map(|page| (page.document.digest, &page.address));
    let pages: Vec<_> = pages.collect();
    let addresses = site.public_articles().map(|article| &article.address);
    let addresses: Vec<_> = addresses.collect();
    let articles = ingredients::articles(site, &site.public);
    Digest::of(&(ingredients::common(plan), articles, pages, addresses))
}

/// The records of a plan, in the order of their addresses.
pub fn records(plan: &Plan) -> Vec<Record> {
    let shared = &plan.shared;
    let site = &shared.site;
    let articles = site.public.par_iter();
    let articles =
        articles.filter_map(|i| Some(of_article(shared, site.articles.get(*i)?)));
    let mut all: Vec<Record> = articles.collect();
    all.extend(site.public_pages().map(|page| of_page(shared, page)));
    all.extend(site.authors.values().filter_map(|author| of_author(shared, author)));
    for (key, taxonomy) in &site.taxonomies {
        let terms = taxonomy.terms.values();
        all.extend(terms.filter_map(|term| of_term(shared, key, taxonomy, term)));
    }
    all.extend(site.outlets.values().filter_map(|outlet| of_outlet(shared, outlet)));
    all.par_sort_by(|a, b| a.address.cmp(&b.address));
    all
}

/// A record of a page in a language, of a kind.
fn record(address: &Address, title: &str, language: &str, kind: &str) -> Record {
    let mut facets = BTreeMap::new();
    facets.insert("kind".to_owned(), vec![kind.to_owned()]);
    facets.insert("language".to_owned(), vec![language.to_owned()]);
    Record {
        address: address.to_string(),
        language: search::part(language),
        title: title.to_owned(),
        facets,
        ..Record::default()
    }
}

fn of_article(shared: &Shared, article: &Article) -> Record {
    let site = &shared.site;
    let zone = &site.settings.zone;
    let front = article.front();
    let language = articles::language(shared, article);
    let words = shared.words(articles::language(shared, article).as_str());
    let kind = build::kind(site, &article.kind, words).label;
    let mut record = record(&article.address, &front.title, &language, &kind);
    // Those that stand in metadata are public; candidates and those whose time it is not are
    // not among them.
    let headlines = article.headlines.metadata.iter();
    let headlines = headlines.filter_map(|i| front.alternative_headlines.get(*i));
    record.also = headlines.map(|headline| headline.text.clone()).collect();
    record.also.retain(|also| *also != front.title);
    let named =
        |contributor: &&Contributor| !matches!(contributor, Contributor::Unnamed { .. });
    let authors = article.authors.iter().filter(named);
    let authors: Vec<String> = authors.map(|author| shared.byline(author).name).collect();
    record.by = in_words(&authors);
    record.status =
        (front.status != Status::Current).then(|| front.status.name().to_owned());
    if let Some(date) = &front.date {
        let date_view = build::date(date, zone, words);
        record.newest = date.timestamp(zone).to_string();
        record.facets.insert("year".to_owned(), vec![date_view.year.to_string()]);
        record.date = Some(date_view.iso);
    }
    let mut add = |key: String, values: Vec<String>| {
        if !values.is_empty() {
            record.facets.insert(key, values);
        }
    };
    add("author".to_owned(), authors);
    for terms in articles::terms(shared, article) {
        let names = terms.terms.into_iter().map(|term| term.name).collect();
        add(search::key(&terms.taxonomy), names);
    }
    add("outlet".to_owned(), outlets(shared, article));
    record.parts = parts(article.content());
    let corrections = front.corrections.iter().map(|correction| &correction.text);
    let told = front.notes.iter().map(|note| &note.text).chain(corrections);
    record.parts.extend(
        told.map(|text| RecordPart { role: RecordRole::Aside, text: text.clone() }),
    );
    record
}

/// The names of the outlets that an article cites.
fn outlets(shared: &Shared, article: &Article) -> Vec<String> {
    let cited = article.citations.iter().flatten();
    let cited = cited.filter_map(|at| article.references.get(*at)?.outlet.as_ref());
    let names = cited.filter_map(|id| Some(shared.site.outlets.get(id)?.name.clone()));
    let names: std::collections::BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// Names in a row: `A`, `A and B`, `A, B and C`.
fn in_words(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    match others {
        [] => Some(last.clone()),
        others => Some(format!("{} and {last}", others.join(", "))),
    }
}

/// The parts of a text, in reading order. An item's words are in those of its list.
fn parts(content: &Content) -> Vec<RecordPart> {
    let mut headings = content.headings.iter();
    let mut parts = Vec::with_capacity(content.blocks.len());
    for block in &content.blocks {
        let role = match block.kind {
            BlockKind::ListItem | BlockKind::Rule => continue,
            BlockKind::FrontMatter if block.id == "standfirst" => RecordRole::Standfirst,
            BlockKind::FrontMatter if block.id == "lead-caption" => RecordRole::Text,
            BlockKind::FrontMatter => RecordRole::KeyPoint,
            BlockKind::Heading => {
                let level = headings.find(|heading| heading.id == block.id);
                RecordRole::Heading(level.map_or(2, |h| h.level), block.id.clone())
            }
            BlockKind::Footnote | BlockKind::Code => RecordRole::Aside,
            _ => RecordRole::Text,
        };
        if !block.text.trim().is_empty() {
            parts.push(RecordPart { role, text: block.text.to_string() });
        }
    }
    parts
}

/// One part that says what a page is about.
fn about(text: Option<&str>) -> Option<RecordPart> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(RecordPart { role: RecordRole::Standfirst, text: text.to_owned() })
}

fn of_page(shared: &Shared, page: &Page) -> Record {
    let front = page.front();
    let language = front.lang.as_deref().unwrap_or(&shared.site.settings.language);
    let mut record = record(&page.address, &front.title, language, "Page");
    record.parts.extend(about(front.description.as_deref()));
    record.parts.extend(parts(&page.document.content));
    record
}

fn of_author(shared: &Shared, author: &Author) -> Option<Record> {
    let address = author.address.as_ref()?;
    let language = &shared.site.settings.language;
    let mut record = record(address, &author.name, language, "Author");
    if let Some(front) = author.front() {
        let facts = [&front.role, &front.affiliation].into_iter().flatten();
        let facts: Vec<&str> = facts.map(String::as_str).collect();
        record.parts.extend(about(Some(&facts.join(", "))));
        record.parts.extend(about(front.bio.as_deref()));
    }
    let profile = author.profile.as_ref();
    record.parts.extend(profile.into_iter().flat_map(|p| parts(&p.content)));
    Some(record)
}

fn of_term(
    shared: &Shared,
    key: &str,
    taxonomy: &Taxonomy,
    term: &Term,
) -> Option<Record> {
    let address = term.address.as_ref()?;
    let language = &shared.site.settings.language;
    let kind = if key == "topics" { "Topic" } else { &taxonomy.name };
    let mut record = record(address, &term.name, language, kind);
    record.parts.extend(about(term.front().and_then(|f| f.description.as_deref())));
    let document = term.document.as_ref();
    record.parts.extend(document.into_iter().flat_map(|d| parts(&d.content)));
    Some(record)
}

fn of_outlet(shared: &Shared, outlet: &Outlet) -> Option<Record> {
    let address = outlet.address.as_ref()?;
    let language = &shared.site.settings.language;
    let mut record = record(address, &outlet.name, language, "Outlet");
    let entry = outlet.entry.as_ref();
    record.also = entry.map(|entry| entry.aliases.clone()).unwrap_or_default();
    let facts = entry.map(|entry| [&entry.kind, &entry.owner]);
    let facts = facts.into_iter().flatten().flatten();
    let facts: Vec<&str> = facts.map(String::as_str).collect();
    record.parts.extend(about(Some(&facts.join(", "))));
    Some(record)
}
