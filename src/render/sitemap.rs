//! Sitemaps 0.9, and their index when one file cannot hold every page.

use std::io;

use crate::base::url::absolute;
use crate::render::xml::Xml;
use crate::view::sitemap::SitemapEntry;

/// The namespace of both kinds of document.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The namespace of links to other languages.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A sitemap within its [`Limits`](crate::view::sitemap::Limits). One without pages is not valid: plan none.
pub fn sitemap(entries: &[SitemapEntry], base_url: &str) -> Vec<u8> {
    list("urlset", "url", entries, base_url)
}

/// An index of sitemaps: its entries are the parts.
pub fn index(parts: &[SitemapEntry], base_url: &str) -> Vec<u8> {
    list("sitemapindex", "sitemap", parts, base_url)
}

/// Either document: they differ in the names of two elements.
fn list(root: &str, item: &str, entries: &[SitemapEntry], base_url: &str) -> Vec<u8> {
    Xml::document(|xml| {
        let own = ("xmlns", NAMESPACE);
        let languages = entries.iter().any(|entry| !entry.alternates.is_empty());
        let namespaces = [own, ("xmlns:xhtml", XHTML)];
        let namespaces = if languages { &namespaces[..] } else { &namespaces[..1] };
        xml.element(root, namespaces, |xml| {
            entries.iter().try_for_each(|entry| one(xml, item, entry, base_url))
        })
    })
}

/// One page or one part.
fn one(
    xml: &mut Xml,
    item: &str,
    entry: &SitemapEntry,
    base_url: &str,
) -> io::Result<()> {
    xml.element(item, &[], |xml| {
        xml.text("loc", &[], &absolute(base_url, &entry.address))?;
        if let Some(lastmod) = &entry.lastmod {
            xml.text("lastmod", &[], lastmod)?;
        }
        let defaults = entry.alternates.iter().filter(|page| page.default);
        let all = entry.alternates.iter().map(|page| (&*page.language, page));
        for (language, page) in all.chain(defaults.map(|page| ("x-default", page))) {
            let href = absolute(base_url, &page.address);
            let attributes =
                [("rel", "alternate"), ("hreflang", language), ("href", &*href)];
            xml.empty("xhtml:link", &attributes)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Address;
    use crate::view::sitemap::{Limits, part_address, split};

    fn entry(address: &str, lastmod: Option<&str>) -> SitemapEntry {
        SitemapEntry {
            address: Address::new(address),
            lastmod: lastmod.map(str::to_owned),
            alternates: Vec::new(),
        }
    }

    #[test]
    fn pages_are_listed() {
        let entries = [entry("/", None), entry("/topics/q&a é/", Some("2026-02-07"))];
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url>
    <loc>https://x.example/</loc>
  </url>
  <url>
    <loc>https://x.example/topics/q&amp;a%20%C3%A9/</loc>
    <lastmod>2026-02-07</lastmod>
  </url>
</urlset>
"#;
        let bytes = sitemap(&entries, "https://x.example/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn an_index_lists_the_parts() {
        let entries = [
            SitemapEntry {
                address: part_address(1),
                lastmod: Some("2026-02-07".into()),
                alternates: vec![],
            },
            SitemapEntry { address: part_address(2), lastmod: None, alternates: vec![] },
        ];
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap>
    <loc>https://x.example/a/sitemap-1.xml</loc>
    <lastmod>2026-02-07</lastmod>
  </sitemap>
  <sitemap>
    <loc>https://x.example/a/sitemap-2.xml</loc>
  </sitemap>
</sitemapindex>
"#;
        let bytes = index(&entries, "https://x.example/a/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn many_pages_are_split() {
        let lengths = |count: usize, limits: Limits| {
            let address = Address::new("/articles/a&b/");
            let addresses = vec![&address; count];
            let parts = split(&addresses, "https://x.example/", limits);
            parts.iter().map(|part| part.len()).collect::<Vec<_>>()
        };
        let limits = Limits::OF_PROTOCOL;
        assert_eq!(lengths(0, limits), [0; 0]);
        assert_eq!(lengths(50_000, limits), [50_000]);
        assert_eq!(lengths(100_001, limits), [50_000, 50_000, 1]);
        let few = Limits { pages: 2, bytes: 1_000_000 };
        assert_eq!(lengths(5, few), [2, 2, 1]);
    }

    #[test]
    fn a_part_is_as_small_as_it_must_be() {
        let limits = Limits { pages: 1000, bytes: 2000 };
        let address = Address::new("/articles/a&b'\"é/");
        let addresses = vec![&address; 40];
        let parts = split(&addresses, "https://x.example/", limits);
        assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), 40);
        assert_eq!(parts.len(), 5);
        let longest = "2026-02-07T09:00:00.123456789+05:45";
        let entry = |address: &&Address| entry(address.as_str(), Some(longest));
        for part in parts {
            let entries: Vec<SitemapEntry> = part.iter().map(entry).collect();
            assert!(sitemap(&entries, "https://x.example/").len() <= limits.bytes);
        }
    }
}
