//! A passage that rests on a work, as source indexes show it.

use serde::Serialize;

use crate::view::card::Card;
use crate::view::shown::Shown;

/// A passage that rests on a work: the citing sentence in its paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PassageView {
    /// What stands before the sentence in its paragraph.
    pub before: String,
    /// The citing sentence.
    pub sentence: String,
    /// What stands after it.
    pub after: String,
    /// Whether there is a paragraph beyond the sentence.
    pub has_more: bool,
    /// The id of the block on the article's page.
    pub block: String,
    /// The place in the work: `pp. 3-4`.
    pub locator: Option<String>,
    /// The article.
    pub article: Shown<Card>,
}
