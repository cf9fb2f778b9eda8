//! Cited works and those who published them, as JSON-LD.

use crate::render::metadata::facts::Facts;
use crate::render::metadata::json::{Json, Node};
use crate::view::article::ArticleView;
use crate::view::reference::{OutletLink, ReferenceView};

/// What an article cites: a work, or the name of an outlet.
pub fn citation(
    facts: &Facts<'_>,
    article: &ArticleView,
    reference: &ReferenceView,
) -> Json {
    if !reference.identified {
        let name = reference.outlet.as_ref().map(|outlet| outlet.name.as_str());
        let url = reference.url.as_deref();
        return name.or(url).unwrap_or(&reference.id).into();
    }
    let id = match &reference.address {
        Some(page) => facts.id(page, "work"),
        None => facts.id(&article.address, &reference.id),
    };
    work(facts, reference, id).into()
}

/// A work under a name of its own.
pub fn work(facts: &Facts<'_>, reference: &ReferenceView, id: String) -> Node {
    let class = class(reference.kind.as_deref().unwrap_or_default());
    let doi = reference.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    let url = reference.url.clone().or_else(|| doi.clone());
    let person = |name: &String| person(reference, name);
    // Only a person can be an editor.
    let editor = |name: &&String| !reference.organisations.contains(*name);
    let container = reference.container.as_deref();
    Node::of(class)
        .with("@id", id)
        .with("name", name(reference))
        .maybe("url", url)
        .list("author", reference.authors.iter().map(person))
        .list("editor", reference.editors.iter().filter(editor).map(person))
        .list("translator", reference.translators.iter().map(person))
        .maybe("datePublished", reference.iso_date.as_deref())
        .maybe("publisher", reference.outlet.as_ref().map(|link| outlet(facts, link)))
        .maybe("provider", reference.via.as_ref().map(|link| outlet(facts, link)))
        .maybe(
            "isPartOf",
            container.map(|name| Node::of("CreativeWork").with("name", name)),
        )
        .maybe("inLanguage", reference.language.as_deref())
        .maybe("isbn", reference.isbn.as_deref().filter(|_| class == "Book"))
        .maybe("sameAs", doi)
        .maybe("archivedAt", reference.archive.as_deref())
}

/// A work's title, else its address, else who published it.
fn name(reference: &ReferenceView) -> &str {
    let outlet = || reference.outlet.as_ref().map(|outlet| outlet.name.as_str());
    let title = reference.title.as_deref().or(reference.url.as_deref());
    title.or_else(outlet).unwrap_or(&reference.id)
}

fn person(reference: &ReferenceView, name: &String) -> Node {
    let class = match reference.organisations.contains(name) {
        true => "Organization",
        false => "Person",
    };
    Node::of(class).with("name", name.as_str())
}

/// An outlet by name, described by its page.
pub fn outlet(facts: &Facts<'_>, link: &OutletLink) -> Node {
    let address = link.address.as_ref();
    Node::of("Organization")
        .maybe("@id", address.map(|address| facts.id(address, "outlet")))
        .with("name", link.name.as_str())
}

/// The class of a work by its `type`.
fn class(kind: &str) -> &'static str {
    match &*kind.to_lowercase().replace([' ', '_'], "-") {
        "news" | "article-newspaper" | "newspaper" | "newspaper-article" => "NewsArticle",
        "article" | "magazine" | "article-magazine" => "Article",
        "report" | "brief" | "policy-brief" | "working-paper" | "standard" => "Report",
        "paper" | "journal" | "article-journal" | "journal-article" | "preprint" => {
            "ScholarlyArticle"
        }
        "book" => "Book",
        "chapter" => "Chapter",
        "thesis" | "dissertation" => "Thesis",
        "data" | "dataset" => "Dataset",
        "map" => "Map",
        "law" | "act" | "bill" | "legislation" | "regulation" => "Legislation",
        "post" | "blog" | "blog-post" | "post-weblog" => "BlogPosting",
        "social" | "tweet" => "SocialMediaPosting",
        "web" | "page" | "webpage" | "web-page" => "WebPage",
        "website" | "web-site" => "WebSite",
        "podcast" => "PodcastEpisode",
        "video" => "VideoObject",
        "audio" => "AudioObject",
        "film" => "Movie",
        "image" | "photograph" => "Photograph",
        "review" => "Review",
        _ => "CreativeWork",
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn the_type_of_a_source_is_a_class() {
        assert_eq!(class("news"), "NewsArticle");
        assert_eq!(class("Working paper"), "Report");
        assert_eq!(class("article-journal"), "ScholarlyArticle");
        assert_eq!(class("speech"), "CreativeWork");
        assert_eq!(class(""), "CreativeWork");
    }
}
