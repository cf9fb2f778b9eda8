//! The sentence that a citation stands after, and the paragraph around it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use sentencex::segment;

use crate::parse::body::Passage;
use crate::parse::markdown::html::has_byte;

/// The sentences of one paragraph.
#[derive(Debug)]
pub struct Sentences {
    paragraph: Arc<str>,
    spans: Vec<Range<usize>>,
}

impl Sentences {
    /// Finds the sentences of a paragraph in a language (`en`, `en-GB`).
    pub fn of(paragraph: Arc<str>, language: &str) -> Self {
        let language = language.split(['-', '_']).next().unwrap_or("en");
        let lower = language.bytes().all(|byte| byte.is_ascii_lowercase());
        let language = match lower {
            true => Cow::Borrowed(language),
            false => Cow::Owned(language.to_lowercase()),
        };
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut end = 0;
        // What is left out between two sentences is the end of a line, and a passage holds none.
        for text in segment(&language, &paragraph) {
            let begin = end;
            end += text.len();
            let start = begin + (text.len() - text.trim_start().len());
            let span = start..start + text.trim().len();
            if span.is_empty() {
                continue;
            }
            match spans.last_mut() {
                Some(last) if !is_sentence(text) => last.end = span.end,
                Some(last) if goes_on(paragraph.get(last.clone()), text) => {
                    last.end = span.end;
                }
                _ => spans.push(span),
            }
        }
        Self { paragraph, spans }
    }

    /// The sentences, as bytes of the paragraph.
    pub fn spans(&self) -> &[Range<usize>] {
        &self.spans
    }

    /// Ends a sentence after so many bytes of the paragraph, when what stands before them
    /// ends one: a citation there rests on nothing that comes after it. A small letter after
    /// an abbreviation goes on with the sentence, as in `U.S.[@a] officials`.
    pub fn end_at(&mut self, at: usize) {
        let Some((before, after)) = self.paragraph.split_at_checked(at) else { return };
        let Some(found) = self.spans.iter().rposition(|span| span.start < at) else {
            return;
        };
        let start = at + (after.len() - after.trim_start().len());
        let inside = goes_on(Some(before.trim_end()), after);
        match self.spans.get_mut(found) {
            Some(span) if span.end > start && is_ended(before) && !inside => {
                let rest = start..std::mem::replace(&mut span.end, at);
                self.spans.insert(found + 1, rest);
            }
            _ => {}
        }
    }

    /// The passage of a citation after so many bytes of the paragraph.
    pub fn before(&self, at: usize) -> Passage {
        let span = self.spans.iter().rfind(|span| span.start < at);
        let sentence = span.or(self.spans.first()).cloned();
        Passage {
            paragraph: self.paragraph.clone(),
            sentence: sentence.unwrap_or(0..self.paragraph.len()),
        }
    }
}

/// A passage that is open: its text so far and where it cites.
#[derive(Debug, Default)]
pub struct Scope {
    /// Its text so far.
    pub text: String,
    /// Its citations: their number, how many bytes of the text stand before them, and
    /// whether they rest on all of it.
    pub citations: Vec<(usize, usize, bool)>,
    /// The block whose text it is.
    pub block: Option<u32>,
    /// The last thing in it is a citation.
    pub cited: bool,
    /// It is a row of a table: its citations rest on all of it, since a cell says little
    /// without its neighbours.
    pub row: bool,
}

impl Scope {
    /// Adds text. A space before a citation that is followed by a full stop goes with the
    /// citation.
    pub fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.cited) {
            let mark = text.starts_with(['.', ',', ';', ':', '!', '?', ')', '”', '’']);
            if mark && self.text.ends_with(' ') {
                self.text.pop();
            }
        }
        push_folded(&mut self.text, text);
    }
}

/// Whether a part is more than closing quotes and other marks.
fn is_sentence(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a text ends in the mark of a sentence's end, inside quotes or brackets or not.
fn is_ended(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»›)]}」』）】".contains(c);
    text.trim_end_matches(closing).ends_with(|c| ".!?…。！？．؟۔।".contains(c))
}

/// Whether a text goes on after an abbreviation at the end of what stands before it.
fn goes_on(before: Option<&str>, text: &str) -> bool {
    /// What stands before numbers.
    const COUNTED: [&str; 30] = [
        "approx", "art", "arts", "c", "ca", "cf", "ch", "col", "est", "fig", "figs",
        "fn", "incl", "max", "min", "n", "no", "nos", "op", "p", "para", "paras", "pp",
        "pt", "r", "sec", "v", "vol", "vols", "vs",
    ];
    const LONGEST: usize = 6;
    let word = before.and_then(|before| before.strip_suffix('.'));
    let word = word.and_then(|word| word.rsplit([' ', '(', '[', '“', '‘']).next());
    let Some(word) = word.filter(|word| !word.is_empty()) else { return false };
    match text.trim_start().chars().next() {
        Some(c) if c.is_lowercase() => {
            word.chars().count() <= LONGEST && word.chars().any(char::is_alphabetic)
        }
        Some(c) if c.is_numeric() => COUNTED.contains(&&*word.to_lowercase()),
        _ => false,
    }
}

/// The passage that is a whole paragraph.
pub fn whole(paragraph: Arc<str>) -> Passage {
    let sentence = 0..paragraph.len();
    Passage { paragraph, sentence }
}

/// Appends text with its white space folded: none at the start, one space for any.
pub fn push_folded(out: &mut String, text: &str) {
    if is_folded(text) {
        let before = out.is_empty() || out.ends_with(' ');
        return out.push_str(if before { text.trim_start_matches(' ') } else { text });
    }
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        let (word, after) = rest.split_at(at);
        out.push_str(word);
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        rest = after.trim_start();
    }
    out.push_str(rest);
}

/// Whether a text surely holds no white space but single spaces, as most does: no byte that
/// begins another space, and no two spaces beside each other.
fn is_folded(text: &str) -> bool {
    let other = |byte| matches!(byte, 0x09..=0x0D | 0xC2 | 0xE1..=0xE3);
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    !has_byte(text, other)
        && !pairs.fold(false, |found, (one, two)| found | (*one == b' ' && *two == b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, language: &str) -> String {
        let (before, after) = text.split_once('|').unwrap();
        let paragraph: Arc<str> = format!("{before}{after}").into();
        let mut sentences = Sentences::of(paragraph, language);
        sentences.end_at(before.len());
        sentences.before(before.len()).sentence().to_owned()
    }

    #[test]
    fn a_marker_belongs_to_the_sentence_before_it() {
        let cases = [
            ("One. Two.| Three.", "en", "Two."),
            ("One.| Two.", "en", "One."),
            ("|One. Two.", "en", "One."),
            (
                "Talks with the U.S. will be held in Muscat.| Next.",
                "en",
                "Talks with the U.S. will be held in Muscat.",
            ),
            (
                "U.S. officials said so| twice. Next.",
                "en-GB",
                "U.S. officials said so twice.",
            ),
            (
                "First. He said: “It is over.”| Then he left.",
                "en",
                "He said: “It is over.”",
            ),
            ("Une phrase. « Deux. »| Trois.", "fr", "« Deux. »"),
            (
                "Next. Gen. Smith met Dr. Jones at 5 p.m. in London.| So.",
                "en",
                "Gen. Smith met Dr. Jones at 5 p.m. in London.",
            ),
            (
                "Next. It fell 3.5 per cent, i.e. by half (see No. 5).| So.",
                "en",
                "It fell 3.5 per cent, i.e. by half (see No. 5).",
            ),
            ("“Is it over?” he asked.| So.", "en", "“Is it over?” he asked."),
            ("یک جمله است. دو جمله است.| سه.", "fa", "دو جمله است."),
            ("It ended (badly.)| He left.", "en", "It ended (badly.)"),
            ("The end…| E.g. this.", "en", "The end…"),
            ("The end.| e.g. this.", "en", "The end. e.g. this."),
            ("U.S.| officials said so. Next.", "en", "U.S. officials said so."),
            (
                "First. Roe, approx. 3 a.m. local time.| So.",
                "en",
                "Roe, approx. 3 a.m. local time.",
            ),
            (
                "First. It fell, see fig. 3, twice.| So.",
                "en",
                "It fell, see fig. 3, twice.",
            ),
            ("He left. 12 died.| So.", "en", "12 died."),
            ("没有空格。第二句。|第三句。", "zh", "第二句。"),
        ];
        for (text, language, expected) in cases {
            assert_eq!(sentence(text, language), expected, "{text}");
        }
    }

    #[test]
    fn white_space_is_folded() {
        let mut out = String::new();
        push_folded(&mut out, "  a \n b ");
        push_folded(&mut out, " c");
        assert_eq!(out, "a b c");
    }
}
