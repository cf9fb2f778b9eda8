//! Series.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::card::Card;
use crate::view::frame::Pager;
use crate::view::shown::Shown;

/// A series: `page` in `series.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesView {
    /// The address of the first page.
    pub address: Address,
    /// Its name.
    pub name: String,
    /// Its parts in order; those of this page of the listing.
    pub articles: Vec<Shown<Card>>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}

/// The list of series: `page` in `series_list.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesListView {
    /// The series by name; those of this page of the listing.
    pub series: Vec<SeriesEntry>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}

/// A series in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesEntry {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: Address,
    /// How many parts.
    pub articles: usize,
    /// The newest part.
    pub newest: Shown<Card>,
}
