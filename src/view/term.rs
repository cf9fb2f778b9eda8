//! Pages of topics and of terms of other taxonomies.

use serde::Serialize;

use crate::base::path::Address;
use crate::parse::front::Extra;
use crate::view::article::TermLink;
use crate::view::balance::BalanceView;
use crate::view::card::Card;
use crate::view::frame::Pager;
use crate::view::prose::Prose;
use crate::view::reference::Reliance;
use crate::view::shown::Shown;

/// The page of a topic or another term: `page` in `term.html`. Render adds
/// `page.introduction`, HTML.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TermView {
    /// The address of the first page.
    pub address: Address,
    /// The taxonomy's key: `topics`.
    pub taxonomy: String,
    /// The taxonomy's name: `Topics`.
    pub taxonomy_name: String,
    /// The term's id.
    pub id: String,
    /// The term's name.
    pub name: String,
    /// One sentence on it.
    pub description: Option<String>,
    /// The wider term.
    pub parent: Option<TermLink>,
    /// Narrower terms.
    pub children: Vec<TermLink>,
    /// Terms that often stand beside it.
    pub related: Vec<TermLink>,
    /// The same thing elsewhere: Wikidata and the like.
    pub same_as: Vec<String>,
    /// Articles, newest first; those of this page of the listing.
    pub articles: Vec<Shown<Card>>,
    /// Where this page of the listing stands.
    pub pager: Pager,
    /// The outlets that these articles rest on, most first, eight at most.
    pub sources: Vec<Reliance>,
    /// The balance of what they rest on, where the settings show it.
    pub balance: Option<BalanceView>,
    /// Whatever `extra` holds.
    pub extra: Extra,
    /// The introduction, when there is one.
    #[serde(skip)]
    pub prose: Option<Prose>,
}

/// The list of a taxonomy's terms: `page` in `terms.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermsView {
    /// The taxonomy's key: `topics`.
    pub taxonomy: String,
    /// The taxonomy's name: `Topics`.
    pub name: String,
    /// The terms by name; those of this page of the listing.
    pub terms: Vec<TermEntry>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}

/// A term in the list of its taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermEntry {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: Option<Address>,
    /// One sentence on it.
    pub description: Option<String>,
    /// The wider term.
    pub parent: Option<TermLink>,
    /// How many articles.
    pub articles: usize,
}
