//! Headlines that two articles say.

use std::collections::HashMap;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::base::scalar::shortened;
use crate::model::article::Article;
use crate::parse::front::{ArticleFront, Status};

/// The texts of an article's headlines, the title's first.
fn texts(front: &ArticleFront) -> impl Iterator<Item = &str> {
    let alternatives = front.alternative_headlines.iter().map(|h| &*h.text);
    std::iter::once(&*front.title).chain(alternatives)
}

/// What tells the headlines of an article from those of others: neither capitals nor marks
/// do. An article that no longer stands may share them with the one that took its place.
pub fn said(front: &ArticleFront) -> Vec<Option<Digest>> {
    if front.status != Status::Current {
        return Vec::new();
    }
    let mut folded = String::new();
    let digest = |text: &str| {
        folded.clear();
        Id::push_segment(text, &mut folded);
        (!folded.is_empty()).then(|| Digest::of_bytes(folded.as_bytes()))
    };
    texts(front).map(digest).collect()
}

/// The digest of all that [`repeats`] reads of an article.
pub fn digest(file: &FilePath, front: &ArticleFront) -> Digest {
    let texts: Vec<&str> = texts(front).collect();
    Digest::of(&(file, texts, front.status, front.date))
}

/// A warning of each headline that an earlier article has already; articles without a date
/// are the latest. `articles` are sorted, the newest first.
pub fn repeats(articles: &[Article]) -> Vec<Diagnostic> {
    let (undated, dated): (Vec<&Article>, Vec<&Article>) =
        articles.iter().rev().partition(|article| article.gist.published.is_none());
    let mut known: HashMap<Digest, (&Article, usize)> =
        HashMap::with_capacity(articles.len());
    let mut diagnostics = Vec::new();
    for article in dated.into_iter().chain(undated) {
        let mut own: Vec<Digest> = Vec::new();
        for (index, digest) in article.said.iter().enumerate() {
            // A headline that stands twice in one article is told of there.
            let Some(digest) = digest.filter(|digest| !own.contains(digest)) else {
                continue;
            };
            own.push(digest);
            match known.get(&digest) {
                Some((other, at)) => {
                    diagnostics.push(repeated((article, index), (other, *at)));
                }
                None => drop(known.insert(digest, (article, index))),
            }
        }
    }
    diagnostics
}

fn repeated(
    (article, index): (&Article, usize),
    (other, at): (&Article, usize),
) -> Diagnostic {
    let text = shortened(texts(article.front()).nth(index).unwrap_or_default());
    let message = format!("the headline `{text}` is also one of `{}`", other.file());
    let diagnostic =
        Diagnostic::warning("headline-shared", place(article, index), message);
    let diagnostic = diagnostic.related(place(other, at), "the other is here");
    diagnostic.hint("give one of the two articles another")
}

/// Where a headline stands.
fn place(article: &Article, index: usize) -> Place {
    let field = match index.checked_sub(1) {
        None => Field::key("title"),
        Some(at) => Field::key("alternative_headlines").at(at).then("text"),
    };
    Place::value(article.file(), field)
}
