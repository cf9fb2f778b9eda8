//! The types of `sources`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::base::date::WorkDate;

/// An entry of `sources`, every form made one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct SourceFront {
    /// The key as written: `key`, a label, an outlet's name or an address. What the entry is
    /// cited by is its fold.
    pub key: String,
    /// The label of a quick form: `Dawn`, or `Anadolu Ajansı` in `Anadolu Ajansı: https://...`.
    pub label: Option<String>,
    pub outlet: Option<String>,
    pub authors: Vec<PersonName>,
    pub title: Option<String>,
    pub date: Option<WorkDate>,
    pub url: Option<String>,
    /// What few sources have; `None` where this one has none of it. A publication holds tens
    /// of thousands of sources, and all of these fields are most of one's size. They are read
    /// as if they stood here: `source.volume`.
    pub details: Option<Box<SourceDetails>>,
}

/// What few sources have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct SourceDetails {
    pub via: Option<String>,
    pub editors: Vec<PersonName>,
    pub translators: Vec<PersonName>,
    pub container: Option<String>,
    pub publisher: Option<String>,
    pub place: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    pub edition: Option<String>,
    pub number: Option<String>,
    pub accessed: Option<WorkDate>,
    pub archive: Option<String>,
    pub lang: Option<String>,
    pub kind: Option<String>,
    pub doi: Option<String>,
    pub isbn: Option<String>,
    pub quote: Option<String>,
    pub access: Option<String>,
    pub note: Option<String>,
}

impl SourceDetails {
    /// The details as a source holds them.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl std::ops::Deref for SourceFront {
    type Target = SourceDetails;

    fn deref(&self) -> &SourceDetails {
        static NONE: LazyLock<SourceDetails> = LazyLock::new(SourceDetails::default);
        self.details.as_deref().unwrap_or(&NONE)
    }
}

/// The name of a work's author.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PersonName {
    /// `Family, Given`, or a single name in `family`.
    Person {
        /// The family name.
        family: String,
        /// The given names; may be empty.
        given: String,
    },
    /// An organisation.
    Organisation(String),
}
