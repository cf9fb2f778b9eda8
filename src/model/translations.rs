//! Which articles are one in several languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::path::FilePath;
use crate::model::article::{Article, front_of};
use crate::model::article_names::ArticleNames;
use crate::parse::document::Document;
use crate::parse::front_matter::translation::of_file;

/// Whether a document is a translation, by its name or by its front matter.
pub fn is_translation(document: &Document) -> bool {
    of_file(&document.file).is_some() || front_of(document).translation_of.is_some()
}

/// Joins translations to what they translate, and reports what is wrong with them.
pub fn join(
    articles: &mut [Article],
    names: &ArticleNames,
    language: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let all = articles.iter().enumerate();
    let translations: Vec<usize> =
        all.filter(|(_, a)| a.gist.rare.translates).map(|(index, _)| index).collect();
    if translations.is_empty() {
        return;
    }
    let files: BTreeMap<FilePath, usize> = articles
        .iter()
        .enumerate()
        .map(|(index, article)| (article.file().clone(), index))
        .collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in translations {
        let join = Joining { articles, names, files: &files, language, index };
        match join.original() {
            Ok(original) => groups.entry(original).or_default().push(index),
            Err(found) => diagnostics.push(*found),
        }
    }
    for (original, translations) in groups {
        let members = members(articles, original, translations, language, diagnostics);
        let public = |index: &usize| articles[*index].is_public();
        let shown: Vec<usize> = members.iter().copied().filter(public).collect();
        for index in members {
            let mut languages = shown.clone();
            if !shown.contains(&index) {
                languages.push(index);
            }
            if languages.len() > 1 {
                articles[index].languages = Arc::from(languages);
            }
            let translated = index != original && shown.contains(&original);
            articles[index].original = translated.then_some(original);
        }
    }
}

/// The members of a group, the original first, the others by language, each language once.
fn members(
    articles: &[Article],
    original: usize,
    mut translations: Vec<usize>,
    language: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let tongue = |index: usize| {
        let own = articles[index].front().lang.as_deref();
        own.unwrap_or(language).to_lowercase()
    };
    translations.sort_by_key(|index| (tongue(*index), articles[*index].file().clone()));
    let mut members = vec![original];
    for index in translations {
        let file = articles[index].file();
        // One that says no language has been reported for that.
        if articles[index].front().lang.is_none() {
            continue;
        }
        let twice = members.iter().find(|other| tongue(**other) == tongue(index));
        if let Some(other) = twice {
            let other = articles[*other].file();
            let message = format!("`{other}` is this article in `{}`", tongue(index));
            let diagnostic =
                Diagnostic::error("translated-twice", Place::file(file), message);
            diagnostics.push(diagnostic.hint("remove one of the two"));
            continue;
        }
        let (held, shown) = (&articles[original], &articles[index]);
        if shown.is_public() && !held.is_public() {
            let state = held.state.name();
            let message = format!(
                "this translation is public, and `{}` is not: {state}",
                held.file()
            );
            let diagnostic =
                Diagnostic::warning("draft-original", Place::file(file), message);
            diagnostics
                .push(diagnostic.hint("publish the original, or hold this back too"));
        }
        members.push(index);
    }
    members
}

/// A translation that looks for its original.
struct Joining<'a> {
    articles: &'a [Article],
    names: &'a ArticleNames,
    files: &'a BTreeMap<FilePath, usize>,
    language: &'a str,
    index: usize,
}

impl Joining<'_> {
    fn original(&self) -> Result<usize, Box<Diagnostic>> {
        let article = &self.articles[self.index];
        let (file, front) = (article.file(), article.front());
        let (found, place) = match &front.translation_of {
            Some(written) => {
                let place = Place::value(file, Field::key("translation_of"));
                (self.names.find(self.articles, written, place.clone())?, place)
            }
            None => (self.beside(file)?, Place::file(file)),
        };
        let original = &self.articles[found];
        if found == self.index {
            let message = "an article cannot translate itself";
            let diagnostic = Diagnostic::error("names-itself", place, message);
            return Err(Box::new(diagnostic.hint("name the article that is translated")));
        }
        if original.gist.rare.translates {
            let message = format!("`{}` is a translation itself", original.file());
            let diagnostic = Diagnostic::error("translated-translation", place, message);
            let hint = "name the original by `translation_of`";
            return Err(Box::new(diagnostic.hint(hint)));
        }
        Ok(found)
    }

    /// The article whose file has the same name without the language.
    fn beside(&self, file: &FilePath) -> Result<usize, Box<Diagnostic>> {
        let name = of_file(file).map_or(file.stem(), |(name, _)| name);
        let path = match file.folder() {
            "" => format!("{name}.md"),
            folder => format!("{folder}/{name}.md"),
        };
        self.files.get(&FilePath::new(&path)).copied().ok_or_else(|| {
            let language = self.articles[self.index].front().lang.as_deref();
            let language = language.unwrap_or(self.language);
            let message = format!("there is no `{path}` that this could translate");
            let diagnostic =
                Diagnostic::error("translation-of-nothing", Place::file(file), message);
            let hint = format!(
                "name the original by `translation_of`, or write `lang: {language}` and take \
                 the language out of the file's name"
            );
            Box::new(diagnostic.hint(hint))
        })
    }
}

/// The public articles that the publication's own lists hold: of an article that there is in
/// several languages only one, that in the publication's, else the original.
pub fn listed(articles: &[Article], public: &[usize], language: &str) -> Vec<usize> {
    let own = |index: &usize| {
        let own = articles[*index].front().lang.as_deref();
        own.is_none_or(|own| own == language)
    };
    let stands = |index: &usize| {
        let languages = &articles[*index].languages;
        let first = languages.iter().find(|i| own(i)).or_else(|| languages.first());
        first.is_none_or(|first| first == index)
    };
    public.iter().copied().filter(stands).collect()
}
