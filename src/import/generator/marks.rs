//! Marks that other tools put into texts: shortcodes and templates.

use std::ops::Range;

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::edits::Edits;
use crate::import::report::Report;

/// A text and what is to be done to it.
pub struct Scene<'a> {
    /// The file.
    pub file: &'a FilePath,
    /// The text below the front matter.
    pub text: &'a str,
    /// Where in the file it begins.
    pub offset: usize,
    /// What is to be done.
    pub edits: &'a mut Edits,
    /// What an editor would miss.
    pub internal: &'a mut Vec<String>,
    /// What is said.
    pub report: &'a mut Report,
}

/// Who knows the marks of a tool.
pub trait Marks {
    /// Finds them, and replaces or reports each.
    fn find(&self, scene: &mut Scene<'_>);
}

impl Scene<'_> {
    /// Says that a mark is left out.
    pub fn left(&mut self, code: &'static str, range: Range<usize>, hint: &str) {
        let mark = self.text.get(range.clone()).unwrap_or_default();
        let shown = crate::import::piece::tidy(mark);
        let shown = crate::base::scalar::shortened(&shown).into_owned();
        let message = format!("`{shown}` is left out");
        let place =
            Place::bytes(self.file, self.offset + range.start..self.offset + range.end);
        self.report.left(code, place, message, hint);
        self.internal.push(format!("Left out on import: {shown}"));
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        // No space is left at the start of a line.
        let begins = before.is_empty() || before.ends_with(['\n', ' ']);
        let spaces = after.len() - after.trim_start_matches(' ').len();
        let end = range.end + if begins { spaces } else { 0 };
        self.edits.replace(range.start..end, "");
    }

    /// Puts something in the place of a mark.
    pub fn put(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.report.changed("shortcode", 1);
        self.edits.replace(range, with);
    }
}

/// Takes out the marks that end a summary.
pub fn more(scene: &mut Scene<'_>) {
    for mark in ["<!--more-->", "<!-- more -->", "<!--MORE-->", "<!--nextpage-->"] {
        for (at, mark) in scene.text.match_indices(mark) {
            let rest = scene.text.get(at + mark.len()..).unwrap_or_default();
            let line = if rest.starts_with("\n\n") {
                2
            } else {
                usize::from(rest.starts_with('\n'))
            };
            scene.edits.replace(at..at + mark.len() + line, "");
        }
    }
}

/// Everything between two marks: the whole, and what is inside.
pub fn between(text: &str, open: &str, close: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)) {
        let start = at + start;
        let inner = start + open.len();
        let Some(length) = text.get(inner..).and_then(|rest| rest.find(close)) else {
            break;
        };
        let end = inner + length + close.len();
        found.push((start..end, inner..inner + length));
        at = end;
    }
    found
}

/// A call: its name, its arguments in order, its arguments by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The name.
    pub name: String,
    /// Arguments without names.
    pub plain: Vec<String>,
    /// Arguments with names.
    pub named: Vec<(String, String)>,
}

impl Call {
    /// Reads `name a b="c d" e=f`; marks such as `(` and `,` are passed over.
    pub fn read(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word = String::new();
        let mut quote: Option<char> = None;
        for c in text.chars() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, c) if c.is_whitespace() || matches!(c, '(' | ')' | ',') => {
                    if !word.is_empty() {
                        words.push(std::mem::take(&mut word));
                    }
                }
                (_, c) => word.push(c),
            }
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
        let mut call = Self::default();
        for (at, word) in words.into_iter().enumerate() {
            match word.split_once('=') {
                _ if at == 0 => call.name = word,
                Some((name, value))
                    if name
                        .chars()
                        .all(|c| c.is_alphanumeric() || c == '_' || c == '-') =>
                {
                    call.named.push((name.to_owned(), value.to_owned()));
                }
                _ => call.plain.push(word),
            }
        }
        call
    }

    /// An argument by its name, or by its place.
    pub fn get(&self, name: &str, at: usize) -> Option<&str> {
        let named =
            self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        named.or_else(|| self.plain.get(at)).map(String::as_str)
    }

    /// A figure as Markdown, when it names its image.
    pub fn figure(&self) -> Option<String> {
        let named = |name: &str| self.get(name, usize::MAX);
        let source = self.get("src", 0)?;
        let caption = named("caption").or_else(|| named("title"));
        let alt = named("alt").or(caption).unwrap_or_default().replace(['[', ']'], "");
        let caption =
            caption.map(|text| format!(" \"{}\"", text.replace('"', "\u{201d}")));
        Some(format!("![{alt}]({source}{})", caption.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read() {
        let call = Call::read("figure src=\"a b.png\" 'x y' title=t");
        assert_eq!(call.name, "figure");
        assert_eq!(call.get("src", 9), Some("a b.png"));
        assert_eq!(call.get("none", 0), Some("x y"));
        assert_eq!(call.figure().as_deref(), Some("![t](a b.png \"t\")"));
        assert_eq!(
            Call::read("quote(author=\"A. Writer\")").get("author", 9),
            Some("A. Writer")
        );
    }

    #[test]
    fn marks_are_found() {
        assert_eq!(between("a {{< b >}} {{< c", "{{<", ">}}"), [(2..11, 5..8)]);
    }
}
