//! The tags that reference managers and catalogues read: Highwire's on reports and papers,
//! Zotero's and PRISM's on other articles, Dublin Core on all.

use crate::base::date::{Moment, day_in_words};
use crate::render::metadata::article::all_terms;
use crate::render::metadata::facts::Facts;
use crate::render::metadata::tags::Tags;
use crate::view::article::ArticleView;
use crate::view::card::DateView;

/// The tags of an article.
pub fn scholar(facts: &Facts<'_>, view: &ArticleView, tags: &mut Tags) {
    match &*view.kind.schema {
        class @ ("Report" | "ScholarlyArticle") => highwire(facts, view, class, tags),
        _ => magazine(facts, view, tags),
    }
    dublin_core(facts, view, tags);
}

/// The day of a date: `2026-02-05`.
fn day(date: &DateView) -> &str {
    date.iso.get(..10).unwrap_or(&date.iso)
}

/// A report, or a paper: the tags that Google Scholar asks for. Each author comes before the
/// institution of that author.
fn highwire(facts: &Facts<'_>, view: &ArticleView, class: &str, tags: &mut Tags) {
    tags.name("citation_title", view.title.as_str());
    let named = |kind: &str| kind != "unnamed";
    for author in view.biographies.iter().filter(|author| named(author.kind)) {
        tags.name("citation_author", author.name.as_str());
        let institution = author.affiliation.clone().unwrap_or_default();
        tags.name("citation_author_institution", institution);
        let orcid = author.orcid.as_ref().map(|id| format!("https://orcid.org/{id}"));
        tags.name("citation_author_orcid", orcid.unwrap_or_default());
    }
    if !view.biographies.iter().any(|author| named(author.kind)) {
        tags.name("citation_author", facts.publisher_name());
    }
    tags.name("citation_publication_date", day(&view.date).replace('-', "/"));
    match class {
        "Report" => {
            tags.name("citation_technical_report_institution", facts.publisher_name());
        }
        _ => tags.name("citation_journal_title", facts.site.title.as_str()),
    }
    tags.name("citation_language", view.language.as_str());
    let terms: Vec<&str> = all_terms(view).map(|term| term.name.as_str()).collect();
    tags.name("citation_keywords", terms.join("; "));
    tags.name("citation_abstract_html_url", facts.here());
    tags.name("citation_fulltext_html_url", facts.here());
    tags.name("citation_public_url", facts.here());
}

/// A piece of a magazine, which is nothing for Scholar: the tags that Zotero reads.
fn magazine(facts: &Facts<'_>, view: &ArticleView, tags: &mut Tags) {
    tags.name("z:itemType", "magazineArticle");
    tags.name("prism.publicationName", facts.site.title.as_str());
    tags.name("prism.publicationDate", day(&view.date));
    tags.name("prism.genre", view.kind.label.as_str());
    tags.name("prism.url", facts.here());
}

/// Dublin Core. `DC.type` is left out: Zotero would show it as the type of the report.
fn dublin_core(facts: &Facts<'_>, view: &ArticleView, tags: &mut Tags) {
    tags.link("schema.DC", "http://purl.org/dc/elements/1.1/");
    tags.link("schema.DCTERMS", "http://purl.org/dc/terms/");
    tags.name("DC.title", view.title.as_str());
    let authors = creators(facts, view);
    for author in &authors {
        tags.name("DC.creator", *author);
    }
    tags.name("DC.publisher", facts.publisher_name());
    tags.name("DC.language", view.language.as_str());
    tags.name("DC.identifier", facts.here());
    let licence = view.licence.as_ref();
    let rights = licence.map(|licence| licence.url.as_ref().unwrap_or(&licence.text));
    tags.name("DC.rights", rights.cloned().unwrap_or_default());
    let modified = view.updated.as_ref().unwrap_or(&view.date);
    tags.name("DCTERMS.issued", view.date.iso.as_str());
    tags.name("DCTERMS.modified", modified.iso.as_str());
    tags.name("DCTERMS.bibliographicCitation", citation(facts, view, &authors));
    let series = view.series.as_ref().map(|series| series.name.as_str());
    tags.name("DCTERMS.isPartOf", series.unwrap_or(&facts.site.title));
}

/// Who wrote it; where nobody is named, the publisher.
fn creators<'a>(facts: &Facts<'a>, view: &'a ArticleView) -> Vec<&'a str> {
    let named = view.authors.iter().filter(|author| author.kind != "unnamed");
    let mut names: Vec<&str> = named.map(|author| author.name.as_str()).collect();
    if names.is_empty() {
        names.push(facts.publisher_name());
    }
    names
}

/// The article in one line, as others may cite it.
fn citation(facts: &Facts<'_>, view: &ArticleView, authors: &[&str]) -> String {
    let names = match authors {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    // The line is English, whatever the language of the page.
    let day = Moment::parse(&view.date.iso).ok().map(|date| day_in_words(date.day()));
    format!(
        "{names}, \u{201c}{},\u{201d} {}, {}, {}",
        view.title,
        facts.site.title,
        day.unwrap_or_default(),
        facts.here()
    )
}
