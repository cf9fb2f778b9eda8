//! Standing pages.

use serde::Serialize;

use crate::base::path::Address;
use crate::parse::front::Extra;
use crate::view::article::HeadingView;
use crate::view::prose::Prose;

/// A standing page: `page` in `page.html`. Render adds `page.body`, HTML, and
/// `page.footnotes`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PageView {
    /// Its address.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// One sentence on it.
    pub description: Option<String>,
    /// Its headings.
    pub contents: Vec<HeadingView>,
    /// Whatever `extra` holds.
    pub extra: Extra,
    /// The prose and what fills its holes.
    #[serde(skip)]
    pub prose: Prose,
}

/// The page for addresses that do not exist: `page` in `not_found.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NotFoundView {
    /// The list of all articles, when the build has one.
    pub articles: Option<Address>,
    /// The list of topics, when the build has one.
    pub topics: Option<Address>,
}
