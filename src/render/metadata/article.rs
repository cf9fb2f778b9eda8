//! An article as JSON-LD.

use crate::base::path::Address;
use crate::render::metadata::facts::{Facts, same_as, terms};
use crate::render::metadata::json::{Json, Node};
use crate::render::metadata::work::citation;
use crate::view::article::{
    ArticleView, BiographyView, CorrectionView, TermLink, section,
};

/// The classes that are kinds of `NewsArticle`.
const NEWS: [&str; 7] = [
    "NewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
];

/// The node of an article, from what its page shows.
pub fn article(facts: &Facts<'_>, view: &ArticleView) -> Node {
    let modified = view.updated.as_ref().unwrap_or(&view.date);
    let other = view.alternative_titles.iter().filter(|title| **title != view.title);
    let dateline =
        view.dateline.as_deref().filter(|_| NEWS.contains(&&*view.kind.schema));
    let node = Node::of(&view.kind.schema)
        .with("@id", facts.id(&view.address, "article"))
        .with("headline", view.title.as_str())
        .list("alternativeHeadline", other.map(String::as_str))
        .maybe("description", facts.frame.description.as_deref())
        .with("inLanguage", view.language.as_str())
        .maybe(
            "translationOfWork",
            view.translation.of.as_ref().map(|of| in_language(facts, of)),
        )
        .list(
            "workTranslation",
            view.translation.by.iter().map(|by| in_language(facts, by)),
        )
        .with("datePublished", view.date.stamp.as_str())
        .with("dateModified", modified.stamp.as_str())
        .maybe("expires", view.expires.as_ref().map(|expires| expires.stamp.as_str()))
        .list("image", images(facts, view));
    let node = people(facts, view, node)
        .with("publisher", facts.publisher())
        .with("mainEntityOfPage", page(facts, view))
        .list("isPartOf", wholes(facts, view))
        .maybe("position", view.series.as_ref().map(|series| series.part))
        .with("articleSection", section(&view.terms, &view.kind))
        .with("genre", view.kind.label.as_str())
        .list("keywords", all_terms(view).map(|term| term.name.as_str()))
        .list("about", all_terms(view).map(|term| about(facts, term)));
    node.maybe("wordCount", (view.words > 0).then_some(view.words))
        .with("timeRequired", format!("PT{}M", view.minutes))
        .maybe("dateline", dateline)
        .maybe("backstory", backstory(view))
        .list("citation", view.references.iter().map(|r| citation(facts, view, r)))
        .list("correction", view.corrections.iter().map(|c| correction(facts, view, c)))
        .maybe("creativeWorkStatus", view.status.as_ref().map(|status| &*status.label))
        .maybe("license", view.licence.as_ref().map(terms))
        .with("isAccessibleForFree", true)
}

/// The article in another language, by its id.
fn in_language(facts: &Facts<'_>, address: &Address) -> Node {
    Node::reference(facts.id(address, "article"))
}

/// The terms of all taxonomies.
pub fn all_terms(view: &ArticleView) -> impl Iterator<Item = &TermLink> {
    view.terms.iter().flat_map(|group| &group.terms)
}

/// The lead image, then those of the text.
fn images(facts: &Facts<'_>, view: &ArticleView) -> Vec<Node> {
    let blocks = &view.prose.content.blocks;
    let caption = blocks.iter().find(|block| block.id == "lead-caption");
    let caption = caption.map(|block| &*block.text);
    let lead = view.image.iter().map(|image| (image, caption));
    let shown = |image: &&crate::view::card::ImageView| {
        let again = view.image.as_ref().is_some_and(|lead| lead.src == image.src);
        !again && !image.src.is_empty()
    };
    let text = view.prose.images.iter().filter(shown).map(|image| (image, None));
    lead.chain(text).map(|(image, caption)| facts.image(image, caption)).collect()
}

/// Who wrote it and who had another part in it. Where nobody is named, the publisher stands
/// for the author.
fn people(facts: &Facts<'_>, view: &ArticleView, node: Node) -> Node {
    let mut authors: Vec<Node> =
        view.biographies.iter().filter_map(|author| person(facts, author)).collect();
    if authors.is_empty() {
        authors.push(facts.publisher());
    }
    let (mut editors, mut translators, mut others) = (vec![], vec![], vec![]);
    for credit in &view.credits {
        for name in &credit.people {
            let list = match (credit.role, name.kind) {
                ("editor", "person") => &mut editors,
                ("translator", _) => &mut translators,
                _ => &mut others,
            };
            list.extend(facts.person(name));
        }
    }
    node.list("author", authors)
        .list("editor", editors)
        .list("translator", translators)
        .list("contributor", others)
}

/// An author as at publication.
fn person(facts: &Facts<'_>, author: &BiographyView) -> Option<Node> {
    let node = facts.named(&author.name, author.kind, author.address.as_ref())?;
    let node = node.list("sameAs", same_as(&author.same_as, author.orcid.as_deref()));
    if author.kind != "person" {
        return Some(node);
    }
    let organisation = |name: &str| Node::of("Organization").with("name", name);
    Some(
        node.maybe("jobTitle", author.role.as_deref())
            .maybe("affiliation", author.affiliation.as_deref().map(organisation)),
    )
}

/// The page that the article stands on, which is what was reviewed.
fn page(facts: &Facts<'_>, view: &ArticleView) -> Node {
    let here = facts.here();
    let reviewer = |name: &String| Node::of("Person").with("name", name.as_str());
    Node::of("WebPage")
        .with("@id", here.as_str())
        .with("url", here.as_str())
        .maybe("breadcrumb", facts.way())
        .list("reviewedBy", view.reviewed_by.iter().map(reviewer))
}

/// What the article is a part of.
fn wholes(facts: &Facts<'_>, view: &ArticleView) -> Vec<Node> {
    let series = view.series.as_ref().map(|series| {
        let address = series.address.as_ref();
        Node::of("CreativeWorkSeries")
            .maybe("@id", address.map(|address| facts.id(address, "series")))
            .with("name", series.name.as_str())
            .maybe("url", address.map(|address| facts.url(address)))
    });
    series.into_iter().chain([facts.website()]).collect()
}

/// A term that the article is about.
fn about(facts: &Facts<'_>, term: &TermLink) -> Node {
    let address = term.address.as_ref();
    Node::of("DefinedTerm")
        .maybe("@id", address.map(|address| facts.id(address, "term")))
        .with("name", term.name.as_str())
        .maybe("url", address.map(|address| facts.url(address)))
        .list("sameAs", term.same_as.iter().map(String::as_str))
}

/// How the article came about. Who paid is a text, which no property for funders can hold.
fn backstory(view: &ArticleView) -> Option<String> {
    let funding = view.funding.as_ref().map(|funding| format!("Funding: {funding}"));
    let parts: Vec<String> =
        view.disclosures.clone().into_iter().chain(funding).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn correction(
    facts: &Facts<'_>,
    view: &ArticleView,
    correction: &CorrectionView,
) -> Json {
    Node::of("CorrectionComment")
        .with("@id", facts.id(&view.address, &correction.id))
        .with("text", correction.text.as_str())
        .with("datePublished", correction.date.stamp.as_str())
        .into()
}
