//! What a page says to machines: JSON-LD, OpenGraph and cards, the tags that reference
//! managers read. All of it is made from the view that the page shows.

mod article;
mod facts;
mod json;
mod pages;
mod scholar;
mod tags;
mod work;

use serde::Serialize;

use crate::render::metadata::facts::Facts;
use crate::render::metadata::scholar::scholar;
use crate::render::metadata::tags::{About, Tags, Told, languages, sharing};
use crate::view::any::View;
use crate::view::frame::Frame;
use crate::view::share::ShareView;
use crate::view::site::SiteView;

/// What a page says to machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `meta` elements.
    pub meta: Vec<Tag>,
    /// `link` elements.
    pub links: Vec<LinkTag>,
    /// Texts for `script` elements of JSON-LD.
    pub structured_data: Vec<String>,
}

/// A `meta` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The attribute that names it: `name` or `property`.
    pub attribute: &'static str,
    /// Its name: `og:title`.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}

/// A `link` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkTag {
    /// What the link is.
    pub rel: &'static str,
    /// Where it leads.
    pub href: String,
    /// The language of what is there, where several are told apart.
    pub hreflang: Option<String>,
}

/// What a page says to machines. A page that asks not to be listed says no more than what it
/// is.
pub fn metadata(site: &SiteView, frame: &Frame, view: &View) -> Metadata {
    let facts = Facts { site, frame };
    let nodes = pages::nodes(&facts, view).into_iter();
    let structured_data = nodes.map(|node| node.at_top().text()).collect();
    if frame.robots.is_some() {
        return Metadata { structured_data, ..Metadata::default() };
    }
    let mut tags = Tags::default();
    languages(&facts, &mut tags);
    sharing(&facts, &About::of(view), &mut tags);
    if let View::Article(article) = view {
        scholar(&facts, article, &mut tags);
    }
    Metadata { meta: tags.meta, links: tags.links, structured_data }
}

/// What the page at the share address of a headline says to services that show the link.
pub fn of_share(site: &SiteView, frame: &Frame, view: &ShareView) -> Vec<Tag> {
    let mut tags = Tags::default();
    let about = About::Article(Told::of_share(view));
    sharing(&Facts { site, frame }, &about, &mut tags);
    tags.meta
}
