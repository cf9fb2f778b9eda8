//! The front page.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::card::Card;
use crate::view::outlet::OutletEntry;
use crate::view::shown::Shown;

/// The front page: `page` in `home.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView {
    /// The lead article; none when the publication has no articles.
    pub lead: Option<Shown<Card>>,
    /// Those beside it.
    pub second: Vec<Shown<Card>>,
    /// The river: pinned articles, then the newest, without those above.
    pub river: Vec<Shown<Card>>,
    /// Rows by topic, series, author, kind.
    pub rows: Vec<RowView>,
    /// The outlets that most passages rest on, six at most.
    pub sources: Vec<OutletEntry>,
    /// The list of all articles, when the build has one.
    pub all: Option<Address>,
    /// The list of all outlets, when the build has one.
    pub all_sources: Option<Address>,
}

/// A row of the front page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowView {
    /// Its heading.
    pub title: String,
    /// The page of what it shows.
    pub address: Option<Address>,
    /// Its articles.
    pub articles: Vec<Shown<Card>>,
}
