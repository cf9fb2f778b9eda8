//! The page at the share address of a headline: it leads readers to the article, and tells
//! services that show the link what to show.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::base::url::{absolute, rooted};
use crate::plan::make::ShareMake;
use crate::render::metadata::of_share;
use crate::render::redirect::{Leading, leading};
use crate::render::xml::clean;
use crate::view::site::SiteView;

/// The page. Its only words are the headline, so that it is right in every language.
///
/// Search engines are told that the article is the page that counts, by the canonical link.
/// `og:url` is the share address itself: a service that finds another one there looks at that
/// page instead, and would show its headline.
pub fn share(make: &ShareMake, site: &SiteView) -> Vec<u8> {
    let ShareMake { frame, view } = make;
    let canonical = absolute(&site.base_url, &view.article);
    let path = rooted(&site.base_path, &view.article);
    let title = clean(&view.headline);
    let title = escape(title.trim());
    let lang = escape(&frame.language);
    let mut tags = String::new();
    let mut tag = |attribute: &str, name: &str, content: &str| {
        let content = clean(content);
        let content = escape(&*content);
        // Writing to a string cannot fail.
        let _ = writeln!(tags, r#"<meta {attribute}="{name}" content="{content}">"#);
    };
    tag("name", "robots", "noindex");
    for meta in of_share(site, frame, view) {
        tag(meta.attribute, meta.name, &meta.content);
    }
    let rtl = frame.direction == "rtl";
    leading(&Leading { lang: &lang, rtl, title: &title, tags: &tags, canonical, path })
}
