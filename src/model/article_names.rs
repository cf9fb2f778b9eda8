//! Articles by what others write for them.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::suggest::nearest;
use crate::model::article::Article;

/// The articles of a publication by slug, by path and by the name of their file.
#[derive(Debug, Default)]
pub struct ArticleNames {
    slugs: BTreeMap<String, Vec<usize>>,
    paths: BTreeMap<String, usize>,
    stems: BTreeMap<String, Vec<usize>>,
}

impl ArticleNames {
    /// The names of all articles, which keep their places from now on.
    pub fn of(articles: &[Article]) -> Self {
        let mut names = Self::default();
        for (index, article) in articles.iter().enumerate() {
            let path = path(article);
            let stem = path.rsplit('/').next().unwrap_or(path).to_owned();
            names.slugs.entry(article.slug.clone()).or_default().push(index);
            names.stems.entry(stem).or_default().push(index);
            names.paths.insert(path.to_owned(), index);
        }
        names
    }

    /// Finds an article by its path, its slug or its file's name.
    ///
    /// # Errors
    ///
    /// The diagnostic when there is none, or more than one.
    pub fn find(
        &self,
        articles: &[Article],
        written: &str,
        place: Place,
    ) -> Result<usize, Box<Diagnostic>> {
        let name = bare(written);
        let plain = name.rsplit('/').next().unwrap_or(name);
        if name.contains('/')
            && let Some(index) = self.paths.get(name)
        {
            return Ok(*index);
        }
        let found = self.slugs.get(plain).or_else(|| self.stems.get(plain));
        match found.map_or(&[][..], Vec::as_slice) {
            [] => Err(Box::new(unknown(articles, written, place))),
            [index] => Ok(*index),
            several => match self.paths.get(name) {
                // One that stands in no folder can be named in no other way.
                Some(index) => Ok(*index),
                None => Err(Box::new(ambiguous(articles, several, written, place))),
            },
        }
    }
}

/// What is written, without the folder of articles, `index` and the ending.
fn bare(written: &str) -> &str {
    let name = written.trim_start_matches("./").trim_matches('/');
    let name = name.strip_prefix("content/").unwrap_or(name);
    let name = name.strip_prefix("articles/").unwrap_or(name);
    let name = name.strip_suffix(".md").unwrap_or(name);
    name.strip_suffix("/index").unwrap_or(name)
}

/// The path of an article below the folder of articles: `2026/muscat`.
fn path(article: &Article) -> &str {
    bare(article.file().as_str())
}

fn unknown(articles: &[Article], written: &str, place: Place) -> Diagnostic {
    let near = nearest(written, articles.iter().map(|article| &*article.slug));
    let message = format!("there is no article `{written}`");
    Diagnostic::error("unknown-article", place, message)
        .hint("write the name of an article's file, without folder and ending")
        .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
}

fn ambiguous(
    articles: &[Article],
    several: &[usize],
    written: &str,
    place: Place,
) -> Diagnostic {
    let found = several.iter().filter_map(|index| articles.get(*index));
    let mut paths: Vec<String> =
        found.map(|article| format!("`{}`", path(article))).collect();
    paths.sort();
    let message = format!("`{written}` names several articles: {}", paths.join(", "));
    let first = paths.into_iter().next().unwrap_or_default();
    Diagnostic::error("ambiguous-article", place, message)
        .hint(format!("write the folder too, as in {first}"))
}
