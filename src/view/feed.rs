//! What a feed shows, whatever its format.

use serde::Serialize;

use crate::base::path::Address;

/// A feed: of the publication, of an author, a term or an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedView {
    /// The feed's name.
    pub title: String,
    /// One sentence about it.
    pub subtitle: Option<String>,
    /// Its language (BCP 47).
    pub language: String,
    /// The page it belongs to, when there is one.
    pub home: Option<Address>,
    /// Its own address.
    pub address: Address,
    /// What it is called for good, in Atom: a `tag:` URI or a URL.
    pub id: String,
    /// When anything in it last changed (RFC 3339); `None` for a feed without entries.
    pub updated: Option<String>,
    /// Who writes it, where it is one author's. Empty: the publisher stands in Atom, which
    /// wants an author.
    pub authors: Vec<FeedPerson>,
    /// The name of who publishes it.
    pub publisher: String,
    /// A square image for lists of feeds.
    pub icon: Option<Address>,
    /// The terms of use, in words.
    pub rights: Option<String>,
    /// Its entries, the newest first.
    pub entries: Vec<FeedEntry>,
}

/// One article in a feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedEntry {
    /// What it is called for good: never changes when the article is edited.
    pub id: String,
    /// The headline for feeds.
    pub title: String,
    /// The article's address.
    pub address: Address,
    /// When it was published (RFC 3339, with a time).
    pub published: String,
    /// When it last changed in substance (RFC 3339, with a time).
    pub updated: String,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<FeedPerson>,
    /// What it says, as plain text.
    pub summary: Option<String>,
    /// The whole text as HTML, its links and images already absolute URLs.
    pub content: Option<String>,
    /// Its terms, of all taxonomies.
    pub topics: Vec<FeedTerm>,
    /// Its lead image.
    pub image: Option<Address>,
    /// The length of that file in bytes, when it is known.
    pub image_length: Option<u64>,
    /// Its language (BCP 47).
    pub language: String,
}

/// Someone named in a feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedPerson {
    /// The name as in the byline.
    pub name: String,
    /// The author's page.
    pub address: Option<Address>,
    /// A page elsewhere, for who has none here.
    pub url: Option<String>,
}

/// A term an article is filed under.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedTerm {
    /// Its id: `nuclear-diplomacy`.
    pub term: String,
    /// Its name: `Nuclear diplomacy`.
    pub label: String,
}
