//! What may stand in the files that people write: every key of front matter, of the other
//! files of content and of `site.toml`, in words and as JSON Schema (draft 2020-12).
//!
//! The readers in `load` and `parse` decide what is accepted. What is said here is held against
//! them by tests, key by key and in both directions.

mod article;
mod common;
mod files;
mod json;
mod people;
mod settings;
pub mod shape;
mod source;
mod targets;

#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::load::config::Settings;
use crate::schema::shape::{Object, Shape};

/// What one schema describes.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// Its name, which is that of its file: `article`.
    pub name: &'static str,
    /// What it describes, in words: `The front matter of an article`.
    pub about: &'static str,
    /// Which files.
    pub files: &'static str,
    /// What stands in them.
    pub shape: Shape,
}

/// Every schema.
pub const ROOTS: [Root; 9] = [
    Root {
        name: "article",
        about: "The front matter of an article",
        files: "`content/articles/`",
        shape: Shape::Record(&article::ARTICLE),
    },
    Root {
        name: "author",
        about: "The profile of an author",
        files: "`content/authors/`",
        shape: Shape::Record(&people::PROFILE),
    },
    Root {
        name: "topic",
        about: "The introduction of a topic, or of a term of another taxonomy",
        files: "`content/topics/`, and the folder of every other taxonomy",
        shape: Shape::Record(&files::TERM),
    },
    Root {
        name: "page",
        about: "The front matter of a standing page",
        files: "`content/pages/`",
        shape: Shape::Record(&files::PAGE),
    },
    Root {
        name: "outlets",
        about: "Who publishes what is cited: a map from an id to an outlet, or to its name",
        files: "`content/outlets.yml`",
        shape: Shape::Table(&Shape::Either(&[
            Shape::Text,
            Shape::Record(&files::OUTLET),
        ])),
    },
    Root {
        name: "home",
        about: "The front page",
        files: "`content/home.yml`",
        shape: Shape::Record(&files::HOME),
    },
    Root {
        name: "links",
        about: "What became of the addresses that are cited; `chancery sources check` writes it",
        files: "`content/links.yml`",
        shape: Shape::Table(&Shape::Record(&files::ADDRESS)),
    },
    Root {
        name: "references",
        about: "Shared works to cite, in the form of Hayagriva: a map from a key to a work",
        files: "the `.yml` files of `content/references/`",
        shape: Shape::Table(&Shape::Record(&source::WORK)),
    },
    Root {
        name: "site",
        about: "The settings of a publication",
        files: "`site.toml`",
        shape: Shape::Record(&settings::SITE),
    },
];

/// What a publication adds to the words that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The ids of the kinds of article.
    pub kinds: Vec<String>,
    /// The keys of the taxonomies, each with its name.
    pub taxonomies: Vec<(String, String)>,
}

impl Vocabulary {
    /// That of some settings.
    pub fn of(settings: &Settings) -> Self {
        let taxonomies = settings.taxonomies.iter();
        Self {
            kinds: settings.kinds.keys().cloned().collect(),
            taxonomies: taxonomies
                .map(|(key, t)| (key.clone(), t.name.clone()))
                .collect(),
        }
    }
}

/// The schema of this name.
pub fn root(name: &str) -> Option<&'static Root> {
    ROOTS.iter().find(|root| root.name == name)
}

impl Root {
    /// The schema as JSON.
    pub fn schema(&self, words: &Vocabulary) -> Value {
        json::schema(self, words)
    }

    /// Every sort of map in it, the outermost first, each once.
    pub fn objects(&self) -> Vec<&'static Object> {
        let mut found = Vec::new();
        self.shape.collect(&mut found);
        found
    }
}
