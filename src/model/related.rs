//! Related articles, by what front matters share.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::id::Id;
use crate::model::article::Article;

/// How many of the newest articles of a shared term are looked at.
const NEWEST: usize = 50;

/// How many related articles are shown.
const SHOWN: usize = 4;

/// What two articles can share: a term of a taxonomy, a series, or an author.
type Shared<'a> = (&'a str, &'a Id);

/// The related articles of each public article, which are given newest first: those that
/// share most with it, the newest first among equals; one list for each article. What an
/// article names under `related` is not looked at here.
pub fn compute(articles: &[Article], public: &[usize]) -> Vec<Arc<[usize]>> {
    let mut newest: HashMap<Shared<'_>, Vec<usize>> = HashMap::new();
    for (rank, &index) in public.iter().enumerate() {
        let Some(article) = articles.get(index) else { continue };
        for (shared, _) in shares(article) {
            let list = newest.entry(shared).or_default();
            if list.len() < NEWEST {
                list.push(rank);
            }
        }
    }
    let related = |rank: usize, article: &Article| {
        let mut found: Vec<(usize, u32)> = Vec::new();
        for (shared, weight) in shares(article) {
            let others = newest.get(&shared).into_iter().flatten();
            found.extend(others.filter(|o| **o != rank).map(|other| (*other, weight)));
        }
        found.sort_unstable();
        let scores = found.chunk_by(|(a, _), (b, _)| a == b);
        let score = |same: &[(usize, u32)]| {
            let sum: u32 = same.iter().map(|(_, weight)| weight).sum();
            Some((Reverse(sum), same.first()?.0))
        };
        let mut ranked: Vec<(Reverse<u32>, usize)> = scores.filter_map(score).collect();
        if ranked.len() > SHOWN {
            ranked.select_nth_unstable(SHOWN);
            ranked.truncate(SHOWN);
        }
        ranked.sort_unstable();
        ranked.iter().filter_map(|(_, r)| public.get(*r).copied()).collect()
    };
    let found: Vec<(usize, Arc<[usize]>)> = public
        .par_iter()
        .enumerate()
        .filter_map(|(rank, &index)| Some((index, related(rank, articles.get(index)?))))
        .collect();
    let none: Arc<[usize]> = Arc::default();
    let mut all = vec![none; articles.len()];
    for (index, related) in found {
        if let Some(list) = all.get_mut(index) {
            *list = related;
        }
    }
    all
}

/// What an article may share with others, with its weight.
fn shares(article: &Article) -> impl Iterator<Item = (Shared<'_>, u32)> {
    let terms = article.terms.iter().flat_map(|(taxonomy, ids)| {
        ids.iter().map(move |id| ((taxonomy.as_str(), id), 3))
    });
    let series = article.series.iter().map(|id| (("series", id), 4));
    let authors =
        article.authors.iter().filter_map(|author| Some((("authors", author.id()?), 1)));
    terms.chain(series).chain(authors)
}
