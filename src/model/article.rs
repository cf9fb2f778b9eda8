//! One article of the model.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::date::Moment;
use crate::base::diagnostic::Diagnostic;
use crate::base::digest::{Digest, Digested};
use crate::base::id::Id;
use crate::base::path::{Address, FilePath};
use crate::model::headline::Headlines;
use crate::model::public::State;
use crate::model::reference::Reference;
use crate::model::resolved::Resolved;
use crate::parse::body::Content;
use crate::parse::document::{Document, Front};
use crate::parse::front::{ArticleFront, HeadlineFront, Status};

/// One article, resolved against the whole publication. What is known of it before it is held
/// against other articles is its [`Core`].
#[derive(Clone, Debug)]
pub struct Article {
    /// What its document says.
    pub core: Arc<Core>,
    /// What of that is asked of all articles at once.
    pub gist: Gist,
    /// Whether it is public.
    pub state: State,
    /// Its headlines by channel, at this moment.
    pub headlines: Arc<Headlines>,
    /// Where its links and images lead.
    pub resolved: Arc<Resolved>,
    /// The article that takes its place, when superseded.
    pub superseded_by: Option<usize>,
    /// Related articles.
    pub related: Arc<[usize]>,
    /// The public article before it by date.
    pub previous: Option<usize>,
    /// The public article after it.
    pub next: Option<usize>,
    /// The article in its languages: the public ones, and itself, when there are more than
    /// one. The first is the original, if it is among them.
    pub languages: Arc<[usize]>,
    /// The public article that it translates.
    pub original: Option<usize>,
}

/// What an article's document says, its names resolved to those of profiles, topics and
/// outlets.
#[derive(Debug)]
pub struct Core {
    /// Its document, whose front matter is an article's.
    pub document: Arc<Document>,
    /// Its slug.
    pub slug: String,
    /// Its address.
    pub address: Address,
    /// The id of its kind.
    pub kind: String,
    /// Who it is by.
    pub authors: Vec<Contributor>,
    /// Others who had a part in it, in the order of the front matter's credits.
    pub credits: Vec<(&'static str, Vec<Contributor>)>,
    /// Its terms: the taxonomy's key, then ids in the order written.
    pub terms: BTreeMap<String, Vec<Id>>,
    /// Its series.
    pub series: Option<Id>,
    /// Its headlines by channel, where they are the same at every moment.
    pub routed: Option<Arc<Headlines>>,
    /// Digests of what its headlines say, the title's first: how they are told from those of
    /// others; none of one without letters.
    pub said: Vec<Option<Digest>>,
    /// The digest of what it finds among the shared works.
    pub borrowed: Digest,
    /// Its references: `sources` in their order, then the shared works that it cites.
    pub references: Vec<Arc<Reference>>,
    /// The reference of each citation of its content; `None` where the key names none, which
    /// is an error.
    pub citations: Vec<Option<usize>>,
    /// The block of each correction, where one is named.
    pub correction_blocks: Vec<Option<usize>>,
    /// What is wrong with it, whenever it is published.
    pub diagnostics: Vec<Diagnostic>,
    /// What of it is asked of all articles at once.
    pub gist: Gist,
}

/// What is asked of all articles at once, so that nobody need open each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gist {
    /// When it is dated, as a moment.
    pub published: Option<Timestamp>,
    /// The year it is listed under.
    pub year: i16,
    /// Whether something is wrong with it.
    pub wrong: bool,
    /// Which of the rarer keys its front matter has.
    pub rare: Rare,
    /// Digests of what others are told of it.
    pub parts: Parts,
}

/// Which of the rarer keys a front matter has, so that whoever looks for them in all articles
/// need not open each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rare {
    /// `draft`, `embargo` or `expires`: it may not be public.
    pub gated: bool,
    /// `aliases`.
    pub aliases: bool,
    /// `corrections`, `notes`, or a `status` other than current.
    pub notices: bool,
    /// `related` or `superseded_by`.
    pub names_articles: bool,
    /// `slug`.
    pub slug: bool,
    /// A headline with `from` or `until`.
    pub timed: bool,
    /// It cites shared works.
    pub borrows: bool,
    /// It translates another article.
    pub translates: bool,
}

impl Rare {
    /// Those of a front matter.
    pub fn of(front: &ArticleFront) -> Self {
        Self {
            gated: front.draft || front.embargo.is_some() || front.expires.is_some(),
            aliases: !front.aliases.is_empty(),
            notices: !(front.corrections.is_empty() && front.notes.is_empty())
                || front.status != Status::Current,
            names_articles: front.related.is_some() || front.superseded_by.is_some(),
            slug: front.slug.is_some(),
            timed: front.alternative_headlines.iter().any(HeadlineFront::is_timed),
            borrows: false,
            translates: false,
        }
    }
}

/// Digests of what others are told of an article. As long as one of them stays the same in
/// every article, what is made of that part of all articles stays the same too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// What it is called: its file, its slug and its address.
    pub name: Digest,
    /// What it belongs to: authors, credits, terms, series.
    pub groups: Digest,
    /// What it rests on: references, and which of them each citation names.
    pub evidence: Digest,
    /// What its headlines say, as far as another may say it again.
    pub headlines: Digest,
}

impl Deref for Article {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}

impl Core {
    /// The front matter.
    pub fn front(&self) -> &ArticleFront {
        front_of(&self.document)
    }

    /// The prose.
    pub fn content(&self) -> &Digested<Content> {
        &self.document.content
    }

    /// The file.
    pub fn file(&self) -> &FilePath {
        &self.document.file
    }

    /// When it was last changed, if that is after its publication: when it was updated, or
    /// when a correction was added.
    pub fn updated(&self, zone: &TimeZone) -> Option<Moment> {
        let front = self.front();
        let published = self.gist.published?;
        let corrections = front.corrections.iter().map(|correction| correction.date);
        front
            .updated
            .into_iter()
            .chain(corrections)
            .filter(|moment| moment.timestamp(zone) > published)
            .max_by_key(|moment| moment.timestamp(zone))
    }
}

impl Article {
    /// Whether it is public.
    pub fn is_public(&self) -> bool {
        self.state == State::Public
    }
}

/// The front matter of an article's document.
pub fn front_of(document: &Document) -> &ArticleFront {
    static EMPTY: std::sync::OnceLock<ArticleFront> = std::sync::OnceLock::new();
    match &document.front {
        Front::Article(front) => front,
        _ => EMPTY.get_or_init(ArticleFront::default),
    }
}

/// Somebody of a byline or of the credits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Contributor {
    /// An author with a page.
    Author(Id),
    /// A guest, as at publication; with a page too, by the name's id.
    Guest {
        /// The id of the name.
        id: Id,
        /// The name.
        name: String,
        /// What they do.
        role: Option<String>,
        /// Where they do it.
        affiliation: Option<String>,
        /// A biography.
        bio: Option<String>,
    },
    /// Somebody who cannot be named.
    Unnamed {
        /// The words for them.
        description: String,
        /// Why.
        reason: Option<String>,
    },
}

impl Contributor {
    /// The id of the page of this contributor, if any.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Contributor::Author(id) | Contributor::Guest { id, .. } => Some(id),
            Contributor::Unnamed { .. } => None,
        }
    }
}
