//! What an output is made of.

use crate::base::digest::{Digest, Digested};
use crate::base::path::{Address, FilePath};
use crate::cite::export::Format;
use crate::cite::item::Item;
use crate::parse::chart::ChartData;
use crate::view::any::View;
use crate::view::copies::{LlmsView, RepublishView};
use crate::view::feed::FeedView;
use crate::view::frame::Frame;
use crate::view::host::{HeaderRule, RedirectRule};
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;
use crate::view::share::ShareView;
use crate::view::shown::Shown;
use crate::view::sitemap::{NewsEntry, SitemapEntry};
use crate::view::told::{ManifestView, MiningView, RobotsView, SecurityView};

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
    /// An article as Markdown, of a feed that holds it alone.
    Markdown(Box<FeedMake>),
    /// An article to be republished, likewise.
    Republish(Box<FeedMake>, RepublishView),
    /// llms.txt.
    Llms(LlmsView),
    /// A sitemap.
    Sitemap(Vec<SitemapEntry>),
    /// An index of sitemaps.
    SitemapIndex(Vec<SitemapEntry>),
    /// A sitemap of the newest articles.
    NewsSitemap(Vec<NewsEntry>),
    /// Works in a format that other tools read.
    Export(Format, Vec<Item>),
    /// robots.txt.
    Robots(RobotsView),
    /// security.txt.
    Security(SecurityView),
    /// The manifest of the site as an application.
    Manifest(ManifestView),
    /// tdmrep.json.
    Mining(MiningView),
    /// `_headers` of a host.
    Headers(Vec<HeaderRule>),
    /// `_redirects` of a host.
    Redirects(Vec<RedirectRule>),
    /// A text that is made already.
    Text(String),
    /// A page that leads from an old address to a new one.
    Redirect {
        /// Where it leads.
        to: Address,
        /// What is there.
        title: String,
        /// The publication's language.
        language: String,
    },
    /// The page at the share address of a headline.
    Share(Box<ShareMake>),
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

/// The page at the share address of a headline.
#[derive(Clone, Debug, Hash)]
pub struct ShareMake {
    /// What stands around it, of which it shows little.
    pub frame: Frame,
    /// What it says.
    pub view: ShareView,
}

/// A feed and the prose of its entries.
#[derive(Clone, Debug, Hash)]
pub struct FeedMake {
    /// The feed, its entries without content.
    pub view: FeedView,
    /// The full text of each entry; none in feeds of summaries.
    pub prose: Vec<Option<Prose>>,
    /// What each of these texts cites, in order of first citation.
    pub references: Vec<Vec<Shown<ReferenceView>>>,
    /// The content file of each entry, to be named when a component fails.
    pub files: Vec<FilePath>,
}

impl Make {
    /// A page by a template.
    pub fn page(template: &str, frame: Frame, view: View) -> Self {
        let template = template.to_owned();
        Make::Page(Box::new(PageMake { template, frame, view, about: None }))
    }
}
