//! What the reading of content takes from the settings.

use crate::load::config::Settings;

/// What the reading of content takes from the settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The keys of the taxonomies, `topics` among them.
    pub taxonomies: Vec<String>,
    /// The ids of the kinds of article.
    pub kinds: Vec<String>,
}

impl Rules {
    /// The rules that some settings make.
    pub fn of(settings: &Settings) -> Self {
        Self {
            taxonomies: settings.taxonomies.keys().cloned().collect(),
            kinds: settings.kinds.keys().cloned().collect(),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}
