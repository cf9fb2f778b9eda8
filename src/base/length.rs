//! How long a text is to a reader's eye.

use unicode_normalization::char::is_combining_mark;

/// The number of characters of a text as a reader counts them: a letter and its marks are one,
/// and what only joins or parts letters is none.
pub fn length(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().filter(|c| counts(*c)).count(),
    }
}

/// A text in two: its first so many characters, and the rest.
pub fn cut(text: &str, characters: usize) -> (&str, &str) {
    let counted = text.char_indices().filter(|(_, c)| counts(*c));
    let end = counted.map(|(at, _)| at).nth(characters);
    text.split_at(end.unwrap_or(text.len()))
}

/// Whether a character stands for itself.
fn counts(c: char) -> bool {
    const JOINERS: [char; 7] = [
        '\u{ad}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{fe0f}',
    ];
    !(is_combining_mark(c) || JOINERS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_its_marks_are_one() {
        let cases = [
            ("", 0),
            ("Oman’s role", 11),
            ("\u{e9}t\u{e9}", 3),
            ("e\u{301}te\u{301}", 3),
            ("هُدُوء", 4),
            ("می\u{200c}رود", 5),
            ("☀\u{fe0f}", 1),
        ];
        for (text, expected) in cases {
            assert_eq!(length(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cut_parts_no_letter_from_its_marks() {
        assert_eq!(cut("e\u{301}te\u{301}", 1), ("e\u{301}", "te\u{301}"));
        assert_eq!(cut("Oman", 4), ("Oman", ""));
        assert_eq!(cut("Oman", 0), ("", "Oman"));
    }
}
