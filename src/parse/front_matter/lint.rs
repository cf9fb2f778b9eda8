//! What is odd of a headline by itself: its length, its end, its capitals.

use std::ops::Range;

use crate::base::length::length;
use crate::base::problems::Problems;
use crate::base::scalar::shortened;
use crate::load::config::Lengths;
use crate::parse::front::HeadlineFront;
use crate::parse::markdown::passage::Sentences;

/// Words of English that are mostly written with a full stop, beside those that the segmenter
/// of sentences knows.
const ABBREVIATED: [&str; 10] =
    ["bros", "co", "corp", "dept", "etc", "govt", "inc", "jr", "ltd", "sr"];

/// How many letters in capitals a single word may have: an acronym has few.
const ACRONYM: usize = 6;

/// Looks at headlines.
pub struct Lint<'a> {
    /// How long they may be.
    pub lengths: &'a Lengths,
    /// The language that they are in.
    pub language: &'a str,
    /// Where to report.
    pub problems: &'a Problems<'a>,
}

impl Lint<'_> {
    /// The headline of the page.
    pub fn title(&self, text: &str, span: &Range<usize>) {
        self.length(text, &["title"], span);
        self.wording(text, span);
    }

    /// An alternative, a candidate or not.
    pub fn headline(&self, headline: &HeadlineFront, span: &Range<usize>) {
        let channels: Vec<_> = headline.channels.iter().map(|c| c.name()).collect();
        let keys = if channels.is_empty() { &["title"][..] } else { &channels };
        self.length(&headline.text, keys, span);
        self.wording(&headline.text, span);
    }

    /// Its length, beside the shortest of some limits.
    fn length(&self, text: &str, keys: &[&str], span: &Range<usize>) {
        let limits = keys.iter().filter_map(|key| Some((self.lengths.of(key)?, *key)));
        let Some((limit, key)) = limits.min_by_key(|(limit, _)| *limit) else { return };
        let length = length(text);
        if length > limit {
            let message = format!(
                "this headline has {length} characters, and `{key}` takes {limit}"
            );
            let diagnostic = self.problems.warning("headline-long", span, message);
            let hint = format!(
                "shorten it by {}, or write `limits = {{ {key} = {length} }}` under \
                 `[headlines]` in site.toml",
                length - limit
            );
            self.problems.push(diagnostic.hint(hint));
        }
    }

    /// Its end and its capitals.
    fn wording(&self, text: &str, span: &Range<usize>) {
        if let Some(rest) = stopped(text, self.language) {
            let message = "this headline ends in a full stop";
            let diagnostic = self.problems.warning("headline-stop", span, message);
            let hint = format!("write `{}`", shortened(rest));
            self.problems.push(diagnostic.hint(hint));
        }
        if is_shouted(text) {
            let message = "this headline is all in capitals";
            let diagnostic = self.problems.warning("headline-capitals", span, message);
            let hint = "write it in small letters, with capitals for names and acronyms";
            self.problems.push(diagnostic.hint(hint));
        }
    }
}

/// A headline without the full stop at its end. One that ends in an ellipsis or in an
/// abbreviation has none, and of several sentences the last may end in one as the others do.
fn stopped<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    const OTHERS: [char; 7] = ['。', '．', '｡', '।', '۔', '։', '።'];
    if text.ends_with(OTHERS) {
        let rest = text.trim_end_matches(OTHERS);
        return (!rest.contains(OTHERS) && !rest.is_empty()).then_some(rest);
    }
    let rest = text.strip_suffix('.')?;
    let word = rest.rsplit(char::is_whitespace).next().unwrap_or(rest);
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let short = word.chars().nth(1).is_none()
        || ABBREVIATED.contains(&word.to_lowercase().as_str());
    if short || word.contains('.') || rest.ends_with(['…', '.']) {
        return None;
    }
    let sentences = |text: &str| Sentences::of(text.into(), language).spans().len();
    // After an abbreviation a sentence goes on.
    (sentences(text) == 1 && sentences(&format!("{text} Next")) == 2).then_some(rest)
}

/// Whether every letter of a headline is a capital, and it is more than an acronym. In scripts
/// without capitals none is.
fn is_shouted(text: &str) -> bool {
    let (mut letters, mut words) = (0, 0);
    for word in text.split(|c: char| c.is_whitespace() || c == '-' || c == '/') {
        let before = letters;
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            if !c.is_uppercase() {
                return false;
            }
            letters += 1;
        }
        words += usize::from(letters > before);
    }
    words > 1 || letters > ACRONYM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_that_is_no_more_than_that() {
        for (text, language, rest) in [
            ("Oman lends the room.", "en", Some("Oman lends the room")),
            ("Oman lends the room", "en", None),
            ("Oman lends the room...", "en", None),
            ("Oman lends the room…", "en", None),
            ("Oman lends the room ….", "en", None),
            ("What divides Iran and the U.S.", "en", None),
            ("The session ends at 5 p.m.", "en", None),
            ("A letter to Smith, Brown and Co.", "en", None),
            ("The house of Roe Bros.", "en", None),
            ("Who was Malcolm X.", "en", None),
            ("Everyone talks to Oman. Here is why.", "en", None),
            ("Is it over? It is.", "en", None),
            ("It is over!", "en", None),
            ("It grew by 3.5.", "en", None),
            (".", "en", None),
            ("Oman leiht den Raum.", "de", Some("Oman leiht den Raum")),
            ("阿曼提供房间。", "zh", Some("阿曼提供房间")),
            ("第一句。第二句。", "zh", None),
            ("اتاق در مسقط است۔", "ur", Some("اتاق در مسقط است")),
        ] {
            assert_eq!(stopped(text, language), rest, "{text}");
        }
    }

    #[test]
    fn capitals_that_are_no_acronym() {
        for text in [
            "NATO MEETS",
            "IRAN-US TALKS",
            "BREAKING",
            "ΟΜΑΝ ΚΑΙ ΙΡΑΝ",
            "A 2026 PLAN",
            "МАСКАТ И МИР",
        ] {
            assert!(is_shouted(text), "{text}");
        }
        for text in [
            "NATO",
            "UNESCO",
            "COP30",
            "NATO meets",
            "1984",
            "",
            "阿曼 NATO EU",
            "مسقط",
            "X",
        ] {
            assert!(!is_shouted(text), "{text}");
        }
    }
}
