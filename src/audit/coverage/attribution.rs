//! Reports of what somebody else says: "according to", "said", and their like in other
//! languages.

use crate::audit::coverage::{folded, words};

/// The words by which a language says that somebody else says so. Those of several words
/// stand one after the other.
const RULES: [(&str, &[&str]); 8] = [
    ("en", &["according to", "said", "says", "reported", "told"]),
    ("fr", &["selon", "d'après", "a déclaré", "ont déclaré", "a affirmé", "a indiqué"]),
    ("de", &["laut", "zufolge", "nach angaben", "sagte", "sagten", "berichtete"]),
    (
        "ar",
        &["وفقا", "بحسب", "قال", "قالت", "أفاد", "أفادت", "ذكر", "ذكرت", "صرح", "صرحت"],
    ),
    ("fa", &["به گفته", "به گفته‌ی", "گفت"]),
    ("ur", &["کے مطابق"]),
    ("es", &["según", "dijo"]),
    ("tr", &["göre"]),
];

/// What only looks like a report, in English and German.
const NOT: [&str; 8] = [
    "that said",
    "having said",
    "it must be said",
    "easier said",
    "said to",
    "zu laut",
    "sehr laut",
    "so laut",
];

/// Whether a sentence reports what somebody else says, by the rules of its language.
pub fn is_made(sentence: &str, language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let Some((_, phrases)) = RULES.iter().find(|(known, _)| *known == primary) else {
        return false;
    };
    let words: Vec<String> = words(sentence).into_iter().map(folded).collect();
    // Arabic joins "and" and "to" to the word: `ووفقا`, `وبحسب`.
    let bare = |word: &str| match (&*primary, word.strip_prefix(['و', 'ف'])) {
        ("ar", Some(rest)) if phrases.contains(&rest) => rest.to_owned(),
        _ => word.to_owned(),
    };
    let words: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let mut text = format!(" {} ", words.join(" "));
    for not in NOT {
        text = text.replace(&format!(" {not} "), " ");
    }
    phrases.iter().any(|phrase| text.contains(&format!(" {phrase} ")))
}
