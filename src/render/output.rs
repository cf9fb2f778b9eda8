//! Any output to bytes.

use std::collections::BTreeSet;

use tera::Context;

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::form::direction;
use crate::base::url::absolute;
use crate::plan::make::{FeedMake, Make};
use crate::render::prose::Filler;
use crate::render::templates::Templates;
use crate::render::{
    absolute, atom, copies, export, host, json_feed, news_sitemap, page, redirect,
    robots, rss, share, sitemap, told,
};
use crate::view::feed::FeedView;

/// The component of what stands below an article's text in a feed.
const FOOT: &str = "feed_foot";

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
                templates: templates
                    .of(&page.frame.language)
                    .as_deref()
                    .unwrap_or(templates)
                    .closure(&page.template, &page::called(page)),
                frame: Digest::of(&page.frame),
                view: Digest::of(&(&page.view, &page.template, &page.about)),
                ..base
            },
            Make::Atom(feed)
            | Make::Rss(feed)
            | Make::JsonFeed(feed)
            | Make::Markdown(feed)
            | Make::Republish(feed, _) => Self::of_feed(templates, make, feed, base),
            Make::Sitemap(_)
            | Make::SitemapIndex(_)
            | Make::NewsSitemap(_)
            | Make::Robots(_)
            | Make::Security(_)
            | Make::Llms(_)
            | Make::Export(..)
            | Make::Redirects(_)
            | Make::Redirect { .. } => {
                let base_url = Digest::of(&templates.site.base_url);
                Self { settings: base_url, view: Digest::of(make), ..base }
            }
            Make::Share(share) => Self {
                settings: site,
                frame: Digest::of(&share.frame),
                view: Digest::of(&share.view),
                ..base
            },
            Make::Manifest(_) => Self {
                settings: Digest::of(&templates.site.base_path),
                view: Digest::of(make),
                ..base
            },
            Make::Headers(_) | Make::Mining(_) | Make::Text(_) => {
                Self { view: Digest::of(make), ..base }
            }
            Make::Data(data) => Self { view: data.digest(), ..base },
            Make::Copy { digest, .. } | Make::Theme(_, digest) => {
                Self { view: *digest, ..base }
            }
        }
    }

    /// The fingerprint of a feed, or of a copy of the one article that it holds.
    fn of_feed(templates: &Templates, make: &Make, feed: &FeedMake, base: Self) -> Self {
        let called = called(feed);
        // Of `site` a feed of summaries sees no more than the base address.
        let base_url = Digest::of(&templates.site.base_url);
        let format = std::mem::discriminant(make);
        let terms = match make {
            Make::Republish(_, terms) => Some(terms),
            _ => None,
        };
        // The files only name where an error is; a renamed one changes nothing.
        let shown = (&feed.view, &feed.prose, &feed.references, format, terms);
        Self {
            settings: if called.is_empty() { base_url } else { templates.site_digest },
            templates: templates.closure("", &called),
            view: Digest::of(&shown),
            ..base
        }
    }

    /// Its parts, in the order in which they are named.
    pub fn parts(&self) -> [Digest; 5] {
        [self.engine, self.settings, self.templates, self.frame, self.view]
    }

    /// The fingerprint of such parts.
    pub fn of_parts(parts: [Digest; 5]) -> Self {
        let [engine, settings, templates, frame, view] = parts;
        Self { engine, settings, templates, frame, view }
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

/// The files of all templates and components that an output is made with, and whether they
/// are the publication's own.
pub fn template_files(templates: &Templates, make: &Make) -> Vec<(String, bool)> {
    match make {
        Make::Page(page) => templates.files(&page.template, &page::called(page)),
        Make::Atom(feed) | Make::Rss(feed) | Make::JsonFeed(feed) => {
            templates.files("", &called(feed))
        }
        _ => Vec::new(),
    }
}

/// The components that the prose of a feed calls.
fn called(feed: &FeedMake) -> BTreeSet<String> {
    let prose = feed.prose.iter().flatten();
    let mut called: BTreeSet<String> =
        prose.flat_map(crate::render::prose::components).collect();
    if feed.prose.iter().any(Option::is_some) {
        called.insert(FOOT.to_owned());
    }
    called
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
        Make::Rss(feed) => rss::rss(&filled(templates, feed)?, base_url),
        Make::JsonFeed(feed) => json_feed::json_feed(&filled(templates, feed)?, base_url),
        Make::Markdown(feed) => {
            let view = filled(templates, feed)?;
            let entry = view.entries.first();
            entry.map(|entry| copies::markdown(entry, base_url)).unwrap_or_default()
        }
        Make::Republish(feed, terms) => {
            let view = filled(templates, feed)?;
            let entry = view.entries.first();
            entry.map(|e| copies::republish(e, terms, base_url)).unwrap_or_default()
        }
        Make::Llms(view) => copies::llms(view, base_url),
        Make::Sitemap(entries) => sitemap::sitemap(entries, base_url),
        Make::SitemapIndex(parts) => sitemap::index(parts, base_url),
        Make::NewsSitemap(entries) => {
            news_sitemap::news_sitemap(entries, &templates.site.title, base_url)
        }
        Make::Robots(view) => robots::robots(view, base_url),
        Make::Security(view) => told::security(view, base_url),
        Make::Manifest(view) => told::manifest(view, &templates.site.base_path),
        Make::Mining(view) => told::mining(view),
        Make::Headers(rules) => host::headers(rules),
        Make::Redirects(rules) => host::redirects(rules, &templates.site.base_path),
        Make::Text(text) => text.clone().into_bytes(),
        Make::Redirect { to, title, language } => {
            redirect::redirect(to, title, language, base_url, &templates.site.base_path)
        }
        Make::Share(make) => share::share(make, &templates.site),
        Make::Export(format, items) => export::export(*format, items, base_url),
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
    let texts = feed.prose.iter().zip(&feed.references).zip(&feed.files);
    for (entry, ((prose, references), file)) in view.entries.iter_mut().zip(texts) {
        let Some(prose) = prose else { continue };
        let of_language = templates.of(&entry.language);
        let templates = of_language.as_deref().unwrap_or(templates);
        let filler = Filler { templates, prose, file: Some(file), feed: true };
        let url = absolute(base_url, &entry.address);
        let mut html = filler.html(&prose.content.body)?;
        let notes = filler.notes()?;
        let mut arguments = Context::new();
        arguments.insert("notes", &notes);
        arguments.insert("references", references);
        html.push_str(&filler.call(FOOT, &arguments)?);
        if direction(&entry.language) == "rtl" {
            let language = &entry.language;
            html = format!("<div lang=\"{language}\" dir=\"rtl\">\n{html}\n</div>");
        }
        entry.content = Some(absolute::absolute(&html, origin, &url));
    }
    Ok(view)
}
