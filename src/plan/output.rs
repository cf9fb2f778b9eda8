//! One planned file.

use crate::base::diagnostic::Place;
use crate::base::digest::{Digest, Digested};
use crate::base::path::{Address, FilePath};
use crate::model::public::State;
use crate::parse::chart::ChartData;
use crate::view::any::View;
use crate::view::feed::FeedView;
use crate::view::frame::Frame;
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;
use crate::view::sitemap::{NewsEntry, SitemapEntry};

/// One planned file: its address, who asks for it, and what it is made of.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it stands.
    pub address: Address,
    /// The content that asks for it, for messages; none for what the settings ask for.
    pub place: Option<Place>,
    /// What it is, in words: `the article`, `the list of authors`.
    pub what: String,
    /// What it is made of.
    pub make: Make,
    /// Why it is not public, of an output that only a preview has: it is never written.
    pub held: Option<State>,
}

/// What an output is made of.
#[derive(Clone, Debug, Hash)]
pub enum Make {
    /// A page by a template.
    Page(Box<PageMake>),
    /// An Atom feed; the prose of each entry becomes its content.
    Atom(Box<FeedMake>),
    /// An RSS feed, likewise.
    Rss(Box<FeedMake>),
    /// A JSON Feed, likewise.
    JsonFeed(Box<FeedMake>),
    /// A sitemap.
    Sitemap(Vec<SitemapEntry>),
    /// An index of sitemaps.
    SitemapIndex(Vec<SitemapEntry>),
    /// A sitemap of the newest articles.
    NewsSitemap(Vec<NewsEntry>),
    /// robots.txt, with the addresses of sitemaps.
    Robots(Vec<Address>),
    /// A page that leads from an old address to a new one.
    Redirect {
        /// Where it leads.
        to: Address,
        /// What is there.
        title: String,
        /// The publication's language.
        language: String,
    },
    /// The data of a chart as comma-separated values.
    Data(Digested<ChartData>),
    /// A copy of an input file.
    Copy {
        /// The input.
        file: FilePath,
        /// Its digest.
        digest: Digest,
        /// Its length in bytes.
        size: u64,
    },
    /// A file of the built-in theme, by its path below `static/`, and its digest.
    Theme(&'static str, Digest),
}

/// A page by a template.
#[derive(Clone, Debug, Hash)]
pub struct PageMake {
    /// The template's name.
    pub template: String,
    /// What every page has around it.
    pub frame: Frame,
    /// What the page shows.
    pub view: View,
    /// The content file that the page is of, to be named when a template fails.
    pub about: Option<FilePath>,
}

/// A feed and the prose of its entries.
#[derive(Clone, Debug, Hash)]
pub struct FeedMake {
    /// The feed, its entries without content.
    pub view: FeedView,
    /// The full text of each entry; none in feeds of summaries.
    pub prose: Vec<Option<Prose>>,
    /// What each of these texts cites, in order of first citation.
    pub references: Vec<Vec<ReferenceView>>,
    /// The content file of each entry, to be named when a component fails.
    pub files: Vec<FilePath>,
}

impl Output {
    /// A page that the settings ask for.
    pub fn page(what: &str, template: &str, frame: Frame, view: View) -> Self {
        Self {
            address: frame.address.clone(),
            place: None,
            what: what.to_owned(),
            make: Make::Page(Box::new(PageMake {
                template: template.to_owned(),
                frame,
                view,
                about: None,
            })),
            held: None,
        }
    }

    /// The same as the page of a content file, in whose front matter a template may be
    /// named.
    #[must_use]
    pub fn of(mut self, file: &FilePath, template: Option<&str>) -> Self {
        self.place = Some(Place::file(file));
        if let Make::Page(page) = &mut self.make {
            page.about = Some(file.clone());
            if let Some(template) = template {
                page.template = template.to_owned();
            }
        }
        self
    }

    /// The same, asked for by a content file that is not its own.
    #[must_use]
    pub fn asked_by(mut self, file: &FilePath) -> Self {
        self.place = Some(Place::file(file));
        self
    }
}

/// Splits a listing into pages; 0 is no paging. There is always one page.
pub fn paged<T>(entries: &[T], page_size: usize) -> Vec<&[T]> {
    match (entries.is_empty(), page_size) {
        (true, _) | (_, 0) => vec![entries],
        (_, size) => entries.chunks(size).collect(),
    }
}
