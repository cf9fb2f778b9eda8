//! Quotations: four words or more in quotation marks.

use std::ops::Range;

/// How many words make a quotation; fewer are a term or a word that the writer holds at
/// arm's length.
const WORDS: usize = 4;

/// The quotations of a text, marks included. A closing mark that is missing closes nothing.
pub fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, open)) = next_opening(text, from) {
        let inner = start + open.len_utf8();
        let rest = text.get(inner..).unwrap_or_default();
        let close = rest
            .char_indices()
            .find(|(at, c)| closes(open, *c) && !is_apostrophe(rest, *at, *c));
        let Some((length, close)) = close else {
            from = inner;
            continue;
        };
        if is_long(rest.get(..length).unwrap_or_default()) {
            found.push(start..inner + length + close.len_utf8());
        }
        from = inner + length + close.len_utf8();
    }
    found
}

/// Whether a text has as many words as a quotation.
pub fn is_long(text: &str) -> bool {
    let words = text.split_whitespace();
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count() >= WORDS
}

/// The next mark that opens a quotation.
fn next_opening(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.get(from..)?;
    let found = rest.char_indices().find(|(at, c)| {
        let before = text.get(..from + at).and_then(|before| before.chars().next_back());
        match c {
            '“' | '„' | '«' | '「' => true,
            // German closes with what English opens with, and an apostrophe opens nothing.
            '‘' | '‚' | '"' => before.is_none_or(|c| !c.is_alphanumeric()),
            _ => false,
        }
    });
    found.map(|(at, c)| (from + at, c))
}

/// Whether a mark closes what another one opened.
fn closes(open: char, mark: char) -> bool {
    match open {
        '“' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        '「' => mark == '」',
        '‘' => mark == '’',
        '‚' => matches!(mark, '‘' | '’'),
        _ => mark == '"',
    }
}

/// Whether a mark stands inside a word, as in `doesn’t`.
fn is_apostrophe(text: &str, at: usize, mark: char) -> bool {
    let after = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
    mark == '’' && after.is_some_and(char::is_alphanumeric)
}
