//! Built pages, read as a browser and as a machine read them.

use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};

use super::Site;
use crate::metadata_site::newsroom;
use crate::schema::text;
use crate::{golden, real};

/// A page: its file, its document, the nodes at the top of its scripts.
pub struct Page {
    pub file: String,
    pub html: Html,
    pub data: Vec<Map<String, Value>>,
}

impl Page {
    fn new(file: &str, text: &str) -> Self {
        let html = Html::parse_document(text);
        assert_eq!(html.errors, Vec::<String>::new(), "{file}");
        let scripts = all(&html, "script[type='application/ld+json']");
        let data = scripts.iter().map(|script| {
            let text: String = script.text().collect();
            assert!(!text.contains("</"), "{file}");
            match serde_json::from_str(&text).unwrap() {
                Value::Object(map) => map,
                other => panic!("{file}: {other}"),
            }
        });
        let data = data.collect();
        Self { file: file.to_owned(), html, data }
    }

    pub fn url(&self) -> String {
        attribute(&self.html, "link[rel=canonical]", "href").unwrap()
    }

    /// The node of a class at the top of a script.
    pub fn node(&self, class: &str) -> Option<&Map<String, Value>> {
        self.data.iter().find(|node| text(node, "@type") == class)
    }

    pub fn article(&self) -> Option<&Map<String, Value>> {
        self.data.iter().find(|node| node.contains_key("headline"))
    }

    pub fn meta(&self, name: &str) -> Vec<String> {
        let selector = format!("meta[name='{name}'], meta[property='{name}']");
        let found = all(&self.html, &selector);
        found.iter().map(|e| e.value().attr("content").unwrap().to_owned()).collect()
    }
}

pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

pub fn words(element: &ElementRef<'_>) -> String {
    squeezed(&element.text().collect::<String>())
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn shown(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(words).collect()
}

pub fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
    all(html, selector).first()?.value().attr(name).map(str::to_owned)
}

/// The values of a property, one or several.
pub fn values<'a>(node: &'a Map<String, Value>, property: &str) -> &'a [Value] {
    match node.get(property) {
        None => &[],
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
    }
}

pub fn names(node: &Map<String, Value>, property: &str) -> Vec<String> {
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    values(node, property).iter().map(name).collect()
}

/// The pages of a built site.
pub fn pages(site: &Site) -> Vec<Page> {
    let html = |name: &&String| name.ends_with(".html");
    let pages = site.files.keys().filter(html);
    let pages = pages.map(|name| (name, site.text(name)));
    // A page at an old address says nothing but where it leads.
    let pages = pages.filter(|(_, text)| !text.contains("http-equiv=\"refresh\""));
    let pages: Vec<Page> = pages.map(|(name, text)| Page::new(name, text)).collect();
    assert!(pages.len() > 10);
    pages
}

/// The publications whose every page is looked at.
pub fn publications() -> Vec<Site> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut demonstration = Site::new("");
    for folder in ["content", "templates", "static"] {
        for (path, bytes) in super::read(&root.join(folder)) {
            demonstration.write(&format!("{folder}/{path}"), bytes);
        }
    }
    demonstration.write("site.toml", std::fs::read(root.join("site.toml")).unwrap());
    demonstration.at("2026-12-01").build();
    let mut rich = golden::site();
    rich.build();
    let mut newsroom = newsroom();
    newsroom.clean();
    let mut sites = vec![demonstration, rich, newsroom];
    sites.extend(real::real());
    sites
}
