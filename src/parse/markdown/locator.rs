//! Places in works: `pp. 3-4`, `para. 4`, `§ 12`.

use crate::parse::body::Locator;
use crate::parse::words::TERMS;

/// Splits what follows a key into its locator and the words after it.
pub fn locate(text: &str) -> (Option<Locator>, String) {
    let text = text.trim();
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    let (term, rest) = term(text).unwrap_or(("page", text));
    let bare = rest.len() == text.len();
    let end = value(rest, bare);
    if end == 0 {
        return (None, text.to_owned());
    }
    let (value, suffix) = rest.split_at(end);
    let suffix = suffix.trim_start();
    let suffix = suffix.strip_prefix(',').unwrap_or(suffix).trim_start();
    (Some(Locator { term, value: value.to_owned() }), suffix.to_owned())
}

/// The term at the start, and what follows it and its full stop.
fn term(text: &str) -> Option<(&'static str, &str)> {
    let sign = |c: char| matches!(c, '¶' | '§');
    let signs = text.len() - text.trim_start_matches(sign).len();
    let end = match signs {
        0 => text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()),
        _ => signs,
    };
    let (word, rest) = text.split_at_checked(end)?;
    let word = word.to_lowercase();
    let (_, term) = TERMS.iter().find(|(typed, _)| *typed == word)?;
    Some((*term, rest.strip_prefix('.').unwrap_or(rest).trim_start()))
}

/// How many bytes at the start are a value: `3`, `3-4`, `3, 7 and 9`, `xii`. Without a term
/// it must begin with a digit.
fn value(text: &str, bare: bool) -> usize {
    let first = word(text);
    let begins = text.starts_with(|c: char| c.is_numeric());
    let number = text.get(..first).is_some_and(|w| w.contains(char::is_numeric));
    if first == 0
        || (bare && !begins)
        || !(number || text.get(..first).is_some_and(roman))
    {
        return 0;
    }
    let mut end = first;
    while let Some(rest) = text.get(end..) {
        let more = rest.trim_start_matches([' ', ',', '&']);
        let more = more.strip_prefix("and ").unwrap_or(more).trim_start();
        if more.len() == rest.len() || !more.starts_with(|c: char| c.is_numeric()) {
            break;
        }
        end = text.len() - more.len() + word(more);
    }
    end
}

/// The length of the word at the start; a comma or white space ends it.
fn word(text: &str) -> usize {
    text.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(text.len())
}

/// Whether a word is one or two Roman numerals.
fn roman(word: &str) -> bool {
    let numeral = |c: char| "ivxlcdmIVXLCDM-–".contains(c);
    !word.is_empty() && word.chars().all(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_told_from_words() {
        let cases = [
            (", para. 4", Some(("paragraph", "4")), ""),
            (" p. 3", Some(("page", "3")), ""),
            (", pp. 3-4, 7 and 9", Some(("page", "3-4, 7 and 9")), ""),
            (", 12", Some(("page", "12")), ""),
            (", 12, in passing", Some(("page", "12")), "in passing"),
            (", § 4.2", Some(("section", "4.2")), ""),
            (", ¶¶ 4–5", Some(("paragraph", "4–5")), ""),
            (", Chap. IV", Some(("chapter", "IV")), ""),
            (
                ", art. 5(2) among others",
                Some(("article-locator", "5(2)")),
                "among others",
            ),
            (", n. 3", Some(("note", "3")), ""),
            (", no evidence", None, "no evidence"),
            (", fig.", None, "fig."),
            (" and passim", None, "and passim"),
            ("", None, ""),
        ];
        for (text, locator, suffix) in cases {
            let expected =
                locator.map(|(term, value)| Locator { term, value: value.to_owned() });
            assert_eq!(locate(text), (expected, suffix.to_owned()), "{text}");
        }
    }
}
