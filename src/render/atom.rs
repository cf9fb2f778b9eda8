//! Atom (RFC 4287).

use std::io;

use crate::base::url::absolute;
use crate::render::media::media_type;
use crate::render::xml::Xml;
use crate::view::feed::{FeedEntry, FeedPerson, FeedView};

/// What `updated` says in a feed that never had an entry: it must say something, and must
/// not say when it was built.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// A feed as Atom.
pub fn atom(view: &FeedView, base_url: &str) -> Vec<u8> {
    Xml::document(|xml| {
        let attributes =
            [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &*view.language)];
        xml.element("feed", &attributes, |xml| feed(xml, view, base_url))
    })
}

/// What stands inside `feed`.
fn feed(xml: &mut Xml, view: &FeedView, base_url: &str) -> io::Result<()> {
    xml.text("id", &[], &view.id)?;
    xml.text("title", &[], &view.title)?;
    if let Some(subtitle) = &view.subtitle {
        xml.text("subtitle", &[], subtitle)?;
    }
    xml.text("updated", &[], view.updated.as_deref().unwrap_or(NEVER))?;
    for author in &view.authors {
        person(xml, author, base_url)?;
    }
    if view.authors.is_empty() {
        let name = match view.publisher.is_empty() {
            true => &view.title,
            false => &view.publisher,
        };
        xml.element("author", &[], |xml| xml.text("name", &[], name))?;
    }
    link(xml, "self", "application/atom+xml", &absolute(base_url, &view.address))?;
    if let Some(home) = &view.home {
        link(xml, "alternate", "text/html", &absolute(base_url, home))?;
    }
    if let Some(icon) = &view.icon {
        xml.text("icon", &[], &absolute(base_url, icon))?;
    }
    if let Some(rights) = &view.rights {
        xml.text("rights", &[], rights)?;
    }
    xml.text("generator", &[], "Chancery")?;
    for e in &view.entries {
        let language = [("xml:lang", &*e.language)];
        let attributes = match e.language == view.language {
            true => &[],
            false => language.as_slice(),
        };
        xml.element("entry", attributes, |xml| entry(xml, e, base_url))?;
    }
    Ok(())
}

/// What stands inside one `entry`.
fn entry(xml: &mut Xml, entry: &FeedEntry, base_url: &str) -> io::Result<()> {
    xml.text("id", &[], &entry.id)?;
    xml.text("title", &[], &entry.title)?;
    link(xml, "alternate", "text/html", &absolute(base_url, &entry.address))?;
    if let Some(image) = &entry.image {
        let url = absolute(base_url, image);
        let length = entry.image_length.map(|length| length.to_string());
        let mut attributes = vec![("rel", "enclosure"), ("href", &*url)];
        attributes.extend(media_type(image.as_str()).map(|kind| ("type", kind)));
        attributes.extend(length.as_deref().map(|length| ("length", length)));
        xml.empty("link", &attributes)?;
    }
    xml.text("published", &[], &entry.published)?;
    xml.text("updated", &[], &entry.updated)?;
    for author in &entry.authors {
        person(xml, author, base_url)?;
    }
    for topic in &entry.topics {
        xml.empty("category", &[("term", &topic.term), ("label", &topic.label)])?;
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary)?;
    }
    if let Some(content) = &entry.content {
        xml.text("content", &[("type", "html")], content)?;
    }
    Ok(())
}

/// An author and where to find out more.
fn person(xml: &mut Xml, person: &FeedPerson, base_url: &str) -> io::Result<()> {
    xml.element("author", &[], |xml| {
        xml.text("name", &[], &person.name)?;
        match (&person.address, &person.url) {
            (Some(address), _) => xml.text("uri", &[], &absolute(base_url, address)),
            (None, Some(url)) => xml.text("uri", &[], url),
            (None, None) => Ok(()),
        }
    })
}

/// A link with its type.
fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    xml.empty("link", &[("rel", rel), ("type", kind), ("href", href)])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::base::path::Address;
    use crate::view::feed::FeedTerm;

    /// A feed of one full and one short entry.
    pub fn sample() -> FeedView {
        let long = FeedEntry {
            id: "tag:x.example,2026-02-05:/articles/muscat/".into(),
            title: "Muscat's <quiet> corridor & more".into(),
            address: Address::new("/articles/muscat/"),
            published: "2026-02-05T09:00:00+04:00".into(),
            updated: "2026-02-07T00:00:00+04:00".into(),
            authors: vec![
                FeedPerson {
                    name: "Fiaz Ahmed".into(),
                    address: Some(Address::new("/authors/fiaz-ahmed/")),
                    url: None,
                },
                FeedPerson {
                    name: "A. Guest".into(),
                    address: None,
                    url: Some("https://guest.example/".into()),
                },
                FeedPerson { name: "The Editors".into(), address: None, url: None },
            ],
            summary: Some("Why a\u{8} channel stays".into()),
            content: Some(
                "<p lang=\"ar\">“مسقط” &amp; more</p>\n<p>Two\u{0}.</p>\n".into(),
            ),
            topics: vec![FeedTerm { term: "iran".into(), label: "Iran".into() }],
            image: Some(Address::new("/articles/muscat/harbour view.JPG")),
            image_length: Some(2048),
            language: "en".into(),
        };
        let short = FeedEntry {
            id: "https://x.example/analysis/articles/bref/".into(),
            title: "En bref".into(),
            address: Address::new("/articles/bref/"),
            published: "2026-01-01T00:00:00Z".into(),
            updated: "2026-01-01T00:00:00Z".into(),
            authors: vec![],
            summary: None,
            content: None,
            topics: vec![],
            image: None,
            image_length: None,
            language: "fr".into(),
        };
        FeedView {
            title: "The Corridor".into(),
            subtitle: Some("Analysis".into()),
            language: "en".into(),
            home: Some(Address::new("/")),
            address: Address::new("/feed.xml"),
            id: "https://x.example/analysis/".into(),
            updated: Some("2026-02-07T00:00:00+04:00".into()),
            authors: vec![],
            publisher: "Corridor Trust".into(),
            icon: Some(Address::new("/icon-512.png")),
            rights: Some("CC BY 4.0".into()),
            entries: vec![long, short],
        }
    }

    #[test]
    fn a_feed_is_written_whole() {
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>https://x.example/analysis/</id>
  <title>The Corridor</title>
  <subtitle>Analysis</subtitle>
  <updated>2026-02-07T00:00:00+04:00</updated>
  <author>
    <name>Corridor Trust</name>
  </author>
  <link rel="self" type="application/atom+xml" href="https://x.example/analysis/feed.xml"/>
  <link rel="alternate" type="text/html" href="https://x.example/analysis/"/>
  <icon>https://x.example/analysis/icon-512.png</icon>
  <rights>CC BY 4.0</rights>
  <generator>Chancery</generator>
  <entry>
    <id>tag:x.example,2026-02-05:/articles/muscat/</id>
    <title>Muscat's &lt;quiet&gt; corridor &amp; more</title>
    <link rel="alternate" type="text/html" href="https://x.example/analysis/articles/muscat/"/>
    <link rel="enclosure" href="https://x.example/analysis/articles/muscat/harbour%20view.JPG" type="image/jpeg" length="2048"/>
    <published>2026-02-05T09:00:00+04:00</published>
    <updated>2026-02-07T00:00:00+04:00</updated>
    <author>
      <name>Fiaz Ahmed</name>
      <uri>https://x.example/analysis/authors/fiaz-ahmed/</uri>
    </author>
    <author>
      <name>A. Guest</name>
      <uri>https://guest.example/</uri>
    </author>
    <author>
      <name>The Editors</name>
    </author>
    <category term="iran" label="Iran"/>
    <summary>Why a channel stays</summary>
    <content type="html">&lt;p lang="ar"&gt;“مسقط” &amp;amp; more&lt;/p&gt;
&lt;p&gt;Two.&lt;/p&gt;
</content>
  </entry>
  <entry xml:lang="fr">
    <id>https://x.example/analysis/articles/bref/</id>
    <title>En bref</title>
    <link rel="alternate" type="text/html" href="https://x.example/analysis/articles/bref/"/>
    <published>2026-01-01T00:00:00Z</published>
    <updated>2026-01-01T00:00:00Z</updated>
  </entry>
</feed>
"#;
        let bytes = atom(&sample(), "https://x.example/analysis/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn a_feed_without_entries_is_still_valid() {
        let view = FeedView {
            subtitle: None,
            updated: None,
            publisher: String::new(),
            icon: None,
            rights: None,
            entries: vec![],
            ..sample()
        };
        let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>https://x.example/analysis/</id>
  <title>The Corridor</title>
  <updated>1970-01-01T00:00:00Z</updated>
  <author>
    <name>The Corridor</name>
  </author>
  <link rel="self" type="application/atom+xml" href="https://x.example/feed.xml"/>
  <link rel="alternate" type="text/html" href="https://x.example/"/>
  <generator>Chancery</generator>
</feed>
"#;
        assert_eq!(
            String::from_utf8(atom(&view, "https://x.example/")).unwrap(),
            expected
        );
    }
}
