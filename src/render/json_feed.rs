//! JSON Feed 1.1.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::url::absolute;
use crate::view::feed::{FeedEntry, FeedPerson, FeedView};

/// The feed, its keys in the order of the specification.
#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    language: &'a str,
    items: Vec<Item<'a>>,
}

/// One entry.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// An author.
#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
}

/// A feed as JSON Feed.
pub fn json_feed(view: &FeedView, base_url: &str) -> Vec<u8> {
    let mut authors: Vec<_> = view.authors.iter().map(|p| author(p, base_url)).collect();
    if authors.is_empty() && !view.publisher.is_empty() {
        authors.push(Author { name: &view.publisher, url: None });
    }
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: view.home.as_ref().map(|home| absolute(base_url, home)),
        feed_url: absolute(base_url, &view.address),
        description: view.subtitle.as_deref(),
        icon: view.icon.as_ref().map(|icon| absolute(base_url, icon)),
        authors,
        language: &view.language,
        items: view.entries.iter().map(|e| item(e, view, base_url)).collect(),
    };
    // Structs of texts always serialise: there is no error to report here.
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// An entry. It must have content: without the full text, the summary or the title is it.
fn item<'a>(entry: &'a FeedEntry, view: &FeedView, base_url: &str) -> Item<'a> {
    let text = entry.summary.as_deref().unwrap_or(&entry.title);
    Item {
        id: &entry.id,
        url: absolute(base_url, &entry.address),
        title: &entry.title,
        content_html: entry.content.as_deref(),
        content_text: entry.content.is_none().then_some(text),
        summary: entry.summary.as_deref(),
        image: entry.image.as_ref().map(|image| absolute(base_url, image)),
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors: entry.authors.iter().map(|p| author(p, base_url)).collect(),
        tags: entry.topics.iter().map(|t| t.label.as_str()).collect(),
        language: (entry.language != view.language).then_some(&*entry.language),
    }
}

/// An author and where to find out more.
fn author<'a>(person: &'a FeedPerson, base_url: &str) -> Author<'a> {
    let here = person.address.as_ref().map(|a| Cow::Owned(absolute(base_url, a)));
    let url = here.or_else(|| person.url.as_deref().map(Cow::Borrowed));
    Author { name: &person.name, url }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Address;
    use crate::render::atom::tests::sample;

    #[test]
    fn a_feed_is_written_whole() {
        let view = FeedView { address: Address::new("/feed.json"), ..sample() };
        let expected = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "The Corridor",
  "home_page_url": "https://x.example/analysis/",
  "feed_url": "https://x.example/analysis/feed.json",
  "description": "Analysis",
  "icon": "https://x.example/analysis/icon-512.png",
  "authors": [
    {
      "name": "Corridor Trust"
    }
  ],
  "language": "en",
  "items": [
    {
      "id": "tag:x.example,2026-02-05:/articles/muscat/",
      "url": "https://x.example/analysis/articles/muscat/",
      "title": "Muscat's <quiet> corridor & more",
      "content_html": "<p lang=\"ar\">“مسقط” &amp; more</p>\n<p>Two\u0000.</p>\n",
      "summary": "Why a\b channel stays",
      "image": "https://x.example/analysis/articles/muscat/harbour%20view.JPG",
      "date_published": "2026-02-05T09:00:00+04:00",
      "date_modified": "2026-02-07T00:00:00+04:00",
      "authors": [
        {
          "name": "Fiaz Ahmed",
          "url": "https://x.example/analysis/authors/fiaz-ahmed/"
        },
        {
          "name": "A. Guest",
          "url": "https://guest.example/"
        },
        {
          "name": "The Editors"
        }
      ],
      "tags": [
        "Iran"
      ]
    },
    {
      "id": "https://x.example/analysis/articles/bref/",
      "url": "https://x.example/analysis/articles/bref/",
      "title": "En bref",
      "content_text": "En bref",
      "date_published": "2026-01-01T00:00:00Z",
      "date_modified": "2026-01-01T00:00:00Z",
      "language": "fr"
    }
  ]
}
"#;
        let bytes = json_feed(&view, "https://x.example/analysis/");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn a_summary_stands_in_for_the_text() {
        let mut view = sample();
        let [long, _] = &mut view.entries[..] else { panic!("two entries") };
        long.content = None;
        let bytes = json_feed(&view, "https://x.example/");
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["items"][0]["content_text"], "Why a\u{8} channel stays");
        assert_eq!(value["items"][0]["content_html"], serde_json::Value::Null);
    }
}
