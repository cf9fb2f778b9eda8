//! Languages by the words of babel, which BibLaTeX uses, and by their tags.

use crate::base::form;

/// Words of babel, each with its tag. The first word of a tag is the one that is written.
const WORDS: [(&str, &str); 22] = [
    ("english", "en"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("arabic", "ar"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("turkish", "tr"),
    ("french", "fr"),
    ("ngerman", "de"),
    ("german", "de"),
    ("spanish", "es"),
    ("italian", "it"),
    ("russian", "ru"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("hebrew", "he"),
    ("urdu", "ur"),
    ("dutch", "nl"),
    ("portuguese", "pt"),
    ("polish", "pl"),
];

/// The tag of a language that is named by a word of babel, or by its tag.
pub(super) fn tag(text: &str) -> Option<String> {
    let word = text.to_lowercase();
    let named = WORDS.iter().find(|(name, _)| *name == word);
    let tag = named.map(|(_, tag)| (*tag).to_owned());
    tag.or_else(|| form::is_language(text).then(|| text.to_owned()))
}

/// The word of babel for a tag, else for the language of it.
pub fn babel(tag: &str) -> Option<&'static str> {
    let find =
        |tag: &str| WORDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(tag));
    let base = tag.split('-').next().unwrap_or(tag);
    find(tag).or_else(|| find(base)).map(|(word, _)| *word)
}
