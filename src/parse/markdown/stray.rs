//! Brackets that were left as text although they were meant as something.

use std::ops::Range;

use crate::parse::markdown::citation::Fault;
use crate::parse::markdown::html::has_byte;

/// The brackets that are open in the text of a paragraph.
#[derive(Debug, Default)]
pub struct Brackets {
    /// Where each begins, and the first citation in it.
    open: Vec<(usize, Option<Range<usize>>)>,
}

impl Brackets {
    /// Begins another paragraph.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Notes a citation.
    pub fn citation(&mut self, span: &Range<usize>) {
        if let Some((_, citation)) = self.open.last_mut() {
            citation.get_or_insert_with(|| span.clone());
        }
    }

    /// Looks through text for brackets that should have meant something.
    pub fn text(&mut self, source: &str, range: &Range<usize>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let text = source.as_bytes().get(range.clone()).unwrap_or_default();
        let is_bracket = |byte| matches!(byte, b'[' | b']');
        if !has_byte(text, is_bracket) {
            return faults;
        }
        let bytes = (range.start..).zip(text.iter().copied());
        for (at, byte) in bytes.filter(|(_, byte)| is_bracket(*byte)) {
            if escaped(source, at) {
                continue;
            }
            if byte == b'[' {
                self.open.push((at, None));
                faults.extend(stray(source, at));
            } else if let Some((_, Some(span))) = self.open.pop() {
                self.citation(&span);
                if source.as_bytes().get(at + 1) == Some(&b'(') {
                    faults.push(inside_link(span));
                }
            }
        }
        faults
    }
}

/// The most characters that are searched for the end of a bracket.
const LONGEST: usize = 1000;

/// Whether a byte follows an odd number of back slashes.
fn escaped(source: &str, at: usize) -> bool {
    let before = source.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// A citation in the words of a link or an image.
pub fn inside_link(span: Range<usize>) -> Fault {
    Fault {
        code: "citation-inside",
        span,
        message: "a citation cannot stand in the words of a link or an image".to_owned(),
        hint: "put it after the link: `[words](address)[@key]`".to_owned(),
    }
}

/// What is wrong with a bracket that was left as text, if it was meant as something.
fn stray(source: &str, at: usize) -> Option<Fault> {
    let rest = source.get(at..)?;
    let inner = rest.get(1..)?;
    if inner.starts_with('@') || inner.starts_with("-@") {
        return Some(stray_citation(rest, at));
    }
    let name = inner.strip_prefix('^')?;
    let end = name.find([']', '[', '\n'])?;
    let label = name.get(..end)?;
    let named = !label.is_empty() && !label.contains(char::is_whitespace);
    (named && name.get(end..)?.starts_with(']')).then(|| Fault {
        code: "unknown-footnote",
        span: at..at + end + 3,
        message: format!("there is no footnote `{label}`"),
        hint: format!("add a line `[^{label}]: the note` to the body"),
    })
}

/// What is wrong with `[@` that was left as text.
fn stray_citation(rest: &str, at: usize) -> Fault {
    let (mut depth, mut nested, mut end) = (0usize, false, None);
    // A bracket longer than this was not meant as one; so is one over two paragraphs.
    let mut blank = false;
    for (byte, c) in rest.char_indices().take(LONGEST) {
        if c == '\n' && std::mem::replace(&mut blank, true) {
            break;
        }
        blank &= c.is_whitespace();
        match c {
            '[' => {
                depth += 1;
                nested |= depth > 1;
            }
            ']' => {
                depth -= 1;
                if depth == 0 {
                    end = Some(byte + 1);
                    break;
                }
            }
            _ => {}
        }
    }
    let line = rest.lines().next().unwrap_or_default().trim_end().len();
    let span = at..at + end.unwrap_or(line);
    let (message, hint) = match (end, nested) {
        (None, _) => {
            ("the bracket of a citation is not closed", "write `]` after the key")
        }
        (_, true) => (
            "brackets cannot stand inside a citation",
            "use parentheses: `[@key, (note)]`",
        ),
        _ => ("a citation cannot be read here", "put `[@key]` after a sentence"),
    };
    let (message, hint) = (message.to_owned(), hint.to_owned());
    Fault { code: "citation-bracket", span, message, hint }
}
