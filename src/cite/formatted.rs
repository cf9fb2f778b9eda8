//! Citations as a style of CSL sets them.

use serde::{Deserialize, Serialize};

use crate::cite::item::Item;

/// What a text cites, as a style is asked to set it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// The language of the text, a tag of BCP 47.
    pub language: String,
    /// The works.
    pub items: Vec<Item>,
    /// Each bracket, in reading order.
    pub clusters: Vec<WantedCluster>,
}

/// A bracket of citations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WantedCluster {
    /// Its citations.
    pub cites: Vec<Cite>,
    /// The number of the note that it is or stands in, from 1.
    pub note: Option<usize>,
}

/// One citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The work, among the items.
    pub item: usize,
    /// The term of the place in it, as CSL calls it, and the place.
    pub locator: Option<(&'static str, String)>,
    /// Words before it.
    pub prefix: String,
    /// Words after it.
    pub suffix: String,
    /// Whether the text has named the author.
    pub suppress_author: bool,
}

/// Citations and works as a style sets them, in HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Formatted {
    /// Each bracket, in pieces.
    pub clusters: Vec<Vec<Piece>>,
    /// The works in the order of the style, each with its entry.
    pub entries: Vec<(usize, String)>,
}

/// A piece of a bracket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Piece {
    /// Its HTML.
    pub html: String,
    /// The citation that it is, among those of its bracket; none of what stands between them.
    pub cite: Option<usize>,
}
