//! The page at the share address of a headline.

use crate::base::path::Address;
use crate::view::article::LicenceView;
use crate::view::card::{BylineView, DateView, ImageView};

/// The page at the share address of a headline: it leads to the article, and tells services
/// that show the link this headline and else what the article's own page tells them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShareView {
    /// The headline.
    pub headline: String,
    /// The article.
    pub article: Address,
    /// Who it is by.
    pub authors: Vec<BylineView>,
    /// Its lead image.
    pub image: Option<ImageView>,
    /// When it was published.
    pub date: DateView,
    /// When it was last changed, when that differs.
    pub updated: Option<DateView>,
    /// When it will be gone.
    pub expires: Option<DateView>,
    /// Its section of the publication.
    pub section: String,
    /// The names of its terms.
    pub terms: Vec<String>,
    /// The account of an author on X.
    pub x: Option<String>,
    /// The account of an author in the fediverse.
    pub fediverse: Option<String>,
    /// The licence.
    pub licence: Option<LicenceView>,
}
