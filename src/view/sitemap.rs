//! What a sitemap lists.

use serde::Serialize;

use crate::base::path::Address;

/// All that a sitemap lists, or one index lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SitemapView {
    /// The pages, or the parts of an index.
    pub entries: Vec<SitemapEntry>,
}

/// A page in a sitemap, or a sitemap in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SitemapEntry {
    /// Where it is.
    pub address: Address,
    /// When it last changed: a date or a timestamp (RFC 3339).
    pub lastmod: Option<String>,
}
