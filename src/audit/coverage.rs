//! What a text states and names no source for: paragraphs that hold a number, a quotation
//! or somebody's report, and no citation. The rules are plain, so that an editor can foresee
//! what they say; what they say is a list to look through, never a warning.

mod attribution;
mod number;
mod quotation;
mod standing;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use crate::parse::body::{Block, BlockKind, Content};
use crate::parse::markdown::passage::Sentences;
use crate::view::desk::ClaimView;
use standing::Standing;

/// How many characters of a sentence are shown.
const SHOWN: usize = 160;

/// The sentences of a text that state something and rest on nothing, in reading order.
///
/// Looked at are paragraphs, list items, quotes and footnotes that cite nothing; not
/// headings, code, tables, captions, or the key points and the standfirst, which repeat what
/// the text says. A paragraph cites, too, when a footnote in it does, or when it ends in a
/// colon and what it introduces cites.
pub fn claims(content: &Content, language: &str) -> Vec<ClaimView> {
    let standing = Standing::of(content);
    let mut claims = Vec::new();
    for (index, block) in content.blocks.iter().enumerate() {
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::Quote
                | BlockKind::Footnote
        );
        if prose && !standing.cites(content, index) {
            claims.extend(of_block(block, index, &standing, language));
        }
    }
    claims
}

/// The sentences of one block that state something.
fn of_block(
    block: &Block,
    index: usize,
    standing: &Standing,
    language: &str,
) -> Vec<ClaimView> {
    let text = standing.without_code(block, index);
    let claim = |kinds: Vec<&'static str>, sentence: &str| ClaimView {
        block: block.id.clone(),
        kinds,
        sentence: cut(sentence, SHOWN),
        at: block.span.start,
    };
    let sentences = Sentences::of(Arc::from(&*text), language);
    let shown = |span: &Range<usize>| block.text.get(span.clone()).unwrap_or_default();
    if standing.quoted.contains(&index) {
        // All of it is somebody's words.
        let long = quotation::is_long(&block.text);
        let first = sentences.spans().first();
        return first
            .filter(|_| long)
            .map(|s| claim(vec!["quotation"], shown(s)))
            .into_iter()
            .collect();
    }
    let quotations = quotation::all(&text);
    let mut claims = Vec::new();
    for span in sentences.spans() {
        let sentence = text.get(span.clone()).unwrap_or_default();
        let mut kinds = Vec::new();
        if number::is_stated(sentence, span.start == 0) {
            kinds.push("number");
        }
        if quotations.iter().any(|quotation| span.contains(&quotation.start)) {
            kinds.push("quotation");
        }
        if attribution::is_made(sentence, language) {
            kinds.push("attribution");
        }
        if !kinds.is_empty() {
            claims.push(claim(kinds, shown(span)));
        }
    }
    claims
}

/// A text, cut at a word when it is longer than so many characters.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    // A word that ends just there is whole.
    let whole = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let word = if whole { None } else { head.rsplit_once(char::is_whitespace) };
    let head = word.map_or(head, |(head, _)| head);
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{head}…")
}

/// The words of a sentence, without the marks around them.
fn words(sentence: &str) -> Vec<&str> {
    let mark = |c: char| {
        c.is_whitespace()
            || "\"'“”„‘’‚«»‹›()[]{}.,;:!?…،؛؟。，、—".contains(c)
            || c == '\u{200f}'
            || c == '\u{200e}'
    };
    let words = sentence.split(|c: char| c.is_whitespace() || c == '—');
    words.map(|word| word.trim_matches(mark)).filter(|word| !word.is_empty()).collect()
}

/// A word in lower case, Arabic vowel signs and the lengthening stroke left out.
fn folded(word: &str) -> String {
    let signs = |c: &char| !matches!(c, '\u{064b}'..='\u{065f}' | '\u{0640}');
    word.replace('’', "'").to_lowercase().chars().filter(signs).collect()
}
