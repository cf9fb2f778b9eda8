//! A work as bibliographic tools know it: what citation styles are given, and what is exported.

use serde::Serialize;

use crate::base::date::WorkDate;
use crate::base::path::Address;
use crate::parse::front::{PersonName, SourceFront};
use crate::parse::library::csl_type;

/// A work in the terms of CSL 1.0.2.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Item {
    /// The key that it is cited by.
    pub id: String,
    /// The type, one of CSL's: `article-newspaper`.
    pub kind: &'static str,
    /// What it is, more closely: `Policy brief`.
    pub genre: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The authors.
    pub authors: Vec<PersonName>,
    /// The editors.
    pub editors: Vec<PersonName>,
    /// The translators.
    pub translators: Vec<PersonName>,
    /// When it was published.
    pub issued: Option<WorkDate>,
    /// When it was looked at.
    pub accessed: Option<WorkDate>,
    /// What it is part of: a newspaper, a journal, a book, a site.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where the publisher is.
    pub place: Option<String>,
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// The pages: `3-9`.
    pub pages: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The number of a report, a law, a series.
    pub number: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// Where it is, on this site; the URL follows from it.
    pub address: Option<Address>,
    /// An archived copy.
    pub archive: Option<String>,
    /// The DOI.
    pub doi: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// The language, a tag of BCP 47.
    pub language: Option<String>,
    /// What it says in a few words.
    pub summary: Option<String>,
    /// A note on it.
    pub note: Option<String>,
}

impl Item {
    /// A work that is cited. `outlet` is the name of who published it, and what kind of outlet
    /// that is.
    pub fn of_source(
        id: &str,
        source: &SourceFront,
        outlet: Option<(&str, Option<&str>)>,
    ) -> Self {
        let kind = kind(source, outlet.and_then(|(_, kind)| kind));
        let name = outlet.map(|(name, _)| name.to_owned());
        let periodical = [
            "article-newspaper",
            "article-magazine",
            "article-journal",
            "webpage",
            "post-weblog",
            "post",
        ];
        let container = source.container.clone();
        let (container, publisher) = match periodical.contains(&kind) {
            true => (container.or(name), source.publisher.clone()),
            false => (container, source.publisher.clone().or(name)),
        };
        // What stands in a newspaper, say, is not published by the newspaper again.
        let publisher = publisher.filter(|name| Some(name) != container.as_ref());
        Self {
            id: id.to_owned(),
            kind,
            genre: source.kind.clone().filter(|word| csl_type(word).is_none()),
            title: source.title.clone(),
            authors: source.authors.clone(),
            editors: source.editors.clone(),
            translators: source.translators.clone(),
            issued: source.date.clone(),
            accessed: source.accessed.clone(),
            container,
            publisher,
            place: source.place.clone(),
            volume: source.volume.clone(),
            issue: source.issue.clone(),
            pages: source.pages.clone(),
            edition: source.edition.clone(),
            number: source.number.clone(),
            url: source.url.clone(),
            address: None,
            archive: source.archive.clone(),
            doi: source.doi.clone(),
            isbn: source.isbn.clone(),
            language: source.lang.clone(),
            summary: None,
            note: source.note.clone(),
        }
    }
}

/// The type of a work: what its `type` says, else what it looks like.
fn kind(source: &SourceFront, outlet: Option<&str>) -> &'static str {
    if let Some(kind) = source.kind.as_deref().and_then(csl_type) {
        // An article of a newspaper, say, is called an article by many.
        return match (kind, outlet) {
            ("article-journal", Some(outlet)) if source.volume.is_none() => {
                by_outlet(outlet).unwrap_or(kind)
            }
            _ => kind,
        };
    }
    if source.container.is_some() && source.volume.is_some() {
        return "article-journal";
    }
    if let Some(kind) = outlet.and_then(by_outlet) {
        return kind;
    }
    match (&source.url, &source.isbn, &source.container) {
        (_, Some(_), None) => "book",
        (_, _, Some(_)) if source.pages.is_some() => "chapter",
        (Some(_), ..) => "webpage",
        (None, None, _) if source.publisher.is_some() => "book",
        _ => "document",
    }
}

/// What an outlet of a kind publishes.
fn by_outlet(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "newspaper" | "news-agency" | "agency" | "broadcaster" | "news" => {
            "article-newspaper"
        }
        "magazine" => "article-magazine",
        "journal" => "article-journal",
        "think-tank" | "think tank" | "institute" => "report",
        "data-provider" | "data provider" => "dataset",
        "blog" => "post-weblog",
        _ => return None,
    })
}
