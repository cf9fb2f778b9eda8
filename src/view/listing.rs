//! Listings of articles.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::card::Card;
use crate::view::frame::Pager;
use crate::view::shown::Shown;

/// All articles, or those of a year: `page` in `listing.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ListingView {
    /// The heading: `Articles`, or the year.
    pub title: String,
    /// The year, when it is the archive of one.
    pub year: Option<i16>,
    /// Every year that has articles.
    pub years: Vec<YearLink>,
    /// Articles, newest first; those of this page of the listing.
    pub articles: Vec<Shown<Card>>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}

/// The list of years: `page` in `archive.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ArchiveView {
    /// Every year that has articles, newest first.
    pub years: Vec<YearLink>,
}

/// A year with articles.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct YearLink {
    /// The year.
    pub year: i16,
    /// Its listing, when the build has one.
    pub address: Option<Address>,
    /// How many articles.
    pub articles: usize,
}
