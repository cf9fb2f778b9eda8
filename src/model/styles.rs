//! The styles of citation that a publication brings.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::load::config::Settings;
use crate::load::snapshot::SETTINGS;
use crate::load::styles;
use crate::model::article::Article;
use crate::model::library::short;
use crate::parse::document::{Document, Front};
use crate::parse::style::OwnStyle;

/// The styles of citation that a publication brings, each by the name of its file.
#[derive(Debug, Default)]
pub struct OwnStyles {
    documents: Vec<Arc<Document>>,
}

impl OwnStyles {
    /// Takes the files of styles, in their order.
    pub fn new(documents: Vec<Arc<Document>>) -> Self {
        Self { documents }
    }

    /// The digest of all of them.
    pub fn digest(&self) -> Digest {
        let file = |document: &Arc<Document>| (document.file.clone(), document.digest);
        Digest::of(&self.documents.iter().map(file).collect::<Vec<_>>())
    }

    /// The style of a file, by its name below `content/references/`.
    pub fn find(&self, name: &str) -> Option<&OwnStyle> {
        let mut all = self.documents.iter();
        all.find_map(|document| match &document.front {
            Front::Style(style) if short(&style.file) == name => Some(&**style),
            _ => None,
        })
    }

    /// Reports files that the settings or an article name and that are not there. One that is
    /// there and could not be read has been reported.
    pub fn check(
        &self,
        settings: &Settings,
        articles: &[Article],
        broken: &BTreeSet<FilePath>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let field = || Field::key("citation_style");
        let whole = Some(settings.citation_style.as_str());
        let own = articles.iter().map(|article| {
            (article.front().citation_style.as_deref(), article.file().clone())
        });
        let all = std::iter::once((whole, FilePath::new(SETTINGS))).chain(own);
        for (name, file) in all {
            let Some(name) = name.filter(|name| styles::is_file(name)) else { continue };
            let path = format!("content/references/{name}");
            if self.find(name).is_some() || broken.contains(path.as_str()) {
                continue;
            }
            let message = format!("there is no style `{path}`");
            let files = self.documents.iter().map(|document| short(&document.file));
            let hint = match nearest(name, files) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("put the style at `{path}`"),
            };
            let place = Place::value(&file, field());
            diagnostics
                .push(Diagnostic::error("unknown-style", place, message).hint(hint));
        }
    }
}
