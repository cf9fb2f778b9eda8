//! Marks of words in templates, which are replaced when a template is loaded, so that a page
//! costs no more for being translated: `{{ t("Sources") }}` becomes the word of the language.
//!
//! There are four: `t("Updated {date}", date=...)`, whose holes are expressions, or with a
//! singular and a plural `t("{n} source", "{n} sources", n=...)`; `number(...)`, a number in
//! figures of the language; `digits(...)`, the same for years and numbers of notes, which
//! have no separators; `word(...)`, for words that only the page knows. What they become
//! stands on the line of the mark.

mod read;
mod wording;

use std::ops::Range;

use crate::base::words::Words;
use crate::render::closure::end_of;
use crate::render::marks::read::mark_at;
use crate::render::marks::wording::{Call, call, expression};

/// A template whose marks are replaced.
#[derive(Debug, Default)]
pub struct Marked {
    /// Its text.
    pub text: String,
    /// Each replaced tag: where it stands in the text, and where it stood before.
    places: Vec<(Range<usize>, Range<usize>)>,
}

impl Marked {
    /// Replaces the marks of a template.
    pub fn new(source: &str, words: &Words) -> Self {
        let mut marked = Self::default();
        let mut rest = source;
        while let Some(start) = rest.find('{') {
            let (before, tag) = rest.split_at(start);
            marked.text.push_str(before);
            let length = tag_length(tag);
            let (tag, after) = tag.split_at(length);
            match expanded(tag, words) {
                None => marked.text.push_str(tag),
                Some(text) => {
                    let at = source.len() - after.len();
                    let from = marked.text.len();
                    marked.text.push_str(&text);
                    marked.places.push((from..marked.text.len(), at - length..at));
                }
            }
            rest = after;
        }
        marked.text.push_str(rest);
        marked
    }

    /// Where some bytes of the text stand in the template as it was written.
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let mut behind = 0isize;
        for (now, before) in &self.places {
            if range.start < now.start {
                break;
            }
            if range.start < now.end {
                return before.clone();
            }
            behind = before.end.cast_signed() - now.end.cast_signed();
        }
        let moved = |at: usize| at.saturating_add_signed(behind);
        moved(range.start)..moved(range.end)
    }
}

/// The length of what begins with a brace: a whole tag or comment, or the brace alone.
fn tag_length(text: &str) -> usize {
    let close = match text.get(..2) {
        Some("{#") => return text.find("#}").map_or(text.len(), |at| at + 2),
        Some("{{") => "}}",
        Some("{%") => "%}",
        _ => return 1,
    };
    let inside = text.get(2..).unwrap_or_default();
    (2 + end_of(inside, close) + 2).min(text.len())
}

/// A tag whose marks are replaced; none when it has none.
fn expanded(tag: &str, words: &Words) -> Option<String> {
    let inside = tag.get(2..tag.len().checked_sub(2)?)?;
    if !tag.starts_with("{{") {
        if !tag.starts_with("{%") {
            return None;
        }
        let inside = expression(inside, words)?;
        return Some(format!("{{%{inside}%}}"));
    }
    let bare = inside.trim_start_matches('-').trim_end_matches('-').trim();
    let whole = mark_at(bare, 0).filter(|mark| mark.range == (0..bare.len()));
    let Some(Call::Text(saying)) = whole.and_then(|mark| call(&mark)) else {
        let inside = expression(inside, words)?;
        return Some(format!("{{{{{inside}}}}}"));
    };
    let mut out = String::new();
    let empty = r#"{{ "" }}"#;
    if inside.starts_with('-') {
        out.push_str(&empty.replacen("{{", "{{-", 1));
    }
    out.push_str(&saying.template(words));
    if inside.ends_with('-') {
        out.push_str(&empty.replacen("}}", "-}}", 1));
    }
    Some(out)
}

#[cfg(test)]
mod tests;
