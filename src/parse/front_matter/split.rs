//! Front matter apart from the body.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::base::path::FilePath;
use crate::base::problems::Problems;

/// Where the front matter and the body of a file stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The bytes between the `---` lines.
    pub front: Range<usize>,
    /// The bytes after them.
    pub body: Range<usize>,
}

impl Split {
    /// The front matter of the text that was split.
    pub fn front<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.front.clone()).unwrap_or("")
    }

    /// The body of the text that was split.
    pub fn body<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.body.clone()).unwrap_or("")
    }
}

/// Splits a text at its `---` lines. `None` when its first line is not `---` or no second
/// one follows.
pub fn split(text: &str) -> Option<Split> {
    let mut lines = Lines { text, at: 0 };
    let (_, first) = lines.next()?;
    if !is_fence(first) {
        return None;
    }
    let start = lines.at;
    while let Some((at, line)) = lines.next() {
        if is_fence(line) {
            return Some(Split { front: start..at, body: lines.at..text.len() });
        }
    }
    None
}

/// Splits a file at its `---` lines, or says why it cannot be split.
///
/// # Errors
///
/// The front matter is missing, or it is not closed.
pub fn split_file(file: &FilePath, text: &str) -> Result<Split, Box<Diagnostic>> {
    if let Some(split) = split(text) {
        return Ok(split);
    }
    let problems = Problems::new(file, text, 0);
    let first = text.lines().next().unwrap_or("");
    if is_fence(first) {
        let last = last_front_line(text);
        let hint = match last {
            Some(line) => format!("write a line `---` after the line `{line}`"),
            None => "write a line `---` after the last key".to_owned(),
        };
        let message = "the front matter is not closed";
        let span = 0..first.trim_end().len();
        return Err(Box::new(
            problems
                .error("unclosed-front-matter", &span, message)
                .label("begins here")
                .hint(hint),
        ));
    }
    let (span, hint) = misplaced(text);
    let message = "the file does not begin with front matter";
    Err(Box::new(problems.error("no-front-matter", &span, message).hint(hint)))
}

/// Where to point, and what to write, when a file's first line is not `---`.
fn misplaced(text: &str) -> (Range<usize>, &'static str) {
    for (at, line) in (Lines { text, at: 0 }) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        let span = at..at + line.trim_end().len();
        let dashes = trimmed.len() > 2 && trimmed.chars().all(|c| c == '-');
        let hint = match () {
            () if dashes && at > 0 => "remove what stands above this line",
            () if dashes => "write exactly `---` on the first line",
            () if trimmed.chars().all(|c| matches!(c, '—' | '–' | '-')) => {
                "write `---`, three plain hyphens"
            }
            () if trimmed == "+++" => {
                "write YAML between two lines `---`; TOML between `+++` is not read"
            }
            () => "write a line `---` above the first key and one below the last",
        };
        return (span, hint);
    }
    (0..0, "write `---`, then `title: \"...\"`, then `---`")
}

/// The last line that still looks like front matter, for the hint.
fn last_front_line(text: &str) -> Option<&str> {
    let looks = |line: &&str| {
        let line = line.trim_end();
        let key = line.split(':').next().unwrap_or("");
        let is_key = line.contains(':')
            && !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        is_key || line.starts_with([' ', '\t', '#', '-'])
    };
    let last = text.lines().skip(1).take_while(looks).last()?.trim();
    (!last.is_empty() && last.len() <= 60).then_some(last)
}

/// Whether a line is a fence. Spaces after it do no harm.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The lines of a text with the byte at which each begins.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let start = self.at;
        self.at += length;
        Some((start, rest.get(..length)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Place;

    #[test]
    fn front_matter_and_body() {
        for (text, front, body) in [
            ("---\na: b\n---\nBody\n", "a: b\n", "Body\n"),
            ("---\r\na: b\r\n---\r\nBody\r\n", "a: b\r\n", "Body\r\n"),
            ("---\n---\n", "", ""),
            ("---  \na: b\n---", "a: b\n", ""),
            ("---\na: b\n---\nx\n---\ny", "a: b\n", "x\n---\ny"),
        ] {
            let split = split(text).unwrap();
            assert_eq!((split.front(text), split.body(text)), (front, body), "{text:?}");
        }
        for text in ["", "a: b\n", "---", "---\na: b\n", "----\n----\n", "\n---\n---\n"] {
            assert_eq!(split(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_fences() {
        let file = FilePath::new("content/articles/a.md");
        let cases = [
            (
                "---\ntitle: x\nkind: brief\n\nText\n",
                "unclosed-front-matter",
                0..3,
                "write a line `---` after the line `kind: brief`",
            ),
            (
                "---\n",
                "unclosed-front-matter",
                0..3,
                "write a line `---` after the last key",
            ),
            (
                "title: x\n---\n",
                "no-front-matter",
                0..8,
                "write a line `---` above the first key and one below the last",
            ),
            (
                "\n---\ntitle: x\n---\n",
                "no-front-matter",
                1..4,
                "remove what stands above this line",
            ),
            (
                "-----\ntitle: x\n-----\n",
                "no-front-matter",
                0..5,
                "write exactly `---` on the first line",
            ),
            ("—\nx: y\n", "no-front-matter", 0..3, "write `---`, three plain hyphens"),
            (
                "+++\nx = 1\n+++\n",
                "no-front-matter",
                0..3,
                "write YAML between two lines `---`; TOML between `+++` is not read",
            ),
            (
                "",
                "no-front-matter",
                0..0,
                "write `---`, then `title: \"...\"`, then `---`",
            ),
        ];
        for (text, code, span, hint) in cases {
            let found = split_file(&file, text).unwrap_err();
            assert_eq!(found.code, code, "{text:?}");
            assert_eq!(found.place, Place::bytes(&file, span), "{text:?}");
            assert_eq!(found.hint.as_deref(), Some(hint), "{text:?}");
        }
    }
}
