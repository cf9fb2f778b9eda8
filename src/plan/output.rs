//! One planned file.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::base::diagnostic::Place;
use crate::base::digest::{Digest, Digested};
use crate::base::path::{Address, FilePath};
use crate::model::public::State;
use crate::parse::chart::ChartData;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::feed::FeedView;
use crate::view::frame::Frame;
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;
use crate::view::sitemap::{NewsEntry, SitemapEntry};

/// One planned file: its address, who asks for it, and how it is made.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it stands.
    pub address: Address,
    /// The content that asks for it, for messages; none for what the settings ask for.
    pub place: Option<Place>,
    /// What it is, in words: `the article`, `the list of authors`.
    pub what: &'static str,
    /// How it is made.
    pub making: Making,
    /// The content file that it is the page of.
    pub about: Option<FilePath>,
    /// Whether a sitemap lists it.
    pub listed: bool,
    /// Why it is not public, of an output that only a preview has: it is never written.
    pub held: Option<State>,
}

/// How an output is made.
#[derive(Clone, Debug)]
pub enum Making {
    /// It is made already.
    Done(Arc<Make>),
    /// By a recipe, of which it is one of several outputs.
    By(Arc<dyn Recipe>, usize),
}

/// How pages and other large outputs are made once they are asked for: a plan of a large
/// publication holds no views, and those of a build are not there all at once.
pub trait Recipe: fmt::Debug + Send + Sync {
    /// Makes one of its outputs; the number says which.
    fn make(&self, shared: &Shared, number: usize) -> Make;

    /// When what one of its pages shows last changed, where that is known.
    fn changed(&self, _shared: &Shared, _number: usize) -> Option<DateView> {
        None
    }
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
    /// An output that is made already.
    pub fn done(what: &'static str, address: Address, make: Make) -> Self {
        let making = Making::Done(Arc::new(make));
        let (place, about, listed, held) = (None, None, false, None);
        Self { address, place, what, making, about, listed, held }
    }

    /// An output that a recipe makes.
    pub fn by(
        what: &'static str,
        address: Address,
        recipe: Arc<dyn Recipe>,
        number: usize,
    ) -> Self {
        let making = Making::By(recipe, number);
        let (place, about, listed, held) = (None, None, false, None);
        Self { address, place, what, making, about, listed, held }
    }

    /// A page that a recipe makes and that a sitemap lists.
    pub fn page(
        what: &'static str,
        address: Address,
        recipe: Arc<dyn Recipe>,
        number: usize,
    ) -> Self {
        Self { listed: true, ..Self::by(what, address, recipe, number) }
    }

    /// The same as the page of a content file.
    #[must_use]
    pub fn of(mut self, file: &FilePath) -> Self {
        self.place = Some(Place::file(file));
        self.about = Some(file.clone());
        self
    }

    /// The same, asked for by a content file that is not its own.
    #[must_use]
    pub fn asked_by(mut self, file: &FilePath) -> Self {
        self.place = Some(Place::file(file));
        self
    }

    /// The copy of an input that it is: the digest of its bytes.
    pub fn copied(&self) -> Option<Digest> {
        match &self.making {
            Making::Done(make) => match **make {
                Make::Copy { digest, .. } => Some(digest),
                _ => None,
            },
            Making::By(..) => None,
        }
    }

    /// What it is made of.
    pub fn make(&self, shared: &Shared) -> Cow<'_, Make> {
        match &self.making {
            Making::Done(make) => Cow::Borrowed(make),
            Making::By(recipe, number) => {
                let mut make = recipe.make(shared, *number);
                if let Make::Page(page) = &mut make {
                    page.about.clone_from(&self.about);
                }
                Cow::Owned(make)
            }
        }
    }

    /// When what it shows last changed, where that is known.
    pub fn changed(&self, shared: &Shared) -> Option<DateView> {
        match &self.making {
            Making::Done(_) => None,
            Making::By(recipe, number) => recipe.changed(shared, *number),
        }
    }
}

impl Make {
    /// A page by a template.
    pub fn page(template: &str, frame: Frame, view: View) -> Self {
        let template = template.to_owned();
        Make::Page(Box::new(PageMake { template, frame, view, about: None }))
    }
}
