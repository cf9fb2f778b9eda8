//! What the shape of a line says about it.

use crate::base::date::{DateProblem, Moment};
use crate::base::id::Id;

/// Words that no headline ends with, in lower case.
const FUNCTION: [&str; 46] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and",
    "or", "but", "nor", "as", "is", "are", "was", "were", "be", "into", "over", "under",
    "between", "among", "after", "before", "than", "that", "which", "its", "their",
    "his", "her", "our", "via", "per", "against", "about", "through", "without",
    "within", "amid", "not",
];

/// What platforms write around articles, folded. A line that is one of these, or begins with
/// one of [`LEADS`], is not the writer's.
const PLATFORM: [&str; 45] = [
    "comments",
    "comment",
    "share",
    "share-this",
    "share-this-article",
    "like",
    "likes",
    "follow",
    "following",
    "subscribe",
    "subscribe-now",
    "sign-in",
    "log-in",
    "sign-up",
    "menu",
    "search",
    "home",
    "print",
    "email",
    "listen",
    "save",
    "bookmark",
    "copy-link",
    "reply",
    "report",
    "advertisement",
    "sponsored",
    "continue-reading",
    "read-more",
    "see-more",
    "show-more",
    "load-more",
    "join-the-conversation",
    "post-a-comment",
    "leave-a-comment",
    "leave-a-reply",
    "reader-insights",
    "add-your-insights",
    "tip",
    "upvote",
    "views",
    "reads",
    "table-of-contents",
    "back-to-top",
    "skip-to-content",
];

/// How lines of platforms begin, folded.
const LEADS: [&str; 20] = [
    "there-are-no-comments",
    "be-the-first-to",
    "no-comments",
    "you-might-also-like",
    "you-may-also-like",
    "recommended-for-you",
    "more-from",
    "more-stories",
    "related-articles",
    "related-posts",
    "sign-up-for",
    "subscribe-to",
    "follow-us",
    "share-on",
    "get-the-app",
    "thanks-for-reading",
    "all-rights-reserved",
    "enjoyed-this",
    "advertisement",
    "read-next",
];

/// Words that are headings wherever they stand alone, folded.
const SECTIONS: [&str; 18] = [
    "background",
    "conclusion",
    "conclusions",
    "introduction",
    "overview",
    "summary",
    "outlook",
    "analysis",
    "methods",
    "methodology",
    "results",
    "discussion",
    "context",
    "history",
    "epilogue",
    "prologue",
    "afterword",
    "appendix",
];

/// Whether a line is a paragraph: long enough, and a sentence at its end.
pub(super) fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().count();
    ends_sentence(text) && words >= 12 || words >= 40 && text.contains(". ")
}

/// Whether a line ends as sentences do; marks of notes may follow.
pub(super) fn ends_sentence(text: &str) -> bool {
    let mut text = text.trim_end();
    while let Some((rest, mark)) = text.strip_suffix(']').and_then(|t| t.rsplit_once('['))
    {
        if !mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ')) {
            break;
        }
        text = rest.trim_end();
    }
    let text = text.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', '\u{bb}']);
    text.ends_with(['.', '!', '?', '\u{2026}', ':', ';'])
}

/// Whether a line is the platform's own.
pub(super) fn is_platform(text: &str) -> bool {
    let id = Id::fold(text).segment();
    let counted = id.split_once('-').is_some_and(|(n, word)| {
        n.trim_end_matches(['k', 'm']).parse::<u32>().is_ok() && PLATFORM.contains(&word)
            || n.parse::<u32>().is_ok() && word.starts_with("min-read")
    });
    PLATFORM.contains(&&*id)
        || LEADS.iter().any(|lead| id.starts_with(lead)) && !is_prose(text)
        || LEADS.iter().take(3).any(|lead| id.starts_with(lead))
        || counted
        || is_reading_time(&id)
}

/// `5-min-read`, `5-minutes-read`, `5-minute-read`.
fn is_reading_time(id: &str) -> bool {
    let mut parts = id.split('-');
    parts.next().is_some_and(|n| n.parse::<u16>().is_ok())
        && parts.next().is_some_and(|word| word.starts_with("min"))
        && parts.next().is_none_or(|word| matches!(word, "read" | "reading"))
}

/// A heading by itself.
pub(super) fn is_section_word(text: &str) -> bool {
    SECTIONS.contains(&&*Id::fold(text).segment())
}

/// A word without marks around it and without a possessive at its end.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("\u{2019}s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word holds a sentence together and says nothing itself.
pub(super) fn is_function(word: &str) -> bool {
    let word = bare(word).to_lowercase();
    FUNCTION.contains(&&*word)
}

/// Whether a line may be the name of a person or an outlet: at most `most` words, each with a
/// capital, no sentence.
pub(super) fn is_name(text: &str, most: usize) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &str| {
        matches!(word, "of" | "the" | "de" | "van" | "von" | "al" | "bin" | "and" | "&")
    };
    let plain = !text.contains([':', '?', '!', '"', '\u{201c}', '/', '#', '|'])
        && !text.ends_with(['.', ',', ';']);
    let capital = |word: &&str| small(word) || is_capital(bare(word));
    let first = words.first().is_some_and(|word| is_capital(bare(word)));
    (1..=most).contains(&words.len()) && plain && first && words.iter().all(capital)
}

/// The host of a line that is nothing but an address or a domain.
pub(super) fn host(text: &str) -> Option<&str> {
    let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = bare.unwrap_or(text);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last = host.rsplit('.').next()?;
    let domain = host.contains('.')
        && host.split('.').all(label)
        && last.chars().count() >= 2
        && last
            .chars()
            .all(|c| c.is_alphabetic() && (c.is_lowercase() || bare.is_some()));
    (domain && !text.contains(char::is_whitespace)).then_some(host)
}

/// The day or the moment that a text is, in the form that front matter has.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    if !(6..=40).contains(&text.len()) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match Moment::parse(text) {
        Ok(_) => Some(text.to_owned()),
        Err(DateProblem { meant }) => meant,
    }
}

/// What follows one of some words at the start of a text, which `:` or a space ends.
pub(super) fn after<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        let apart = rest.is_empty() || rest.starts_with([':', ' ', '\u{a0}']);
        (start.eq_ignore_ascii_case(word) && apart)
            .then(|| rest.trim_start_matches([':', ' ', '\u{a0}']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_platforms() {
        for text in [
            "Comments",
            "There are no comments for this story",
            "3 comments",
            "5 min read",
            "Be the first to respond and start the conversation.",
            "12 likes",
            "1.2K views",
        ] {
            assert_eq!(is_platform(text), text != "1.2K views", "{text}");
        }
        for text in ["Home rule", "The quay", "Report on ships"] {
            assert!(!is_platform(text), "{text}");
        }
    }

    #[test]
    fn hosts_and_dates() {
        assert_eq!(host("fm.gov.om"), Some("fm.gov.om"));
        assert_eq!(host("https://www.gazette.example/a"), Some("gazette.example"));
        assert_eq!(host("U.S"), None);
        assert_eq!(host("Dawn"), None);
        assert_eq!(date("3 January 2026").as_deref(), Some("2026-01-03"));
        assert_eq!(date("Jan 3, 2026").as_deref(), Some("2026-01-03"));
        assert_eq!(date("12 ships"), None);
    }
}
