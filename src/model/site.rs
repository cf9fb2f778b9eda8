//! The resolved, immutable model of the whole publication.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::clock::Clock;
use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::{Address, FilePath};
use crate::load::config::Settings;
use crate::model::article::Article;
use crate::model::article_names::ArticleNames;
use crate::model::author::Author;
use crate::model::dead::DeadLinks;
use crate::model::evidence::Evidence;
use crate::model::groups::Groups;
use crate::model::home::Home;
use crate::model::outlet::Outlet;
use crate::model::page::Page;
use crate::model::series::Series;
use crate::model::styles::OwnStyles;
use crate::model::term::Taxonomy;

/// The resolved, immutable model of the whole publication.
///
/// Whatever is counted or listed here is public; articles that are not public stand only in
/// `articles`.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub settings: Arc<Settings>,
    /// The moment for which it was built.
    pub now: Clock,
    /// Every article, newest first, whether public or not.
    pub articles: Vec<Article>,
    /// The public ones among them, newest first, as indices.
    pub public: Vec<usize>,
    /// Those of them that the publication's own lists hold: an article that there is in several
    /// languages once.
    pub listed: Vec<usize>,
    /// The authors by id.
    pub authors: BTreeMap<Id, Author>,
    /// The taxonomies by key, `topics` among them.
    pub taxonomies: BTreeMap<String, Taxonomy>,
    /// The outlets that are cited or listed, and those of outlets.yml, by id.
    pub outlets: Arc<BTreeMap<Id, Outlet>>,
    /// What rests on what.
    pub evidence: Arc<Evidence>,
    /// The styles of citation that the publication brings.
    pub styles: OwnStyles,
    /// Addresses that are known to lead nowhere.
    pub dead: DeadLinks,
    /// The series by id.
    pub series: Arc<BTreeMap<Id, Series>>,
    /// Standing pages by address, drafts among them.
    pub pages: Vec<Page>,
    /// The front page.
    pub home: Home,
    /// Old addresses and where they lead, with the file that asks for each.
    pub redirects: Vec<Redirect>,
    /// Files beside content that a public page refers to: where each is published, and the
    /// input.
    pub files: BTreeMap<Address, FilePath>,
    /// The same of pages that are not public: only a preview has them.
    pub held_files: BTreeMap<Address, FilePath>,
    /// What the next site takes over where it is made of the same.
    pub kept: Kept,
}

/// What a later site takes over of an earlier one where it is made of the same: each value
/// stands beside the digest of all that it was made of, so that what is taken over is what
/// would be made again.
#[derive(Debug, Default)]
pub struct Kept {
    /// The places of the articles, in the order of their files, and what tells the documents
    /// apart that they are made of: where these are, for as long as the site is.
    pub by_file: Vec<(usize, usize)>,
    /// The registries that names were held against.
    pub registered: Registered,
    /// What belongs together.
    pub groups: (Digest, Arc<Groups>),
    /// Evidence and outlets.
    pub sources: (Digest, Arc<Sources>),
    /// What articles are called.
    pub names: (Digest, Arc<ArticleNames>),
    /// What is wrong with headlines that two articles say.
    pub repeats: (Digest, Arc<Vec<Diagnostic>>),
}

/// Digests of the registries that names are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Registered {
    /// Who has a profile.
    pub profiles: Digest,
    /// Which author a name stands for.
    pub names: Digest,
    /// Which term.
    pub terms: Digest,
    /// Which outlet.
    pub outlets: Digest,
    /// Which shared work.
    pub library: Digest,
}

/// Evidence, the outlets that are in it, and what is wrong with the sources.
#[derive(Debug, Default)]
pub struct Sources {
    /// What rests on what.
    pub evidence: Arc<Evidence>,
    /// The outlets that something public cites or lists, with pages, and those of
    /// outlets.yml.
    pub outlets: Arc<BTreeMap<Id, Outlet>>,
    /// The digest of the addresses of outlets and works.
    pub addresses: Digest,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The old address.
    pub from: Address,
    /// The new one.
    pub to: Address,
    /// The words for what is there: its title.
    pub title: String,
    /// The file that asks for it.
    pub file: FilePath,
    /// Which of its aliases it is.
    pub index: usize,
}

impl Site {
    /// The standing pages that are public.
    pub fn public_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.public)
    }

    /// The public articles, newest first.
    pub fn public_articles(&self) -> impl Iterator<Item = &Article> {
        self.public.iter().filter_map(|index| self.articles.get(*index))
    }
}
