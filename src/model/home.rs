//! The front page, resolved.

use jiff::Timestamp;

use crate::base::path::Address;

/// The front page, resolved.
#[derive(Debug, Default)]
pub struct Home {
    /// The lead article.
    pub lead: Option<usize>,
    /// Those beside it.
    pub second: Vec<usize>,
    /// The river, without those above.
    pub river: Vec<usize>,
    /// The rows.
    pub rows: Vec<Row>,
    /// When each pin ends, and its article.
    pub pins: Vec<(Timestamp, usize)>,
}

/// A row of the front page.
#[derive(Debug)]
pub struct Row {
    /// Its heading.
    pub title: String,
    /// The page of what it shows.
    pub address: Option<Address>,
    /// Its articles.
    pub articles: Vec<usize>,
}
