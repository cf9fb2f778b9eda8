//! What was rendered, checked as a reader's browser would meet it: every link, every
//! fragment, every id.
//!
//! The facts of an output are taken right after it is rendered, so that its bytes need not
//! be kept; the check itself needs only facts and addresses.

use crate::base::path::Address;

pub mod coverage;
mod feed;
pub mod finding;
pub mod links;
pub mod loads;
pub mod page;
pub mod policy;
mod srcset;
mod target;

use page::PageFacts;

/// The facts of a rendered output, or `None` when nothing in it is checked. Bytes that are
/// not UTF-8 or not what the address promises have no facts.
pub fn facts_of(address: &Address, bytes: &[u8]) -> Option<PageFacts> {
    let text = std::str::from_utf8(bytes).ok()?;
    let path = address.as_str();
    if path.ends_with('/') || path.ends_with(".html") {
        return Some(page::facts(text));
    }
    match path.rsplit('/').next()? {
        "robots.txt" => Some(feed::robots(text)),
        name if name.ends_with(".xml") => Some(feed::xml(text)),
        name if name.ends_with("feed.json") => feed::json(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_how_an_output_is_read() {
        let read = |address: &str| {
            let bytes = b"<a href=\"/x/\" id=y>";
            facts_of(&Address::new(address), bytes).map(|f| (f.ids.len(), f.links.len()))
        };
        assert_eq!(read("/a/"), Some((1, 1)));
        assert_eq!(read("/404.html"), Some((1, 1)));
        assert_eq!(read("/robots.txt"), Some((0, 0)));
        assert_eq!(read("/feed.json"), None);
        assert_eq!(read("/main.css"), None);
        assert_eq!(facts_of(&Address::new("/a/"), &[0xff]), None);
    }
}
