//! The links and images of a text, and the paths between files.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::import::markdown::options;

/// A link or an image of a text.
pub(super) struct Found {
    /// All of it.
    pub(super) range: Range<usize>,
    /// What stands between its first brackets.
    pub(super) inner: Range<usize>,
    pub(super) target: String,
    pub(super) image: bool,
}

/// The links and images of a text.
pub(super) fn links(text: &str) -> Vec<Found> {
    let mut open: Vec<Found> = Vec::new();
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                use pulldown_cmark::LinkType::{Autolink, Email};
                let target = match link_type {
                    Autolink | Email => String::new(),
                    _ => dest_url.into_string(),
                };
                let inner = range.start + 1..range.start + 1;
                open.push(Found { range, inner, target, image: false });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let inner = range.start + 2..range.start + 2;
                let target = dest_url.into_string();
                open.push(Found { range, inner, target, image: true });
            }
            Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) => {
                if let Some(closed) = open.pop() {
                    widen(&mut open, &closed.range);
                    found.extend(Some(closed).filter(|closed| !closed.target.is_empty()));
                }
            }
            _ => widen(&mut open, &range),
        }
    }
    found
}

/// Takes what was read into the words of the link around it.
fn widen(open: &mut [Found], range: &Range<usize>) {
    if let Some(last) = open.last_mut() {
        last.inner.end = last.inner.end.max(range.end.min(last.range.end));
    }
}

/// Where the target stands in what follows `](`.
pub(super) fn span_of_target(rest: &str) -> Range<usize> {
    let start = rest.len() - rest.trim_start().len();
    let inner = rest.get(start..).unwrap_or_default();
    if inner.starts_with('<') {
        let end = inner.find('>').map_or(inner.len(), |at| at + 1);
        return start..start + end;
    }
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return start..start + at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return start..start + at,
            _ => {}
        }
    }
    start..rest.len()
}

/// The relative path from a folder to a file.
pub(super) fn between(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shared = shared.min(to.len().saturating_sub(1));
    let ups = "../".repeat(from.len() - shared.min(from.len()));
    ups + &to.get(shared..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found() {
        for (rest, target) in [
            ("a.md)", "a.md"),
            ("<a b.md> \"t\")", "<a b.md>"),
            ("a(b) \"t\")", "a(b)"),
            (" x)", "x"),
        ] {
            assert_eq!(&rest[span_of_target(rest)], target);
        }
        assert_eq!(between("content/articles", "content/pages/a.md"), "../pages/a.md");
        assert_eq!(between("content/articles/b", "content/articles/a.md"), "../a.md");
    }
}
