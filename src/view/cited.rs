//! Builds references, citations and passages of an article for its page and for source
//! indexes.

use std::sync::Arc;

use crate::base::form::direction;
use crate::base::words::Words;
use crate::cite::formatted::Formatted;
use crate::cite::notes::Notes;
use crate::cite::number::Numbering;
use crate::cite::style::Form;
use crate::cite::{locator, name, work};
use crate::model::article::Article;
use crate::model::dead::Dead;
use crate::model::reference::Reference;
use crate::parse::body::Cluster;
use crate::parse::front::{PersonName, SourceFront};
use crate::view::build::Shared;
use crate::view::passage::PassageView;
use crate::view::reference::{
    BackLink, CitationView, ClusterView, DeadLink, NoteMark, ReferenceView, ShortView,
};
use crate::view::shown::Shown;
use crate::view::styled;

/// How one article cites: its style, the numbers of its references and its notes.
pub struct Citing<'a> {
    shared: &'a Shared,
    article: &'a Article,
    numbering: Numbering,
    /// Each reference as its page shows it.
    entries: Vec<Shown<ReferenceView>>,
    /// The notes at its end.
    pub notes: Notes,
    /// Whether its citations are notes.
    as_notes: bool,
    /// What a style of CSL makes of them.
    csl: Option<Arc<Formatted>>,
    /// The form of the marks.
    pub form: Form,
    /// The words of its language.
    pub words: &'a Words,
}

impl<'a> Citing<'a> {
    /// Numbers what an article cites, whose index this is.
    pub fn new(
        shared: &'a Shared,
        index: usize,
        article: &'a Article,
        style: &str,
    ) -> Self {
        let (content, citations) = (article.content(), &article.citations);
        let style = styled::style(shared, style);
        let form = style.form();
        let as_notes = form == Form::Notes;
        let notes = match as_notes {
            true => Notes::of_all(content, citations),
            false => Notes::of_author(content, citations),
        };
        let numbering = Numbering::new(article.references.len(), citations);
        let entries = Vec::with_capacity(article.references.len());
        let language = article.front().lang.as_deref();
        let words = shared.words(language.unwrap_or(&shared.site.settings.language));
        let csl = styled::formatted(shared, article, &*style, &notes);
        let mut citing = Self {
            shared,
            article,
            numbering,
            entries,
            notes,
            as_notes,
            csl,
            form,
            words,
        };
        let all = 0..article.references.len();
        let entries = all.map(|reference| Shown::new(citing.entry(index, reference)));
        citing.entries = entries.collect();
        citing
    }

    /// The references of the article: those it cites in order of first citation, and those it
    /// only lists.
    pub fn references(&self) -> (Vec<Shown<ReferenceView>>, Vec<Shown<ReferenceView>>) {
        let (numbers, entries) = (&self.numbering.numbers, &self.entries);
        let uncited = (0..entries.len()).filter(|reference| numbers[*reference] == 0);
        let cited = self.order().into_iter();
        let view = |reference: usize| entries[reference].clone();
        (cited.map(view).collect(), uncited.map(view).collect())
    }

    /// The references that are cited, in the order of a style of CSL, those that it does not
    /// set after them; else in order of first citation.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::with_capacity(self.numbering.order.len());
        let entries = self.csl.iter().flat_map(|csl| &csl.entries);
        order.extend(entries.map(|(reference, _)| *reference));
        for reference in &self.numbering.order {
            if !order.contains(reference) {
                order.push(*reference);
            }
        }
        order
    }

    /// A reference with its number, its page and where it is cited.
    fn entry(&self, index: usize, reference: usize) -> ReferenceView {
        let mut view =
            reference_view(self.shared, &self.article.references[reference], self.words);
        let work = self.shared.site.evidence.of_reference(index, reference);
        view.number = self.numbering.numbers[reference];
        view.address = work.and_then(|work| work.address.clone());
        view.cited = self.back_links(reference, &view.id);
        let mut entries = self.csl.iter().flat_map(|csl| &csl.entries);
        let entry = entries.find(|(known, _)| *known == reference);
        view.formatted = entry.map(|(_, html)| styled::led(html, &view));
        view
    }

    /// Where a reference is cited, whose id is `id`.
    fn back_links(&self, reference: usize, id: &str) -> Vec<BackLink> {
        let content = self.article.content();
        let clusters = content.clusters.iter().enumerate();
        let citations = clusters.flat_map(|(cluster, found)| {
            found.citations.clone().map(move |citation| (cluster, citation as usize))
        });
        let mut links: Vec<BackLink> = citations
            .filter(|(_, citation)| {
                self.article.citations.get(*citation) == Some(&Some(reference))
            })
            .filter_map(|(cluster, index)| {
                let number = self.numbering.places[index];
                let citation = content.citations.get(index)?;
                let block = content.blocks.get(citation.block as usize);
                let note = self.notes.clusters.get(cluster).copied();
                Some(BackLink {
                    id: mark_id(id, number),
                    number,
                    locator: citation
                        .locator
                        .as_ref()
                        .map(|l| locator::words(l, self.words)),
                    note: note.filter(|note| self.as_notes && *note > 0),
                    block: block.map_or_else(String::new, |block| block.id.clone()),
                })
            })
            .collect();
        links.sort_by_key(|link| link.note);
        links
    }

    /// What each bracket of citations shows; with `entries`, the first citation of each work
    /// holds its entry.
    pub fn clusters(&self, entries: bool) -> Vec<ClusterView> {
        let clusters = self.article.content().clusters.iter().enumerate();
        clusters.map(|(at, cluster)| self.cluster(at, cluster, entries)).collect()
    }

    fn cluster(&self, at: usize, cluster: &Cluster, entries: bool) -> ClusterView {
        let citations = cluster.citations.clone();
        let citations: Vec<CitationView> = citations
            .filter_map(|index| self.citation(index as usize, entries))
            .collect();
        let inside = self.notes.inside.get(at) == Some(&true);
        let number = self.notes.clusters.get(at).copied().unwrap_or(0);
        let first = citations.first().filter(|_| self.as_notes && !inside && number > 0);
        let name = |id: &str| id.strip_prefix("cite-").unwrap_or(id).to_owned();
        let note = first
            .map(|first| NoteMark { id: format!("note-{}", name(&first.id)), number });
        let pieces = self.csl.as_deref().map_or_else(Vec::new, |csl| {
            let labels = citations.iter().map(|citation| &*citation.label).collect();
            styled::pieces(csl, at, &self.cluster_targets(cluster), labels, self.form)
        });
        ClusterView { citations, note, inline: self.as_notes && inside, pieces }
    }

    /// Whether a style of CSL sets each citation of a bracket.
    fn cluster_targets(&self, cluster: &Cluster) -> Vec<bool> {
        let cited = cluster.citations.clone().filter_map(|index| {
            let target = (*self.article.citations.get(index as usize)?)?;
            Some(styled::is_set(&self.article.references[target]))
        });
        cited.collect()
    }

    fn citation(&self, index: usize, entries: bool) -> Option<CitationView> {
        let citation = self.article.content().citations.get(index)?;
        let target = (*self.article.citations.get(index)?)?;
        let reference = &self.article.references[target];
        let first = self.notes.first.get(index) == Some(&true);
        let suppress_author = citation.suppress_author;
        let entry = &self.entries[target];
        let short = || short(entry, reference, suppress_author, self.words);
        Some(CitationView {
            id: mark_id(&entry.id, self.numbering.places[index]),
            reference: entry.id.clone(),
            number: entry.number,
            label: label(entry, reference, suppress_author).to_owned(),
            prefix: citation.prefix.clone(),
            locator: citation.locator.as_ref().map(|l| locator::words(l, self.words)),
            suffix: citation.suffix.clone(),
            suppress_author,
            entry: (first && entries).then(|| entry.clone()),
            short: self.as_notes.then(short),
        })
    }
}

/// The id of the mark of a reference's nth citation: that of `ref-dawn` is `cite-dawn-2`.
fn mark_id(id: &str, number: usize) -> String {
    format!("cite-{}-{number}", id.strip_prefix("ref-").unwrap_or(id))
}

/// A reference as a page shows it, without number, page and back links.
pub fn reference_view(
    shared: &Shared,
    reference: &Reference,
    words: &Words,
) -> ReferenceView {
    let source = &reference.source;
    let names = |names: &[PersonName]| names.iter().map(name::display).collect();
    let date = source.date.as_ref();
    let plain = date.filter(|date| date.end.is_none() && !date.start.circa);
    let [dead, lost] = shared.site.dead.of_reference(reference);
    let archive = source.archive.clone().filter(|_| lost.is_none());
    let copy = archive.clone().filter(|_| dead.is_some());
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
        details: work::details(source, words),
        date: date.map(|date| words.work_date(date)),
        iso_date: plain.map(ToString::to_string),
        accessed: source.accessed.as_ref().map(|date| words.work_date(date)),
        url: source.url.clone(),
        archive,
        link: copy.or_else(|| source.url.clone()),
        dead: dead.map(|dead| dead_link(dead, words)),
        direction: source.lang.as_deref().map_or("ltr", direction),
        language: source.lang.clone(),
        kind: source.kind.clone(),
        doi: source.doi.clone(),
        isbn: source.isbn.clone(),
        quote: source.quote.clone(),
        access: source.access.clone(),
        note: source.note.clone(),
        formatted: None,
        address: None,
        cited: Vec::new(),
    }
}

/// What a page says of an address at which nothing is left.
fn dead_link(dead: &Dead, words: &Words) -> DeadLink {
    DeadLink {
        seen: dead.fine.map(|day| words.day(day)),
        iso_seen: dead.fine.map(|day| day.to_string()),
        missing: dead.missing.map(|day| words.day(day)),
        iso_missing: dead.missing.map(|day| day.to_string()),
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

/// A short name for a reference: its outlet; else its first author, unless the text has
/// named them; else its title; else its key.
fn label<'a>(
    entry: &'a ReferenceView,
    reference: &'a Reference,
    suppress_author: bool,
) -> &'a str {
    let source = &reference.source;
    if let Some(outlet) = &entry.outlet {
        return &outlet.name;
    }
    let author = source.authors.first().filter(|_| !suppress_author).map(name::short);
    author.or(source.title.as_deref()).unwrap_or(&source.key)
}

/// What stands for a reference once it has been named in full: authors or outlet, and the
/// title; nothing but the title when the text has named them.
fn short(
    entry: &ReferenceView,
    reference: &Reference,
    suppress_author: bool,
    words: &Words,
) -> ShortView {
    let source = &reference.source;
    let title = source.title.as_deref().map(name::short_title);
    let outlet = || Some(entry.outlet.as_ref()?.name.clone());
    let named = suppress_author && title.is_some();
    let name =
        (!named).then(|| name::family_names(&source.authors, words).or_else(outlet));
    let name = name.flatten();
    let nameless = name.is_none() && title.is_none();
    let label = || label(entry, reference, false).to_owned();
    ShortView {
        name: if nameless { Some(label()) } else { name },
        title,
        direction: source.lang.as_deref().map_or("ltr", direction),
        language: source.lang.clone(),
    }
}

/// The passage of one citation of an article.
pub fn passage(shared: &Shared, index: usize, citation: usize) -> Option<PassageView> {
    let article = shared.site.articles.get(index)?;
    let content = article.content();
    let citation = content.citations.get(citation)?;
    let (passage, words) = (&citation.passage, shared.own_words());
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
        locator: citation.locator.as_ref().map(|l| locator::words(l, words)),
        article: shared.card(index)?,
    })
}
