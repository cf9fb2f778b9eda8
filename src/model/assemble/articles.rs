//! Articles, resolved one by one and then against each other.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::Registries;
use super::core::{bylines, core, credits, terms};
use crate::base::clock::Clock;
use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::load::config::Settings;
use crate::model::article::{Article, Core};
use crate::model::article_names::ArticleNames;
use crate::model::groups::Groups;
use crate::model::headline::{Headlines, is_shown};
use crate::model::public::State;
use crate::model::site::{Registered, Site};
use crate::parse::document::Document;

/// The articles of a publication, newest first; one date, by address.
pub(super) struct Resolved {
    /// The articles.
    pub articles: Vec<Article>,
    /// Their places in that order, in the order of their files, and the documents that they
    /// are made of.
    pub by_file: Vec<(usize, usize)>,
}

/// What articles are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// Names.
    pub registries: &'a Registries,
    /// Their digests.
    pub registered: Registered,
    /// The moment.
    pub now: &'a Clock,
    /// An earlier site for the same settings, of which every article is taken over that is
    /// made of the same document.
    pub earlier: Option<&'a Site>,
}

impl Against<'_> {
    /// Whether the names in an article of the earlier site still stand for the same.
    fn names_as_before(&self, core: &Core) -> bool {
        let (settings, registries) = (self.settings, self.registries);
        let Some(before) = self.earlier.map(|earlier| earlier.kept.registered) else {
            return false;
        };
        if before == self.registered {
            return true;
        }
        // Which outlet a source has is looked for in too many ways.
        if before.outlets != self.registered.outlets || settings.strict_authors {
            return false;
        }
        let (document, front) = (&core.document, core.front());
        if before.library != self.registered.library {
            let borrowing = registries.borrowing(front);
            // What is wrong with a key that nothing has is said with the keys that there are.
            let unknown = core.citations.contains(&None);
            if unknown
                || borrowing.found(&document.content, &front.sources) != core.borrowed
            {
                return false;
            }
        }
        let authors = bylines(document, front, settings, registries, &mut Vec::new());
        authors == core.authors
            && credits(front, registries) == core.credits
            && terms(front, registries) == core.terms
    }
}

/// Resolves every article, whose documents are given in the order of their files, and sorts
/// them.
pub(super) fn resolve(
    documents: &[Arc<Document>],
    against: Against<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Resolved {
    let known = known(documents, against.earlier);
    let none: Arc<[usize]> = Arc::default();
    let made: Vec<(Article, Option<Diagnostic>)> = documents
        .par_iter()
        .zip(known)
        .map(|(document, known)| article(document, known, against, &none))
        .collect();
    for (article, own) in &made {
        if article.gist.wrong {
            diagnostics.extend(article.diagnostics.iter().cloned());
        }
        diagnostics.extend(own.clone());
    }
    let key =
        |(rank, (article, _)): (usize, &(Article, _))| (article.gist.published, rank);
    let mut order: Vec<(Option<Timestamp>, usize)> =
        made.iter().enumerate().map(key).collect();
    order.par_sort_unstable_by(|(a, one), (b, other)| {
        let address = |rank: usize| &made[rank].0.address;
        let older = b.cmp(a).then_with(|| address(*one).cmp(address(*other)));
        older.then_with(|| one.cmp(other))
    });
    let mut by_file: Vec<_> = documents.iter().map(|d| (0, identity(d))).collect();
    for (index, (_, rank)) in order.iter().enumerate() {
        by_file[*rank].0 = index;
    }
    let mut made: Vec<Option<Article>> =
        made.into_iter().map(|(article, _)| Some(article)).collect();
    let take = |(_, rank): (Option<Timestamp>, usize)| made[rank].take();
    let articles = order.into_iter().filter_map(take).collect();
    Resolved { articles, by_file }
}

/// For each document the article that an earlier site made of it.
fn known<'a>(
    documents: &[Arc<Document>],
    earlier: Option<&'a Site>,
) -> Vec<Option<&'a Article>> {
    let articles = |site: &'a Site| {
        let by_file = site.kept.by_file.iter();
        by_file.filter_map(|(index, of)| Some((site.articles.get(*index)?, *of)))
    };
    let mut earlier = earlier.into_iter().flat_map(articles).peekable();
    let mut find = |document: &Arc<Document>| {
        let is = |(_, of): &(&Article, usize)| *of == identity(document);
        let older = |(known, _): &(&Article, usize)| *known.file() < document.file;
        let mut same = earlier.next_if(is);
        while same.is_none() && earlier.next_if(older).is_some() {
            same = earlier.next_if(is);
        }
        same.map(|(article, _)| article)
    };
    documents.iter().map(&mut find).collect()
}

/// What tells a document from all others that are there at the same time.
fn identity(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document).addr()
}

/// An article, and what is wrong with it at this moment.
fn article(
    document: &Arc<Document>,
    known: Option<&Article>,
    against: Against<'_>,
    none: &Arc<[usize]>,
) -> (Article, Option<Diagnostic>) {
    let (settings, now) = (against.settings, against.now);
    let known = known.filter(|known| against.names_as_before(&known.core));
    let (core, resolved) = match known {
        Some(known) => (known.core.clone(), known.resolved.clone()),
        None => (Arc::new(core(document, settings, against.registries)), Arc::default()),
    };
    let state = match core.gist.rare.gated {
        true => State::of(core.front(), now, &settings.zone),
        false => State::Public,
    };
    let diagnostic = check_date(&core, state, now);
    let headlines = core.routed.clone().unwrap_or_else(|| {
        let is_shown = |headline: &_| is_shown(headline, now, &settings.zone);
        let unassigned = settings.headlines.unassigned;
        Arc::new(Headlines::route(core.front(), unassigned, is_shown))
    });
    let article = Article {
        gist: core.gist,
        headlines,
        core,
        state,
        resolved,
        superseded_by: None,
        related: none.clone(),
        previous: None,
        next: None,
        languages: none.clone(),
        original: None,
    };
    (article, diagnostic)
}

/// A published article needs a date, and one that is not still to come.
fn check_date(core: &Core, state: State, now: &Clock) -> Option<Diagnostic> {
    if core.gist.published.is_some_and(|at| now.passed(at)) {
        return None;
    }
    let (front, file) = (core.front(), core.file());
    match (front.date, core.gist.published) {
        (None, _) if !front.dated && state != State::Draft => {
            let place = Place::key(file, Field::key("date"));
            let message = "this article has no `date`";
            let diagnostic = Diagnostic::error("missing-date", place, message);
            Some(diagnostic.hint("add a line such as `date: 2026-02-05`"))
        }
        (Some(date), Some(at)) if state == State::Public && !now.passed(at) => {
            let place = Place::value(file, Field::key("date"));
            let message = "this date is still to come, and the article is public already";
            let diagnostic = Diagnostic::warning("future-date", place, message);
            let hint =
                format!("to hold the article back, add `embargo: {}`", date.written());
            Some(diagnostic.hint(hint))
        }
        _ => None,
    }
}

/// What articles say of each other: neighbours by date, `related`, `superseded_by`.
pub(super) fn relate(
    articles: &mut [Article],
    (names, groups): (&ArticleNames, &Groups),
    listed: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (article, related) in articles.iter_mut().zip(&groups.related) {
        article.related = related.clone();
        if related.iter().any(|other| article.languages.contains(other)) {
            let others = related.iter().copied();
            let others = others.filter(|other| !article.languages.contains(other));
            article.related = others.collect();
        }
    }
    for pair in listed.windows(2) {
        if let [newer, older] = *pair {
            articles[newer].previous = Some(older);
            articles[older].next = Some(newer);
        }
    }
    for index in 0..articles.len() {
        if !articles[index].gist.rare.names_articles {
            continue;
        }
        let front = articles[index].front();
        let own = Asking { articles, names, index };
        let related = front.related.as_ref().map(|list| {
            let found = list.iter().enumerate().filter_map(|(number, written)| {
                own.find(written, Field::key("related").at(number), diagnostics)
            });
            found.collect::<Vec<_>>()
        });
        let superseded = front.superseded_by.as_ref();
        let superseded = superseded.and_then(|written| {
            own.find(written, Field::key("superseded_by"), diagnostics)
        });
        articles[index].superseded_by = superseded;
        if let Some(related) = related {
            articles[index].related = related.into();
        }
    }
}

/// An article that names others.
struct Asking<'a> {
    articles: &'a [Article],
    names: &'a ArticleNames,
    index: usize,
}

impl Asking<'_> {
    /// The public article that is named; a held-back one is left out with a warning.
    fn find(
        &self,
        written: &str,
        field: Field,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let place = Place::value(self.articles[self.index].file(), field);
        let found = self.names.find(self.articles, written, place.clone());
        let found = found.map_err(|error| diagnostics.push(*error)).ok()?;
        let article = self.articles.get(found)?;
        if found == self.index {
            let message = "an article cannot name itself here";
            let diagnostic = Diagnostic::error("names-itself", place, message);
            diagnostics.push(diagnostic.hint("name another article, or remove it"));
            return None;
        }
        if article.is_public() {
            return Some(found);
        }
        if self.articles[self.index].is_public() {
            let state = article.state.name();
            let message = format!("the article `{written}` is not public: {state}");
            let diagnostic = Diagnostic::warning("link-withheld", place, message);
            diagnostics.push(diagnostic.hint("publish it, or remove its name"));
        }
        None
    }
}
