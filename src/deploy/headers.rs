//! What a store says with each file, and when in a deploy the file is sent.

use crate::base::digest::Digest;
use crate::render::media_type::{is_html, media_type};

/// How long a browser may keep a file whose name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For everything else: it is kept, and asked for again each time it is used.
const ASK: &str = "public, max-age=0, must-revalidate";

/// When a file is sent. What comes before needs nothing of what comes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Style sheets, scripts, images, data.
    Asset,
    /// Pages that the target does not have yet, to which others will lead.
    NewPage,
    /// Pages that have changed.
    Page,
    /// Feeds and sitemaps, and files for the host: they lead to pages.
    Index,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Asset, Self::NewPage, Self::Page, Self::Index];

    /// The stage of a file.
    pub fn of(path: &str, known: bool) -> Self {
        if is_html(media_type(path)) {
            return if known { Self::Page } else { Self::NewPage };
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "xml" | "txt" => Self::Index,
            _ if name == "feed.json" || name.starts_with('_') => Self::Index,
            _ => Self::Asset,
        }
    }
}

/// The media type of a file, with the character set of texts.
pub fn content_type(path: &str) -> &'static str {
    media_type(path)
}

/// How long a browser may keep a file with such bytes.
pub fn cache_control(path: &str, digest: Digest) -> &'static str {
    if is_fingerprinted(path, digest) { FOR_EVER } else { ASK }
}

/// Whether a file's name changes with its bytes: it holds a digest between two dots, as in
/// `chancery.0f3a9c1b.css`. Digits alone may be a date, unless they are the file's own digest.
fn is_fingerprinted(path: &str, digest: Digest) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut parts = name.split('.').rev();
    let (ending, part, stem) = (parts.next(), parts.next(), parts.next());
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let is_digest = |part: &str| {
        part.len() >= 8
            && part.chars().all(hexadecimal)
            && (digest.to_string().starts_with(part)
                || (part.contains(|c: char| c.is_ascii_digit())
                    && part.contains(|c: char| !c.is_ascii_digit())))
    };
    ending.is_some_and(|ending| !ending.is_empty() && ending != "html")
        && part.is_some_and(is_digest)
        && stem.is_some_and(|stem| !stem.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_digest_is_kept_for_ever() {
        let digest = Digest::of_bytes(b"x");
        let own = format!("report.{}.pdf", digest.short());
        for path in ["chancery.0f3a9c1b.css", "img/harbour.0f3a9c1b22.webp", &own] {
            assert_eq!(cache_control(path, digest), FOR_EVER, "{path}");
        }
        for path in [
            "index.html",
            "theme.js",
            "a.0f3a9c1.css",
            "0f3a9c1b.css",
            "a.ABCDEF01.css",
            "reports.20260205.html",
            "reports.20260205.pdf",
            "harbour-0f3a9c1b.jpg",
        ] {
            assert_eq!(cache_control(path, digest), ASK, "{path}");
        }
    }

    #[test]
    fn what_is_needed_goes_first() {
        let stage = |path| Stage::of(path, false);
        assert_eq!(stage("chancery.0f3a9c1b.css"), Stage::Asset);
        assert_eq!(stage("articles/a/cite.json"), Stage::Asset);
        assert_eq!(stage("articles/a/index.html"), Stage::NewPage);
        assert_eq!(Stage::of("articles/a/index.html", true), Stage::Page);
        for path in ["feed.xml", "a/feed.json", "robots.txt", "_redirects"] {
            assert_eq!(stage(path), Stage::Index, "{path}");
        }
    }
}
