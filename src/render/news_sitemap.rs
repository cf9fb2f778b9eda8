//! The sitemap of the newest articles, in the form that news services read.

use std::io;

use crate::base::url::absolute;
use crate::render::xml::Xml;
use crate::view::sitemap::NewsEntry;

/// The namespaces.
const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
    ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
];

/// A sitemap of news. One without articles is not valid: plan none.
pub fn news_sitemap(entries: &[NewsEntry], publication: &str, base_url: &str) -> Vec<u8> {
    Xml::document(|xml| {
        xml.element("urlset", &NAMESPACES, |xml| {
            entries.iter().try_for_each(|entry| one(xml, entry, publication, base_url))
        })
    })
}

/// One article.
fn one(
    xml: &mut Xml,
    entry: &NewsEntry,
    publication: &str,
    base_url: &str,
) -> io::Result<()> {
    xml.element("url", &[], |xml| {
        xml.text("loc", &[], &absolute(base_url, &entry.address))?;
        xml.element("news:news", &[], |xml| {
            xml.element("news:publication", &[], |xml| {
                xml.text("news:name", &[], publication)?;
                xml.text("news:language", &[], &language(&entry.language))
            })?;
            xml.text("news:publication_date", &[], &entry.published)?;
            xml.text("news:title", &[], &entry.title)
        })
    })
}

/// A language by its two or three letters; Chinese with the place of its script.
fn language(tag: &str) -> String {
    let lower = tag.to_lowercase();
    let mut parts = lower.split('-');
    let primary = parts.next().unwrap_or_default();
    if primary != "zh" {
        return primary.to_owned();
    }
    let traditional = parts.any(|part| matches!(part, "tw" | "hk" | "mo" | "hant"));
    if traditional { "zh-tw" } else { "zh-cn" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Address;

    #[test]
    fn news_are_listed() {
        let entries = [NewsEntry {
            address: Address::new("/articles/a/"),
            title: "One & two".to_owned(),
            published: "2026-02-05T09:00:00+04:00".to_owned(),
            language: "en-GB".to_owned(),
        }];
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url>
    <loc>https://x.example/articles/a/</loc>
    <news:news>
      <news:publication>
        <news:name>The Desk</news:name>
        <news:language>en</news:language>
      </news:publication>
      <news:publication_date>2026-02-05T09:00:00+04:00</news:publication_date>
      <news:title>One &amp; two</news:title>
    </news:news>
  </url>
</urlset>
"#;
        let bytes = news_sitemap(&entries, "The Desk", "https://x.example/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        let tags = ["zh", "zh-Hant", "zh-TW", "zh-Hans-CN", "ckb"].map(language);
        assert_eq!(tags, ["zh-cn", "zh-tw", "zh-tw", "zh-cn", "ckb"]);
    }
}
