//! Where the links and images of a document lead.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::model::chart::ResolvedChart;

/// Where the links and images of one document lead.
#[derive(Debug, Default)]
pub struct Resolved {
    /// One for each link of the content.
    pub links: Vec<Target>,
    /// One for each image of the content.
    pub images: Vec<ResolvedImage>,
    /// Files that are published beside the page: their address and the input.
    pub files: BTreeMap<Address, FilePath>,
    /// One for each chart of the content.
    pub charts: Vec<ResolvedChart>,
    /// The image of the front matter.
    pub image: Option<ResolvedImage>,
    /// What is wrong, but for places that are not there.
    pub diagnostics: Vec<Diagnostic>,
    /// The places in other documents that are named.
    pub named: Vec<NamedPlace>,
    /// The digest of all that this was resolved against.
    pub against: Option<Digest>,
}

/// A place in another document that a link names. Whether it is there is looked at each time,
/// for texts change more often than addresses.
#[derive(Debug)]
pub struct NamedPlace {
    /// The document's file.
    pub file: FilePath,
    /// The id.
    pub fragment: String,
    /// Where the link stands.
    pub place: Place,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a page or a file of the publication, perhaps to a place on it, perhaps with a query.
    Page(Address, Option<String>, String),
    /// To a place on the same page.
    Here(String),
    /// Elsewhere.
    Away(String),
    /// To something that is not public.
    Withheld,
}

/// An image with its address and its dimensions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResolvedImage {
    /// Its address on the site, or elsewhere.
    pub src: String,
    /// Width and height in pixels, when they are known.
    pub dimensions: Option<(u32, u32)>,
}
