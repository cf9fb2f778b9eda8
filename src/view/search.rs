//! Search: its page, and what its index is made of.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::Address;
use crate::view::frame::MenuItem;

/// The page of search: `page` in `search.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView {
    /// The folder of the index.
    pub index: Address,
    /// The language of each part of the index; none when there is no index, so that the page
    /// offers no more than lists.
    pub languages: Vec<String>,
    /// What results can be narrowed by.
    pub facets: Vec<SearchFacet>,
    /// The lists that a reader can look through instead.
    pub lists: Vec<MenuItem>,
}

/// Something that results can be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SearchFacet {
    /// Its key in the index and in the address of a search.
    pub key: String,
    /// Its word.
    pub label: String,
}

/// A page as the index of search holds it: plain text, and what it is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// The page's address.
    pub address: String,
    /// The part of the index that it belongs to: the first part of its language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Its other headlines that are public.
    pub also: Vec<String>,
    /// Who it is by, in words.
    pub by: Option<String>,
    /// The word for what became of it, when it does not stand as published: `retracted`.
    pub status: Option<String>,
    /// The day or moment of its publication (RFC 3339).
    pub date: Option<String>,
    /// What it is sorted by when the newest come first: the moment of its publication. What
    /// has none comes last.
    pub newest: String,
    /// Values of facets, by their keys.
    pub facets: BTreeMap<String, Vec<String>>,
    /// Its text.
    pub parts: Vec<RecordPart>,
}

/// A part of a text in the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordPart {
    /// What it is.
    pub role: RecordRole,
    /// Its words.
    pub text: String,
}

/// What a part of a text is, from which follows how much its words weigh.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RecordRole {
    /// The standfirst, or a description.
    Standfirst,
    /// A key point.
    KeyPoint,
    /// A heading of a level, with its id.
    Heading(u8, String),
    /// Text.
    Text,
    /// A footnote, or code.
    Aside,
}
