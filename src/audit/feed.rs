//! What feeds, sitemaps and `robots.txt` link to. All their URLs are absolute.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde_json::Value;

use crate::audit::page::{self, Link, Need, PageFacts};

/// Elements whose text is a URL.
const URLS: [&str; 5] = ["loc", "uri", "icon", "logo", "link"];

/// Elements whose text is HTML (Atom's when they say so).
const HTML: [&str; 4] = ["content", "summary", "encoded", "description"];

/// The links of a feed (Atom or RSS) or a sitemap. What is not well-formed ends the list.
pub fn xml(text: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut reader = Reader::from_str(text);
    let mut inner = String::new();
    let mut html = false;
    loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or_default();
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                inner.clear();
                attributes(&tag, offset, &mut facts);
                html = is_html(&tag);
            }
            Ok(Event::Empty(tag)) => attributes(&tag, offset, &mut facts),
            Ok(Event::Text(text)) => inner.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => inner.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => inner.extend(character(&reference)),
            Ok(Event::End(tag)) => {
                let name = tag.local_name();
                if html {
                    content(&inner, offset, &mut facts);
                } else if let Some(attr) = URLS.iter().find(|n| **n == name.as_ref()) {
                    link(attr, &inner, offset, &mut facts);
                }
                html = false;
                inner.clear();
            }
            Ok(Event::Eof) | Err(_) => return facts,
            Ok(_) => {}
        }
    }
}

/// Whether the text of the element is HTML.
fn is_html(tag: &BytesStart<'_>) -> bool {
    let name = tag.local_name();
    if !HTML.contains(&name.as_ref()) {
        return false;
    }
    let kind = tag.try_get_attribute("type").ok().flatten();
    match kind {
        Some(kind) => &*kind.value == "html",
        None => matches!(name.as_ref(), "encoded" | "description"),
    }
}

/// The URLs in the attributes of an element.
fn attributes(tag: &BytesStart<'_>, offset: usize, facts: &mut PageFacts) {
    for attribute in tag.attributes().flatten() {
        let attr = match attribute.key.as_ref() {
            "href" => "href",
            "url" => "url",
            _ => continue,
        };
        if let Ok(url) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
            link(attr, &url, offset, facts);
        }
    }
}

/// The character that `&amp;` or `&#8212;` stands for.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    Some(match &*reference.xml10_content() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The links of a JSON Feed, or `None` when it is no JSON.
pub fn json(text: &str) -> Option<PageFacts> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut facts = PageFacts::default();
    walk(&value, &mut facts);
    Some(facts)
}

/// The links of a JSON value and of those inside it.
fn walk(value: &Value, facts: &mut PageFacts) {
    const KEYS: [&str; 10] = [
        "home_page_url",
        "feed_url",
        "next_url",
        "url",
        "external_url",
        "image",
        "banner_image",
        "icon",
        "favicon",
        "avatar",
    ];
    match value {
        Value::Array(values) => values.iter().for_each(|v| walk(v, facts)),
        Value::Object(map) => {
            for (key, value) in map {
                let Some(text) = value.as_str() else {
                    walk(value, facts);
                    continue;
                };
                if key == "content_html" {
                    content(text, 0, facts);
                } else if let Some(attr) = KEYS.iter().find(|k| *k == key) {
                    link(attr, text, 0, facts);
                }
            }
        }
        _ => {}
    }
}

/// The links of a `robots.txt`: its sitemaps.
pub fn robots(text: &str) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, url)) = line.split_once(':')
            && key.trim().eq_ignore_ascii_case("sitemap")
        {
            link("Sitemap", url, offset, &mut facts);
        }
        offset += line.len();
    }
    facts
}

/// The links of HTML inside a feed. Its ids are not this file's.
fn content(html: &str, offset: usize, facts: &mut PageFacts) {
    let inner = page::facts(html).links.into_iter();
    facts.links.extend(inner.map(|link| Link { offset, need: Need::Absolute, ..link }));
}

fn link(attr: &'static str, url: &str, offset: usize, facts: &mut PageFacts) {
    let target = url.trim();
    if attr != "link" || !target.is_empty() {
        let need = Need::Absolute;
        facts.links.push(Link { attr, target: target.into(), offset, need });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{atom, json_feed, robots, sitemap};
    use crate::view::sitemap::SitemapEntry;
    use crate::view::told::RobotsView;

    const BASE: &str = "https://x.example/";

    fn shown(facts: &PageFacts) -> Vec<String> {
        facts.links.iter().map(|l| format!("{} {}", l.attr, l.target)).collect()
    }

    fn view() -> crate::view::feed::FeedView {
        let mut view = atom::tests::sample();
        view.entries.truncate(1);
        for entry in &mut view.entries {
            entry.content = Some("<a href=\"/a?b&amp;c\" id=x>é</a>".into());
        }
        view
    }

    #[test]
    fn the_links_of_atom_are_found() {
        let text = String::from_utf8(atom::atom(&view(), BASE)).unwrap();
        let expected = [
            "href https://x.example/feed.xml",
            "href https://x.example/",
            "icon https://x.example/icon-512.png",
            "href https://x.example/articles/muscat/",
            "href https://x.example/articles/muscat/harbour%20view.JPG",
            "uri https://x.example/authors/fiaz-ahmed/",
            "uri https://guest.example/",
            "href /a?b&c",
        ];
        let facts = xml(&text);
        assert_eq!(shown(&facts), expected);
        assert_eq!((facts.html, facts.ids.len()), (false, 0));
        assert!(facts.links.iter().all(|l| l.need == Need::Absolute));
    }

    #[test]
    fn the_links_of_json_feed_are_found() {
        let text = String::from_utf8(json_feed::json_feed(&view(), BASE)).unwrap();
        let mut found = shown(&json(&text).unwrap());
        found.sort();
        let expected = [
            "feed_url https://x.example/feed.xml",
            "home_page_url https://x.example/",
            "href /a?b&c",
            "icon https://x.example/icon-512.png",
            "image https://x.example/articles/muscat/harbour%20view.JPG",
            "url https://guest.example/",
            "url https://x.example/articles/muscat/",
            "url https://x.example/authors/fiaz-ahmed/",
        ];
        assert_eq!(found, expected);
        assert_eq!(json("{"), None);
    }

    #[test]
    fn the_links_of_sitemaps_and_robots_are_found() {
        let address = crate::base::path::Address::new("/q&a/");
        let entries = [SitemapEntry {
            address: address.clone(),
            lastmod: None,
            alternates: vec![],
        }];
        let text = String::from_utf8(sitemap::sitemap(&entries, BASE)).unwrap();
        assert_eq!(shown(&xml(&text)), ["loc https://x.example/q&a/"]);
        let view = RobotsView { refused: Vec::new(), sitemaps: vec![address] };
        let text = String::from_utf8(robots::robots(&view, BASE)).unwrap();
        assert_eq!(shown(&super::robots(&text)), ["Sitemap https://x.example/q&a/"]);
    }

    #[test]
    fn broken_xml_ends_the_list() {
        assert_eq!(shown(&xml("<a href='/x'><b href='/y'></a>")), ["href /x", "href /y"]);
        assert_eq!(shown(&xml("<loc>https://x.example/&nope;&#0;")), [""; 0]);
    }
}
