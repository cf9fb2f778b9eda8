//! Standing pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::path::{Address, FilePath};
use crate::load::config::Settings;
use crate::load::reserved::{NEWSROOM, NEWSROOM_POLICIES, POLICIES};
use crate::model::resolved::Resolved;
use crate::parse::document::{Document, Front};
use crate::parse::entities::PageFront;

/// A standing page.
#[derive(Debug)]
pub struct Page {
    /// Its document, whose front matter is a page's.
    pub document: Arc<Document>,
    /// Its address.
    pub address: Address,
    /// Whether it is public: it is no draft.
    pub public: bool,
    /// Where its links and images lead.
    pub resolved: Arc<Resolved>,
}

impl Page {
    /// The front matter.
    pub fn front(&self) -> &PageFront {
        page_front(&self.document)
    }
}

/// The front matter of a standing page's document.
pub fn page_front(document: &Document) -> &PageFront {
    static EMPTY: std::sync::OnceLock<PageFront> = std::sync::OnceLock::new();
    match &document.front {
        Front::Page(front) => front,
        _ => EMPTY.get_or_init(PageFront::default),
    }
}

/// The address of a standing page: its slug, else its path below `content/pages/`.
pub fn address(document: &Document) -> Address {
    let front = page_front(document);
    let path = document.file.as_str();
    let path = path.strip_prefix("content/pages/").unwrap_or(path);
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    match (&front.slug, path.rsplit_once('/')) {
        (Some(slug), Some((folder, _))) => Address::new(format!("/{folder}/{slug}/")),
        (Some(slug), None) => Address::new(format!("/{slug}/")),
        (None, _) => Address::new(format!("/{path}/")),
    }
}

/// The page of each policy, by its word; of several the first.
pub fn policies<'a>(
    pages: impl Iterator<Item = &'a Page>,
) -> BTreeMap<&'static str, &'a Page> {
    let mut policies = BTreeMap::new();
    for page in pages {
        for (word, _) in POLICIES {
            if page.front().policies.iter().any(|policy| policy == word) {
                policies.entry(word).or_insert(page);
            }
        }
    }
    policies
}

/// Reports policies that two public pages claim, and those that only a newsroom has.
pub fn check_policies(
    pages: &[Page],
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let publisher = settings.publisher.as_ref();
    let newsroom = publisher.and_then(|p| p.schema.as_deref()) == Some(NEWSROOM);
    let place = |file: &FilePath| Place::value(file, Field::key("policy"));
    let mut known: BTreeMap<&str, &FilePath> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.public) {
        let file = &page.document.file;
        for policy in &page.front().policies {
            let other = known.insert(policy, file).filter(|other| *other != file);
            if let Some(other) = other {
                let message = format!("two pages are the policy `{policy}`");
                let diagnostic = Diagnostic::error("two-policies", place(file), message);
                diagnostics.push(
                    diagnostic
                        .related(place(other), "the other one")
                        .hint("take `policy` from one of them"),
                );
            }
            if !newsroom && NEWSROOM_POLICIES.contains(&policy.as_str()) {
                let message = format!(
                    "`{policy}` is the policy of a newsroom, and the publisher is none"
                );
                let hint = format!(
                    "write `schema = \"{NEWSROOM}\"` under `[publisher]` of site.toml, or \
                     take it out"
                );
                diagnostics.push(
                    Diagnostic::warning("newsroom-policy", place(file), message)
                        .hint(hint),
                );
            }
        }
    }
}
