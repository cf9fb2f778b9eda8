//! Standing pages.

use std::sync::Arc;

use crate::base::path::Address;
use crate::model::link::Resolved;
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
    pub resolved: Resolved,
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
