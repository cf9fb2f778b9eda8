//! Series of articles.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::article::Article;
use crate::model::names;

/// A series of articles.
#[derive(Debug)]
pub struct Series {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its page; none when the build has no pages of series.
    pub address: Option<Address>,
    /// Its public parts: by number, then by date, oldest first.
    pub articles: Vec<usize>,
}

/// The series of the public articles, which are given newest first.
pub fn collect(
    articles: &[Article],
    public: &[usize],
    pages: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, Series> {
    let mut members: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for &index in public.iter().rev() {
        let series = articles.get(index).and_then(|article| article.series.clone());
        if let Some(id) = series {
            members.entry(id).or_default().push(index);
        }
    }
    let part = |index: &usize| {
        let front = articles.get(*index)?.front();
        front.series.as_ref()?.part
    };
    let written = |index: &usize| {
        let front = articles.get(*index)?.front();
        front.series.as_ref().map(|series| &*series.id)
    };
    let series = |(id, mut parts): (Id, Vec<usize>)| {
        parts.sort_by_key(|index| part(index).unwrap_or(u32::MAX));
        for pair in parts.windows(2) {
            let [one, two] = pair else { continue };
            if part(one).is_some() && part(one) == part(two) {
                let files = (articles.get(*one), articles.get(*two));
                let (Some(one), Some(two)) = files else { continue };
                diagnostics.push(part_twice(&id, one, two));
            }
        }
        let name = names::choose(id.as_str(), parts.iter().filter_map(written));
        let address = pages.then(|| address::entity("series", &id.segment()));
        (id.clone(), Series { id, name, address, articles: parts })
    };
    members.into_iter().map(series).collect()
}

fn part_twice(id: &Id, one: &Article, two: &Article) -> Diagnostic {
    let place = |article: &Article| {
        Place::value(article.file(), Field::key("series").then("part"))
    };
    let message = format!("two articles are the same part of the series `{id}`");
    Diagnostic::warning("part-twice", place(two), message)
        .related(place(one), "the other is here")
        .hint("give each its own number")
}
