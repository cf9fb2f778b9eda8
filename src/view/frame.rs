//! What every page has around it.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::shown::Shown;

/// What every page has around it: `frame` in a template.
///
/// Render adds what it makes of the frame and the page for machines: `frame.meta` (a list of
/// `attribute`, `name` and `content`), `frame.links` (a list of `rel` and `href`) and
/// `frame.structured_data` (a list of JSON-LD texts).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Frame {
    /// The page's own address.
    pub address: Address,
    /// The text of `<title>`, without the publication's name.
    pub title: String,
    /// One sentence on the page, for search engines and cards.
    pub description: Option<String>,
    /// The page's language (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The section that is marked as current in the menu: `articles`, `authors`, `topics`,
    /// another taxonomy's key, `sources`, `series`, `corrections`, `pages`, or `home`.
    pub section: String,
    /// The way down to this page, home first, the page itself last and without address.
    pub breadcrumbs: Vec<Crumb>,
    /// The value of the robots meta tag, when there is to be one: `noindex`.
    pub robots: Option<&'static str>,
    /// The menu and the lists of the footer.
    pub menu: Shown<Menu>,
    /// The page in its languages, itself among them, where there are more than one.
    pub translations: Vec<TranslationLink>,
    /// Feeds of this page: the publication's, and the author's, topic's or outlet's own.
    pub feeds: Vec<FeedLink>,
}

/// A page in one of its languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TranslationLink {
    /// The language (BCP 47).
    pub language: String,
    /// Its direction: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its name in itself: `فارسی`.
    pub name: String,
    /// The address.
    pub address: Address,
    /// Whether it is the page that a reader is led to whose language there is not.
    pub default: bool,
    /// Whether it is this page.
    pub current: bool,
}

/// One step of the way down to a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Crumb {
    /// Its words.
    pub label: String,
    /// Where it leads; none for the page itself.
    pub address: Option<Address>,
}

/// The menu and the lists of the footer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Menu {
    /// The listings that this build emits: articles, topics, authors, sources ...
    pub sections: Vec<MenuItem>,
    /// Standing pages that ask for a place in the menu.
    pub pages: Vec<MenuItem>,
    /// Every other standing page, for the footer.
    pub more: Vec<MenuItem>,
    /// The page of search, when there is one.
    pub search: Option<MenuItem>,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MenuItem {
    /// Its word.
    pub label: String,
    /// Where it leads.
    pub address: Address,
    /// The section it stands for, to be compared with `frame.section`.
    pub section: String,
}

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// Its title.
    pub title: String,
    /// Its address.
    pub address: Address,
    /// Its media type.
    pub media_type: &'static str,
    /// The name of its format: `Atom`, `RSS` or `JSON Feed`.
    pub format: &'static str,
}

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum FeedFormat {
    Atom,
    Rss,
    Json,
}

impl FeedLink {
    /// A feed of a format.
    pub fn new(title: String, address: Address, format: FeedFormat) -> Self {
        let (media_type, format) = match format {
            FeedFormat::Atom => ("application/atom+xml", "Atom"),
            FeedFormat::Rss => ("application/rss+xml", "RSS"),
            FeedFormat::Json => ("application/feed+json", "JSON Feed"),
        };
        Self { title, address, media_type, format }
    }
}

/// One page of a paged listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Pager {
    /// Which page this is, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// How many entries there are on all pages.
    pub total: usize,
    /// The page before.
    pub previous: Option<Address>,
    /// The page after.
    pub next: Option<Address>,
    /// Every page; more than nine are thinned out to the ends and the neighbours.
    pub pages: Vec<PagerItem>,
}

/// A link of a pager.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PagerItem {
    /// The page's number.
    pub number: usize,
    /// Its address.
    pub address: Address,
    /// Whether pages are left out before this one.
    pub gap: bool,
}

impl Pager {
    /// The pager of page `number` of `count`, of the listing at `first`.
    pub fn new(first: &Address, number: usize, count: usize, total: usize) -> Self {
        let shown: Vec<usize> = (1..=count)
            .filter(|n| count <= 9 || *n == 1 || *n == count || n.abs_diff(number) <= 2)
            .collect();
        let gap = |n: usize| n > 1 && !shown.contains(&(n - 1));
        let item =
            |n: &usize| PagerItem { number: *n, address: first.page(*n), gap: gap(*n) };
        Self {
            number,
            count,
            total,
            previous: (number > 1).then(|| first.page(number - 1)),
            next: (number < count).then(|| first.page(number + 1)),
            pages: if count > 1 { shown.iter().map(item).collect() } else { Vec::new() },
        }
    }
}
