//! Any output to bytes.

use std::collections::BTreeSet;

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::url::absolute;
use crate::plan::output::{FeedMake, Make};
use crate::render::prose::Filler;
use crate::render::templates::Templates;
use crate::render::{absolute, atom, json_feed, page, redirect, robots, sitemap};
use crate::view::feed::FeedView;

/// What an output was made of: named parts, so that it can be said which of them changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// The version of Chancery.
    pub engine: Digest,
    /// The settings, the base address and the names of assets.
    pub settings: Digest,
    /// The templates and components.
    pub templates: Digest,
    /// What stands around the page.
    pub frame: Digest,
    /// What the page shows.
    pub view: Digest,
}

impl Fingerprint {
    /// The fingerprint of an output.
    pub fn of(templates: &Templates, make: &Make) -> Self {
        let none = Digest::default();
        let engine = Digest::of(env!("CARGO_PKG_VERSION"));
        let site = templates.site_digest;
        let base =
            Self { engine, settings: none, templates: none, frame: none, view: none };
        match make {
            Make::Page(page) => Self {
                settings: site,
                templates: templates.closure(&page.template, &page::called(page)),
                frame: Digest::of(&page.frame),
                view: Digest::of(&(&page.view, &page.template, &page.about)),
                ..base
            },
            Make::Atom(feed) | Make::JsonFeed(feed) => {
                let called = called(feed);
                // Of `site` a feed of summaries sees no more than the base address.
                let base_url = Digest::of(&templates.site.base_url);
                let atom = matches!(make, Make::Atom(_));
                Self {
                    settings: if called.is_empty() { base_url } else { site },
                    templates: templates.closure("", &called),
                    // The files only name where an error is; a renamed one changes nothing.
                    view: Digest::of(&(&feed.view, &feed.prose, atom)),
                    ..base
                }
            }
            Make::Sitemap(_)
            | Make::SitemapIndex(_)
            | Make::Robots(_)
            | Make::Redirect { .. } => {
                let base_url = Digest::of(&templates.site.base_url);
                Self { settings: base_url, view: Digest::of(make), ..base }
            }
            Make::Data(data) => Self { view: data.digest(), ..base },
            Make::Copy { digest, .. } | Make::Theme(_, digest) => {
                Self { view: *digest, ..base }
            }
        }
    }

    /// The names of the parts that differ.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let parts = [
            (self.engine == other.engine, "engine"),
            (self.settings == other.settings, "settings"),
            (self.templates == other.templates, "templates"),
            (self.frame == other.frame, "frame"),
            (self.view == other.view, "view"),
        ];
        parts.iter().filter(|(same, _)| !same).map(|(_, name)| *name).collect()
    }
}

/// The components that the prose of a feed calls.
fn called(feed: &FeedMake) -> BTreeSet<String> {
    feed.prose.iter().flatten().flat_map(crate::render::prose::components).collect()
}

/// Renders an output that is not a copy of an input; of those, nothing.
///
/// # Errors
///
/// A template that fails.
pub fn render(
    templates: &Templates,
    make: &Make,
) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let base_url = &templates.site.base_url;
    let bytes = match make {
        Make::Page(make) => page::page(templates, make)?.into_bytes(),
        Make::Atom(feed) => atom::atom(&filled(templates, feed)?, base_url),
        Make::JsonFeed(feed) => json_feed::json_feed(&filled(templates, feed)?, base_url),
        Make::Sitemap(entries) => sitemap::sitemap(entries, base_url),
        Make::SitemapIndex(parts) => sitemap::index(parts, base_url),
        Make::Robots(sitemap) => robots::robots(sitemap.as_ref(), base_url),
        Make::Redirect { to, title, language } => {
            redirect::redirect(to, title, language, base_url, &templates.site.base_path)
        }
        Make::Data(data) => data.csv().into_bytes(),
        Make::Copy { .. } | Make::Theme(..) => return Ok(None),
    };
    Ok(Some(bytes))
}

/// A feed whose entries have their full text, with absolute links.
fn filled(templates: &Templates, feed: &FeedMake) -> Result<FeedView, Box<Diagnostic>> {
    let mut view = feed.view.clone();
    let base_url = &templates.site.base_url;
    let origin = base_url.strip_suffix(&*templates.site.base_path).unwrap_or(base_url);
    let prose = feed.prose.iter().zip(&feed.files);
    for (entry, (prose, file)) in view.entries.iter_mut().zip(prose) {
        let Some(prose) = prose else { continue };
        let filler = Filler { templates, prose, file: Some(file), feed: true };
        let url = absolute(base_url, &entry.address);
        let mut html = filler.html(&prose.content.body)?;
        let footnotes = filler.notes()?;
        if !footnotes.is_empty() {
            html.push_str("<ol>\n");
            for footnote in &footnotes {
                html.push_str(&format!("<li>{}</li>\n", footnote.html));
            }
            html.push_str("</ol>\n");
        }
        entry.content = Some(absolute::absolute(&html, origin, &url));
    }
    Ok(view)
}
