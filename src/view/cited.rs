//! Builds references, citations and passages of an article for its page and for source
//! indexes.

use crate::base::date::work_date_in_words;
use crate::base::form::direction;
use crate::cite::number::Numbering;
use crate::cite::{locator, name, work};
use crate::model::article::Article;
use crate::model::reference::Reference;
use crate::parse::body::{Citation, Cluster};
use crate::parse::front::{PersonName, SourceFront};
use crate::view::build::Shared;
use crate::view::passage::PassageView;
use crate::view::reference::{BackLink, CitationView, ClusterView, ReferenceView};

/// The references of one article: those it cites in order of first citation, and those it
/// only lists.
pub fn references(
    shared: &Shared<'_>,
    index: usize,
    article: &Article,
    numbering: &Numbering,
) -> (Vec<ReferenceView>, Vec<ReferenceView>) {
    let view = |reference: usize| {
        let number = numbering.numbers[reference];
        let work = shared.site.evidence.of_reference.get(&(index, reference));
        let work = work.and_then(|work| shared.site.evidence.works.get(*work));
        let mut view = reference_view(shared, &article.references[reference]);
        view.number = number;
        view.address = work.and_then(|work| work.address.clone());
        view.cited = back_links(article, numbering, reference);
        view
    };
    let cited = numbering.order.iter().map(|reference| view(*reference)).collect();
    let uncited = (0..article.references.len()).filter(|r| numbering.numbers[*r] == 0);
    (cited, uncited.map(view).collect())
}

fn back_links(
    article: &Article,
    numbering: &Numbering,
    reference: usize,
) -> Vec<BackLink> {
    let content = article.content();
    let citations = article.citations.iter().enumerate();
    citations
        .filter(|(_, target)| **target == Some(reference))
        .map(|(citation, _)| {
            let number = numbering.places[citation];
            let block = content.citations.get(citation).map(|c| c.block as usize);
            let block = block.and_then(|block| content.blocks.get(block));
            BackLink {
                id: mark_id(&article.references[reference], number),
                number,
                block: block.map_or_else(String::new, |block| block.id.clone()),
            }
        })
        .collect()
}

/// The id of the mark of a reference's nth citation: `cite-dawn-2`.
fn mark_id(reference: &Reference, number: usize) -> String {
    format!("cite-{}-{number}", reference.key.segment())
}

/// A reference as a page shows it, without number, page and back links.
pub fn reference_view(shared: &Shared<'_>, reference: &Reference) -> ReferenceView {
    let source = &reference.source;
    let names = |names: &[PersonName]| names.iter().map(name::display).collect();
    let date = source.date.as_ref();
    let plain = date.filter(|date| date.end.is_none() && !date.start.circa);
    ReferenceView {
        id: format!("ref-{}", reference.key.segment()),
        number: 0,
        identified: reference.identified,
        outlet: reference.outlet.as_ref().map(|id| shared.outlet_link(id)),
        via: reference.via.as_ref().map(|id| shared.outlet_link(id)),
        authors: names(&source.authors),
        editors: names(&source.editors),
        translators: names(&source.translators),
        organisations: organisations(source),
        title: source.title.clone(),
        container: source.container.clone(),
        details: work::details(source),
        date: date.map(work_date_in_words),
        iso_date: plain.map(ToString::to_string),
        accessed: source.accessed.as_ref().map(work_date_in_words),
        url: source.url.clone(),
        archive: source.archive.clone(),
        direction: source.lang.as_deref().map_or("ltr", direction),
        language: source.lang.clone(),
        kind: source.kind.clone(),
        doi: source.doi.clone(),
        isbn: source.isbn.clone(),
        quote: source.quote.clone(),
        access: source.access.clone(),
        note: source.note.clone(),
        address: None,
        cited: Vec::new(),
    }
}

/// The organisations among the people of a work.
fn organisations(source: &SourceFront) -> Vec<String> {
    let people = source.authors.iter().chain(&source.editors).chain(&source.translators);
    let organisation = |name: &PersonName| match name {
        PersonName::Organisation(name) => Some(name.clone()),
        PersonName::Person { .. } => None,
    };
    people.filter_map(organisation).collect()
}

/// What each bracket of citations of an article shows.
pub fn clusters(
    shared: &Shared<'_>,
    article: &Article,
    numbering: &Numbering,
) -> Vec<ClusterView> {
    let content = article.content();
    let citation = |index: u32| {
        let index = index as usize;
        let citation = content.citations.get(index)?;
        let target = (*article.citations.get(index)?)?;
        Some(citation_view(shared, article, citation, target, numbering, index))
    };
    let cluster = |cluster: &Cluster| ClusterView {
        citations: cluster.citations.clone().filter_map(citation).collect(),
    };
    content.clusters.iter().map(cluster).collect()
}

fn citation_view(
    shared: &Shared<'_>,
    article: &Article,
    citation: &Citation,
    target: usize,
    numbering: &Numbering,
    index: usize,
) -> CitationView {
    let reference = &article.references[target];
    CitationView {
        id: mark_id(reference, numbering.places[index]),
        reference: format!("ref-{}", reference.key.segment()),
        number: numbering.numbers[target],
        label: label(shared, reference, citation.suppress_author),
        prefix: citation.prefix.clone(),
        locator: citation.locator.as_ref().map(locator::words),
        suffix: citation.suffix.clone(),
    }
}

/// A short name for a reference: its outlet; else its first author, unless the text has
/// named them; else its title; else its key.
fn label(shared: &Shared<'_>, reference: &Reference, suppress_author: bool) -> String {
    let source = &reference.source;
    if let Some(outlet) = &reference.outlet {
        return shared.outlet_link(outlet).name;
    }
    let author = source.authors.first().filter(|_| !suppress_author).map(name::short);
    author.or(source.title.as_deref()).unwrap_or(&source.key).to_owned()
}

/// The passage of one citation of an article.
pub fn passage(
    shared: &Shared<'_>,
    index: usize,
    citation: usize,
) -> Option<PassageView> {
    let article = shared.site.articles.get(index)?;
    let content = article.content();
    let citation = content.citations.get(citation)?;
    let passage = &citation.passage;
    let paragraph = &*passage.paragraph;
    let range = passage.sentence.clone();
    let before = paragraph.get(..range.start).unwrap_or("").trim();
    let after = paragraph.get(range.end..).unwrap_or("").trim();
    Some(PassageView {
        before: before.to_owned(),
        sentence: passage.sentence().trim().to_owned(),
        after: after.to_owned(),
        has_more: !(before.is_empty() && after.is_empty()),
        block: content.blocks.get(citation.block as usize).map(|b| b.id.clone())?,
        locator: citation.locator.as_ref().map(locator::words),
        article: shared.card(index)?,
    })
}
