//! What an article's document says, with its names resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Registries;
use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::suggest::nearest;
use crate::load::config::Settings;
use crate::model::address;
use crate::model::article::{Contributor, Core, Gist, Parts, Rare, front_of};
use crate::model::author::byline_place;
use crate::model::headline::Headlines;
use crate::model::reference;
use crate::model::repeats;
use crate::model::translations::is_translation;
use crate::parse::body::Content;
use crate::parse::document::Document;
use crate::parse::front::{ArticleFront, CorrectionFront, HeadlineFront};
use crate::parse::front_matter::translation;

/// The address of an article; that of a translation is below its language.
fn address_of(
    front: &ArticleFront,
    settings: &Settings,
    slug: &str,
    translates: bool,
) -> Address {
    let address = address::of_article(settings, front, slug);
    let foreign = front.lang.as_ref().filter(|lang| **lang != settings.language);
    match foreign.filter(|_| translates) {
        Some(language) => address::in_language(language, &address),
        None => address,
    }
}

/// What a document says, whatever others do.
pub(super) fn core(
    document: &Arc<Document>,
    settings: &Settings,
    registries: &Registries,
) -> Core {
    let mut found = Vec::new();
    let diagnostics = &mut found;
    let front = front_of(document);
    let file = &document.file;
    let slug = slug(document, front, diagnostics);
    let (content, lost) = (&document.content, front.sources_lost);
    let sources = (&*front.sources, lost);
    let mut references =
        reference::resolve(file, sources, &registries.outlets, diagnostics);
    let borrowing = registries.borrowing(front);
    borrowing.add(file, content, &mut references, diagnostics);
    let known = (&*references, borrowing);
    let citations = reference::cite(file, content, known, lost, diagnostics);
    check_settings(document, front, settings, diagnostics);
    let translates = is_translation(document);
    let address = address_of(front, settings, &slug, translates);
    let authors = bylines(document, front, settings, registries, diagnostics);
    let credits = credits(front, registries);
    let terms = terms(front, registries);
    let groups = (&front.authors, &front.credits, &front.terms, &front.series, file);
    let parts = Parts {
        name: Digest::of(&(file, &slug, &address)),
        groups: Digest::of(&(groups, (&authors, &credits, &terms))),
        evidence: Digest::of(&(file, &references, &citations)),
        headlines: repeats::digest(file, front),
    };
    let correction_blocks = correction_blocks(document, front, diagnostics);
    let gist = Gist {
        published: front.date.map(|date| date.timestamp(&settings.zone)),
        // What has no date is listed under the first year of all.
        year: front.date.map_or(1970, |date| date.day().year()),
        wrong: !diagnostics.is_empty(),
        rare: Rare {
            borrows: references.iter().any(|reference| reference.shared.is_some()),
            translates,
            ..Rare::of(front)
        },
        parts,
    };
    Core {
        address,
        slug,
        kind: front.kind.clone().unwrap_or_else(|| "analysis".to_owned()),
        authors,
        credits,
        terms,
        series: front.series.as_ref().map(|series| Id::fold(&series.id)),
        routed: routed(front, settings),
        said: repeats::said(front),
        borrowed: borrowing.found(content, &front.sources),
        references,
        citations,
        correction_blocks,
        document: document.clone(),
        gist,
        diagnostics: found,
    }
}

/// The headlines by channel, unless they depend on the moment.
fn routed(front: &ArticleFront, settings: &Settings) -> Option<Arc<Headlines>> {
    let timed = front.alternative_headlines.iter().any(HeadlineFront::is_timed);
    let unassigned = settings.headlines.unassigned;
    let route = || Headlines::route(front, unassigned, |headline| !headline.draft);
    (!timed).then(|| Arc::new(route()))
}

/// The slug: what the front matter says, else the file's name, or its folder's for
/// `index.md`.
fn slug(
    document: &Document,
    front: &ArticleFront,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let file = &document.file;
    let named = translation::of_file(file).map_or(file.stem(), |(name, _)| name);
    let name = match named {
        "index" => file.folder().rsplit('/').next().unwrap_or("index"),
        stem => stem,
    };
    let slug = front.slug.clone().unwrap_or_else(|| Id::fold(name).segment());
    if !slug.is_empty() {
        return slug;
    }
    let message = "the name of this file holds no letter and no digit";
    let diagnostic = Diagnostic::error("bad-slug", Place::file(file), message);
    diagnostics.push(diagnostic.hint("rename the file, or give the article a `slug`"));
    "article".to_owned()
}

/// Names of the front matter that stand in the settings.
fn check_settings(
    document: &Document,
    front: &ArticleFront,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = |key: &'static str| Place::value(&document.file, Field::key(key));
    if let Some(views) =
        front.views.as_ref().filter(|v| !settings.statements.contains_key(*v))
    {
        let near = nearest(views, settings.statements.keys().map(String::as_str));
        let message = format!("site.toml has no statement `{views}`");
        diagnostics.push(
            Diagnostic::error("unknown-statement", place("views"), message)
                .hint(format!("add `{views} = \"...\"` under `[statements]`"))
                .maybe_hint(near.map(|near| format!("did you mean `{near}`?"))),
        );
    }
}

/// Who an article is by.
pub(super) fn bylines(
    document: &Document,
    front: &ArticleFront,
    settings: &Settings,
    registries: &Registries,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Contributor> {
    let single = front.authors_key == "author" && front.authors.len() == 1;
    let resolve = |(index, byline)| {
        let place = || byline_place(&document.file, front.authors_key, index, single);
        registries.authors.resolve(byline, settings.strict_authors, place, diagnostics)
    };
    front.authors.iter().enumerate().map(resolve).collect()
}

/// Who had a part in it.
pub(super) fn credits(
    front: &ArticleFront,
    registries: &Registries,
) -> Vec<(&'static str, Vec<Contributor>)> {
    let person = |name: &String| Contributor::Author(registries.authors.id_of(name));
    let credits = front.credits.iter();
    credits
        .map(|credit| (credit.role, credit.people.iter().map(person).collect()))
        .collect()
}

/// The terms of an article, without repeats.
pub(super) fn terms(
    front: &ArticleFront,
    registries: &Registries,
) -> BTreeMap<String, Vec<Id>> {
    let mut terms = BTreeMap::new();
    for (taxonomy, written) in &front.terms {
        let Some(registry) = registries.terms.get(taxonomy) else { continue };
        let mut ids: Vec<Id> = Vec::with_capacity(written.len());
        for id in written.iter().map(|term| registry.id_of(term)) {
            if !id.is_empty() && !ids.contains(&id) {
                ids.push(id);
            }
        }
        if !ids.is_empty() {
            terms.insert(taxonomy.clone(), ids);
        }
    }
    terms
}

/// Finds the block of each correction that names one: by its id, or by its first words.
fn correction_blocks(
    document: &Document,
    front: &ArticleFront,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let content = &document.content;
    let find = |(index, correction): (usize, &CorrectionFront)| {
        let at = correction.at.as_deref()?;
        let found = find_block(content, at);
        if found.is_none() {
            let field = Field::key("corrections").at(index).then("at");
            let place = Place::value(&document.file, field);
            diagnostics.push(no_block(content, at, place));
        }
        found
    };
    front.corrections.iter().enumerate().map(find).collect()
}

fn find_block(content: &Content, at: &str) -> Option<usize> {
    let id = at.trim_start_matches('#');
    let words = Id::fold(at);
    let by_id = content.blocks.iter().position(|block| block.id == id);
    by_id.or_else(|| {
        content.blocks.iter().position(|block| {
            !words.is_empty()
                && Id::fold(&block.text).as_str().starts_with(words.as_str())
        })
    })
}

fn no_block(content: &Content, at: &str, place: Place) -> Diagnostic {
    let begin = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().take(5).collect();
        words.join(" ")
    };
    let begins: Vec<String> = content
        .blocks
        .iter()
        .map(|block| begin(&block.text))
        .filter(|t| !t.is_empty())
        .collect();
    let near = nearest(at, begins.iter().map(String::as_str))
        .or_else(|| nearest(at, content.blocks.iter().map(|block| &*block.id)));
    let message = format!("no paragraph of this article begins with `{at}`");
    Diagnostic::error("unknown-block", place, message)
        .hint("write the first words of the paragraph as they stand in the text")
        .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
}
