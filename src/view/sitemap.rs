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
    /// The page in its languages, itself among them, where there are more than one.
    pub alternates: Vec<Alternate>,
}

/// A page in one of its languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Alternate {
    /// The language (BCP 47).
    pub language: String,
    /// The address.
    pub address: Address,
    /// Whether it is for readers whose language there is not.
    pub default: bool,
}

/// An article in the sitemap of news.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NewsEntry {
    /// Where it is.
    pub address: Address,
    /// Its headline.
    pub title: String,
    /// When it was published (RFC 3339).
    pub published: String,
    /// Its language (BCP 47).
    pub language: String,
}

/// How much one sitemap may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: usize,
}

impl Limits {
    /// What the protocol allows.
    pub const OF_PROTOCOL: Limits = Limits { pages: 50_000, bytes: 50_000_000 };
}

/// Splits addresses into as many sitemaps as they need; above 1, an index lists them.
pub fn split<'a>(
    addresses: &'a [&'a Address],
    base_url: &str,
    limits: Limits,
) -> Vec<&'a [&'a Address]> {
    let longest = |address: &&Address| {
        AROUND_ENTRY + base_url.len() + LONGEST_BYTE * address.as_str().len()
    };
    let most: usize = addresses.iter().map(longest).sum();
    if !addresses.is_empty()
        && addresses.len() <= limits.pages
        && OUTER + most <= limits.bytes
    {
        return vec![addresses];
    }
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, OUTER);
    for (index, address) in addresses.iter().enumerate() {
        let more = size(address, base_url);
        if index > start && (index - start >= limits.pages || bytes + more > limits.bytes)
        {
            parts.extend(addresses.get(start..index));
            (start, bytes) = (index, OUTER);
        }
        bytes += more;
    }
    parts.extend(addresses.get(start..).filter(|rest| !rest.is_empty()));
    parts
}

/// The bytes of a sitemap around its entries, with room to spare.
const OUTER: usize = 256;

/// The bytes of an entry without its address, with the longest time.
const AROUND_ENTRY: usize = 96 + 1 + 35;

/// What one byte of an address can become.
const LONGEST_BYTE: usize = 6;

/// The bytes of an entry at most, with the longest time of a last change.
fn size(address: &Address, base_url: &str) -> usize {
    // What is encoded for a URL takes three bytes, what is escaped for XML up to six.
    let length = |byte: u8| match byte {
        b'&' | b'\'' | b'"' => LONGEST_BYTE,
        b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 1,
        _ => 3,
    };
    let path: usize = address.as_str().bytes().map(length).sum();
    AROUND_ENTRY + base_url.len() + path
}

/// Where part `number` stands, from 1: `/sitemap-1.xml`.
pub fn part_address(number: usize) -> Address {
    Address::new(format!("/sitemap-{number}.xml"))
}
