//! RSS 2.0, with the modules for full text and for authors.

use std::io;

use jiff::Zoned;
use jiff::tz::TimeZone;
use quick_xml::escape::partial_escape;

use crate::base::url::absolute;
use crate::render::media::media_type;
use crate::render::xml::Xml;
use crate::view::feed::{FeedEntry, FeedView};

/// The modules: a link to itself, the full text, authors without an e-mail address.
const NAMESPACES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// A feed as RSS.
pub fn rss(view: &FeedView, base_url: &str) -> Vec<u8> {
    Xml::document(|xml| {
        xml.element("rss", &NAMESPACES, |xml| {
            xml.element("channel", &[], |xml| channel(xml, view, base_url))
        })
    })
}

/// What stands inside `channel`.
fn channel(xml: &mut Xml, view: &FeedView, base_url: &str) -> io::Result<()> {
    let own = absolute(base_url, &view.address);
    let home = view.home.as_ref().map(|home| absolute(base_url, home));
    xml.text("title", &[], &view.title)?;
    xml.text("link", &[], home.as_deref().unwrap_or(&own))?;
    xml.text("description", &[], &html(view.subtitle.as_deref().unwrap_or(&view.title)))?;
    xml.text("language", &[], &view.language)?;
    if let Some(rights) = &view.rights {
        xml.text("copyright", &[], rights)?;
    }
    if let Some(updated) = view.updated.as_deref().and_then(date) {
        xml.text("lastBuildDate", &[], &updated)?;
    }
    xml.text("generator", &[], "Chancery")?;
    let own = [("rel", "self"), ("type", "application/rss+xml"), ("href", &*own)];
    xml.empty("atom:link", &own)?;
    for e in &view.entries {
        xml.element("item", &[], |xml| item(xml, e, view, base_url))?;
    }
    Ok(())
}

/// What stands inside one `item`.
fn item(
    xml: &mut Xml,
    entry: &FeedEntry,
    view: &FeedView,
    base_url: &str,
) -> io::Result<()> {
    xml.text("title", &[], &entry.title)?;
    xml.text("link", &[], &absolute(base_url, &entry.address))?;
    let is_url = entry.id.starts_with("https://") || entry.id.starts_with("http://");
    let permanent = if is_url { "true" } else { "false" };
    xml.text("guid", &[("isPermaLink", permanent)], &entry.id)?;
    if let Some(published) = date(&entry.published) {
        xml.text("pubDate", &[], &published)?;
    }
    if entry.updated != entry.published {
        xml.text("atom:updated", &[], &entry.updated)?;
    }
    for author in &entry.authors {
        xml.text("dc:creator", &[], &author.name)?;
    }
    if entry.language != view.language {
        xml.text("dc:language", &[], &entry.language)?;
    }
    for topic in &entry.topics {
        xml.text("category", &[], &topic.label)?;
    }
    if let Some(summary) = &entry.summary {
        xml.text("description", &[], &html(summary))?;
    }
    if let (Some(image), Some(length)) = (&entry.image, entry.image_length)
        && let Some(kind) = media_type(image.as_str())
    {
        let (url, length) = (absolute(base_url, image), length.to_string());
        xml.empty("enclosure", &[("url", &url), ("length", &length), ("type", kind)])?;
    }
    if let Some(content) = &entry.content {
        xml.text("content:encoded", &[], content)?;
    }
    Ok(())
}

/// A plain text as HTML, which is what a description is read as.
fn html(text: &str) -> String {
    partial_escape(text).into_owned()
}

/// A moment as RFC 822 writes it, with a year of four digits.
fn date(stamp: &str) -> Option<String> {
    let pieces = jiff::fmt::temporal::Pieces::parse(stamp).ok()?;
    let zone = TimeZone::fixed(pieces.to_numeric_offset()?);
    let zoned = Zoned::new(stamp.parse().ok()?, zone);
    Some(zoned.strftime("%a, %d %b %Y %H:%M:%S %z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Address;
    use crate::render::atom::tests::sample;

    #[test]
    fn a_feed_is_written_whole() {
        let view = FeedView { address: Address::new("/rss.xml"), ..sample() };
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>The Corridor</title>
    <link>https://x.example/analysis/</link>
    <description>Analysis</description>
    <language>en</language>
    <copyright>CC BY 4.0</copyright>
    <lastBuildDate>Sat, 07 Feb 2026 00:00:00 +0400</lastBuildDate>
    <generator>Chancery</generator>
    <atom:link rel="self" type="application/rss+xml" href="https://x.example/analysis/rss.xml"/>
    <item>
      <title>Muscat's &lt;quiet&gt; corridor &amp; more</title>
      <link>https://x.example/analysis/articles/muscat/</link>
      <guid isPermaLink="false">tag:x.example,2026-02-05:/articles/muscat/</guid>
      <pubDate>Thu, 05 Feb 2026 09:00:00 +0400</pubDate>
      <atom:updated>2026-02-07T00:00:00+04:00</atom:updated>
      <dc:creator>Fiaz Ahmed</dc:creator>
      <dc:creator>A. Guest</dc:creator>
      <dc:creator>The Editors</dc:creator>
      <category>Iran</category>
      <description>Why a channel stays</description>
      <enclosure url="https://x.example/analysis/articles/muscat/harbour%20view.JPG" length="2048" type="image/jpeg"/>
      <content:encoded>&lt;p lang="ar"&gt;“مسقط” &amp;amp; more&lt;/p&gt;
&lt;p&gt;Two.&lt;/p&gt;
</content:encoded>
    </item>
    <item>
      <title>En bref</title>
      <link>https://x.example/analysis/articles/bref/</link>
      <guid isPermaLink="true">https://x.example/analysis/articles/bref/</guid>
      <pubDate>Thu, 01 Jan 2026 00:00:00 +0000</pubDate>
      <dc:language>fr</dc:language>
    </item>
  </channel>
</rss>
"#;
        let bytes = rss(&view, "https://x.example/analysis/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn a_description_is_html() {
        assert_eq!(html("a < b & c"), "a &lt; b &amp; c");
        assert_eq!(date("soon"), None);
        let utc = date("2026-02-05T09:00:30Z");
        assert_eq!(utc.as_deref(), Some("Thu, 05 Feb 2026 09:00:30 +0000"));
    }
}
