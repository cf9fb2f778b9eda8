//! OpenGraph, cards, and the links in the head of a page.

use crate::base::path::Address;
use crate::render::media::media_type;
use crate::render::metadata::article::all_terms;
use crate::render::metadata::facts::Facts;
use crate::render::metadata::{LinkTag, Tag};
use crate::view::account;
use crate::view::any::View;
use crate::view::article::{ArticleView, LicenceView, section};
use crate::view::author::AuthorView;
use crate::view::card::{BylineView, DateView, ImageView};
use crate::view::share::ShareView;

/// How wide an image must be for a card that shows it large.
const LARGE: u32 = 1200;

/// How long the words for an image on a card may be.
const WORDS: usize = 420;

/// Elements for the head of a page, in order.
#[derive(Debug, Default)]
pub struct Tags {
    /// `meta` elements.
    pub meta: Vec<Tag>,
    /// `link` elements.
    pub links: Vec<LinkTag>,
}

impl Tags {
    /// A `meta` element that is named by `name`.
    pub fn name(&mut self, name: &'static str, content: impl Into<String>) {
        self.push("name", name, content.into());
    }

    /// A `meta` element that is named by `property`.
    pub fn property(&mut self, name: &'static str, content: impl Into<String>) {
        self.push("property", name, content.into());
    }

    /// A `link` element.
    pub fn link(&mut self, rel: &'static str, href: impl Into<String>) {
        self.links.push(LinkTag { rel, href: href.into(), hreflang: None });
    }

    fn push(&mut self, attribute: &'static str, name: &'static str, content: String) {
        if !content.trim().is_empty() {
            self.meta.push(Tag { attribute, name, content });
        }
    }
}

/// What services that show a link want to know of an article.
pub struct Told<'a> {
    /// The headline for social media.
    pub headline: &'a str,
    /// The headline for X, where it is to be said.
    pub for_x: Option<&'a str>,
    /// Who it is by.
    pub authors: &'a [BylineView],
    /// Its lead image.
    pub image: Option<&'a ImageView>,
    /// When it was published.
    pub date: &'a DateView,
    /// When it was last changed.
    pub updated: Option<&'a DateView>,
    /// When it will be gone.
    pub expires: Option<&'a DateView>,
    /// Its section of the publication.
    pub section: &'a str,
    /// The names of its terms.
    pub terms: Vec<&'a str>,
    /// The account of an author on X.
    pub x: Option<&'a str>,
    /// The account of an author in the fediverse.
    pub fediverse: Option<&'a str>,
    /// The licence.
    pub licence: Option<&'a LicenceView>,
}

impl<'a> Told<'a> {
    /// What its own page tells.
    pub fn of_article(view: &'a ArticleView) -> Self {
        let headline = channel(view, "social");
        let authors = || view.biographies.iter();
        Self {
            headline,
            for_x: Some(channel(view, "x")).filter(|own| *own != headline),
            authors: &view.authors,
            image: view.image.as_ref(),
            date: &view.date,
            updated: view.updated.as_ref(),
            expires: view.expires.as_ref(),
            section: section(&view.terms, &view.kind),
            terms: all_terms(view).map(|term| &*term.name).collect(),
            x: authors().find_map(|author| author.x.as_deref()),
            fediverse: authors().find_map(|author| author.fediverse.as_deref()),
            licence: view.licence.as_ref(),
        }
    }

    /// What the page at the share address of one of its headlines tells.
    pub fn of_share(view: &'a ShareView) -> Self {
        Self {
            headline: &view.headline,
            for_x: Some(&view.headline),
            authors: &view.authors,
            image: view.image.as_ref(),
            date: &view.date,
            updated: view.updated.as_ref(),
            expires: view.expires.as_ref(),
            section: &view.section,
            terms: view.terms.iter().map(String::as_str).collect(),
            x: view.x.as_deref(),
            fediverse: view.fediverse.as_deref(),
            licence: view.licence.as_ref(),
        }
    }
}

/// What a page is about, for those who are told of it.
pub enum About<'a> {
    /// An article.
    Article(Told<'a>),
    /// An author.
    Author(&'a AuthorView),
    /// Anything else.
    Other,
}

impl<'a> About<'a> {
    /// What a page of a template is about.
    pub fn of(view: &'a View) -> Self {
        match view {
            View::Article(view) => About::Article(Told::of_article(view)),
            View::Author(view) => About::Author(view),
            _ => About::Other,
        }
    }

    fn article(&self) -> Option<&Told<'a>> {
        match self {
            About::Article(told) => Some(told),
            _ => None,
        }
    }
}

/// What services that show a link want to know of the page.
pub fn sharing(facts: &Facts<'_>, about: &About<'_>, tags: &mut Tags) {
    let (site, frame) = (facts.site, facts.frame);
    let (title, kind) = match about {
        About::Article(told) => (told.headline, "article"),
        About::Author(_) => (frame.title.as_str(), "profile"),
        About::Other => (frame.title.as_str(), "website"),
    };
    authors(facts, about, tags);
    tags.property("og:type", kind);
    tags.property("og:title", title);
    let description = frame.description.as_ref().or(site.description.as_ref());
    tags.property("og:description", description.cloned().unwrap_or_default());
    tags.property("og:url", facts.here());
    tags.property("og:site_name", site.title.as_str());
    tags.property("og:locale", locale(&frame.language).unwrap_or_default());
    for other in frame.translations.iter().filter(|other| !other.current) {
        let locale = locale(&other.language).unwrap_or_default();
        tags.property("og:locale:alternate", locale);
    }
    let image = image(facts, about);
    if let Some(image) = &image {
        let url = facts.link(&image.src);
        let size = |pixels: Option<u32>| pixels.map(|p| p.to_string());
        tags.property("og:image", url);
        tags.property("og:image:type", media_type(&image.src).unwrap_or_default());
        tags.property("og:image:width", size(image.width).unwrap_or_default());
        tags.property("og:image:height", size(image.height).unwrap_or_default());
        tags.property("og:image:alt", image.alt.as_str());
    }
    match about {
        About::Article(told) => article(facts, told, tags),
        About::Author(view) => profile(view, tags),
        About::Other => {}
    }
    card(facts, about, image.as_ref(), tags);
    let licence = match about {
        About::Article(told) => told.licence,
        _ => site.licence.as_ref(),
    };
    if let Some(url) = licence.and_then(|licence| licence.url.as_deref()) {
        tags.link("license", url);
    }
}

/// The headline for a channel.
fn channel<'a>(view: &'a ArticleView, channel: &str) -> &'a str {
    view.headlines.get(channel).map_or(&view.title, String::as_str)
}

/// Who wrote an article, and who publishes it.
fn authors(facts: &Facts<'_>, about: &About<'_>, tags: &mut Tags) {
    let Some(told) = about.article() else { return };
    for author in told.authors.iter().filter(|author| author.kind != "unnamed") {
        tags.name("author", author.name.as_str());
        if let Some(address) = &author.address {
            tags.link("author", address.as_str());
        }
    }
    tags.name("publisher", facts.publisher_name());
}

/// The image that stands for a page: its own, else the publication's. Few services can show a
/// drawing in SVG, so that it comes last.
fn image(facts: &Facts<'_>, about: &About<'_>) -> Option<ImageView> {
    let own = match about {
        About::Article(told) => told.image.cloned(),
        About::Author(view) => view.photo.clone(),
        About::Other => None,
    };
    let site = facts.site.image.as_ref().map(|src| ImageView {
        src: src.clone(),
        alt: facts.site.title.clone(),
        title: String::new(),
        width: facts.site.image_size.map(|(width, _)| width),
        height: facts.site.image_size.map(|(_, height)| height),
        credit: None,
        licence: None,
    });
    let mut images: Vec<ImageView> =
        own.into_iter().chain(site).filter(|image| !image.src.is_empty()).collect();
    images.sort_by_key(|image| media_type(&image.src) == Some("image/svg+xml"));
    images.into_iter().next()
}

fn article(facts: &Facts<'_>, told: &Told<'_>, tags: &mut Tags) {
    let modified = told.updated.unwrap_or(told.date);
    tags.property("article:published_time", told.date.stamp.as_str());
    tags.property("article:modified_time", modified.stamp.as_str());
    if let Some(expires) = told.expires {
        tags.property("article:expiration_time", expires.stamp.as_str());
    }
    let page = |address: &Address| facts.url(address);
    for address in told.authors.iter().filter_map(|author| author.address.as_ref()) {
        tags.property("article:author", page(address));
    }
    let social = facts.site.social.get("facebook");
    let publisher = social.filter(|account| account.starts_with("https://"));
    tags.property("article:publisher", publisher.cloned().unwrap_or_default());
    tags.property("article:section", told.section);
    for term in &told.terms {
        tags.property("article:tag", *term);
    }
}

/// The parts of a person's name; an organisation has none.
fn profile(view: &AuthorView, tags: &mut Tags) {
    if view.organisation {
        return;
    }
    let (family, given) = match view.sort_name.split_once(", ") {
        Some((family, given)) => (family, given),
        None => ("", view.name.as_str()),
    };
    tags.property("profile:first_name", given);
    tags.property("profile:last_name", family);
}

/// The card of X, and the accounts of the authors.
fn card(
    facts: &Facts<'_>,
    about: &About<'_>,
    image: Option<&ImageView>,
    tags: &mut Tags,
) {
    let social = &facts.site.social;
    let of_site = |names: [&str; 2]| names.iter().find_map(|name| social.get(*name));
    let site_x = of_site(["x", "twitter"]).and_then(|account| account::x(account));
    let site_fediverse = of_site(["mastodon", "fediverse"]);
    let site_fediverse = site_fediverse.and_then(|account| account::fediverse(account));
    let told = about.article();
    let fediverse = told.and_then(|told| told.fediverse).map(str::to_owned);
    let large = image.and_then(|image| image.width).is_some_and(|width| width >= LARGE);
    tags.name("twitter:card", if large { "summary_large_image" } else { "summary" });
    tags.name("twitter:title", told.and_then(|told| told.for_x).unwrap_or_default());
    tags.name("twitter:site", site_x.unwrap_or_default());
    tags.name("twitter:creator", told.and_then(|told| told.x).unwrap_or_default());
    let alt = image.map(|image| image.alt.chars().take(WORDS).collect::<String>());
    tags.name("twitter:image:alt", alt.unwrap_or_default());
    tags.name("fediverse:creator", fediverse.or(site_fediverse).unwrap_or_default());
}

/// The page in its languages, itself among them, and for everybody else.
pub fn languages(facts: &Facts<'_>, tags: &mut Tags) {
    let mut link = |language: &str, href: String| {
        let hreflang = Some(language.to_owned());
        tags.links.push(LinkTag { rel: "alternate", href, hreflang });
    };
    for page in &facts.frame.translations {
        link(&page.language, facts.link(page.address.as_str()));
    }
    for page in facts.frame.translations.iter().filter(|page| page.default) {
        link("x-default", facts.link(page.address.as_str()));
    }
}

/// A language as OpenGraph writes it, with its country: `en_GB`. Where the tag names none it
/// is the one that most services take the language to be of.
fn locale(language: &str) -> Option<String> {
    const USUAL: [(&str, &str); 24] = [
        ("ar", "AR"),
        ("cs", "CZ"),
        ("da", "DK"),
        ("de", "DE"),
        ("el", "GR"),
        ("en", "US"),
        ("es", "ES"),
        ("fa", "IR"),
        ("fi", "FI"),
        ("fr", "FR"),
        ("he", "IL"),
        ("hi", "IN"),
        ("id", "ID"),
        ("it", "IT"),
        ("ja", "JP"),
        ("ko", "KR"),
        ("nl", "NL"),
        ("pl", "PL"),
        ("pt", "PT"),
        ("ru", "RU"),
        ("sv", "SE"),
        ("tr", "TR"),
        ("uk", "UA"),
        ("zh", "CN"),
    ];
    let mut parts = language.split('-');
    let primary = parts.next()?.to_lowercase();
    let country = |part: &&str| part.len() == 2 && part.is_ascii();
    let country = parts.find(country).map(str::to_uppercase).or_else(|| {
        let usual = USUAL.iter().find(|(known, _)| *known == primary);
        usual.map(|(_, country)| (*country).to_owned())
    })?;
    Some(format!("{primary}_{country}"))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_language_with_its_country() {
        let written = |language: &str| locale(language);
        assert_eq!(written("en-GB").as_deref(), Some("en_GB"));
        assert_eq!(written("en").as_deref(), Some("en_US"));
        assert_eq!(written("zh-Hant-tw").as_deref(), Some("zh_TW"));
        assert_eq!(written("ckb"), None);
    }
}
