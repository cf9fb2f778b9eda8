//! What an HTML page links to and which ids it has.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::audit::loads::{Load, Loads};
use crate::audit::srcset;

/// What the audit keeps of an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Whether it is an HTML page: only there can a fragment be looked up.
    pub html: bool,
    /// Its ids, sorted; one that stands twice is here twice.
    pub ids: Vec<Anchor>,
    /// Targets of fragments that are no ids: `<a name>`.
    pub names: Vec<Box<str>>,
    /// Its URLs, in their order.
    pub links: Vec<Link>,
    /// The ids that its attributes name, in their order.
    pub references: Vec<Reference>,
    /// What it loads and runs.
    pub loads: Vec<Load>,
    /// `<base href>`.
    pub base: Option<Box<str>>,
}

/// An id and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The id.
    pub id: Box<str>,
    /// Where, in bytes.
    pub offset: usize,
}

/// A URL and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The attribute, or the element in a feed.
    pub attr: &'static str,
    /// The URL as it is written, entities resolved.
    pub target: Box<str>,
    /// Where, in bytes.
    pub offset: usize,
    /// What is asked of it.
    pub need: Need,
}

/// What is asked of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It leads somewhere.
    Lead,
    /// It leads somewhere and is an absolute URL: in feeds and metadata.
    Absolute,
    /// It is an absolute URL, and its fragment is a name, not a place: in structured data.
    Name,
}

/// An id that an attribute names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The attribute.
    pub attr: &'static str,
    /// The id.
    pub id: Box<str>,
    /// Where, in bytes.
    pub offset: usize,
}

/// Attributes whose value is a URL, on any element but `base`.
const URLS: [&str; 9] = [
    "href",
    "xlink:href",
    "src",
    "poster",
    "action",
    "formaction",
    "cite",
    "longdesc",
    "background",
];

/// Attributes whose value is a list of ids, or one, on any element.
const IDS: [&str; 10] = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-flowto",
    "aria-errormessage",
    "aria-activedescendant",
    "popovertarget",
    "commandfor",
];

/// Attributes that say something on certain elements only.
const OTHERS: [&str; 16] = [
    "id",
    "name",
    "srcset",
    "imagesrcset",
    "data",
    "rel",
    "hreflang",
    "property",
    "content",
    "http-equiv",
    "type",
    "for",
    "headers",
    "list",
    "form",
    "itemref",
];

/// Metadata whose content is a URL.
const META_URLS: [&str; 14] = [
    "og:url",
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "og:audio",
    "og:video",
    "twitter:image",
    "twitter:player",
    "article:author",
    "citation_pdf_url",
    "citation_abstract_html_url",
    "citation_fulltext_html_url",
    "citation_public_url",
    "msapplication-tileimage",
];

/// The facts of an HTML page.
pub fn facts(html: &str) -> PageFacts {
    let (mut reader, mut loads) = (Reader::default(), Loads::default());
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            reader.event(&event, span.start);
            loads.event(&event, span.start);
            None
        },
    );
    emitter.naively_switch_states(true);
    for _ in Tokenizer::new_with_emitter(html, emitter) {}
    let mut facts = reader.facts;
    facts.html = true;
    facts.loads = loads.found;
    facts.ids.sort();
    facts
}

/// The page being read.
#[derive(Default)]
struct Reader {
    facts: PageFacts,
    /// The name of the tag that is open or was opened last.
    tag: String,
    /// Whether its attributes are being read; those of end tags are not.
    inside: bool,
    /// Its attributes that matter; the first of a name counts.
    attributes: Vec<Attribute>,
    /// Whether the value that comes next belongs to the last of them.
    wanted: bool,
    /// Whether the text that comes next is structured data.
    structured: bool,
}

/// An attribute of the tag being read.
struct Attribute {
    name: &'static str,
    value: String,
    offset: usize,
}

impl Reader {
    /// Takes in one event.
    fn event(&mut self, event: &CallbackEvent<'_>, offset: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.push_str(&String::from_utf8_lossy(name));
                self.attributes.clear();
                self.inside = true;
                self.wanted = false;
                self.structured = false;
            }
            CallbackEvent::AttributeName { name } if self.inside => {
                self.wanted = false;
                let Some(name) = known(name) else { return };
                if self.attributes.iter().any(|a| a.name == name) {
                    return;
                }
                self.wanted = true;
                self.attributes.push(Attribute { name, value: String::new(), offset });
            }
            CallbackEvent::AttributeValue { value } if self.inside && self.wanted => {
                self.wanted = false;
                if let Some(last) = self.attributes.last_mut() {
                    last.value = String::from_utf8_lossy(value).into_owned();
                    last.offset = offset;
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                self.inside = false;
                self.close();
            }
            CallbackEvent::EndTag { .. } => {
                self.structured = false;
                self.tag.clear();
            }
            CallbackEvent::String { value } if self.structured => {
                self.structured_data(value, offset);
            }
            // The tokenizer takes what stands in `noscript` for text, as a browser with
            // scripts does; a reader without them follows its links.
            CallbackEvent::String { value } if self.tag == "noscript" => {
                let inner = facts(&String::from_utf8_lossy(value));
                let shifted = |link: Link| Link {
                    offset: link.offset.saturating_add(offset),
                    ..link
                };
                self.facts.links.extend(inner.links.into_iter().map(shifted));
            }
            _ => {}
        }
    }

    /// Takes in a tag whose attributes are all read.
    fn close(&mut self) {
        let attributes = std::mem::take(&mut self.attributes);
        let value = |name: &str| {
            attributes.iter().find(|a| a.name == name).map(|a| a.value.as_str())
        };
        let kind = value("type").unwrap_or_default().trim().to_ascii_lowercase();
        self.structured = self.tag == "script" && kind == "application/ld+json";
        let rel = value("rel").unwrap_or_default().to_ascii_lowercase();
        let mut rels = rel.split_ascii_whitespace();
        let absolute = self.tag == "link"
            && rels.any(|rel| {
                rel == "canonical" || rel == "alternate" && value("hreflang").is_some()
            });
        let need = if absolute { Need::Absolute } else { Need::Lead };
        if self.tag == "meta" {
            let name = value("property").or(value("name")).or(value("http-equiv"));
            self.meta(name.unwrap_or_default(), &attributes);
        }
        for attribute in &attributes {
            self.attribute(attribute, need);
        }
        self.attributes = attributes;
    }

    /// Takes in one attribute of any tag but `meta`.
    fn attribute(&mut self, attribute: &Attribute, need: Need) {
        let Attribute { name, value, offset } = attribute;
        let (tag, offset) = (self.tag.as_str(), *offset);
        match *name {
            "id" => {
                self.facts.ids.push(Anchor { id: value.as_str().into(), offset });
            }
            "name" if tag == "a" => self.facts.names.push(value.as_str().into()),
            "href" if tag == "base" => {
                self.facts.base.get_or_insert_with(|| value.as_str().into());
            }
            "srcset" | "imagesrcset" => {
                for url in srcset::urls(value) {
                    self.link(name, url, offset, need);
                }
            }
            "data" if tag == "object" => self.link(name, value, offset, need),
            name if URLS.contains(&name) => self.link(name, value, offset, need),
            name if IDS.contains(&name) || names_ids(tag, name) => {
                let ids = value.split_ascii_whitespace();
                let references =
                    ids.map(|id| Reference { attr: name, id: id.into(), offset });
                self.facts.references.extend(references);
            }
            _ => {}
        }
    }

    /// Takes in the URL of a `meta`, if its name says that there is one.
    fn meta(&mut self, name: &str, attributes: &[Attribute]) {
        let Some(content) = attributes.iter().find(|a| a.name == "content") else {
            return;
        };
        let name = name.trim().to_ascii_lowercase();
        if name == "refresh" {
            if let Some(url) = refresh(&content.value) {
                self.link("content", url, content.offset, Need::Lead);
            }
        } else if META_URLS.contains(&name.as_str()) {
            self.link("content", &content.value, content.offset, Need::Absolute);
        }
    }

    /// Takes in the URLs of structured data.
    fn structured_data(&mut self, json: &[u8], offset: usize) {
        let Ok(value) = serde_json::from_slice(json) else { return };
        let mut urls = Vec::new();
        json_urls(&value, &mut urls);
        for url in urls {
            self.link("application/ld+json", url, offset, Need::Name);
        }
    }

    fn link(&mut self, attr: &'static str, target: &str, offset: usize, need: Need) {
        self.facts.links.push(Link { attr, target: target.trim().into(), offset, need });
    }
}

/// The attribute's name, if it is one that matters here.
fn known(name: &[u8]) -> Option<&'static str> {
    let mut all = URLS.iter().chain(&IDS).chain(&OTHERS);
    all.find(|known| known.as_bytes() == name).copied()
}

/// Whether the attribute names ids on this element.
fn names_ids(tag: &str, name: &str) -> bool {
    match name {
        "for" => matches!(tag, "label" | "output"),
        "headers" => matches!(tag, "td" | "th"),
        "list" => tag == "input",
        "form" => true,
        "itemref" => true,
        _ => false,
    }
}

/// The URL in the content of a `refresh`: `0; url=/x/`.
fn refresh(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim();
    let url = match rest.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("url") => {
            let value = rest.get(3..)?.trim_start();
            value.strip_prefix('=').map_or(rest, str::trim_start)
        }
        _ => rest,
    };
    Some(url.trim_matches(['"', '\'']))
}

/// The texts of a JSON value that are URLs of the web.
fn json_urls<'a>(value: &'a serde_json::Value, urls: &mut Vec<&'a str>) {
    use serde_json::Value;
    match value {
        Value::String(text)
            if (text.starts_with("https://") || text.starts_with("http://"))
                && !text.contains(char::is_whitespace) =>
        {
            urls.push(text);
        }
        Value::Array(values) => values.iter().for_each(|v| json_urls(v, urls)),
        Value::Object(map) => map.values().for_each(|v| json_urls(v, urls)),
        _ => {}
    }
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
