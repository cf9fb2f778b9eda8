//! The lines of a pasted text; those of a paragraph that was wrapped are one.

use std::ops::Range;

/// A line, or the joined lines of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its text, trimmed, with single spaces.
    pub(super) text: String,
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// An empty line stands above it.
    pub(super) gap: bool,
}

/// A line no shorter than this can be one that was wrapped.
const FULL: usize = 45;
/// Lines longer than this are not wrapped by hand.
const WIDEST: usize = 100;

/// The units of a text.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    if !is_wrapped(&lines) {
        return lines;
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut open = false;
    for line in lines {
        let begins = line.text.starts_with(['-', '*', '\u{2022}', '#', '>'])
            || line
                .text
                .split_once(['.', ')'])
                .is_some_and(|(n, _)| n.parse::<u16>().is_ok());
        let full = line.text.chars().count() >= FULL;
        match units.last_mut() {
            Some(last) if open && !line.gap && !begins => {
                last.text = format!("{} {}", last.text, line.text);
                last.span.end = line.span.end;
            }
            _ => units.push(line),
        }
        open = full;
    }
    units
}

/// The lines that are not empty.
fn lines(text: &str) -> Vec<Unit> {
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, false);
    for line in text.split_inclusive('\n') {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
        let trimmed = line.trim_matches(blank);
        if trimmed.is_empty() {
            gap = true;
        } else {
            let start = at + line.find(trimmed).unwrap_or(0);
            let words: Vec<&str> = trimmed.split_whitespace().collect();
            let span = start..start + trimmed.len();
            lines.push(Unit { text: words.join(" "), span, gap });
            gap = false;
        }
        at += line.len();
    }
    lines
}

/// Whether lines were broken at a width: many full ones go on in the next.
fn is_wrapped(lines: &[Unit]) -> bool {
    if lines.iter().any(|line| line.text.chars().count() > WIDEST) {
        return false;
    }
    let pairs = lines.windows(2).filter(|pair| match pair {
        [one, two] => {
            let full = one.text.chars().count() >= FULL;
            let open = one.text.ends_with(|c: char| c.is_alphanumeric() || c == ',');
            full && open && !two.gap
        }
        _ => false,
    });
    pairs.count() * 4 >= lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        units(text).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn lines_are_units_and_wrapped_lines_are_joined() {
        assert_eq!(texts("\u{feff}One  two\r\n\r\n three\n"), ["One two", "three"]);
        let wrapped = "A title\n\nThe first line of a paragraph that was wrapped at\n\
                       some width and goes on in the next of its lines here\nto its end.\n\nShort\n";
        assert_eq!(texts(wrapped).len(), 3);
        assert_eq!(units("a\n b\n").last().map(|u| u.span.clone()), Some(3..4));
    }
}
