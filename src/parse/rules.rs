//! What the reading of content takes from the settings.

use crate::load::config::{Lengths, Settings};

/// What the reading of content takes from the settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The keys of the taxonomies, `topics` among them.
    pub taxonomies: Vec<String>,
    /// The ids of the kinds of article.
    pub kinds: Vec<String>,
    /// The publication's language, where a document names no other.
    pub language: String,
    /// Raw HTML in Markdown is passed through.
    pub raw_html: bool,
    /// How deep blocks of Markdown may stand inside each other.
    pub nesting: usize,
    /// How long headlines may be.
    pub lengths: Lengths,
    /// The time zone's name, for times without an offset.
    pub timezone: String,
}

impl Rules {
    /// The rules that some settings make.
    pub fn of(settings: &Settings) -> Self {
        Self {
            taxonomies: settings.taxonomies.keys().cloned().collect(),
            kinds: settings.kinds.keys().cloned().collect(),
            language: settings.language.clone(),
            raw_html: settings.raw_html,
            nesting: settings.limits.nesting,
            lengths: settings.headlines.limits,
            timezone: settings.timezone.clone(),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}
