//! Catalogues: what stands for the theme's English texts in a language.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words of a publication's own, by language, then by English text.
pub type OwnWords = BTreeMap<String, BTreeMap<String, Saying>>;

/// What stands for a text: words, or words for each form that numbers take.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub enum Saying {
    /// The words.
    Text(String),
    /// The words by category of CLDR, `other` always among them.
    Forms(BTreeMap<String, String>),
}

impl Saying {
    /// The words where no number decides.
    pub fn plain(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Forms(forms) => forms.get("other").map_or("", String::as_str),
        }
    }

    /// Every wording.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Forms(forms) => forms.values().map(String::as_str).collect(),
        }
    }
}

/// The built-in catalogue of a language; empty where there is none.
pub fn built_in(primary: &str) -> BTreeMap<String, Saying> {
    let text = match primary {
        "ar" => include_str!("ar.toml"),
        "de" => include_str!("de.toml"),
        "fa" => include_str!("fa.toml"),
        "fr" => include_str!("fr.toml"),
        "tr" => include_str!("tr.toml"),
        "ur" => include_str!("ur.toml"),
        _ => return BTreeMap::new(),
    };
    toml::from_str(text).unwrap_or_default()
}
