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
        // Each in one number, the rank above the weight: to sort them is most of the work.
        let mut found: Vec<u64> = Vec::new();
        for (shared, weight) in shares(article) {
            let others = newest.get(&shared).into_iter().flatten();
            let others = others.filter(|other| **other != rank);
            found.extend(others.map(|other| (*other as u64) << 8 | u64::from(weight)));
        }
        found.sort_unstable();
        let mut ranked: Vec<(Reverse<u64>, usize)> = Vec::with_capacity(SHOWN + 1);
        for same in found.chunk_by(|a, b| a >> 8 == b >> 8) {
            let Some(first) = same.first() else { continue };
            let score = Reverse(same.iter().map(|found| found & 0xff).sum());
            let better = |(best, _): &(Reverse<u64>, usize)| score < *best;
            let place = ranked.iter().position(better).unwrap_or(ranked.len());
            if place < SHOWN {
                ranked.insert(place, (score, (first >> 8) as usize));
                ranked.truncate(SHOWN);
            }
        }
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
fn shares(article: &Article) -> impl Iterator<Item = (Shared<'_>, u8)> {
    let terms = article.terms.iter().flat_map(|(taxonomy, ids)| {
        ids.iter().map(move |id| ((taxonomy.as_str(), id), 3))
    });
    let series = article.series.iter().map(|id| (("series", id), 4));
    let authors =
        article.authors.iter().filter_map(|author| Some((("authors", author.id()?), 1)));
    terms.chain(series).chain(authors)
}
