//! What a sitemap lists.

use serde::Serialize;

use crate::base::path::Address;

/// A page in a sitemap, or a sitemap in an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SitemapEntry {
    /// Where it is.
    pub address: Address,
    /// When it last changed: a date or a timestamp (RFC 3339).
    pub lastmod: Option<String>,
}

/// How many pages one sitemap may list.
pub const LIMIT: usize = 50_000;

/// How many sitemaps `count` pages need; above 1, an index lists them.
pub fn parts(count: usize) -> usize {
    count.div_ceil(LIMIT).max(1)
}

/// The entries of part `number`, from 1.
pub fn part(entries: &[SitemapEntry], number: usize) -> &[SitemapEntry] {
    entries.chunks(LIMIT).nth(number.saturating_sub(1)).unwrap_or_default()
}

/// Where part `number` stands, from 1: `/sitemap-1.xml`.
pub fn part_address(number: usize) -> Address {
    Address::new(format!("/sitemap-{number}.xml"))
}
